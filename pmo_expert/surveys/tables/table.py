"""What a table in a file is, whatever its format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol, TypeAlias

import polars as pl
from attrs import frozen

from pmo_expert.faults import InputError, Position, fault_at

Schema: TypeAlias = Mapping[str, pl.DataType]
NO_ROWS = "has no rows"


@frozen
class Part:
    """Some rows of a table, in order, and how many bytes of the file they took.

    `lines` are the same rows as they stand in the file, where that is JSON Lines.
    """

    frame: pl.DataFrame
    size: int
    lines: pl.Series | None = None


class Table(Protocol):
    """A table in a file that was opened: it has rows, and no two columns of one name."""

    @property
    def path(self) -> str: ...

    @property
    def schema(self) -> Schema: ...

    def parts(self) -> Iterator[Part]:
        """Yield all rows, a part at a time. Raises InputError, with the row, where the file is broken."""


def refused(path: str, problem: str, *, row: int | None = None, found: object = None) -> InputError:
    """Return the error that a file cannot be read, in a row if it is known: from 1 on, 0 for the header."""
    place = "" if row is None else f"row {row}" if row else "header"
    return InputError([fault_at(Position(path), problem, place=place, found=found)])


def size_of(path: str) -> int:
    """Return the size of a file. Raises InputError when it is no ordinary file, empty, or cannot be opened."""
    if Path(path).exists() and not Path(path).is_file():
        raise refused(path, "cannot be read: it is no ordinary file")
    try:
        with Path(path).open("rb") as stream:
            size = stream.seek(0, 2)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    if not size:
        raise refused(path, "is empty")
    return size


def unreadable(path: str, error: OSError | ValueError) -> InputError:
    """Return the error that the system refuses to read a file."""
    return refused(path, f"cannot be read: {getattr(error, 'strerror', None) or error}")


def text_schema(path: str, names: list[str]) -> dict[str, pl.DataType]:
    """Return a schema in which all columns are text. Raises InputError for names that stand twice."""
    schema: dict[str, pl.DataType] = {}
    for name in names:
        if name in schema:
            raise refused(path, "two columns have one name:", found=name)
        schema[name] = pl.String()
    return schema
