"""The commands on good input."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pmo_expert import (
    Advice,
    Explanation,
    WhatIf,
    advise,
    case_from,
    from_json,
    parse_case,
    read_case,
    rules_folder,
    to_json,
    to_markdown,
    to_text,
    what_if,
    why,
    why_not,
)
from pmo_expert.doors.cli.main import cli
from pmo_expert.render.case_file import case_file
from tests.advice.examples import CASE_FILES, REMOTE_PACK, article, engine_here, every_example, write_pack
from tests.doors.run import FIRST, STAR, Run, run, write

FORMATS = pytest.mark.parametrize("style", ["text", "markdown", "json"])
SHOW: dict[str, Callable[[Any], str]] = {
    "text": to_text,
    "markdown": to_markdown,
    "json": lambda result: to_json(result) + "\n",
}
OFFICE_PACK = """\
concern: staff-function
rules:
  - id: program-is-staff
    raises: minor
    when: {pmo.level: program}
    because: It is.
    source: more 1
    examples:
      - fires: {pmo.level: program}
      - near_miss: {pmo.level: executive}
"""


def shown(result: object, style: str) -> Run:
    return Run(0, SHOW[style](result), "")


@every_example
def test_advise_shows_the_advice(example: str) -> None:
    """Advise prints the text of the advice on a case file."""
    path = str(CASE_FILES[example])
    assert run("advise", path) == shown(advise(read_case(path)), "text")


@FORMATS
def test_advise_in_every_format(style: str) -> None:
    """Advise prints the advice in the format that was asked for."""
    assert run("advise", STAR, "--format", style) == shown(advise(read_case(STAR)), style)


@FORMATS
def test_why_in_every_format(style: str) -> None:
    """Why explains the verdict, or the conclusion that is named, in every format."""
    advice = advise(read_case(STAR))
    assert run("why", STAR, "--format", style) == shown(why(advice), style)
    assert run("why", STAR, "skill-loss", "--format", style) == shown(why(advice, "skill-loss"), style)


@FORMATS
def test_why_not_in_every_format(style: str) -> None:
    """Why-not explains what does not hold, in every format."""
    advice = advise(read_case(STAR))
    assert run("why-not", STAR, "accept", "--format", style) == shown(why_not(advice, "accept"), style)


@pytest.mark.parametrize("command", ["why", "why-not"])
def test_full_shows_ids_tests_and_sources(command: str) -> None:
    """With --full an explanation names rules, tests and sources; without, it does not."""
    name = "past-rescue" if command == "why-not" else "serious-concern-open"
    shown_fully, shown_short = run(command, STAR, name, "--full").out, run(command, STAR, name).out
    assert f"Rule {name}" in shown_fully
    assert "article " in shown_fully
    assert name not in shown_short
    assert "article " not in shown_short


def test_titles_are_taken_where_ids_are() -> None:
    """A conclusion may be named by its title, in any case."""
    assert run("why", STAR, "loss of delivery skills") == run("why", STAR, "skill-loss")
    refused = run("why", STAR, "los of delivery skills")
    assert refused.status == 2
    assert "did you mean “Loss of delivery skills”?" in refused.err
    assert len(refused.err.splitlines()) == 1


@FORMATS
def test_what_if_in_every_format(style: str) -> None:
    """What-if compares the case with the changed one, in every format."""
    changes = {"pmo.level": "program", "candidate.goals": ["leadership", "influence"], "opening.kind": None}
    arguments = ("pmo.level=program", "candidate.goals=[leadership,influence]", "opening.kind=unknown")
    expected = shown(what_if(read_case(STAR), changes), style)
    assert run("what-if", STAR, *arguments, "--format", style) == expected


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("candidate.experience_years=3", 3),
        ("candidate.experience_years=2.5", 2.5),
        ("candidate.experience_years=", None),
        ("candidate.goals=[]", frozenset()),
        ("candidate.experience_years=novice", 0.5),
        ("opening.leads_people=no", False),
        ("opening.leads_people=true", True),
        ("opening.manages_projects=no", "none"),
        ("opening.manages_projects=true", "many"),
        ("opening.manages_projects=unknown", None),
    ],
)
def test_changes_are_read_as_in_case_files(change: str, value: object) -> None:
    """A value on the command line means what it means in a case file; nothing means unknown."""
    result = from_json(run("what-if", FIRST, change, "--format", "json").out, WhatIf)
    name = change.partition("=")[0]
    assert result == what_if(read_case(FIRST), {name: value})


def test_json_is_read_back() -> None:
    """What the commands print as JSON reads back as the result."""
    advice = advise(read_case(FIRST))
    assert from_json(run("advise", FIRST, "--format", "json").out, Advice) == advice
    assert from_json(run("why", FIRST, "--format", "json").out, Explanation) == why(advice)


@pytest.mark.parametrize("command", [("advise",), ("why",), ("why-not", "accept"), ("what-if", "pmo.level=program")])
def test_standard_input_is_a_case(command: tuple[str, ...]) -> None:
    """With - as the case, it is read from standard input."""
    name, *rest = command
    assert run(name, "-", *rest, stdin=Path(FIRST).read_bytes()) == run(name, FIRST, *rest)


def test_json_cases_are_read() -> None:
    """A case in JSON is read as one in YAML is."""
    assert run("advise", "-", stdin=b'{"pmo": {"level": "program"}}') == run("advise", "-", stdin=b"pmo.level: program")


@pytest.mark.parametrize("engine", ["auto", "durable", "compiled"])
def test_engine_can_be_chosen(engine: str) -> None:
    """The engine that was asked for gives the advice."""
    expected = advise(read_case(FIRST), engine=engine_here(engine))  # type: ignore[arg-type]
    assert from_json(run("advise", FIRST, "--engine", engine, "--format", "json").out) == expected


def test_packs_can_be_added(tmp_path: Path) -> None:
    """With --rules, several packs make the rules, and what they say is in the advice."""
    pack = str(write_pack(tmp_path / "more", OFFICE_PACK))
    both = ("--rules", str(rules_folder()), "--rules", pack)
    told = run("advise", "-", "--full", *both, stdin=b"pmo.level: program")
    assert told.status == 0
    assert "program-is-staff · more 1" in told.out
    assert run("why", "-", "program-is-staff", *both, stdin=b"pmo.level: program").status == 0
    assert "program-is-staff" in run("rules", "staff-function", *both).out
    assert run("check", str(rules_folder()), pack).status == 0


def test_rules_may_be_named() -> None:
    """With --rules, a shipped pack may be given by its name."""
    assert run("advise", FIRST, "--rules", "article") == run("advise", FIRST)


@pytest.mark.parametrize("command", [("rules",), ("schema", "case"), ("schema", "rules"), ("new", "-"), ("check",)])
def test_a_pack_may_add_attributes(command: tuple[str, ...]) -> None:
    """A pack with attributes of its own, which extends the shipped one, is used by every command."""
    packs = (str(REMOTE_PACK),) if command == ("check",) else ("--rules", str(REMOTE_PACK))
    result = run(*command, *packs)
    assert (result.status, result.err) == (0, "")
    text = " ".join(result.out.split())
    assert {"rules": "days-at-home-in-between", "check": "article+remote-work 1.0+1.0: "}.get(
        command[0], "remote_days"
    ) in text


def test_a_case_may_state_attributes_of_a_pack() -> None:
    """A case may state attributes that a pack adds, in a file and in what-if."""
    case = str(REMOTE_PACK / "cases" / "weeks-on-the-road.yaml")
    advice = from_json(run("advise", case, "--rules", str(REMOTE_PACK), "--format", "json").out)
    assert "opening.travel" in {fact.attribute for fact in advice.facts}
    change = ("opening.remote_days=5 days", "opening.travel=A lot")
    told = from_json(run("what-if", case, *change, "--rules", str(REMOTE_PACK), "--format", "json").out, WhatIf)
    facts = {fact.attribute: fact.value for fact in told.after.facts}
    assert (facts["opening.remote_days"], facts["opening.travel"]) == (5, "heavy")


def test_rules_lists_every_rule() -> None:
    """Rules without a name lists every rule with its claims."""
    result = run("rules")
    assert (result.status, result.err) == (0, "")
    text = " ".join(result.out.split())
    assert all(rule.id in text and ", ".join(rule.sources) in text for rule in article().rules.values())


@pytest.mark.parametrize("name", ["past-rescue", "culture-celebrates-delivery", "critical-to-the-portfolio"])
@pytest.mark.parametrize("style", ["text", "markdown"])
def test_rules_shows_one_rule(name: str, style: str) -> None:
    """Rules with a rule shows it in full: reason, conditions, and what its sources say."""
    rule = article().rules[name]
    result = run("rules", name, "--format", style)
    text = " ".join(result.out.replace("\\", "").split())
    assert result.status == 0
    assert rule.because in text
    assert all(condition.subject in text and condition.text in text for condition in rule.when)
    assert all(" ".join(article().claims[source].says.split()) in text for source in rule.sources)
    assert all(attacker in text for attacker in article().attackers[name])


def test_rules_as_json() -> None:
    """Rules as JSON gives a record for every rule, or for the one that was named."""
    records = json.loads(run("rules", "--format", "json").out)
    assert [record["id"] for record in records] == list(article().rules)
    assert json.loads(run("rules", "past-rescue", "--format", "json").out) == [
        record for record in records if record["id"] == "past-rescue"
    ]


def test_rules_on_a_concern() -> None:
    """Rules with a concern shows those that raise or mitigate it, and the caveats."""
    ids = [record["id"] for record in json.loads(run("rules", "staff-function", "--format", "json").out)]
    own = [rule.id for rule in article().rules.values() if getattr(rule.effect, "concern", "") == "staff-function"]
    assert set(own) < set(ids)
    assert "critical-yet-unnoticed" in ids


def test_check_finds_nothing_in_the_shipped_rules() -> None:
    """Check on the shipped rules finds no problem, and counts what there is."""
    knowledge = article()
    examples = sum(len(rule.examples) for rule in knowledge.rules.values())
    counts = f"{len(knowledge.rules)} rules, {examples} examples, {len(knowledge.claims)} claims"
    result = run("check")
    assert (result.status, result.err) == (0, "")
    assert f"article {knowledge.version}: {counts}" in result.out
    assert result.out.endswith("0 problems\n")
    assert run("check", "--format", "json") == Run(0, "[]\n", "")


def test_check_tells_problems(tmp_path: Path) -> None:
    """Check exits with 1 when it finds problems, one a line with its place, and as JSON too."""
    rules = OFFICE_PACK.replace("executive", "program")
    pack = str(write_pack(tmp_path / "more", rules))
    wrong = next(number for number, line in enumerate(rules.splitlines(), start=1) if "near_miss" in line)
    result = run("check", str(rules_folder()), pack)
    lines = [line for line in result.out.splitlines() if line.startswith("problem: ")]
    assert (result.status, result.err) == (1, "")
    start = f"problem: {pack}{os.sep}rules.yaml:{wrong}:"
    assert any(line.startswith(start) and "should not fire the rule and does" in line for line in lines)
    assert result.out.endswith(f"; {len(lines)} problems\n")
    told = run("check", str(rules_folder()), pack, "--format", "json")
    assert (told.status, len(json.loads(told.out))) == (1, len(lines))


def test_new_writes_a_case_file(tmp_path: Path) -> None:
    """New writes a case file in which everything is unknown, and says where."""
    path = tmp_path / "my case.yaml"
    result = run("new", str(path))
    assert (result.status, result.err) == (0, "")
    assert str(path) in result.out
    assert read_case(path) == case_from({})
    assert path.read_text(encoding="utf-8") == case_file(article().vocabulary)


def test_new_prints_with_a_dash() -> None:
    """New with - prints the case file."""
    result = run("new", "-")
    assert (result.status, result.err, parse_case(result.out)) == (0, "", case_from({}))


@pytest.mark.parametrize("name", ["a pack", "a'b", "a\nb: {"])
def test_new_names_the_rules_to_use(name: str, tmp_path: Path) -> None:
    """New says with which rules to go on, in a file that reads back whatever the name of their folder."""
    pack = tmp_path / name
    pack.symlink_to(rules_folder(), target_is_directory=True)
    path = tmp_path / "case.yaml"
    result = run("new", str(path), "--rules", str(pack))
    assert (result.status, result.err) == (0, "")
    assert result.out.endswith(f"advise {shlex.quote(str(path))} --rules {shlex.quote(str(pack))}\n")
    assert read_case(path) == case_from({})


def test_new_does_not_overwrite(tmp_path: Path) -> None:
    """New refuses to overwrite a file, which stays as it is, and leaves nothing else behind."""
    path = write(tmp_path, "mine")
    result = run("new", path)
    assert (result.status, result.out) == (2, "")
    assert result.err == f"error: {path}: exists already; --force overwrites it\n"
    assert [(part.name, part.read_text()) for part in tmp_path.iterdir()] == [("case.yaml", "mine")]


def test_new_overwrites_by_force(tmp_path: Path) -> None:
    """New with --force overwrites the file and leaves nothing else behind."""
    path = write(tmp_path, "mine")
    assert run("new", path, "--force").status == 0
    assert read_case(path) == case_from({})
    assert [part.name for part in tmp_path.iterdir()] == ["case.yaml"]


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_new_leaves_nothing_where_it_fails(tmp_path: Path, force: tuple[str, ...]) -> None:
    """New into a folder that is not there, or over a folder, fails with a message and leaves nothing behind."""
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "missing" / "case.yaml", tmp_path / "folder"):
        result = run("new", str(path), *force)
        assert (result.status, result.out) == (2, "")
        assert result.err.startswith(f"error: {path}: ")
    assert list(tmp_path.rglob("*")) == [tmp_path / "folder"]


def test_new_that_is_interrupted_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """New that fails while writing leaves neither the file nor a part of it."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "link", full)
    monkeypatch.setattr(Path, "replace", full)
    result = run("new", str(tmp_path / "case.yaml"))
    assert (result.status, list(tmp_path.iterdir())) == (2, [])
    assert "No space left on device" in result.err


def test_new_works_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """New writes the file, and never over another, where the file system knows no hard links."""

    def unknown(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", unknown)
    assert run("new", str(tmp_path / "case.yaml")).status == 0
    before = (tmp_path / "case.yaml").read_text(encoding="utf-8")
    (tmp_path / "case.yaml").write_text("title: mine\n", encoding="utf-8")
    refused = run("new", str(tmp_path / "case.yaml"))
    assert (refused.status, [path.name for path in tmp_path.iterdir()]) == (2, ["case.yaml"])
    assert (tmp_path / "case.yaml").read_text(encoding="utf-8") == "title: mine\n" != before


@pytest.mark.parametrize("kind", ["case", "rules", "advice"])
def test_schema_prints_a_schema(kind: str) -> None:
    """Schema prints a JSON Schema that is one."""
    result = run("schema", kind)
    assert (result.status, result.err) == (0, "")
    Draft202012Validator.check_schema(json.loads(result.out))


def test_schema_of_cases_knows_the_examples() -> None:
    """The schema of cases that is printed accepts a case and refuses a wrong one."""
    validator = Draft202012Validator(json.loads(run("schema", "case").out))
    assert validator.is_valid({"pmo": {"level": "program"}})
    assert not validator.is_valid({"pmo": {"level": "galaxy"}})


COMMANDS = ((), *((name,) for name in sorted(cli.commands)))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_fits_into_80_columns(command: tuple[str, ...], flag: str) -> None:
    """Every command has help, with a sentence on what it does, that fits into 80 columns."""
    result = run(*command, flag)
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith(f"Usage: {' '.join(('pmo-expert', *command))} ")
    assert max(map(len, result.out.splitlines())) <= 80
    documented = cli if not command else cli.commands[command[0]]
    assert (documented.help or "").split("\n")[0].split()[0] in result.out


def test_help_lists_every_command() -> None:
    """The help names every command with what it does, in full."""
    text = run("--help").out
    assert {"advise", "why", "why-not", "what-if", "new", "rules", "check", "schema"} <= set(cli.commands)
    for name in cli.commands:
        line = next(line for line in text.splitlines() if line.strip().startswith(f"{name} "))
        assert len(line.split()) > 2
        assert not line.endswith("...")


def test_version() -> None:
    """The option --version prints name and version."""
    from importlib.metadata import version

    assert run("--version") == Run(0, f"pmo-expert {version('pmo-expert')}\n", "")


def test_a_name_as_long_as_may_be_is_written(tmp_path: Path) -> None:
    """A file whose name takes all that a file system allows is written as any other."""
    path = tmp_path / ("a" * 250 + ".yaml")
    assert run("new", str(path)).status == 0
    assert path.read_text(encoding="utf-8").startswith("#")
