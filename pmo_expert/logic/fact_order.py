"""An order of facts in which the diagrams of a program stay small: facts that are read together stand near each other.

From the fan-in order of Malik, Wang, Brayton and Sangiovanni-Vincentelli (ICCAD 1988), and from stirred forms of it,
the facts move to the centre of what reads them, as in FORCE (Aloul, Markov and Sakallah, GLSVLSI 2003). The order with
the least span counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import zip_longest

from pmo_expert.logic.keys import Atom, Variable
from pmo_expert.logic.program import FactIn, Holds, Literal, Program

READ_TOGETHER = (10, 8)
"""Clauses that rest on more facts say little of which ones belong together; each number is tried."""
ROUNDS = 60
STRIDES = (1, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53)
"""The starts: the fan-in order read in steps of so many facts, round and round."""


def fact_orders(program: Program, roots: Iterable[Atom]) -> Iterator[tuple[Variable, ...]]:
    """Yield all facts of a program in orders for its diagrams, the most promising ones first.

    `roots` are the conclusions that matter most. Which order is best is known only when the diagram is built.
    """
    first = _fan_in(program, roots)
    places = {fact: place for place, fact in enumerate(first)}
    by_span = []
    for most in READ_TOGETHER:
        groups = [[places[fact] for fact in group] for group in _groups(program, most)]
        found = {tuple(_drawn_together(start, groups)): None for start in _starts(len(first))}
        by_span.append(sorted(found, key=partial(_span, groups=groups)))
    for orders in zip_longest(*by_span):
        for order in filter(None, orders):
            yield tuple(first[place] for place in order)


def _fan_in(program: Program, roots: Iterable[Atom]) -> tuple[Variable, ...]:
    """Return the facts in the order of a depth-first walk from some conclusions down their clauses."""
    clauses: dict[Atom, list[Literal]] = {}
    for clause in program.clauses:
        clauses.setdefault(clause.head, []).extend(clause.body)
    order: dict[Variable, None] = {}
    seen: set[Atom] = set()
    stack: list[Literal] = [Holds(root) for root in reversed(list(roots))]
    while stack:
        literal = stack.pop()
        if isinstance(literal, FactIn):
            order[literal.variable] = None
        elif literal.conclusion not in seen:
            seen.add(literal.conclusion)
            stack.extend(reversed(clauses.get(literal.conclusion, [])))
    return (*order, *(fact for fact in program.domains if fact not in order))


def _groups(program: Program, most: int) -> list[tuple[Variable, ...]]:
    """Return the facts that clauses rest on, also through other conclusions, where they are no more than some."""
    below: dict[Atom, dict[Variable, None]] = {}
    groups: dict[tuple[Variable, ...], None] = {}
    for clause in program.clauses:
        facts: dict[Variable, None] = {}
        for literal in clause.body:
            facts |= {literal.variable: None} if isinstance(literal, FactIn) else below.get(literal.conclusion, {})
        below[clause.head] = below.get(clause.head, {}) | facts
        if 1 < len(facts) <= most:
            groups[tuple(sorted(facts))] = None
    return list(groups)


def _starts(count: int) -> Iterable[list[int]]:
    for stride in STRIDES:
        yield sorted(range(count), key=lambda place: (place * stride % count, place))


def _drawn_together(order: list[int], groups: Sequence[Sequence[int]]) -> list[int]:
    """Return an order after rounds in which every fact moves to the mean centre of its groups."""
    members: list[list[int]] = [[] for _ in order]
    for number, group in enumerate(groups):
        for fact in group:
            members[fact].append(number)
    best, least = order, _span(order, groups)
    for _ in range(ROUNDS):
        at = _positions(order)
        centres = [sum(map(at.__getitem__, group)) / len(group) for group in groups]
        means = [sum(map(centres.__getitem__, own)) / len(own) if own else at[fact] for fact, own in enumerate(members)]
        moved = sorted(order, key=lambda fact: (means[fact], at[fact]))
        if moved == order:
            break
        order, span = moved, _span(moved, groups)
        if span < least:
            best, least = order, span
    return best


def _span(order: Sequence[int], groups: Sequence[Sequence[int]]) -> int:
    """Return how far apart the facts of the groups stand, summed up."""
    at = _positions(order)
    return sum(max(map(at.__getitem__, group)) - min(map(at.__getitem__, group)) for group in groups)


def _positions(order: Sequence[int]) -> list[int]:
    at = [0] * len(order)
    for place, fact in enumerate(order):
        at[fact] = place
    return at
