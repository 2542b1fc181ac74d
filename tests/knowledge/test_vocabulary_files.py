"""The file `vocabulary.yaml`: what it states, its faults, and that nothing in it can do worse than be refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from pmo_expert import Interview, advise, case_from, load_knowledge, to_text
from pmo_expert.domain.kinds import KINDS
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.choice import Choice, Scale
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.kinds.yes_no import YesNo
from pmo_expert.render.case_file import case_file
from pmo_expert.render.schema import case_schema
from tests.knowledge.mutilations import load_changed, mutilations
from tests.knowledge.own_words import WORDS, Brief, brief, faults_of, load_own, write_own

ASKED = "question: Q?, ask: you, unknown: U"
PHRASES = "{all: '{members}', none: N, included: '{member} in', excluded: '{member} out'}"
TRUTH = "values: {yes: Y, no: N}"
COMMON = ("kind", "question", "help", "ask", "negotiable", "unknown", "needs")
NAME = "expected a name of small letters, digits and underscores, found"
DOTTED = "expected section.attribute in small letters, found"
TAKEN = "this name means something else to programs; choose another:"
ABOUT = "work.x"


def with_attribute(text: str) -> str:
    """Return the vocabulary with an attribute more, which stands in line 4 and from there on."""
    return WORDS.replace("attributes:\n", f"attributes:\n  {text}\n")


def kind(name: str, rest: str) -> str:
    """Return an attribute of a kind in a line."""
    return f"{ABOUT}: {{kind: {name}, {ASKED}, {rest}}}"


def told(folder: Path, vocabulary: str) -> list[Brief]:
    """Return what is wrong with a vocabulary, all of it in its file."""
    faults = faults_of(write_own(folder, vocabulary=vocabulary))
    assert {fault.file for fault in faults} == {str(folder / "vocabulary.yaml")}
    return [brief(fault) for fault in faults]


# What it states

EVERY_KIND = """\
asks: {you: ask yourself, them: ask them}
sections: {work: work, home: your home}
attributes:
  home.loud: {kind: yes_no, question: Loud?, ask: you, unknown: U, values: {yes: Y, no: N}}
  work.way:
    kind: amount
    question: How far is
      it?
    help: Door to door.
    ask: them
    negotiable: yes
    unit: minutes a day
    lowest: 0.5
    highest: 90
    phrase: "it takes {value} minutes"
    unknown: nobody knows
  work.desk: {kind: choice, question: Q?, ask: you, unknown: U, values: {own: O, shared: {phrase: S, names: [hot]}}}
  work.noise:
    kind: scale
    question: Q?
    ask: you
    unknown: U
    values: {low: L, high: H, middle: {phrase: M, before: high}}
    needs: {home.loud: yes}
  home.goals:
    kind: set
    question: Q?
    ask: you
    unknown: U
    values: {rest: rest, view: {phrase: a view, names: trees}}
    phrases: {all: "{members}!", none: nothing, included: "{member} yes", excluded: "{member} no"}
    needs:
      - {home.loud: no, work.noise: [low, middle]}
      - {work.way: {at_most: 30}}
"""


def test_a_vocabulary_is_read(tmp_path: Path) -> None:
    """A vocabulary states sections, whom to ask, and attributes of every kind."""
    knowledge = load_own(tmp_path, vocabulary=EVERY_KIND)
    vocabulary = knowledge.vocabulary
    assert vocabulary.sections == {"work": "work", "home": "your home"}
    assert vocabulary.asks == {"you": "ask yourself", "them": "ask them"}
    found = vocabulary.attributes
    assert {name: type(attribute) for name, attribute in found.items()} == {
        "work.way": Amount,
        "work.desk": Choice,
        "work.noise": Scale,
        "home.loud": YesNo,
        "home.goals": SetOf,
    }
    assert set(KINDS.values()) == set(map(type, found.values()))
    way = found["work.way"]
    assert (way.question, way.help, way.ask, way.unknown) == ("How far is it?", "Door to door.", "them", "nobody knows")
    assert (way.negotiable, found["work.desk"].negotiable, found["work.desk"].help) == (True, False, "")


def test_attributes_stand_by_section(tmp_path: Path) -> None:
    """Attributes stand in the order of the sections, and in that of the file within each."""
    vocabulary = load_own(tmp_path, vocabulary=EVERY_KIND).vocabulary
    assert list(vocabulary.attributes) == ["work.way", "work.desk", "work.noise", "home.loud", "home.goals"]
    assert [attribute.field for attribute in vocabulary.of_section("home")] == ["loud", "goals"]


def test_values_have_phrases_and_other_names(tmp_path: Path) -> None:
    """A value has its phrase, takes its other names, and stands where it is told."""
    found = load_own(tmp_path, vocabulary=EVERY_KIND).vocabulary.attributes
    assert found["work.noise"].values == ("low", "middle", "high")
    assert [found["work.noise"].state(value) for value in ("low", "middle", "high")] == ["L", "M", "H"]
    assert [found["work.desk"].read_text(text) for text in ("own", "Hot", "shared")] == ["own", "shared", "shared"]
    assert found["home.goals"].read_text("Trees, rest") == frozenset({"rest", "view"})
    assert found["home.goals"].state(frozenset({"view", "rest"})) == "rest, a view!"
    assert found["work.way"].state(30.5) == "it takes 30.5 minutes"
    assert found["work.way"].faults(0.25)[0].problem == "expected 0.5 to 90 minutes a day, found"


def test_questions_may_need_answers(tmp_path: Path) -> None:
    """A question may need that conditions hold, or any of several sets of them."""
    needs = load_own(tmp_path, vocabulary=EVERY_KIND).needs
    shown = {name: [[(part.subject, part.text) for part in way] for way in ways] for name, ways in needs.items()}
    assert shown == {
        "work.noise": [[("home.loud", "yes")]],
        "home.goals": [[("home.loud", "no"), ("work.noise", "low or middle")], [("work.way", "at most 30")]],
    }


def test_a_case_is_stated_in_it(tmp_path: Path) -> None:
    """A case is stated in the terms of the vocabulary, and in no others."""
    knowledge = load_own(tmp_path, vocabulary=EVERY_KIND)
    case = case_from({"work.way": "30 minutes", "home.goals": "trees", "work.desk": "hot"}, knowledge)
    assert case.facts == {"work.way": 30, "work.desk": "shared", "home.goals": frozenset({"view"})}
    assert knowledge.parse_case(case_file(knowledge.vocabulary, case)) == case
    assert list(case_schema(knowledge)["properties"]["work"]["properties"]) == ["way", "desk", "noise"]
    assert to_text(advise(case, knowledge)).startswith("Move in: B\n")


# What is wrong with it

MISTAKES: list[tuple[str, str, Brief]] = [
    (
        "unknown kind",
        kind("yesno", TRUTH),
        Brief("there is no kind", 4, 3, ABOUT, "yesno", "yes_no", tuple(KINDS)),
    ),
    ("no kind", f"{ABOUT}: {{{ASKED}, {TRUTH}}}", Brief("lacks kind", 4, 3, ABOUT, allowed=tuple(KINDS))),
    ("kind is a list", kind("[yes_no]", TRUTH), Brief("lacks kind", 4, 3, ABOUT, allowed=tuple(KINDS))),
    (
        "unknown key",
        kind("yes_no", f"{TRUTH}, hlp: H"),
        Brief("there is no key", 4, 87, ABOUT, "hlp", "help", (*COMMON, "values")),
    ),
    (
        "key of another kind",
        kind("yes_no", f"{TRUTH}, highest: 3"),
        Brief("there is no key", 4, 87, ABOUT, "highest", None, (*COMMON, "values")),
    ),
    (
        "no question",
        f"{ABOUT}: {{kind: yes_no, ask: you, unknown: U, {TRUTH}}}",
        Brief("lacks question", 4, 11, ABOUT),
    ),
    (
        "empty question",
        f"{ABOUT}: {{kind: yes_no, question: '', ask: you, unknown: U, {TRUTH}}}",
        Brief("expected a text under question, found “”", 4, 36, ABOUT),
    ),
    (
        "no clause for unknown",
        f"{ABOUT}: {{kind: yes_no, question: Q, ask: you, {TRUTH}}}",
        Brief("lacks unknown", 4, 11, ABOUT),
    ),
    (
        "help is a list",
        kind("yes_no", f"{TRUTH}, help: [H]"),
        Brief("expected a text under help, found a list", 4, 93, ABOUT),
    ),
    (
        "unknown to ask",
        f"{ABOUT}: {{kind: yes_no, question: Q, ask: yu, unknown: U, {TRUTH}}}",
        Brief("there is no one to ask", 4, 44, ABOUT, "yu", "you", ("you", "them")),
    ),
    (
        "nobody to ask",
        f"{ABOUT}: {{kind: yes_no, question: Q, unknown: U, {TRUTH}}}",
        Brief("lacks ask, whom to ask", 4, 11, ABOUT, allowed=("you", "them")),
    ),
    (
        "negotiable neither yes nor no",
        kind("yes_no", f"{TRUTH}, negotiable: maybe"),
        Brief("expected yes or no under negotiable, found “maybe”", 4, 99, ABOUT),
    ),
    (
        "unknown section",
        f"wrk.x: {{kind: yes_no, {ASKED}, {TRUTH}}}",
        Brief("there is no section", 4, 3, "wrk.x", "wrk", "work", ("home", "work")),
    ),
    ("no section", f"x: {{kind: yes_no, {ASKED}, {TRUTH}}}", Brief(DOTTED, 4, 3, "", "x")),
    ("capital in a name", f"work.X: {{kind: yes_no, {ASKED}, {TRUTH}}}", Brief(DOTTED, 4, 3, "", "work.X")),
    ("two dots in a name", f"work.x.y: {{kind: yes_no, {ASKED}, {TRUTH}}}", Brief(DOTTED, 4, 3, "", "work.x.y")),
    ("digit first in a name", f"work.1: {{kind: yes_no, {ASKED}, {TRUTH}}}", Brief(DOTTED, 4, 3, "", "work.1")),
    ("empty name", f"work.: {{kind: yes_no, {ASKED}, {TRUTH}}}", Brief(DOTTED, 4, 3, "", "work.")),
    (
        "keyword as a name",
        f"work.from: {{kind: yes_no, {ASKED}, {TRUTH}}}",
        Brief(TAKEN, 4, 3, "", "from"),
    ),
    (
        "attribute stated twice",
        f"{kind('yes_no', TRUTH)}\n  {kind('yes_no', TRUTH)}",
        Brief("the same key stands here twice:", 5, 3, "", ABOUT),
    ),
    ("no values", f"{ABOUT}: {{kind: choice, {ASKED}}}", Brief("lacks values", 4, 11, ABOUT)),
    ("values are a list", kind("choice", "values: [a, b]"), Brief("expected a mapping, found a list", 4, 70, ABOUT)),
    (
        "one value",
        kind("scale", "values: {a: A}"),
        Brief("has one value; an attribute needs two at the least", 4, 11, ABOUT),
    ),
    (
        "yes without no",
        kind("yes_no", "values: {yes: Y}"),
        Brief("takes the values yes and no, found", 4, 11, ABOUT, "yes"),
    ),
    (
        "more than yes and no",
        kind("yes_no", "values: {yes: Y, no: N, maybe: M}"),
        Brief("takes the values yes and no, found", 4, 11, ABOUT, "yes, no, maybe"),
    ),
    ("capital in a value", kind("choice", "values: {a: A, b: B, C: C}"), Brief(NAME, 4, 83, "", "C")),
    ("hyphen in a value", kind("choice", "values: {a: A, b: B, c-d: C}"), Brief(NAME, 4, 83, "", "c-d")),
    (
        "unknown is a value",
        kind("choice", "values: {a: A, b: B, unknown: C}"),
        Brief("every attribute can be unknown without saying so: the value", 4, 83, ABOUT, "unknown"),
    ),
    (
        "value without a phrase",
        kind("choice", "values: {a: , b: B}"),
        Brief("lacks the phrase that states it", 4, 74, f"{ABOUT} a"),
    ),
    (
        "record without a phrase",
        kind("choice", "values: {a: {names: [x]}, b: B}"),
        Brief("lacks phrase", 4, 74, f"{ABOUT} a"),
    ),
    (
        "unknown key of a value",
        kind("choice", "values: {a: {phrase: A, befor: b}, b: B}"),
        Brief("there is no key", 4, 86, f"{ABOUT} a", "befor", "before", ("phrase", "names", "before")),
    ),
    (
        "other name is another value",
        kind("choice", "values: {a: {phrase: A, names: [B]}, b: B}"),
        Brief("another name of a means b as well:", 4, 11, ABOUT, "B"),
    ),
    (
        "other name is unknown",
        kind("choice", "values: {a: {phrase: A, names: [Don't know]}, b: B}"),
        Brief("another name of a means unknown as well:", 4, 11, ABOUT, "Don't know"),
    ),
    (
        "other names are a mapping",
        kind("choice", "values: {a: {phrase: A, names: {x: y}}, b: B}"),
        Brief("expected a name, found a mapping", 4, 93, ABOUT),
    ),
    (
        "before an unknown value",
        kind("choice", "values: {first: A, b: {phrase: B, before: frist}}"),
        Brief("there is no value", 4, 104, ABOUT, "frist", "first", ("first",)),
    ),
    ("no highest", kind("amount", "unit: m, phrase: '{value}'"), Brief("lacks highest", 4, 11, ABOUT)),
    ("no unit", kind("amount", "highest: 9, phrase: '{value}'"), Brief("lacks unit", 4, 11, ABOUT)),
    ("no phrase", kind("amount", "unit: m, highest: 9"), Brief("lacks phrase", 4, 11, ABOUT)),
    (
        "lowest is no number",
        kind("amount", "unit: m, highest: 9, lowest: low, phrase: '{value}'"),
        Brief("expected a number under lowest, found “low”", 4, 91, ABOUT),
    ),
    (
        "lowest is highest",
        kind("amount", "unit: m, highest: 9, lowest: 9, phrase: '{value}'"),
        Brief("lowest must be less than highest", 4, 11, ABOUT),
    ),
    (
        "phrase without value",
        kind("amount", "unit: m, highest: 9, phrase: '{valu}'"),
        Brief("expected a text with {value} under phrase, found “{valu}”", 4, 91, ABOUT),
    ),
    (
        "word of an amount without a number",
        kind("amount", "unit: m, highest: 9, phrase: '{value}', values: {a: A}"),
        Brief("lacks number", 4, 114, f"{ABOUT} a"),
    ),
    (
        "word with a number out of bounds",
        kind("amount", "unit: m, highest: 9, phrase: '{value}', values: {a: {phrase: A, number: 10}}"),
        Brief("expected a number from 0 to 9, found", 4, 114, f"{ABOUT} a", "10"),
    ),
    (
        "words with the same number",
        kind(
            "amount",
            "unit: m, highest: 9, phrase: '{value}', values: {a: {phrase: A, number: 1}, b: {phrase: B, number: 1}}",
        ),
        Brief("another word stands for the same number:", 4, 141, ABOUT, "b"),
    ),
    (
        "word that is a number",
        kind("amount", "unit: m, highest: 9, phrase: '{value}', values: {7: {phrase: A, number: 1}}"),
        Brief("a word for a number is no number itself:", 4, 11, ABOUT, "7"),
    ),
    (
        "place of a word",
        kind("amount", "unit: m, highest: 9, phrase: '{value}', values: {a: {phrase: A, number: 1, place: b}}"),
        Brief("there is no key", 4, 137, f"{ABOUT} a", "place", None, ("phrase", "names", "number")),
    ),
    (
        "set without phrases",
        kind("set", "values: {a: A}"),
        Brief("lacks phrases, with all, none, included and excluded", 4, 11, ABOUT),
    ),
    (
        "phrase of a set is missing",
        kind("set", f"values: {{a: A}}, phrases: {PHRASES.replace('none: N, ', '')}"),
        Brief("lacks none", 4, 84, ABOUT),
    ),
    (
        "phrase of a set without members",
        kind("set", f"values: {{a: A}}, phrases: {PHRASES.replace('{members}', 'all')}"),
        Brief("expected a text with {members} under all, found “all”", 4, 90, ABOUT),
    ),
    (
        "braces where there are none",
        kind("set", f"values: {{a: A}}, phrases: {PHRASES.replace('none: N', 'none: {members}')}").replace(
            "none: {members}", "none: '{members}'"
        ),
        Brief("expected a text with no braces under none, found “{members}”", 4, 109, ABOUT),
    ),
    (
        "needs an unknown attribute",
        kind("yes_no", f"{TRUTH}, needs: {{home.quite: yes}}"),
        Brief(
            "there is no attribute or conclusion",
            4,
            95,
            "",
            "home.quite",
            "home.quiet",
            ("home.quiet", "home.goals"),
        ),
    ),
    (
        "needs an unknown value",
        kind("yes_no", f"{TRUTH}, needs: {{home.quiet: maybe}}"),
        Brief("expected yes or no, found", 4, 107, "home.quiet", "maybe", None, ("yes", "no", "unknown")),
    ),
    (
        "needs a conclusion",
        kind("yes_no", f"{TRUTH}, needs: {{verdict: move}}"),
        Brief(
            "there is no attribute or conclusion",
            4,
            95,
            "",
            "verdict",
            None,
            ("home.quiet", "home.goals", ABOUT),
        ),
    ),
    (
        "needs itself",
        kind("yes_no", f"{TRUTH}, needs: {{{ABOUT}: yes}}"),
        Brief("a question cannot need its own answer", 4, 95, ABOUT),
    ),
    (
        "needs a text",
        kind("yes_no", f"{TRUTH}, needs: home.quiet"),
        Brief("expected a mapping, found “home.quiet”", 4, 94, ABOUT),
    ),
]


@pytest.mark.parametrize(
    ("attribute", "expected"), [mistake[1:] for mistake in MISTAKES], ids=[mistake[0] for mistake in MISTAKES]
)
def test_mistake_in_an_attribute_has_one_fault(tmp_path: Path, attribute: str, expected: Brief) -> None:
    """A mistake has one fault: what is wrong, where, what was found, what is allowed and what is nearest."""
    assert told(tmp_path, with_attribute(attribute)) == [expected]


def test_the_vocabulary_of_the_mistakes_is_good_without_them(tmp_path: Path) -> None:
    """The vocabulary in which the mistakes are made is good without them."""
    good = with_attribute(kind("set", f"values: {{a: A}}, phrases: {PHRASES}"))
    assert list(load_own(tmp_path, vocabulary=good).vocabulary.attributes) == ["home.quiet", "home.goals", ABOUT]


KEYS = ("asks", "sections", "weighed_last", "attributes")
MEANS_SOMETHING_ELSE = "this name means something else to rules; choose another:"
RESERVED = ("title", "format", "finding", "growth", "concern", "concerns", "severity", "wiifm", "verdict", "lean")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "attributes:\n",
            "attribute: {}\nattributes:\n",
            Brief("there is no key", 3, 1, "vocabulary.yaml", "attribute", "attributes", KEYS),
        ),
        ("asks: {", "asks: {Him: ask him, ", Brief(NAME, 1, 8, "", "Him")),
        ("asks: {", "asks: {him: [a], ", Brief("expected a text under him, found a list", 1, 13, "asks")),
        ("sections: {", "sections: {Park: P, ", Brief(NAME, 2, 12, "", "Park")),
        ("sections: {", "sections: {my-park: P, ", Brief(NAME, 2, 12, "", "my-park")),
        ("sections: {", "sections: {1a: P, ", Brief(NAME, 2, 12, "", "1a")),
        ("sections: {", "sections: {park: , ", Brief("expected a text under park, found nothing", 2, 18, "sections")),
        *(
            ("sections: {", f"sections: {{{name}: P, ", Brief(MEANS_SOMETHING_ELSE, 2, 12, "", name))
            for name in RESERVED
        ),
        *(
            ("sections: {", f"sections: {{{name}: P, ", Brief(TAKEN, 2, 12, "", name))
            for name in ("class", "from", "facts", "value", "case", "section", "typed_case", "literal")
        ),
        ("asks: {", "asks: &a {", Brief("anchors are not allowed here, found", 1, 7, "", "&a")),
        (WORDS, "- a\n", Brief("expected a mapping, found a list", 1, 1, "vocabulary.yaml")),
        (WORDS, "a\n", Brief("expected a mapping, found “a”", 1, 1, "vocabulary.yaml")),
        (WORDS, "attributes: [a]\n", Brief("expected a mapping, found a list", 1, 13, "attributes")),
        (WORDS, "# nothing\n", Brief("is empty", None, None)),
    ],
)
def test_mistake_in_the_rest_has_one_fault(tmp_path: Path, old: str, new: str, expected: Brief) -> None:
    """A mistake elsewhere in the file has one fault."""
    assert told(tmp_path, WORDS.replace(old, new)) == [expected]


def test_questions_in_a_circle_are_refused(tmp_path: Path) -> None:
    """Questions that need each other's answers, so that none would be asked, are refused with the circle named."""
    first = kind("yes_no", f"{TRUTH}, needs: {{work.y: yes}}")
    second = f"work.y: {{kind: yes_no, {ASKED}, {TRUTH}, needs: {{{ABOUT}: no}}}}"
    (only,) = told(tmp_path, with_attribute(f"{first}\n  {second}"))
    circles = {"work.x ← work.y ← work.x": (4, 94), "work.y ← work.x ← work.y": (5, 94)}
    start, _, circle = only.problem.partition(": ")
    assert (start, (only.line, only.column)) == ("these questions need each other's answers", circles[circle])


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    """Every fault of the vocabulary is told at once, with those of other files."""
    wrong = with_attribute(f"{kind('yesno', TRUTH)}\n  work.y: {{kind: set, {ASKED}, values: {{a: A}}}}")
    rules = "rules:\n  - {id: otherwise, verdict: moove, when: {}, because: B, source: s 1}\n"
    faults = faults_of(write_own(tmp_path, vocabulary=wrong, rules=rules))
    assert [(Path(fault.file or "").name, fault.line, fault.found) for fault in faults] == [
        ("vocabulary.yaml", 4, "yesno"),
        ("vocabulary.yaml", 5, None),
        ("rules.yaml", 2, "moove"),
    ]


@pytest.mark.parametrize("vocabulary", [None, "asks: {you: Y}\nsections: {work: W}\n", "attributes: {}\n"])
def test_a_pack_needs_attributes(tmp_path: Path, vocabulary: str | None) -> None:
    """A pack without attributes is refused at its `pack.yaml`."""
    folder = write_own(tmp_path, vocabulary=vocabulary or WORDS)
    if vocabulary is None:
        (folder / "vocabulary.yaml").unlink()
    (fault,) = faults_of(folder)
    assert fault.problem == "has no vocabulary.yaml with attributes, and extends no pack that has one"
    assert (fault.file, fault.line) == (str(folder / "pack.yaml"), 1)


def test_rules_that_read_a_faulty_attribute_are_not_blamed(tmp_path: Path) -> None:
    """An attribute with a fault exists: what rules and properties say of it is no second fault."""
    rules = """\
concern: c
title: C
rules:
  - {id: a, raises: slight, when: {work.x: yes}, because: B, source: s 1, examples: [{fires: {work.x: yes}}]}
  - {id: otherwise, verdict: move, when: {}, because: B, source: s 1}
"""
    folder = write_own(tmp_path, vocabulary=with_attribute(kind("yesno", TRUTH)), rules=rules)
    properties = "properties:\n  - {id: p, says: S, when: {work.x: yes}, never: {verdict: stay}}\n"
    (folder / "properties.yaml").write_text(properties, encoding="utf-8")
    assert [fault.found for fault in faults_of(folder)] == ["yesno"]


def test_growth_that_serves_faulty_goals_is_not_blamed(tmp_path: Path) -> None:
    """Where the goals have a fault, that growth serves some of them is no second fault."""
    rules = """\
growth: {calm: calm}
rules:
  - {id: rest-here, offers: calm, serves: [rest], when: {home.quiet: yes}, because: B, source: s 1}
  - {id: otherwise, verdict: move, when: {}, because: B, source: s 1}
"""
    folder = write_own(tmp_path, vocabulary=WORDS.replace("kind: set", "kind: sett"), rules=rules)
    assert [fault.found for fault in faults_of(folder)] == ["sett"]


FOLLOWING: dict[str, tuple[str, str]] = {
    "text for an attribute": (with_attribute(f"{ABOUT}: hello"), "expected a mapping, found “hello”"),
    "list for an attribute": (with_attribute(f"{ABOUT}: [a]"), "expected a mapping, found a list"),
    "wrong name of one of two values": (with_attribute(kind("choice", "values: {a: A, B: B}")), NAME),
    "list for a value": (
        with_attribute(kind("choice", "values: {a: [A], b: B}")),
        "expected a mapping, found a list",
    ),
    "text for highest": (
        with_attribute(kind("amount", "unit: m, highest: much, phrase: '{value}'")),
        "expected a number under highest, found “much”",
    ),
    "text for phrases": (with_attribute(kind("set", "values: {a: A}, phrases: x")), "expected a mapping, found “x”"),
    "needed attribute of a wrong kind": (
        with_attribute(
            f"{kind('yesno', TRUTH)}\n  work.y: {{kind: yes_no, {ASKED}, {TRUTH}, needs: {{{ABOUT}: yes}}}}"
        ),
        "there is no kind",
    ),
    "goals of a wrong kind": (WORDS.replace("kind: set", "kind: sett"), "there is no kind"),
}


@pytest.mark.parametrize("mistake", FOLLOWING)
def test_what_follows_from_a_mistake_is_no_second_fault(tmp_path: Path, mistake: str) -> None:
    """A mistake has one fault, without those that follow from it."""
    vocabulary, problem = FOLLOWING[mistake]
    assert [fault.problem for fault in faults_of(write_own(tmp_path, vocabulary=vocabulary))] == [problem]


VAIN = {
    "ask is a list": f"{ABOUT}: {{kind: yes_no, question: Q, ask: [you], unknown: U, {TRUTH}}}",
    "yes_no without values": kind("yes_no", "values: {}"),
    "choice without values": kind("choice", "values: {}"),
    "scale without values": kind("scale", "values: {}"),
    "set without members": kind("set", f"values: {{}}, phrases: {PHRASES}"),
    "before is a list": kind("choice", "values: {a: A, b: {phrase: B, before: [a]}}"),
    "other name of two values": kind("choice", "values: {a: {phrase: A, names: [x y]}, b: {phrase: B, names: [X-Y]}}"),
    "needs no answers": kind("yes_no", f"{TRUTH}, needs: []"),
    "needs nothing of an answer": kind("yes_no", f"{TRUTH}, needs: {{}}"),
    "other name is none": kind("set", f"values: {{a: {{phrase: A, names: ['None']}}, b: B}}, phrases: {PHRASES}"),
    "other name is a list": kind("set", f"values: {{a: {{phrase: A, names: ['x, y']}}, b: B}}, phrases: {PHRASES}"),
    "y means no": kind("yes_no", "values: {yes: Y, no: {phrase: N, names: [y]}}"),
}


@pytest.mark.parametrize("vain", VAIN)
def test_what_means_nothing_or_two_things_is_refused(tmp_path: Path, vain: str) -> None:
    """What is stated in vain, or could mean two things, is refused at its line."""
    assert {fault.line for fault in told(tmp_path, with_attribute(VAIN[vain]))} == {4}


# Whatever it says


@pytest.mark.slow
@settings(max_examples=40)
@given(mutilations("vocabulary.yaml"))
def test_mutilated_vocabularies_load_or_are_refused(texts: dict[str, str]) -> None:
    """However the shipped vocabulary is mutilated, it loads or is refused with InputError; what loads can be used."""
    knowledge = load_changed(texts)
    if knowledge is not None:
        attributes = knowledge.vocabulary.attributes
        stated: dict[str, Any] = {name: part.read_text((*part.values, "1")[0]) for name, part in attributes.items()}
        facts = {name: value for name, value in stated.items() if not attributes[name].check(value)}
        case = knowledge.case(facts)
        assert to_text(advise(case, knowledge, engine="compiled", with_outlook=False))
        assert knowledge.parse_case(case_file(knowledge.vocabulary, case)) == case
        assert Interview({}, knowledge, engine="compiled").standing.question is not None


def test_the_shipped_vocabulary_has_every_kind() -> None:
    """The shipped vocabulary, which is mutilated, has attributes of every kind, with other names and with needs."""
    knowledge = load_knowledge()
    found = knowledge.vocabulary.attributes.values()
    assert {part.kind for part in found} == set(KINDS)
    assert any(getattr(part, "names", None) for part in found)
    assert knowledge.needs
