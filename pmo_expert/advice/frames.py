"""Data frames of any kind: opened to read attributes from, and given back as the kind that they were."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import narwhals.stable.v2 as nw
from attrs import evolve, frozen
from narwhals.exceptions import DuplicateError

from pmo_expert.faults import NOWHERE, InputError, fault_at
from pmo_expert.knowledge.cells import Column
from pmo_expert.logic.table import Frame

NESTED = (nw.List, nw.Array)
TAKEN = "the result adds a column that is there already; rename yours:"


@frozen
class OpenFrame:
    """A frame under names that every engine can take.

    `columns` has each column by the name that people gave it. `start` is what no name here begins with.
    """

    frame: Frame
    columns: Mapping[Any, Column]
    start: str
    _kept: tuple[Any, ...]
    _renamed: bool

    def close(self, frame: Frame, results: Mapping[str, nw.Expr]) -> Any:
        """Return the native frame: the columns that were there at first, then the results."""
        inner = {name: f"{self.start}result{place}" if self._renamed else name for place, name in enumerate(results)}
        shown = [result.alias(inner[name]) for name, result in results.items()]
        native = frame.select(*map(nw.col, self._kept), *shown).to_native()
        return native.toDF(*self.columns, *results) if self._renamed else native


def open_frame(native: Any, results: Iterable[str], is_read: Callable[[str], bool]) -> OpenFrame:
    """Open a data frame to which some results will be added, and some of whose columns, by their names, will be read.

    Raises TypeError when it is no data frame, InputError when two columns would have one name.
    """
    frame = nw.from_native(native)
    names = _names(frame, results)
    start = _unused(names)
    renamed = frame.implementation.is_spark_like()  # Spark takes a dot in a name for a part of a structure.
    if renamed:
        inner = [f"{start}column{place}" for place in range(len(names))]
        frame = nw.from_native(native.toDF(*inner))
    schema = frame.collect_schema()
    columns = {name: Column(inside, dtype) for name, (inside, dtype) in zip(names, schema.items(), strict=True)}
    opened = OpenFrame(frame, columns, start, tuple(schema), renamed)
    read = [name for name in columns if isinstance(name, str) and is_read(name)]
    return _with_text(opened, read) if isinstance(frame, nw.DataFrame) else opened


def _names(frame: Frame, results: Iterable[str]) -> list[Any]:
    """Return the names of a frame's columns."""
    try:
        names: list[Any] = frame.collect_schema().names()
    except DuplicateError as error:
        raise InputError([fault_at(NOWHERE, f"two columns have one name: {error}")]) from None
    folded = {str(name).lower() for name in names}
    taken = [name for name in results if name.lower() in folded]
    if taken:
        raise InputError(
            [fault_at(NOWHERE, "there is a column already that the result would have", found=name) for name in taken]
        )
    return names


def _unused(names: Iterable[Any]) -> str:
    """Return what no name begins with, whatever an engine makes of upper and lower case."""
    start = "_"
    while any(str(name).startswith(start) for name in names):
        start += "_"
    return start


def _with_text(opened: OpenFrame, read: Iterable[str]) -> OpenFrame:
    """Add, for columns to read whose cells are Python objects or Arrow lists, columns that say the same as text."""
    frame, columns = opened.frame, dict(opened.columns)
    assert isinstance(frame, nw.DataFrame)
    for place, name in enumerate(name for name in read if _needs_text(columns[name].dtype, frame)):
        inside = f"{opened.start}text{place}"
        texts = [_text(value) for value in frame[columns[name].name].to_list()]
        frame = frame.with_columns(nw.new_series(inside, texts, nw.String, backend=frame.implementation))
        columns[name] = Column(inside, nw.String())
    return evolve(opened, frame=frame, columns=columns)


def _needs_text(dtype: nw.dtypes.DType, frame: nw.DataFrame[Any]) -> bool:
    return dtype == nw.Object or (dtype in NESTED and not frame.implementation.is_polars())


def _text(value: Any) -> str | None:
    """Return a Python object as a cell of text would say it."""
    if hasattr(value, "tolist"):  # an array or a number of NumPy
        value = value.tolist()
    if isinstance(value, (list, tuple, set, frozenset)):
        return "; ".join(map(str, sorted(value, key=str) if isinstance(value, (set, frozenset)) else value)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None or _is_missing(value) else str(value)


def _is_missing(value: Any) -> bool:
    """Say whether a value stands for a missing one, as NaN, NaT and the NA of pandas do: nothing equals them."""
    return (value == value) is not True  # noqa: PLR0124
