"""Cells about sets: a list, a text with members, or a column for each member."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

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
    is_silent,
    lowered,
    text_of,
    yes_or_no,
)
from pmo_expert.domain.kinds.set_of import MEMBER_VALUES, NONE, SetOf
from pmo_expert.domain.text import APART, AROUND, BLANKS, QUOTES
from pmo_expert.logic.columns.expression import Expression, all_of, any_of, column, joined, value
from pmo_expert.logic.keys import Variable

NO_MEMBERS = (NONE, "[]")
LISTS = (nw.List, nw.Array)
COMMAS = f"[{AROUND}]*[,;][,;{AROUND}]*"
PARTLY = "expected yes or no for every member, or nothing for any"
EMPTY = rf"^\[[{BLANKS}]*\]$"


def read_set(attribute: SetOf, read: Column, fresh: Iterator[str]) -> Cells:
    """Return what a column says of a set; `fresh` gives names for columns that are still unused."""
    return (_read_list if read.dtype in LISTS else _read_names)(attribute, read, fresh)


def read_members(attribute: SetOf, columns: Mapping[str, Column], fresh: Iterator[str]) -> Cells:
    """Return what columns of yes and no, one for each member, say of a set: all of them or none must say something."""
    said = {member: yes_or_no(one, fresh, TRUTHS) for member, one in columns.items()}
    known, silent = next(fresh), all_of(one.silent for one in said.values())
    members = {member: one.values["yes"] for member, one in said.items()}
    steps = {name: step for one in said.values() for name, step in one.steps.items()}
    steps[known] = all_of(one.known for one in said.values())
    return _set_cells(attribute, members, known, silent, value(f"{attribute.name}: {PARTLY}"), steps)


def _read_list(attribute: SetOf, read: Column, fresh: Iterator[str]) -> Cells:
    cell, inner = read.cell, read.dtype.inner  # type: ignore[attr-defined]
    if inner in TEXT and (read.dtype == nw.Array or inner != nw.String):
        cell = cell.as_texts()
    size, known, named = _length(read, cell), next(fresh), next(fresh)
    is_empty, members = size.equals(0).or_false(), dict.fromkeys(attribute.values, value(plain=False))
    steps = {known: is_empty}
    if inner in TEXT:
        places = {member: next(fresh) for member in attribute.values}
        steps = {
            known: cell.within(attribute.values).or_false(),
            named: cell.numbered(attribute.values),
            **{place: column(named).holds(member).or_false() for member, place in places.items()},
        }
        members = {member: column(place) for member, place in places.items()}
    complaint = _complaint(attribute, joined([value(list_text("")), size.as_text()]))
    return _set_cells(attribute, members, known, cell.is_null(), complaint, steps)


def _length(read: Column, cell: Expression) -> Expression:
    """Return how long a list is; those of an array are all of one length, which its type tells."""
    return value(read.dtype.size) if isinstance(read.dtype, nw.Array) else cell.length()


def _read_names(attribute: SetOf, read: Column, fresh: Iterator[str]) -> Cells:
    text, spelled = text_of(read, only_text=True), attribute.spelled
    low, names, known = next(fresh), next(fresh), next(fresh)
    said, named = column(low), column(names)
    places = {member: next(fresh) for member in attribute.values}
    words = {member: [word for word, meant in spelled.items() if meant == member] for member in attribute.values}
    steps = {
        low: lowered(text, spelled).stripped(BLANKS),
        names: joined([value(";"), _names(said), value(";")]),
        known: _is_known(said, named, attribute),
        **{place: any_of(map(named_in(named), words[member])).or_false() for member, place in places.items()},
    }
    members = {member: column(place) for member, place in places.items()}
    silent = is_empty(text) | is_silent(folded(said, ()))
    return _set_cells(attribute, members, known, silent, _complaint(attribute, text), steps)


def named_in(named: Expression) -> Callable[[str], Expression]:
    """Return what says where a name is one of those in a row, each between semicolons."""
    return lambda word: named.contains(f";{word};")


def _names(said: Expression) -> Expression:
    """Return the names in lists, folded, with a semicolon between them."""
    bare = said.replaced_pattern(r"^\[", "").replaced_pattern(r"\]$", "")
    return bare.replaced_pattern(COMMAS, ";").replaced_pattern(APART, "_").stripped(f"_;{QUOTES}")


def _is_known(said: Expression, named: Expression, attribute: SetOf) -> Expression:
    """Say where a text is a list of members, or says that there are none."""
    escaped = "|".join(re.escape(word) for word in attribute.spelled)
    is_none = [named.equals(f";{NONE};").or_false()] if attribute.may_be_none else []
    return any_of([named.matches(f"^;(?:(?:{escaped});)+$").or_false(), said.matches(EMPTY).or_false(), *is_none])


def list_text(length: object) -> str:
    """Return what to say of a list in which something is no member."""
    return f"something in a list of {length}"


def _complaint(attribute: SetOf, shown: Expression) -> Expression:
    return complaint_of(attribute, shown, frozenset([FOUND]))


def _set_cells(  # noqa: PLR0917
    attribute: SetOf, members: Tests, known: str, silent: Expression, complaint: Expression, steps: Steps
) -> Cells:
    """Return the cells of a set; `members` says which are in, and the column `known` where the set is known."""
    is_known = column(known)
    tests: dict[Variable, Tests] = {attribute.variable: {KNOWN: is_known, UNKNOWN: ~is_known}}
    for member in attribute.values:
        values = (members[member] & is_known, ~members[member] & is_known, ~is_known)
        tests[attribute.member(member)] = dict(zip(MEMBER_VALUES, values, strict=True))
    return Cells(tests, ~(is_known | silent), complaint, steps)
