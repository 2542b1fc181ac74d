"""An order of facts in which the diagrams of a program stay small: facts that are read together stand near each other.

From the fan-in order of Malik, Wang, Brayton and Sangiovanni-Vincentelli (ICCAD 1988), and from stirred forms of it,
the facts move to the centre of what reads them, as in FORCE (Aloul, Markov and Sakallah, GLSVLSI 2003). The order with
the least span counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import inf
from operator import itemgetter

from pmo_expert.logic.keys import Atom, Variable
from pmo_expert.logic.program import FactIn, Holds, Literal, Program

READ_TOGETHER = (10, 8)
"""Clauses that rest on more facts say little of which ones belong together; each number is tried."""
ROUNDS = 60
STRIDES = (1, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53)
"""The starts: the fan-in order read in steps of so many facts, round and round."""

Group = Callable[[Sequence[int]], tuple[int, ...]]
"""Takes, of where every fact stands, where the facts of one group do."""


def fact_orders(program: Program, roots: Iterable[Atom]) -> Iterator[tuple[Variable, ...]]:
    """Yield all facts of a program in orders for its diagrams, the most promising ones first.

    `roots` are the conclusions that matter most. Which order is best is known only when the diagram is built.
    """
    first = _fan_in(program, roots)
    waiting = [_by_span(program, first, most) for most in READ_TOGETHER]
    while waiting:
        orders = waiting.pop(0)
        order = next(orders, None)
        if order is not None:
            yield tuple(first[place] for place in order)
            waiting.append(orders)


def _by_span(program: Program, first: Sequence[Variable], most: int) -> Iterator[tuple[int, ...]]:
    """Yield orders of places in the first order, those with the least span of groups of at most so many facts first."""
    places = {fact: place for place, fact in enumerate(first)}
    groups = [[places[fact] for fact in group] for group in _groups(program, most)]
    spans = dict(_drawn_together(start, groups) for start in _starts(len(first)))
    yield from sorted(spans, key=spans.__getitem__)


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


def _drawn_together(order: list[int], groups: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], float]:
    """Return, of rounds in which every fact moves to the mean centre of its groups, the order of least span, and it."""
    members: list[list[int]] = [[] for _ in order]
    for number, group in enumerate(groups):
        for fact in group:
            members[fact].append(number)
    takes: list[Group] = [itemgetter(*group) for group in groups]
    best, least = order, inf
    for _ in range(ROUNDS + 1):
        at = _positions(order)
        taken = [take(at) for take in takes]
        span = sum([max(group) - min(group) for group in taken])
        if span < least:
            best, least = order, span
        centres = [sum(group) / len(group) for group in taken]
        means = [
            sum([centres[group] for group in own]) / len(own) if own else at[fact] for fact, own in enumerate(members)
        ]
        moved = sorted(order, key=means.__getitem__)
        if moved == order:
            break
        order = moved
    return tuple(best), least


def _positions(order: Sequence[int]) -> list[int]:
    at = [0] * len(order)
    for place, fact in enumerate(order):
        at[fact] = place
    return at
