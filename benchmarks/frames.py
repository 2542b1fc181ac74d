"""Engines that read frames from Parquet files: the survey, and the floor that no survey can be faster than."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from attrs import frozen

from pmo_expert import survey


@frozen
class FrameEngine:
    """An engine: `read` opens a folder of Parquet files, `count` counts what is known in some columns of a frame."""

    name: str
    package: str
    read: Callable[[str], Any]
    count: Callable[[Any, list[str]], None]

    def floor(self, folder: str) -> None:
        """Read all columns and count what they hold."""
        frame = self.read(folder)
        self.count(frame, list(frame.columns if self.package != "polars" else frame.collect_schema().names()))

    def survey(self, folder: str, results: list[str]) -> None:
        """Work out some results for all rows, and count what they hold."""
        self.count(survey(self.read(folder)), results)


def frame_engine(name: str) -> FrameEngine:
    """Return the engine of a name. Raises ImportError where it is not installed."""
    return {"Polars": _polars, "DuckDB": _duckdb, "Spark": _spark}[name]()


def _polars() -> FrameEngine:
    polars = import_module("polars")

    def count(frame: Any, columns: list[str]) -> None:
        frame.select(polars.col(columns).null_count()).collect()

    return FrameEngine("Polars", "polars", lambda folder: polars.scan_parquet(f"{folder}/*.parquet"), count)


def _duckdb() -> FrameEngine:
    connection = import_module("duckdb").connect()

    def count(frame: Any, columns: list[str]) -> None:
        frame.aggregate(", ".join(f'count("{name}")' for name in columns)).fetchall()

    return FrameEngine("DuckDB", "duckdb", lambda folder: connection.read_parquet(f"{folder}/*.parquet"), count)


def _spark() -> FrameEngine:
    sql = import_module("pyspark.sql")
    settings = {"spark.ui.enabled": "false", "spark.log.level": "OFF", "spark.driver.memory": "4g"}
    builder = sql.SparkSession.builder.master("local[*]")
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()

    def count(frame: Any, columns: list[str]) -> None:
        frame.agg(*(sql.functions.count(f"`{name}`") for name in columns)).collect()

    return FrameEngine("Spark", "pyspark", session.read.parquet, count)
