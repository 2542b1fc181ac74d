"""Cells of a data frame as expressions that say which rows have a value, whatever attribute they are about.

Missing cells, empty text and the word unknown are unknown. Else a cell holds the name of a value as the vocabulary
writes it, for which one comparison suffices; y, n, true, false, 1 and 0 stand for yes and no as well, numbers have as
many digits as programs write, and a set may be text with its members between commas or semicolons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import narwhals.stable.v2 as nw
from attrs import evolve, field, frozen
from narwhals.stable.v2.dtypes import DType

from pmo_expert.domain.accepts import Cut
from pmo_expert.domain.attribute import UNKNOWN, Attribute
from pmo_expert.domain.text import NO as NO_WORDS
from pmo_expert.domain.text import YES as YES_WORDS
from pmo_expert.faults import SHOWN_CHARACTERS
from pmo_expert.logic.keys import Variable
from pmo_expert.logic.table import any_of

YES, NO = (*YES_WORDS, "1"), (*NO_WORDS, "0")
NUMBER = r"^[+-]?[0-9]{1,15}(?:\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,3})?$"
LINE_ENDS = "[\n\r\x85\u2028\u2029]"
TEXT = (nw.String, nw.Categorical, nw.Enum)
OTHER = "a value of another type"
FOUND = "\N{SYMBOL FOR SUBSTITUTE}"
NOTHING = nw.lit(None, dtype=nw.String)

Tests: TypeAlias = Mapping[str, nw.Expr]
"""For each value of a fact whether a row has it, never null; where a cell is wrong its attribute has none."""


@frozen
class Cells:
    """What the cells of an attribute say, row by row.

    `tests` is by fact. `complaint` is what a case file would be told of a wrong cell: a sentence for any row,
    which means something in those whose cell is wrong. It is None when no cell can be wrong. `steps` are columns,
    by name, that the tests read and that a frame must have first: what is dear to work out is worked out once.
    """

    tests: Mapping[Variable, Tests]
    complaint: nw.Expr | None
    steps: Mapping[str, nw.Expr] = field(factory=dict)


@frozen
class Column:
    """A column as it stands in a frame."""

    name: str
    dtype: DType


def yes_or_no(column: Column) -> dict[str, nw.Expr]:
    """Say where a cell says yes and where no."""
    cell = nw.col(column.name)
    if column.dtype == nw.Boolean:
        return {"yes": true(cell), "no": true(~cell)}
    if column.dtype.is_numeric():
        return {"yes": true(cell == 1), "no": true(cell == 0)}
    text = text_of(column).str.to_lowercase()
    return {"yes": is_one_of(text, YES), "no": is_one_of(text, NO)}


def is_blank(column: Column) -> nw.Expr:
    """Say where a cell says that nothing is known."""
    cell = nw.col(column.name)
    if column.dtype.is_float():
        return cell.is_null() | true(cell.is_nan())
    return cell.is_null() | is_one_of(text_of(column), ("", UNKNOWN)) if column.dtype in TEXT else cell.is_null()


def text_of(column: Column, *, only_text: bool = False) -> nw.Expr:
    """Return what a cell says as text, or null; with `only_text`, numbers and yes and no are of another type."""
    cell = nw.col(column.name)
    if column.dtype == nw.String:
        return cell
    if column.dtype == nw.Boolean and not only_text:
        return nw.when(cell).then(nw.lit("yes")).otherwise(nw.when(~cell).then(nw.lit("no")).otherwise(NOTHING))
    if column.dtype in TEXT or (column.dtype.is_numeric() and not only_text):
        return cell.cast(nw.String)
    return nw.when(~cell.is_null()).then(nw.lit(OTHER)).otherwise(NOTHING)


def is_one_of(text: nw.Expr, words: Iterable[str]) -> nw.Expr:
    """Say where a text is one of some words."""
    return true(any_of(text == word for word in words))


def matches(text: nw.Expr, pattern: str) -> nw.Expr:
    """Say where a text of one line matches; engines differ in what ends a line."""
    return true(text.str.contains(pattern)) & ~true(text.str.contains(LINE_ENDS))


def true(test: nw.Expr) -> nw.Expr:
    """Return a test that is false where it was null."""
    return test.fill_null(value=False)


def complaint_of(attribute: Attribute, shown: nw.Expr, found: object = FOUND) -> nw.Expr:
    """Return the sentence that a case file would be told, with the value shown that a row has."""
    (fault,) = attribute.faults(found)
    before, after = str(evolve(fault, found=FOUND, nearest=None)).split(FOUND)
    return nw.concat_str([nw.lit(before), shown.str.head(SHOWN_CHARACTERS), nw.lit(after)])


def when(test: nw.Expr, then: nw.Expr, otherwise: nw.Expr) -> nw.Expr:
    """Return one of two expressions by a test on each row."""
    return nw.when(test).then(then).otherwise(otherwise)


def is_sure_yes_or_no(column: Column) -> bool:
    """Say whether no cell of a column can be anything but yes, no or missing."""
    return column.dtype == nw.Boolean


def named_values(column: Column, values: Iterable[str], others: Mapping[str, str] | None = None) -> dict[str, nw.Expr]:
    """Say where a cell names each value; `others` has the values of names that are taken in any case."""
    if column.dtype.is_numeric():  # a whole number has several spellings, and engines differ in theirs
        cell = nw.col(column.name)
        return {
            value: true(cell == int(value)) if re.fullmatch("[0-9]{1,9}", value) else nw.lit(value=False)
            for value in values
        }
    tests = {value: is_one_of(text_of(column), (value,)) for value in values}
    for name, value in (others or {}).items():
        tests[value] |= is_one_of(text_of(column).str.to_lowercase(), (name,))
    return tests


def numbers(column: Column, fresh: Iterator[str]) -> tuple[nw.Expr, nw.Expr, dict[str, nw.Expr]]:
    """Return the number in each cell, where there is one, and the columns that these read."""
    said, number, steps = text_of(column), nw.col(column.name), {}
    is_number = ~is_blank(column)
    if column.dtype != nw.Float64:
        step = next(fresh)
        if column.dtype.is_float():
            steps[step] = number.cast(nw.Float64)
        else:  # whole numbers by way of text too: Arrow refuses to cast those that a Float64 does not hold exactly
            is_number = is_number if column.dtype.is_numeric() else matches(said, NUMBER)
            steps[step] = nw.when(is_number).then(said).otherwise(NOTHING).cast(nw.Float64)
        number = nw.col(step)
    return number, is_number, steps


def intervals(number: nw.Expr, edges: Sequence[Cut], names: Sequence[str]) -> dict[str, nw.Expr]:
    """Say for each interval between edges where a number lies in it."""
    above = [true(_above(number, edge)) for edge in edges]
    return {name: above[place] & ~above[place + 1] for place, name in enumerate(names)}


def _above(number: nw.Expr, cut: Cut) -> nw.Expr:
    bound, after = cut
    return number > bound if after else number >= bound
