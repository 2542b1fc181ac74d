"""Cases made complete: by what is presumed, or by every value that what is unknown may have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from attrs import evolve

from pmo_expert import Knowledge, PlainCase
from pmo_expert.domain.accepts import Region
from pmo_expert.domain.attribute import Attribute, Value
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.kinds.yes_no import YesNo
from pmo_expert.knowledge.language.rule import Presumes, Rule


def presumed(case: PlainCase, knowledge: Knowledge) -> dict[str, tuple[str, Value]]:
    """Return for every attribute that is presumed the rule and the value: the first rule that holds on stated facts."""
    found: dict[str, tuple[str, Value]] = {}
    for rule in knowledge.rules.values():
        if isinstance(rule.effect, Presumes) and _applies(rule, rule.effect.attribute, case):
            found.setdefault(rule.effect.attribute, (rule.id, rule.effect.value))
    return found


def _applies(rule: Rule, attribute: str, case: PlainCase) -> bool:
    stated = (condition.holds(case.value(condition.subject)) for condition in rule.when)
    return case.value(attribute) is None and all(stated)


def completed(case: PlainCase, knowledge: Knowledge) -> PlainCase:
    """Return the case in which what is presumed is stated."""
    usual = {name: value for name, (_, value) in presumed(case, knowledge).items()}
    return evolve(case, facts={**case.facts, **usual})


def completions(case: PlainCase, knowledge: Knowledge) -> Iterator[PlainCase]:
    """Yield every way to make all facts known that rules read, as far as rules tell values apart."""
    unknown = [name for name in knowledge.compiled.encoding.read if case.value(name) is None]
    for values in product(*(worth_trying(name, knowledge) for name in unknown)):
        yield evolve(case, facts={**case.facts, **dict(zip(unknown, values, strict=True))})


def worth_trying(name: str, knowledge: Knowledge) -> Sequence[Value]:
    """Return known values of an attribute, of those that no rule tells apart at least one; of a set all sets."""
    attribute = knowledge.vocabulary.attributes[name]
    if isinstance(attribute, YesNo):
        return (True, False)
    if isinstance(attribute, Amount):
        return tuple(_numbers(attribute, knowledge))
    if isinstance(attribute, SetOf):
        return tuple(_sets(attribute))
    return attribute.values


def _sets(attribute: Attribute) -> Iterator[frozenset[str]]:
    for chosen in product((False, True), repeat=len(attribute.values)):
        yield frozenset(member for member, is_in in zip(attribute.values, chosen, strict=True) if is_in)


def _numbers(attribute: Amount, knowledge: Knowledge) -> Iterator[float]:
    """Yield both ends, every number that a rule names, and one between any two of them."""
    tests = [test.accepts for rule in knowledge.rules.values() for test in rule.when if test.subject == attribute.name]
    named = {number for test in tests if isinstance(test, Region) for number, _ in test.cuts}
    numbers = sorted({attribute.lowest, attribute.highest, *named})
    yield numbers[0]
    for low, high in pairwise(numbers):
        yield from ((low + high) / 2, high)
