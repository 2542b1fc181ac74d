"""Hypothesis strategies: stratified programs with facts for them, and cases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from pmo_expert.domain.attribute import Attribute, Value
from pmo_expert.domain.case import Case
from pmo_expert.domain.vocabulary import case_from, vocabulary_of
from pmo_expert.logic.program import Absent, Clause, FactIn, Holds, Literal, Program, make_program

UNKNOWN = "unknown"
FACTS = ("pmo.level", "a", "b", "goals:x", "x")
CONCLUSIONS = ("x", "finding.a", "y", "status=open", "z", "verdict=accept", 'it\'s "odd"\n', "b")
"""In the order in which one may rest on another; some are named like facts."""
NEVER = "never-concluded"
VALUES = ("yes", "no", "it's")


class Sample(NamedTuple):
    """A program with total facts for it, several times over."""

    program: Program
    facts: list[dict[str, str]]


def domains() -> SearchStrategy[dict[str, tuple[str, ...]]]:
    """Draw facts with two to four values, one of them unknown."""
    values = st.integers(1, len(VALUES)).map(lambda count: (*VALUES[:count], UNKNOWN))
    return st.sets(st.sampled_from(FACTS), min_size=1).flatmap(
        lambda facts: st.fixed_dictionaries(dict.fromkeys(sorted(facts), values))
    )


def total_facts(domains: Mapping[str, tuple[str, ...]]) -> SearchStrategy[dict[str, str]]:
    """Draw a value for every fact."""
    return st.fixed_dictionaries({fact: st.sampled_from(values) for fact, values in domains.items()})


def _fact_literals(domains: Mapping[str, tuple[str, ...]]) -> SearchStrategy[Literal]:
    def tests(fact: str) -> SearchStrategy[Literal]:
        values = st.lists(st.sampled_from(domains[fact]), unique=True, max_size=4)
        return values.map(lambda chosen: FactIn(fact, tuple(chosen)))

    return st.sampled_from(sorted(domains)).flatmap(tests)


def _bodies(domains: Mapping[str, tuple[str, ...]], lower: tuple[str, ...]) -> SearchStrategy[tuple[Literal, ...]]:
    names = st.sampled_from((*lower, NEVER))
    literal = _fact_literals(domains) | names.map(Holds) | names.map(Absent)
    return st.lists(literal, max_size=5).map(tuple)


@st.composite
def _clauses(draw: DrawFn, domains: Mapping[str, tuple[str, ...]]) -> list[Clause]:
    """Draw clauses, each resting on earlier conclusions; bodies recur, double and contradict themselves."""
    clauses: list[Clause] = []
    for place, head in enumerate(CONCLUSIONS):
        fresh = _bodies(domains, CONCLUSIONS[:place])
        seen = [clause.body for clause in clauses]
        bodies = draw(st.lists(fresh | st.sampled_from(seen) if seen else fresh, max_size=3))
        for body in bodies:
            twice = draw(st.lists(st.sampled_from(body), max_size=2)) if body else []
            clauses.append(Clause(head, (*body, *twice)))
    return draw(st.permutations(clauses))


@st.composite
def samples(draw: DrawFn) -> Sample:
    """Draw a program and up to four total facts for it."""
    drawn = draw(domains())
    program = make_program(drawn, draw(_clauses(drawn)))
    return Sample(program, draw(st.lists(total_facts(drawn), min_size=1, max_size=4)))


def known_values(attribute: Attribute) -> SearchStrategy[Any]:
    """Draw a known value of an attribute; amounts have at most two decimals."""
    if attribute.kind == "yes_no":
        return st.booleans()
    if attribute.kind == "set":
        return st.frozensets(st.sampled_from(attribute.values))
    if attribute.kind == "amount":
        low, high = int(attribute.lowest), int(attribute.highest)
        return st.integers(low, high) | st.integers(low * 4, high * 4).map(lambda quarters: quarters / 4)
    return st.sampled_from(attribute.values)


def values(attribute: Attribute) -> SearchStrategy[Value]:
    """Draw a value of an attribute, known or not."""
    return st.none() | known_values(attribute)


def cases(case_type: type[Case] = Case) -> SearchStrategy[Case]:
    """Draw a case with any facts known."""
    attributes = vocabulary_of(case_type).attributes
    known = st.fixed_dictionaries({}, optional={name: values(part) for name, part in attributes.items()})
    titles = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=10)
    made = known.map(lambda facts: case_from(facts, case_type))
    return st.tuples(made, titles).map(lambda parts: attrs.evolve(parts[0], title=parts[1]))
