"""Tables written to files a part at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

from pmo_expert.faults import InputError
from pmo_expert.surveys.tables.cells import is_json, is_plain, only
from pmo_expert.surveys.tables.excel_writing import write_excel
from pmo_expert.surveys.tables.safe_cells import marked_cells
from pmo_expert.surveys.tables.sheet import Sheet

LINE_END = "\n"
PARQUET_ERROR = "parquet: "


def write_csv(path: Path, sheet: Sheet, *, safe: bool = False) -> None:
    """Write a CSV file; a `safe` one has no cell that a spreadsheet would run as a formula."""
    with path.open("wb") as stream:
        first = True
        for part in sheet.rows:
            plain = only(is_plain, part.frame, sheet.sets)
            shown = marked_cells(plain) if safe else plain
            shown.write_csv(stream, include_header=first, line_terminator=LINE_END)
            first = False


def write_json_lines(path: Path, sheet: Sheet) -> None:
    """Write a JSON Lines file; what came as JSON Lines stays as it is, with the new names after its own."""
    with path.open("wb") as stream:
        for part in sheet.rows:
            if part.lines is None:
                only(is_json, part.frame, sheet.sets).write_ndjson(stream)
            else:
                lines = _extended(part.lines, part.frame.select(part.added)).to_frame()
                lines.write_csv(stream, include_header=False, line_terminator=LINE_END, quote_style="never")


def write_parquet(path: Path, sheet: Sheet) -> None:
    """Write a Parquet file."""
    refused: list[InputError] = []

    def frames(*_: object) -> Iterator[pl.DataFrame]:
        try:
            for part in sheet.rows:
                yield part.frame
        except InputError as error:  # some versions of Polars raise another one in its place
            refused.append(error)
            raise

    try:
        register_io_source(frames, schema=dict(sheet.schema)).sink_parquet(path, maintain_order=True)
    except (pl.exceptions.ComputeError, InputError) as error:
        if refused:
            raise refused[0] from None
        if not str(error).startswith(PARQUET_ERROR):
            raise
        raise OSError(str(error).rpartition(": ")[2]) from None


WRITERS: dict[str, Callable[[Path, Sheet], None]] = {
    ".csv": write_csv,
    ".parquet": write_parquet,
    ".jsonl": write_json_lines,
    ".ndjson": write_json_lines,
    ".xlsx": write_excel,
}


def _extended(lines: pl.Series, added: pl.DataFrame) -> pl.Series:
    """Return objects with some columns added."""
    start = lines.str.strip_suffix("}").str.strip_chars_end()
    between = pl.when(start == "{").then(pl.lit("")).otherwise(pl.lit(","))
    texts = added.cast(pl.String)  # some versions of Polars write an Enum as a number
    more = texts.select(pl.struct(pl.all()).struct.json_encode().str.slice(1)).to_series()
    return pl.select(pl.concat_str([start, between, more])).to_series()
