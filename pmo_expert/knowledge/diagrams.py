"""Diagrams: for every possible case at once, the verdict and the status of each concern.

The diagrams of the known world hold the cases in which nothing is unknown: they tell where answers can lead.
The diagram of all cases also holds unknown values: it tells what the rules say now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from attrs import frozen

from pmo_expert.domain.attribute import UNKNOWN
from pmo_expert.knowledge.compiling.compiler import Compiled
from pmo_expert.knowledge.language.decision import Decision
from pmo_expert.knowledge.language.subjects import CONCERN, LEAN, SEVERITY, STATUSES, VERDICT
from pmo_expert.logic.diagram import MOST_NODES, Diagram, DiagramTooLargeError
from pmo_expert.logic.fact_order import fact_orders
from pmo_expert.logic.keys import Atom
from pmo_expert.logic.outcomes import Outcomes
from pmo_expert.logic.program import Program, without_value

T = TypeVar("T")

ROOMS = (1 << 18, MOST_NODES)
"""The room for nodes, tried in turn: to clear the memory of the largest takes longer than most diagrams do."""


@frozen
class KnownWorld:
    """Which verdict, and which status of each concern, follows from which known facts.

    Outcomes are numbered as the verdicts, from best to worst, and the statuses.
    """

    verdict: Outcomes
    statuses: Mapping[str, Outcomes]


def verdict_atoms(decision: Decision) -> tuple[Atom, ...]:
    """Return the conclusions that are verdicts, from best to worst."""
    return tuple(Atom(VERDICT, "", name) for name in decision.verdict_names)


def severe_atoms(concerns: Iterable[str], decision: Decision) -> tuple[Atom, ...]:
    """Return the conclusions that a concern is open in a severity that counts."""
    return tuple(Atom(SEVERITY, concern, severity) for concern in concerns for severity in decision.counting)


def roots(decision: Decision) -> tuple[Atom, ...]:
    """Return the conclusions from which facts are ordered in a diagram."""
    return verdict_atoms(decision)[:1]


def known_world(compiled: Compiled, concerns: Iterable[str], decision: Decision) -> KnownWorld:
    """Return the diagrams for the cases in which every fact is known.

    Raises ImportError without OxiDD, DiagramTooLargeError when the rules are too many for it.
    """
    known = without_value(compiled.program.domains, compiled.program.clauses, UNKNOWN)

    def read(diagram: Diagram) -> KnownWorld:
        statuses = {
            concern: diagram.outcomes([Atom(CONCERN, concern, status) for status in STATUSES]) for concern in concerns
        }
        return KnownWorld(diagram.outcomes(verdict_atoms(decision)), statuses)

    return _in_a_diagram(known, roots(decision), read)


def verdict_diagram(compiled: Compiled, decision: Decision) -> Outcomes:
    """Return the diagram of the verdict for all cases, also those with unknown facts; raises as `known_world` does."""
    verdicts = verdict_atoms(decision)
    return _in_a_diagram(compiled.program, roots(decision), lambda diagram: diagram.outcomes(verdicts))


def lean_diagram(compiled: Compiled, decision: Decision) -> Outcomes:
    """Return the diagram of the lean for all cases, also those with unknown facts; raises as `known_world` does."""
    leans = tuple(Atom(LEAN, "", name) for name in decision.leans)
    return _in_a_diagram(compiled.program, leans, lambda diagram: diagram.outcomes(leans))


def _in_a_diagram(program: Program, first: tuple[Atom, ...], read: Callable[[Diagram], T]) -> T:
    """Return what is read in the diagram of a program; raises what making and reading it in the largest room does."""
    order = next(fact_orders(program, first))
    for room in ROOMS[:-1]:
        try:
            return read(Diagram(program, first, room, order))
        except DiagramTooLargeError:
            continue
    return read(Diagram(program, first, ROOMS[-1], order))
