"""Cells of a data frame as expressions that say which rows have a value, whatever attribute they are about.

Cells say what `domain.text` reads in the same text; yes and no may be 1 and 0 as well. Most cells are as the vocabulary
writes them, for which one comparison suffices; only the others are folded, in the words of the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TypeAlias

import narwhals.stable.v2 as nw
from attrs import evolve, field, frozen
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
from pmo_expert.logic.columns.expression import Expression, any_of, column, first_of, joined, value, when
from pmo_expert.logic.keys import Variable

TRUTHS = {**dict.fromkeys((*YES, "1"), "yes"), **dict.fromkeys((*NO, "0"), "no")}
LINE_ENDS = "[\n\r\x85\u2028\u2029]"
TEXT = (nw.String, nw.Categorical, nw.Enum)
OTHER = "a value of another type"
FOUND = "\N{SYMBOL FOR SUBSTITUTE}"
NOTHING = value(None)
SILENT = f"^(?:{'|'.join(map(re.escape, sorted(UNKNOWN_WORDS)))})?$"
"""What is said, folded, where nothing is known."""

Tests: TypeAlias = Mapping[str, Expression]
"""For each value of a fact whether a row has it, never null; where a cell is wrong its attribute has none."""

Steps: TypeAlias = Mapping[str, Expression]
"""Columns by name that tests read and that a frame must have first: what is dear to work out is worked out once."""


@frozen
class Said:
    """What cells say: for each value where they name it, where they name one, and where they say that nothing is known.

    A cell that does neither is wrong.
    """

    values: Tests
    known: Expression
    silent: Expression
    steps: Steps = field(factory=dict)


@frozen
class Cells:
    """What the cells of an attribute say, row by row.

    `tests` is by fact; unknown is also where a cell is wrong. `wrong` says where, and `complaint` is what a case file
    would be told of a wrong cell: a sentence for any row, which means something in those whose cell is wrong. Both are
    None when no cell can be wrong.
    """

    tests: Mapping[Variable, Tests]
    wrong: Expression | None
    complaint: Expression | None
    steps: Steps


@frozen
class Column:
    """A column as it stands in a frame."""

    name: str
    dtype: DType

    @property
    def cell(self) -> Expression:
        """What it holds in each row."""
        return column(self.name)


def one_value(variable: Variable, said: Said, complaint: Expression | None, fresh: Iterator[str]) -> Cells:
    """Return the cells of an attribute that has one value or another."""
    known = next(fresh)
    tests = {variable: {**said.values, UNKNOWN: ~column(known)}}
    wrong = None if complaint is None else ~(column(known) | said.silent)
    return Cells(tests, wrong, complaint, {**said.steps, known: said.known})


def yes_or_no(read: Column, fresh: Iterator[str], spelled: Mapping[str, str]) -> Said:
    """Say where a cell says yes, where no and where nothing; `spelled` has what these may be called, folded."""
    cell = read.cell
    if read.dtype == nw.Boolean:
        yes, silent = next(fresh), cell.is_null()
        return Said({"yes": column(yes), "no": ~(column(yes) | silent)}, ~silent, silent, {yes: cell.or_false()})
    if read.dtype.is_numeric():
        return _numbered({"yes": cell.equals(1).or_false(), "no": cell.equals(0).or_false()}, read)
    return _spelled_values(read, {value: _written(value) for value in ("yes", "no")}, {**TRUTHS, **spelled}, fresh)


def _numbered(values: Tests, read: Column) -> Said:
    return Said(values, any_of(values.values()), is_blank(read))


def _written(value: str) -> tuple[str, ...]:
    """Return how programs write yes or no."""
    words = [word for word, meant in TRUTHS.items() if meant == value]
    return tuple(dict.fromkeys(form for word in words for form in (word, word.capitalize(), word.upper())))


def named_values(read: Column, values: Iterable[str], spelled: Mapping[str, str], fresh: Iterator[str]) -> Said:
    """Say where a cell names each value, and where nothing; `spelled` has what these may be called, folded."""
    if read.dtype.is_numeric():  # a whole number has several spellings, and engines differ in theirs
        tests = {
            name: read.cell.equals(int(name)).or_false() if re.fullmatch("[0-9]{1,9}", name) else value(plain=False)
            for name in values
        }
        return _numbered(tests, read)
    return _spelled_values(read, {name: (name,) for name in values}, spelled, fresh)


def _spelled_values(
    read: Column, written: Mapping[str, tuple[str, ...]], spelled: Mapping[str, str], fresh: Iterator[str]
) -> Said:
    """Say where a cell is as it is `written`, or else, folded, a spelling of a value.

    A cell gets the place that its text has among all that is written, or the first that stands for what it means: what
    is not known comes last, and after it what is wrong.
    """
    text, stated, code = text_of(read), next(fresh), next(fresh)
    forms = {**written, UNKNOWN: ("", UNKNOWN)}
    places = {form: place for place, form in enumerate(chain.from_iterable(forms.values()), 1)}
    first = {name: places[several[0]] for name, several in forms.items()}
    words = {**dict.fromkeys(("", *UNKNOWN_WORDS), UNKNOWN), **spelled}
    is_new, wrong = column(stated).is_null(), value(1 + len(places))
    meant = folded(when(~is_new, NOTHING, text), spelled).number({word: first[name] for word, name in words.items()})
    steps = {
        stated: text.number(places),
        code: when(is_new, first_of([meant, wrong]), column(stated)),
    }
    values = {name: column(code).between(first[name], places[several[-1]]) for name, several in written.items()}
    silent = column(code).between(first[UNKNOWN], len(places))
    return Said(values, column(code).at_most(first[UNKNOWN] - 1), silent, steps)


def is_blank(read: Column) -> Expression:
    """Say where a cell of no text says that nothing is known."""
    cell = read.cell
    return cell.is_null() | cell.is_nan().or_false() if read.dtype.is_float() else cell.is_null()


def is_empty(text: Expression) -> Expression:
    """Say where there is no text, or the word unknown as it is mostly written."""
    return text.is_null() | any_of(map(text.equals, ("", UNKNOWN))).or_false()


def is_silent(said: Expression) -> Expression:
    """Say where a text that is folded says that nothing is known."""
    return said.matches(SILENT).or_false()


def lowered(text: Expression, words: Iterable[str]) -> Expression:
    """Return a text without upper case, as far as it matters to compare it with some words."""
    sought = "".join([*words, *UNKNOWN_WORDS])
    for old, new in BEFORE_LOWER:
        text = text.replaced(old, new) if new in sought else text
    text = text.lower()
    for old, new in AFTER_LOWER:
        text = text.replaced(old, new) if new in sought else text
    return text


def folded(text: Expression, words: Iterable[str]) -> Expression:
    """Return a text as names are compared, as far as it matters to compare it with some words."""
    return lowered(text, words).replaced_pattern(APART, "_").stripped("_")


def text_of(read: Column, *, only_text: bool = False) -> Expression:
    """Return what a cell says as text, or null; with `only_text`, numbers and yes and no are of another type."""
    cell = read.cell
    if read.dtype == nw.String:
        return cell
    if read.dtype == nw.Boolean and not only_text:
        return when(cell, value("yes"), when(~cell, value("no"), NOTHING))
    if read.dtype in TEXT or (read.dtype.is_numeric() and not only_text):
        return cell.as_text()
    return when(~cell.is_null(), value(OTHER), NOTHING)


def matches(text: Expression, pattern: str) -> Expression:
    """Say where a text of one line matches; engines differ in what ends a line."""
    return text.matches(f"^(?:{pattern})$").or_false() & ~text.matches(LINE_ENDS).or_false()


def complaint_of(attribute: Attribute, shown: Expression, found: object = FOUND) -> Expression:
    """Return the sentence that a case file would be told, with the value shown that a row has."""
    (fault,) = attribute.faults(found)
    before, after = str(evolve(fault, found=FOUND, nearest=None)).split(FOUND)
    return joined([value(before), shown.head(SHOWN_CHARACTERS), value(after)])


def is_sure_yes_or_no(read: Column) -> bool:
    """Say whether no cell of a column can be anything but yes, no or missing."""
    return read.dtype == nw.Boolean
