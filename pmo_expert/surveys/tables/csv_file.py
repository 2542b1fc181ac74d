"""CSV files: every cell is text, and stays as it is; commas, semicolons or tabs are between cells.

Python's `csv` module has the last word on what a file says. Polars is faster; what it reads counts when, written again,
it is what was there, byte by byte.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO, Literal

import polars as pl
from attrs import define, frozen

from pmo_expert.faults import InputError
from pmo_expert.surveys.tables.encoding import NO_UTF8, utf8_stream
from pmo_expert.surveys.tables.table import NO_ROWS, Part, Schema, refused, size_of, text_schema, unreadable

BLOCK = 1 << 23
"""How many bytes are read at once."""

STEP = 1 << 21
"""How many bytes the `csv` module takes at once."""

LONGEST = 1 << 26
"""The most bytes of a row."""

MOST_TRIES = 100
SEPARATORS = (",", ";", "\t")
PROBLEMS = {
    "unexpected end of data": "a quote is opened and never closed",
    "expected after": "a cell goes on after its closing quote; a quote inside a cell is written twice",
    "new-line character": "a line must end with LF or CR LF, and has a CR alone",
}
"""What the `csv` module says, in words for people who do not program."""


@frozen
class CsvFile:
    """A CSV file whose first row has the names of its columns."""

    path: str
    schema: Schema
    _start: int
    _separator: str
    _encoding: str | None

    def parts(self) -> Iterator[Part]:
        """Yield all rows, a part at a time. Raises InputError, with the row, where the file is broken."""
        try:
            with utf8_stream(self.path, self._encoding) as stream:
                stream.seek(self._start)
                yield from self._parts(stream)
        except OSError as error:
            raise unreadable(self.path, error) from None

    def _parts(self, stream: BinaryIO) -> Iterator[Part]:
        rows, place = 0, self._start
        while block := stream.read(BLOCK):
            whole = block[: _end_of_rows(block)] if len(block) == BLOCK else block
            frame = _read_quickly(whole, self.schema, self._separator)
            if frame is not None:
                rows, place = rows + len(frame), place + len(whole)
                stream.seek(place)
                yield Part(frame, len(whole))
                continue
            stream.seek(place)
            strict = StrictRows(self.path, stream, rows, self._separator)
            end = place + len(block)
            while place < end and (cells := strict.read(min(end, place + STEP), len(self.schema))):
                size, place = stream.tell() - place, stream.tell()
                yield Part(_frame(cells, self.schema), size)
            rows, place = strict.rows, stream.tell()


@define
class StrictRows:
    """Reads rows from where a stream stands; `rows` is how many were read before."""

    path: str
    stream: BinaryIO
    rows: int
    separator: str = SEPARATORS[0]

    def read(self, end: int, width: int | None = None) -> list[list[str]]:
        """Return the next rows, those that begin before `end`; at least one unless there is none.

        Raises InputError when a row is no CSV or does not have `width` cells.
        """
        found: list[list[str]] = []
        reader = csv.reader(self._lines(), strict=True, delimiter=self.separator)
        csv.field_size_limit(LONGEST)
        while not found or self.stream.tell() < end:
            try:
                cells = next(reader, None)
            except csv.Error as error:
                raise refused(self.path, _problem(error), row=self.rows + 1) from None
            if cells is None:
                break
            if cells:  # a blank line is no row
                self.rows += 1
                found.append(self._checked(cells, width))
        return found

    def _checked(self, cells: list[str], width: int | None) -> list[str]:
        if width is not None and len(cells) != width:
            problem = f"cells are expected, as many as the header has; found {len(cells)}"
            raise refused(self.path, f"{width} {problem}", row=self.rows)
        return cells

    def _lines(self) -> Iterator[str]:
        start = self.stream.tell(), self.rows
        while line := self.stream.readline(LONGEST):
            if start[1] != self.rows:
                start = self.stream.tell() - len(line), self.rows
            if self.stream.tell() - start[0] >= LONGEST:
                raise refused(self.path, "is longer than 64 MiB; is a quote never closed?", row=self.rows + 1)
            try:
                yield line.decode()
            except UnicodeDecodeError:
                raise refused(self.path, NO_UTF8, row=self.rows + 1) from None


def open_csv(path: str, encoding: str | None = None) -> CsvFile:
    """Open a CSV file, which is UTF-8 or begins with a byte order mark, or else has an encoding of Python's names.

    What is between its cells is what makes most cells of its header.

    Raises InputError when it cannot be read, has no rows, or two columns have one name.
    """
    size_of(path)
    try:
        with utf8_stream(path, encoding) as stream:
            start = stream.tell()
            names, separator = _header(path, stream)
            stream.seek(start)
            rows = StrictRows(path, stream, -1, separator)
            rows.read(0)
            start = stream.tell()
            if not names or not rows.read(0):
                raise refused(path, NO_ROWS if names else "is empty")
    except OSError as error:
        raise unreadable(path, error) from None
    return CsvFile(path, text_schema(path, names), start, separator, encoding)


def _header(path: str, stream: BinaryIO) -> tuple[list[str], str]:
    """Return the names in the first row, and what is between them. Raises InputError when the row is no CSV."""
    start = stream.tell()
    read: dict[str, list[str]] = {}
    refusals: list[InputError] = []
    for separator in SEPARATORS:
        stream.seek(start)
        try:
            read[separator] = next(iter(StrictRows(path, stream, -1, separator).read(0)), [])
        except InputError as error:
            refusals.append(error)
    if not read:
        raise refusals[0]
    separator = max(read, key=lambda one: len(read[one]))
    return read[separator], separator


def _end_of_rows(block: bytes) -> int:
    """Return how many bytes whole rows seem to take: up to the last line feed between quotes that are paired."""
    end = len(block)
    for _ in range(MOST_TRIES):
        end = block.rfind(b"\n", 0, end) + 1
        if block.count(b'"', 0, end) % 2 == 0:
            return end
        end -= 1
    return 0


def _read_quickly(data: bytes, schema: Schema, separator: str) -> pl.DataFrame | None:
    """Return rows as Polars reads them; None where it is not sure that they are what is there."""
    if len(schema) == 1 or not data:  # a blank line would be a row
        return None
    ended = data if data.endswith(b"\n") else data + b"\n"
    try:
        frame = pl.read_csv(ended, has_header=False, schema=schema, raise_if_empty=False, separator=separator)
    except (pl.exceptions.PolarsError, ValueError):
        return None
    styles: tuple[Literal["always", "necessary"], ...] = ("always", "necessary")
    if not any(_written(frame, style, ended, separator) == ended for style in styles[not data.startswith(b'"') :]):
        return None
    return frame.with_columns(pl.all().replace("", None)) if b'""' in data else frame


def _written(frame: pl.DataFrame, style: Literal["always", "necessary"], like: bytes, separator: str) -> bytes:
    buffer = BytesIO()
    line_end = "\r\n" if like.endswith(b"\r\n") else "\n"
    frame.write_csv(buffer, include_header=False, quote_style=style, line_terminator=line_end, separator=separator)
    return buffer.getvalue()


def _problem(error: csv.Error) -> str:
    known = (problem for text, problem in PROBLEMS.items() if text in str(error))
    return next(known, f"is not valid CSV: {error}")


def _frame(rows: list[list[str]], schema: Schema) -> pl.DataFrame:
    columns = zip(schema, zip(*rows, strict=True), strict=True)
    frame = pl.DataFrame({name: pl.Series(cells, dtype=pl.String) for name, cells in columns})
    return frame.with_columns(pl.all().replace("", None))
