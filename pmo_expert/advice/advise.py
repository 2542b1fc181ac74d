"""Advice on one case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from pmo_expert.advice.advice_result import (
    Advice,
    Argument,
    ConcernAdvice,
    Fact,
    GrowthAdvice,
    Guidance,
    Presumption,
    Role,
)
from pmo_expert.advice.cited import cited_sources
from pmo_expert.advice.conditions import conditions_of
from pmo_expert.advice.consultation import Consultation, consult
from pmo_expert.advice.trace import trace
from pmo_expert.advice.unknowns.outlook import outlook_if_any
from pmo_expert.advice.unknowns.turning_points import turning_points
from pmo_expert.advice.unknowns.unknown_facts import unknown_facts
from pmo_expert.advice.unknowns.unknowns_result import Outlook, TurningPoint
from pmo_expert.advice.weighing import weights_after
from pmo_expert.domain.case import AnyCase
from pmo_expert.knowledge.compiling.arguments import rules_about
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.rule import Defeats, Guides, Mitigates, Offers, Raises, Rule
from pmo_expert.knowledge.language.subjects import CONCERN, LEAN, SEVERITY, VERDICT, WIIFM
from pmo_expert.logic.choice import EngineName
from pmo_expert.logic.keys import Atom

ROLES: dict[type, Role] = {Raises: "raises", Mitigates: "mitigates", Defeats: "defeats"}


def advise(
    case: AnyCase | Mapping[str, Any] | Consultation,
    knowledge: Knowledge | None = None,
    *,
    engine: EngineName = "auto",
    with_outlook: bool = True,
) -> Advice:
    """Return the advice on a case.

    `case`, `knowledge` and `engine` are those of `consult`. `with_outlook` says whether to tell where the unknown facts
    can still lead, which takes much of the time. Raises what `consult` raises.
    """
    given = consult(case, knowledge, engine=engine)
    points = turning_points(given)
    return _Adviser(given).advice(points, outlook_if_any(given, points) if with_outlook else None)


@frozen
class _Adviser:
    given: Consultation

    def advice(self, points: tuple[TurningPoint, ...], ahead: Outlook | None) -> Advice:
        given = self.given
        presumptions = tuple(self._presumptions())
        firings = trace(given)
        cited = [claim for firing in firings for claim in firing.sources]
        cited += [claim for presumption in presumptions for claim in presumption.sources]
        return Advice(
            title=given.case.title,
            verdict=given.verdict,
            lean=given.lean,
            decided_by=tuple(dict.fromkeys(given.deciding(name).label.rule for name in (VERDICT, LEAN))),
            reason=given.reason,
            verdict_apart=given.verdict_apart,
            concerns=tuple(self._concern(concern, title) for concern, title in given.knowledge.concerns.items()),
            growth=tuple(self._growth()),
            wiifm=given.value(WIIFM),  # type: ignore[arg-type]
            guidance=tuple(self._guidance()),
            unknown=unknown_facts(given),
            settled=ahead.settled if ahead else None,
            possible=ahead.possible if ahead else None,
            cannot_tell=ahead.cannot_tell if ahead else (),
            questions=ahead.questions if ahead else (),
            turning_points=points,
            conditions=conditions_of(given, points),
            facts=facts_of(given),
            presumptions=presumptions,
            presumed=self._differs(VERDICT) or self._differs(LEAN),
            trace=firings,
            cited=cited_sources(given.knowledge, cited),
            knowledge=given.knowledge.identity,
            switched_off=given.knowledge.switched_off,
            engines=given.engines,
            words=given.words,
        )

    def _concern(self, concern: str, title: str) -> ConcernAdvice:
        status = self.given.value(Atom(CONCERN, concern).subject)
        severity = self.given.value(Atom(SEVERITY, concern).subject)
        return ConcernAdvice(
            id=concern,
            title=title,
            status=status,  # type: ignore[arg-type]
            severity=severity if status == "open" else None,
            presumed=self._differs(Atom(CONCERN, concern).subject) or self._differs(Atom(SEVERITY, concern).subject),
            arguments=tuple(map(self._argument, self._arguing(concern))),
        )

    def _arguing(self, concern: str) -> list[Rule]:
        """Return the fired rules about a concern: those that raise it, those that mitigate it, then caveats."""
        fired = (rule for rule in self.given.knowledge.rules.values() if self.given.fired(rule.id))
        return sorted(rules_about(fired, concern), key=lambda rule: list(ROLES).index(type(rule.effect)))

    def _argument(self, rule: Rule) -> Argument:
        return Argument(
            rule=rule.id,
            role=ROLES[type(rule.effect)],
            severity=rule.effect.severity if isinstance(rule.effect, Raises) else None,
            stands=self.given.stands(rule.id),
            because=rule.because,
            sources=rule.sources,
            authority=self.given.knowledge.authority(rule.sources),
            answers=tuple(filter(self.given.fired, self.given.knowledge.attacked[rule.id])),
            answered_by=self._answered_by(rule),
            presumed=self._presumed(rule),
        )

    def _differs(self, conclusion: str) -> bool:
        """Say whether a conclusion would have another value without what is presumed."""
        return self.given.value(conclusion) != self.given.established_value(conclusion)

    def _presumed(self, rule: Rule) -> bool:
        """Say whether a rule would not have fired without what is presumed."""
        return not self.given.fires_established(rule.id)

    def _presumptions(self) -> Iterable[Presumption]:
        attributes = self.given.knowledge.vocabulary.attributes
        for name, rule in self.given.presumed.items():
            value = self.given.expected(name)
            yield Presumption(
                attribute=name,
                value=attributes[name].plain(value),
                text=attributes[name].state(value),
                rule=rule.id,
                because=rule.because,
                sources=rule.sources,
                authority=self.given.knowledge.authority(rule.sources),
            )

    def _answered_by(self, rule: Rule) -> tuple[str, ...]:
        return tuple(filter(self.given.stands, self.given.knowledge.attackers[rule.id]))

    def _growth(self) -> Iterable[GrowthAdvice]:
        wanted = wanted_goals(self.given) or ()
        for rule in self._fired(Offers):
            assert isinstance(rule.effect, Offers)
            stands = self.given.stands(rule.id)
            yield GrowthAdvice(
                id=rule.effect.growth,
                title=self.given.knowledge.growth[rule.effect.growth],
                rule=rule.id,
                stands=stands,
                serves=rule.effect.serves,
                serves_your_goals=tuple(goal for goal in rule.effect.serves if stands and goal in wanted),
                because=rule.because,
                sources=rule.sources,
                authority=self.given.knowledge.authority(rule.sources),
                answered_by=self._answered_by(rule),
                presumed=self._presumed(rule),
            )

    def _guidance(self) -> Iterable[Guidance]:
        for rule in self._fired(Guides):
            assert isinstance(rule.effect, Guides)
            if self.given.stands(rule.id) and self._helps(rule.effect):
                yield Guidance(
                    rule=rule.id,
                    kind=rule.effect.kind,
                    text=rule.effect.text,
                    ask=rule.effect.ask,
                    because=rule.because,
                    sources=rule.sources,
                    authority=self.given.knowledge.authority(rule.sources),
                )

    def _helps(self, guides: Guides) -> bool:
        """Say whether what a step brings about would leave less against it, where it says what that is."""
        if not guides.brings:
            return True
        change = self.given.knowledge.compiled.encoding.known_facts(guides.brings)
        now, then = weights_after(self.given, [{}, change])
        return then < now

    def _fired(self, effect: type[Offers | Guides]) -> list[Rule]:
        rules = self.given.knowledge.rules.values()
        return [rule for rule in rules if isinstance(rule.effect, effect) and self.given.fired(rule.id)]


def wanted_goals(given: Consultation) -> tuple[str, ...] | None:
    """Return the goals in a case, in their order; None when they are unknown, or the decision has none."""
    name = given.knowledge.decision.goals
    goals = None if name is None else given.case.value(name)
    if name is None or not isinstance(goals, frozenset):
        return None
    return tuple(goal for goal in given.knowledge.vocabulary.attributes[name].values if goal in goals)


def facts_of(given: Consultation) -> tuple[Fact, ...]:
    """Return the known facts of a case, each with its phrase."""
    attributes = given.knowledge.vocabulary.attributes
    return tuple(
        Fact(attribute=name, value=attributes[name].plain(value), text=attributes[name].state(value))
        for name, value in given.case.facts.items()
    )
