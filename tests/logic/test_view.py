"""Columns of a view say what they would say one layer after the other."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from pmo_expert.logic.columns.expression import Expression, all_of, any_of, column, value, when
from pmo_expert.logic.columns.frames import Frame, done, step
from pmo_expert.logic.columns.view import HIGHEST, View

GIVEN = ("a", "b", "c")
ROWS = list(product((False, True), repeat=len(GIVEN)))


@cache
def frames() -> dict[str, Frame]:
    """Return the same rows, in which every fact stands with every other, for each way to write."""
    told = pl.DataFrame(ROWS, schema=dict.fromkeys(GIVEN, pl.Boolean), orient="row")
    return {
        "Polars": nw.from_native(told),
        "Polars, lazy": nw.from_native(told.lazy()),
        "DuckDB": nw.from_native(duckdb.from_arrow(told.to_arrow())),
    }


@st.composite
def columns(draw: DrawFn) -> dict[str, Expression]:
    """Draw columns, each in terms of the frame and of those before it, or of nothing."""
    drawn: dict[str, Expression] = {}
    for place in range(draw(st.integers(1, 8))):
        known = st.sampled_from([*GIVEN, *drawn]).map(column)
        several = st.lists(st.one_of(known, known.map(Expression.__invert__)), min_size=1, max_size=3)
        drawn[f"x{place}"] = draw(
            st.one_of(
                known,
                st.booleans().map(value),
                several.map(any_of),
                several.map(all_of),
                st.builds(when, known, known, known),
            )
        )
    return drawn


def rows(frame: Frame) -> list[tuple[Any, ...]]:
    """Return what a frame holds."""
    found: list[tuple[Any, ...]] = frame.lazy().collect("polars").rows()
    return found


@pytest.mark.parametrize("engine", ["Polars", "Polars, lazy", "DuckDB"])
@given(added=columns(), data=st.data())
def test_a_view_says_what_its_columns_say_one_by_one(
    engine: str, added: dict[str, Expression], data: st.DataObject
) -> None:
    """However columns are laid into layers, results are those of a frame to which each was added by itself.

    Results may have names that columns have, and be choices within choices.
    """
    known = st.sampled_from([*GIVEN, *added]).map(column)
    choices = st.recursive(known, lambda part: st.builds(when, known | known.map(Expression.__invert__), part, part))
    asked = data.draw(st.lists(st.sampled_from([*added]), min_size=1, unique=True))
    results = {name: data.draw(known.map(Expression.__invert__) | choices) for name in asked}
    frame = frames()["Polars"]
    for name, expression in added.items():
        frame = done(frame, [step(frame, {name: expression}, kept=frame.collect_schema().names())])
    alone = done(frame, [step(frame, results, kept=GIVEN)])
    assert rows(View(frames()[engine], added).select(results, kept=GIVEN)) == rows(alone)


@pytest.mark.parametrize("engine", ["Polars", "Polars, lazy", "DuckDB"])
def test_what_is_the_same_in_all_rows_is_there_for_each(engine: str) -> None:
    """Results that read no column have as many rows as the frame."""
    view = View(frames()[engine]).adding({"same": value(plain=True)})
    assert rows(view.select({"shown": column("same"), "other": value("text")})) == [(True, "text")] * len(ROWS)


def test_what_nothing_reads_is_left_out() -> None:
    """A column that no result needs is not worked out, so that what it reads need not be there."""
    view = View(frames()["Polars"], {"x": column("missing"), "y": column("a")})
    assert rows(view.select({"shown": column("y")})) == [(row[0],) for row in ROWS]


def test_long_chains_stand_in_several_layers() -> None:
    """A chain of columns that each read the one before works at any length."""
    chain = {"x0": ~column("a")} | {f"x{place}": ~column(f"x{place - 1}") for place in range(1, 50 * HIGHEST)}
    frame = View(frames()["Polars, lazy"], chain).select({"shown": column(list(chain)[-1])})
    assert rows(frame) == [(row[0],) for row in ROWS]
