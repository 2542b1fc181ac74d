"""What conditions can be about: attributes, and conclusions seen as attributes with values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias, get_args

from attrs import frozen

from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.vocabulary import Vocabulary
from pmo_expert.knowledge.language.decision import WIIFM_VALUES, Decision
from pmo_expert.logic.keys import Atom

Status: TypeAlias = Literal["open", "mitigated", "not_known", "not_raised"]
NO = "no"
NONE = "none"
FINDING, GROWTH, CONCERN, SEVERITY = "finding", "growth", "concern", "severity"
WORST = "concerns.worst"
WIIFM = "wiifm"
STILL_OPEN = "wiifm.still_open"
EMPTY = "case.empty"
VERDICT = "verdict"
LEAN = "lean"
STATUSES: tuple[Status, ...] = get_args(Status)
STATUS_NAMES: dict[str, str] = {
    "open": "open",
    "mitigated": "answered",
    "not_known": "not known",
    "not_raised": "not raised",
}
"""How people are told the statuses."""


@frozen
class Conclusion:
    """A conclusion with values, of which exactly one holds.

    `default` is the value that no clause concludes: it holds when no other does. A `flag` is reached or not, and its
    values are yes and no.
    """

    kind: str
    about: str
    values: tuple[str, ...]
    flag: bool = False
    ordered: bool = False
    default: str | None = None

    @property
    def name(self) -> str:
        """The name by which conditions read it."""
        return Atom(self.kind, self.about).subject

    @property
    def operators(self) -> tuple[str, ...]:
        """The tests by name that rules may make, beyond naming a value."""
        return ("not", "at_least", "at_most") if self.ordered else ("not",)

    def atom(self, value: str) -> Atom | None:
        """Return the key that the value has in the program; None for the default."""
        if value == self.default:
            return None
        return Atom(self.kind, self.about, "" if self.flag else value)


def flag(kind: str, about: str = "") -> Conclusion:
    """Return a conclusion that is reached or not."""
    return Conclusion(kind, about, ("yes", NO), flag=True, default=NO)


def conclusions(
    findings: Iterable[str],
    growth: Iterable[str],
    concerns: Iterable[str],
    decision: Decision,
    sections: Iterable[str],
) -> dict[str, Conclusion]:
    """Return the conclusions that conditions can read, by name."""
    severities = (NONE, *decision.severity_names)
    named = [
        *(flag(FINDING, name) for name in findings),
        *(flag(GROWTH, name) for name in growth),
        *_concern_conclusions(concerns, severities),
        Conclusion(WORST, "", severities, ordered=True, default=NONE),
        Conclusion(WIIFM, "", WIIFM_VALUES),
        flag(STILL_OPEN),
        flag(EMPTY),
        *(flag(EMPTY, section) for section in sections),
        Conclusion(VERDICT, "", decision.verdict_names),
        Conclusion(LEAN, "", decision.leans),
    ]
    return {conclusion.name: conclusion for conclusion in named}


def _concern_conclusions(concerns: Iterable[str], severities: tuple[str, ...]) -> Iterable[Conclusion]:
    for name in concerns:
        yield Conclusion(CONCERN, name, STATUSES)
        yield Conclusion(SEVERITY, name, severities, ordered=True, default=NONE)


@frozen
class Subjects:
    """Everything that a condition can test."""

    vocabulary: Vocabulary
    decision: Decision
    conclusions: Mapping[str, Conclusion]

    def get(self, name: str) -> Attribute | Conclusion | None:
        return self.vocabulary.attributes.get(name) or self.conclusions.get(name)

    def attribute(self, name: str) -> Attribute:
        """Return an attribute that there is."""
        return self.vocabulary.attributes[name]

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.vocabulary.attributes, *self.conclusions)
