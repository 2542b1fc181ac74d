"""Cells as text, where columns cannot keep their type: lists in a CSV file, or types that differ between files."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import msgspec
import polars as pl

LIST_OF_NAMES = r'^\[(?:"[^",;\\]*"(?:, ?"[^",;\\]*")*)?\]$'
PLAIN = (pl.String, pl.Boolean, pl.Categorical, pl.Enum, pl.Date, pl.Datetime, pl.Time, pl.Null)


def is_plain(dtype: pl.DataType) -> bool:
    """Say whether a CSV file can hold values of a type."""
    return dtype.is_numeric() or isinstance(dtype, PLAIN)


def is_json(dtype: pl.DataType) -> bool:
    """Say whether JSON can hold values of a type."""
    if isinstance(dtype, (pl.List, pl.Array)):
        return is_json(dtype.inner)  # type: ignore[arg-type]  # the inner type of a column that exists is no class
    if isinstance(dtype, pl.Struct):
        return all(is_json(field.dtype) for field in dtype.fields)  # type: ignore[arg-type]  # likewise
    return is_plain(dtype)


def only(is_allowed: Callable[[pl.DataType], bool], frame: pl.DataFrame, sets: Collection[str]) -> pl.DataFrame:
    """Return a frame in which columns of types that are not allowed are text; `sets` names those with sets."""
    other = [name for name, dtype in frame.schema.items() if not is_allowed(dtype)]
    return frame.with_columns(as_text(frame[name], is_set=name in sets) for name in other)


def as_text(cells: pl.Series, *, is_set: bool) -> pl.Series:
    """Return cells as text: what is no plain value as JSON, and a set with its members in a row."""
    if is_set and cells.dtype == pl.List(pl.String):
        return cells.to_frame().select(_members(pl.col(cells.name)).alias(cells.name)).to_series()
    if not is_plain(cells.dtype):
        return pl.Series(cells.name, [None if cell is None else _json(cell) for cell in cells.to_list()], pl.String)
    return (cells.fill_nan(None) if cells.dtype.is_float() else cells).cast(pl.String)


def names_in_lists(cells: pl.Expr) -> pl.Expr:
    """Return text in which JSON lists of names have become names in a row; other text stays."""
    names = cells.str.slice(1, cells.str.len_chars() - 2).str.replace_all('"', "", literal=True)
    named = names.str.replace_all(", ?", "; ").replace("", "none")
    return pl.when(cells.str.contains(LIST_OF_NAMES)).then(named).otherwise(cells)


def _members(cells: pl.Expr) -> pl.Expr:
    """Return lists of names as names in a row; what is no single name keeps them in brackets, as no member has any."""
    names = cells.list.eval(pl.element().fill_null("[null]"))
    several = names.list.eval(pl.element().str.contains("[;,]")).list.any()
    bracketed = pl.concat_str(pl.lit('["'), names.list.join('", "'), pl.lit('"]'))
    named = pl.when(several).then(bracketed).otherwise(names.list.join("; "))
    return pl.when(cells.list.len() == 0).then(pl.lit("none")).otherwise(named)


def _json(cell: Any) -> str:
    text = msgspec.json.encode(cell.to_list() if isinstance(cell, pl.Series) else cell, enc_hook=str)
    return msgspec.json.decode(text, type=str) if text.startswith(b'"') else text.decode()
