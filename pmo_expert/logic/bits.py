"""A program for many rows at once, where each row is one bit of whole numbers of any length.

One `and`, `or` or `not` of two such numbers does for every row what it does for one, so that thousands of variants of
a population take seconds. A fact is no column here: all that matters of a row is which literals are true of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeAlias

from attrs import frozen

from pmo_expert.logic.keys import Atom, Facts
from pmo_expert.logic.program import FactIn, Holds, Literal, Program
from pmo_expert.logic.specialize import Residue, needed, specialize

Body: TypeAlias = tuple[Literal, ...]


@frozen
class Bits:
    """What conclusions some rows reached: a number for each, in which the bits of those rows are set.

    `truths` has the rows that each literal is true of, `reached` those of each conclusion that depends on them,
    `everywhere` all rows.
    """

    truths: Mapping[FactIn, int]
    reached: Mapping[Atom, int]
    everywhere: int
    _residue: Residue

    def conclusion(self, name: Atom) -> int:
        """Return the rows in which a conclusion was reached; none when no clause concludes it."""
        return self.everywhere if self._residue.settled.get(name) else self.reached.get(name, 0)


@frozen
class BitEngine:
    """Runs what is left of a program once some facts are settled; made by `bit_engine`.

    `literals` are those on the other facts; which rows they are true of is all that has to be told.
    """

    literals: tuple[FactIn, ...]
    _residue: Residue
    _bodies: Mapping[Atom, tuple[Body, ...]]

    def derive(self, truths: Mapping[FactIn, int], everywhere: int) -> Bits:
        """Return what follows; `truths` has the rows that each literal is true of, `everywhere` all rows."""
        reached: dict[Atom, int] = {}
        for head, bodies in self._bodies.items():  # a stratum at a time, the lowest first
            reached[head] = _rows(bodies, truths, reached, everywhere)
        return Bits(truths, reached, everywhere, self._residue)

    def derive_again(self, before: Bits, changed: Mapping[FactIn, int]) -> Bits:
        """Return what follows in the rows of `before` once some literals are true of others; the rest is reused."""
        truths, reached = {**before.truths, **changed}, dict(before.reached)
        different: set[FactIn | Atom] = {part for part, rows in changed.items() if rows != before.truths[part]}
        for head, read in self._read.items():
            if not different.isdisjoint(read):
                rows = _rows(self._bodies[head], truths, reached, before.everywhere)
                if rows != reached[head]:
                    reached[head] = rows
                    different.add(head)
        return Bits(truths, reached, before.everywhere, self._residue)

    @cached_property
    def _read(self) -> dict[Atom, frozenset[FactIn | Atom]]:
        """What each conclusion rests on."""
        return {
            head: frozenset(part if isinstance(part, FactIn) else part.conclusion for body in bodies for part in body)
            for head, bodies in self._bodies.items()
        }


def _rows(bodies: Iterable[Body], truths: Mapping[FactIn, int], reached: Mapping[Atom, int], everywhere: int) -> int:
    """Return the rows in which one body at least is true."""
    found = 0
    for body in bodies:
        rows = everywhere
        for literal in body:
            if isinstance(literal, FactIn):
                rows &= truths[literal]
            elif isinstance(literal, Holds):
                rows &= reached[literal.conclusion]
            else:
                rows &= ~reached[literal.conclusion]
            if not rows:
                break
        found |= rows
    return found


def bit_engine(program: Program, facts: Facts, conclusions: Iterable[Atom]) -> BitEngine:
    """Return what derives some conclusions of a program in which some facts have a value for good."""
    residue = specialize(program, facts)
    wanted = needed(program, residue, conclusions)
    bodies: dict[Atom, dict[Body, None]] = {}
    for number, body in residue.bodies.items():
        head = program.clauses[number].head
        if head in wanted:
            bodies.setdefault(head, {})[body] = None
    read = (literal for some in bodies.values() for body in some for literal in body if isinstance(literal, FactIn))
    return BitEngine(tuple(dict.fromkeys(read)), residue, {head: tuple(some) for head, some in bodies.items()})
