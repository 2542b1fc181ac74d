"""Charts: for every possible case at once, the verdict and the status of each concern.

The chart of the known world holds the cases in which nothing is unknown: it tells where answers can lead.
The chart of all cases also holds unknown values: it tells what the rules say now.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from pmo_expert.domain.attribute import UNKNOWN
from pmo_expert.knowledge.compiling.compiler import Compiled
from pmo_expert.knowledge.language.rule import VERDICTS
from pmo_expert.knowledge.language.subjects import STATUSES, VERDICT
from pmo_expert.logic.diagram import Diagram, without_value
from pmo_expert.logic.outcomes import Outcomes

VERDICT_ATOMS = tuple(f"{VERDICT}={verdict}" for verdict in VERDICTS)
ROOT = VERDICT_ATOMS[:1]


@frozen
class Charts:
    """Which verdict, and which status of each concern, follows from which known facts.

    Outcomes are numbered as in VERDICTS and STATUSES.
    """

    verdict: Outcomes
    statuses: Mapping[str, Outcomes]


def known_charts(compiled: Compiled, concerns: Mapping[str, str]) -> Charts:
    """Return the charts for the cases in which every fact is known.

    Raises ImportError without OxiDD, DiagramTooLargeError when the rules are too many for it.
    """
    diagram = Diagram(without_value(compiled.program, UNKNOWN), ROOT)
    statuses = {
        concern: diagram.outcomes([f"concern.{concern}={status}" for status in STATUSES]) for concern in concerns
    }
    return Charts(diagram.outcomes(VERDICT_ATOMS), statuses)


def verdict_chart(compiled: Compiled) -> Outcomes:
    """Return the chart of the verdict for all cases, also those with unknown facts; raises as `known_charts` does."""
    return Diagram(compiled.program, ROOT).outcomes(VERDICT_ATOMS)
