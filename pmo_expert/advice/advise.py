"""Advice on one case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import frozen

from pmo_expert.advice.decision import check_case
from pmo_expert.advice.model import (
    Advice,
    Argument,
    ConcernAdvice,
    Fact,
    Firing,
    GrowthAdvice,
    Guidance,
    KnowledgeIdentity,
    Outlook,
    Role,
)
from pmo_expert.advice.outlook import outlook_if_any
from pmo_expert.advice.trace import Tracer, plain
from pmo_expert.advice.unknown import unknown_facts
from pmo_expert.domain.case import Case
from pmo_expert.domain.vocabulary import GOALS, known_facts
from pmo_expert.knowledge.compiling.compiler import STANDS
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.load import shipped_knowledge
from pmo_expert.knowledge.language.rule import Decides, Defeats, Guides, Mitigates, Offers, Raises, Rule
from pmo_expert.knowledge.language.subjects import LEAN, VERDICT, WIIFM
from pmo_expert.logic.choice import EngineName

ROLES: dict[type, Role] = {Raises: "raises", Mitigates: "mitigates", Defeats: "defeats"}


def advise(
    case: Case, knowledge: Knowledge | None = None, *, engine: EngineName = "auto", with_outlook: bool = True
) -> Advice:
    """Return the advice on a case.

    Without `knowledge` the shipped rules are used. `with_outlook` says whether to tell where the unknown facts can
    still lead, which takes most of the time. `engine` is `auto` (durable checked against compiled where
    durable_rules can be imported, else compiled alone), `durable` or `compiled`; every engine gives the same advice.

    Raises TypeError when the case lacks the attributes that the rules were loaded with, EngineUnavailableError when
    the engine cannot run here, and DisagreementError, an internal error with a record to replay, when two engines
    derive different conclusions.
    """
    base = knowledge or shipped_knowledge()
    check_case(case, base)
    runner = base.engine(engine)
    derivation = runner.derive(base.compiled.space.facts(case))
    trace = Tracer(base, case).firings(derivation)
    ahead = outlook_if_any(case, base) if with_outlook else None
    labels = {base.compiled.program.clauses[number].label for number in derivation.fired}
    return _Adviser(base, case, trace, _Outcome(base, frozenset(labels), derivation.conclusions)).advice(
        runner.names, ahead
    )


@frozen
class _Outcome:
    """Which rules fired, which stand, and what was concluded."""

    knowledge: Knowledge
    labels: frozenset[str]
    conclusions: frozenset[str]

    def fired(self, rule: str) -> bool:
        return rule in self.labels

    def stands(self, rule: str) -> bool:
        return f"{rule} {STANDS}" in self.labels or (rule in self.labels and not self.knowledge.attackers[rule])

    def value(self, name: str) -> Any:
        """Return the value that a conclusion has."""
        conclusion = self.knowledge.subjects.conclusions[name]
        atoms = {conclusion.atom(value): value for value in conclusion.values}
        return next((atoms[atom] for atom in atoms if atom in self.conclusions), conclusion.default)


@frozen
class _Adviser:
    knowledge: Knowledge
    case: Case
    trace: tuple[Firing, ...]
    outcome: _Outcome

    def advice(self, engines: tuple[str, ...], ahead: Outlook | None) -> Advice:
        deciding = {name: self._decided(name) for name in (VERDICT, LEAN)}
        return Advice(
            title=self.case.title,
            verdict=self.outcome.value(VERDICT),
            lean=self.outcome.value(LEAN),
            decided_by=tuple(dict.fromkeys(firing.rule for firing in deciding.values())),
            reason=deciding[VERDICT].because,
            concerns=tuple(self._concern(concern, title) for concern, title in self.knowledge.concerns.items()),
            growth=tuple(self._growth()),
            wiifm=self.outcome.value(WIIFM),
            guidance=tuple(self._guidance()),
            unknown=unknown_facts(self.knowledge, self.case, self.outcome.labels),
            settled=ahead.settled if ahead else None,
            possible=ahead.possible if ahead else None,
            cannot_tell=ahead.cannot_tell if ahead else (),
            questions=ahead.questions if ahead else (),
            facts=tuple(self._facts()),
            trace=self.trace,
            knowledge=identity(self.knowledge),
            engines=engines,
        )

    def _decided(self, name: str) -> Firing:
        conclusion = f"{name}={self.outcome.value(name)}"
        return next(firing for firing in self.trace if firing.concludes == conclusion)

    def _concern(self, concern: str, title: str) -> ConcernAdvice:
        status = self.outcome.value(f"concern.{concern}")
        severity = self.outcome.value(f"severity.{concern}")
        return ConcernAdvice(
            id=concern,
            title=title,
            status=status,
            severity=severity if status == "open" else None,
            arguments=tuple(map(self._argument, self._rules_about(concern))),
        )

    def _rules_about(self, concern: str) -> list[Rule]:
        """Return the fired rules that raise or mitigate a concern, and those that defeat one of them or each other."""
        fired = [rule for rule in self.knowledge.rules.values() if self.outcome.fired(rule.id)]
        about = {rule.id for rule in fired if getattr(rule.effect, "concern", None) == concern}
        before = 0
        while len(about) > before:
            before = len(about)
            about |= {
                rule.id for rule in fired if isinstance(rule.effect, Defeats) and about & set(rule.effect.targets)
            }
        told = [rule for rule in fired if rule.id in about]
        return sorted(told, key=lambda rule: list(ROLES).index(type(rule.effect)))

    def _argument(self, rule: Rule) -> Argument:
        return Argument(
            rule=rule.id,
            role=ROLES[type(rule.effect)],
            severity=rule.effect.severity if isinstance(rule.effect, Raises) else None,
            stands=self.outcome.stands(rule.id),
            because=rule.because,
            sources=rule.sources,
            answers=tuple(filter(self.outcome.fired, self.knowledge.attacked[rule.id])),
            answered_by=self._answered_by(rule),
        )

    def _answered_by(self, rule: Rule) -> tuple[str, ...]:
        return tuple(filter(self.outcome.stands, self.knowledge.attackers[rule.id]))

    def _growth(self) -> Iterable[GrowthAdvice]:
        goals = self.case.value(GOALS)
        wanted = goals if isinstance(goals, frozenset) else frozenset()
        for rule in self._fired(Offers):
            assert isinstance(rule.effect, Offers)
            stands = self.outcome.stands(rule.id)
            yield GrowthAdvice(
                id=rule.effect.growth,
                title=self.knowledge.growth[rule.effect.growth],
                rule=rule.id,
                stands=stands,
                serves=rule.effect.serves,
                serves_your_goals=tuple(goal for goal in rule.effect.serves if stands and goal in wanted),
                because=rule.because,
                sources=rule.sources,
                answered_by=self._answered_by(rule),
            )

    def _guidance(self) -> Iterable[Guidance]:
        for rule in self._fired(Guides):
            if self.outcome.stands(rule.id):
                assert isinstance(rule.effect, Guides)
                yield Guidance(
                    rule=rule.id,
                    kind=rule.effect.kind,
                    text=rule.effect.text,
                    ask=rule.effect.ask,
                    because=rule.because,
                    sources=rule.sources,
                )

    def _fired(self, effect: type[Offers | Guides | Decides]) -> list[Rule]:
        rules = self.knowledge.rules.values()
        return [rule for rule in rules if isinstance(rule.effect, effect) and self.outcome.fired(rule.id)]

    def _facts(self) -> Iterable[Fact]:
        attributes = self.knowledge.subjects.vocabulary.attributes
        for name, value in known_facts(self.case).items():
            if name in attributes:
                yield Fact(attribute=name, value=plain(attributes[name], value), text=attributes[name].state(value))


def identity(knowledge: Knowledge) -> KnowledgeIdentity:
    """Return what identifies a knowledge base."""
    return KnowledgeIdentity(name=knowledge.name, version=knowledge.version, sha256=knowledge.sha256)
