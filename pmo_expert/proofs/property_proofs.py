"""Proofs of the properties that packs state."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Any

from pmo_expert.domain.attribute import UNKNOWN
from pmo_expert.knowledge.compiling.atoms import serves
from pmo_expert.knowledge.language.properties import ANY, Always, CaseChange, Never, NeverWorse, Property
from pmo_expert.knowledge.language.subjects import VERDICT
from pmo_expert.logic.keys import Variable
from pmo_expert.proofs.all_cases import AllCases, Facts, Move
from pmo_expert.proofs.claim import Claim, Found
from pmo_expert.proofs.proof import Failure


def property_claim(stated: Property) -> Claim:
    """Return the claim that a property makes."""
    return Claim(id=stated.id, says=stated.says, is_property=True, look=partial(_counterexample, stated))


def _counterexample(stated: Property, cases: AllCases) -> Found:
    """Return the first counterexample when the property does not hold."""
    if isinstance(stated.demand, Always | Never):
        failure = _failing_case(cases, stated, stated.demand)
    else:
        failure = next(_failing_changes(cases, stated, stated.demand.change), None)
    return Found() if failure is None else Found((failure,))


def _failing_case(cases: AllCases, stated: Property, demand: Always | Never) -> Failure | None:
    met = cases.meets(demand.conditions)
    wrong = cases.meets(stated.when) & (met if isinstance(demand, Never) else ~met)
    facts = cases.smallest(wrong)
    return None if facts is None else Failure("a case in which it is false", (cases.case(facts, stated.id),))


def _failing_changes(cases: AllCases, stated: Property, change: CaseChange) -> Iterator[Failure]:
    """Yield failures, with the case before and after the change."""
    when = cases.meets(stated.when)
    for step in _steps(cases, change):
        cases.pause()
        for before, after in _forbidden(cases, stated):
            found = cases.pair(Move(step.free, step.before & before & when, step.after & after & when))
            if found is not None:
                yield _failure(cases, stated, *found)


def _failure(cases: AllCases, stated: Property, first: Facts, then: Facts) -> Failure:
    shown = ((first, f"{stated.id}, before"), (then, f"{stated.id}, after"))
    return Failure("a change after which it is false", tuple(cases.case(facts, title) for facts, title in shown))


def _forbidden(cases: AllCases, stated: Property) -> Iterator[tuple[Any, Any]]:
    """Yield where no change may start, with where it may not end then."""
    demand = stated.demand
    assert not isinstance(demand, Always | Never)
    if not isinstance(demand, NeverWorse):
        yield cases.one_of(VERDICT, demand.start), cases.one_of(VERDICT, demand.end)
        return
    for judged in demand.of:
        known = cases.knowledge.subjects.conclusions[judged].values
        ranks = known[::-1]
        for place in range(1, len(ranks)):
            yield cases.one_of(judged, ranks[place:]), cases.one_of(judged, ranks[:place])


def _steps(cases: AllCases, change: CaseChange) -> Iterator[Move]:
    attributes = cases.knowledge.vocabulary.attributes
    if change.kind == "serve":
        yield from (_served(cases, change.attribute, goal) for goal in attributes[change.attribute].values)
    elif change.kind == "learn":
        names = tuple(attributes) if change.attribute == ANY else (change.attribute,)
        yield from (_learned(cases, name) for name in names if cases.facts_of(name))
    else:
        yield from _scale_steps(cases, change)


def _served(cases: AllCases, goals: str, goal: str) -> Move:
    """Return the change that one more goal is known, which standing growth serves."""
    fact = Variable(goals, goal)
    served = cases.diagram.function(serves(goal))
    return Move((fact,), cases.diagram.fact_in(fact, ("no",)), cases.diagram.fact_in(fact, ("yes",)) & served)


def _learned(cases: AllCases, attribute: str) -> Move:
    unknown = cases.diagram.fact_in(Variable(attribute), (UNKNOWN,))
    return Move(cases.facts_of(attribute), unknown, ~unknown)


def _scale_steps(cases: AllCases, change: CaseChange) -> Iterator[Move]:
    encoding = cases.knowledge.compiled.encoding
    upwards = encoding.read[change.attribute].steps(encoding.cuts_of(change.attribute))
    variable = Variable(change.attribute)
    for low, high in pairwise(upwards if change.kind == "raise" else upwards[::-1]):
        start, end = (cases.diagram.fact_in(variable, (value,)) for value in (low, high))
        yield Move((variable,), start, end)
