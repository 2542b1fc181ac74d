"""Cells about sets: a list, a text with members, or a column for each member."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import reduce
from operator import add

import narwhals.stable.v2 as nw

from pmo_expert.domain.attribute import KNOWN, UNKNOWN
from pmo_expert.domain.cells import (
    FOUND,
    TEXT,
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
from pmo_expert.domain.kinds.set_of import MEMBER_VALUES, NONE, SetOf
from pmo_expert.logic.table import all_of

NO_MEMBERS = (NONE, "[]")
BETWEEN = "[;,]"
LISTS = (nw.List, nw.Array)


def read_set(attribute: SetOf, column: Column, fresh: Iterator[str]) -> Cells:
    """Return what a column says of a set; `fresh` gives names for columns that are still unused."""
    return (_read_list if column.dtype in LISTS else _read_names)(attribute, column, fresh)


def read_members(attribute: SetOf, columns: Mapping[str, Column]) -> Cells:
    """Return what columns of yes and no, one for each member, say of a set: all of them or none must say something."""
    truths = {member: yes_or_no(column) for member, column in columns.items()}
    unknown = all_of(map(is_blank, columns.values()))
    known = all_of(said["yes"] | said["no"] for said in truths.values())
    tests = {attribute.member(member): {**said, UNKNOWN: unknown} for member, said in truths.items()}
    complaint = nw.lit(f"{attribute.name}: expected yes or no for every member, or nothing for any")
    return Cells({attribute.variable: {KNOWN: known, UNKNOWN: unknown}, **tests}, complaint)


def _read_list(attribute: SetOf, column: Column, fresh: Iterator[str]) -> Cells:
    cell, inner = nw.col(column.name), column.dtype.inner  # type: ignore[attr-defined]
    if column.dtype == nw.Array or inner in (nw.Categorical, nw.Enum):
        cell = cell.cast(nw.List(nw.String if inner in TEXT else inner))
    size, before = cell.list.len(), list_text("")
    if inner in TEXT:
        steps = {next(fresh): true(cell.list.contains(member)) for member in attribute.values}
        count = reduce(add, (nw.col(step).cast(nw.Int32) for step in steps))
        known = true(cell.list.unique().list.len() == count)
    else:
        steps = {next(fresh): nw.lit(value=False) for _ in attribute.values}
        known = true(size == 0)
    return _set_cells(attribute, steps, known, cell.is_null(), nw.concat_str([nw.lit(before), size.cast(nw.String)]))


def _read_names(attribute: SetOf, column: Column, fresh: Iterator[str]) -> Cells:
    text, escaped = text_of(column, only_text=True), [re.escape(member) for member in attribute.values]
    steps = {next(fresh): matches(text, rf"^(?:.*{BETWEEN})? *{name} *(?:{BETWEEN}.*)?$") for name in escaped}
    member = f" *(?:{'|'.join(escaped)}) *"
    known = matches(text, f"^{member}(?:{BETWEEN}{member})*;?$") | is_one_of(text, NO_MEMBERS)
    return _set_cells(attribute, steps, known, is_blank(column), text)


def list_text(length: object) -> str:
    """Return what to say of a list in which something is no member."""
    return f"something in a list of {length}"


def _set_cells(
    attribute: SetOf, steps: Mapping[str, nw.Expr], known: nw.Expr, unknown: nw.Expr, shown: nw.Expr
) -> Cells:
    """Return the cells of a set whose members, in their order, each have a step."""
    tests = {attribute.variable: {KNOWN: known, UNKNOWN: unknown}}
    for member, step in zip(attribute.values, map(nw.col, steps), strict=True):
        values = (step, ~step & ~unknown, unknown)
        tests[attribute.member(member)] = dict(zip(MEMBER_VALUES, values, strict=True))
    return Cells(tests, complaint_of(attribute, shown, frozenset([FOUND])), steps)
