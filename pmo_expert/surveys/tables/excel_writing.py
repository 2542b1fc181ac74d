"""Excel files, written whole."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from pmo_expert.surveys.tables.cells import is_plain, only
from pmo_expert.surveys.tables.sheet import Sheet
from pmo_expert.surveys.tables.table import refused

LINES = 1_048_576
MOST_ROWS, MOST_COLUMNS, LONGEST = LINES - 1, 16_384, 32_767
"""What a sheet can hold below its header, and the characters of a cell."""
MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The date that files bear, so that the same rows give the same bytes."""


def write_excel(path: Path, sheet: Sheet) -> None:
    """Write an Excel file, whose rows are all held. Raises InputError when a sheet cannot hold them."""
    parts = [only(is_plain, part.frame, sheet.sets) for part in sheet.rows]
    frame = pl.concat(parts) if parts else pl.DataFrame(schema=dict(sheet.schema))
    frame = frame.with_columns(pl.col(pl.Categorical, pl.Enum).cast(pl.String))
    texts = frame.select(pl.col(pl.String).str.len_chars().max())
    longest = max((length or 0 for length in (texts.row(0) if texts.width else ())), default=0)
    if len(frame) > MOST_ROWS or frame.width > MOST_COLUMNS or longest > LONGEST:
        raise refused(
            str(path),
            f"an Excel sheet holds {MOST_ROWS:,} rows, {MOST_COLUMNS:,} columns and {LONGEST:,} characters a cell",
        )
    with workbook(path) as book:
        frame.write_excel(workbook=book)


def workbook(path: Path) -> Any:
    """Return a new Excel file, written when it is left as a context. Raises ImportError without xlsxwriter."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"created": MADE})
    return book
