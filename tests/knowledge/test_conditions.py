"""Conditions against their definition, by brute force."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from pmo_expert import case_from
from pmo_expert.documents import Table, parse
from pmo_expert.domain.accepts import Includes
from pmo_expert.domain.attribute import Attribute, Value
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.kinds.yes_no import YesNo
from pmo_expert.faults import Fault
from pmo_expert.knowledge.compiling.encoding import make_encoding
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.knowledge.language.subjects import Conclusion, Subjects, conclusions
from pmo_expert.knowledge.reading.condition_reader import read_condition
from pmo_expert.logic.keys import Atom, Variable
from tests.advice.examples import article

VOCABULARY, DECISION = article().vocabulary, article().decision
GOALS = "candidate.goals"
SUBJECTS = Subjects(VOCABULARY, DECISION, conclusions(["f"], ["g"], ["c"], DECISION, VOCABULARY.sections))
AMOUNTS = [attribute for attribute in VOCABULARY.attributes.values() if isinstance(attribute, Amount)]
ONE_OF_EACH = [
    VOCABULARY.attributes[name]
    for name in (
        "pmo.spare_capacity",
        "pmo.level",
        "pmo.program_health",
        "opening.administrative_share",
        "candidate.goals",
    )
]
FEW_GOALS = ("recognition", "promotion", "influence")
UNKNOWN = "unknown"


class Trial(NamedTuple):
    """An attribute with a test of it, as plain data."""

    attribute: Attribute
    test: Any


def read(name: str, test: Any) -> tuple[Condition | None, list[Fault]]:
    """Return the condition that a test makes, and what is wrong with it."""
    text = test if isinstance(test, str) else yaml.safe_dump(test, default_flow_style=True)
    root = parse(f"{name}: {text}", None)
    assert isinstance(root, Table)
    faults: list[Fault] = []
    (key, node) = root.entries[0]
    return read_condition(SUBJECTS, key, node, faults), faults


def accepted(name: str, test: Any) -> Condition:
    """Return the condition of a test that must be good."""
    condition, faults = read(name, test)
    assert (condition is not None, faults) == (True, [])
    assert condition is not None
    return condition


def plain(attribute: Attribute) -> st.SearchStrategy[Any]:
    """Draw a value as rules write it."""
    if isinstance(attribute, Amount):
        return st.sampled_from([attribute.lowest, 1, 2.5, 3, 50, attribute.highest])
    return st.sampled_from(FEW_GOALS if isinstance(attribute, SetOf) else attribute.values)


@st.composite
def any_test(draw: DrawFn, attribute: Attribute, depth: int = 2) -> Any:
    """Draw a test of any kind that the attribute allows."""
    kinds = ["members", "unknown"] if isinstance(attribute, SetOf) else ["any_of", "any_of"]
    kinds += ["bounds"] if attribute.ordered else []
    kinds += ["not"] if depth else []
    kind, value = draw(st.sampled_from(kinds)), plain(attribute)
    if kind == "members":
        operator = draw(st.sampled_from(["includes", "excludes"]))
        return {operator: draw(value | st.lists(value, min_size=1, max_size=3))}
    if kind == "unknown":
        return draw(st.sampled_from([UNKNOWN, [UNKNOWN]]))
    if kind == "any_of":
        one = value | st.just(UNKNOWN)
        return draw(one | st.lists(one, min_size=1, max_size=4))
    if kind == "bounds":
        return draw(
            st.fixed_dictionaries({"at_least": value}, optional={"at_most": value})
            | st.fixed_dictionaries({"at_most": value})
        )
    return {"not": draw(any_test(attribute, depth - 1))}


@st.composite
def trials(draw: DrawFn) -> Trial:
    """Draw an attribute of any kind with a test of it."""
    attribute = draw(st.sampled_from(ONE_OF_EACH))
    return Trial(attribute, draw(any_test(attribute)))


def numbers_in(test: Any) -> Iterable[float]:
    """Yield the numbers that a test names."""
    if isinstance(test, dict):
        test = list(test.values())
    if isinstance(test, list):
        for part in test:
            yield from numbers_in(part)
    elif isinstance(test, (int, float)):
        yield test


def universe(attribute: Attribute, test: Any) -> list[Value]:
    """Return every value that a test can tell from others; unknown last."""
    if isinstance(attribute, YesNo):
        return [True, False, None]
    if isinstance(attribute, SetOf):
        sets = [frozenset(name for place, name in enumerate(FEW_GOALS) if bits >> place & 1) for bits in range(8)]
        return [*sets, frozenset(attribute.values), None]
    if isinstance(attribute, Amount):
        around = {attribute.lowest, attribute.highest, *numbers_in(test)}
        near = {number + step for number in around for step in (-0.25, 0, 0.25)}
        return [*sorted(number for number in near if attribute.lowest <= number <= attribute.highest), None]
    return [*attribute.values, None]


def meets(attribute: Attribute, test: Any, value: Value) -> bool:
    """Say, from the definition alone, whether a value meets a test."""
    if isinstance(test, list):
        return any(meets(attribute, part, value) for part in test)
    if test == UNKNOWN or value is None:
        return value is None and test == UNKNOWN
    if not isinstance(test, dict):
        return bool((("yes" if value else "no") if isinstance(value, bool) else value) == test)
    return all(_meets_operator(attribute, operator, operand, value) for operator, operand in test.items())


def _meets_operator(attribute: Attribute, operator: str, operand: Any, value: Any) -> bool:
    if operator == "not":
        return not meets(attribute, operand, value)
    members = operand if isinstance(operand, list) else [operand]
    if operator == "includes":
        return any(member in value for member in members)
    if operator == "excludes":
        return not any(member in value for member in members)
    if isinstance(attribute, Amount):
        return bool(value >= operand if operator == "at_least" else value <= operand)
    place, bound = attribute.values.index(value), attribute.values.index(operand)
    return place >= bound if operator == "at_least" else place <= bound


@settings(max_examples=200)
@given(trials())
def test_condition_accepts_what_its_definition_says(given_test: Trial) -> None:
    """A condition accepts what meets its test by definition; a test that nothing or everything meets is refused."""
    attribute, test = given_test
    values = universe(attribute, test)
    expected = [meets(attribute, test, value) for value in values]
    condition, faults = read(attribute.name, test)
    if condition is None:
        problem = "no value meets this test" if not any(expected) else "every value meets this test"
        assert [(fault.problem, fault.place) for fault in faults] == [(problem, attribute.name)]
        assert len(set(expected)) == 1
    else:
        assert faults == []
        assert [condition.holds(value) for value in values] == expected
        assert len(set(expected)) == 2


@settings(max_examples=200)
@given(drawn=st.lists(trials(), min_size=1, max_size=5), data=st.data())
def test_program_facts_say_what_conditions_say(drawn: list[Trial], data: st.DataObject) -> None:
    """Of the facts that a case becomes, the literals of a condition hold exactly when the condition does."""
    pairs = [(one, condition) for one in drawn if (condition := read(one.attribute.name, one.test)[0]) is not None]
    encoding = make_encoding(VOCABULARY, [condition for _, condition in pairs], ())
    everything = {one.attribute.name: universe(one.attribute, [other.test for other in drawn]) for one, _ in pairs}
    case = case_from({name: data.draw(st.sampled_from(values)) for name, values in everything.items()})
    facts = encoding.facts(case)
    assert facts.keys() == encoding.domains.keys()
    assert all(value in encoding.domains[fact] for fact, value in facts.items())
    for _, condition in pairs:
        held = [facts[literal.variable] in literal.values for literal in encoding.literals(condition)]
        any_of = isinstance(condition.accepts, Includes) and condition.accepts.wanted
        assert (any(held) if any_of else all(held)) is condition.holds(case.value(condition.subject))


@given(trials())
def test_unknown_is_never_accepted_unless_named(given_test: Trial) -> None:
    """Unknown meets a test only when the test names it, outside of any `not`."""
    attribute, test = given_test
    condition, _ = read(attribute.name, test)
    named = test == UNKNOWN or (isinstance(test, list) and UNKNOWN in test)
    assert condition is None or condition.holds(None) is named


@pytest.mark.parametrize(
    ("name", "test", "text"),
    [
        ("pmo.level", "program", "program"),
        ("pmo.level", "[program, unknown, executive]", "program or executive or unknown"),
        ("pmo.level", "{not: program}", "not program"),
        ("pmo.level", "{not: unknown}", "known"),
        ("pmo.spare_capacity", "true", "yes"),
        ("pmo.program_health", "{at_least: struggling, at_most: steady}", "at least struggling and at most steady"),
        ("opening.administrative_share", "{at_least: 30.0}", "at least 30"),
        ("opening.administrative_share", "[1, 2.5]", "1 or 2.5"),
        ("candidate.goals", "{includes: [promotion, recognition]}", "includes recognition or promotion"),
        ("candidate.goals", "{not: unknown}", "known"),
        ("concerns.worst", "{at_least: serious}", "at least serious"),
        ("wiifm", "not_known", "not_known"),
    ],
)
def test_condition_reads_well(name: str, test: str, text: str) -> None:
    """A condition says its test in words."""
    assert accepted(name, test).text == text


@pytest.mark.parametrize(
    ("name", "test", "problem", "found", "nearest"),
    [
        ("pmo.levle", "program", "there is no attribute or conclusion", "pmo.levle", "pmo.level"),
        ("findings.f", "yes", "there is no attribute or conclusion", "findings.f", "finding.f"),
        ("pmo.level", "programm", "there is no value", "programm", "program"),
        ("pmo.level", "[[program]]", "expected a value, found a list", None, None),
        ("pmo.level", "[]", "expected at least one value, found an empty list", None, None),
        ("pmo.level", "{}", "expected one test, or at_least together with at_most", None, None),
        ("pmo.level", "{at_least: program}", "there is no test", "at_least", None),
        ("pmo.level", "{nott: program}", "there is no test", "nott", "not"),
        ("pmo.level", "{not: []}", "expected at least one value, found an empty list", None, None),
        (
            "pmo.level",
            "[project, program, department, organization, executive, unknown]",
            "every value meets this test",
            None,
            None,
        ),
        (
            "pmo.level",
            "{not: [project, program, department, organization, executive]}",
            "no value meets this test",
            None,
            None,
        ),
        ("pmo.level", "{not: {not: unknown}}", "no value meets this test", None, None),
        ("pmo.spare_capacity", "maybe", "expected yes or no, found", "maybe", None),
        ("pmo.program_health", "{at_least: healthy, at_most: failing}", "no value meets this test", None, None),
        (
            "pmo.program_health",
            "{at_least: failing, not: steady}",
            "expected one test, or at_least together with at_most",
            None,
            None,
        ),
        ("opening.administrative_share", "{at_least: 5, at_most: 3}", "no value meets this test", None, None),
        ("opening.administrative_share", "{not: {at_least: 0}}", "no value meets this test", None, None),
        ("opening.administrative_share", "{not: {at_most: 100}}", "no value meets this test", None, None),
        ("opening.administrative_share", "{not: {not: unknown}}", "no value meets this test", None, None),
        (
            "opening.administrative_share",
            "{at_least: much}",
            "expected a number (percent of working time), found",
            "much",
            None,
        ),
        (
            "opening.administrative_share",
            "{at_least: 101}",
            "expected 0 to 100 percent of working time, found",
            "101",
            None,
        ),
        ("opening.administrative_share", ".nan", "expected a number (percent of working time), found", ".nan", None),
        ("candidate.goals", "promotion", "a set is tested with", "{includes: …}", "includes"),
        ("candidate.goals", "{includes: fame}", "there is no member", "fame", None),
        ("candidate.goals", "{includes: []}", "expected at least one member", None, None),
        ("candidate.goals", "{at_least: promotion}", "there is no test", "at_least", None),
        (
            "candidate.goals",
            "{includes: promotion, excludes: influence}",
            "expected one test, or at_least together with at_most",
            None,
            None,
        ),
        ("candidate.goals", "{not: {not: unknown}}", "no value meets this test", None, None),
        ("concern.c", "[open, mitigated, not_known, not_raised]", "every value meets this test", None, None),
        ("concern.c", "unknown", "there is no value", "unknown", "not_known"),
        ("wiifm", "unknown", "there is no value", "unknown", "not_known"),
        ("concerns.worst", "{at_least: none}", "every value meets this test", None, None),
        ("severity.c", "{at_most: seriuos}", "there is no value", "seriuos", "serious"),
        ("finding.f", "true", "there is no value", "true", None),
        ("verdict", "{not: declin}", "there is no value", "declin", "decline"),
    ],
)
def test_wrong_test_has_one_fault(name: str, test: str, problem: str, found: str | None, nearest: str | None) -> None:
    """A wrong test is refused with one fault, with the nearest name where there is one."""
    condition, faults = read(name, test)
    assert condition is None
    assert [(fault.problem, fault.found, fault.nearest) for fault in faults] == [(problem, found, nearest)]
    assert faults[0].line == 1


@pytest.mark.parametrize(
    ("test", "cells"),
    [
        ("{at_least: 30}", ("[0, 30)", "[30, 100]")),
        ("{at_most: 30}", ("[0, 30]", "(30, 100]")),
        ("30", ("[0, 30)", "[30, 30]", "(30, 100]")),
        ("[0, 100]", ("[0, 0]", "(0, 100)", "[100, 100]")),
        ("{not: unknown}", ("[0, 100]",)),
    ],
)
def test_amounts_are_cut_where_conditions_test_them(test: str, cells: tuple[str, ...]) -> None:
    """An amount becomes a fact with one value for each cell between two cuts, and one for unknown."""
    name = "opening.administrative_share"
    encoding = make_encoding(VOCABULARY, [accepted(name, test)], ())
    assert encoding.domains == {Variable(name): (*cells, UNKNOWN)}


@settings(max_examples=100)
@given(data=st.data(), attribute=st.sampled_from(AMOUNTS))
def test_amounts_around_the_cuts(data: st.DataObject, attribute: Attribute) -> None:
    """Just below, at and just above every cut, the facts say what the conditions say."""
    drawn = data.draw(st.lists(any_test(attribute), min_size=1, max_size=4))
    conditions = [condition for test in drawn if (condition := read(attribute.name, test)[0]) is not None]
    encoding = make_encoding(VOCABULARY, conditions, ())
    for value in universe(attribute, drawn):
        facts = encoding.facts(case_from({attribute.name: value}))
        said = [all(facts[part.variable] in part.values for part in encoding.literals(one)) for one in conditions]
        assert said == [one.holds(value) for one in conditions]


def test_attributes_that_are_read_besides_become_facts() -> None:
    """An attribute that is read besides conditions becomes facts: goals, and what something is presumed of.

    A set becomes a fact for whether it is known and one for each member. What else a case holds becomes none.
    """
    encoding = make_encoding(VOCABULARY, [], [GOALS])
    facts = encoding.facts(case_from({GOALS: ["promotion"], "opening.step_up": True}))
    assert facts.pop(Variable(GOALS)) == "known"
    assert facts.keys() == {Variable(GOALS, member) for member in VOCABULARY.attributes[GOALS].values}
    assert {fact for fact, value in facts.items() if value == "yes"} == {Variable(GOALS, "promotion")}
    assert set(facts.values()) == {"yes", "no"}
    assert set(encoding.facts(case_from({})).values()) == {UNKNOWN}
    level = make_encoding(VOCABULARY, [], ["pmo.level"])
    assert level.facts(case_from({"pmo.level": "program"})) == {Variable("pmo.level"): "program"}


def test_conclusion_without_a_default_has_a_key_for_every_value() -> None:
    """A value of a conclusion has a key in the program; the default has none, and yes is the conclusion itself."""
    without, with_default = Conclusion("wiifm", "", ("passes", "fails")), SUBJECTS.conclusions["finding.f"]
    assert [without.atom(value) for value in ("passes", "fails")] == [
        Atom("wiifm", "", "passes"),
        Atom("wiifm", "", "fails"),
    ]
    assert [str(without.atom(value)) for value in ("passes", "fails")] == ["wiifm=passes", "wiifm=fails"]
    assert with_default == Conclusion("finding", "f", ("yes", "no"), flag=True, default="no")
    assert [with_default.atom(value) for value in ("yes", "no")] == [Atom("finding", "f"), None]
    assert str(Atom("finding", "f")) == "finding.f"


@pytest.mark.parametrize(
    ("name", "spelling", "plain_test"),
    [
        ("pmo.level", "Programme", "program"),
        ("pmo.processes", "[Need repair, sound]", "[need_repair, sound]"),
        ("pmo.spare_capacity", "Y", "yes"),
        ("opening.administrative_share", "{at_least: 30 %}", "{at_least: 30}"),
        ("pmo.program_health", "{at_least: Struggling}", "{at_least: struggling}"),
    ],
)
def test_values_of_a_test_are_read_as_in_case_files(name: str, spelling: str, plain_test: str) -> None:
    """A test may spell a value, or an amount, as a case file may."""
    assert accepted(name, spelling) == accepted(name, plain_test)


def test_position_does_not_make_a_condition_differ() -> None:
    """The same test at another place is the same condition."""
    first, second = accepted("pmo.level", "program"), accepted("pmo.level", "[program]")
    assert first == second
