"""What a survey does with a frame: its kind, its rows and its columns stay, and nothing is worked out ahead of time."""

from __future__ import annotations

from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from polars.testing import assert_frame_equal

from pmo_expert import InputError, survey
from tests.surveys.frames import BACKENDS, EAGER, cells, surveyed
from tests.surveys.own import own
from tools.meanings import WHY, advice_columns, expected

LOUD, BALANCE, TOOLS = "candidate.loud", "candidate.balance", "candidate.tools"
TABLE = pa.table(
    {
        "id": pa.array([3, 1, 2], pa.int8()),
        BALANCE: pa.array([0.25, None, 7.0], pa.float32()),
        "note": pa.array(["b", None, "a"]),
        LOUD: pa.array(["yes", "no", None]).dictionary_encode(),
        TOOLS: pa.array([["c"], None, []], pa.list_(pa.string())),
    }
)
ADDED = [*advice_columns(own()), *WHY, "error"]
ODD_NAMES = [
    'a"b',
    "it's",
    "`b`",
    "a.b.c",
    "näme",
    "_x",
    "__fact0",
    " ",
    "a\nb",
    "select",
    "%s",
    "{x}",
    "🙂",
    "x" * 99,
]


def own_survey(frame: Any, **options: Any) -> Any:
    """Return the survey of a frame with rules, by the pack of our own."""
    return survey(frame, knowledge=own(), rules=True, **options)


def names_of(frame: Any) -> list[Any]:
    """Return the names of the columns of a frame of any backend."""
    if isinstance(frame, pd.DataFrame):
        return list(frame.columns)
    names: list[Any] = nw.from_native(frame).collect_schema().names()
    return names


@pytest.mark.parametrize("backend", BACKENDS)
def test_the_kind_of_frame_is_kept(backend: str) -> None:
    """The result is of the type of the frame; its columns come first as they were, then the advice in order."""
    frame = BACKENDS[backend](TABLE)
    result = own_survey(frame)
    assert type(result) is type(frame)
    assert names_of(result) == [*TABLE.column_names, *ADDED]
    count = len(TABLE.column_names)
    if isinstance(frame, pd.DataFrame):
        pd.testing.assert_frame_equal(result[TABLE.column_names], frame)
    elif isinstance(frame, pa.Table):
        assert result.select(TABLE.column_names).equals(frame)
    elif isinstance(frame, (pl.DataFrame, pl.LazyFrame)):
        assert_frame_equal(result.select(TABLE.column_names), frame)
    else:
        assert result.types[:count] == frame.types
        assert [row[:count] for row in result.fetchall()] == frame.fetchall()


@pytest.mark.parametrize("backend", EAGER)
def test_results_are_text(backend: str) -> None:
    """What is added is text; in Polars what has few values is an Enum of them, from the first to the last."""
    result = own_survey(EAGER[backend](TABLE))
    schema = nw.from_native(result).select(*ADDED).collect_schema()
    kinds = (
        {name: nw.Enum(own().subjects.conclusions[name].values) for name in advice_columns(own())}
        if "pol" in backend
        else {}
    )
    assert schema == {name: kinds.get(name, nw.String()) for name in ADDED}


@pytest.mark.parametrize("backend", EAGER)
def test_the_order_of_rows_is_kept(backend: str) -> None:
    """Of an eager frame every row stays where it was, wrong ones too."""
    result = own_survey(EAGER[backend](TABLE))
    assert surveyed(result, own()) == expected(TABLE.to_pylist(), own())
    assert cells(result, ["error"])["error"][:2] == [None, None]


@pytest.mark.parametrize("backend", EAGER)
def test_the_frame_given_stays_as_it_was(backend: str) -> None:
    """A survey leaves the frame that it was given alone."""
    frame, same = EAGER[backend](TABLE), EAGER[backend](TABLE)
    own_survey(frame)
    assert names_of(frame) == names_of(same)
    assert repr(cells(frame, TABLE.column_names)) == repr(cells(same, TABLE.column_names))


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_frame_without_rows_stays_without(backend: str) -> None:
    """A frame without rows comes back with all columns and no row."""
    result = own_survey(BACKENDS[backend](TABLE.slice(0, 0)))
    assert names_of(result) == [*TABLE.column_names, *ADDED]
    assert cells(result, ADDED) == {name: [] for name in ADDED}


@pytest.mark.parametrize("backend", BACKENDS)
def test_columns_that_state_nothing_are_carried_along(backend: str) -> None:
    """Other columns may have any name; their cells come back as they were."""
    other = pa.table({**{name: [place, -place] for place, name in enumerate(ODD_NAMES)}, LOUD: ["yes", "no"]})
    result = own_survey(BACKENDS[backend](other))
    assert names_of(result) == [*ODD_NAMES, LOUD, *ADDED]
    assert cells(result, ODD_NAMES) == {name: [place, -place] for place, name in enumerate(ODD_NAMES)}
    assert surveyed(result, own()) == expected(other.to_pylist(), own())


def test_the_index_of_a_pandas_frame_is_kept() -> None:
    """Any index is kept: doubled labels, several levels, names of levels."""
    doubled = pd.Index([7, 7, 9], name="week")
    levels = pd.MultiIndex.from_tuples([("a", 2), ("a", 1), ("b", 1)], names=["x", "y"])
    for index in (doubled, levels):
        for backend in ("pandas", "pandas objects"):
            frame = EAGER[backend](TABLE).set_axis(index, axis=0)
            pd.testing.assert_index_equal(own_survey(frame).index, index)
            assert surveyed(own_survey(frame), own()) == expected(TABLE.to_pylist(), own())


def test_columns_of_pandas_may_have_names_that_are_no_text() -> None:
    """Numbers, tuples and None are carried along as the names that they are."""
    frame = pd.DataFrame({1: [1], None: [2], ("a", "b"): [3], 2.5: [4], LOUD: ["yes"]})
    result = own_survey(frame)
    assert list(result.columns) == [1, None, ("a", "b"), 2.5, LOUD, *ADDED]
    pd.testing.assert_frame_equal(result[list(frame.columns)], frame)
    assert surveyed(result[ADDED], own()) == expected([{LOUD: "yes"}], own())


def test_a_lazy_polars_frame_is_not_collected() -> None:
    """A lazy frame that fails when it is run is surveyed without running it."""

    def run(_: pl.DataFrame) -> pl.DataFrame:
        raise RuntimeError("it ran")

    frame = pl.from_arrow(TABLE)
    assert isinstance(frame, pl.DataFrame)
    lazy = own_survey(frame.lazy().map_batches(run, schema=frame.schema))
    assert isinstance(lazy, pl.LazyFrame)
    with pytest.raises(Exception, match="it ran"):
        lazy.collect()


def test_a_duckdb_relation_is_not_run() -> None:
    """A relation that fails when it is run is surveyed without running it."""
    connection = duckdb.connect()
    relation = connection.sql(f"""select error('it ran' || i) as "{LOUD}" from range(3) t(i)""")
    result = own_survey(relation)
    assert isinstance(result, duckdb.DuckDBPyRelation)
    with pytest.raises(duckdb.Error, match="it ran"):
        result.fetchall()


def test_ten_thousand_columns_are_carried_along() -> None:
    """Polars, PyArrow and pandas carry ten thousand columns along; a database is not asked to plan for so many."""
    wide = pa.table({**{f"extra {place}": [place] for place in range(10_000)}, LOUD: ["yes"]})
    for backend in ("polars", "polars lazy", "pyarrow", "pandas"):
        result = survey(BACKENDS[backend](wide), knowledge=own())
        assert names_of(result) == [*wide.column_names, *advice_columns(own()), "error"]
        assert surveyed(result, own(), rules=False) == surveyed(
            survey(BACKENDS[backend](wide.select([LOUD])), knowledge=own()), own(), rules=False
        )
    with pytest.raises(InputError) as caught:
        survey(duckdb.from_arrow(wide), knowledge=own())
    said = "a database takes very long to plan for more than 1,000 columns; leave some out, found “10001”"
    assert str(caught.value) == said


def test_columns_of_one_name_are_refused() -> None:
    """Two columns of one name are refused by that name; in DuckDB also those that differ in case alone."""
    connection = duckdb.connect()
    doubled = connection.sql("""select 1 as a, 2 as a, 'yes' as "candidate.loud" """)
    folded = connection.sql("""select 1 as a, 2 as "A", 'yes' as "candidate.loud" """)
    frames = {
        "pandas": (pd.DataFrame([[1, 2, "yes"]], columns=["a", "a", LOUD]), ["a"]),
        "pyarrow": (pa.table([[1], [2], ["yes"]], names=["a", "a", LOUD]), ["a"]),
        "duckdb": (doubled, ["a"]),
        "duckdb, cases": (folded, ["a", "A"]),
    }
    for name, (frame, found) in frames.items():
        with pytest.raises(InputError) as caught:
            own_survey(frame)
        assert [fault.found for fault in caught.value.faults] == found, name
    assert names_of(own_survey(pl.DataFrame({"a": [1], "A": [2], LOUD: ["yes"]})))[:3] == ["a", "A", LOUD]


@pytest.mark.parametrize("name", ["*", "^.*$"])
def test_names_that_an_engine_reads_as_patterns_are_refused(name: str) -> None:
    """Where a name would stand for several columns it is refused, and carried along elsewhere."""
    frame = pd.DataFrame({name: [1], LOUD: ["yes"]})
    assert list(own_survey(frame).columns[:2]) == [name, LOUD]
    with pytest.raises(InputError, match="this name of a column means several here; rename"):
        own_survey(pl.from_pandas(frame))


def test_columns_that_the_result_would_have_are_refused() -> None:
    """Columns named like results are refused whatever their case, all at once; `rules` only when it is asked for."""
    frame = pl.DataFrame({"Verdict": [1], "ERROR": [2], "concern.C": [3], "rules": [4], LOUD: ["yes"]})
    with pytest.raises(InputError) as caught:
        survey(frame, knowledge=own())
    assert [fault.found for fault in caught.value.faults] == ["verdict", "concern.c", "error"]
    kept = survey(frame.select("rules", LOUD), knowledge=own())
    assert kept["rules"].to_list() == [4]
    with pytest.raises(InputError, match="there is a column already that the result would have “rules”"):
        own_survey(frame.select("rules", LOUD))


@pytest.mark.parametrize("thing", [{LOUD: ["yes"]}, ["yes"], "people.csv", None, pl.Series([1]), pd.Series([1])])
def test_what_is_no_data_frame_is_refused(thing: Any) -> None:
    """Anything else is refused by its type, with the kinds of frames that will do."""
    kinds = "pandas, Polars, PyArrow, DuckDB or Spark"
    with pytest.raises(TypeError, match=f"expected a data frame of {kinds}, found: {type(thing).__name__}"):
        survey(thing)


def test_pandas_without_pyarrow_is_surveyed_by_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Polars cannot take a frame from pandas, pandas itself works out the same."""

    def missing(*_: object) -> None:
        raise ModuleNotFoundError("pyarrow")

    frame = BACKENDS["pandas"](TABLE)
    wanted = own_survey(frame)
    monkeypatch.setattr(nw.DataFrame, "to_polars", missing)
    columns = ["verdict", "lean", "error"]
    assert cells(own_survey(frame), columns) == cells(wanted, columns)


def test_columns_of_rare_types_are_read_or_refused_row_by_row() -> None:
    """Types that only some engines have mean what their values mean, or are wrong in the rows that have one."""
    other = "found “a value of another type”"
    connection = duckdb.connect()
    answers = {
        "categories of no text": pd.DataFrame({BALANCE: pd.Categorical([0.5, None, 7])}),
        "ordered categories": pd.DataFrame({BALANCE: pd.Categorical(["1", None, "9"], ["9", "1"], ordered=True)}),
        "sparse": pd.DataFrame({BALANCE: pd.arrays.SparseArray([0.5, float("nan"), 7])}),
        "large numbers": pl.DataFrame({BALANCE: pl.Series([1, None, 2**100], dtype=pl.Int128)}),
        "hugeint": connection.sql(f'select unnest([1, null, 2 ** 99])::HUGEINT as "{BALANCE}"'),
        "enum": pl.DataFrame({BALANCE: pl.Series(["1", None, "x"], dtype=pl.Enum(["1", "x"]))}),
        "lists of an enum": pl.DataFrame({TOOLS: pl.Series([["1"], None, ["x"]], dtype=pl.List(pl.Enum(["1", "x"])))}),
        "arrays": pl.DataFrame({TOOLS: pl.Series([["1"], None, ["x"]], dtype=pl.Array(pl.String, 1))}),
        "lazy arrays": pl.LazyFrame({TOOLS: pl.Series([["1"], None, ["x"]], dtype=pl.Array(pl.String, 1))}),
    }
    for name, frame in answers.items():
        found = cells(own_survey(frame), ["error"])["error"]
        assert [error is not None for error in found] == [False, False, True], name
    foreign = {
        "periods": pd.DataFrame({LOUD: pd.period_range("2020", periods=1)}),
        "time zones": pd.DataFrame({LOUD: pd.to_datetime(["2020-01-01"]).tz_localize("UTC")}),
        "complex": pd.DataFrame({BALANCE: [1 + 1j]}),
        "objects, lazily": pl.LazyFrame({LOUD: pl.Series([object()], dtype=pl.Object)}),
        "json": connection.sql(f"""select '"yes"'::JSON as "{LOUD}" """),
        "a list of json": connection.sql(f"""select ['"c"'::JSON] as "{TOOLS}" """),
        "uuid": connection.sql(f'select uuid() as "{LOUD}"'),
        "map": connection.sql(f"""select map {{'a': 1}} as "{LOUD}" """),
    }
    for name, frame in foreign.items():
        (error,) = cells(own_survey(frame), ["error"])["error"]
        assert other.removeprefix("found ") in error, name
