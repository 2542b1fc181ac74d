"""The meaning of a program, computed from its definition and nothing else: slow, short and independent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pmo_expert.logic.program import Absent, Clause, FactIn, Holds, Program


class Meaning(NamedTuple):
    """What a program means for some facts."""

    fired: tuple[int, ...]
    conclusions: frozenset[str]


def meaning(program: Program, facts: Mapping[str, str]) -> Meaning:
    """Apply the clauses stratum by stratum, each until nothing changes."""
    levels = _levels(program)
    reached: set[str] = set()
    for level in range(max(levels.values(), default=0) + 1):
        own = [clause for clause in program.clauses if levels[clause.head] == level]
        before = -1
        while len(reached) != before:
            before = len(reached)
            reached |= {clause.head for clause in own if _is_true(clause, facts, reached)}
    fired = tuple(number for number, clause in enumerate(program.clauses) if _is_true(clause, facts, reached))
    return Meaning(fired, frozenset(reached))


def _is_true(clause: Clause, facts: Mapping[str, str], reached: set[str]) -> bool:
    for literal in clause.body:
        if isinstance(literal, FactIn) and facts[literal.fact] not in literal.values:
            return False
        if isinstance(literal, Holds) and literal.conclusion not in reached:
            return False
        if isinstance(literal, Absent) and literal.conclusion in reached:
            return False
    return True


def _levels(program: Program) -> dict[str, int]:
    """Raise every head above what its clauses negate and to what they rest on, until nothing changes."""
    levels = {clause.head: 0 for clause in program.clauses}
    before: dict[str, int] = {}
    while levels != before:
        before = dict(levels)
        for clause in program.clauses:
            for literal in clause.body:
                if isinstance(literal, Holds):
                    levels[clause.head] = max(levels[clause.head], levels.get(literal.conclusion, 0))
                if isinstance(literal, Absent):
                    levels[clause.head] = max(levels[clause.head], levels.get(literal.conclusion, 0) + 1)
    return levels
