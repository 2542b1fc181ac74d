"""What the command survey tells beside its result: columns with odd names, and wrong values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from pmo_expert.doors.cli.shared import tell
from pmo_expert.faults import fault_sentence

if TYPE_CHECKING:
    from pmo_expert.surveys.survey_run import SurveyRun
    from pmo_expert.surveys.wrong_rows import WrongValue


def tell_wrong(run: SurveyRun) -> None:
    """Print which columns may be misspelt, each wrong value with its first rows, and how many more there are."""
    from pmo_expert.surveys.survey_run import overlooked_columns, renamed_columns

    about = run.table.tables, run.case, run.knowledge
    for fault in (*renamed_columns(*about), *overlooked_columns(*about)):
        tell("note:", "cyan", fault_sentence(fault), err=True)
    for value in run.wrong.values.values():
        tell("wrong:", "yellow", _wrong_sentence(value, strict=run.strict), err=True)
    if run.wrong.more:
        cells = f"{run.wrong.more:,} more cell{'' if run.wrong.more == 1 else 's'}"
        tell("wrong:", "yellow", f"and {cells}; the column error of --out says what is wrong with each row", err=True)


def _wrong_sentence(value: WrongValue, *, strict: bool) -> str:
    """Return what is wrong with a value, in which rows, and what came of it."""
    fault = value.fault if value.fault.nearest is None else evolve(value.fault, allowed=())
    first = ", ".join(map(str, value.first))
    where = f"row {first}" if value.rows == 1 else f"{value.rows:,} rows, first {first}"
    where = f"rows {first}" if 1 < value.rows == len(value.first) else where
    return f"{fault_sentence(fault)} ({where}; {'no advice' if strict else 'read as unknown'})"
