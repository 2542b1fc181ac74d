"""What a survey says of the rows of some files together: which changes turn most verdicts, and which rows are best."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

import polars as pl
from polars.io.plugins import register_io_source

from pmo_expert.surveys.frames.columns import members_of
from pmo_expert.surveys.levers import levers
from pmo_expert.surveys.levers_result import Levers
from pmo_expert.surveys.ranking import ranking
from pmo_expert.surveys.survey_run import SurveyRun
from pmo_expert.surveys.tables.cells import is_json, only
from pmo_expert.surveys.tables.sheet import Rows, Sheet
from pmo_expert.surveys.tables.table import Part

SLICE = 50_000
"""How many ranked rows are written at once."""


def levers_of(run: SurveyRun, done: Callable[[int], object]) -> Levers:
    """Return the levers of the rows that were surveyed, which are read again; `done` is told how many bytes."""
    shared = () if run.case is None else run.case.facts
    read = members_of(run.table.schema, shared, run.knowledge.vocabulary)
    schema = {name: dtype for name, dtype in run.table.schema.items() if name in read}

    def parts(columns: list[str] | None, *_others: object) -> Iterator[pl.DataFrame]:
        for _, part in run.table.parts():
            yield part.frame.select(columns or list(schema))
            done(part.size)

    return levers(register_io_source(parts, schema=schema), case=run.case, knowledge=run.knowledge, strict=run.strict)


def ranked_sheet(run: SurveyRun, done: Callable[[int], object]) -> Sheet:
    """Return the rows that were surveyed, the best first; they are read again, and all held.

    `done` is told how many bytes were read.
    """
    parts = []
    for _, part in run.table.parts():
        parts.append(part)
        done(part.size)
    place = "_" * (1 + max(map(len, run.table.schema)))
    rows = pl.concat([part.frame for part in parts]).with_row_index(place)
    ranked = ranking(rows, case=run.case, knowledge=run.knowledge, rules=run.rules, strict=run.strict)
    order, ranked = ranked[place], ranked.drop(place)
    in_lines = any(part.lines is not None for part in parts)
    lines = pl.concat(_lines(part, run.table.sets) for part in parts)[order] if in_lines else None
    added = [name for name in ranked.columns if name not in run.table.schema]
    return Sheet(_slices(ranked, added, lines), ranked.schema, run.table.sets)


def _lines(part: Part, sets: Collection[str]) -> pl.Series:
    """Return rows as JSON Lines, as they stand in the file if they stand there so."""
    if part.lines is not None:
        return part.lines
    return pl.Series(only(is_json, part.frame, sets).write_ndjson().split("\n")[:-1], dtype=pl.String)


def _slices(ranked: pl.DataFrame, added: list[str], lines: pl.Series | None) -> Iterator[Rows]:
    for start in range(0, len(ranked), SLICE):
        yield Rows(ranked.slice(start, SLICE), added, None if lines is None else lines.slice(start, SLICE))
