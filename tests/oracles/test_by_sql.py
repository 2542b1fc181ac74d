"""A small pack, whose rules are written here by hand in SQL, against surveys on Polars and on DuckDB."""

from __future__ import annotations

from itertools import product
from typing import Any

import duckdb
import polars as pl
import pytest

from pmo_expert import survey
from tests.advice.tiny import CRITICAL, GOALS, LEADS, SHARE, STEP_UP, VALUES, tiny

BY_HAND = f"""
with facts as (
    select *, "{STEP_UP}" is true and len("{GOALS}") > 0 as served,
        coalesce("{STEP_UP}", true) and coalesce(len("{GOALS}"), 0) > 0 as could_be_served
    from people
), concerns as (
    select *, case
        when "{SHARE}" >= 90 and "{CRITICAL}" is false then 'prohibitive'
        when "{SHARE}" >= 50 and "{LEADS}" is not true then 'serious'
        else 'none' end as worst,
        case when served then 'passes'
            when could_be_served or "{GOALS}" is null then 'not_known'
            else 'fails' end as wiifm
    from facts
)
select id, wiifm, case
    when worst = 'prohibitive' then 'decline'
    when could_be_served and not served then 'find_out_more'
    when wiifm = 'fails' then 'decline'
    when "{LEADS}" is null then 'find_out_more'
    when worst = 'serious' then 'accept_with_conditions'
    else 'accept' end as verdict
from concerns order by id
"""


def everybody() -> pl.DataFrame:
    """Return a row for every case of the pack, unknown facts included."""
    values = [
        [None, *(sorted(value) if isinstance(value, frozenset) else value for value in VALUES[name])] for name in VALUES
    ]
    rows = [dict(zip(VALUES, row, strict=True)) for row in product(*values)]
    schema: dict[str, Any] = {CRITICAL: pl.Boolean, SHARE: pl.Int64, LEADS: pl.Boolean, STEP_UP: pl.Boolean}
    frame = pl.DataFrame(rows, schema={**schema, GOALS: pl.List(pl.String)})
    return frame.with_row_index("id")


def check_by_hand(kind: str) -> None:
    """Compare the survey of every case on one kind of frame with what SQL says; nothing is planned before."""
    people, rules = everybody(), tiny.__wrapped__()
    with duckdb.connect() as connection:
        connection.register("people", people.to_arrow())
        wanted = connection.sql(BY_HAND).pl()
        frame: Any = people if kind == "polars" else connection.sql("select * from people")
        result = survey(frame, rules)
        found = result if kind == "polars" else result.pl()
    found = found.sort("id").select("id", pl.col("wiifm", "verdict").cast(pl.String))
    assert len(found) == 540
    assert found.to_dicts() == wanted.to_dicts()


@pytest.mark.parametrize("kind", ["polars", "duckdb"])
def test_every_case_has_the_verdict_that_sql_gives(kind: str) -> None:
    """WII-FM and verdict of all 540 cases are those of the rules as SQL."""
    check_by_hand(kind)
