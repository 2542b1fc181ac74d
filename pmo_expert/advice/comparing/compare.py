"""Several cases side by side: which is best, by what, and what the others would need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations
from typing import Any

from pmo_expert.advice.advice_result import Advice
from pmo_expert.advice.advise import advise, facts_of, wanted_goals
from pmo_expert.advice.changes import Change, changes
from pmo_expert.advice.comparing.compare_result import ComparedCase, Comparison, DifferingFact, LessKnown, WayUp
from pmo_expert.advice.comparing.precedence import Precedence
from pmo_expert.advice.consultation import Consultation, consult
from pmo_expert.domain.case import AnyCase
from pmo_expert.faults import NOWHERE, InputError, fault_at
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.logic.choice import EngineName
from pmo_expert.logic.diagram import DiagramTooLargeError

FEWEST = 2


def compare(
    cases: Sequence[AnyCase | Mapping[str, Any] | Consultation],
    knowledge: Knowledge | None = None,
    *,
    names: Sequence[str] = (),
    engine: EngineName = "auto",
) -> Comparison:
    """Return two or more cases side by side: what differs, which is best, and what the others would need.

    The better case has the better verdict. Among those of one verdict it is the one with the fewest open concerns of
    severities that count; among those, the one that serves most goals. Cases that are alike in all three tie. No case
    is better for what is not known of it: one ranks before another only where it still does when the facts that are
    known of the other and not of it are the same for both; else the two tie. So a case is never better than it was
    once less is known of it.

    Each of `cases`, `knowledge` and `engine` are those of `consult`. `names` say what to call the cases that have no
    title. Raises what `consult` raises, TypeError when `cases` is no list of cases, and InputError when there are fewer
    than two.
    """
    if isinstance(cases, Mapping | str) or not isinstance(cases, Sequence):
        raise TypeError(f"compare takes a list of cases, as in compare([one, other]), found: {type(cases).__name__}")
    if len(cases) < FEWEST:
        raise InputError([fault_at(NOWHERE, "comparing takes at least two cases, found", found=len(cases))])
    given = [consult(case, knowledge, engine=engine) for case in cases]
    advices = [advise(one) for one in given]
    shown = _names([one.case.title.strip() for one in given], names)
    order = Precedence(given)
    compared = tuple(map(_compared, range(1, len(given) + 1), shown, given, advices))
    best = order.best
    first = compared[order.first_of(best)]
    facts = tuple(_differing_facts(given))
    return Comparison(
        cases=compared,
        best=tuple(place + 1 for place in best),
        best_verdict=first.verdict,
        less_known=tuple(_less_known(order, best, given)),
        differing_sections=tuple(dict.fromkeys(fact.attribute.partition(".")[0] for fact in facts)),
        differing_concerns=tuple(_differing_concerns(compared)),
        facts=facts,
        ways=tuple(
            _way_up(one, first, order, given, advices[place]) for place, one in enumerate(compared) if place not in best
        ),
        words=given[0].words,
    )


def _names(titles: list[str], names: Sequence[str]) -> list[str]:
    """Return what to call each case: its title or name, with its number where that is missing or not the only one."""
    called = [title or (names[place] if place < len(names) else "") for place, title in enumerate(titles)]
    numbered = (f"{name} ({number})" if name else f"Case {number}" for number, name in enumerate(called, start=1))
    return [name if name and called.count(name) == 1 else other for name, other in zip(called, numbered, strict=True)]


def _less_known(order: Precedence, best: tuple[int, ...], given: list[Consultation]) -> Iterable[LessKnown]:
    for place, other in permutations(best, 2):
        if order.ranks_before(place, other):
            facts = facts_of(given[other].about(order.missing(place, other)))
            yield LessKnown(number=place + 1, other=other + 1, facts=facts)


def _compared(number: int, name: str, given: Consultation, advice: Advice) -> ComparedCase:
    goals = wanted_goals(given)
    served = {goal for growth in advice.growth for goal in growth.serves_your_goals}
    counting = given.knowledge.decision.counting
    return ComparedCase(
        number=number,
        title=given.case.title,
        name=name,
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
        turning_points=advice.turning_points,
        conditions=advice.conditions,
    )


def _differing_facts(given: list[Consultation]) -> Iterable[DifferingFact]:
    for name, attribute in given[0].knowledge.vocabulary.attributes.items():
        values = [one.expected(name) for one in given]
        if any(value != values[0] for value in values):
            yield DifferingFact(
                attribute=name,
                question=attribute.question,
                values=tuple(attribute.plain(value) for value in values),
                texts=tuple(map(attribute.state, values)),
                presumed=tuple(name in one.presumed for one in given),
            )


def _differing_concerns(cases: tuple[ComparedCase, ...]) -> Iterable[str]:
    for same in zip(*(case.concerns for case in cases), strict=True):
        if len({(concern.status, concern.severity) for concern in same}) > 1:
            yield same[0].id


def _way_up(
    one: ComparedCase, best: ComparedCase, order: Precedence, given: list[Consultation], advice: Advice
) -> WayUp:
    leads_there = one.verdict != best.verdict and best.verdict in (advice.possible or ())
    return WayUp(
        number=one.number,
        behind_by=order.behind_by(one.number - 1),
        changes=_changes_to(given[one.number - 1], best.verdict),
        questions=advice.questions if leads_there else (),
    )


def _changes_to(given: Consultation, verdict: str) -> tuple[Change, ...] | None:
    try:
        return changes(given, verdict).sets
    except (ImportError, DiagramTooLargeError):
        return None
