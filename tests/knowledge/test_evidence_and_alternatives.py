"""What packs say of their sources and of themselves, what is weighed last, and properties in the place of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmo_expert import check, load_knowledge
from tests.knowledge.own_words import MODEL, WORDS, faults_of
from tests.knowledge.test_extending_packs import BASE, EVERY_RULE, briefly, only, write

LAST = "sections: {other: elsewhere}\nweighed_last: [other]\nattributes:\n"
OFFER = "  other.offer: {kind: yes_no, question: Q?, ask: you, unknown: U, values: {yes: Y, no: N}}\n"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A pack that others extend."""
    return write(tmp_path / "base", BASE, vocabulary=WORDS, decision=MODEL)


def more(base: Path, rules: str, **texts: str) -> Path:
    """Write a pack that extends another."""
    return write(base.parent / "more", rules, extends="base", **texts)


def raising(when: str, severity: str = "slight") -> str:
    return f"concern: noise\nrules:\n  - {{id: far, raises: {severity}, when: {when}, because: B., source: more 1}}\n"


def test_a_source_has_a_year_and_a_strength(base: Path) -> None:
    """They are read as they stand, and a study is named with its year."""
    sources = (
        "sources: {more: {title: T, author: A, year: 2015, strength: study, claims: {'1': "
        "{place: P, kind: raises, says: S}}}}\n"
    )
    folder = more(base, raising("{home.quiet: no}"), sources=sources)
    knowledge = load_knowledge(folder)
    source = knowledge.sources["more"]
    assert (source.year, source.strength, source.words) == (2015, "study", "a study of 2015")
    assert knowledge.authority(["more 1", "base 1"]) == ("a study of 2015",)


def test_one_source_alone_is_not_named_at_every_rule() -> None:
    """Where all rules rest on one source, no sentence says so again."""
    knowledge = load_knowledge()
    assert knowledge.authority(["article 1.1"]) == ()
    assert load_knowledge("practice").authority(["article 1.1", "told 3"]) == ("one article", "several told cases")


def test_a_strength_that_there_is_not_is_refused(base: Path) -> None:
    sources = "sources: {more: {title: T, author: A, strength: studie, claims: {}}}\n"
    fault = only(more(base, "rules: []\n", sources=sources), "sources.yaml")
    assert (fault.problem, fault.found, fault.nearest) == ("there is no strength", "studie", "study")


EVIDENCE = "evidence: {lightest: slight, strength: several_cases, since: 2011}\n"
SOURCE = (
    "sources: {more: {title: T, author: A, year: %s, strength: %s, claims: {'1': {place: P, kind: raises, says: S}}}}\n"
)


@pytest.mark.parametrize(
    ("severity", "year", "strength", "enough"),
    [
        ("grave", "2011", "several_cases", True),
        ("grave", "2020", "study", True),
        ("grave", "2010", "study", False),
        ("grave", "2020", "one_case", False),
        ("slight", "1990", "one_case", True),
    ],
)
def test_weak_or_old_sources_raise_no_more_than_the_pack_allows(
    base: Path, severity: str, year: str, strength: str, *, enough: bool
) -> None:
    """Where a pack says what a graver argument takes, check finds the rules whose sources are less."""
    folder = more(base, raising("{home.quiet: no}", severity), sources=SOURCE % (year, strength), pack=EVIDENCE)
    problems = [fault.problem for fault in check(load_knowledge(folder)) if fault.place == "far"]
    weak = [text for text in problems if text.startswith("weighs more than slight")]
    assert bool(weak) is not enough


@pytest.mark.parametrize(
    ("effect", "heard"),
    [
        ("mitigates: [loud]", False),
        ("mitigates: [quite-loud]", True),
        ("verdict: stay, before: ask-it", True),
        ("offers: view, serves: [green_view]", True),
        ("finds: near", False),
    ],
)
def test_evidence_is_asked_of_all_that_can_turn_a_verdict(base: Path, effect: str, *, heard: bool) -> None:
    """Answering a minor argument takes no more than any source; answering a graver one, offering and deciding do."""
    model = MODEL.replace("  grave:", "  middling: {words: middling, counts: yes}\n  grave:")
    graver = "\n  - {id: quite-loud, raises: middling, when: {home.quiet: no}, because: L., source: base 1}"
    write(base, BASE.replace("\n  - {id: windows", f"{graver}\n  - {{id: windows"), vocabulary=WORDS, decision=model)
    rules = (
        "concern: noise\ntitle: N\ngrowth: {view: A view}\nfindings: {near: {holds: H, absent: A}}\nrules:\n"
        f"  - {{id: far, {effect}, when: {{home.goals: {{includes: rest}}}}, because: B., source: more 1}}\n"
    )
    folder = more(base, rules, sources=SOURCE % ("2020", "one_case"), pack=EVIDENCE)
    problems = [fault.problem for fault in check(load_knowledge(folder)) if fault.place == "far"]
    assert any(text.startswith("weighs more than slight") for text in problems) is heard


def test_evidence_names_a_severity_that_there_is(base: Path) -> None:
    fault = only(more(base, "rules: []\n", pack=EVIDENCE.replace("slight", "sligt")), "pack.yaml")
    assert (fault.problem, fault.found, fault.nearest) == ("there is no severity", "sligt", "slight")


def test_evidence_without_a_strength_is_refused(base: Path) -> None:
    """What is asked of sources is their strength, so a pack that leaves it out asks for nothing that can be checked."""
    fault = only(more(base, "rules: []\n", pack="evidence: {lightest: slight, since: 2011}\n"), "pack.yaml")
    assert (fault.problem, fault.allowed) == ("lacks strength", ("study", "several_cases", "one_case"))


def test_a_pack_says_when_it_is_looked_through_and_who_paid(base: Path) -> None:
    folder = more(base, "rules: []\n", pack="policy: Every May.\npaid_by: Nobody.\n")
    first, second = load_knowledge(folder).packs
    assert (first.policy, first.paid_by, first.extends) == ("", "", ())
    assert (second.policy, second.paid_by, second.extends) == ("Every May.", "Nobody.", ("base",))


def test_only_verdicts_and_guidance_read_what_is_weighed_last(base: Path) -> None:
    """A concern that reads an alternative is refused; a verdict may."""
    words = LAST + OFFER
    fault = only(more(base, raising("{other.offer: yes}"), vocabulary=words))
    expected = (3, 5, "far", "other.offer", None)
    assert (fault.problem, briefly(fault)) == (
        "is weighed last, so only verdicts and guidance may read it:",
        expected,
    )
    verdict = (
        "rules:\n  - {id: go, verdict: stay, before: ask-it, when: {other.offer: yes}, because: B., source: more 1}\n"
    )
    knowledge = load_knowledge(more(base, verdict, vocabulary=words))
    assert set(knowledge.rules) == {*EVERY_RULE, "go"}
    assert [name for name in knowledge.vocabulary.attributes if knowledge.vocabulary.is_weighed_last(name)] == [
        "other.offer"
    ]


def test_a_section_that_is_weighed_last_exists(base: Path) -> None:
    fault = only(more(base, "rules: []\n", vocabulary="weighed_last: [hoem]\nattributes: {}\n"), "vocabulary.yaml")
    assert (fault.problem, fault.found, fault.nearest) == ("there is no section", "hoem", "home")


def test_a_pack_may_give_an_attribute_another_help(base: Path) -> None:
    """The help of an extended pack's attribute can be replaced, with or without further values."""
    knowledge = load_knowledge(
        more(base, "rules: []\n", vocabulary="attributes: {home.quiet: {help: Listen at night.}}\n")
    )
    attribute = knowledge.vocabulary.attributes["home.quiet"]
    assert attribute.help == "Listen at night."
    assert attribute.question == load_knowledge(base).vocabulary.attributes["home.quiet"].question


PROPERTY = "properties:\n  - {id: %s, says: S., when: {home.quiet: no}, never: {verdict: move}}\n"


def test_a_property_stands_in_the_place_of_another(base: Path) -> None:
    """It takes the place of one of an extended pack; the others stay."""
    (base / "properties.yaml").write_text(PROPERTY % "first" + PROPERTY.partition("\n")[2] % "second", encoding="utf-8")
    folder = more(base, "rules: []\n", properties=PROPERTY.replace("says", "instead_of: first, says") % "third")
    assert [stated.id for stated in load_knowledge(folder).properties] == ["second", "third"]


def test_a_property_in_the_place_of_none_is_refused(base: Path) -> None:
    (base / "properties.yaml").write_text(PROPERTY % "first", encoding="utf-8")
    folder = more(base, "rules: []\n", properties=PROPERTY.replace("says", "instead_of: frist, says") % "third")
    (fault,) = faults_of(folder)
    assert (fault.problem, fault.found, fault.nearest) == (
        "there is no property of an extended pack",
        "frist",
        "first",
    )


def test_examples_of_an_extended_pack_are_left_to_its_own_check(base: Path) -> None:
    """What a further pack makes of the examples of another is no fault of either."""
    folder = more(base, raising("{home.quiet: no}"), pack="")
    problems = [fault for fault in check(load_knowledge(folder)) if fault.place == "too-loud"]
    assert problems == []
