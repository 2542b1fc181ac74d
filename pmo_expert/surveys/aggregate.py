"""The rows of a data frame, counted by what is true of them."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence

import narwhals.stable.v2 as nw
from attrs import frozen

from pmo_expert.logic.columns.expression import Expression, sum_of
from pmo_expert.logic.columns.frames import Frame
from pmo_expert.logic.columns.reader import Reader
from pmo_expert.logic.program import FactIn
from pmo_expert.surveys.frames.rows import Rows

BITS = 32
"""How many tests share a column: every engine has whole numbers of that size."""
BYTES, TYPE = 8, "q"
DIGITS = [bytes(48 + (byte >> bit & 1) for byte in range(256)) for bit in range(8)]
"""For each bit of a byte, what turns bytes into the digits 0 and 1."""


@frozen
class Aggregate:
    """The kinds of rows in a frame, each one bit of a number.

    `truths` has the kinds that each literal is true of, `wrong` those with a value that does not exist,
    `right` those that get advice, and `everywhere` all of them.
    """

    truths: Mapping[FactIn, int]
    wrong: int
    right: int
    everywhere: int
    _planes: tuple[int, ...]

    def rows(self, kinds: int) -> int:
        """Return how many rows there are of some kinds."""
        return sum((kinds & plane).bit_count() << place for place, plane in enumerate(self._planes))


def aggregate(rows: Rows, literals: Sequence[FactIn]) -> Aggregate:
    """Count rows by which literals are true of them; the frame's own engine does so, and what it found is fetched."""
    frame = rows.view.select(keys(rows, literals))
    return group(frame, literals, rows.opened.start, strict=rows.refused is not None)


def keys(rows: Rows, literals: Sequence[FactIn]) -> dict[str, Expression]:
    """Return columns of numbers, by names that are unused, that say of each row which literals are true of it."""
    reader = Reader(rows.population.tests, {}, rows.knowledge.compiled.program.domains)
    conditions = [rows.wrong, *map(reader.literal, literals)]
    return {
        f"{rows.opened.start}key{place}": _packed(conditions[place : place + BITS])
        for place in range(0, len(conditions), BITS)
    }


def group(frame: Frame, literals: Sequence[FactIn], start: str, *, strict: bool) -> Aggregate:
    """Count the rows of a frame by the columns of `keys`; with `strict`, wrong rows get no advice."""
    names = [f"{start}key{place}" for place in range(0, 1 + len(literals), BITS)]
    grouped = frame.group_by(names).agg(nw.len().alias(f"{start}rows"))
    found = grouped.collect() if isinstance(grouped, nw.LazyFrame) else grouped
    bits = [bit for name in names for bit in _unpacked(found[name].to_list(), BITS)]
    counts = found[f"{start}rows"].to_list()
    everywhere = (1 << len(counts)) - 1
    right = everywhere & ~bits[0] if strict else everywhere
    truths = dict(zip(literals, bits[1:], strict=False))
    return Aggregate(truths, bits[0], right, everywhere, tuple(_unpacked(counts, max(counts, default=0).bit_length())))


def _packed(tests: Iterable[Expression]) -> Expression:
    """Return a number for each row in which the bits of the tests that are true of it are set."""
    return sum_of(test.as_integer().times(1 << place) for place, test in enumerate(tests))


def _unpacked(numbers: list[int], count: int) -> Iterable[int]:
    """Yield, for each of the lowest bits, a number in which the bits of the numbers that have it are set."""
    packed = array(TYPE, numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    stored = packed.tobytes()
    for bit in range(count):
        yield int(stored[bit // 8 :: BYTES].translate(DIGITS[bit % 8]) or b"0", 2)
