"""Measures everything and writes docs/benchmarks.md from the figures.

Run `python benchmarks/results.py`; on two processors it takes about half an hour. `--figures FOLDER` keeps the figures
as JSON there, and takes those that are there already instead of measuring anew.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import click

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.standings import KINDS, conclusions  # noqa: E402
from benchmarks.timing import micro, milli  # noqa: E402

PAGE = ROOT / "docs" / "benchmarks.md"
SCRIPTS = ("one_case", "many_cases", "budgets")
START = """
Written by `python benchmarks/results.py` from one run. Ratios were measured within a run, block after block in turn;
absolute times depend on the machine. `pip install -e '.[bench,test]'` brings the other engines; Drools needs a JDK,
Spark Java, and json-rules-engine node and `npm install --no-package-lock` in `benchmarks/peers/json_rules_engine`.
"""
ONE_CASE = """
The shipped program of {clauses} clauses, translated for each engine by a generator. All engines fired the same clauses
and came to the same verdict in {checked_cases:,} random cases before any time counted; then {timed_cases} of them were
timed in {rounds} rounds. With trace means facts in, and every clause that fired out; without trace only the verdict
comes out; run alone leaves out what passes facts and firings between Python and the engine. *Times* is the time over
that of `compiled` with full trace.
"""
MANY_CASES = """
The floor is the same engine reading the same columns and counting what they hold; a survey is worked out and what comes
out is counted. In brackets the ratio to the floor. Sets are a column of yes and no for each member, or lists.
"""
GROWTH = "How time and memory grow, for verdict and five statuses, each size in a process of its own:"
PLANNING = """
- Planning: Polars plans a survey of {rows:,} rows in {planned} and does all of it in {done}; planning was to take at
most 100 ms.
"""

Figures: TypeAlias = dict[str, Any]


def figures(script: str, folder: Path) -> Figures:
    """Return the figures of a script, measured unless the folder has them."""
    file = folder / f"{script}.json"
    if not file.exists():
        subprocess.run([sys.executable, str(ROOT / "benchmarks" / f"{script}.py"), "--json", str(file)], check=True)
    told: Figures = json.loads(file.read_text(encoding="utf-8"))
    return told


def page(told: dict[str, Figures]) -> str:
    """Return the page."""
    parts = [
        "# Benchmarks\n",
        _paragraph(START),
        *one_case(told["one_case"]),
        *many_cases(told["many_cases"]),
        *budgets(told["budgets"]),
    ]
    return "\n".join(parts) + "\n"


def one_case(told: Figures) -> list[str]:
    """Return the section on one case."""
    rows = [
        [
            row["name"],
            row["version"],
            milli(row["setup_s"]),
            *(cell for short in KINDS.values() for cell in _time(row, short)),
        ]
        for row in told["engines"]
    ]
    heads = ["engine", "version", "set-up", *(cell for kind in KINDS for cell in (kind, "times"))]
    return [
        "## One case, against other rule engines\n",
        f"`python benchmarks/one_case.py` ({told['machine']})\n",
        _paragraph(ONE_CASE.format(**told)),
        *_table(heads, rows),
        "",
        *(f"- {line[0].upper()}{line[1:]}." for line in conclusions(told["engines"], told["goal"])),
        *(f"- Left out: {name}, {reason}" for name, reason in told["left_out"].items()),
        "",
    ]


def _time(row: Figures, short: str) -> tuple[str, str]:
    known = f"{short}_s" in row
    return (micro(row[f"{short}_s"]), f"{row[f'{short}_ratio']:.1f}") if known else ("", "")


def many_cases(told: Figures) -> list[str]:
    """Return the section on populations."""
    kinds = [what for what, part in told["engines"][0].items() if isinstance(part, dict)]
    rows = [
        [one["engine"], one["version"], one["sets"], *(_cell(one[what]) for what in kinds)] for one in told["engines"]
    ]
    growth = [[one["engine"], f"{one['rows']:,}", _cell(one), _memory(one["peak_mib"])] for one in told["growth"]]
    plan = told["planning"]
    return [
        f"## {told['rows']:,} cases from Parquet files\n",
        f"`python benchmarks/many_cases.py` ({told['machine']})\n",
        _paragraph(MANY_CASES),
        *_table(["engine", "version", "sets", *kinds], rows),
        "",
        *(f"- {line}" for line in _goal(told)),
        _paragraph(PLANNING.format(rows=plan["rows"], planned=milli(plan["planned_s"]), done=milli(plan["done_s"]))),
        *(f"- Left out: {name}, {reason}" for name, reason in told["left_out"].items()),
        f"\n{GROWTH}\n",
        *_table(["engine", "rows", "time", "most memory"], growth),
        "",
    ]


def _goal(told: Figures) -> list[str]:
    what = "verdict and five statuses"
    return [
        f"Goal, {what} on Polars within {told['goal']} times the floor, sets as {one['sets']}:"
        f" {'met' if one[what]['ratio'] <= told['goal'] else 'not met'}, with {one[what]['ratio']:.2f} times."
        for one in told["engines"]
        if one["engine"] == "Polars"
    ]


def _cell(part: Figures) -> str:
    return f"{part['seconds']:.2f} s ({part['ratio']:.2f})"


def _memory(mebibytes: float | None) -> str:
    return "" if mebibytes is None else f"{mebibytes:,.0f} MiB"


def budgets(told: Figures) -> list[str]:
    """Return the section on what has a budget."""
    return [
        "## Loading, compiling, importing, starting\n",
        f"`python benchmarks/budgets.py` ({told['machine']}; {told['about']})\n",
        *_table(["what", "median", "at most"], [list(row.values()) for row in told["rows"]]),
    ]


def _paragraph(text: str) -> str:
    return " ".join(text.split()) + "\n"


def _table(heads: list[str], rows: list[list[str]]) -> list[str]:
    return [_line(heads), _line(["---"] * len(heads)), *map(_line, rows)]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


@click.command(help=__doc__)
@click.option("--figures", "kept", type=click.Path(path_type=Path, file_okay=False), help="Where figures are kept.")
def main(kept: Path | None) -> None:
    """Measure, and write the page."""
    with TemporaryDirectory() as scratch:
        folder = kept or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(page({script: figures(script, folder) for script in SCRIPTS}), encoding="utf-8")
    print(f"written: {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
