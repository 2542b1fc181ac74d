"""Engines that read Parquet files as data frames: what a survey costs them, and the floor that it cannot go below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from attrs import frozen

from pmo_expert import Knowledge, load_knowledge, rules_folder, survey
from tools.populations import Style, blocks

RESULTS = ("verdict", "concern.")
"""The goal is about the verdict and the status of each concern: columns that begin so."""


@frozen
class FrameEngine:
    """An engine: `read` opens a folder of Parquet files, `count` counts what is known in some columns of a frame.

    `count_values` counts the cells that have a value, for each of some columns another: an engine may know without
    working it out that a result is never null.
    """

    name: str
    version: str
    read: Callable[[Path], Any]
    count: Callable[[Any, Iterable[str]], Any]
    count_values: Callable[[Any, Mapping[str, str]], Any]

    def floor(self, folder: Path, columns: Iterable[str]) -> None:
        """Read columns and count what they hold."""
        self.count(self.read(folder), columns)

    def survey(self, folder: Path, results: Mapping[str, str], knowledge: Knowledge) -> None:
        """Work out some results for all rows and count, in each, the rows that have a value."""
        self.count_values(survey(self.read(folder), knowledge=knowledge), results)


def frame_engine(name: str) -> FrameEngine:
    """Return the engine of a name: Polars, DuckDB or Spark. Raises ImportError where it is not installed."""
    return {"Polars": _polars, "DuckDB": _duckdb, "Spark": _spark}[name]()


def _polars() -> FrameEngine:
    polars = import_module("polars")
    return FrameEngine(
        "Polars",
        version("polars"),
        lambda folder: polars.scan_parquet(folder / "*.parquet"),
        lambda frame, columns: frame.select(polars.col(list(columns)).null_count()).collect(),
        lambda frame, values: frame.select((polars.col(name) == one).sum() for name, one in values.items()).collect(),
    )


def _duckdb() -> FrameEngine:
    connection = import_module("duckdb").connect()
    return FrameEngine(
        "DuckDB",
        version("duckdb"),
        lambda folder: connection.read_parquet(str(folder / "*.parquet")),
        lambda frame, columns: frame.aggregate(", ".join(f'count("{name}")' for name in columns)).fetchall(),
        lambda frame, values: frame.aggregate(
            ", ".join(f"count_if(\"{name}\" = '{one}')" for name, one in values.items())
        ).fetchall(),
    )


def _spark() -> FrameEngine:
    sql = import_module("pyspark.sql")
    builder = sql.SparkSession.builder.master("local[*]")
    options = {
        "ui.enabled": "false",
        "ui.showConsoleProgress": "false",
        "driver.memory": "4g",
        "sql.codegen.hugeMethodLimit": "8000",  # as docs/surveys.md advises
    }
    for key, value in options.items():
        builder = builder.config(f"spark.{key}", value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    return FrameEngine(
        "Spark",
        version("pyspark"),
        lambda folder: session.read.parquet(str(folder)),
        lambda frame, columns: frame.agg(*(sql.functions.count(f"`{name}`") for name in columns)).collect(),
        lambda frame, values: frame.agg(
            *(sql.functions.expr(f"count_if(`{name}` = '{one}')") for name, one in values.items())
        ).collect(),
    )


def write_population(folder: Path, rows: int, style: Style) -> list[str]:
    """Write random rows as Parquet files; return the names of their columns."""
    names: list[str] = []
    for place, block in enumerate(blocks(load_knowledge(rules_folder()), rows, style=style)):
        block.write_parquet(folder / f"{place:04}.parquet")
        names = block.columns
    return names
