"""Levers and ranking on a local Spark."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest

from pmo_expert import levers, ranking
from tests.surveys.own import remote_work
from tools.populations import population

pytestmark = pytest.mark.filterwarnings("ignore")  # Spark warns of the versions of what it finds.


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql", exc_type=ImportError)
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    running = sql.SparkSession.getActiveSession()
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2", "spark.log.level": "ERROR"}
    session = sql.SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    yield session
    if running is None:
        session.stop()


def test_spark_counts_and_ranks_as_polars_does(spark: Any) -> None:
    """Levers are the same, and so is every row of the ranking; a column that numbers the rows settles ties."""
    frame = population(remote_work(), 200, style="text", wrong=0.1).select(
        "id", "candidate.goals", "opening.remote_days", "opening.travel", "opening.kind", "opening.manages_projects"
    )
    types = ", ".join(f"`{name}` {'string' if kind == pl.String else 'long'}" for name, kind in frame.schema.items())
    same = spark.createDataFrame(frame.rows(), schema=types)
    assert levers(same, remote_work()) == levers(frame, remote_work())
    ranked = [row.asDict() for row in ranking(same, remote_work()).collect()]
    assert ranked == ranking(frame, remote_work()).to_dicts()
