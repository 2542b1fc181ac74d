"""Diagrams of outcomes: every answer against a walk over all cases."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, product
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from pmo_expert.logic.diagram import Diagram
from pmo_expert.logic.keys import Atom, Facts, Variable
from pmo_expert.logic.outcomes import Counts, Outcomes
from pmo_expert.logic.program import Absent, Clause, Holds, Program, make_program
from tests.logic.strategies import CONCLUSIONS, Sample, samples, total_facts
from tests.logic.test_diagram import assignments
from tests.naive import meaning

pytest.importorskip("oxidd", exc_type=ImportError)

Values = Mapping[Variable, tuple[str, ...]]


class Drawn(NamedTuple):
    """A diagram of outcomes, all cases with the outcome that the definition of the program gives them, and one case."""

    program: Program
    outcomes: Outcomes
    cases: list[tuple[dict[Variable, str], int]]
    facts: dict[Variable, str]

    def cases_with(self, given: Facts) -> list[tuple[dict[Variable, str], int]]:
        """Return the cases that have given values."""
        return [(facts, outcome) for facts, outcome in self.cases if given.items() <= facts.items()]


@st.composite
def drawn(draw: DrawFn) -> Drawn:
    """Draw a program and up to three of its conclusions; the first that is reached is the outcome, else the last."""
    sample: Sample = draw(samples())
    names = draw(st.lists(st.sampled_from(CONCLUSIONS), unique=True, min_size=1, max_size=3))
    program = with_choice(sample.program, names)
    heads = tuple(choice(number) for number in range(len(names)))
    outcomes = Diagram(program, tuple(draw(st.permutations(heads)))).outcomes((*heads, None))
    cases = [(facts, _first(names, sample.program, facts)) for facts in assignments(sample.program)]
    return Drawn(sample.program, outcomes, cases, draw(total_facts(sample.program.domains)))


@st.composite
def given_values(draw: DrawFn, facts: Facts) -> dict[Variable, str]:
    """Draw some of the values of a case."""
    kept = draw(st.sets(st.sampled_from(sorted(facts))))
    return {fact: value for fact, value in facts.items() if fact in kept}


def with_choice(program: Program, names: list[Atom]) -> Program:
    """Return the program with a conclusion for each name that is reached while none before it is."""
    clauses = [Clause(choice(number), (Holds(name), *map(Absent, names[:number]))) for number, name in enumerate(names)]
    return make_program(program.domains, (*program.clauses, *clauses))


def choice(number: int) -> Atom:
    """Return the conclusion that an outcome is the first that is reached."""
    return Atom(f"choice {number}")


def _first(names: list[Atom], program: Program, facts: Facts) -> int:
    reached = meaning(program, facts).conclusions
    return next((number for number, name in enumerate(names) if name in reached), len(names))


def counted(cases: list[tuple[dict[Variable, str], int]], count: int) -> Counts:
    """Return how many cases have each outcome."""
    return tuple(sum(outcome == number for _, outcome in cases) for number in range(count))


def matters(fact: Variable, domains: Values, cases: list[tuple[dict[Variable, str], int]]) -> bool:
    """Return whether the outcome of some case changes with one fact alone."""
    groups: dict[tuple[str, ...], set[int]] = {}
    for facts, outcome in cases:
        groups.setdefault(tuple(facts[other] for other in domains if other != fact), set()).add(outcome)
    return any(len(outcomes) > 1 for outcomes in groups.values())


def smallest_changes(drawn: Drawn, free: Values, outcome: int) -> list[dict[Variable, str]]:
    """Return all smallest sets of changes, by trying every set, the small ones first."""
    outcome_of = {tuple(facts[fact] for fact in drawn.program.domains): number for facts, number in drawn.cases}
    for size in range(len(free) + 1):
        found = [
            changes
            for some in combinations(sorted(free), size)
            for values in product(*([value for value in free[fact] if value != drawn.facts[fact]] for fact in some))
            for changes in [dict(zip(some, values, strict=True))]
            if outcome_of[tuple((drawn.facts | changes)[fact] for fact in drawn.program.domains)] == outcome
        ]
        if found:
            return found
    return []


def in_order(changes: list[dict[Variable, str]]) -> list[list[tuple[Variable, str]]]:
    """Return sets of changes in an order that depends on nothing else."""
    return sorted(sorted(one.items()) for one in changes)


@given(drawn())
def test_every_case_has_its_outcome(drawn: Drawn) -> None:
    """The outcome of every case is that of the definition."""
    assert [drawn.outcomes.outcome(facts) for facts, _ in drawn.cases] == [outcome for _, outcome in drawn.cases]


@given(drawn())
def test_possible_mattering_and_counts_of_all_cases(drawn: Drawn) -> None:
    """Without given values, possible outcomes, facts that matter and counts are those of all cases."""
    check_summaries(drawn, {})


@given(drawn(), st.data())
def test_possible_mattering_and_counts_of_the_cases_with_given_values(drawn: Drawn, data: st.DataObject) -> None:
    """With given values, they are those of the cases that have them."""
    check_summaries(drawn, data.draw(given_values(drawn.facts)))


def check_summaries(drawn: Drawn, given: Facts) -> None:
    cases = drawn.cases_with(given)
    outcomes = drawn.outcomes.restrict(given)
    assert outcomes.possible({}) == {outcome for _, outcome in cases}
    assert set(outcomes.mattering()) == {
        fact for fact in drawn.program.domains if fact not in given and matters(fact, drawn.program.domains, cases)
    }
    assert outcomes.counts() == counted(cases, outcomes.count)
    assert [outcomes.outcome(facts) for facts, _ in cases] == [outcome for _, outcome in cases]


@given(drawn(), st.data())
def test_joint_counts_are_those_of_each_value(drawn: Drawn, data: st.DataObject) -> None:
    """For each fact that matters and each of its values, the counts are those of the cases with the value."""
    given = data.draw(given_values(drawn.facts))
    outcomes = drawn.outcomes.restrict(given)
    joint = outcomes.joint()
    assert tuple(joint) == outcomes.mattering()
    for fact, parts in joint.items():
        expected = [
            counted(drawn.cases_with({**given, fact: value}), outcomes.count) for value in drawn.program.domains[fact]
        ]
        assert list(parts) == expected


@given(drawn(), st.data())
def test_restricting_twice_is_restricting_once(drawn: Drawn, data: st.DataObject) -> None:
    """Values given one after the other lead to the same diagram, numbered alike or not, as all at once."""
    given = data.draw(given_values(drawn.facts))
    stepwise = drawn.outcomes
    for fact, value in given.items():
        stepwise = stepwise.restrict({fact: value})
    at_once = drawn.outcomes.restrict(given)
    assert (stepwise.facts, stepwise.values) == (at_once.facts, at_once.values)
    assert (stepwise.counts(), stepwise.joint()) == (at_once.counts(), at_once.joint())
    assert len(stepwise.levels) == len(at_once.levels)


@given(drawn(), st.data())
def test_smallest_changes_are_all_found(drawn: Drawn, data: st.DataObject) -> None:
    """The smallest sets of changes to free facts are found, all of them and each once, for every outcome."""
    free = {
        fact: values
        for fact, values in drawn.program.domains.items()
        if data.draw(st.booleans())
        for values in [tuple(value for value in values if value == drawn.facts[fact] or data.draw(st.booleans()))]
    }
    for outcome in range(drawn.outcomes.count):
        found = drawn.outcomes.smallest_changes(drawn.facts, free, outcome, 10_000)
        assert in_order(found) == in_order(smallest_changes(drawn, free, outcome))


@given(drawn())
def test_no_more_changes_than_asked_for(drawn: Drawn) -> None:
    """With a limit, so many of the smallest sets of changes are found, in the same order."""
    for outcome in range(drawn.outcomes.count):
        every = drawn.outcomes.smallest_changes(drawn.facts, drawn.program.domains, outcome, 10_000)
        assert drawn.outcomes.smallest_changes(drawn.facts, drawn.program.domains, outcome, 1) == every[:1]
        assert drawn.outcomes.smallest_changes(drawn.facts, drawn.program.domains, outcome, 2) == every[:2]


@given(drawn())
def test_no_change_is_needed_for_the_outcome_that_is(drawn: Drawn) -> None:
    """The outcome of the case itself takes no change, and no other way is as cheap."""
    now = drawn.outcomes.outcome(drawn.facts)
    assert drawn.outcomes.smallest_changes(drawn.facts, drawn.program.domains, now, 10) == [{}]


@given(drawn())
def test_nodes_are_reached_and_stand_for_different_functions(drawn: Drawn) -> None:
    """Children stand before their parents, every node has a parent or is the root, and no two are alike."""
    outcomes = drawn.outcomes
    below = {child for children in outcomes.children for child in children}
    for place, children in enumerate(outcomes.children):
        node = outcomes.count + place
        assert max(children) < node
        assert node in below or node == outcomes.root
        assert len(set(children)) > 1
    assert len(set(zip(outcomes.levels, outcomes.children, strict=True))) == len(outcomes.levels)


def test_one_outcome_alone_is_the_root() -> None:
    """A diagram without nodes has one possible outcome, in as many cases as there are."""
    f, g = map(Variable, "fg")
    outcomes = Outcomes((f, g), (("a", "b"), ("a", "b", "c")), 2, (), (), 1)
    assert outcomes.possible({}) == {1}
    assert (outcomes.mattering(), outcomes.counts()) == ((), (0, 6))
    assert (outcomes.joint(), outcomes.restrict({f: "a"}).counts()) == ({}, (0, 3))
    facts = {f: "a", g: "a"}
    assert outcomes.smallest_changes(facts, {}, 1, 5) == [{}]
    assert outcomes.smallest_changes(facts, {f: ("a", "b")}, 0, 5) == []
