"""Facts with finite domains: how a case and the conditions on it become facts of a program.

Amounts are cut where conditions test them, so that every value between two cuts is one value of the fact.
A set becomes one fact for whether it is known and one for each member.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from math import ceil, floor

from attrs import field, frozen

from pmo_expert.domain.attribute import UNKNOWN, Attribute, Value, number_text
from pmo_expert.domain.case import Case
from pmo_expert.domain.vocabulary import Vocabulary
from pmo_expert.knowledge.language.conditions import Condition, Cut, Includes, Known, OneOf, Region
from pmo_expert.logic.program import FactIn

KNOWN = "known"
MEMBER_VALUES = ("yes", "no", UNKNOWN)


@frozen
class Space:
    """The facts that conditions read, with their domains."""

    vocabulary: Vocabulary
    domains: Mapping[str, tuple[str, ...]]
    cuts: Mapping[str, tuple[Cut, ...]]
    _encoders: tuple[tuple[str, str, Callable[[Value], dict[str, str]]], ...] = field(repr=False, eq=False)

    def facts(self, case: Case) -> dict[str, str]:
        """Return the value of every fact in a case."""
        facts: dict[str, str] = {}
        for section, name, encode in self._encoders:
            facts |= encode(getattr(getattr(case, section), name))
        return facts

    def literals(self, condition: Condition) -> tuple[FactIn, ...]:
        """Return the literals that together say what a condition on an attribute says.

        A test for one of several members of a set is no conjunction; it has no literals here.
        """
        name = condition.subject
        match condition.accepts:
            case None:
                return (FactIn(name, (UNKNOWN,)),)
            case Known():
                return (FactIn(name, (KNOWN,)),)
            case Includes(members, wanted):
                return tuple(FactIn(member_fact(name, member), ("yes" if wanted else "no",)) for member in members)
            case OneOf(values):
                accepted = values
            case Region() as region:
                accepted = tuple(cell for cell, place in self._cells(name) if region.contains(place))
        return (FactIn(name, (*accepted, *([UNKNOWN] if condition.unknown else []))),)

    def values(self, facts: Mapping[str, str], near: Case | None = None) -> dict[str, Value]:
        """Return the known values of the attributes whose facts are given; the reverse of `facts`.

        Of an amount it is a number in the cell: a whole one where there is one, the nearest to that of a case.
        """
        values: dict[str, Value] = {}
        for name, text in facts.items():
            if ":" in name or text == UNKNOWN:
                continue
            attribute = self.vocabulary.attributes[name]
            if attribute.kind == "set":
                values[name] = frozenset(part for part in attribute.values if facts[member_fact(name, part)] == "yes")
            elif attribute.kind == "amount":
                before = None if near is None else near.value(name)
                values[name] = self._number(name, text, before if isinstance(before, (int, float)) else None)
            else:
                values[name] = text == "yes" if attribute.kind == "yes_no" else text
        return values

    def _number(self, name: str, cell: str, near: float | None) -> float:
        attribute = self.vocabulary.attributes[name]
        edges = [(attribute.lowest, 0), *self.cuts[name], (attribute.highest, 1)]
        (low, after_low), (high, after_high) = edges[(place := self.domains[name].index(cell))], edges[place + 1]
        first = floor(low) + 1 if after_low else ceil(low)
        last = floor(high) if after_high else ceil(high) - 1
        if first > last:
            return (low + high) / 2
        return last if near is not None and near > last else first

    def _cells(self, name: str) -> list[tuple[str, Cut]]:
        places = [(self.vocabulary.attributes[name].lowest, 0), *self.cuts[name]]
        return list(zip(self.domains[name], places, strict=False))


def member_fact(name: str, member: str) -> str:
    """Return the name of the fact that a set holds a member."""
    return f"{name}:{member}"


def make_space(vocabulary: Vocabulary, conditions: Iterable[Condition], read_members: Iterable[str]) -> Space:
    """Return the facts that conditions read; `read_members` names member facts that are read besides."""
    relevant = [condition for condition in conditions if condition.subject in vocabulary.attributes]
    read = {condition.subject for condition in relevant} | {name.partition(":")[0] for name in read_members}
    domains: dict[str, tuple[str, ...]] = {}
    cuts: dict[str, tuple[Cut, ...]] = {}
    encoders = []
    for attribute in vocabulary.attributes.values():
        if attribute.name not in read:
            continue
        if attribute.kind == "amount":
            cuts[attribute.name] = _cuts(attribute, relevant)
        domains |= _domains(attribute, cuts.get(attribute.name, ()))
        section, _, name = attribute.name.partition(".")
        encoders.append((section, name, _encoder(attribute, cuts.get(attribute.name, ()), domains)))
    return Space(vocabulary, domains, cuts, tuple(encoders))


def _cuts(attribute: Attribute, conditions: list[Condition]) -> tuple[Cut, ...]:
    """Return the cuts inside the range of an amount, in order."""
    cuts = {
        cut
        for condition in conditions
        if condition.subject == attribute.name and isinstance(condition.accepts, Region)
        for cut in condition.accepts.cuts
    }
    return tuple(sorted(cut for cut in cuts if (attribute.lowest, 0) < cut < (attribute.highest, 1)))


def _domains(attribute: Attribute, cuts: tuple[Cut, ...]) -> dict[str, tuple[str, ...]]:
    if attribute.kind == "amount":
        return {attribute.name: (*_cell_names(attribute, cuts), UNKNOWN)}
    if attribute.kind == "set":
        members = {member_fact(attribute.name, member): MEMBER_VALUES for member in attribute.values}
        return {attribute.name: (KNOWN, UNKNOWN), **members}
    return {attribute.name: (*attribute.values, UNKNOWN)}


def _cell_names(attribute: Attribute, cuts: tuple[Cut, ...]) -> list[str]:
    """Name the cells between cuts as intervals: [0, 50), [50, 100]."""
    edges = [(attribute.lowest, 0), *cuts, (attribute.highest, 1)]
    return [
        f"{'(' if low[1] else '['}{number_text(low[0])}, {number_text(high[0])}{']' if high[1] else ')'}"
        for low, high in pairwise(edges)
    ]


def _encoder(
    attribute: Attribute, cuts: tuple[Cut, ...], domains: Mapping[str, tuple[str, ...]]
) -> Callable[[Value], dict[str, str]]:
    name = attribute.name
    if attribute.kind == "set":
        return lambda value: _encode_set(name, attribute.values, value)
    if attribute.kind == "amount":
        cells = domains[name]
        return lambda value: {name: UNKNOWN if value is None else cells[bisect_right(cuts, (value, 0))]}
    known: dict[Value, dict[str, str]] = {None: {name: UNKNOWN}}
    values: dict[str, Value] = {"yes": True, "no": False} if attribute.kind == "yes_no" else {}
    known |= {values.get(text, text): {name: text} for text in attribute.values}
    return known.__getitem__


def _encode_set(name: str, members: tuple[str, ...], value: Value) -> dict[str, str]:
    if not isinstance(value, frozenset):
        return {name: UNKNOWN, **{member_fact(name, member): UNKNOWN for member in members}}
    stated = {member_fact(name, member): "yes" if member in value else "no" for member in members}
    return {name: KNOWN, **stated}
