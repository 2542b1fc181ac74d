"""The smallest changes, against RC2, a MaxSAT solver (Ignatiev, Morgado and Marques-Silva, JSAT 2019)."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_expert.knowledge.language.subjects import VERDICT
from pmo_expert.logic.diagram import Diagram
from pmo_expert.logic.keys import Atom, Facts, Variable
from pmo_expert.logic.outcomes import Outcomes
from tests.advice.examples import article
from tests.logic.strategies import Sample, samples
from tests.oracles.cnf import Cnf
from tools.random_cases import random_facts

PROGRAMS, CASES, MOST = 40, 20, 1000
pytest.importorskip("pysat", reason="PySAT is not installed")
Changes = frozenset[tuple[Variable, str]]


def smallest(cnf: Cnf, facts: Facts, free: Mapping[Variable, tuple[str, ...]], wanted: int) -> set[Changes]:
    """Return all smallest sets of changes to free facts that make a variable true, by MaxSAT."""
    from pysat.examples.rc2 import RC2
    from pysat.formula import WCNF

    problem = WCNF()
    problem.extend(cnf.also([wanted]))
    for fact, value in facts.items():
        problem.append([cnf.facts[fact, value], *(cnf.facts[fact, other] for other in free.get(fact, ()))])
        problem.append([cnf.facts[fact, value]], weight=1)
    values = {number: item for item, number in cnf.facts.items()}
    found: set[Changes] = set()
    with RC2(problem) as solver:
        best = None
        for model in solver.enumerate():
            best = solver.cost if best is None else best
            if solver.cost > best:
                break
            chosen = {values[number] for number in model if number in values}
            found.add(frozenset(item for item in chosen if facts[item[0]] != item[1]))
    return found


def check_changes(
    outcomes: Outcomes, cnf: Cnf, facts: Facts, free: Mapping[Variable, tuple[str, ...]], wanted: int
) -> None:
    """Compare all smallest sets of changes that lead to the first outcome."""
    ours = outcomes.smallest_changes(facts, free, 0, MOST)
    assert {frozenset(one.items()) for one in ours} == smallest(cnf, facts, free, wanted)


@settings(max_examples=PROGRAMS)
@given(samples(), st.data())
def test_smallest_changes_of_random_programs(sample: Sample, data: st.DataObject) -> None:
    """From any facts to any conclusion, when some facts may change, both find the same sets."""
    program, facts = sample.program, sample.facts[0]
    if not program.strata:
        return
    atom = data.draw(st.sampled_from(sorted(program.strata)))
    names = data.draw(st.sets(st.sampled_from(sorted(program.domains))))
    free = {fact: tuple(value for value in program.domains[fact] if value != facts[fact]) for fact in sorted(names)}
    cnf = Cnf(program)
    check_changes(Diagram(program, tuple(program.strata)).outcomes((atom, None)), cnf, facts, free, cnf.atoms[atom])


def test_smallest_changes_of_the_article() -> None:
    """From random cases to each verdict, when all facts may change, RC2 finds as small a set, or none."""
    knowledge, random = article(), Random(3)
    program, names = knowledge.compiled.program, knowledge.decision.verdict_names
    cnf = Cnf(program)
    diagram = knowledge.verdict_diagram()
    for facts in random_facts(knowledge, CASES, seed=3):
        known = random.sample(sorted(facts), 12)
        free = {fact: tuple(value for value in program.domains[fact] if value != facts[fact]) for fact in known}
        for place, verdict in enumerate(names):
            ours = diagram.smallest_changes(facts, free, place, MOST)
            theirs = smallest(cnf, facts, free, cnf.atoms[Atom(VERDICT, "", verdict)])
            assert {frozenset(one.items()) for one in ours} == theirs, verdict
