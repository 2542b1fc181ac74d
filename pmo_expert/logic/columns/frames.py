"""Columns of data frames, in the words of the engine that runs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import narwhals.stable.v2 as nw

from pmo_expert.logic.columns.expression import Expression
from pmo_expert.logic.columns.native import IN_NARWHALS, IN_POLARS, Native
from pmo_expert.logic.columns.sql import FOR_DUCKDB, FOR_SPARK, Sql

Frame: TypeAlias = nw.DataFrame[Any] | nw.LazyFrame[Any]


def selected(frame: Frame, columns: Mapping[str, Expression], *, kept: Iterable[str] = ()) -> Frame:
    """Return a frame of some columns that are kept, and of others."""
    writer, names = _writer(frame), list(kept)
    if isinstance(writer, Sql):
        return _selected(frame.to_native(), [*map(writer.name, names), *_named(columns, writer)])
    native: Any = frame if writer.module is nw else frame.to_native()
    written = {name: writer.write(column) for name, column in columns.items()}
    if names or any(column.read() for column in columns.values()):
        found = native.select(*names, **written)
    else:  # of what is the same in all rows alone there would be one row
        found = native.with_columns(**written).select(*written)
    made: Frame = nw.from_native(found)
    return made


def _writer(frame: Frame) -> Native | Sql:
    engine = frame.implementation
    if engine.is_duckdb():
        return FOR_DUCKDB
    if engine.is_spark_like():
        return FOR_SPARK
    if engine.is_polars():
        import polars as pl

        return Native(pl, IN_POLARS)
    return Native(nw, IN_NARWHALS)


def _named(columns: Mapping[str, Expression], writer: Sql) -> list[str]:
    return [f"{writer.write(column)} AS {writer.name(name)}" for name, column in columns.items()]


def _selected(native: Any, columns: list[str]) -> Frame:
    """Return a frame of DuckDB or Spark with columns given in SQL."""
    found = native.selectExpr(*columns) if hasattr(native, "selectExpr") else native.project(", ".join(columns))
    frame: Frame = nw.from_native(found)
    return frame
