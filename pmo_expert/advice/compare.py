"""Several cases side by side: which is best, by what, and what the others would need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from pmo_expert.advice.advice_result import Advice, ConcernAdvice, GrowthAdvice, Question, Shares, Wiifm, Words
from pmo_expert.advice.advise import advise, wanted_goals
from pmo_expert.advice.changes import Change, changes
from pmo_expert.advice.consultation import Consultation, consult
from pmo_expert.advice.order import STEPS, Step, rank
from pmo_expert.advice.shown import Shown
from pmo_expert.domain.attribute import Plain
from pmo_expert.domain.case import AnyCase
from pmo_expert.faults import NOWHERE, InputError, fault_at
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.logic.choice import EngineName
from pmo_expert.logic.diagram import DiagramTooLargeError

FEWEST = 2


@frozen(kw_only=True, slots=False)
class ComparedCase:
    """What was advised on one of the cases, which are numbered from 1.

    `counted_concerns` are the open ones of severities that the decision counts, `goals_served` the goals that growth
    serves, out of `goals` (None: unknown).
    """

    number: int
    title: str
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


@frozen(kw_only=True, slots=False)
class DifferingFact:
    """A fact in which the cases differ: its value (None: unknown) and phrase in each, in their order."""

    attribute: str
    values: tuple[Plain, ...]
    texts: tuple[str, ...]


@frozen(kw_only=True, slots=False)
class WayUp:
    """What would get a case that is not the best to the best verdict.

    `behind_by` is the first in the order of comparing by which it is behind. `changes` are the smallest changes to
    known facts that lead to the best verdict: none when the case has that verdict already or no such change exists,
    and None when they cannot be computed. `questions` are open ones whose answers can lead there, the one that
    tells most first.
    """

    number: int
    behind_by: Step
    changes: tuple[Change, ...] | None
    questions: tuple[Question, ...]


@frozen(kw_only=True, repr=False, slots=False)
class Comparison(Shown):
    """Cases side by side.

    `best` are the numbers of the best cases: several when they tie. `differing_sections`, `differing_concerns` and
    `facts` tell where the cases differ: in which parts of a case, in the status or severity of which concerns, and in
    which facts that rules know. `ways` tell for every case that is not best what would get it to the best verdict.
    """

    cases: tuple[ComparedCase, ...]
    best: tuple[int, ...]
    best_verdict: str
    differing_sections: tuple[str, ...]
    differing_concerns: tuple[str, ...]
    facts: tuple[DifferingFact, ...]
    ways: tuple[WayUp, ...]
    words: Words = field(repr=False)


def compare(
    cases: Sequence[AnyCase | Mapping[str, Any] | Consultation],
    knowledge: Knowledge | None = None,
    *,
    engine: EngineName = "auto",
) -> Comparison:
    """Return two or more cases side by side: what differs, which is best, and what the others would need.

    The best has the best verdict. Among those of one verdict it is the one with the fewest open concerns of severities
    that count; among those, the one that serves most goals. Cases that are alike in all three tie.

    Each of `cases`, `knowledge` and `engine` are those of `consult`. Raises what that raises, TypeError when `cases` is
    no list of cases, and InputError when there are fewer than two.
    """
    if isinstance(cases, Mapping | str) or not isinstance(cases, Sequence):
        raise TypeError(f"compare takes a list of cases, as in compare([one, other]), found: {type(cases).__name__}")
    if len(cases) < FEWEST:
        raise InputError([fault_at(NOWHERE, "comparing takes at least two cases, found", found=len(cases))])
    given = [consult(case, knowledge, engine=engine) for case in cases]
    advices = [advise(one) for one in given]
    compared = tuple(_compared(number, *pair) for number, pair in enumerate(zip(given, advices, strict=True), start=1))
    places = [_rank(case, one) for case, one in zip(compared, given, strict=True)]
    first = compared[places.index(min(places))]
    facts = tuple(_differing_facts(given))
    return Comparison(
        cases=compared,
        best=tuple(one.number for one, place in zip(compared, places, strict=True) if place == min(places)),
        best_verdict=first.verdict,
        differing_sections=tuple(dict.fromkeys(fact.attribute.partition(".")[0] for fact in facts)),
        differing_concerns=tuple(_differing_concerns(compared)),
        facts=facts,
        ways=tuple(
            _way_up(one, first, consulted, advice)
            for one, consulted, advice, place in zip(compared, given, advices, places, strict=True)
            if place != min(places)
        ),
        words=given[0].words,
    )


def _compared(number: int, given: Consultation, advice: Advice) -> ComparedCase:
    goals = wanted_goals(given)
    served = {goal for growth in advice.growth for goal in growth.serves_your_goals}
    counting = given.knowledge.decision.counting
    return ComparedCase(
        number=number,
        title=given.case.title,
        verdict=advice.verdict,
        lean=advice.lean,
        reason=advice.reason,
        settled=advice.settled,
        possible=advice.possible,
        wiifm=advice.wiifm,
        concerns=advice.concerns,
        counted_concerns=tuple(concern.id for concern in advice.concerns if concern.severity in counting),
        growth=advice.growth,
        goals=goals,
        goals_served=tuple(goal for goal in goals or () if goal in served),
    )


def _rank(case: ComparedCase, given: Consultation) -> tuple[int, int, int]:
    """Return what cases are compared by, step by step; the smallest is best."""
    place = given.knowledge.decision.verdict_names.index(case.verdict)
    return rank(place, len(case.counted_concerns), len(case.goals_served))


def _differing_facts(given: list[Consultation]) -> Iterable[DifferingFact]:
    for name, attribute in given[0].knowledge.vocabulary.attributes.items():
        values = [one.case.value(name) for one in given]
        if any(value != values[0] for value in values):
            yield DifferingFact(
                attribute=name,
                values=tuple(attribute.plain(value) for value in values),
                texts=tuple(map(attribute.state, values)),
            )


def _differing_concerns(cases: tuple[ComparedCase, ...]) -> Iterable[str]:
    for same in zip(*(case.concerns for case in cases), strict=True):
        if len({(concern.status, concern.severity) for concern in same}) > 1:
            yield same[0].id


def _way_up(one: ComparedCase, best: ComparedCase, given: Consultation, advice: Advice) -> WayUp:
    steps = zip(STEPS, _rank(one, given), _rank(best, given), strict=True)
    leads_there = one.verdict != best.verdict and best.verdict in (advice.possible or ())
    return WayUp(
        number=one.number,
        behind_by=next(step for step, own, other in steps if own != other),
        changes=_changes_to(given, best.verdict),
        questions=advice.questions if leads_there else (),
    )


def _changes_to(given: Consultation, verdict: str) -> tuple[Change, ...] | None:
    try:
        return changes(given, verdict).sets
    except (ImportError, DiagramTooLargeError):
        return None
