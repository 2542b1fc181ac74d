"""Turning points: unknown or presumed facts, one at a time, with an answer that leads to another verdict."""

from __future__ import annotations

from itertools import islice

from pmo_expert.advice.consultation import Consultation
from pmo_expert.advice.unknowns.unknowns_result import Turn, TurningPoint
from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.logic.keys import Facts
from pmo_expert.logic.variants import Change


def turning_points(given: Consultation) -> tuple[TurningPoint, ...]:
    """Return the facts whose answer alone can turn the verdict, those that could make it worst first.

    It is exact for every answer that `Attribute.settings` has: every value of a choice or scale, every interval of an
    amount that rules tell apart, and of a set no member, each alone, and all.
    """
    settings = given.knowledge.compiled.encoding.settings
    asked = [(attribute, settings[attribute.name]) for attribute in open_attributes(given)]
    verdicts = iter(given.verdicts_after([change for _, changes in asked for change in changes]))
    order = given.knowledge.decision.verdict_names
    found = []
    for attribute, changes in asked:
        after = list(islice(verdicts, len(changes)))
        if any(verdict != given.verdict for verdict in after):
            turns = [_turn(attribute, *pair, given, order) for pair in zip(changes, after, strict=True)]
            found.append(_turning_point(attribute, tuple(turns), given))
    return tuple(sorted(found, key=lambda point: -max(order.index(turn.verdict) for turn in point.turns)))


def open_attributes(given: Consultation) -> list[Attribute]:
    """Return the attributes that rules read and that are not stated, in the order of the vocabulary."""
    read = given.knowledge.compiled.encoding.read
    return [attribute for name, attribute in read.items() if given.case.value(name) is None]


def others_of(attribute: Attribute, given: Consultation, facts: Facts) -> list[Change]:
    """Return what an attribute could be that it is not, by some facts of the case and what is presumed."""
    usual = given.presumed_facts
    return [
        change
        for change in given.knowledge.compiled.encoding.settings[attribute.name]
        if any(usual.get(fact, facts[fact]) != value for fact, value in change.items())
    ]


def _turn(attribute: Attribute, change: Change, verdict: str, given: Consultation, order: tuple[str, ...]) -> Turn:
    value, text = _answer(attribute, change)
    return Turn(value=value, text=text, verdict=verdict, worse=order.index(verdict) > order.index(given.verdict))


def _answer(attribute: Attribute, change: Change) -> tuple[str, str]:
    """Return the name of an answer and its clause."""
    members = [variable for variable in change if variable.member]
    if members:
        value = attribute.decode(change, ())
        return attribute.written(value), attribute.state(value)
    ((variable, value),) = change.items()
    return value, attribute.state_fact(variable, value)


def _turning_point(attribute: Attribute, turns: tuple[Turn, ...], given: Consultation) -> TurningPoint:
    return TurningPoint(
        attribute=attribute.name,
        question=attribute.question,
        ask=attribute.ask,
        usual=attribute.state(given.expected(attribute.name)) if attribute.name in given.presumed else None,
        turns=turns,
        members=_members(attribute, turns) if isinstance(attribute, SetOf) else None,
    )


def _members(attribute: SetOf, turns: tuple[Turn, ...]) -> tuple[str, ...]:
    harmless = {turn.value for turn in turns if not turn.worse}
    return tuple(words for name, words in attribute.members.items() if attribute.written(frozenset([name])) in harmless)
