"""Cases side by side as data."""

from __future__ import annotations

from attrs import field, frozen

from pmo_expert.advice.advice_result import ConcernAdvice, Fact, GrowthAdvice, Wiifm
from pmo_expert.advice.changes import Change
from pmo_expert.advice.comparing.order import Step
from pmo_expert.advice.conditions_result import Conditions
from pmo_expert.advice.shown import Shown
from pmo_expert.advice.unknowns.unknowns_result import Question, Shares, TurningPoint
from pmo_expert.advice.words import Words
from pmo_expert.domain.attribute import Plain


@frozen(kw_only=True, slots=False)
class ComparedCase:
    """What was advised on one of the cases, which are numbered from 1.

    `name` is the title, or what the case was called where it has none, with its number where others have the same.
    `counted_concerns` are the open ones of severities that the decision counts, `goals_served` the goals that growth
    serves, out of `goals` (None: unknown).
    """

    number: int
    title: str
    name: str
    verdict: str
    lean: str
    reason: str
    settled: bool | None
    possible: Shares | None = field(hash=False)
    wiifm: Wiifm
    concerns: tuple[ConcernAdvice, ...]
    counted_concerns: tuple[str, ...]
    growth: tuple[GrowthAdvice, ...]
    goals: tuple[str, ...] | None
    goals_served: tuple[str, ...]
    turning_points: tuple[TurningPoint, ...]
    conditions: Conditions | None


@frozen(kw_only=True, slots=False)
class LessKnown:
    """A case that ranks before another only for what is not known of it, so that the two tie.

    `facts` are known of the other and not of it: were they the same here, it would not rank before the other.
    """

    number: int
    other: int
    facts: tuple[Fact, ...]


@frozen(kw_only=True, slots=False)
class DifferingFact:
    """A fact in which the cases differ: its question, value (None: unknown) and phrase in each, in their order.

    `presumed` says of each whether the value is not stated but usual.
    """

    attribute: str
    question: str
    values: tuple[Plain, ...]
    texts: tuple[str, ...]
    presumed: tuple[bool, ...]


@frozen(kw_only=True, slots=False)
class WayUp:
    """What would get a case that is not the best to the best verdict.

    `behind_by` is the first in the order of comparing by which it is behind the best that it is worse than. `changes`
    are the smallest changes to stated and presumed facts that lead to the best verdict: none when the case has that
    verdict already or no such change exists, and None when they cannot be computed. `questions` are open ones whose
    answers can lead there, the one that tells most first.
    """

    number: int
    behind_by: Step
    changes: tuple[Change, ...] | None
    questions: tuple[Question, ...]


@frozen(kw_only=True, repr=False, slots=False)
class Comparison(Shown):
    """Cases side by side.

    `best` are the numbers of the best cases: several when they tie. `best_verdict` is the best verdict among them.
    `less_known` tells which of them rank before others of them only for what is not known. `differing_sections`,
    `differing_concerns` and `facts` tell where the cases differ: in which parts of a case, in the status or severity of
    which concerns, and in which facts that rules know. `ways` tell for every case that is not best what would get it to
    the best verdict.
    """

    cases: tuple[ComparedCase, ...]
    best: tuple[int, ...]
    best_verdict: str
    less_known: tuple[LessKnown, ...]
    differing_sections: tuple[str, ...]
    differing_concerns: tuple[str, ...]
    facts: tuple[DifferingFact, ...]
    ways: tuple[WayUp, ...]
    words: Words = field(repr=False)
