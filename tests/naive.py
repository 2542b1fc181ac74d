"""The meaning of a program, computed from its definition and nothing else: slow, short and independent."""

from __future__ import annotations

from typing import NamedTuple

from pmo_expert.logic.keys import Atom, Facts
from pmo_expert.logic.program import Absent, Clause, FactIn, Holds, Program


class Meaning(NamedTuple):
    """What a program means for some facts."""

    fired: tuple[int, ...]
    conclusions: frozenset[Atom]


def meaning(program: Program, facts: Facts) -> Meaning:
    """Apply the clauses stratum by stratum, each until nothing changes."""
    levels = _levels(program)
    reached: set[Atom] = set()
    for level in range(max(levels.values(), default=0) + 1):
        own = [clause for clause in program.clauses if levels[clause.head] == level]
        before = -1
        while len(reached) != before:
            before = len(reached)
            reached |= {clause.head for clause in own if _is_true(clause, facts, reached)}
    fired = tuple(number for number, clause in enumerate(program.clauses) if _is_true(clause, facts, reached))
    return Meaning(fired, frozenset(reached))


def _is_true(clause: Clause, facts: Facts, reached: set[Atom]) -> bool:
    for literal in clause.body:
        if isinstance(literal, FactIn) and facts[literal.variable] not in literal.values:
            return False
        if isinstance(literal, Holds) and literal.conclusion not in reached:
            return False
        if isinstance(literal, Absent) and literal.conclusion in reached:
            return False
    return True


def _levels(program: Program) -> dict[Atom, int]:
    """Raise every head above what its clauses negate and to what they rest on, until nothing changes."""
    levels = {clause.head: 0 for clause in program.clauses}
    before: dict[Atom, int] = {}
    while levels != before:
        before = dict(levels)
        for clause in program.clauses:
            for literal in clause.body:
                if isinstance(literal, Holds):
                    levels[clause.head] = max(levels[clause.head], levels.get(literal.conclusion, 0))
                if isinstance(literal, Absent):
                    levels[clause.head] = max(levels[clause.head], levels.get(literal.conclusion, 0) + 1)
    return levels
