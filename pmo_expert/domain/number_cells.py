"""Cells about amounts: numbers, or text with a number that may have its unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import narwhals.stable.v2 as nw
from attrs import frozen

from pmo_expert.domain.accepts import Cut
from pmo_expert.domain.cells import (
    NOTHING,
    Column,
    Said,
    Steps,
    folded,
    is_blank,
    is_empty,
    is_silent,
    lowered,
    matches,
    text_of,
)
from pmo_expert.domain.text import BLANKS, DECIMAL_COMMA, NUMBER, unit_pattern
from pmo_expert.logic.columns.expression import Expression, column, when

LARGEST = 1.7976931348623157e308


@frozen
class Numbers:
    """The number in each cell, where there is one, and where nothing is said; `steps` are columns that these read."""

    number: Expression
    is_number: Expression
    is_blank: Expression
    steps: Steps


def numbers(read: Column, unit: str, fresh: Iterator[str]) -> Numbers:
    """Return the numbers in the cells of a column, which text may give with their unit."""
    cell, blank = read.cell, is_blank(read)
    if read.dtype == nw.Float64:
        return Numbers(cell, ~blank & _is_finite(cell), blank, {})
    step = next(fresh)
    number = column(step)
    if read.dtype.is_float():
        return Numbers(number, ~blank & _is_finite(number), blank, {step: cell.as_float()})
    text = text_of(read)
    if read.dtype.is_numeric():  # by way of text: Arrow does not cast those that a Float64 holds inexactly
        return Numbers(number, ~blank, blank, {step: text.as_float()})
    return _typed_numbers(text, unit, fresh)


def _typed_numbers(text: Expression, unit: str, fresh: Iterator[str]) -> Numbers:
    """Return the numbers that texts give, which may have their unit."""
    other, digits, step = next(fresh), next(fresh), next(fresh)
    said, written, number = column(other), column(digits), column(step)
    is_plain = said.is_null()
    mended = lowered(said, [unit]).stripped(BLANKS).replaced_pattern(unit_pattern(unit), "")
    mended = when(matches(mended, DECIMAL_COMMA), mended.replaced(",", "."), mended)
    steps = {
        other: when(matches(text, NUMBER), NOTHING, text),
        digits: when(is_plain, text, mended),
        step: when(matches(written, NUMBER), written, NOTHING).as_float(),
    }
    silent = is_empty(text) | is_silent(folded(said, ()))
    return Numbers(number, _is_finite(number).or_false(), silent, steps)


def _is_finite(number: Expression) -> Expression:
    return number.at_least(-LARGEST) & number.at_most(LARGEST)


def intervals(read: Numbers, edges: Sequence[Cut], names: Sequence[str]) -> Said:
    """Say for each interval between edges where a number lies in it."""
    above = [_above(read.number, edge).or_false() for edge in edges]
    values = {name: above[place] & ~above[place + 1] for place, name in enumerate(names)}
    return Said(values, above[0] & ~above[-1], read.is_blank, read.steps)


def _above(number: Expression, cut: Cut) -> Expression:
    bound, after = cut
    return number.above(bound) if after else number.at_least(bound)
