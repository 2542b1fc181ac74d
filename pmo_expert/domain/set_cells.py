"""Cells about sets: a list, a text with members, or a column for each member."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from operator import add

import narwhals.stable.v2 as nw

from pmo_expert.domain.attribute import KNOWN, UNKNOWN
from pmo_expert.domain.cells import (
    FOUND,
    TEXT,
    TRUTHS,
    Cells,
    Column,
    Steps,
    Tests,
    complaint_of,
    folded,
    is_empty,
    is_one_of,
    is_silent,
    lowered,
    text_of,
    together,
    true,
    yes_or_no,
)
from pmo_expert.domain.kinds.set_of import MEMBER_VALUES, NONE, SetOf
from pmo_expert.domain.text import APART, AROUND, BLANKS, QUOTES
from pmo_expert.logic.keys import Variable
from pmo_expert.logic.notation import all_of, any_of

NO_MEMBERS = (NONE, "[]")
LISTS = (nw.List, nw.Array)
COMMAS = f"[{AROUND}]*[,;][,;{AROUND}]*"
PARTLY = "expected yes or no for every member, or nothing for any"
EMPTY = rf"^\[[{BLANKS}]*\]$"


def read_set(attribute: SetOf, column: Column, fresh: Iterator[str]) -> Cells:
    """Return what a column says of a set; `fresh` gives names for columns that are still unused."""
    return (_read_list if column.dtype in LISTS else _read_names)(attribute, column, fresh)


def read_members(attribute: SetOf, columns: Mapping[str, Column], fresh: Iterator[str]) -> Cells:
    """Return what columns of yes and no, one for each member, say of a set: all of them or none must say something."""
    read = {member: yes_or_no(column, fresh, TRUTHS) for member, column in columns.items()}
    known, steps = next(fresh), together(steps for _, steps in read.values())
    said = {member: tests for member, (tests, _) in read.items()}
    is_known = all_of(tests["yes"] | tests["no"] for tests in said.values())
    unknown = all_of(tests[UNKNOWN] for tests in said.values())
    members = {member: tests["yes"] for member, tests in said.items()}
    complaint = nw.lit(f"{attribute.name}: {PARTLY}")
    return _set_cells(attribute, members, known, unknown, complaint, (*steps, {known: is_known}))


def _read_list(attribute: SetOf, column: Column, fresh: Iterator[str]) -> Cells:
    cell, inner = nw.col(column.name), column.dtype.inner  # type: ignore[attr-defined]
    if column.dtype == nw.Array or inner in (nw.Categorical, nw.Enum):
        cell = cell.cast(nw.List(nw.String if inner in TEXT else inner))
    size, before, known = cell.list.len(), list_text(""), next(fresh)
    if inner in TEXT:
        steps = {next(fresh): true(cell.list.contains(member)) for member in attribute.values}
        count = reduce(add, (nw.col(step).cast(nw.Int32) for step in steps))
        is_known = true(cell.list.unique().list.len() == count)
    else:
        steps = {next(fresh): nw.lit(value=False) for _ in attribute.values}
        is_known = true(size == 0)
    members = dict(zip(attribute.values, map(nw.col, steps), strict=True))
    complaint = _complaint(attribute, nw.concat_str([nw.lit(before), size.cast(nw.String)]))
    return _set_cells(attribute, members, known, cell.is_null(), complaint, (steps, {known: is_known}))


def _read_names(attribute: SetOf, column: Column, fresh: Iterator[str]) -> Cells:
    text, spelled = text_of(column, only_text=True), attribute.spelled
    low, names, known = next(fresh), next(fresh), next(fresh)
    said, named = nw.col(low), nw.col(names)
    steps = {member: next(fresh) for member in attribute.values}
    words = {member: [word for word, meant in spelled.items() if meant == member] for member in attribute.values}
    layers: Steps = (
        {low: lowered(text, spelled).str.strip_chars(BLANKS)},
        {names: nw.concat_str([nw.lit(";"), _names(said), nw.lit(";")])},
        {
            known: _is_known(said, named, attribute),
            **{steps[member]: true(any_of(map(named_in(named), words[member]))) for member in attribute.values},
        },
    )
    members = {member: nw.col(step) for member, step in steps.items()}
    unknown = is_empty(text) | is_silent(folded(said, ()))
    return _set_cells(attribute, members, known, unknown, _complaint(attribute, text), layers)


def named_in(named: nw.Expr) -> Callable[[str], nw.Expr]:
    """Return what says where a name is one of those in a row, each between semicolons."""
    return lambda word: named.str.contains(f";{word};", literal=True)


def _names(said: nw.Expr) -> nw.Expr:
    """Return the names in lists, folded, with a semicolon between them."""
    bare = said.str.replace_all(r"^\[", "").str.replace_all(r"\]$", "")
    return bare.str.replace_all(COMMAS, ";").str.replace_all(APART, "_").str.strip_chars(f"_;{QUOTES}")


def _is_known(said: nw.Expr, named: nw.Expr, attribute: SetOf) -> nw.Expr:
    """Say where a text is a list of members, or says that there are none."""
    escaped = "|".join(re.escape(word) for word in attribute.spelled)
    is_none = [is_one_of(named, [f";{NONE};"])] if attribute.may_be_none else []
    return any_of([true(named.str.contains(f"^;(?:(?:{escaped});)+$")), true(said.str.contains(EMPTY)), *is_none])


def list_text(length: object) -> str:
    """Return what to say of a list in which something is no member."""
    return f"something in a list of {length}"


def _complaint(attribute: SetOf, shown: nw.Expr) -> nw.Expr:
    return complaint_of(attribute, shown, frozenset([FOUND]))


def _set_cells(  # noqa: PLR0917
    attribute: SetOf, members: Tests, known: str, unknown: nw.Expr, complaint: nw.Expr, steps: Steps
) -> Cells:
    """Return the cells of a set; `members` says which are in, and the column `known` where the set is known."""
    is_known = nw.col(known)
    tests: dict[Variable, Tests] = {attribute.variable: {KNOWN: is_known, UNKNOWN: unknown}}
    for member in attribute.values:
        values = (members[member] & is_known, ~members[member] & is_known, ~is_known)
        tests[attribute.member(member)] = dict(zip(MEMBER_VALUES, values, strict=True))
    return Cells(tests, complaint, steps)
