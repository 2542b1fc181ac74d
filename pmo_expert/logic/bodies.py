"""Bodies of clauses that lead to one conclusion, in fewer literals that say the same.

Subsumption and self-subsuming resolution (Eén and Biere, "Effective Preprocessing in SAT Through Variable and Clause
Elimination", 2005), read for bodies of which one must hold instead of clauses that all must.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from typing import TypeAlias

from pmo_expert.logic.keys import Atom
from pmo_expert.logic.program import Absent, FactIn, Holds, Literal

Body: TypeAlias = tuple[Literal, ...]


def opposite(literal: Literal) -> Literal | None:
    """Return the literal that is true where this is false; None for one on a fact, whose values it does not know."""
    match literal:
        case Holds(conclusion):
            return Absent(conclusion)
        case Absent(conclusion):
            return Holds(conclusion)
        case FactIn():
            return None


def where_false(bodies: Iterable[Body], false: Collection[Literal]) -> list[Body]:
    """Return what is left of bodies where some literals are false."""
    left = (body for body in bodies if not any(literal in false for literal in body))
    return [tuple(literal for literal in body if opposite(literal) not in false) for body in left]


def simplified(ways: Mapping[Atom, Iterable[Body]]) -> dict[Atom, list[Body]]:
    """Return the bodies that lead to each conclusion in fewer literals, given with the lowest stratum first.

    Where conclusions are reached in the same rows, what rests on them reads one of them only.
    """
    same: dict[Literal, Literal] = {}
    first: dict[frozenset[frozenset[Literal]], Literal] = {}
    found: dict[Atom, list[Body]] = {}
    for name, bodies in ways.items():
        least = fewest(tuple(dict.fromkeys(same.get(literal, literal) for literal in body)) for body in bodies)
        found[name] = least
        alike = least[0][0] if len(least) == len(least[0]) == 1 else None
        known = alike or first.setdefault(frozenset(map(frozenset, least)), Holds(name))
        if known != Holds(name):
            same[Holds(name)] = known
        if known != Holds(name) and (against := opposite(known)) is not None:
            same[Absent(name)] = against
    return found


def fewest(bodies: Iterable[Body]) -> list[Body]:
    """Return bodies of which one holds wherever one of the given ones does, in fewer literals where others say enough.

    A body goes where another says no more than a part of it, and a literal where another body says its opposite and
    else no more than the rest.
    """
    kept = _least(bodies)
    while len(kept) > 1:
        rests = _rests(kept)
        shorter = [_shortened(body, rests) for body in kept]
        if shorter == kept:
            break
        kept = _least(shorter)
    return kept


def _least(bodies: Iterable[Body]) -> list[Body]:
    """Return the bodies no part of which is another."""
    kept = {frozenset(body): body for body in bodies}
    return [body for own, body in kept.items() if not any(other < own for other in kept)]


def _rests(bodies: Iterable[Body]) -> dict[Literal, list[frozenset[Literal]]]:
    """Return for the opposite of each literal that has one what else the bodies say in which the literal stands."""
    rests: dict[Literal, list[frozenset[Literal]]] = {}
    for body in bodies:
        for literal in body:
            if (against := opposite(literal)) is not None:
                rests.setdefault(against, []).append(frozenset(body) - {literal})
    return rests


def _shortened(body: Body, rests: Mapping[Literal, list[frozenset[Literal]]]) -> Body:
    """Return a body without the first literal that another makes idle."""
    for literal in body:
        others = rests.get(literal)
        if others and any(other <= {*body} - {literal} for other in others):
            return tuple(other for other in body if other != literal)
    return body


def grouped(bodies: Iterable[Body]) -> list[tuple[Body, list[Body]]]:
    """Return bodies in groups: the literals that those of a group share, and what else each says if they are several.

    The literal that stands in most bodies makes the first group.
    """
    groups: list[tuple[Body, list[Body]]] = []
    left = list(bodies)
    while (often := _most_often(left)) is not None:
        having = [body for body in left if often in body]
        common = tuple(literal for literal in having[0] if all(literal in body for body in having))
        groups.append((common, [tuple(one for one in body if one not in common) for body in having]))
        left = [body for body in left if often not in body]
    return [*groups, *((body, []) for body in left)]


def _most_often(bodies: Iterable[Body]) -> Literal | None:
    """Return the literal that stands in the most bodies, the first of several; None where none stands in two."""
    counts = Counter(chain.from_iterable(bodies))
    literal, count = max(counts.items(), key=lambda pair: pair[1], default=(None, 0))
    return literal if count > 1 else None
