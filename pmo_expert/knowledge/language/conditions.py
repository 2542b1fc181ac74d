"""Tests: what a condition accepts, as a set of values."""

from __future__ import annotations

from bisect import bisect_right
from typing import TypeAlias

from attrs import frozen

from pmo_expert.domain.attribute import Value

Cut: TypeAlias = tuple[float, int]
"""A place on a scale of numbers: (3, 0) lies just before 3, (3, 1) just after it."""


@frozen
class OneOf:
    """Accepts the named values."""

    values: tuple[str, ...]


@frozen
class Region:
    """Accepts a region of numbers: in or out below the first cut, and changing at every cut."""

    cuts: tuple[Cut, ...]
    starts_inside: bool = False

    def contains(self, place: Cut) -> bool:
        """Say whether the region holds the numbers just above a cut."""
        return (bisect_right(self.cuts, place) % 2 == 1) != self.starts_inside

    def accepts(self, number: float) -> bool:
        """Say whether the region holds a number."""
        return self.contains((number, 0))

    def complement(self) -> Region:
        return Region(self.cuts, not self.starts_inside)


@frozen
class Includes:
    """Accepts the sets that hold at least one of the members, or, when `wanted` is false, none of them."""

    members: tuple[str, ...]
    wanted: bool = True


@frozen
class Known:
    """Accepts every known value."""


Accepts: TypeAlias = OneOf | Region | Includes | Known


@frozen
class Condition:
    """A test on an attribute or a conclusion.

    `accepts` is what known values must be, None when no known value will do;
    `unknown` says whether an unknown value is accepted; `text` is the test as one reads it.
    """

    subject: str
    text: str
    accepts: Accepts | None
    unknown: bool = False

    def holds(self, value: Value) -> bool:
        """Say whether a value of the attribute meets the test; None, unknown, only when the test says so."""
        if value is None:
            return self.unknown
        return self.accepts is not None and _accepts(self.accepts, value)


def _accepts(accepts: Accepts, value: Value) -> bool:
    match accepts:
        case OneOf(values):
            return value_name(value) in values
        case Region():
            return isinstance(value, (int, float)) and accepts.accepts(value)
        case Includes(members, wanted):
            return isinstance(value, frozenset) and wanted != value.isdisjoint(members)
        case Known():
            return True


def value_name(value: Value) -> str:
    """Return the name of a yes/no or chosen value as rules write it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
