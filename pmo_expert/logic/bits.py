"""A program for many rows at once, where each row is one bit of whole numbers of any length.

One `and`, `or` or `not` of two such numbers does for every row what it does for one, so that thousands of variants of
a population take seconds. A fact is no column here: all that matters of a row is which literals are true of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from pmo_expert.logic.keys import Atom, Facts
from pmo_expert.logic.program import FactIn, Holds, Literal, Program
from pmo_expert.logic.specialize import Residue, needed, specialize


@frozen
class Bits:
    """What conclusions some rows reached: a number for each, in which the bits of those rows are set."""

    _residue: Residue
    _reached: Mapping[Atom, int]
    _everywhere: int

    def conclusion(self, name: Atom) -> int:
        """Return the rows in which a conclusion was reached; none when no clause concludes it."""
        return self._everywhere if self._residue.settled.get(name) else self._reached.get(name, 0)


@frozen
class BitEngine:
    """Runs what is left of a program once some facts are settled; made by `bit_engine`.

    `literals` are those on the other facts; which rows they are true of is all that has to be told.
    """

    literals: tuple[FactIn, ...]
    _residue: Residue
    _ways: tuple[tuple[Atom, tuple[Literal, ...]], ...]

    def derive(self, truths: Mapping[FactIn, int], everywhere: int) -> Bits:
        """Return what follows; `truths` has the rows that each literal is true of, `everywhere` all rows."""
        reached: dict[Atom, int] = {}
        for head, body in self._ways:  # a stratum at a time, the lowest first
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
            reached[head] = reached.get(head, 0) | rows
        return Bits(self._residue, reached, everywhere)


def bit_engine(program: Program, facts: Facts, conclusions: Iterable[Atom]) -> BitEngine:
    """Return what derives some conclusions of a program in which some facts have a value for good."""
    residue = specialize(program, facts)
    wanted = needed(program, residue, conclusions)
    heads = ((program.clauses[number].head, body) for number, body in residue.bodies.items())
    ways = tuple(way for way in dict.fromkeys(heads) if way[0] in wanted)
    read = (literal for _, body in ways for literal in body if isinstance(literal, FactIn))
    return BitEngine(tuple(dict.fromkeys(read)), residue, ways)
