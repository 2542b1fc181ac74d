"""Cells of a data frame read as values of attributes: expressions that say which rows have a value.

Missing cells, empty text and the word unknown are unknown. Else a cell says what it would say in a case file; 1 and 0
stand for yes and no as well, and a set may be text with its members between commas or semicolons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import add, and_, or_
from typing import TypeAlias

import narwhals.stable.v2 as nw
from attrs import evolve, field, frozen
from narwhals.stable.v2.dtypes import DType

from pmo_expert.facts.attribute import UNKNOWN, Attribute
from pmo_expert.facts.section import value_faults
from pmo_expert.facts.values import NUMBER, TRUTH
from pmo_expert.faults import SHOWN_CHARACTERS
from pmo_expert.knowledge.conditions import Cut
from pmo_expert.knowledge.space import KNOWN, MEMBER_VALUES, Space, member_fact

YES = [*(word for word, value in TRUTH.items() if value), "1"]
NO = [*(word for word, value in TRUTH.items() if not value), "0"]
NO_MEMBERS = ("none", "[]")
BETWEEN = "[;,]"
TEXT = (nw.String, nw.Categorical, nw.Enum)
FOUND = "\N{SYMBOL FOR SUBSTITUTE}"

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
        read = _read_list if column.dtype in (nw.List, nw.Array) else _read_names
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
    unknown = reduce(and_, map(_blank, columns.values()))
    known = reduce(and_, (truth["yes"] | truth["no"] for truth in truths.values()))
    tests = {member_fact(attribute.name, member): {**truth, UNKNOWN: unknown} for member, truth in truths.items()}
    complaint = nw.lit(f"{attribute.name}: expected yes or no for every member, or nothing for any")
    return Cells({attribute.name: {KNOWN: known, UNKNOWN: unknown}, **tests}, complaint)


def _read_number(attribute: Attribute, column: Column, space: Space, fresh: Iterator[str]) -> Cells:
    text, number, steps = _text(column), nw.col(column.name), {}
    is_number = ~_blank(column)
    if not column.dtype.is_numeric():
        is_number = _matches(text, f"^{NUMBER.pattern.replace('(', '(?:')}$")
        step = next(fresh)
        steps[step] = nw.when(is_number).then(text).otherwise(nw.lit(None, dtype=nw.String)).cast(nw.Float64)
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
    cell = nw.col(column.name)
    steps = {next(fresh): _true(cell.list.contains(member)) for member in attribute.values}
    count = reduce(add, (nw.col(step).cast(nw.Int32) for step in steps))
    known = _true(cell.list.unique().list.len() == count)
    shown = nw.concat_str([nw.lit("a list of "), cell.list.len().cast(nw.String)])
    return _set_cells(attribute, steps, known, cell.is_null(), shown)


def _read_names(attribute: Attribute, column: Column, fresh: Iterator[str]) -> Cells:
    text, escaped = _text(column), [re.escape(member) for member in attribute.values]
    steps = {next(fresh): _matches(text, rf"^(?:.*{BETWEEN})? *{name} *(?:{BETWEEN}.*)?$") for name in escaped}
    member = f" *(?:{'|'.join(escaped)}) *"
    known = _matches(text, f"^{member}(?:{BETWEEN}{member})*$") | _is_one_of(text, NO_MEMBERS)
    return _set_cells(attribute, steps, known, _blank(column), text)


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
    return {value: _is_one_of(_text(column), (value,)) for value in attribute.values}


def _blank(column: Column) -> nw.Expr:
    cell = nw.col(column.name)
    if column.dtype.is_float():
        return cell.is_null() | _true(cell.is_nan())
    return cell.is_null() | _is_one_of(_text(column), ("", UNKNOWN)) if column.dtype in TEXT else cell.is_null()


def _text(column: Column) -> nw.Expr:
    return nw.col(column.name) if column.dtype == nw.String else nw.col(column.name).cast(nw.String)


def _is_one_of(text: nw.Expr, words: Iterable[str]) -> nw.Expr:
    return _true(reduce(or_, (text == word for word in words)))


def _matches(text: nw.Expr, pattern: str) -> nw.Expr:
    """Say where a text of one line matches; engines differ in where a line ends."""
    return _true(text.str.contains(pattern)) & ~_true(text.str.contains("\n", literal=True))


def _true(test: nw.Expr) -> nw.Expr:
    return test.fill_null(value=False)


def _complaint(attribute: Attribute, shown: nw.Expr, found: object = FOUND) -> nw.Expr:
    """Return the sentence that a case file would be told, with the value shown that a row has."""
    (fault,) = value_faults(attribute, frozenset([FOUND]) if attribute.kind == "set" else found)
    before, after = str(evolve(fault, found=FOUND)).split(FOUND)
    return nw.concat_str([nw.lit(before), shown.str.head(SHOWN_CHARACTERS), nw.lit(after)])
