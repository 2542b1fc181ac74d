"""Cells that no engine can read, Python objects above all, as cells of text that say the same."""

from __future__ import annotations

from collections.abc import Callable, Collection
from decimal import Decimal
from functools import partial
from math import isfinite
from typing import Any

import narwhals.stable.v2 as nw

from pmo_expert.domain.cells import OTHER
from pmo_expert.domain.set_cells import LISTS, NO_MEMBERS, list_text
from pmo_expert.domain.text import readable

NOT_READ_BY_POLARS = (nw.Object, nw.Array)
"""The types whose cells are read one by one in Polars: objects, and arrays where they are about a set."""


def as_text(cells: nw.Series[Any], members: Collection[str], name: str) -> nw.Series[Any] | None:
    """Return a column that no engine can read as one of text that says the same; None where engines can.

    `members` are those that a set may have, none for attributes of other kinds. `name` is for the new column.
    """
    native = cells.to_native()
    if str(getattr(native, "dtype", "")) == "large_string[pyarrow]":  # pandas does not join these to other texts.
        return _opened(native.astype("string")).alias(name)
    if not _is_read_one_by_one(cells, is_set=bool(members)):
        return None
    text: Callable[[Any], str | None] = partial(_names, members=members) if members else _words
    said = [text(cell.tolist() if hasattr(cell, "tolist") else cell) for cell in cells.to_list()]
    if cells.implementation.is_pandas_like():  # Its own type for text: to older ones texts are objects like any other.
        return _opened(type(native)(said, index=native.index, name=name, dtype="string"))
    return nw.new_series(name, said, nw.String, backend=cells.implementation)


def _opened(native: Any) -> nw.Series[Any]:
    series: nw.Series[Any] = nw.from_native(native, series_only=True)
    return series


def _is_read_one_by_one(cells: nw.Series[Any], *, is_set: bool) -> bool:
    dtype = getattr(cells.to_native(), "dtype", None)
    if cells.dtype == nw.Object or str(dtype) == "object" or (is_set and cells.dtype == nw.Array):
        return True
    if cells.implementation.is_polars():
        return False
    if cells.implementation.is_pandas_like() and cells.dtype == nw.Unknown:
        return True
    categories = getattr(dtype, "categories", ())
    return (is_set and cells.dtype in LISTS) or not all(isinstance(category, str) for category in categories)


def _names(cell: Any, members: Collection[str]) -> str | None:
    if isinstance(cell, (list, tuple, set, frozenset)):
        if not all(isinstance(name, str) and name in members for name in cell):
            return list_text(len(cell))
        return "".join(f"{member};" for member in members if member in cell) or NO_MEMBERS[0]
    return _encodable(cell) if isinstance(cell, str) else None if _is_missing(cell) else OTHER


def _words(cell: Any) -> str | None:
    if isinstance(cell, str):
        return _encodable(cell)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if _is_missing(cell):
        return None
    if isinstance(cell, (float, Decimal)) and isfinite(cell) and cell == int(cell):
        cell = int(cell)
    if isinstance(cell, (int, float, Decimal)):
        return readable(cell)
    return OTHER


def _encodable(text: str) -> str:
    """Return a text without halves of surrogate pairs, which only Python takes for characters."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _is_missing(value: Any) -> bool:
    """Say whether a value stands for a missing one: NaN and NaT equal nothing, and the NA of pandas answers itself."""
    if value is None or isinstance(value, bool):
        return value is None
    if isinstance(value, Decimal):
        return value.is_nan()
    equal = value == value  # noqa: PLR0124
    return equal is False or equal is value
