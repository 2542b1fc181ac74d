"""Surveys random rows on Polars and on DuckDB, compares all that comes out, and some rows with the engine compiled.

Run `python tools/agree_table.py --rows 1000000 --seed 1 [--rules PACK]`. By turns the rows have sets as lists, sets as
columns of yes and no, and everything as text; one row in a hundred has a value that does not exist. One row in a
thousand is read cell by cell and derived by compiled. Exit status 1 when anything differs; the first such rows are
printed. The same seed gives the same rows.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

import duckdb
import polars as pl

from pmo_expert import Knowledge, load_knowledge, survey
from pmo_expert.surveys.survey import ERROR, WHY, shown_conclusions
from tools.meanings import WRONG, expected
from tools.packs import add_rules_option
from tools.populations import BLOCK, Style, population

EVERY = 1000
WRONG_SHARE = 0.01
SHOWN = 5
STYLES: tuple[Style, ...] = ("lists", "members", "text")


class Tally(NamedTuple):
    """What was compared, and which rows differ."""

    rows: int
    cells: int
    wrong: int
    sampled: int
    differing: list[str]


def compare(frame: pl.DataFrame, knowledge: Knowledge) -> Tally:
    """Survey some rows with both engines and compare what comes out, and one row in a thousand with compiled."""
    names = [*shown_conclusions(knowledge), *WHY, ERROR]
    one = survey(frame, knowledge=knowledge, rules=True).select("id", *names).cast({pl.Enum: pl.String})
    table = duckdb.connect().from_arrow(frame.to_arrow())
    found = survey(table, knowledge=knowledge, rules=True).to_arrow_table()
    other = pl.DataFrame(found).select("id", *names).sort("id")
    differs = pl.any_horizontal(one[name].ne_missing(other[name]) for name in names)
    differing = [f"Polars {row} DuckDB {other.row(row[0] - one['id'][0])}" for row in one.filter(differs).rows()]
    rows, advised = (each.gather_every(EVERY).to_dicts() for each in (frame, one.drop("id")))
    for row, advice, wanted in zip(rows, advised, expected(rows, knowledge), strict=True):
        error = advice.pop(ERROR)
        if {**advice, WRONG: error is not None} != wanted:
            differing.append(f"{row}: table {advice}, {error}, compiled {wanted}")
    return Tally(len(frame), len(frame) * len(names), one[ERROR].count(), len(rows), differing)


def compare_all(knowledge: Knowledge, rows: int, seed: int) -> Tally:
    """Compare rows in parts."""
    total = Tally(0, 0, 0, 0, [])
    for place, start in enumerate(range(0, rows, BLOCK)):
        style = STYLES[place % len(STYLES)]
        size = min(BLOCK, rows - start)
        frame = population(knowledge, size, seed=seed * 1000 + place, style=style, wrong=WRONG_SHARE)
        total = added(total, compare(frame, knowledge))
    return total


def added(one: Tally, other: Tally) -> Tally:
    """Return two tallies together."""
    return Tally(
        one.rows + other.rows,
        one.cells + other.cells,
        one.wrong + other.wrong,
        one.sampled + other.sampled,
        one.differing + other.differing,
    )


def main() -> int:
    """Read the options, compare, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    add_rules_option(parser)
    options = parser.parse_args()
    start = perf_counter()
    tally = compare_all(load_knowledge(options.rules), options.rows, options.seed)
    print(f"rows           {tally.rows:>14,}   surveyed on Polars and on DuckDB")
    print(f"  wrong        {tally.wrong:>14,}   with a value that does not exist")
    print(f"cells          {tally.cells:>14,}   compared")
    print(f"sampled        {tally.sampled:>14,}   compared with compiled")
    print(f"disagreements  {len(tally.differing):>14,}")
    print(f"time           {perf_counter() - start:>13.1f}s")
    for differing in tally.differing[:SHOWN]:
        print(differing)
    return int(bool(tally.differing))


if __name__ == "__main__":
    sys.exit(main())
