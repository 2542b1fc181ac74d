"""Charts: for every possible case at once, the verdict and the status of each concern.

The chart of the known world holds the cases in which nothing is unknown: it tells where answers can lead.
The chart of all cases also holds unknown values: it tells what the rules say now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock
from typing import Generic, TypeVar

from attrs import define, field, frozen

from pmo_expert.facts.attribute import UNKNOWN
from pmo_expert.knowledge.compiler import Compiled
from pmo_expert.knowledge.model import VERDICTS
from pmo_expert.knowledge.subjects import STATUSES, VERDICT
from pmo_expert.logic.diagram import Diagram, DiagramTooLargeError, without_value
from pmo_expert.logic.outcomes import Outcomes

VERDICT_ATOMS = tuple(f"{VERDICT}={verdict}" for verdict in VERDICTS)
ROOT = VERDICT_ATOMS[:1]


T = TypeVar("T")


@define
class Once(Generic[T]):
    """Something that is made when first asked for and kept; that it is too large is kept as well."""

    _make: Callable[[], T]
    _made: list[T] = field(factory=list, init=False)
    _error: DiagramTooLargeError | None = field(default=None, init=False)
    _lock: Lock = field(factory=Lock, init=False)

    def get(self) -> T:
        """Return it. Raises DiagramTooLargeError, and what making it raises."""
        with self._lock:
            if self._error is not None:
                raise self._error
            if not self._made:
                try:
                    self._made.append(self._make())
                except DiagramTooLargeError as error:
                    self._error = error
                    raise
            return self._made[0]


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
