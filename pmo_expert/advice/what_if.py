"""What changes when some facts change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from attrs import frozen

from pmo_expert.advice.advise import advise
from pmo_expert.advice.model import Advice, Argument, ConcernAdvice, Plain
from pmo_expert.advice.trace import plain
from pmo_expert.domain.case import Case
from pmo_expert.domain.vocabulary import case_from, known_facts, vocabulary_of
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.load import shipped_knowledge
from pmo_expert.logic.choice import EngineName

State = Literal["absent", "answered", "stands"]


@frozen(kw_only=True)
class FactChange:
    """A fact before and after, as value and in words; None means unknown."""

    attribute: str
    before: Plain
    after: Plain
    text_before: str
    text_after: str


@frozen(kw_only=True)
class RuleChange:
    """An argument, a growth or an advice that came, went, or came to stand or to be answered."""

    rule: str
    about: str
    before: State
    after: State
    because: str


@frozen(kw_only=True)
class ConcernChange:
    """A concern whose status or severity changed."""

    id: str
    title: str
    before: str
    after: str


@frozen(kw_only=True)
class WhatIf:
    """Two advices, before and after some facts changed, and where they differ."""

    before: Advice
    after: Advice
    facts: tuple[FactChange, ...]
    concerns: tuple[ConcernChange, ...]
    rules: tuple[RuleChange, ...]


def what_if(
    case: Case, changes: Mapping[str, Any], knowledge: Knowledge | None = None, *, engine: EngineName = "auto"
) -> WhatIf:
    """Return how the advice changes when some facts of the case are changed.

    `changes` maps `section.attribute` to a value, None to make the fact unknown.
    Raises InputError when an attribute or value does not exist, and what `advise` raises.
    """
    base = knowledge or shipped_knowledge()
    changed = case_from(known_facts(case) | dict(changes), type(case), title=case.title)
    before, after = advise(case, base, engine=engine), advise(changed, base, engine=engine)
    return WhatIf(
        before=before,
        after=after,
        facts=fact_changes(case, changed),
        concerns=_concern_changes(before, after),
        rules=_rule_changes(before, after),
    )


def fact_changes(case: Case, changed: Case) -> tuple[FactChange, ...]:
    """Return the facts in which two cases of one class differ."""
    changes = []
    for name, attribute in vocabulary_of(type(case)).attributes.items():
        before, after = case.value(name), changed.value(name)
        if before != after:
            changes.append(
                FactChange(
                    attribute=name,
                    before=plain(attribute, before),
                    after=plain(attribute, after),
                    text_before=attribute.state(before),
                    text_after=attribute.state(after),
                )
            )
    return tuple(changes)


def _concern_changes(before: Advice, after: Advice) -> tuple[ConcernChange, ...]:
    pairs = zip(before.concerns, after.concerns, strict=True)
    return tuple(
        ConcernChange(id=old.id, title=old.title, before=_status(old), after=_status(new))
        for old, new in pairs
        if _status(old) != _status(new)
    )


def _status(concern: ConcernAdvice) -> str:
    return concern.status if concern.severity is None else f"{concern.status}, {concern.severity}"


def _rule_changes(before: Advice, after: Advice) -> tuple[RuleChange, ...]:
    old, new = _states(before), _states(after)
    nothing: tuple[State, str, str] = ("absent", "", "")
    changes = []
    for rule in dict.fromkeys((*old, *new)):
        was, now = old.get(rule, nothing), new.get(rule, nothing)
        if was[0] != now[0]:
            _, about, because = now if rule in new else was
            changes.append(RuleChange(rule=rule, about=about, before=was[0], after=now[0], because=because))
    return tuple(changes)


def _states(advice: Advice) -> dict[str, tuple[State, str, str]]:
    """Return the state of every argument, growth and advice, with what it is about and its reason."""
    states: dict[str, tuple[State, str, str]] = {}
    for concern in advice.concerns:
        for argument in concern.arguments:
            states[argument.rule] = (_state(argument), f"{argument.role}: {concern.title}", argument.because)
    for growth in advice.growth:
        state: State = "stands" if growth.stands else "answered"
        states[growth.rule] = (state, f"offers: {growth.title}", growth.because)
    for guidance in advice.guidance:
        states[guidance.rule] = ("stands", guidance.kind, guidance.text)
    return states


def _state(argument: Argument) -> State:
    return "stands" if argument.stands else "answered"
