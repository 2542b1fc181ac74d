"""Tests on values: what is accepted, as a set of values."""

from __future__ import annotations

from bisect import bisect_right
from typing import TypeAlias

from attrs import frozen

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

    @property
    def is_any_of(self) -> bool:
        """Whether one of several members is enough, which no conjunction of single members says."""
        return self.wanted and len(self.members) > 1


@frozen
class Known:
    """Accepts every known value."""


Accepts: TypeAlias = OneOf | Region | Includes | Known
