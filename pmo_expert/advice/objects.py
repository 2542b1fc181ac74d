"""Cells that no engine can read, Python objects above all, as cells of text that say the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from decimal import Decimal
from functools import partial
from math import isfinite
from typing import Any

import narwhals.stable.v2 as nw

from pmo_expert.facts.section import readable
from pmo_expert.knowledge.cells import LISTS, NO_MEMBERS, OTHER, list_text


def needs_text(series: nw.Series[Any], *, is_set: bool) -> bool:
    """Say whether the cells of a column have to be read one by one."""
    dtype = getattr(series.to_native(), "dtype", None)
    if series.dtype == nw.Object or str(dtype) == "object" or (is_set and series.dtype == nw.Array):
        return True
    if series.implementation.is_polars():
        return False
    if series.implementation.is_pandas_like() and series.dtype == nw.Unknown:
        return True
    categories = getattr(dtype, "categories", ())
    return (is_set and series.dtype in LISTS) or not all(isinstance(category, str) for category in categories)


def texts(cells: Iterable[Any], members: Collection[str]) -> list[str | None]:
    """Return cells as text; `members` are those that a set may have, none for attributes of other kinds."""
    text: Callable[[Any], str | None] = partial(_names, members=members) if members else _words
    return [text(cell.tolist() if hasattr(cell, "tolist") else cell) for cell in cells]


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
    return text if text.isascii() else text.encode(errors="replace").decode()


def _is_missing(value: Any) -> bool:
    """Say whether a value stands for a missing one, as NaN, NaT and the NA of pandas do: nothing equals them."""
    if isinstance(value, Decimal):
        return value.is_nan()
    equal = value is None or value == value  # noqa: PLR0124
    return value is None or equal is False or equal is value
