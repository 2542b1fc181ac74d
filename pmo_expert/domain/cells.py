"""Cells of a data frame as expressions that say which rows have a value, whatever attribute they are about.

Cells say what `domain.text` reads in the same text; yes and no may be 1 and 0 as well. Most cells are as the vocabulary
writes them, for which one comparison suffices; only the others are folded, in the words of the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import TypeAlias

import narwhals.stable.v2 as nw
from attrs import evolve, frozen
from narwhals.stable.v2.dtypes import DType

from pmo_expert.domain.attribute import UNKNOWN, Attribute
from pmo_expert.domain.text import (
    AFTER_LOWER,
    APART,
    BEFORE_LOWER,
    NO,
    UNKNOWN_WORDS,
    YES,
)
from pmo_expert.faults import SHOWN_CHARACTERS
from pmo_expert.logic.keys import Variable
from pmo_expert.logic.notation import any_of

TRUTHS = {**dict.fromkeys((*YES, "1"), "yes"), **dict.fromkeys((*NO, "0"), "no")}
LINE_ENDS = "[\n\r\x85\u2028\u2029]"
TEXT = (nw.String, nw.Categorical, nw.Enum)
OTHER = "a value of another type"
FOUND = "\N{SYMBOL FOR SUBSTITUTE}"
NOTHING = nw.lit(None, dtype=nw.String)
SILENT = f"^(?:{'|'.join(map(re.escape, sorted(UNKNOWN_WORDS)))})?$"
"""What is said, folded, where nothing is known."""

Tests: TypeAlias = Mapping[str, nw.Expr]
"""For each value of a fact whether a row has it, never null; where a cell is wrong its attribute has none."""

Steps: TypeAlias = tuple[Mapping[str, nw.Expr], ...]
"""Columns by name, in layers: those of one layer read the frame and the layers before."""


@frozen
class Cells:
    """What the cells of an attribute say, row by row.

    `tests` is by fact; of the attribute itself, unknown is where a cell says so, and of members of a set also where
    the cell is wrong. `complaint` is what a case file would be told of a wrong cell: a sentence for any row, which
    means something in those whose cell is wrong. It is None when no cell can be wrong. `steps` are columns that the
    tests read and that a frame must have first: what is dear to work out is worked out once.
    """

    tests: Mapping[Variable, Tests]
    complaint: nw.Expr | None
    steps: Steps = ()


@frozen
class Column:
    """A column as it stands in a frame."""

    name: str
    dtype: DType


def together(steps: Iterable[Steps]) -> Steps:
    """Return the steps of several columns as one, layer by layer."""
    levels = zip_longest(*steps, fillvalue={})
    return tuple({name: step for layer in level for name, step in layer.items()} for level in levels)


def yes_or_no(column: Column, fresh: Iterator[str], spelled: Mapping[str, str]) -> tuple[Tests, Steps]:
    """Say where a cell says yes, where no and where nothing; `spelled` has what these may be called, folded."""
    cell = nw.col(column.name)
    if column.dtype == nw.Boolean:
        return {"yes": true(cell), "no": true(~cell), UNKNOWN: cell.is_null()}, ()
    if column.dtype.is_numeric():
        return {"yes": true(cell == 1), "no": true(cell == 0), UNKNOWN: is_blank(column)}, ()
    return _spelled_values(column, {value: _written(value) for value in ("yes", "no")}, {**TRUTHS, **spelled}, fresh)


def _written(value: str) -> tuple[str, ...]:
    """Return how programs write yes or no."""
    words = [word for word, meant in TRUTHS.items() if meant == value]
    return tuple(dict.fromkeys(form for word in words for form in (word, word.capitalize(), word.upper())))


def named_values(
    column: Column, values: Iterable[str], spelled: Mapping[str, str], fresh: Iterator[str]
) -> tuple[Tests, Steps]:
    """Say where a cell names each value, and where nothing; `spelled` has what these may be called, folded."""
    if column.dtype.is_numeric():  # a whole number has several spellings, and engines differ in theirs
        cell = nw.col(column.name)
        tests = {
            value: true(cell == int(value)) if re.fullmatch("[0-9]{1,9}", value) else nw.lit(value=False)
            for value in values
        }
        return {**tests, UNKNOWN: is_blank(column)}, ()
    return _spelled_values(column, {value: (value,) for value in values}, spelled, fresh)


def _spelled_values(
    column: Column, written: Mapping[str, tuple[str, ...]], spelled: Mapping[str, str], fresh: Iterator[str]
) -> tuple[Tests, Steps]:
    """Say where a cell is as it is `written`, or else, folded, a spelling of a value."""
    text, blank, step = text_of(column), next(fresh), next(fresh)
    exact = {value: next(fresh) for value in written}
    said, silent = nw.col(step), nw.col(blank)
    tests = {
        value: true(any_of([nw.col(name), *(said == word for word, meant in spelled.items() if meant == value)]))
        for value, name in exact.items()
    }
    as_written = {exact[value]: is_one_of(text, forms) for value, forms in written.items()}
    others = when(any_of(map(nw.col, (blank, *exact.values()))), NOTHING, text)
    steps: Steps = ({blank: is_empty(text), **as_written}, {step: folded(others, spelled)})
    return {**tests, UNKNOWN: silent | is_silent(said)}, steps


def is_blank(column: Column) -> nw.Expr:
    """Say where a cell of no text says that nothing is known."""
    cell = nw.col(column.name)
    return cell.is_null() | true(cell.is_nan()) if column.dtype.is_float() else cell.is_null()


def is_empty(text: nw.Expr) -> nw.Expr:
    """Say where there is no text, or the word unknown as it is mostly written."""
    return text.is_null() | is_one_of(text, ("", UNKNOWN))


def is_silent(said: nw.Expr) -> nw.Expr:
    """Say where a text that is folded says that nothing is known."""
    return true(said.str.contains(SILENT))


def lowered(text: nw.Expr, words: Iterable[str]) -> nw.Expr:
    """Return a text without upper case, as far as it matters to compare it with some words."""
    sought = "".join([*words, *UNKNOWN_WORDS])
    for old, new in BEFORE_LOWER:
        text = text.str.replace_all(old, new, literal=True) if new in sought else text
    text = text.str.to_lowercase()
    for old, new in AFTER_LOWER:
        text = text.str.replace_all(old, new, literal=True) if new in sought else text
    return text


def folded(text: nw.Expr, words: Iterable[str]) -> nw.Expr:
    """Return a text as names are compared, as far as it matters to compare it with some words."""
    return lowered(text, words).str.replace_all(APART, "_").str.strip_chars("_")


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


def is_one_of(text: nw.Expr, words: Sequence[str]) -> nw.Expr:
    """Say where a text is one of some words."""
    return true(any_of(text == word for word in words))


def matches(text: nw.Expr, pattern: str) -> nw.Expr:
    """Say where a text of one line matches; engines differ in what ends a line."""
    return true(text.str.contains(f"^(?:{pattern})$")) & ~true(text.str.contains(LINE_ENDS))


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
