"""Bodies of clauses in fewer literals say what they said before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from pmo_expert.logic.bodies import Body, fewest, grouped, simplified, where_false
from pmo_expert.logic.keys import Atom, Variable
from pmo_expert.logic.program import Absent, FactIn, Holds, Literal

A, B, C, D = (Atom(name) for name in "abcd")
FACT = FactIn(Variable("v"), ("1",))
LITERALS: tuple[Literal, ...] = (*map(Holds, (A, B, C)), *map(Absent, (A, B, C)), FACT)
NAMES = [Atom("finding", str(number)) for number in range(4)]
BODIES = st.lists(
    st.lists(st.sampled_from(LITERALS), unique=True, min_size=1, max_size=4).map(tuple), min_size=1, max_size=6
)
World = Mapping[object, bool]


def worlds() -> list[dict[object, bool]]:
    """Return every way in which what the literals are about can be true or false."""
    return [dict(zip((A, B, C, FACT), truths, strict=True)) for truths in product((False, True), repeat=4)]


def is_true(literal: Literal, world: World) -> bool:
    """Say whether a literal is true."""
    if isinstance(literal, FactIn):
        return world[literal]
    return world[literal.conclusion] == isinstance(literal, Holds)


def one_holds(bodies: Iterable[Body], world: World) -> bool:
    """Say whether some body holds."""
    return any(all(is_true(literal, world) for literal in body) for body in bodies)


def one_of_groups_holds(bodies: Iterable[Body], world: World) -> bool:
    """Say whether some body holds, by the groups that they make."""
    return any(
        all(is_true(literal, world) for literal in common) and (not rests or one_of_groups_holds(rests, world))
        for common, rests in grouped(bodies)
    )


@given(BODIES)
def test_the_fewest_bodies_hold_where_the_given_ones_do(bodies: list[Body]) -> None:
    """One of the fewest holds in each world in which one of the given does, and they have no more literals."""
    least = fewest(bodies)
    assert [one_holds(least, world) for world in worlds()] == [one_holds(bodies, world) for world in worlds()]
    assert sum(map(len, least)) <= sum(map(len, bodies))


@given(BODIES)
def test_groups_hold_where_the_bodies_do(bodies: list[Body]) -> None:
    """What the groups say is what the fewest bodies say."""
    least = [body for body in fewest(bodies) if body]
    assert [one_of_groups_holds(least, world) for world in worlds()] == [one_holds(least, world) for world in worlds()]


@given(BODIES, st.sets(st.sampled_from(LITERALS)))
def test_what_is_left_where_literals_are_false_holds_there_as_before(bodies: list[Body], false: set[Literal]) -> None:
    """In each world in which the literals are false, one of what is left holds where one of the bodies does."""
    left = where_false(bodies, false)
    fitting = [world for world in worlds() if not any(is_true(literal, world) for literal in false)]
    assert [one_holds(left, world) for world in fitting] == [one_holds(bodies, world) for world in fitting]


@given(st.data())
def test_simplified_conclusions_are_reached_where_they_were(data: st.DataObject) -> None:
    """Conclusions that rest on each other are reached in the same worlds as before."""
    ways: dict[Atom, list[Body]] = {}
    for name in NAMES:
        lower = [literal for below in ways for literal in (Holds(below), Absent(below))]
        body = st.lists(st.sampled_from([*LITERALS, *lower]), unique=True, min_size=1, max_size=3).map(tuple)
        ways[name] = data.draw(st.lists(body, min_size=1, max_size=4))
    for world in worlds():
        before, after = dict(world), dict(world)
        for name, bodies in simplified(ways).items():
            after[name] = one_holds(bodies, after)
            before[name] = one_holds(ways[name], before)
        assert before == after


def test_what_says_more_than_another_body_goes() -> None:
    """A body with all literals of another, and more, is left out."""
    assert fewest([(Holds(A), Holds(B)), (Holds(A),)]) == [(Holds(A),)]


def test_a_literal_goes_whose_opposite_is_enough() -> None:
    """Of the first rule that fits, “not the one before” goes where either gives the same."""
    assert fewest([(Holds(A),), (Absent(A), Holds(B))]) == [(Holds(A),), (Holds(B),)]


def test_what_holds_always_is_one_body_that_says_nothing() -> None:
    """A literal or its opposite is always true."""
    assert fewest([(Holds(A),), (Absent(A),)]) == [()]


def test_what_bodies_share_stands_once() -> None:
    """Bodies with a literal in common make a group, and the rest stands by itself."""
    bodies: list[Body] = [(Absent(A), Holds(B)), (Holds(D),), (Absent(A), Holds(C))]
    assert grouped(bodies) == [((Absent(A),), [(Holds(B),), (Holds(C),)]), ((Holds(D),), [])]


def test_of_conclusions_reached_in_the_same_rows_one_is_read() -> None:
    """What two names stand for is read by the first, and what is another's opposite by that."""
    same, other, above = NAMES[:3]
    ways: dict[Atom, list[Body]] = {
        same: [(Holds(A), Holds(B))],
        other: [(Holds(B), Holds(A))],
        above: [(Absent(other), Holds(C))],
    }
    assert simplified(ways)[above] == [(Absent(same), Holds(C))]
