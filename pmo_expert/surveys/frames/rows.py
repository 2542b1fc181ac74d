"""The rows of a data frame as cases: read once, ready for the engine `table`."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from logging import getLogger
from typing import Any

from attrs import frozen

from pmo_expert.domain.case import AnyCase, PlainCase
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.subjects import Conclusion
from pmo_expert.knowledge.load import knowledge_or_shipped
from pmo_expert.logic.columns.expression import Expression, column, enum_value, value, when
from pmo_expert.logic.columns.view import View
from pmo_expert.logic.keys import Variable
from pmo_expert.logic.table import Derived, TableEngine
from pmo_expert.surveys.frames.columns import Population, Stated, members_of, read_columns, stated_attributes
from pmo_expert.surveys.frames.opening import OpenFrame, open_frame

LOG = getLogger("pmo_expert.surveys")


@frozen
class Rows:
    """A frame that was read: `view` has columns for the facts of its rows, and one for whether a row is wrong.

    `case` has what is known of all rows. `refused` are the rows that get no advice, None where all get it.
    """

    knowledge: Knowledge
    case: PlainCase
    opened: OpenFrame
    population: Population
    view: View
    wrong: Expression
    refused: Expression | None

    def derive(self, conclusions: Iterable[Conclusion], clauses: Collection[int] = ()) -> Derived:
        """Return the view with what says which values the conclusions have, and where clauses hold."""
        named = [(part, value) for part in conclusions for value in part.values]
        return TableEngine(self.knowledge.compiled.program).derive(
            self.view,
            self.population.tests,
            self.population.shared,
            conclusions=[atom for part, value in named if (atom := part.atom(value)) is not None],
            clauses=clauses,
            start=self.opened.start,
        )

    def value(self, derived: Derived, conclusion: Conclusion) -> Expression:
        """Return the value that a conclusion has in each row, in text: null where a row is refused."""
        values = conclusion.values
        atoms = {atom: name for name in values if (atom := conclusion.atom(name)) is not None}
        choice = [(atoms[atom], test) for atom, test in derived.choice([*atoms])]
        otherwise = choice.pop()[0] if conclusion.default is None else conclusion.default
        result = enum_value(otherwise, values)
        for name, test in reversed(choice):
            result = either(test, enum_value(name, values), result)
        return result if self.refused is None else when(~self.refused, result, enum_value(None, values))

    def text(self, text: Expression) -> Expression:
        """Return a text in each row that is not refused."""
        return text if self.refused is None else when(~self.refused, text, value(None))

    def has(self, variable: Variable, name: str) -> Expression | bool:
        """Say in which rows a fact has a value."""
        shared = self.population.shared.get(variable)
        return column(self.population.tests[variable][name]) if shared is None else shared == name


@frozen
class Reading:
    """What is read of an opened frame: `stated` has the columns that state each attribute, `case` the rest."""

    knowledge: Knowledge
    case: PlainCase
    opened: OpenFrame
    stated: Stated

    @property
    def key(self) -> Hashable:
        """What all that is made of the frame depends on, whatever its rows hold."""
        opened = self.opened
        stated = ((name, of, opened.columns[one]) for name, parts in self.stated.items() for of, one in parts.items())
        return opened.kind, opened.start, tuple(stated), tuple(self.case.facts.items())

    def rows(self, *, strict: bool) -> Rows:
        """Return the rows of the frame.

        With `strict`, rows with values that do not exist are refused; else what these are about is unknown.
        """
        opened, start = self.opened, self.opened.start
        population = read_columns(opened.columns, self.stated, self.case, self.knowledge.compiled.encoding, start)
        wrong = f"{start}wrong"
        view = View(opened.frame, {**population.columns, wrong: population.wrong}, start)
        refused = column(wrong) if strict else None
        return Rows(self.knowledge, self.case, opened, population, view, column(wrong), refused)


def reading_of(
    native: Any, case: AnyCase | Mapping[str, Any] | None, knowledge: Knowledge, results: Iterable[str] = ()
) -> Reading:
    """Open a data frame to read its rows, to which columns named `results` will be added.

    Raises what `read_rows` raises.
    """
    shared = knowledge.case({} if case is None else case)
    opened = open_frame(native, results, lambda names: members_of(names, shared.facts, knowledge.vocabulary))
    stated = stated_attributes(opened.columns, shared.facts, knowledge.vocabulary)
    for name, parts in stated.items():
        for member, found in parts.items():
            if found != (meant := f"{name}.{member}" if member else name):
                LOG.info("the column %s is read as %s", found, meant)
    return Reading(knowledge, shared, opened, stated)


def read_rows(
    native: Any,
    case: AnyCase | Mapping[str, Any] | None,
    knowledge: Knowledge | None,
    results: Iterable[str] = (),
    *,
    strict: bool = False,
) -> Rows:
    """Read a data frame, to which columns named `results` will be added; `case` has what is known of all rows.

    With `strict`, rows with values that do not exist are refused; else what these are about is unknown.

    Raises TypeError when it is no data frame, and InputError when the case has facts that the rules do not know, or
    columns state no attribute, state one twice, or have names that the results would have too.
    """
    return reading_of(native, case, knowledge_or_shipped(knowledge), results).rows(strict=strict)


def either(test: Expression | bool, result: Expression, other: Expression) -> Expression:
    """Return one of two results, by a test on each row or one for all of them."""
    if isinstance(test, bool):
        return result if test else other
    return when(test, result, other)
