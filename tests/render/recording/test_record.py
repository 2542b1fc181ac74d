"""Records of results: written, read back, and derived again."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from pmo_expert import (
    InputError,
    PlainCase,
    Record,
    advise,
    consult,
    load_knowledge,
    read_record,
    record_of,
    record_text,
    replay,
    rules_folder,
    to_json,
    what_if,
    why,
    why_not,
)
from tests.advice.examples import CASE_FILES, ROOT, article, example_advice, example_case, practice
from tests.doors.run import environment

STAR = "star-asked-backstage"
TOLD = {path.stem: path for path in sorted((ROOT / "tests" / "told" / "article").glob("*.yaml"))}
CASES = {**CASE_FILES, **TOLD}
AGAIN = """
import sys
from pathlib import Path
from pmo_expert import read_record, replay
for path in sys.argv[1:]:
    print(replay(read_record(Path(path).read_bytes()), engine="compiled").same_result)
"""


def changed_pack(folder: Path, change: Callable[[str], str]) -> Path:
    """Return a copy of the shipped pack with every file changed."""
    for path in rules_folder().glob("*.yaml"):
        (folder / path.name).write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def star() -> Record:
    return record_of(example_advice(STAR), example_case(STAR), article())


def case_of(name: str) -> PlainCase:
    return article().read_case(CASES[name])


def fields_of(text: str) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(text)
    return fields


def sealed(fields: dict[str, Any]) -> str:
    """Return the text of a record with a seal that fits, as somebody would make it who knows how."""
    rest = {name: value for name, value in fields.items() if name != "seal"}
    plain = json.dumps(rest, ensure_ascii=False, separators=(",", ":"))
    return json.dumps({**rest, "seal": sha256(plain.encode()).hexdigest()[:16]})


@pytest.mark.parametrize("name", CASES)
def test_the_record_of_every_case_replays_byte_by_byte(name: str) -> None:
    """The records of the example cases and of the situations told in public come out the same, read back."""
    given = consult(case_of(name), article(), engine="compiled")
    result = replay(read_record(record_text(record_of(advise(given), given))), article(), engine="compiled")
    assert (result.same_rules, result.same_result, result.rules, result.concerns) == (True, True, (), ())


def test_records_replay_in_another_process(tmp_path: Path) -> None:
    """Another process, with other hashes, derives the same bytes from the records of all example cases."""
    paths = []
    for name in CASE_FILES:
        given = consult(case_of(name), article(), engine="compiled")
        paths.append(tmp_path / f"{name}.json")
        paths[-1].write_text(record_text(record_of(advise(given), given)), encoding="utf-8")
    command = [sys.executable, "-c", AGAIN, *map(str, paths)]
    env = environment(PYTHONHASHSEED="7")
    printed = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True, env=env).stdout
    assert printed.split() == ["True"] * len(paths)


def test_the_engines_make_no_difference() -> None:
    """A record by one engine is replayed by another: the digest leaves the engines out."""
    result = replay(star(), article(), engine="compiled")
    assert result.same_result
    other = evolve(example_advice(STAR), engines=("another",))
    assert record_of(other, example_case(STAR), article()) == star()


def test_a_record_is_one_line_and_reads_back() -> None:
    """The text of a record is one line of JSON, the same for the same result, and reads back as the record."""
    text = record_text(star())
    assert (text.count("\n"), text[-1]) == (1, "\n")
    assert record_text(star()) == text
    assert read_record(text) == star()
    assert read_record(text.encode()) == star()


def test_the_digest_is_that_of_the_json_without_engines() -> None:
    """Anybody can work the digest out: the compact JSON of the result without the field engines."""
    fields = json.loads(to_json(example_advice(STAR)))
    del fields["engines"]
    plain = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    assert star().sha256 == sha256(plain.encode()).hexdigest()


def test_explanations_are_recorded_with_what_was_asked() -> None:
    """A record of why or why not holds the conclusion and the answer, and replays."""
    case = example_case(STAR)
    for result, ask in (
        (why(case, "staff-function", article()), "why"),
        (why_not(case, "accept", article()), "why-not"),
    ):
        about = "staff-function" if ask == "why" else "accept"
        record = record_of(result, case, article(), about=about)
        assert (record.question.ask, record.question.about, record.result.answer) == (ask, about, result.answer)
        assert replay(read_record(record_text(record)), article()).same_result


def test_without_rules_the_shipped_pack_of_the_name_is_used() -> None:
    """A record of practice finds practice by itself; one of a pack that is not shipped says so."""
    given = consult({"pmo.level": "program"}, practice(), engine="compiled")
    record = record_of(advise(given), given)
    assert replay(record, engine="compiled").same_result
    foreign = evolve(record, rules=evolve(record.rules, name="elsewhere"))
    with pytest.raises(InputError, match=r"the record is of rules that are not shipped.*“elsewhere”"):
        replay(foreign)


def test_a_changed_rule_is_named(tmp_path: Path) -> None:
    """Under a copy of the rules of which one was changed, that one is named, and what it does to the result."""
    rule = example_advice(STAR).decided_by[0]
    named = re.compile(rf"(?<![\w-]){rule}(?![\w-])")
    folder = changed_pack(tmp_path, lambda text: named.sub(f"{rule}-anew", text))
    knowledge = load_knowledge(folder)
    result = replay(star(), knowledge, engine="compiled")
    assert (result.same_rules, result.same_result) == (False, False)
    assert {(one.rule, one.difference) for one in result.rules} >= {(rule, "gone"), (f"{rule}-anew", "new")}


def test_a_rule_that_says_something_else_is_changed(tmp_path: Path) -> None:
    """A rule of which only the sentence is another is named as changed, and nothing else is."""
    rule = article().rules[example_advice(STAR).decided_by[0]]
    start = rule.because[:30]
    folder = changed_pack(tmp_path, lambda text: text.replace(start, f"Now {start}"))
    result = replay(star(), load_knowledge(folder), engine="compiled")
    assert [(one.rule, one.difference) for one in result.rules] == [(rule.id, "changed")]
    assert result.before == result.after
    assert not result.same_result


def test_rules_that_only_the_rules_of_then_could_name_are_counted(tmp_path: Path) -> None:
    """Where the rules that gave the record are not at hand, what changed is told as applying now, the rest counted."""
    rule = article().rules[example_advice(STAR).decided_by[0]]
    start = rule.because[:30]
    folder = changed_pack(tmp_path, lambda text: text.replace(start, f"Now {start}"))
    lost = evolve(star(), rules=evolve(star().rules, sha256="0" * 64))
    result = replay(lost, load_knowledge(folder), engine="compiled")
    assert [(one.rule, one.difference) for one in result.rules] == [(rule.id, "applies_now")]
    assert result.unnamed == 1


def test_a_usual_record_is_small() -> None:
    """The record of the advice on a situation as people tell it, with its few facts, is about a kilobyte."""
    given = [consult(article().read_case(path), article(), engine="compiled") for path in TOLD.values()]
    sizes = sorted(len(record_text(record_of(advise(one), one)).encode()) for one in given)
    assert sizes[len(sizes) // 2] < 1024


def test_a_conclusion_that_holds_no_more_is_told() -> None:
    """Where why has no answer any more, the replay has no result and says why."""
    case = example_case(STAR)
    record = record_of(why(case, "staff-function", article()), case, article(), about="staff-function")
    turned = evolve(record, question=evolve(record.question, about="no-such-thing"))
    result = replay(turned, article())
    assert (result.after, result.same_result) == (None, False)
    assert "no-such-thing" in result.refused


def test_a_verdict_that_was_put_in_is_found() -> None:
    """A record with another verdict under a seal that fits is read, and its replay is different."""
    fields = fields_of(record_text(star()))
    fields["result"]["verdict"] = "accept" if fields["result"]["verdict"] != "accept" else "decline"
    record = read_record(sealed(fields))
    assert not replay(record, article(), engine="compiled").same_result


def test_a_record_is_of_the_case_and_rules_that_were_asked() -> None:
    """An advice is not recorded with another case or other rules, and only advice and explanations are."""
    with pytest.raises(InputError, match="the advice is on another case than this"):
        record_of(example_advice(STAR), {"pmo.level": "program"}, article())
    with pytest.raises(InputError, match="the advice was given by other rules than these"):
        record_of(example_advice(STAR), example_case(STAR).facts, practice())
    with pytest.raises(TypeError, match="a record is made of an Advice or an Explanation, found: WhatIf"):
        record_of(what_if(example_case(STAR), {}, article()), example_case(STAR), article())  # type: ignore[arg-type]


def wrong_fields() -> Iterator[tuple[dict[str, Any], str]]:
    yield {"format": 2}, "format: this library does not know the format “2”; allowed: 1"
    yield {"format": None}, "format: this library does not know the format; allowed: 1"
    yield {"made_by": 3}, "made_by: expected a text, found “3”"
    yield {"rules": []}, "rules: expected a mapping, found “a list”"
    yield {"switched_off": ["a", 1]}, "switched_off.2: expected a text, found “1”"
    yield {"facts": {"a": {"b": None}}}, "facts.a.b: expected the value of a fact, found “null”"
    yield {"facts": {"a": {"b": [1]}}}, "facts.a.b.1: expected a text, found “1”"
    yield {"facts": {"a": 1}}, "facts.a: expected a mapping, found “1”"
    yield (
        {"question": {"ask": "advise"}},
        "question.ask: expected what was asked, found “advise”; did you mean “advice”",
    )
    yield {"question": {"ask": ["why"], "about": "x"}}, "question.ask: expected what was asked, found"
    yield {"question": {"ask": "advice", "about": "x"}}, "question: there is no field “about”"
    yield {"sha256": "abc"}, "sha256: expected a SHA-256, 64 digits from 0 to f, found “abc”"
    yield {"verdikt": 1}, ": there is no field “verdikt”"
    yield {"title": "Another"}, "seal: does not fit the rest: the record was changed after it was written"


@pytest.mark.parametrize(("change", "problem"), list(wrong_fields()))
def test_what_is_wrong_with_a_record_is_told(change: dict[str, Any], problem: str) -> None:
    """Each wrong field of a record is told with its place and what was found."""
    text = json.dumps({**fields_of(record_text(star())), **change})
    with pytest.raises(InputError) as refused:
        read_record(text, shown="r.json")
    assert str(refused.value).startswith(f"r.json: {problem.removeprefix(': ')}")


def test_all_faults_of_a_record_are_told_at_once() -> None:
    """A record with several wrong fields has a fault for each, and one for each that is missing."""
    fields = fields_of(record_text(star()))
    del fields["title"], fields["sha256"]
    with pytest.raises(InputError) as refused:
        read_record(json.dumps({**fields, "made_by": 1, "used": ["a", 2]}))
    assert [str(fault) for fault in refused.value.faults] == [
        "made_by: expected a text, found “1”",
        "title: is missing",
        "used.2: expected a text, found “2”",
        "sha256: is missing",
    ]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", "null", b"\xff", "[" * 5000, '{"format": 1e999}', "a" * (1 << 21)]
)
def test_what_is_no_record_is_refused(text: str | bytes) -> None:
    """Whatever is no JSON mapping is refused as an input, not with another error."""
    with pytest.raises(InputError):
        read_record(text)


def test_facts_that_the_rules_do_not_know_are_told() -> None:
    """A record whose facts other rules cannot state is refused with their words."""
    fields = fields_of(record_text(star()))
    fields["facts"] = {"pmo": {"levle": "program"}}
    with pytest.raises(InputError, match="pmo: there is no attribute “levle”; did you mean “level”"):
        replay(read_record(sealed(fields)), article())


def test_the_copy_of_the_rules_is_the_shipped_pack(tmp_path: Path) -> None:
    """A copy of the pack in which nothing was changed is the same rules."""
    folder = changed_pack(tmp_path, lambda text: text)
    assert replay(star(), load_knowledge(folder), engine="compiled").same_result
    assert folder != rules_folder()
