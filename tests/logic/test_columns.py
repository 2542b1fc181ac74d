"""The same expression says the same in Polars and as SQL, whatever texts stand in it and in the cells."""

from __future__ import annotations

from functools import cache
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pmo_expert.logic.columns.expression import (
    Expression,
    all_of,
    any_of,
    column,
    enum_value,
    first_of,
    joined,
    joined_known,
    value,
    when,
)
from pmo_expert.logic.columns.frames import Frame
from pmo_expert.logic.columns.view import View

TEXTS = (
    "",
    "a",
    "A",
    "b c",
    "it's",
    '"quoted"',
    "back\\slash",
    "\\n",
    "line\nend",
    "{0}",
    "`",
    "%s",
    "$1",
    "é",
    "😀",
    "-- x",
)
ROWS = (*TEXTS, None)
NUMBERS = (None, -1.5, 0.0, 1.0, 2.5)


def expressions() -> SearchStrategy[Expression]:
    """Return what draws expressions, texts or tests."""
    return st.one_of(of_text(2), of_truth(2), st.sampled_from(ROWS).map(lambda text: enum_value(text, TEXTS)))


def of_text(depth: int) -> SearchStrategy[Expression]:
    """Return what draws texts that differ by row."""
    leaf = st.just(column("text"))
    if not depth:
        return leaf
    part, word, filled = of_text(depth - 1), st.sampled_from(TEXTS), st.sampled_from(TEXTS[1:])
    several = st.tuples(part, st.one_of(part, st.sampled_from(ROWS).map(value)))
    return st.one_of(
        st.builds(lambda test, parts: when(test, *parts), of_truth(depth - 1), several),
        st.builds(lambda test, parts: when(test, *reversed(parts)), of_truth(depth - 1), several),
        st.builds(joined, several),
        st.builds(lambda parts: joined_known(parts, "; "), several),
        st.builds(first_of, several),
        st.builds(Expression.lower, part),
        st.builds(Expression.replaced, part, filled, word),
        st.builds(Expression.replaced_pattern, part, st.just("[a-c ]+"), st.just("_")),
        st.builds(Expression.stripped, part, st.just("a'_")),
        st.builds(Expression.head, part, st.integers(0, 3)),
    )


def of_truth(depth: int) -> SearchStrategy[Expression]:
    """Return what draws tests that differ by row."""
    leaf = st.just(column("test"))
    if not depth:
        return leaf
    part, text, number = of_truth(depth - 1), of_text(depth - 1), st.just(column("number"))
    several, word = st.lists(part, min_size=1, max_size=3), st.sampled_from(TEXTS)
    return st.one_of(
        st.builds(any_of, several),
        st.builds(all_of, several),
        st.builds(Expression.__invert__, part),
        st.builds(Expression.or_false, part),
        st.builds(Expression.is_null, st.one_of(part, text, number)),
        st.builds(Expression.equals, text, word),
        st.builds(Expression.contains, text, st.sampled_from(TEXTS[1:])),
        st.builds(Expression.matches, text, st.just("^(?:a|b c|it's)?$")),
        st.builds(Expression.at_least, number, st.sampled_from((-1.5, 0, 1.0))),
        st.builds(Expression.at_most, number, st.sampled_from((0, 2.5))),
        st.builds(Expression.above, number, st.sampled_from((0, 1.0))),
        st.builds(lambda one, sought: one.number(sought).between(1, 3), text, numbered()),
    )


def numbered() -> SearchStrategy[dict[str, int]]:
    """Return what draws texts to look for, few or many, with numbers that are their places or others."""
    texts = st.lists(st.sampled_from(TEXTS), min_size=1, max_size=len(TEXTS), unique=True)
    places = texts.map(lambda several: {text: place for place, text in enumerate(several, 1)})
    return st.one_of(places, st.dictionaries(st.sampled_from(TEXTS), st.integers(0, 5), min_size=1))


def rows() -> dict[str, list[Any]]:
    """Return columns in which every text stands with every test."""
    pairs = [(text, test) for text in ROWS for test in (True, False, None)]
    numbers = [NUMBERS[place % len(NUMBERS)] for place in range(len(pairs))]
    return {"text": [text for text, _ in pairs], "test": [test for _, test in pairs], "number": numbers}


@cache
def frames() -> dict[str, Frame]:
    """Return the same rows for each way to write."""
    told = pl.DataFrame(rows(), schema={"text": pl.String, "test": pl.Boolean, "number": pl.Float64})
    return {
        "Polars": nw.from_native(told),
        "Polars, lazy": nw.from_native(told.lazy()),
        "DuckDB": nw.from_native(duckdb.from_arrow(told.to_arrow())),
    }


def cells(frame: Frame, expression: Expression) -> list[Any]:
    """Return what an expression says of each row."""
    found = View(frame, {"added": expression}).select({"shown": column("added")}).lazy().collect("polars")
    return [None if cell is None or cell != cell else cell for cell in found["shown"].to_list()]  # noqa: PLR0124


@given(expressions())
def test_every_engine_says_the_same(expression: Expression) -> None:
    """What Polars says of each row, lazy Polars and DuckDB say too."""
    said = {name: cells(frame, expression) for name, frame in frames().items()}
    assert all(one == said["Polars"] for one in said.values()), said


@pytest.mark.parametrize("engine", ["Polars", "DuckDB"])
@pytest.mark.parametrize(
    ("listed", "within", "holds"),
    [
        ([], True, False),
        (["a"], True, True),
        (["a", "a"], True, True),
        (["b c"], True, False),
        (["a", "x"], False, True),
        (["x"], False, False),
        ([None], False, False),
        (["a", None], False, True),
        (None, None, None),
    ],
)
def test_lists_are_looked_into_alike(engine: str, listed: Any, within: bool | None, holds: bool | None) -> None:
    """A list is within some texts when all that it holds are, nothing at all not among them."""
    frame = pl.DataFrame({"list": [listed, ["a"]]}, schema={"list": pl.List(pl.String)})
    opened: Frame = nw.from_native(frame if engine == "Polars" else duckdb.from_arrow(frame.to_arrow()))
    texts_of, known = column("list"), ["a", "b c"]
    shown = {"within": texts_of.within(known), "holds": texts_of.numbered(known).holds("a")}
    assert View(opened).select(shown).lazy().collect("polars").rows()[0] == (within, holds)


def test_spark_reads_every_text_as_it_stands(spark: Any) -> None:
    """Quotes, backslashes, line ends and braces in texts and names say the same in SQL of Spark as in Polars."""
    name = "a `name` with 'quotes'"
    told = pl.DataFrame({name: list(ROWS)}, schema={name: pl.String})
    said = {
        "place": column(name).number({text: place for place, text in enumerate(TEXTS, 1)}),
        "number": column(name).number({text: len(text) for text in TEXTS}),
        "equals": any_of(column(name).equals(text).or_false() for text in TEXTS[3:9]),
        "replaced": column(name).replaced("\\", "'"),
        "stripped": column(name).stripped("a'_"),
        "joined": joined([value("it's \\n "), column(name)]),
        "known": joined_known([column(name), value("\\")], "; "),
        "contains": column(name).contains("\\"),
    }
    frame: Frame = nw.from_native(
        spark.createDataFrame([(text,) for text in ROWS], f"`{name.replace('`', '``')}` string")
    )
    found = [tuple(row) for row in View(frame).select(said).to_native().collect()]
    wanted = View(nw.from_native(told)).select(said)
    assert isinstance(wanted, nw.DataFrame)
    assert found == wanted.rows()
