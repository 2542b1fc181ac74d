"""A survey of the tables in some files, a part at a time: what comes out, the counts, and the rows that are wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import polars as pl
from attrs import define, evolve, field

from pmo_expert.domain.case import PlainCase
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.faults import Fault, InputError, Position, fault_at, printable
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.surveys.counts import Key
from pmo_expert.surveys.frames.columns import stated_attributes
from pmo_expert.surveys.frames.near_names import Stating, is_stating, near_names, nearest_attribute
from pmo_expert.surveys.frames.source import Source, collected
from pmo_expert.surveys.summarize import CountableSurvey, countable_survey, summary_of
from pmo_expert.surveys.summary_result import Summary
from pmo_expert.surveys.tables.joint import JointTable
from pmo_expert.surveys.tables.sheet import Rows, Sheet
from pmo_expert.surveys.tables.table import Table
from pmo_expert.surveys.wrong_rows import WrongValues


@define
class SurveyRun:
    """A survey of a table. Once all rows of `sheet` were taken, `summary` and `wrong` are those of all.

    `wrong` has the values that do not exist.
    """

    table: JointTable
    case: PlainCase | None
    knowledge: Knowledge
    rules: bool
    strict: bool
    _source: Source
    _survey: CountableSurvey
    wrong: WrongValues
    _counts: Counter[Key] = field(factory=Counter)

    @property
    def summary(self) -> Summary:
        return summary_of(self._counts, self.knowledge)

    def sheet(self, done: Callable[[int], object]) -> Sheet:
        """Return all rows with the advice on them, in order; `done` is told how many bytes were read for some."""
        types = self._survey.frame.collect_schema()
        schema = {name: types[name] for name in (*self.table.schema, *self._survey.added)}
        return Sheet(self._rows(list(schema), done), schema, self.table.sets)

    def _rows(self, names: list[str], done: Callable[[int], object]) -> Iterator[Rows]:
        for place, part in self.table.parts():
            self._source.part = part.frame
            found = collected(self._survey.frame)
            self._counts.update(self._survey.count_rows(found))
            self.wrong.note(found, self._survey.wrong_cells, place)
            yield Rows(found.select(names), self._survey.added, part.lines)
            done(part.size)


def survey_tables(
    tables: Sequence[Table],
    case: PlainCase | None,
    knowledge: Knowledge,
    *,
    rules: bool = False,
    strict: bool = False,
) -> SurveyRun:
    """Return a survey of some tables as one; `rules` and `strict` are those of `survey`.

    Raises what `survey` raises, with the files of the faults.
    """
    _check_columns(tables, case, knowledge)
    attributes = knowledge.vocabulary.attributes.values()
    sets = {attribute.name for attribute in attributes if isinstance(attribute, SetOf)}
    near = _near_names(tables, case, knowledge)
    table = JointTable(tables, sets | {column for column, (name, _) in near.items() if name in sets})
    source = Source(pl.DataFrame(schema=dict(table.schema)))
    try:
        stated = stated_attributes(table.schema, () if case is None else case.facts, knowledge.vocabulary)
        survey = countable_survey(source.frame(), case, knowledge, rules=rules, strict=strict)
        wrong = WrongValues(knowledge.vocabulary, stated)
        return SurveyRun(table, case, knowledge, rules, strict, source, survey, wrong)
    except InputError as error:
        raise InputError(evolve(fault, file=_holder(fault, tables)) for fault in error.faults) from None


def _holder(fault: Fault, tables: Sequence[Table]) -> str | None:
    """Return the first file with a column of the name that a fault has found; the only file in any case."""
    name = str(fault.found).lower()
    held = [table.path for table in tables if len(tables) == 1 or name in map(str.lower, table.schema)]
    return held[0] if held else None


def overlooked_columns(tables: Sequence[Table], case: PlainCase | None, knowledge: Knowledge) -> Iterator[Fault]:
    """Yield the columns that state nothing, though their names are much like those of attributes."""
    vocabulary, shared = knowledge.vocabulary, () if case is None else case.facts
    for table in tables:
        near = near_names(list(table.schema), shared, vocabulary)
        for name in table.schema:
            if name in near or is_stating(name, vocabulary):
                continue
            fault = fault_at(
                Position(table.path), "only carried along: the column", found=name, allowed=vocabulary.attributes
            )
            nearest = fault.nearest if "." in name else nearest_attribute(name, vocabulary)
            if nearest is not None:
                yield evolve(fault, allowed=(), nearest=nearest)


def renamed_columns(tables: Sequence[Table], case: PlainCase | None, knowledge: Knowledge) -> Iterator[Fault]:
    """Yield the columns that are read though their names are not quite those of attributes."""
    shared = () if case is None else case.facts
    for table in tables:
        for column, meant in near_names(list(table.schema), shared, knowledge.vocabulary).items():
            name = ".".join(filter(None, meant))
            yield Fault(file=table.path, problem=f"the column “{printable(column)}” is read as {name}")


def _check_columns(tables: Sequence[Table], case: PlainCase | None, knowledge: Knowledge) -> None:
    shared = () if case is None else case.facts
    faults: list[Fault] = []
    for table in tables:
        try:
            stated_attributes(table.schema, shared, knowledge.vocabulary)
        except InputError as error:
            faults += [evolve(fault, file=table.path) for fault in error.faults]
    if faults:
        raise InputError(faults)


def _near_names(tables: Sequence[Table], case: PlainCase | None, knowledge: Knowledge) -> dict[str, Stating]:
    """Return what columns are taken for; raises InputError where a column means another thing beside other files."""
    shared = () if case is None else case.facts
    joint = near_names(
        list(dict.fromkeys(name for table in tables for name in table.schema)), shared, knowledge.vocabulary
    )
    faults = []
    for table in tables:
        for column, (name, member) in near_names(list(table.schema), shared, knowledge.vocabulary).items():
            if joint.get(column) != (name, member):
                meant = ".".join(filter(None, (name, member)))
                problem = f"another file has another column for {meant}; give both one name, found"
                faults.append(fault_at(Position(table.path), problem, found=column))
    if faults:
        raise InputError(faults)
    return joint
