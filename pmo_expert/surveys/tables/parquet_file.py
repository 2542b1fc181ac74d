"""Parquet files, whose columns have types."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from attrs import frozen

from pmo_expert.faults import InputError
from pmo_expert.surveys.tables.table import NO_ROWS, Part, Schema, refused, size_of

FEWEST, MOST = 1000, 50_000
"""How many rows are read at first, and at most at once."""

BLOCK = 1 << 25
"""How many bytes rows may take that are read at once."""

BROKEN = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError)
"""What reading a broken file raises."""


@frozen
class ParquetFile:
    """A Parquet file."""

    path: str
    schema: Schema
    _rows: int
    _size: int

    def parts(self) -> Iterator[Part]:
        """Yield all rows, a part at a time. Raises InputError where the file is broken."""
        start, step = 0, FEWEST
        while start < self._rows:
            try:
                frame = _scan(self.path).slice(start, step).collect()
            except BROKEN as error:
                raise _broken(self.path, error) from None
            if not len(frame):
                raise refused(self.path, "ends before its last row", row=start + 1)
            yield Part(frame, self._size * (start + len(frame)) // self._rows - self._size * start // self._rows)
            start += len(frame)
            step = max(1, min(MOST, len(frame) * BLOCK // max(1, int(frame.estimated_size()))))


def open_parquet(path: str) -> ParquetFile:
    """Open a Parquet file. Raises InputError when it cannot be read or has no rows."""
    size = size_of(path)
    try:
        schema = _scan(path).collect_schema()
        rows = _scan(path).select(pl.len()).collect().item()
    except BROKEN as error:
        raise _broken(path, error) from None
    if not rows:
        raise refused(path, NO_ROWS)
    return ParquetFile(path, schema, rows, size)


def _scan(path: str) -> pl.LazyFrame:
    return pl.scan_parquet(path, glob=False, hive_partitioning=False)


def _broken(path: str, error: BaseException) -> InputError:
    reason = (str(error).splitlines() or [""])[0]
    return refused(path, f"is no Parquet file that can be read: {reason}")
