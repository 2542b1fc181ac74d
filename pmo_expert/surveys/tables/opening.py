"""Tables opened by what the names of their files end with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

from pmo_expert.documents import is_same_file
from pmo_expert.faults import Fault, InputError, Position, fault_at
from pmo_expert.surveys.tables.csv_file import open_csv
from pmo_expert.surveys.tables.excel_file import open_excel
from pmo_expert.surveys.tables.json_lines import open_json_lines
from pmo_expert.surveys.tables.parquet_file import open_parquet
from pmo_expert.surveys.tables.table import Table

Opener: TypeAlias = Callable[[str, Callable[[int], object], str | None], Table]

OPENERS: dict[str, Opener] = {
    ".csv": lambda path, _, encoding: open_csv(path, encoding),
    ".parquet": lambda path, _, __: open_parquet(path),
    ".jsonl": lambda path, done, _: open_json_lines(path, done),
    ".ndjson": lambda path, done, _: open_json_lines(path, done),
    ".xlsx": lambda path, _, __: open_excel(path),
}
READ_TWICE = (".jsonl", ".ndjson")
"""The formats that are read when they are opened too."""


def open_tables(paths: Iterable[str], done: Callable[[int], object], encoding: str | None = None) -> list[Table]:
    """Open tables; `done` is told how many bytes of those in READ_TWICE were read.

    `encoding` is that of CSV files, None for UTF-8.

    Raises InputError with the faults of all of them.
    """
    tables: list[Table] = []
    faults: list[Fault] = []
    seen: list[str] = []
    for path in paths:
        if any(is_same_file(path, other) for other in seen):
            faults.append(fault_at(Position(path), "is given twice"))
        try:
            tables.append(OPENERS[table_format(path)](path, done, encoding))
        except InputError as error:
            faults += error.faults
        seen.append(path)
    if faults:
        raise InputError(faults)
    return tables


def table_format(path: str) -> str:
    """Return the ending that tells the format of a table. Raises InputError when it is none that is known."""
    ending = Path(path).suffix.lower()
    if ending not in OPENERS:
        problem = "the end of its name does not tell a format that is read or written:"
        raise InputError([fault_at(Position(path), problem, found=Path(path).name, allowed=OPENERS)])
    return ending
