"""The adviser of the page, against the library."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from random import Random
from typing import Any

import pytest

from pmo_expert import Consultation, Knowledge, advise, case_from, consult
from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.doors.web.pack_data import pack_data
from pmo_expert.faults import InputError
from tests.advice.examples import ROOT, article, lead_or_build, practice
from tests.doors.web.nodes import advising
from tools.agree_page import compare_all
from tools.agree_page import main as agree_page
from tools.random_cases import case_maker

PACKS = {"article": article, "practice": practice, "lead-or-build": lead_or_build}
FOLDERS = {
    "article": ROOT / "rules" / "article",
    "practice": ROOT / "rules" / "practice",
    "lead-or-build": ROOT / "examples" / "packs" / "lead-or-build",
}
every_pack = pytest.mark.parametrize("pack", PACKS)
ODD = (
    "",
    " ",
    "-",
    "?",
    "unknown",
    "Don’t know",
    "YES",
    "n",
    "true",
    "0",
    "1e1",
    "7,5",
    ".5",
    "inf",
    "NaN",
    "[]",
    "none",
)


@every_pack
def test_the_page_says_what_the_library_says(pack: str) -> None:
    """Firings, advice, questions, interview and sentences are the same in JavaScript for random cases."""
    if shutil.which("node") is None:
        pytest.skip("Node is not installed")
    assert compare_all(FOLDERS[pack], 60, seed=2) == []


def test_a_planted_difference_is_found(tmp_path: Path) -> None:
    """Data in which one clause says something else makes the comparison fail."""
    if shutil.which("node") is None:
        pytest.skip("Node is not installed")
    data = pack_data(article())
    data["clauses"][0][3] = []
    differing = compare_with(data, tmp_path, cases=20)
    assert differing


def test_data_of_other_rules_than_the_cases_is_refused(tmp_path: Path) -> None:
    """The comparison ends with an error when the digests of the rules differ."""
    if shutil.which("node") is None:
        pytest.skip("Node is not installed")
    data = pack_data(article())
    data["pack"]["sha256"] = "0" * 64
    with pytest.raises(SystemExit, match="other rules"):
        compare_with(data, tmp_path, cases=1)


def compare_with(data: dict[str, Any], folder: Path, cases: int) -> list[dict[str, Any]]:
    """Compare the library with data of its rules that was changed."""
    from tools.agree_page import Chunk, compare

    path = folder / "pack.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return compare(Chunk(FOLDERS["article"], path, "1", cases))


def test_data_of_another_format_is_refused() -> None:
    """The adviser takes the one format that it knows."""
    script = "data.format = 99; try { make(data, sentences); return ''; } catch (error) { return error.message; }"
    assert advising(script, article()) == "format 99"


@every_pack
def test_what_a_text_means_is_read_alike(pack: str) -> None:
    """The page reads the values of case files as the command does: names, other names, numbers, unknown."""
    knowledge = PACKS[pack]()
    texts = {name: list(said(attribute)) for name, attribute in knowledge.vocabulary.attributes.items()}
    script = """
    const { readValue } = await page("engine/case_record.js");
    return Object.fromEntries(Object.entries(given[0]).map(([name, said]) =>
      [name, said.map((text) => readValue(adviser.attributes.get(name), text) ?? null)]));
    """
    found = advising(script, knowledge, texts)
    for name, own in texts.items():
        attribute = knowledge.vocabulary.attributes[name]
        expected = [meant(text, attribute, knowledge) for text in own]
        assert dict(zip(own, found[name], strict=True)) == dict(zip(own, expected, strict=True)), name


def said(attribute: Attribute) -> list[str]:
    """Return texts that may mean something to an attribute."""
    spelled = getattr(attribute, "spelled", None) or {}
    names = [*attribute.values, *spelled, *ODD]
    if isinstance(attribute, Amount):
        names += ["50", "50 %", f"7 {attribute.unit}", f"{attribute.highest}", f"{attribute.highest + 1}", "-1"]
    random = Random(1)
    shouted = [random.choice([str.upper, str.title])(name).replace("_", random.choice("_ -")) for name in names]
    return [*dict.fromkeys([*names, *shouted, ", ".join(attribute.values[:2]), f"[{'; '.join(attribute.values[:2])}]"])]


def meant(text: str, attribute: Attribute, knowledge: Knowledge) -> Any:
    """Return what a text means to the library, None where that is unknown or nothing."""
    try:
        value = knowledge.case({attribute.name: text}).value(attribute.name)
    except InputError:
        return None
    plain = attribute.plain(value)
    return list(plain) if isinstance(plain, tuple) else plain


def test_a_record_that_says_nothing_known_gets_a_fault_for_each_mistake() -> None:
    """Names, values, amounts and formats that do not exist are each told, and what is right is kept."""
    record = {
        "format": 7,
        "title": "T",
        "opening": {"kind": "staf", "administrative_share": 300, "authority": "advises"},
        "candidate.gaols": ["influence"],
        "__proto__x": 1,
    }
    found = advising("return adviser.read(given[0]);", article(), record)
    assert found["facts"] == {"opening.authority": "advises"}
    assert len(found["faults"]) == 5
    assert "did you mean “candidate.goals”" in " ".join(found["faults"])


@every_pack
def test_a_case_that_is_written_reads_back(pack: str) -> None:
    """What the page writes of a case, it reads as the same case, and so does the library."""
    knowledge = PACKS[pack]()
    maker, random = case_maker(knowledge), Random(3)
    cases = [maker.facts(random) for _ in range(30)]
    script = "return given[0].map((facts) => { const r = adviser.write('T', facts); return [r, adviser.read(r)]; });"
    for facts, (record, read) in zip(cases, advising(script, knowledge, cases), strict=True):
        stated = {
            f"{section}.{name}": value
            for section, own in record.items()
            if section != "title"
            for name, value in own.items()
        }
        assert read["faults"] == []
        assert case_from(stated, knowledge).facts == case_from(facts, knowledge).facts
        assert case_from(read["facts"], knowledge).facts == case_from(facts, knowledge).facts


@every_pack
def test_why_names_rule_facts_sources_and_what_would_make_it_false(pack: str) -> None:
    """For every argument of random cases the page has its rule, sources and facts, as the library has them."""
    knowledge = PACKS[pack]()
    maker, random = case_maker(knowledge), Random(4)
    cases = [maker.facts(random) for _ in range(6)]
    script = """
    return given[0].map((facts) => {
      const advice = adviser.advise("", facts);
      return advice.concerns.flatMap((concern) => concern.arguments).map(({ rule }) => adviser.why(advice, { rule }));
    });
    """
    for facts, reasons in zip(cases, advising(script, knowledge, cases), strict=True):
        advice = advise(case_from(facts, knowledge), knowledge, engine="compiled")
        arguments = [argument for concern in advice.concerns for argument in concern.arguments]
        assert [reason["rule"] for reason in reasons] == [argument.rule for argument in arguments]
        for reason, argument in zip(reasons, arguments, strict=True):
            assert [source["claim"] for source in reason["sources"]] == list(argument.sources)
            assert all(fact["outcome"] == "met" for fact in reason["facts"])
            assert bool(reason["usual"]) == argument.presumed
            assert [one["rule"] for one in reason["answeredBy"]] == list(argument.answered_by)


@every_pack
def test_what_would_make_an_argument_false_is_all_that_would(pack: str) -> None:
    """Of the facts that alone turn an argument down, or end an answered one, six are told at the most, and no other."""
    knowledge = PACKS[pack]()
    facts = case_maker(knowledge).facts(Random(5))
    script = """
    const advice = adviser.advise("", given[0]);
    const said = advice.concerns.flatMap((concern) => concern.arguments);
    return said.map(({ rule }) => [rule, adviser.why(advice, { rule }).falseIf.length]);
    """
    given = consult(case_from(facts, knowledge), knowledge, engine="compiled")
    told = dict(advising(script, knowledge, facts))
    assert told
    assert told == {rule: min(6, len(turning_down(rule, given))) for rule in told}


def turning_down(rule: str, given: Consultation) -> list[str]:
    """Return the attributes with a value that alone makes a rule stand no longer, or not apply where it is answered."""
    is_said = Consultation.stands if given.stands(rule) else Consultation.fired
    return [
        attribute.name
        for attribute in given.knowledge.compiled.encoding.read.values()
        if any(
            not is_said(given.derived({**given.facts, **change}), rule)
            for change in given.knowledge.compiled.encoding.settings[attribute.name]
        )
    ]


def test_the_question_of_a_turning_point_says_where_its_answers_lead() -> None:
    """Whoever asks why it is asked learns to which verdict each answer would lead, the rest as it stands."""
    script = """
    const standing = adviser.standing({ ...given[0], thorough: false });
    return [standing.question.attribute, standing.question.turns, adviser.whyAsked(standing).leads.length];
    """
    facts = {"organization.health": "healthy", "candidate.goals": ["influence"]}
    given = {"facts": facts, "skipped": [], "asked": [], "later": []}
    _, turns, leads = advising(script, article(), given)
    assert turns
    assert leads > 1


def test_the_tool_says_how_many_cases_agree(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tool prints its counts, and ends well when nothing differs."""
    if shutil.which("node") is None:
        pytest.skip("Node is not installed")
    monkeypatch.setattr("sys.argv", ["agree_page.py", "--cases", "4"])
    assert agree_page() == 0
    assert "disagreements          0" in capsys.readouterr().out


def test_modules_are_sound_javascript() -> None:
    """Every module of the page is one that Node can parse."""
    if shutil.which("node") is None:
        pytest.skip("Node is not installed")
    from pmo_expert.doors.web.page import STATIC

    for module in sorted(STATIC.rglob("*.js")):
        done = subprocess.run(["node", "--check", str(module)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
