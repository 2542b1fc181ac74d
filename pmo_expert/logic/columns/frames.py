"""Data frames to which columns are added, in the words of the engine that runs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import narwhals.stable.v2 as nw

from pmo_expert.logic.columns.expression import Expression
from pmo_expert.logic.columns.native import IN_NARWHALS, IN_POLARS, Native
from pmo_expert.logic.columns.sql import FOR_DUCKDB, FOR_SPARK, Sql

Frame: TypeAlias = nw.DataFrame[Any] | nw.LazyFrame[Any]


def added(frame: Frame, columns: Mapping[str, Expression]) -> Frame:
    """Return a frame with further columns."""
    if not columns:
        return frame
    native, writer = frame.to_native(), _writer(frame)
    if isinstance(writer, Sql):
        return _selected(native, ["*", *_named(columns, writer)])
    written = {name: writer.write(column) for name, column in columns.items()}
    return frame.with_columns(**written) if writer.module is nw else nw.from_native(native.with_columns(**written))


def selected(frame: Frame, columns: Mapping[str, Expression], *, kept: Iterable[str] = ()) -> Frame:
    """Return a frame of some columns that are kept, and of others."""
    native, writer = frame.to_native(), _writer(frame)
    if isinstance(writer, Sql):
        return _selected(native, [*map(writer.name, kept), *_named(columns, writer)])
    written = {name: writer.write(column) for name, column in columns.items()}
    return frame.select(*kept, **written) if writer.module is nw else nw.from_native(native.select(*kept, **written))


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
