"""What measurements share: blocks that alternate, so that a change of the machine's speed meets all of them."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from statistics import median
from time import perf_counter
from typing import NamedTuple, TypeAlias, TypeVar

REPEATS = 10
MICRO, MILLI = 1e6, 1e3

T = TypeVar("T")
Block: TypeAlias = Callable[[], float]
"""Does its work once and returns how many seconds one piece of it took."""


class Times(NamedTuple):
    """The seconds of each block, round by round."""

    rounds: dict[str, list[float]]

    def median(self, name: str) -> float:
        return median(self.rounds[name])

    def ratio(self, name: str, base: str) -> float:
        return median(one / other for one, other in zip(self.rounds[name], self.rounds[base], strict=True))

    def beyond(self, name: str, base: str) -> float:
        return median(one - other for one, other in zip(self.rounds[name], self.rounds[base], strict=True))


def alternate(blocks: Mapping[str, Block], rounds: int) -> Times:
    """Run every block in turn, once to warm up and then round after round."""
    for block in blocks.values():
        block()
    times: dict[str, list[float]] = {name: [] for name in blocks}
    for _ in range(rounds):
        for name, block in blocks.items():
            times[name].append(block())
    return Times(times)


def each(act: Callable[[T], object], pieces: Sequence[T], repeats: int = REPEATS) -> Block:
    """Return the block that does something with each piece, several times over."""

    def block() -> float:
        start = perf_counter()
        for _ in range(repeats):
            for piece in pieces:
                act(piece)
        return (perf_counter() - start) / repeats / len(pieces)

    return block


def middle(act: Callable[[T], object], pieces: Sequence[T]) -> Block:
    """Return the block that does something with each piece; what it returns is the median over the pieces."""

    def block() -> float:
        return median([once(partial(act, piece))() for piece in pieces])

    return block


def once(act: Callable[[], object]) -> Block:
    """Return the block that does something once."""

    def block() -> float:
        start = perf_counter()
        act()
        return perf_counter() - start

    return block


def micro(seconds: float) -> str:
    """Return a time in microseconds."""
    return f"{seconds * MICRO:.1f} µs"


def milli(seconds: float) -> str:
    """Return a time in milliseconds."""
    return f"{seconds * MILLI:.2f} ms"


def machine() -> str:
    """Return what the figures were measured on."""
    return f"Python {platform.python_version()} on {platform.machine()}, {os.cpu_count()} processors"
