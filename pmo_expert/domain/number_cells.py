"""Cells about amounts: numbers, or text with a number that may have its unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import narwhals.stable.v2 as nw
from attrs import frozen

from pmo_expert.domain.accepts import Cut
from pmo_expert.domain.cells import (
    NOTHING,
    Column,
    Steps,
    folded,
    is_blank,
    is_empty,
    is_silent,
    lowered,
    matches,
    text_of,
    true,
    when,
)
from pmo_expert.domain.text import BLANKS, DECIMAL_COMMA, NUMBER, unit_pattern

LARGEST = 1.7976931348623157e308


@frozen
class Numbers:
    """The number in each cell, where there is one, and where nothing is said; `steps` are columns that these read."""

    number: nw.Expr
    is_number: nw.Expr
    is_blank: nw.Expr
    steps: Steps


def numbers(column: Column, unit: str, fresh: Iterator[str]) -> Numbers:
    """Return the numbers in the cells of a column, which text may give with their unit."""
    cell, blank = nw.col(column.name), is_blank(column)
    if column.dtype == nw.Float64:
        return Numbers(cell, ~blank & _is_finite(cell), blank, ())
    step = next(fresh)
    number = nw.col(step)
    if column.dtype.is_float():
        return Numbers(number, ~blank & _is_finite(number), blank, ({step: cell.cast(nw.Float64)},))
    text = text_of(column)
    if column.dtype.is_numeric():  # by way of text: Arrow does not cast those that a Float64 holds inexactly
        return Numbers(number, ~blank, blank, ({step: text.cast(nw.Float64)},))
    return _typed_numbers(text, unit, step, next(fresh))


def _typed_numbers(text: nw.Expr, unit: str, step: str, other: str) -> Numbers:
    """Return the numbers that texts give; `step` and `other` are names of columns to add."""
    said, number = nw.col(other), nw.col(step)
    is_plain = said.is_null()
    mended = lowered(said, [unit]).str.strip_chars(BLANKS).str.replace_all(unit_pattern(unit), "")
    mended = when(matches(mended, DECIMAL_COMMA), mended.str.replace_all(",", ".", literal=True), mended)
    steps: Steps = (
        {other: when(matches(text, NUMBER), NOTHING, text)},
        {step: when(is_plain, text, mended)},
        {step: when(matches(number, NUMBER), number, NOTHING).cast(nw.Float64)},
    )
    silent = is_empty(text) | is_silent(folded(said, ()))
    return Numbers(number, true(_is_finite(number)), silent, steps)


def _is_finite(number: nw.Expr) -> nw.Expr:
    return (number >= -LARGEST) & (number <= LARGEST)


def intervals(number: nw.Expr, edges: Sequence[Cut], names: Sequence[str]) -> dict[str, nw.Expr]:
    """Say for each interval between edges where a number lies in it."""
    above = [true(_above(number, edge)) for edge in edges]
    return {name: above[place] & ~above[place + 1] for place, name in enumerate(names)}


def _above(number: nw.Expr, cut: Cut) -> nw.Expr:
    bound, after = cut
    return number > bound if after else number >= bound
