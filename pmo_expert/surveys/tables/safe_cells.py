"""Cells that a spreadsheet would run as a formula when it opens a CSV file, marked so that it shows them as text.

What begins a formula, and the apostrophe that keeps it a text, are those of the OWASP page on CSV injection.
"""

from __future__ import annotations

import polars as pl

FORMULA = r"^\s*[=+\-@＝＋－＠\t\r\n]"
NUMBER = r"^\s*[+-]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]+)?\s*$"
"""What begins as formulas do and is none."""
MARK = "'"


def marked_cells(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame in which every text, names of columns too, that could be a formula begins with an apostrophe."""
    texts = pl.col(pl.String)
    is_formula = texts.str.contains(FORMULA) & ~texts.str.contains(NUMBER)
    marked = frame.with_columns(pl.when(is_formula).then(pl.lit(MARK) + texts).otherwise(texts).name.keep())
    names = pl.Series(frame.columns, dtype=pl.String)
    formulas = names.str.contains(FORMULA)
    return marked.rename({name: f"{MARK}{name}" for name in names.filter(formulas)})
