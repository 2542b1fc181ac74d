"""Bad input: exit status 2, a line for each fault, nothing on standard output, no traceback."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pmo_expert import rules_folder
from tests.advice.examples import REMOTE_PACK, write_pack
from tests.doors.run import FIRST, Run, environment, process, run, write

BAD_CASES: dict[str, tuple[str | bytes, list[str]]] = {
    "unknown attribute": ("pmo:\n  levle: program\n", ["2:3"]),
    "unknown section": ("pmoo:\n  level: program\n", ["1:1"]),
    "unknown dotted name": ("pmo.levle: program\n", ["1:1"]),
    "wrong value": ("pmo: {level: galaxy}\n", ["1:14"]),
    "wrong truth": ("opening: {manages_projects: maybe}\n", ["1:29"]),
    "wrong type": ("pmo: {level: [program]}\n", ["1:14"]),
    "a set that is neither list nor names": ("candidate: {goals: {leadership: yes}}\n", ["1:20"]),
    "a text that names no member": ("candidate: {goals: leadership fame}\n", ["1:20"]),
    "wrong member": ("candidate: {goals: [leadership, fame]}\n", ["1:33"]),
    "a number that is none": ("candidate: {experience_years: many}\n", ["1:31"]),
    "number too high": ("candidate: {experience_years: 61}\n", ["1:31"]),
    "number too low": ("candidate: {experience_years: -1}\n", ["1:31"]),
    "infinite number": ("candidate: {experience_years: .inf}\n", ["1:31"]),
    "duplicate key": ("pmo: {level: program, level: program}\n", ["1:23"]),
    "duplicate section": ("pmo: {}\nopening: {}\npmo: {}\n", ["3:1"]),
    "given twice": ("pmo: {level: program}\npmo.level: program\n", ["2:1"]),
    "empty": ("", [""]),
    "only a comment": ("# nothing\n", [""]),
    "null": ("~\n", [""]),
    "a list": ("- pmo\n", ["1:1"]),
    "a text": ("pmo\n", ["1:1"]),
    "a list for a section": ("pmo: [level]\n", ["1:6"]),
    "a text for a section": ("pmo: program\n", ["1:6"]),
    "a list as title": ("title: [a]\n", ["1:8"]),
    "a list as key": ("? [a]\n: b\n", ["1:3"]),
    "no YAML": ("pmo: {level: program\n", ["2:1"]),
    "a tab": ("\tpmo: {}\n", ["1:1"]),
    "a tag": ("pmo: !!python/object/apply:os.system [ls]\n", ["1:6"]),
    "an anchor": ("pmo: &a {level: program}\n", ["1:6"]),
    "an alias": ("pmo: *a\n", ["1:6"]),
    "two documents": ("pmo: {}\n---\npmo: {}\n", ["2:1"]),
    "invalid UTF-8": (b"title: a\npmo: \xff\n", ["2:6"]),
    "UTF-16": ("title: a\n".encode("utf-16"), ["1:1"]),
    "a NUL": ("title: a\0b\n", [""]),
    "more than 1 MiB": ("#" * 2**20 + "\n", [""]),
    "deep lists": ("a: " + "[" * 1000 + "]" * 1000, ["1:23"]),
    "deep mappings": ("{a: " * 1000 + "}" * 1000, ["1:81"]),
    "several faults": ("pmo: {level: galaxy, x: y}\nz: {}\n", ["1:14", "1:22", "2:1"]),
}
every_bad_case = pytest.mark.parametrize("name", BAD_CASES)


def refused(result: Run) -> list[str]:
    """Return the lines of errors of a run, which must have ended as bad input does."""
    assert (result.status, result.out) == (2, "")
    lines = result.err.splitlines()
    assert lines
    assert all(line.startswith("error: ") for line in lines)
    assert "Traceback" not in result.err
    return lines


@every_bad_case
def test_bad_case_is_refused_with_places(name: str, tmp_path: Path) -> None:
    """A bad case file is refused with a line for each fault that begins with file, line and column."""
    text, places = BAD_CASES[name]
    path = write(tmp_path, text)
    lines = refused(run("advise", path))
    assert [re.sub(r"^(\d+:\d+)?:? .*", r"\1", line.removeprefix(f"error: {path}:")) for line in lines] == places


@every_bad_case
def test_bad_standard_input_is_refused_alike(name: str, tmp_path: Path) -> None:
    """What is refused in a file is refused on standard input, with the same messages."""
    text, _ = BAD_CASES[name]
    data = text.encode() if isinstance(text, str) else text
    path = write(tmp_path, data)
    from_file = run("advise", path).err.replace(path, "<standard input>")
    assert "\n".join(refused(run("advise", "-", stdin=data))) + "\n" == from_file


@pytest.mark.parametrize("command", [("why",), ("why-not", "accept"), ("what-if", "pmo.level=program")])
def test_bad_case_is_refused_by_every_command(command: tuple[str, ...], tmp_path: Path) -> None:
    """Every command that reads a case refuses a bad one with the same message."""
    path = write(tmp_path, "pmo: {levle: program}\n")
    name, *rest = command
    assert run(name, path, *rest) == run("advise", path)


def test_fault_tells_found_allowed_and_nearest(tmp_path: Path) -> None:
    """A fault tells what was found, what is allowed and what is nearest."""
    path = write(tmp_path, "pmo: {level: progam}\n")
    (line,) = refused(run("advise", path))
    expected = "pmo.level: there is no value “progam”; did you mean “program”?"
    assert (
        line
        == f"error: {path}:1:14: {expected} allowed: project, program, department, organization, executive, unknown"
    )


def test_control_characters_of_the_input_stay_out_of_messages(tmp_path: Path) -> None:
    """A name with control characters is shown without them, on one line."""
    control, line = refused(run("advise", write(tmp_path, '"a\\e[31m\\nb": {}\n')))
    assert control.endswith(":1:1: a text holds the control character U+001B; leave it out")
    assert "\x1b" not in line
    assert "a\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}b" in line


def bad_paths(tmp_path: Path) -> list[str]:
    return [str(tmp_path), str(tmp_path / "missing.yaml"), str(tmp_path / "missing" / "case.yaml"), "a\0b", ""]


@pytest.mark.parametrize("number", range(5))
def test_unreadable_paths_are_refused(number: int, tmp_path: Path) -> None:
    """A directory, a missing file and a path that cannot be are refused."""
    (line,) = refused(run("advise", bad_paths(tmp_path)[number]))
    assert ": cannot be read: " in line


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read any file")
def test_file_without_permission_is_refused(tmp_path: Path) -> None:
    """A file that may not be read is refused."""
    path = write(tmp_path, "pmo: {}\n")
    Path(path).chmod(0)
    assert refused(run("advise", path)) == [f"error: {path}: cannot be read: {os.strerror(13)}"]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens and cannot be read")
def test_file_that_fails_while_read_is_refused() -> None:
    """A file that opens and then cannot be read is refused."""
    (line,) = refused(run("advise", "/proc/self/mem"))
    assert line.startswith("error: /proc/self/mem: cannot be read: ")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (["pmo.levle=program"], ["there is no attribute “levle”; did you mean “level”?"]),
        (["pmo.level=galaxy"], ["there is no value “galaxy”"]),
        (["pmo.level"], ["expected SECTION.ATTRIBUTE=VALUE, found “pmo.level”"]),
        (["=program"], ["there is no section “”"]),
        (["candidate.goals=[leadership"], ["candidate.goals: is not valid YAML"]),
        (["candidate.goals=!!set {a}"], ["candidate.goals: tags are not allowed here"]),
        (["candidate.experience_years=61"], ["expected 0 to 60 years, found “61”"]),
        (["pmo.level=program", "pmo.level=program"], ["this attribute was given before: “pmo.level”"]),
        (["x=1", "pmo.level=x", "y"], ["no section “x”", "no value “x”", "found “y”"]),
    ],
)
def test_bad_changes_are_refused(changes: list[str], expected: list[str]) -> None:
    """Bad changes of a what-if are refused, a line for each."""
    lines = refused(run("what-if", FIRST, *changes))
    assert len(lines) == len(expected)
    assert all(any(part in line for line in lines) for part in expected)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("why", FIRST, "findoutmore"), "did you mean “find_out_more”?"),
        (("why", FIRST, "accept"), "does not hold in this case; ask why not: “accept”"),
        (("why-not", FIRST, "accept_with_conditions"), "does hold in this case; ask why: “accept_with_conditions”"),
        (("why-not", FIRST, "verdict"), "name one"),
        (("rules", "past-rescu"), "did you mean “past-rescue”?"),
        (("rules", "staff-functon"), "did you mean “staff-function”?"),
    ],
)
def test_names_that_mean_nothing_are_refused(arguments: tuple[str, ...], expected: str) -> None:
    """A conclusion or rule that does not exist, or is asked the wrong way, is refused with one line."""
    (line,) = refused(run(*arguments))
    assert expected in line


@pytest.mark.parametrize("command", [("advise", FIRST), ("rules",), ("schema", "case"), ("check", "--no-proofs")])
def test_pack_that_reads_attributes_it_lacks_is_refused(command: tuple[str, ...], tmp_path: Path) -> None:
    """A pack that reads attributes which no pack declares is refused, with a line for each place that reads one."""
    pack = shutil.copytree(REMOTE_PACK, tmp_path / "remote-work")
    (pack / "vocabulary.yaml").unlink()
    packs = (str(pack),) if command[0] == "check" else ("--rules", str(pack))
    lines = refused(run(*command, *packs))
    places = [re.match(rf"error: {re.escape(str(pack))}/remote-work.yaml:\d+:\d+: ", line) for line in lines]
    text = (REMOTE_PACK / "remote-work.yaml").read_text(encoding="utf-8")
    assert all(places)
    assert len(lines) == len(re.findall(r"opening\.(?:remote_days|travel)|candidate\.remote_wish", text))
    assert len(set(lines)) == len(lines)


def test_bad_packs_are_refused(tmp_path: Path) -> None:
    """A pack that is missing, lacks its pack.yaml, or holds bad YAML or unknown names is refused."""
    rules = "rules:\n  - {id: a, guides: {step: Go.}, when: {pmo.levle: program}, because: So., source: more 1}\n"
    packs = [
        tmp_path / "missing",
        tmp_path,
        write_pack(tmp_path / "bad", "rules: ["),
        write_pack(tmp_path / "name", rules),
        write_pack(tmp_path / "type", "- a\n"),
    ]
    for pack in packs:
        for command in (("check", str(pack)), ("advise", FIRST, "--rules", str(pack))):
            assert any(str(pack) in line for line in refused(run(*command)))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("advize", FIRST), "Error: No such command 'advize'. Did you mean 'advise'?"),
        (("zzz",), "Error: No such command 'zzz'. There are: "),
        (("advise",), "Error: Missing argument 'CASE'."),
        (("advise", FIRST, "extra"), "Error: Got unexpected extra argument"),
        (("advise", FIRST, "--formt", "json"), "Error: No such option"),
        (("advise", FIRST, "--format", "xml"), "Error: Invalid value for '--format'"),
        (("advise", FIRST, "--engine", "steam"), "Error: Invalid value for '--engine'"),
        (("why-not", FIRST), "Error: Missing argument 'CONCLUSION'."),
        (("what-if", FIRST), "Error: Missing argument"),
        (("schema", "house"), "Error: Invalid value for"),
        (("--nothing",), "Error: No such option"),
    ],
)
def test_wrong_usage_is_refused(arguments: tuple[str, ...], expected: str) -> None:
    """An unknown command, option or choice, and a missing argument, are refused with what is wrong."""
    result = run(*arguments)
    assert (result.status, result.out) == (2, "")
    assert any(line.startswith(expected) for line in result.err.splitlines())
    assert "Traceback" not in result.err


def test_engine_that_cannot_run_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where durable_rules cannot be imported, asking for durable is refused, and auto uses compiled alone."""
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    pack = write_pack(tmp_path / "more", "rules: []\n")
    packs = ("--rules", str(rules_folder()), "--rules", str(pack))
    (line,) = refused(run("advise", FIRST, "--engine", "durable", *packs))
    assert line.startswith("error: the engine durable cannot run here")
    assert "engine: compiled." in " ".join(run("advise", FIRST, "--full", *packs).out.split())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_to_which_nobody_writes_is_empty(tmp_path: Path) -> None:
    """The command does not wait for somebody who never comes."""
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    result = process("advise", str(pipe))
    assert (result.returncode, result.stderr.decode().strip()) == (2, f"error: {pipe}: is empty")


@pytest.mark.skipif(shutil.which("bash") is None, reason="what is tried needs bash")
def test_what_another_command_writes_is_read_to_its_end() -> None:
    """A pipe that a slow command fills is waited for."""
    script = f'{sys.executable} -m pmo_expert advise <(sleep 1; cat "$1") --engine compiled'
    command = ["bash", "-c", script, "bash", FIRST]
    result = subprocess.run(command, stdout=subprocess.PIPE, env=environment(), timeout=60, check=False)
    assert result.returncode == 0
    assert result.stdout.startswith(b"Yusuf")
