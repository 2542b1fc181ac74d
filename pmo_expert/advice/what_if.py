"""What changes when some facts change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from pmo_expert.advice.advice_result import Advice
from pmo_expert.advice.advise import advise
from pmo_expert.advice.consultation import Consultation, consult
from pmo_expert.advice.differences import ConcernChange, RuleChange, concern_changes, rule_changes
from pmo_expert.advice.shown import Shown
from pmo_expert.domain.attribute import Plain
from pmo_expert.domain.case import AnyCase
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.logic.choice import EngineName


@frozen(kw_only=True, slots=False)
class FactChange:
    """A fact before and after, as value and in words; None means unknown. `negotiable` as the vocabulary says.

    `presumed_before` and `presumed_after` say that the value is not stated but usual.
    """

    attribute: str
    negotiable: bool
    before: Plain
    after: Plain
    text_before: str
    text_after: str
    presumed_before: bool
    presumed_after: bool


@frozen(kw_only=True, repr=False, slots=False)
class WhatIf(Shown):
    """Two advices, before and after some facts changed, and where they differ."""

    before: Advice
    after: Advice
    facts: tuple[FactChange, ...]
    concerns: tuple[ConcernChange, ...]
    rules: tuple[RuleChange, ...]


def what_if(
    case: AnyCase | Mapping[str, Any] | Consultation,
    changes: Mapping[str, Any],
    knowledge: Knowledge | None = None,
    *,
    engine: EngineName = "auto",
) -> WhatIf:
    """Return how the advice changes when some facts of the case are changed.

    `changes` maps `section.attribute` to a value, None to make the fact unknown; `case`, `knowledge` and `engine` are
    those of `consult`. Raises what that raises, also for changes that do not exist.
    """
    given = consult(case, knowledge, engine=engine)
    changed = given.with_facts(changes)
    before, after = advise(given), advise(changed)
    return WhatIf(
        before=before,
        after=after,
        facts=fact_changes(given, changed),
        concerns=concern_changes(before, after),
        rules=rule_changes(before, after),
    )


def fact_changes(given: Consultation, changed: Consultation) -> tuple[FactChange, ...]:
    """Return the facts that are stated differently in two cases, each with what is usual where it is not stated."""
    return tuple(
        FactChange(
            attribute=name,
            negotiable=attribute.negotiable,
            before=attribute.plain(given.expected(name)),
            after=attribute.plain(changed.expected(name)),
            text_before=attribute.state(given.expected(name)),
            text_after=attribute.state(changed.expected(name)),
            presumed_before=name in given.presumed,
            presumed_after=name in changed.presumed,
        )
        for name, attribute in given.knowledge.vocabulary.attributes.items()
        if given.case.value(name) != changed.case.value(name)
    )
