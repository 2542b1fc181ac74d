"""Excel files: the first sheet, whose cells are read as the text that their values are, whatever their formats."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from attrs import frozen

from pmo_expert.surveys.tables.table import NO_ROWS, Part, Schema, refused, size_of, text_schema


@frozen
class ExcelFile:
    """The first sheet of an Excel file, read whole."""

    path: str
    _frame: pl.DataFrame
    _size: int

    @property
    def schema(self) -> Schema:
        return self._frame.schema

    def parts(self) -> Iterator[Part]:
        """Yield all rows."""
        yield Part(self._frame, self._size)


def open_excel(path: str) -> ExcelFile:
    """Open an Excel file.

    Raises InputError when it cannot be read, has no rows, or two columns have one name; ImportError without fastexcel.
    """
    import fastexcel

    size = size_of(path)
    try:
        sheet = fastexcel.read_excel(path).load_sheet(0, header_row=None, dtypes="string")
        cells: pl.DataFrame = sheet.to_polars()
    except fastexcel.FastExcelError as error:
        raise refused(path, f"is no Excel file that can be read: {str(error).splitlines()[0]}") from None
    return ExcelFile(path, _below_header(path, cells), size)


def _below_header(path: str, cells: pl.DataFrame) -> pl.DataFrame:
    """Return the rows below the first one that is not empty, under its names; empty rows and columns are none."""
    texts = cells.select(pl.all().replace("", None))
    filled = texts.filter(pl.any_horizontal(pl.all().is_not_null())) if texts.width else texts
    if not len(filled):
        raise refused(path, "is empty")
    header, rows = filled.row(0), filled[1:]
    named = [place for place, name in enumerate(header) if name is not None]
    nameless = [place for place, name in enumerate(header) if name is None and rows[:, place].null_count() < len(rows)]
    if nameless:
        raise refused(path, f"column {nameless[0] + 1} has cells and no name in the first row")
    schema = text_schema(path, [header[place] for place in named])
    if not len(rows):
        raise refused(path, NO_ROWS)
    return rows.select(rows[:, place].alias(name) for place, name in zip(named, schema, strict=True))
