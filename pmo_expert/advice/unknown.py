"""The unknown facts that rules asked for."""

from __future__ import annotations

from collections.abc import Container

from pmo_expert.advice.model import UnknownFact
from pmo_expert.domain.case import Case
from pmo_expert.knowledge.language.conditions import Condition, OneOf
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.rule import Rule


def unknown_facts(knowledge: Knowledge, case: Case, fired: Container[str]) -> tuple[UnknownFact, ...]:
    """Return the unknown facts that keep rules from being decided, those that most rules ask for first.

    A rule that a known fact rules out already asks for nothing.
    """
    attributes = knowledge.subjects.vocabulary.attributes
    asking: dict[str, list[str]] = {}
    for rule in knowledge.rules.values():
        for condition in _missing(rule, case, knowledge, fired):
            asking.setdefault(condition.subject, []).append(rule.id)
    found = [
        UnknownFact(
            attribute=name,
            question=attribute.question,
            ask=attribute.ask,
            text=attribute.unknown,
            rules=tuple(asking[name]),
        )
        for name, attribute in attributes.items()
        if name in asking
    ]
    return tuple(sorted(found, key=lambda unknown: -len(unknown.rules)))


def _missing(rule: Rule, case: Case, knowledge: Knowledge, fired: Container[str]) -> list[Condition]:
    """Return the conditions of a rule that fail for nothing but unknown facts; none when known facts rule it out."""
    if rule.id in fired or _ruled_out(rule, case, knowledge):
        return []
    attributes = knowledge.subjects.vocabulary.attributes
    tested = [condition for condition in rule.when if condition.subject in attributes]
    return [condition for condition in tested if not condition.holds(case.value(condition.subject))]


def _ruled_out(rule: Rule, case: Case, knowledge: Knowledge) -> bool:
    """Say whether a known fact fails the rule, or every rule for a finding that it needs."""
    return any(_condition_ruled_out(condition, case, knowledge) for condition in rule.when)


def _condition_ruled_out(condition: Condition, case: Case, knowledge: Knowledge) -> bool:
    if condition.subject in knowledge.subjects.vocabulary.attributes:
        value = case.value(condition.subject)
        return value is not None and not condition.holds(value)
    kind, _, finding = condition.subject.partition(".")
    if kind != "finding" or condition.accepts != OneOf(("yes",)):
        return False
    return all(_ruled_out(rule, case, knowledge) for rule in knowledge.finding_rules(finding))
