"""Columns of a data frame as facts of its rows: which state an attribute, and which are only carried along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import TypeAlias

from attrs import frozen

from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.case import PlainCase
from pmo_expert.domain.cells import Cells, Column
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.set_cells import read_members
from pmo_expert.domain.vocabulary import Vocabulary
from pmo_expert.faults import NOWHERE, Fault, InputError, fault_at
from pmo_expert.knowledge.compiling.encoding import Encoding
from pmo_expert.logic.columns.expression import Expression, any_of, column, joined_known, value, when
from pmo_expert.logic.columns.reader import Tests
from pmo_expert.logic.keys import Variable
from pmo_expert.surveys.frames.near_names import WHOLE, exact_name, is_stating, near_names

Stated: TypeAlias = Mapping[str, Mapping[str, str]]
"""For each attribute that columns state, which column does: for the whole, or for each member."""

STATED_TWICE = "this attribute has a column and a value for all rows; leave one of them out"


@frozen
class Population:
    """What is known of the rows of a frame.

    `columns` are to be added to the frame. `tests` names, for each fact that differs by row and each of its values, the
    one that says whether a row has it; what a wrong cell is about is unknown. `shared` are the facts that all rows
    share. `wrong_cells` names, for each attribute whose cells may be wrong, the column that says in which rows they
    are.
    """

    columns: Mapping[str, Expression]
    tests: Tests
    shared: Mapping[Variable, str]
    wrong_cells: Mapping[str, str]
    _complaints: Mapping[str, Expression]

    @property
    def wrong(self) -> Expression:
        """Whether a row has a value that does not exist, in terms of the columns that were added."""
        return any_of(map(column, self.wrong_cells.values())) if self.wrong_cells else value(plain=False)

    @property
    def complaint(self) -> Expression:
        """What is wrong with a row where something is."""
        nothing = value(None)
        sentences = [
            when(column(self.wrong_cells[name]), sentence, nothing) for name, sentence in self._complaints.items()
        ]
        return joined_known(sentences, "; ") if sentences else nothing


def read_columns(
    columns: Mapping[str, Column], stated: Stated, case: PlainCase, encoding: Encoding, start: str
) -> Population:
    """Return what columns, by the names that people gave them, and what is known of all rows say about each row.

    `stated` has the columns that state each attribute. The names of the columns to add begin with `start`.
    """
    reader = _Reader(columns, encoding, (f"{start}step{place}" for place in count()))
    cells = {name: reader.cells(name, parts) for name, parts in stated.items()}
    read = {fact: values for part in cells.values() for fact, values in part.tests.items()}
    names = (f"{start}fact{place}" for place in count())
    tests = {fact: {value: next(names) for value in values} for fact, values in read.items()}
    facts = {tests[fact][value]: test for fact, values in read.items() for value, test in values.items()}
    complaints = {name: part.complaint for name, part in cells.items() if part.complaint is not None}
    wrong = {name: f"{start}wrong{place}" for place, name in enumerate(complaints)}
    return Population(
        {
            **{name: step for part in cells.values() for name, step in part.steps.items()},
            **facts,
            **{wrong[name]: part.wrong for name, part in cells.items() if part.wrong is not None},
        },
        tests,
        {name: value for name, value in encoding.facts(case).items() if name not in read},
        wrong,
        complaints,
    )


def stated_attributes(
    columns: Iterable[object], shared: Iterable[str], vocabulary: Vocabulary
) -> dict[str, dict[str, str]]:
    """Return for each attribute that columns state, in order, which column does: for the whole or for each member.

    `shared` names attributes that are stated once for all rows. Columns may have names that are nearly those of
    attributes, see `near_names`. Raises InputError with a fault for each column that belongs to a section but states
    no attribute of it, or one that is stated elsewhere too, and when no column states an attribute.
    """
    names, given = [title for title in columns if isinstance(title, str)], tuple(shared)
    near = near_names(names, given, vocabulary)
    found: dict[str, dict[str, str]] = {}
    faults: list[Fault] = []
    for title in names:
        if title not in near and not is_stating(title, vocabulary):
            continue
        name, member = near.get(title) or exact_name(title, vocabulary)
        wrong = _column_faults(name, member, vocabulary)
        faults += wrong
        if not wrong:
            found.setdefault(name, {})[member] = title
    faults += [fault for name, parts in found.items() for fault in _part_faults(vocabulary.attributes[name], parts)]
    faults += [_at(name, STATED_TWICE) for name in given if name in found]
    if not found and not faults:
        faults = [fault_at(NOWHERE, "no column states an attribute", allowed=vocabulary.attributes)]
    if faults:
        raise InputError(faults)
    return {name: found[name] for name in vocabulary.attributes if name in found}


def members_of(columns: Iterable[object], shared: Iterable[str], vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Return, of the columns that are read, what a set in them may hold: () when they are about no whole set."""
    names = [title for title in columns if isinstance(title, str)]
    near = near_names(names, tuple(shared), vocabulary)
    held: dict[str, tuple[str, ...]] = {}
    for title in names:
        if title in near or is_stating(title, vocabulary):
            name, member = near.get(title) or exact_name(title, vocabulary)
            attribute = vocabulary.attributes.get(name)
            held[title] = attribute.values if isinstance(attribute, SetOf) and member == WHOLE else ()
    return held


def _column_faults(name: str, member: str, vocabulary: Vocabulary) -> list[Fault]:
    faults = vocabulary.name_faults(name)
    if faults or not member or member in (members := vocabulary.attributes[name].values):
        return faults
    return [fault_at(NOWHERE, "there is no member", place=name, found=member, allowed=members)]


def _part_faults(attribute: Attribute, parts: Mapping[str, str]) -> list[Fault]:
    """Return what is wrong with the columns of a set: there must be one for the whole, or one for each member."""
    name = attribute.name
    if WHOLE in parts:
        return [_at(column, f"the column {name} says this already") for member, column in parts.items() if member]
    missing = [f"{name}.{member}" for member in attribute.values if member not in parts]
    return [_at(column, "this column is missing; a set takes one for each member") for column in missing]


def _at(place: str, problem: str) -> Fault:
    return fault_at(NOWHERE, problem, place=place)


@frozen
class _Reader:
    columns: Mapping[str, Column]
    encoding: Encoding
    fresh: Iterator[str]

    def cells(self, name: str, parts: Mapping[str, str]) -> Cells:
        attribute = self.encoding.vocabulary.attributes[name]
        if WHOLE in parts:
            return attribute.read_cells(self.columns[parts[WHOLE]], self.encoding.cuts_of(name), self.fresh)
        assert isinstance(attribute, SetOf)
        return read_members(attribute, {member: self.columns[part] for member, part in parts.items()}, self.fresh)
