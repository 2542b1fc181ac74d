"""Columns of data frames, in the words of the engine that runs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import narwhals.stable.v2 as nw
from attrs import frozen

from pmo_expert.logic.columns.expression import Expression
from pmo_expert.logic.columns.native import IN_NARWHALS, IN_POLARS, Native
from pmo_expert.logic.columns.sql import FOR_DUCKDB, FOR_SPARK, Sql

Frame: TypeAlias = nw.DataFrame[Any] | nw.LazyFrame[Any]


@frozen
class Step:
    """The columns of a frame: some that are kept, and others as its engine has them written, by name.

    `alone` says that these read nothing and stand beside nothing.
    """

    kept: tuple[str, ...]
    written: Mapping[str, Any]
    alone: bool


def step(frame: Frame, columns: Mapping[str, Expression], *, kept: Iterable[str] = ()) -> Step:
    """Return what gives a frame of the engine of another some columns that are kept, and others."""
    writer, names = _writer(frame), tuple(kept)
    written = {name: writer.write(column) for name, column in columns.items()}
    return Step(names, written, not names and not any(column.read() for column in columns.values()))


def done(frame: Frame, steps: Iterable[Step]) -> Frame:
    """Return what is left of a frame after some steps that were written for its engine."""
    for one in steps:
        frame = _selected(frame, one)
    return frame


def _selected(frame: Frame, one: Step) -> Frame:
    writer = _writer(frame)
    native: Any = frame if isinstance(writer, Native) and writer.module is nw else frame.to_native()
    if isinstance(writer, Sql):
        named = [f"{sql} AS {writer.name(name)}" for name, sql in one.written.items()]
        found = _projected(native, [*map(writer.name, one.kept), *named])
    elif one.alone:  # of what is the same in all rows alone there would be one row
        found = native.with_columns(**one.written).select(*one.written)
    else:
        found = native.select(*one.kept, **one.written)
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


def _projected(native: Any, columns: list[str]) -> Any:
    """Return a frame of DuckDB or Spark with columns given in SQL."""
    return native.selectExpr(*columns) if hasattr(native, "selectExpr") else native.project(", ".join(columns))
