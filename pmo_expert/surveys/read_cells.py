"""Cells of a data frame read as values of attributes: expressions that say which rows have a value.

Missing cells, empty text and the word unknown are unknown. Else a cell says what it would say in a case file; 1 and 0
stand for yes and no as well, numbers have as many digits as programs write, and a set may be text with its members
between commas or semicolons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import narwhals.stable.v2 as nw

from pmo_expert.domain.attribute import UNKNOWN, Attribute
from pmo_expert.domain.cells import (
    NOTHING,
    Cells,
    Column,
    complaint_of,
    is_blank,
    is_one_of,
    matches,
    text_of,
    true,
    yes_or_no,
)
from pmo_expert.knowledge.language.conditions import Cut
from pmo_expert.surveys.set_cells import read_set
from pmo_expert.knowledge.compiling.encoding import KNOWN, Space

NUMBER = r"^[+-]?[0-9]{1,15}(?:\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,3})?$"


def read_cells(attribute: Attribute, column: Column, space: Space, fresh: Iterator[str]) -> Cells:
    """Return what a column says of an attribute; `fresh` gives names for columns that are still unused."""
    if attribute.kind == "set":
        return read_set(attribute, column, fresh)
    if attribute.kind == "amount":
        return _read_number(attribute, column, space, fresh)
    values = yes_or_no(column) if attribute.kind == "yes_no" else _names(attribute, column)
    sure = attribute.kind == "yes_no" and column.dtype == nw.Boolean
    complaint = None if sure else complaint_of(attribute, text_of(column))
    return Cells({attribute.name: {**values, UNKNOWN: is_blank(column)}}, complaint)


def _read_number(attribute: Attribute, column: Column, space: Space, fresh: Iterator[str]) -> Cells:
    text, number, steps = text_of(column), nw.col(column.name), {}
    is_number = ~is_blank(column)
    if column.dtype != nw.Float64:
        step = next(fresh)
        if column.dtype.is_float():
            steps[step] = number.cast(nw.Float64)
        else:  # whole numbers by way of text too: Arrow refuses to cast those that a Float64 does not hold exactly
            is_number = is_number if column.dtype.is_numeric() else matches(text, NUMBER)
            steps[step] = nw.when(is_number).then(text).otherwise(NOTHING).cast(nw.Float64)
        number = nw.col(step)
    outside = complaint_of(attribute, text, found=attribute.highest + 1)
    complaint = nw.when(is_number).then(outside).otherwise(complaint_of(attribute, text))
    tests = {attribute.name: {**_intervals(attribute, number, space), UNKNOWN: is_blank(column)}}
    return Cells(tests, complaint, steps)


def _intervals(attribute: Attribute, number: nw.Expr, space: Space) -> dict[str, nw.Expr]:
    """Return for each interval between the cuts of an amount whether a number lies in it."""
    *names, _ = space.domains.get(attribute.name, (KNOWN, UNKNOWN))
    cuts = ((attribute.lowest, 0), *space.cuts.get(attribute.name, ()), (attribute.highest, 1))
    above = [true(_above(number, cut)) for cut in cuts]
    return {name: above[place] & ~above[place + 1] for place, name in enumerate(names)}


def _above(number: nw.Expr, cut: Cut) -> nw.Expr:
    bound, after = cut
    return number > bound if after else number >= bound


def _names(attribute: Attribute, column: Column) -> dict[str, nw.Expr]:
    if column.dtype.is_numeric():  # a whole number has several spellings, and engines differ in theirs
        cell = nw.col(column.name)
        return {
            value: true(cell == int(value)) if re.fullmatch("[0-9]{1,9}", value) else nw.lit(value=False)
            for value in attribute.values
        }
    return {value: is_one_of(text_of(column), (value,)) for value in attribute.values}
