"""In which ways a conclusion can follow: all of them, as conjunctions of what single facts may be.

A conclusion of a program without recursion is a formula over its facts. In disjunctive normal form, with each fact in a
conjunction once, that a known part of the facts leaves it possible is read off each conjunction alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import TypeAlias

from attrs import define, field

from pmo_expert.logic.keys import Atom, Variable
from pmo_expert.logic.program import Absent, Clause, FactIn, Holds, Literal, Program

Way: TypeAlias = tuple[FactIn, ...]
"""A conjunction: each fact once, in the order of the program; none where nothing is needed."""

MOST_WAYS = 1_000
NOTHING_NEEDED: frozenset[Way] = frozenset([()])
NEVER: frozenset[Way] = frozenset()


class TooManyWaysError(ValueError):
    """A conclusion can follow in more ways than can be listed."""


@define
class Ways:
    """The ways of the conclusions of a program, worked out when they are asked for, and kept."""

    program: Program
    _clauses: dict[Atom, list[Clause]] = field(init=False, repr=False)
    _place: Mapping[Variable, int] = field(init=False, repr=False)
    _known: dict[tuple[Atom, bool], frozenset[Way]] = field(factory=dict, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._clauses = {}
        for clause in self.program.clauses:
            self._clauses.setdefault(clause.head, []).append(clause)
        self._place = {fact: place for place, fact in enumerate(self.program.domains)}

    def of(self, conclusion: Atom) -> tuple[Way, ...]:
        """Return the ways in which a conclusion follows, in a fixed order.

        None of them says less than another. Raises TooManyWaysError when they are too many.
        """
        return self._sorted(self._ways(conclusion, reached=True))

    def of_all(self, literals: Iterable[Literal]) -> tuple[Way, ...]:
        """Return the ways in which some literals hold together; raises as `of` does."""
        return self._sorted(self._body(literals))

    def _sorted(self, ways: frozenset[Way]) -> tuple[Way, ...]:
        return tuple(sorted(ways, key=lambda way: [(self._place[part.variable], part.values) for part in way]))

    def _ways(self, conclusion: Atom, *, reached: bool) -> frozenset[Way]:
        key = (conclusion, reached)
        if key not in self._known:
            clauses = self._clauses.get(conclusion, [])
            if reached:
                bodies = (self._body(clause.body) for clause in clauses)
                self._known[key] = _shortest(way for body in bodies for way in body)
            else:
                refusals = (self._refused(clause.body) for clause in clauses)
                self._known[key] = reduce(self._both, refusals, NOTHING_NEEDED)
        return self._known[key]

    def _body(self, body: Iterable[Literal]) -> frozenset[Way]:
        return reduce(self._both, map(self._literal, body), NOTHING_NEEDED)

    def _refused(self, body: Iterable[Literal]) -> frozenset[Way]:
        return _shortest(way for literal in body for way in self._literal(_opposite(literal, self.program.domains)))

    def _literal(self, literal: Literal) -> frozenset[Way]:
        match literal:
            case FactIn(variable, values):
                domain = self.program.domains[variable]
                some = tuple(value for value in values if value in domain)
                if not some:
                    return NEVER
                return NOTHING_NEEDED if len(some) == len(domain) else frozenset([(FactIn(variable, some),)])
            case Holds(conclusion):
                return self._ways(conclusion, reached=True)
            case Absent(conclusion):
                return self._ways(conclusion, reached=False)

    def _both(self, some: frozenset[Way], others: frozenset[Way]) -> frozenset[Way]:
        if len(some) * len(others) > MOST_WAYS:
            raise TooManyWaysError(f"there are more than {MOST_WAYS} ways")
        pairs = (self._joined(one, other) for one in some for other in others)
        return _shortest(way for way in pairs if way is not None)

    def _joined(self, one: Way, other: Way) -> Way | None:
        """Return what two ways say together; None when they exclude each other."""
        joined = {part.variable: part for part in one}
        for part in other:
            before = joined.get(part.variable, part)
            both = tuple([value for value in before.values if value in part.values])
            if not both:
                return None
            joined[part.variable] = FactIn(part.variable, both)
        return tuple(sorted(joined.values(), key=lambda part: self._place[part.variable]))


def _opposite(literal: Literal, domains: Mapping[Variable, tuple[str, ...]]) -> Literal:
    match literal:
        case FactIn(variable, values):
            return FactIn(variable, tuple(value for value in domains[variable] if value not in values))
        case Holds(conclusion):
            return Absent(conclusion)
        case Absent(conclusion):
            return Holds(conclusion)


def _shortest(ways: Iterable[Way]) -> frozenset[Way]:
    """Return the ways without those that say no more than that another one is a case of."""
    kept: list[Mapping[Variable, frozenset[str]]] = []
    found: list[Way] = []
    for way in sorted(set(ways), key=lambda way: (len(way), [(part.variable, part.values) for part in way])):
        said = {part.variable: frozenset(part.values) for part in way}
        if not any(_covers(wider, said) for wider in kept):
            kept.append(said)
            found.append(way)
            if len(found) > MOST_WAYS:
                raise TooManyWaysError(f"there are more than {MOST_WAYS} ways")
    return frozenset(found)


def _covers(wider: Mapping[Variable, frozenset[str]], way: Mapping[Variable, frozenset[str]]) -> bool:
    return all(variable in way and way[variable] <= values for variable, values in wider.items())
