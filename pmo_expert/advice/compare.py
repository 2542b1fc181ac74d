"""Several cases side by side: openings for one candidate, or candidates for one opening."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import field, frozen

from pmo_expert.advice.advise import advise
from pmo_expert.advice.changes import Change, changes
from pmo_expert.advice.model import Advice, ConcernAdvice, GrowthAdvice, Plain, Question, Shares, Wiifm
from pmo_expert.advice.order import SERIOUS, STEPS, Step, rank
from pmo_expert.advice.trace import plain
from pmo_expert.domain.case import Case
from pmo_expert.domain.vocabulary import GOALS
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.load import shipped_knowledge
from pmo_expert.knowledge.language.rule import VERDICTS, VerdictName
from pmo_expert.logic.choice import EngineName
from pmo_expert.logic.diagram import DiagramTooLargeError

FEWEST = 2


@frozen(kw_only=True)
class ComparedCase:
    """What was advised on one of the cases, which are numbered from 1.

    `serious_concerns` are the open ones that are serious or prohibitive, `goals_served` the goals of the candidate that
    growth serves, out of `goals` (None: unknown).
    """

    number: int
    title: str
    verdict: VerdictName
    lean: VerdictName
    reason: str
    settled: bool | None
    possible: Shares | None = field(hash=False)
    wiifm: Wiifm
    concerns: tuple[ConcernAdvice, ...]
    serious_concerns: tuple[str, ...]
    growth: tuple[GrowthAdvice, ...]
    goals: tuple[str, ...] | None
    goals_served: tuple[str, ...]


@frozen(kw_only=True)
class DifferingFact:
    """A fact in which the cases differ: its value (None: unknown) and phrase in each, in their order."""

    attribute: str
    values: tuple[Plain, ...]
    texts: tuple[str, ...]


@frozen(kw_only=True)
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


@frozen(kw_only=True)
class Comparison:
    """Cases side by side.

    `best` are the numbers of the best cases: several when they tie. `differing_sections`, `differing_concerns` and
    `facts` tell where the cases differ: in which parts of a case, in the status or severity of which concerns, and in
    which facts that rules know. `ways` tell for every case that is not best what would get it to the best verdict.
    """

    cases: tuple[ComparedCase, ...]
    best: tuple[int, ...]
    best_verdict: VerdictName
    differing_sections: tuple[str, ...]
    differing_concerns: tuple[str, ...]
    facts: tuple[DifferingFact, ...]
    ways: tuple[WayUp, ...]


def compare(cases: Sequence[Case], knowledge: Knowledge | None = None, *, engine: EngineName = "auto") -> Comparison:
    """Return two or more cases side by side: what differs, which is best, and what the others would need.

    The best has the best verdict: accept, then accept with conditions, then find out more, then decline. Among
    those of one verdict it is the one with the fewest open concerns that are serious or prohibitive; among those, the
    one that serves most goals of its candidate. Cases that are alike in all three tie.

    Raises ValueError when there are fewer than two cases, and what `advise` raises.
    """
    if len(cases) < FEWEST:
        raise ValueError(f"comparing takes at least two cases, found {len(cases)}")
    base = knowledge or shipped_knowledge()
    advices = [advise(case, base, engine=engine) for case in cases]
    compared = tuple(_compared(number, *pair) for number, pair in enumerate(zip(cases, advices, strict=True), start=1))
    first = min(compared, key=_rank)
    facts = tuple(_differing_facts(cases, base))
    return Comparison(
        cases=compared,
        best=tuple(one.number for one in compared if _rank(one) == _rank(first)),
        best_verdict=first.verdict,
        differing_sections=tuple(dict.fromkeys(fact.attribute.partition(".")[0] for fact in facts)),
        differing_concerns=tuple(_differing_concerns(compared)),
        facts=facts,
        ways=tuple(
            _way_up(one, first, case, advice, base)
            for one, case, advice in zip(compared, cases, advices, strict=True)
            if _rank(one) != _rank(first)
        ),
    )


def _compared(number: int, case: Case, advice: Advice) -> ComparedCase:
    goals = next((fact.value for fact in advice.facts if fact.attribute == GOALS), None)
    named = goals if isinstance(goals, tuple) else None
    served = {goal for growth in advice.growth for goal in growth.serves_your_goals}
    return ComparedCase(
        number=number,
        title=case.title,
        verdict=advice.verdict,
        lean=advice.lean,
        reason=advice.reason,
        settled=advice.settled,
        possible=advice.possible,
        wiifm=advice.wiifm,
        concerns=advice.concerns,
        serious_concerns=tuple(concern.id for concern in advice.concerns if concern.severity in SERIOUS),
        growth=advice.growth,
        goals=named,
        goals_served=tuple(goal for goal in named or () if goal in served),
    )


def _rank(case: ComparedCase) -> tuple[int, int, int]:
    """Return what cases are compared by, step by step; the smallest is best."""
    return rank(VERDICTS.index(case.verdict), len(case.serious_concerns), len(case.goals_served))


def _differing_facts(cases: Sequence[Case], knowledge: Knowledge) -> Iterable[DifferingFact]:
    for name, attribute in knowledge.subjects.vocabulary.attributes.items():
        values = [case.value(name) for case in cases]
        if any(value != values[0] for value in values):
            yield DifferingFact(
                attribute=name,
                values=tuple(plain(attribute, value) for value in values),
                texts=tuple(map(attribute.state, values)),
            )


def _differing_concerns(cases: tuple[ComparedCase, ...]) -> Iterable[str]:
    for same in zip(*(case.concerns for case in cases), strict=True):
        if len({(concern.status, concern.severity) for concern in same}) > 1:
            yield same[0].id


def _way_up(one: ComparedCase, best: ComparedCase, case: Case, advice: Advice, knowledge: Knowledge) -> WayUp:
    steps = zip(STEPS, _rank(one), _rank(best), strict=True)
    leads_there = one.verdict != best.verdict and best.verdict in (advice.possible or ())
    return WayUp(
        number=one.number,
        behind_by=next(step for step, own, other in steps if own != other),
        changes=_changes_to(case, best.verdict, knowledge),
        questions=advice.questions if leads_there else (),
    )


def _changes_to(case: Case, verdict: VerdictName, knowledge: Knowledge) -> tuple[Change, ...] | None:
    try:
        return changes(case, verdict, knowledge)
    except (ImportError, DiagramTooLargeError):
        return None
