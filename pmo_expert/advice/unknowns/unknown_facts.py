"""The unknown facts that rules asked for."""

from __future__ import annotations

from attrs import frozen

from pmo_expert.advice.consultation import Consultation
from pmo_expert.advice.unknowns.unknowns_result import UnknownFact
from pmo_expert.domain.accepts import OneOf
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.knowledge.language.rule import Presumes, Rule
from pmo_expert.knowledge.language.subjects import FINDING


def unknown_facts(given: Consultation) -> tuple[UnknownFact, ...]:
    """Return the unknown facts that keep rules from being decided, those that most rules ask for first.

    A rule that a known fact rules out already asks for nothing, and neither does one that says what is usual.
    """
    waiting = _Waiting(given)
    asking: dict[str, list[str]] = {}
    for rule in given.knowledge.rules.values():
        for condition in waiting.missing(rule):
            asking.setdefault(condition.subject, []).append(rule.id)
    found = [
        UnknownFact(
            attribute=name,
            question=attribute.question,
            ask=attribute.ask,
            text=attribute.unknown,
            rules=tuple(asking[name]),
        )
        for name, attribute in given.knowledge.vocabulary.attributes.items()
        if name in asking
    ]
    return tuple(sorted(found, key=lambda unknown: -len(unknown.rules)))


@frozen
class _Waiting:
    given: Consultation

    def missing(self, rule: Rule) -> list[Condition]:
        """Return the conditions of a rule that fail for nothing but unknown facts; none when facts rule it out."""
        if isinstance(rule.effect, Presumes) or self.given.fired(rule.id) or self._ruled_out(rule):
            return []
        attributes, given = self.given.knowledge.vocabulary.attributes, self.given
        tested = [condition for condition in rule.when if condition.subject in attributes]
        return [condition for condition in tested if not condition.holds(given.expected(condition.subject))]

    def _ruled_out(self, rule: Rule) -> bool:
        """Say whether a known fact fails the rule, or every rule for a finding that it needs."""
        return any(self._fails(condition) for condition in rule.when)

    def _fails(self, condition: Condition) -> bool:
        knowledge = self.given.knowledge
        conclusion = knowledge.subjects.conclusions.get(condition.subject)
        if conclusion is None:
            value = self.given.expected(condition.subject)
            return value is not None and not condition.holds(value)
        if conclusion.kind != FINDING or condition.accepts != OneOf(("yes",)):
            return False
        return all(self._ruled_out(rule) for rule in knowledge.finding_rules(conclusion.about))
