"""Hypothesis strategies: stratified programs with facts for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from pmo_expert.logic.keys import Atom, Variable
from pmo_expert.logic.program import Absent, Clause, FactIn, Holds, Literal, Program, make_program

UNKNOWN = "unknown"
FACTS = (Variable("pmo.level"), Variable("a"), Variable("b"), Variable("goals", "x"), Variable("x"))
CONCLUSIONS = (
    Atom("x"),
    Atom("finding", "a"),
    Atom("y"),
    Atom("status", value="open"),
    Atom("z"),
    Atom("verdict", value="accept"),
    Atom('it\'s "odd"\n'),
    Atom("b"),
)
"""In the order in which one may rest on another; some are named like facts."""
NEVER = Atom("never-concluded")
VALUES = ("yes", "no", "it's")


class Sample(NamedTuple):
    """A program with total facts for it, several times over."""

    program: Program
    facts: list[dict[Variable, str]]


def domains() -> SearchStrategy[dict[Variable, tuple[str, ...]]]:
    """Draw facts with two to four values, one of them unknown."""
    values = st.integers(1, len(VALUES)).map(lambda count: (*VALUES[:count], UNKNOWN))
    return st.sets(st.sampled_from(FACTS), min_size=1).flatmap(
        lambda facts: st.fixed_dictionaries(dict.fromkeys(sorted(facts), values))
    )


def total_facts(domains: Mapping[Variable, tuple[str, ...]]) -> SearchStrategy[dict[Variable, str]]:
    """Draw a value for every fact."""
    return st.fixed_dictionaries({fact: st.sampled_from(values) for fact, values in domains.items()})


def _fact_literals(domains: Mapping[Variable, tuple[str, ...]]) -> SearchStrategy[Literal]:
    def tests(fact: Variable) -> SearchStrategy[Literal]:
        values = st.lists(st.sampled_from(domains[fact]), unique=True, max_size=4)
        return values.map(lambda chosen: FactIn(fact, tuple(chosen)))

    return st.sampled_from(sorted(domains)).flatmap(tests)


def _bodies(
    domains: Mapping[Variable, tuple[str, ...]], lower: tuple[Atom, ...]
) -> SearchStrategy[tuple[Literal, ...]]:
    names = st.sampled_from((*lower, NEVER))
    literal = _fact_literals(domains) | names.map(Holds) | names.map(Absent)
    return st.lists(literal, max_size=5).map(tuple)


@st.composite
def _clauses(draw: DrawFn, domains: Mapping[Variable, tuple[str, ...]]) -> list[Clause]:
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
