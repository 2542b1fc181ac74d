"""JSON Lines files: an object a line, with a value for each column that it knows.

The file is read twice: once for the names of all columns, since the last line may have another, and once for the rows.
Cells are read as text: what is no text as the JSON that it is.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import msgspec
import polars as pl
from attrs import frozen

from pmo_expert.surveys.tables.table import NO_ROWS, Part, Schema, refused, size_of, text_schema, unreadable

BLOCK = 1 << 25
"""How many bytes are read at once: each part of a survey takes its time, however few rows it has."""

CHECKED = 1 << 22
"""How many bytes are checked at once: more is memory that the system gives anew each time."""

LONGEST = 1 << 26
"""The most bytes of a line."""

BLANK = " \t\n\r\v\f"
"""What a line may have around its object: what bytes take for blank."""

NO_JSON = (b"\v", b"\f")
"""What is blank and yet none of the blanks that JSON has."""

NOWHERE = "\x01"
"""A character that JSON has only escaped."""

OBJECT = msgspec.json.Decoder(dict[str, Any])
ENCODER = msgspec.json.Encoder()


@frozen
class JsonLines:
    """A JSON Lines file, all of whose lines are objects."""

    path: str
    schema: Schema

    def parts(self) -> Iterator[Part]:
        """Yield all rows, a part at a time. Raises InputError, with the row, where the file is broken."""
        rows = 0
        for block in _blocks(self.path, BLOCK):
            lines = _lines(block)
            is_json = not any(blank in block for blank in NO_JSON)
            data = block if is_json else "\n".join(lines).encode()
            yield Part(self._frame(data, lines, rows), len(block), lines)
            rows += len(lines)

    def _frame(self, block: bytes, lines: pl.Series, before: int) -> pl.DataFrame:
        try:
            frame = pl.read_ndjson(block, schema=self.schema)
        except pl.exceptions.PolarsError as error:
            if len(lines) > 1:  # one of them cannot be read
                for place, line in enumerate(lines):
                    self._frame(line.encode(), lines.slice(place, 1), before + place)
            raise refused(self.path, f"cannot be read: {str(error).splitlines()[0]}", row=before + 1) from None
        if len(frame) != len(lines):
            raise refused(self.path, f"has {len(lines)} lines that were read as {len(frame)} rows", row=before + 1)
        return frame


def open_json_lines(path: str, done: Callable[[int], object]) -> JsonLines:
    """Open a JSON Lines file; `done` is told how many bytes were read.

    Raises InputError when the file cannot be read, has no rows, or a line is no JSON object.
    """
    size_of(path)
    names: dict[str, None] = {}
    rows = 0
    for block in _blocks(path, CHECKED):
        read = _object if _is_text(block) else _check
        for line in filter(None, map(bytes.strip, block.split(b"\n"))):
            rows += 1
            if len(line) >= LONGEST:
                raise refused(path, "has a line longer than 64 MiB", row=rows)
            found = read(line, path, rows)
            if not found.keys() <= names.keys():
                names.update(dict.fromkeys(found))
        done(len(block))
    if not rows:
        raise refused(path, NO_ROWS)
    return JsonLines(path, text_schema(path, list(names)))


def _blocks(path: str, size: int) -> Iterator[bytes]:
    """Yield a file, lines of some size at a time: whole ones, and of one that is too long as much as shows that."""
    try:
        with Path(path).open("rb") as stream:
            stream.seek(len(BOM_UTF8) if stream.read(len(BOM_UTF8)) == BOM_UTF8 else 0)
            while block := stream.read(size):
                yield block if block.endswith(b"\n") else block + stream.readline(LONGEST)
    except OSError as error:
        raise unreadable(path, error) from None


def _lines(block: bytes) -> pl.Series:
    """Return the lines that are not blank: as a CSV column, which Polars splits six times as fast as text."""
    schema = {"line": pl.String}
    column = pl.read_csv(block, has_header=False, schema=schema, separator=NOWHERE, quote_char=None, glob=False)
    lines = column.to_series().str.strip_chars(BLANK)
    return lines.filter(lines.str.len_bytes() > 0)


def _is_text(block: bytes) -> bool:
    try:
        block.decode()
    except UnicodeDecodeError:
        return False
    return True


def _object(line: bytes, path: str, row: int) -> dict[str, Any]:
    """Return the object in a line of text. Raises InputError when it is none, or a name stands in it twice."""
    try:
        found: dict[str, Any] = OBJECT.decode(line)
    except (msgspec.DecodeError, RecursionError):
        return _check(line, path, row)
    # A name that stands twice is there once in what was found: with its colon, and with its quotes where texts have
    # colons too. Escapes need a closer look.
    is_once = line.count(b":") == len(found) or line.count(b'"') == ENCODER.encode(found).count(b'"')
    is_escaped = b"\\" in line and b"\\u" in line  # one character is sooner looked for than two
    return found if is_once and not is_escaped else _check(line, path, row)


def _check(line: bytes, path: str, row: int) -> dict[str, Any]:
    """Return the object in a line. Raises InputError that says what is wrong with it."""
    try:
        value = STRICT.decode(line.decode())
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeDecodeError:
        raise refused(path, "is not UTF-8", row=row) from None
    except UnicodeEncodeError:
        raise refused(path, "has half a character; JSON escapes those beyond U+FFFF in pairs", row=row) from None
    except RecursionError:
        raise refused(path, "has too many levels", row=row) from None
    except json.JSONDecodeError as error:
        raise refused(path, f"is no JSON: {error.msg}, at character {error.pos + 1}", row=row) from None
    except _RefusedError as error:
        raise refused(path, error.problem, row=row, found=error.found) from None
    if not isinstance(value, dict):
        raise refused(path, "is no JSON object", row=row)
    return value


class _RefusedError(Exception):
    """Something that Python takes for JSON."""

    def __init__(self, problem: str, found: str) -> None:
        self.problem, self.found = problem, found
        super().__init__(problem)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _RefusedError("a name stands twice:", name)
        found[name] = value
    return found


def _no_number(text: str) -> NoReturn:
    raise _RefusedError("is no JSON:", text)


STRICT = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number, parse_int=str)
