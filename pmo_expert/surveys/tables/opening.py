"""Tables opened by what the names of their files end with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

from pmo_expert.faults import Fault, InputError, Position, fault_at
from pmo_expert.surveys.tables.csv_file import open_csv
from pmo_expert.surveys.tables.json_lines import open_json_lines
from pmo_expert.surveys.tables.parquet_file import open_parquet
from pmo_expert.surveys.tables.table import Table

Opener: TypeAlias = Callable[[str, Callable[[int], object]], Table]

OPENERS: dict[str, Opener] = {
    ".csv": lambda path, _: open_csv(path),
    ".parquet": lambda path, _: open_parquet(path),
    ".jsonl": open_json_lines,
    ".ndjson": open_json_lines,
}
READ_TWICE = (".jsonl", ".ndjson")
"""The formats that are read when they are opened too."""


def open_tables(paths: Iterable[str], done: Callable[[int], object]) -> list[Table]:
    """Open tables; `done` is told how many bytes of those in READ_TWICE were read.

    Raises InputError with the faults of all of them.
    """
    tables: list[Table] = []
    faults: list[Fault] = []
    seen: list[str] = []
    for path in paths:
        if any(is_same_file(path, other) for other in seen):
            faults.append(fault_at(Position(path), "is given twice"))
        try:
            tables.append(OPENERS[table_format(path)](path, done))
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


def is_same_file(one: str, other: str) -> bool:
    """Say whether two paths are of one file."""
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):
        return False
