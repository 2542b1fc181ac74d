"""The conditions of a favourable verdict: what to agree on, what to make sure of, and what to live with."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property

from attrs import define

from pmo_expert.advice.conditions_result import Agreement, Burden, Conditions, Term
from pmo_expert.advice.consultation import Consultation
from pmo_expert.advice.unknowns.turning_points import others_of
from pmo_expert.advice.unknowns.unknowns_result import TurningPoint
from pmo_expert.advice.weighing import weights_after
from pmo_expert.domain.attribute import Attribute
from pmo_expert.knowledge.diagrams import severe_atoms
from pmo_expert.knowledge.language.rule import Raises, Rule
from pmo_expert.knowledge.language.subjects import VERDICT
from pmo_expert.logic.keys import Atom, Facts
from pmo_expert.logic.variants import Change, VariantEngine, smallest_sets

MOST_TERMS = 3
"""How many terms a set has at the most; where more are needed, each concern is looked at by itself."""
MOST_AGREEMENTS = 5
MOST_TRIED = 40
"""How many of the smallest sets are put to the rules, to take those with the fewest arguments against."""
MOST_SETS = 200_000
"""How many sets of one size are looked through."""


def conditions_of(given: Consultation, points: tuple[TurningPoint, ...]) -> Conditions | None:
    """Return the conditions of a favourable verdict with its turning points; None for another verdict.

    What is to be agreed on is looked for, and checked, with all that is to be made sure of answered well.
    """
    if given.verdict not in given.knowledge.decision.favourable:
        return None
    make_sure = tuple(point for point in points if point.worst)
    return _Conditions(given, _answered_well(given, make_sure)).conditions(make_sure)


def _answered_well(given: Consultation, points: Iterable[TurningPoint]) -> Facts:
    """Return the facts with each turning point answered, one after the other, by what leads to the best verdict.

    Of answers that are equally good, what is presumed comes first.
    """
    facts, order = dict(given.facts), given.knowledge.decision.verdict_names
    attributes, encoding = given.knowledge.vocabulary.attributes, given.knowledge.compiled.encoding
    for point in points:
        attribute = attributes[point.attribute]
        usual = attribute.encode(given.expected(attribute.name), encoding.cuts_of(attribute.name))
        changes = sorted(encoding.settings[attribute.name], key=lambda change: change != usual)
        verdicts = [given.verdict_with({**facts, **change}) for change in changes]
        facts |= min(zip(changes, verdicts, strict=True), key=lambda pair: order.index(pair[1]))[0]
    return facts


@define(slots=False)
class _Conditions:
    """Looks for conditions from the facts of a case in which all is answered well that is to be made sure of."""

    given: Consultation
    facts: Facts

    @cached_property
    def _engine(self) -> VariantEngine:
        """The engine for variants in which nothing changes but what is negotiable."""
        knowledge = self.given.knowledge
        attributes, whole = knowledge.vocabulary.attributes, knowledge.variant_engine()
        fixed = {fact: value for fact, value in self.facts.items() if not attributes[fact.attribute].negotiable}
        return VariantEngine(whole.program, whole.conclusions, fixed)

    @cached_property
    def _settings(self) -> dict[str, list[Change]]:
        """What negotiable attributes that matter could be made to be that they are not."""
        names = {fact.attribute for fact in self._engine.read}
        read = self.given.knowledge.compiled.encoding.read
        return {name: others_of(one, self.given, self.facts) for name, one in read.items() if name in names}

    def conditions(self, make_sure: tuple[TurningPoint, ...]) -> Conditions:
        best = self.given.knowledge.decision.verdict_names[0]
        if self.given.verdict_with(self.facts) == best:
            return Conditions(agree=(), make_sure=make_sure, live_with=())
        sets = self._best_of(self._smallest({}, Atom(VERDICT, "", best), wanted=True))
        if sets:
            return Conditions(agree=self._agreements(sets, best), make_sure=make_sure, live_with=())
        change = self._concern_by_concern()
        after = self.given.derived({**self.facts, **change})
        agree = self._agreements([change] if change else [], after.verdict)
        burdens = () if after.verdict == best else tuple(self._burdens(after))
        return Conditions(agree=agree, make_sure=make_sure, live_with=burdens)

    def _smallest(self, so_far: Change, conclusion: Atom, *, wanted: bool) -> list[Change]:
        """Return the smallest further sets of negotiable changes after which a conclusion is reached, or is not."""
        about = {fact.attribute for fact in so_far}
        settings = [changes for name, changes in self._settings.items() if name not in about]
        facts = {**self.facts, **so_far}
        found = smallest_sets(
            self._engine,
            facts,
            settings,
            conclusion,
            wanted=wanted,
            most_changes=MOST_TERMS,
            most_tried=MOST_SETS,
        )
        return [{**so_far, **change} for change in found]

    def _concern_by_concern(self) -> Change:
        """Return changes after which as few concerns as can be are open in severities that count."""
        knowledge = self.given.knowledge
        change: Change = {}
        after = self.given.after([change], self.facts)
        for severe in severe_atoms(knowledge.concerns, knowledge.decision):
            if after.with_conclusion(severe):
                sets = self._best_of(self._smallest(change, severe, wanted=False))
                weights = weights_after(self.given, [change, *sets[:1]], self.facts)
                if sets and weights[1] < weights[0]:
                    change = sets[0]
                    after = self.given.after([change], self.facts)
        return change

    def _best_of(self, changes: list[Change]) -> list[Change]:
        """Return the changes after which the fewest arguments stand against it."""
        changes = changes[:MOST_TRIED]
        standing = [len(self._standing(self.given.derived({**self.facts, **change}))) for change in changes]
        return [change for change, count in zip(changes, standing, strict=True) if count == min(standing)]

    def _standing(self, after: Consultation, severities: Collection[str] | None = None) -> list[Rule]:
        """Return the standing arguments, those of some severities only."""
        return [
            rule
            for rule in after.knowledge.rules.values()
            if isinstance(rule.effect, Raises)
            and (severities is None or rule.effect.severity in severities)
            and after.stands(rule.id)
        ]

    def _burdens(self, after: Consultation) -> Iterable[Burden]:
        serious = self._standing(after, after.knowledge.decision.counting)
        for rule in serious:
            assert isinstance(rule.effect, Raises)
            yield self._burden(rule, after.knowledge.concerns[rule.effect.concern])
        if not serious:
            yield self._burden(after.knowledge.rules[after.deciding(VERDICT).label.rule], None)

    def _burden(self, rule: Rule, concern: str | None) -> Burden:
        authority = self.given.knowledge.authority(rule.sources)
        return Burden(rule=rule.id, concern=concern, because=rule.because, sources=rule.sources, authority=authority)

    def _agreements(self, changes: list[Change], verdict: str) -> tuple[Agreement, ...]:
        return tuple(
            Agreement(terms=tuple(self._terms(change)), verdict=verdict) for change in changes[:MOST_AGREEMENTS]
        )

    def _terms(self, change: Change) -> Iterable[Term]:
        knowledge = self.given.knowledge
        names = dict.fromkeys(variable.attribute for variable in change)
        values = knowledge.compiled.encoding.values({**self.facts, **change}, near=self.given.case)
        for name in names:
            attribute = knowledge.vocabulary.attributes[name]
            yield Term(
                attribute=name,
                value=attribute.plain(values[name]),
                text_before=attribute.state(self.given.expected(name)),
                text=self._text(attribute, change),
            )

    def _text(self, attribute: Attribute, change: Change) -> str:
        own = {variable: value for variable, value in change.items() if variable.attribute == attribute.name}
        if len(own) == 1:
            ((variable, value),) = own.items()
            return attribute.state_fact(variable, value)
        return attribute.state(attribute.decode(own, ()))
