"""What conditions can be about: attributes, and conclusions seen as attributes with values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from attrs import frozen

from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.vocabulary import Vocabulary
from pmo_expert.knowledge.language.rule import FIND_OUT_MORE, SEVERITIES, VERDICTS

Status = Literal["open", "mitigated", "not_raised"]
NO = "no"
NONE = "none"
WORST = "concerns.worst"
WIIFM = "wiifm"
STILL_OPEN = "wiifm.still_open"
VERDICT = "verdict"
LEAN = "lean"
STATUSES: tuple[Status, ...] = ("open", "mitigated", "not_raised")
LEANS = tuple(verdict for verdict in VERDICTS if verdict != FIND_OUT_MORE)
WIIFM_VALUES = ("passes", "fails", "unknown")
SEVERITY_VALUES = (NONE, *SEVERITIES)


@frozen
class Conclusion:
    """A conclusion with values, of which exactly one holds.

    `default` is the value that no clause concludes: it holds when no other does.
    """

    name: str
    values: tuple[str, ...]
    ordered: bool = False
    default: str | None = None

    def atom(self, value: str) -> str | None:
        """Return the name that the value has in the program; None for the default."""
        if value == self.default:
            return None
        return self.name if self.values == ("yes", NO) else f"{self.name}={value}"


def conclusions(findings: Iterable[str], growth: Iterable[str], concerns: Iterable[str]) -> dict[str, Conclusion]:
    """Return the conclusions that conditions can read, by name."""
    named = [
        *(Conclusion(f"finding.{name}", ("yes", NO), default=NO) for name in findings),
        *(Conclusion(f"growth.{name}", ("yes", NO), default=NO) for name in growth),
        *_concern_conclusions(concerns),
        Conclusion(WORST, SEVERITY_VALUES, ordered=True, default=NONE),
        Conclusion(WIIFM, WIIFM_VALUES),
        Conclusion(STILL_OPEN, ("yes", NO), default=NO),
        Conclusion(VERDICT, VERDICTS),
        Conclusion(LEAN, LEANS),
    ]
    return {conclusion.name: conclusion for conclusion in named}


def _concern_conclusions(concerns: Iterable[str]) -> Iterable[Conclusion]:
    for name in concerns:
        yield Conclusion(f"concern.{name}", STATUSES)
        yield Conclusion(f"severity.{name}", SEVERITY_VALUES, ordered=True, default=NONE)


@frozen
class Subjects:
    """Everything that a condition can test."""

    vocabulary: Vocabulary
    conclusions: Mapping[str, Conclusion]

    def get(self, name: str) -> Attribute | Conclusion | None:
        return self.vocabulary.attributes.get(name) or self.conclusions.get(name)

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.vocabulary.attributes, *self.conclusions)
