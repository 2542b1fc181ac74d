"""Cells of a data frame read as values of attributes: expressions that say which rows have a value.

Missing cells, empty text and the word unknown are unknown. Else a cell says what it would say in a case file; 1 and 0
stand for yes and no as well, numbers have as many digits as programs write, and a set may be text with its members
between commas or semicolons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import add
from typing import TypeAlias

import narwhals.stable.v2 as nw
from attrs import evolve, field, frozen
from narwhals.stable.v2.dtypes import DType

from pmo_expert.facts.attribute import UNKNOWN, Attribute
from pmo_expert.facts.section import value_faults
from pmo_expert.facts.values import TRUTH
from pmo_expert.faults import SHOWN_CHARACTERS
from pmo_expert.knowledge.conditions import Cut
from pmo_expert.knowledge.space import KNOWN, MEMBER_VALUES, Space, member_fact
from pmo_expert.logic.table import all_of, any_of

YES = [*(word for word, value in TRUTH.items() if value), "1"]
NO = [*(word for word, value in TRUTH.items() if not value), "0"]
NO_MEMBERS = ("none", "[]")
BETWEEN = "[;,]"
NUMBER = r"^[+-]?[0-9]{1,15}(?:\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,3})?$"
LINE_ENDS = "[\n\r\x85\u2028\u2029]"
TEXT = (nw.String, nw.Categorical, nw.Enum)
LISTS = (nw.List, nw.Array)
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

    tests: Mapping[str, Tests]
    complaint: nw.Expr | None
    steps: Mapping[str, nw.Expr] = field(factory=dict)


@frozen
class Column:
    """A column as it stands in a frame."""

    name: str
    dtype: DType


def read_cells(attribute: Attribute, column: Column, space: Space, fresh: Iterator[str]) -> Cells:
    """Return what a column says of an attribute; `fresh` gives names for columns that are still unused."""
    if attribute.kind == "set":
        read = _read_list if column.dtype in LISTS else _read_names
        return read(attribute, column, fresh)
    if attribute.kind == "amount":
        return _read_number(attribute, column, space, fresh)
    values = _truth(column) if attribute.kind == "yes_no" else _names(attribute, column)
    sure = attribute.kind == "yes_no" and column.dtype == nw.Boolean
    complaint = None if sure else _complaint(attribute, _text(column))
    return Cells({attribute.name: {**values, UNKNOWN: _blank(column)}}, complaint)


def read_members(attribute: Attribute, columns: Mapping[str, Column]) -> Cells:
    """Return what columns of yes and no, one for each member, say of a set: all of them or none must say something."""
    truths = {member: _truth(column) for member, column in columns.items()}
    unknown = all_of(map(_blank, columns.values()))
    known = all_of(truth["yes"] | truth["no"] for truth in truths.values())
    tests = {member_fact(attribute.name, member): {**truth, UNKNOWN: unknown} for member, truth in truths.items()}
    complaint = nw.lit(f"{attribute.name}: expected yes or no for every member, or nothing for any")
    return Cells({attribute.name: {KNOWN: known, UNKNOWN: unknown}, **tests}, complaint)


def _read_number(attribute: Attribute, column: Column, space: Space, fresh: Iterator[str]) -> Cells:
    text, number, steps = _text(column), nw.col(column.name), {}
    is_number = ~_blank(column)
    if column.dtype != nw.Float64:
        step = next(fresh)
        if column.dtype.is_float():
            steps[step] = number.cast(nw.Float64)
        else:  # whole numbers by way of text too: Arrow refuses to cast those that a Float64 does not hold exactly
            is_number = is_number if column.dtype.is_numeric() else _matches(text, NUMBER)
            steps[step] = nw.when(is_number).then(text).otherwise(NOTHING).cast(nw.Float64)
        number = nw.col(step)
    outside = _complaint(attribute, text, found=attribute.highest + 1)
    complaint = nw.when(is_number).then(outside).otherwise(_complaint(attribute, text))
    tests = {attribute.name: {**_intervals(attribute, number, space), UNKNOWN: _blank(column)}}
    return Cells(tests, complaint, steps)


def _intervals(attribute: Attribute, number: nw.Expr, space: Space) -> dict[str, nw.Expr]:
    """Return for each interval between the cuts of an amount whether a number lies in it."""
    *names, _ = space.domains.get(attribute.name, (KNOWN, UNKNOWN))
    cuts = ((attribute.lowest, 0), *space.cuts.get(attribute.name, ()), (attribute.highest, 1))
    above = [_true(_above(number, cut)) for cut in cuts]
    return {name: above[place] & ~above[place + 1] for place, name in enumerate(names)}


def _above(number: nw.Expr, cut: Cut) -> nw.Expr:
    bound, after = cut
    return number > bound if after else number >= bound


def _read_list(attribute: Attribute, column: Column, fresh: Iterator[str]) -> Cells:
    cell, inner = nw.col(column.name), column.dtype.inner  # type: ignore[attr-defined]
    if column.dtype == nw.Array or inner in (nw.Categorical, nw.Enum):
        cell = cell.cast(nw.List(nw.String if inner in TEXT else inner))
    size, before = cell.list.len(), list_text("")
    if inner in TEXT:
        steps = {next(fresh): _true(cell.list.contains(member)) for member in attribute.values}
        count = reduce(add, (nw.col(step).cast(nw.Int32) for step in steps))
        known = _true(cell.list.unique().list.len() == count)
    else:
        steps = {next(fresh): nw.lit(value=False) for _ in attribute.values}
        known = _true(size == 0)
    return _set_cells(attribute, steps, known, cell.is_null(), nw.concat_str([nw.lit(before), size.cast(nw.String)]))


def _read_names(attribute: Attribute, column: Column, fresh: Iterator[str]) -> Cells:
    text, escaped = _text(column, numbers=False), [re.escape(member) for member in attribute.values]
    steps = {next(fresh): _matches(text, rf"^(?:.*{BETWEEN})? *{name} *(?:{BETWEEN}.*)?$") for name in escaped}
    member = f" *(?:{'|'.join(escaped)}) *"
    known = _matches(text, f"^{member}(?:{BETWEEN}{member})*;?$") | _is_one_of(text, NO_MEMBERS)
    return _set_cells(attribute, steps, known, _blank(column), text)


def list_text(length: object) -> str:
    """Return what to say of a list in which something is no member."""
    return f"something in a list of {length}"


def _set_cells(
    attribute: Attribute, steps: Mapping[str, nw.Expr], known: nw.Expr, unknown: nw.Expr, shown: nw.Expr
) -> Cells:
    """Return the cells of a set whose members, in their order, each have a step."""
    tests = {attribute.name: {KNOWN: known, UNKNOWN: unknown}}
    for member, step in zip(attribute.values, map(nw.col, steps), strict=True):
        values = (step, ~step & ~unknown, unknown)
        tests[member_fact(attribute.name, member)] = dict(zip(MEMBER_VALUES, values, strict=True))
    return Cells(tests, _complaint(attribute, shown), steps)


def _truth(column: Column) -> dict[str, nw.Expr]:
    cell = nw.col(column.name)
    if column.dtype == nw.Boolean:
        return {"yes": _true(cell), "no": _true(~cell)}
    if column.dtype.is_numeric():
        return {"yes": _true(cell == 1), "no": _true(cell == 0)}
    text = _text(column).str.to_lowercase()
    return {"yes": _is_one_of(text, YES), "no": _is_one_of(text, NO)}


def _names(attribute: Attribute, column: Column) -> dict[str, nw.Expr]:
    if column.dtype.is_numeric():  # a whole number has several spellings, and engines differ in theirs
        cell = nw.col(column.name)
        return {
            value: _true(cell == int(value)) if re.fullmatch("[0-9]{1,9}", value) else nw.lit(value=False)
            for value in attribute.values
        }
    return {value: _is_one_of(_text(column), (value,)) for value in attribute.values}


def _blank(column: Column) -> nw.Expr:
    cell = nw.col(column.name)
    if column.dtype.is_float():
        return cell.is_null() | _true(cell.is_nan())
    return cell.is_null() | _is_one_of(_text(column), ("", UNKNOWN)) if column.dtype in TEXT else cell.is_null()


def _text(column: Column, *, numbers: bool = True) -> nw.Expr:
    """Return what a cell says as text; where it is null that is null too."""
    cell = nw.col(column.name)
    if column.dtype == nw.String:
        return cell
    if column.dtype == nw.Boolean and numbers:
        return nw.when(cell).then(nw.lit("yes")).otherwise(nw.when(~cell).then(nw.lit("no")).otherwise(NOTHING))
    if column.dtype in TEXT or (column.dtype.is_numeric() and numbers):
        return cell.cast(nw.String)
    return nw.when(~cell.is_null()).then(nw.lit(OTHER)).otherwise(NOTHING)


def _is_one_of(text: nw.Expr, words: Iterable[str]) -> nw.Expr:
    return _true(any_of(text == word for word in words))


def _matches(text: nw.Expr, pattern: str) -> nw.Expr:
    """Say where a text of one line matches; engines differ in what ends a line."""
    return _true(text.str.contains(pattern)) & ~_true(text.str.contains(LINE_ENDS))


def _true(test: nw.Expr) -> nw.Expr:
    return test.fill_null(value=False)


def _complaint(attribute: Attribute, shown: nw.Expr, found: object = FOUND) -> nw.Expr:
    """Return the sentence that a case file would be told, with the value shown that a row has."""
    (fault,) = value_faults(attribute, frozenset([FOUND]) if attribute.kind == "set" else found)
    before, after = str(evolve(fault, found=FOUND)).split(FOUND)
    return nw.concat_str([nw.lit(before), shown.str.head(SHOWN_CHARACTERS), nw.lit(after)])
