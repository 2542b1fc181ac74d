"""What became of the rules that a record speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import frozen

from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.render.recording.finding import very_rules
from pmo_expert.render.recording.making import rule_print
from pmo_expert.render.recording.record import Record

RuleDifference = Literal["changed", "gone", "switched_off", "new", "applies_now", "applies_no_more"]
"""What became of a rule: it says something else, is not there any more, is there but not used, was not there, speaks
only in the new result, or speaks only in the recorded one. Where the rules of then are not at hand, one that speaks
only in the new result may also be new or changed."""


@frozen(kw_only=True, slots=False)
class ReplayedRule:
    """A rule that the recorded result or the new one speaks of, and what became of it."""

    rule: str
    difference: RuleDifference


@frozen(kw_only=True)
class ComparedRules:
    """The rules that differ, and how many of the record differ but cannot be named."""

    named: tuple[ReplayedRule, ...]
    unnamed: int


def compared_rules(record: Record, new: Record | None, knowledge: Knowledge) -> ComparedRules:
    """Return what became of the rules of a record, and which of `new`, its result of today, are not among them."""
    then = knowledge if record.rules == knowledge.identity else very_rules(record)
    before: dict[str, str] = {} if then is None else _by_print(then)
    now = _by_print(knowledge)
    used_now = () if new is None else new.used
    became = dict(_became(record, used_now, before, now, knowledge))
    for mark in used_now:
        if mark not in record.used and now[mark] not in became:
            became[now[mark]] = _came(now[mark], mark, before)
    named = tuple(ReplayedRule(rule=rule, difference=difference) for rule, difference in became.items())
    return ComparedRules(named=named, unnamed=sum(mark not in now and mark not in before for mark in record.used))


def _by_print(knowledge: Knowledge) -> dict[str, str]:
    return {rule_print(knowledge, rule): rule.id for rule in knowledge.rules.values()}


def _became(
    record: Record, used_now: tuple[str, ...], before: Mapping[str, str], now: Mapping[str, str], knowledge: Knowledge
) -> Iterator[tuple[str, RuleDifference]]:
    """Yield the rules of the record that can be named and differ."""
    off = {one.rule for one in knowledge.switched_off}
    for mark in record.used:
        if mark in now:
            if mark not in used_now:
                yield now[mark], "applies_no_more"
        elif mark in before:
            rule = before[mark]
            yield rule, "changed" if rule in knowledge.rules else "switched_off" if rule in off else "gone"


def _came(rule: str, mark: str, before: Mapping[str, str]) -> RuleDifference:
    """Return how a rule came to speak that did not speak in the record."""
    if not before or mark in before:
        return "applies_now"
    return "changed" if rule in before.values() else "new"
