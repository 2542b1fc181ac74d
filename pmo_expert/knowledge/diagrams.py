"""Diagrams: for every possible case at once, the verdict and the status of each concern.

The diagrams of the known world hold the cases in which nothing is unknown: they tell where answers can lead.
The diagram of all cases also holds unknown values: it tells what the rules say now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from pmo_expert.domain.attribute import UNKNOWN
from pmo_expert.knowledge.compiling.compiler import Compiled
from pmo_expert.knowledge.language.decision import Decision
from pmo_expert.knowledge.language.subjects import CONCERN, LEAN, SEVERITY, STATUSES, VERDICT
from pmo_expert.logic.diagram import Diagram
from pmo_expert.logic.keys import Atom
from pmo_expert.logic.outcomes import Outcomes
from pmo_expert.logic.program import without_value


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
    program = compiled.program
    diagram = Diagram(without_value(program.domains, program.clauses, UNKNOWN), roots(decision))
    statuses = {
        concern: diagram.outcomes([Atom(CONCERN, concern, status) for status in STATUSES]) for concern in concerns
    }
    return KnownWorld(diagram.outcomes(verdict_atoms(decision)), statuses)


def verdict_diagram(compiled: Compiled, decision: Decision) -> Outcomes:
    """Return the diagram of the verdict for all cases, also those with unknown facts; raises as `known_world` does."""
    return Diagram(compiled.program, roots(decision)).outcomes(verdict_atoms(decision))


def lean_diagram(compiled: Compiled, decision: Decision) -> Outcomes:
    """Return the diagram of the lean for all cases, also those with unknown facts; raises as `known_world` does."""
    leans = tuple(Atom(LEAN, "", name) for name in decision.leans)
    return Diagram(compiled.program, leans).outcomes(leans)
