"""A program when some facts are settled: what still depends on the rest.

This is partial evaluation (Jones, Gomard and Sestoft, "Partial Evaluation and Automatic Program Generation", 1993)
of a stratified program: literals that are settled go, and so do the clauses that can no longer hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from pmo_expert.logic.keys import Atom, Facts, Variable
from pmo_expert.logic.program import Absent, FactIn, Literal, Program


@frozen
class Residue:
    """What is left of a program: `bodies` gives, by number, the clauses that may hold and what that still takes.

    An empty body always holds. `settled` gives the conclusions that are always or never reached.
    """

    bodies: Mapping[int, tuple[Literal, ...]]
    settled: Mapping[Atom, bool]


def specialize(program: Program, facts: Facts) -> Residue:
    """Return what is left of a program once some of its facts have a value for good."""
    bodies: dict[int, tuple[Literal, ...]] = {}
    settled = dict.fromkeys(program.strata, False)
    for number, clause in enumerate(program.clauses):
        body = _open_literals(clause.body, facts, settled, program.domains)
        if body is None:
            continue
        bodies[number] = body
        if not body:
            settled[clause.head] = True
        elif not settled.get(clause.head):
            settled.pop(clause.head, None)
    return Residue(bodies, settled)


def needed(program: Program, residue: Residue, conclusions: Iterable[Atom]) -> frozenset[Atom]:
    """Return the conclusions that are not settled and on which some others rest, these included.

    What no clause concludes is left out.
    """
    rests_on: dict[Atom, set[Atom]] = {}
    for number, body in residue.bodies.items():
        read = {literal.conclusion for literal in body if not isinstance(literal, FactIn)}
        rests_on.setdefault(program.clauses[number].head, set()).update(read)
    found: set[Atom] = set()
    waiting = [name for name in conclusions if name in rests_on and name not in residue.settled]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += rests_on[name]
    return frozenset(found)


def _open_literals(
    body: tuple[Literal, ...],
    facts: Facts,
    settled: Mapping[Atom, bool],
    domains: Mapping[Variable, tuple[str, ...]],
) -> tuple[Literal, ...] | None:
    """Return the literals that are not settled yet; None when one of them is settled as false."""
    left = []
    for literal in body:
        truth = _truth(literal, facts, settled, domains)
        if truth is False:
            return None
        if truth is None:
            left.append(literal)
    return tuple(left)


def _truth(
    literal: Literal, facts: Facts, settled: Mapping[Atom, bool], domains: Mapping[Variable, tuple[str, ...]]
) -> bool | None:
    if isinstance(literal, FactIn):
        if literal.variable in facts:
            return facts[literal.variable] in literal.values
        return len(set(literal.values)) == len(domains[literal.variable]) or (None if literal.values else False)
    reached = settled.get(literal.conclusion)
    return (not reached) if reached is not None and isinstance(literal, Absent) else reached
