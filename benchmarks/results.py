"""Measures everything and writes docs/benchmarks.md from the figures.

Run `python benchmarks/results.py`; on two processors it takes about three quarters of an hour. `--only SCRIPT` renews
one section and leaves the others. `--figures FOLDER` keeps the figures as JSON there, and takes those that are there
already instead of measuring anew.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import click

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.growth_chart import growth_chart  # noqa: E402
from benchmarks.standings import KINDS, conclusions  # noqa: E402
from benchmarks.timing import micro, milli  # noqa: E402

PAGE = ROOT / "docs" / "benchmarks.md"
CHART = ROOT / "docs" / "pictures" / "rule-growth.svg"
SECTION = "## "
START = """
Written by `python benchmarks/results.py`, each section from one run of its script. Ratios were measured within a run,
block after block in turn; absolute times depend on the machine and on how busy it was, so compare none between
sections. `pip install -e '.[bench,test]'` brings the other engines; Drools needs a JDK, Spark Java, and
json-rules-engine node and `npm install --no-package-lock` in `benchmarks/peers/json_rules_engine`.
"""
ONE_CASE = """
The shipped program of {clauses} clauses, translated for each engine by a generator. All engines fired the same clauses
and came to the same verdict in {checked_cases:,} random cases before any time counted; then {timed_cases} of them were
timed in {rounds} rounds. With trace means facts in, and every clause that fired out; without trace only the verdict
comes out; run alone leaves out what passes facts and firings between Python and the engine. *Times* is the time over
that of `compiled` with full trace.
"""
MANY_CASES = """
The floor is the same engine reading the same columns and counting what they hold; a survey is worked out and, in each
column that it adds, the rows with one of its values are counted. Surveys of the same columns are planned once, before
what is told here. In brackets the ratio to the floor. Sets are a column of yes and no for each member, or lists.
"""
GROWTH = "How time and memory grow, for verdict and five statuses, each size in a process of its own:"
PLANNING = """
- Planning: Polars plans a survey of {rows:,} rows in {planned} and does all of it in {done}; planning was to take at
most 100 ms. Columns for which a survey was planned before take {done_again}, rows in memory {again}; at most 25 ms was
the goal.
"""
RULE_GROWTH = """
Packs of 90 to 1,000 rules, made by `tools/grown_packs.py` of renamed copies of the article's rules: each copy has the
article's concerns, what answers them, findings, growth, presumptions and properties, about attributes of its own. The
verdict rules that read nothing of a copy stand once, so that one list weighs the concerns of all. The copies meet
only there and in the goals, which are *apart*, where each copy serves twelve goals of its own, or *together*, where
all serve the same twelve. Rules of other packs may be interwoven more, and then their diagrams grow sooner. To have
the number of rules asked for, some next steps, presumptions and offers are left out. So a few claims that hold of the
article are false here: that every attribute and value matters and, with goals together, that one more goal served
never makes the verdict worse. A line of the chart ends where the diagram is too large.
"""
RULE_GROWTH_COLUMNS = """
Each pack was measured in a process of its own. Advice is the median over {cases} random cases, *alone* without the
outlook; a survey has {rows:,} rows on Polars, planning included. Diagrams are made once for a pack: those of known
facts for outlook, questions and grounds, that of all cases for the smallest changes. Proofs try eight orders of the
facts, and then each claim for {seconds:g} s at the most.
"""
RULE_GROWTH_LIMITS = """
- Diagrams: the conclusions may take {most_nodes:,} nodes, and what is read of them for questions and counts
{most_read:,}; what takes more is given up, and said. Then `advise`, `why-not`, `compare`, surveys, the interview and
the page go on without what rests on the diagram (the interview asks what rules wait for); `outlook`, `questions`,
`changes` and `grounds` say that the rules need too large a diagram; and `check` proves nothing, and says so.
- Proofs: `--seconds` limits each claim, not the making of the diagram before; a claim that needs too many nodes stays
open.
- Files have at most 1 MiB, so the vocabulary of one pack ends at about 30 copies, or 2,800 rules; packs that extend
it bring vocabularies of their own.
"""

Figures: TypeAlias = dict[str, Any]


def figures(script: str, folder: Path) -> Figures:
    """Return the figures of a script, measured unless the folder has them."""
    file = folder / f"{script}.json"
    if not file.exists():
        subprocess.run([sys.executable, str(ROOT / "benchmarks" / f"{script}.py"), "--json", str(file)], check=True)
    told: Figures = json.loads(file.read_text(encoding="utf-8"))
    return told


def page(told: Mapping[str, Figures], before: str) -> str:
    """Return the page with a section for each script; those that have no figures are as they were `before`."""
    sections = [
        _section("\n".join(lines(told[script])) if script in told else _as_it_was(script, before))
        for script, lines in SECTIONS.items()
    ]
    return "\n".join(["# Benchmarks\n", _paragraph(START), *sections])


def _section(text: str) -> str:
    return text.rstrip("\n") + "\n"


def _as_it_was(script: str, before: str) -> str:
    """Return the section that names a script."""
    sections = [SECTION + section for section in before.split(f"\n{SECTION}")[1:]]
    return next(section for section in sections if f"`python benchmarks/{script}.py`" in section)


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
        _paragraph(
            PLANNING.format(
                rows=plan["rows"],
                planned=milli(plan["planned_s"]),
                done=milli(plan["done_s"]),
                again=milli(plan["again_s"]),
                done_again=milli(plan["done_again_s"]),
            )
        ),
        *(f"- Left out: {name}, {reason}" for name, reason in told["left_out"].items()),
        f"\n{GROWTH}\n",
        *_table(["engine", "rows", "time", "most memory"], growth),
        "",
    ]


def _goal(told: Figures) -> list[str]:
    what = "verdict and five statuses"
    return [
        f"Goal, {what} on {one['engine']} within {one['goal']:g} times the floor, sets as {one['sets']}:"
        f" {'met' if one[what]['ratio'] <= one['goal'] else 'not met'}, with {one[what]['ratio']:.2f} times."
        for one in told["engines"]
    ]


def _cell(part: Figures) -> str:
    return f"{part['seconds']:.2f} s ({part['ratio']:.2f})"


def _memory(mebibytes: float | None) -> str:
    return "" if mebibytes is None else f"{mebibytes:,.0f} MiB"


def rule_growth(told: Figures) -> list[str]:
    """Return the section on the number of rules."""
    heads = ["goals", "rules", "attributes", "load", "advice alone", "survey", "diagrams of known facts"]
    heads += ["diagram of all cases", "advice", "smallest changes", "proofs", "proved", "false", "open", "most memory"]
    return [
        "## From 90 to 1,000 rules\n",
        f"`python benchmarks/rule_growth.py` ({told['machine']})\n",
        _paragraph(RULE_GROWTH),
        f"![Time, memory and proofs by the number of rules](pictures/{CHART.name})\n",
        _paragraph(RULE_GROWTH_COLUMNS.format(**told)),
        *_table(heads, list(map(_pack, told["packs"]))),
        "",
        *(f"- {' '.join(limit.split())}" for limit in RULE_GROWTH_LIMITS.format(**told).strip("\n- ").split("\n- ")),
        "",
    ]


def _pack(one: Figures) -> list[str]:
    results = ["" if one["proofs_limit"] else str(one["proofs"].get(name, 0)) for name in ("proved", "false", "open")]
    return [
        one["goals"],
        f"{one['rules']:,}",
        str(one["attributes"]),
        milli(one["load_s"]),
        milli(one["without_outlook_s"]),
        milli(one["survey_s"]),
        _diagram(one["known_world"]),
        _diagram(one["all_cases"]),
        milli(one["advise_s"]),
        "" if one["changes_s"] is None else milli(one["changes_s"]),
        f"too large, {one['proofs_s']:.1f} s" if one["proofs_limit"] else f"{one['proofs_s']:.1f} s",
        *results,
        _memory(one["peak_mib"]),
    ]


def _diagram(made: Figures) -> str:
    nodes = "too large" if made["nodes"] is None else f"{made['nodes']:,} nodes"
    return f"{nodes}, {made['seconds']:.1f} s"


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


SECTIONS: dict[str, Callable[[Figures], list[str]]] = {
    "one_case": one_case,
    "many_cases": many_cases,
    "rule_growth": rule_growth,
    "budgets": budgets,
}


@click.command(help=__doc__)
@click.option("--only", type=click.Choice(list(SECTIONS)), help="The script whose section is renewed.")
@click.option("--figures", "kept", type=click.Path(path_type=Path, file_okay=False), help="Where figures are kept.")
def main(only: str | None, kept: Path | None) -> None:
    """Measure, and write the page."""
    with TemporaryDirectory() as scratch:
        folder = kept or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        told = {script: figures(script, folder) for script in SECTIONS if only in (None, script)}
    PAGE.write_text(page(told, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    if "rule_growth" in told:
        CHART.write_text(growth_chart(told["rule_growth"]), encoding="utf-8")
    print(f"written: {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
