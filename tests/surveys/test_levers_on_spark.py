"""Summaries, levers and ranking on a local Spark."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from pmo_expert import levers, ranking, summarize
from tests.surveys.own import remote_work
from tools.populations import population

pytestmark = pytest.mark.filterwarnings("ignore")  # Spark warns of the versions of what it finds.


def test_spark_counts_and_ranks_as_polars_does(spark: Any) -> None:
    """Summary, levers and ranking are the same, row by row; a column that numbers the rows settles ties."""
    frame = population(remote_work(), 200, style="text", wrong=0.1).select(
        "id", "candidate.goals", "opening.remote_days", "opening.travel"
    )
    types = ", ".join(f"`{name}` {'string' if kind == pl.String else 'long'}" for name, kind in frame.schema.items())
    same = spark.createDataFrame(frame.rows(), schema=types)
    assert summarize(same, remote_work()) == summarize(frame, remote_work())
    assert levers(same, remote_work()) == levers(frame, remote_work())
    ranked = [row.asDict() for row in ranking(same, remote_work()).collect()]
    assert ranked == ranking(frame, remote_work()).to_dicts()
