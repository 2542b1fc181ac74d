"""The unknown facts that rules asked for."""

from __future__ import annotations

from collections.abc import Container

from pmo_expert.advice.model import UnknownFact
from pmo_expert.facts.case import Case
from pmo_expert.knowledge.conditions import Condition
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.model import Rule


def unknown_facts(knowledge: Knowledge, case: Case, fired: Container[str]) -> tuple[UnknownFact, ...]:
    """Return the unknown facts that keep rules from being decided, those that most rules ask for first.

    A rule that a known fact rules out already asks for nothing.
    """
    attributes = knowledge.subjects.vocabulary.attributes
    asking: dict[str, list[str]] = {}
    for rule in knowledge.rules.values():
        for condition in _missing(rule, case, attributes, fired):
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


def _missing(rule: Rule, case: Case, attributes: Container[str], fired: Container[str]) -> list[Condition]:
    """Return the conditions of a rule that fail for nothing but unknown facts; none when known facts rule it out."""
    if rule.id in fired:
        return []
    tested = [(condition, case.value(condition.subject)) for condition in rule.when if condition.subject in attributes]
    failing = [(condition, value) for condition, value in tested if not condition.holds(value)]
    if any(value is not None for _, value in failing):
        return []
    return [condition for condition, _ in failing]
