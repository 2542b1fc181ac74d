"""The option --record, and the command replay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pmo_expert import advise, load_knowledge, read_case, record_of, record_text
from tests.doors.run import FIRST, STAR, run, write


def recorded(folder: Path, *command: str) -> str:
    """Run a command with a record; return its path."""
    path = str(folder / "record.json")
    result = run(*command, "--record", path)
    assert (result.status, result.err) == (0, f"Wrote {path}.\n")
    return path


def test_advise_writes_a_record_beside_the_advice(tmp_path: Path) -> None:
    """The record is that of the library, and what is shown is what is shown without it."""
    path = tmp_path / "record.json"
    result = run("advise", FIRST, "--record", str(path))
    assert result.out == run("advise", FIRST).out
    case = read_case(FIRST)
    assert path.read_text(encoding="utf-8") == record_text(record_of(advise(case), case))


@pytest.mark.parametrize("command", [["advise", STAR], ["why", STAR], ["why-not", STAR, "accept"]])
def test_a_record_replays(command: list[str], tmp_path: Path) -> None:
    """Replay of a fresh record says that all is the same and ends with 0, as text and as JSON."""
    path = recorded(tmp_path, *command)
    result = run("replay", path)
    assert (result.status, result.err) == (0, "")
    assert "IS THE SAME, BYTE BY BYTE" in result.out
    found = json.loads(run("replay", path, "--format", "json").out)
    assert (found["same_rules"], found["same_result"]) == (True, True)


def test_a_record_of_practice_finds_its_rules(tmp_path: Path) -> None:
    """Without --rules the shipped pack that the record names is used, here from standard input."""
    path = recorded(tmp_path, "advise", FIRST, "--rules", "practice")
    assert run("replay", "-", stdin=Path(path).read_bytes()).status == 0


def test_other_rules_are_told_and_end_with_1(tmp_path: Path) -> None:
    """Under other rules the rules, the concerns and what applies now are told, and the status is 1."""
    path = recorded(tmp_path, "advise", FIRST)
    result = run("replay", path, "--rules", "practice")
    assert (result.status, result.err) == (1, "")
    new = load_knowledge("practice")
    assert f"article 1.0 → {new.name} {new.version}" in result.out
    assert "New: " in result.out


def test_a_tampered_record_is_bad_input(tmp_path: Path) -> None:
    """A record that was edited is refused with one line that says so, and 2."""
    path = recorded(tmp_path, "advise", FIRST)
    text = Path(path).read_text(encoding="utf-8").replace("Yusuf", "Josef")
    result = run("replay", write(tmp_path, text, "edited.json"))
    assert (result.status, result.out) == (2, "")
    assert result.err == (
        f"error: {tmp_path / 'edited.json'}: seal: does not fit the rest: the record was changed after it was written\n"
    )


def test_a_record_that_exists_is_kept_unless_forced(tmp_path: Path) -> None:
    """A file that exists is refused, and then no report is written either; --force overwrites."""
    path, report = recorded(tmp_path, "advise", FIRST), tmp_path / "report.html"
    before = Path(path).read_bytes()
    result = run("advise", STAR, "--html", str(report), "--record", path)
    assert (result.status, result.out) == (2, "")
    assert result.err == f"error: {path}: exists already; --force overwrites it\n"
    assert (Path(path).read_bytes(), report.exists()) == (before, False)
    assert run("advise", STAR, "--html", str(report), "--record", path, "--force").status == 0
    assert Path(path).read_bytes() != before


def test_the_case_is_never_overwritten_by_its_record(tmp_path: Path) -> None:
    """A case in JSON is not overwritten by its record, even when forced, and other names than .json are refused."""
    case = write(tmp_path, '{"pmo.level": "program"}', "case.json")
    result = run("advise", case, "--record", case, "--force")
    assert result.err == f"error: {case}: is one of the files to read; it is not overwritten\n"
    other = str(tmp_path / "record.txt")
    assert (
        run("why", case, "--record", other).err == f"error: {other}: a record is JSON; its name must end with .json\n"
    )


def test_a_record_is_of_one_advice(tmp_path: Path) -> None:
    """With --beside there are two advices, and --record is refused."""
    result = run("advise", FIRST, "--beside", "practice", "--record", str(tmp_path / "r.json"))
    assert (result.status, result.err) == (2, "error: --record is of one advice; leave out --beside\n")
