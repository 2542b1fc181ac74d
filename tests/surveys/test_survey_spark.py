"""A survey on Spark says row by row what it says on Polars, and runs nothing itself."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from polars.testing import assert_frame_equal

from pmo_expert import InputError, survey
from tests.surveys.columns import DIGITS, NUMBERS, ODD, TRUTHS
from tests.surveys.frames import errors, surveyed, table_of
from tests.surveys.own import lead_or_build, own
from tools.meanings import WHY, advice_columns, expected
from tools.populations import population

LOUD, BALANCE, GRADE, ANSWER, TOOLS, UNREAD = (
    f"candidate.{name}" for name in ("loud", "balance", "grade", "answer", "tools", "unread")
)
ADDED = [*advice_columns(own()), *WHY, "error"]


def own_survey(frame: Any) -> Any:
    """Return the survey of a frame with rules, by the pack of our own."""
    return survey(frame, knowledge=own(), rules=True)


def same_as_polars(spark: Any, table: pa.Table, **options: Any) -> None:
    """Survey a table on Spark and on Polars, and compare both with `compiled` and with each other."""
    knowledge = options["knowledge"]
    frame = spark.createDataFrame(table)
    result = survey(frame, rules=True, **options)
    assert type(result) is type(frame)
    assert result.columns == [*table.column_names, *advice_columns(knowledge), *WHY, "error"]
    assert result.schema[: len(frame.columns)] == frame.schema
    found = pl.from_arrow(result.toArrow())
    assert isinstance(found, pl.DataFrame)
    assert surveyed(found, knowledge) == expected(table.to_pylist(), knowledge)
    wanted = survey(pl.from_arrow(table), rules=True, **options)
    assert_frame_equal(found.select(wanted.columns[: len(table.column_names)]), wanted.select(table.column_names))
    added = wanted.columns[len(table.column_names) : -1]
    assert_frame_equal(found.select(added), wanted.select(pl.col(added).cast(pl.String)))
    assert errors(found) == errors(wanted)


def test_spark_advises_on_populations_as_polars_does(spark: Any) -> None:
    """A random population over some attributes of a pack, all as text, one row in ten wrong."""
    frame = population(lead_or_build(), 400, seed=2, style="text", wrong=0.1)
    same_as_polars(spark, table_of(frame.select(frame.columns[:8])), knowledge=lead_or_build())


def test_spark_reads_odd_texts_as_polars_does(spark: Any) -> None:
    """Texts with spaces, line ends and other signs, and numbers in every spelling, mean the same on Spark."""
    words = [*ODD, *TRUTHS, *NUMBERS, *DIGITS, "promotion; influence", "c , 1;", "dots,ms_project", None]
    columns = dict.fromkeys((LOUD, BALANCE, ANSWER, TOOLS), pa.array([word for word in words if word != "\0"]))
    for name, column in columns.items():
        same_as_polars(spark, pa.table({"id": range(len(column)), name: column}), knowledge=own())


def test_spark_reads_columns_of_every_type_as_polars_does(spark: Any) -> None:
    """Numbers of all kinds, lists, members, dates, structures and columns of nothing mean the same on Spark."""
    nan, inf = float("nan"), float("inf")
    members = {f"{TOOLS}.{name}": pa.array([True, None, False, None]) for name in ("ms_project", "c", "1")}
    tables = [
        {LOUD: pa.array([1, 0, 2, None], pa.int8()), BALANCE: pa.array([0.1, nan, inf, None], pa.float32())},
        {LOUD: pa.array([1.0, 0.0, nan, 0.5]), BALANCE: pa.array([1, -1, 2**62, None], pa.int64())},
        {
            LOUD: pa.array([Decimal("1.0"), Decimal(0), Decimal("0.1"), None], pa.decimal128(4, 2)),
            BALANCE: pa.array([Decimal("-0.25"), Decimal("1.51"), Decimal("0.10"), None], pa.decimal128(20, 6)),
            GRADE: pa.array([1.0, 2.5, nan, 10.0]),
            ANSWER: pa.array([True, False, None, None]),
        },
        {TOOLS: pa.array([["c", "c"], ["x"], [None], []]), UNREAD: pa.array([10**6, 10**6 + 1, None, 0])},
        {TOOLS: pa.array([[1], [], None, None], pa.list_(pa.int64())), GRADE: pa.array([1, 2, 3, None], pa.int16())},
        {**members, f"{TOOLS}.dots": pa.array(["yes", "unknown", "0", "x"])},
        {
            LOUD: pa.array([date(2020, 1, 1), None, None, None]),
            ANSWER: pa.array([datetime(2020, 1, 1), None, None, None], pa.timestamp("us", "UTC")),  # noqa: DTZ001
            GRADE: pa.array([{"a": 1}, None, None, None]),
            BALANCE: pa.array([b"1", None, None, None]),
            TOOLS: pa.array([True, None, None, None]),
            UNREAD: pa.nulls(4),
        },
    ]
    for columns in tables:
        same_as_polars(spark, pa.table({"id": range(4), **columns}), knowledge=own())


def test_spark_carries_other_columns_along(spark: Any) -> None:
    """Names with dots, quotes, backticks and the like are carried along, and so are names that differ in case."""
    names = ["a.b.c", 'a"b', "it's", "`b`", "näme", "_x", "_column1", "select", "🙂", "^.*$", "*", "a", "A"]
    table = pa.table({**{name: [place, -place] for place, name in enumerate(names)}, LOUD: ["yes", "maybe"]})
    result = own_survey(spark.createDataFrame(table))
    assert result.columns == [*table.column_names, *ADDED]
    rows = [row[: table.num_columns] for row in map(tuple, result.collect())]
    assert rows == [tuple(row.values()) for row in table.to_pylist()]


def test_spark_refuses_columns_of_one_name(spark: Any) -> None:
    """Two columns of one name, or a column named like a result, are refused by that name."""
    frame = spark.createDataFrame(pa.table({"a": [1], "b": [2], LOUD: ["yes"]}))
    for names, found in ((["a", "a", LOUD], "a"), (["VERDICT", "b", LOUD], "verdict")):
        with pytest.raises(InputError) as caught:
            own_survey(frame.toDF(*names))
        assert [fault.found for fault in caught.value.faults] == [found]


def test_spark_surveys_frames_without_rows(spark: Any) -> None:
    """A frame without rows comes back with all columns and no row."""
    table = pa.table({"id": pa.array([], pa.int64()), LOUD: pa.array([], pa.string())})
    same_as_polars(spark, table, knowledge=own())


def test_spark_runs_nothing_ahead_of_time(spark: Any) -> None:
    """A frame that fails when it is run is surveyed without running it."""
    lazy = own_survey(spark.range(3).selectExpr(f"raise_error(concat('it ran', id)) as `{LOUD}`"))
    with pytest.raises(Exception, match="it ran"):
        lazy.collect()
