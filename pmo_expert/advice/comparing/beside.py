"""The advice on one case by the rules of two packs, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from pmo_expert.advice.advice_result import Advice, Fact
from pmo_expert.advice.advise import advise
from pmo_expert.advice.consultation import Consultation, consult
from pmo_expert.advice.differences import ConcernChange, RuleChange, concern_changes, rule_changes
from pmo_expert.advice.shown import Shown
from pmo_expert.domain.attribute import Attribute, Value
from pmo_expert.domain.case import AnyCase, PlainCase
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.logic.choice import EngineName


@frozen(kw_only=True, repr=False, slots=False)
class Beside(Shown):
    """The advice by one knowledge base, that by another on the facts that it can read, and where they differ.

    `first` is the advice by the other, `second` that by the one that reads all facts; `unread` are the facts that the
    other cannot read. `concerns` and `rules` tell what comes, goes or changes from the first to the second.
    """

    first: Advice
    second: Advice
    unread: tuple[Fact, ...]
    concerns: tuple[ConcernChange, ...]
    rules: tuple[RuleChange, ...]


def beside(
    case: AnyCase | Mapping[str, Any] | Consultation,
    other: Knowledge,
    knowledge: Knowledge | None = None,
    *,
    engine: EngineName = "auto",
) -> Beside:
    """Return the advice on a case beside that by other rules, on the facts that these can read.

    `case`, `knowledge` and `engine` are those of `consult`; `other` is what `load_knowledge` returned for the other
    rules. Of a set those members are left out that the other rules do not know. Raises what `consult` raises.
    """
    given = consult(case, knowledge, engine=engine)
    readable = _readable(given.case, other)
    first, second = advise(readable, other, engine=engine), advise(given)
    read = {name for name, value in given.case.facts.items() if readable.value(name) == value}
    return Beside(
        first=first,
        second=second,
        unread=tuple(fact for fact in second.facts if fact.attribute not in read),
        concerns=concern_changes(first, second),
        rules=rule_changes(first, second),
    )


def _readable(case: PlainCase, other: Knowledge) -> PlainCase:
    """Return the case with the facts that other rules can read."""
    attributes = other.vocabulary.attributes
    found = ((name, _readable_value(attributes.get(name), value)) for name, value in case.facts.items())
    return other.vocabulary.checked_case(dict(found), case.title)


def _readable_value(attribute: Attribute | None, value: Value) -> Value:
    if attribute is None:
        return None
    if isinstance(value, frozenset) and value:
        return value.intersection(attribute.values) or None
    return None if attribute.check(value) else value
