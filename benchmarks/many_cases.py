"""Measures surveys of random cases that lie in Parquet files, and how time and memory grow with their number.

Run `python benchmarks/many_cases.py [--json FILE]`. Polars, DuckDB and Spark work out the verdict and the status of
each concern and count, in each, the rows that have a value. The floor is the same engine reading the same columns and
counting what they hold. Surveys of the same columns are planned once. Blocks alternate, times are medians, ratios are
medians of ratios within a round. Sets are a column of yes and no for each member, or lists. Each size is measured in a
fresh process; memory is the most that the process held, which for Spark would be that of Java and is not told. An
engine that is not installed is left out: `pip install -e '.[test]'` brings all of them; Spark needs Java.
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import click

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.frames import RESULTS, FrameEngine, frame_engine, write_population  # noqa: E402
from benchmarks.timing import alternate, machine, once  # noqa: E402
from pmo_expert import Knowledge, load_knowledge, rules_folder, survey  # noqa: E402
from pmo_expert.surveys.survey import shown_conclusions  # noqa: E402
from tools.populations import Style, population  # noqa: E402

ROUNDS = {"Polars": 11, "DuckDB": 4, "Spark": 2}
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
STYLES: dict[str, Style] = {"a column for each member": "members", "lists": "lists"}
PLANNED, PLANNINGS = 1000, 15
CHILD_ROUNDS = 3
MEASURED = {"Spark": ("members",)}
MOST_ROWS = {"Spark": 100_000}
"""More takes a local Spark minutes."""
GOALS = {("Polars", "members"): 1.6, ("Polars", "lists"): 2.5}
OTHER_GOAL = 3
"""How many times the floor the verdict and five statuses were to take at most."""

Figures: TypeAlias = dict[str, Any]


def results_of(knowledge: Knowledge) -> dict[str, dict[str, str]]:
    """Return which results are measured, by what they are called, and of each column the value that is counted."""
    firsts = {name: shown.values[0] for name, shown in shown_conclusions(knowledge).items()}
    return {
        "verdict": {"verdict": firsts["verdict"]},
        "verdict and five statuses": {name: one for name, one in firsts.items() if name.startswith(RESULTS)},
        "all results": {**firsts, "error": ""},
    }


def measure(engine: FrameEngine, folder: Path, columns: list[str], knowledge: Knowledge) -> Figures:
    """Return the times of one engine over one population."""
    blocks = {"floor": once(partial(engine.floor, folder, columns))}
    for what, results in results_of(knowledge).items():
        blocks[what] = once(partial(engine.survey, folder, results, knowledge))
    times = alternate(blocks, ROUNDS[engine.name])
    return {what: {"seconds": times.median(what), "ratio": times.ratio(what, "floor")} for what in blocks}


def planning(knowledge: Knowledge) -> Figures:
    """Return how long Polars takes to plan and to do a survey of few rows, and to do one that was planned before."""
    rows = population(knowledge, PLANNED, style="members")
    frame, without_plans = rows.lazy(), pickle.dumps(knowledge)
    unused: list[Knowledge] = [pickle.loads(without_plans) for _ in range(2 * (1 + PLANNINGS))]
    blocks = {
        "planned": once(lambda: survey(frame, knowledge=unused.pop()).explain()),
        "done": once(lambda: survey(frame, knowledge=unused.pop()).collect()),
        "done_again": once(lambda: survey(frame, knowledge=knowledge).collect()),
        "again": once(lambda: survey(rows, knowledge=knowledge)),
    }
    times = alternate(blocks, PLANNINGS)
    return {"rows": PLANNED, **{f"{what}_s": times.median(what) for what in blocks}}


def grow(name: str, folder: Path, columns: list[str]) -> Figures:
    """Return time and memory of surveys in a process of its own."""
    command = [sys.executable, __file__, "--child", json.dumps([name, str(folder), columns])]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures: Figures = json.loads(told.splitlines()[-1])
    return figures


def child(name: str, folder: Path, columns: list[str]) -> Figures:
    """Survey and read by turns, and return how long that took, and the most memory that was held."""
    engine, knowledge = frame_engine(name), load_knowledge(rules_folder())
    results = results_of(knowledge)["verdict and five statuses"]
    blocks = {
        "survey": once(partial(engine.survey, folder, results, knowledge)),
        "floor": once(partial(engine.floor, folder, columns)),
    }
    times = alternate(blocks, CHILD_ROUNDS)
    return {
        "seconds": times.median("survey"),
        "ratio": times.ratio("survey", "floor"),
        "peak_mib": None if name == "Spark" else peak_memory(),
    }


def peak_memory() -> float | None:
    """Return the most MiB that this process held; None where the system does not tell.

    What `resource` tells counts the process that started this one too.
    """
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), None)


def engines() -> tuple[list[FrameEngine], dict[str, str]]:
    """Return the engines that are installed, and why others are left out."""
    found, left_out = [], {}
    for name in ROUNDS:
        try:
            found.append(frame_engine(name))
        except (ImportError, OSError, RuntimeError) as error:
            left_out[name] = str(error)
    return found, left_out


def report(rows: int, sizes: list[int], folder: Path) -> Figures:
    """Measure everything."""
    knowledge = load_knowledge(rules_folder())
    ready, left_out = engines()
    measured = []
    for what, style in STYLES.items():
        (place := folder / style).mkdir()
        columns = write_population(place, rows, style)
        measured += [
            {
                "engine": one.name,
                "version": one.version,
                "sets": what,
                "goal": GOALS.get((one.name, style), OTHER_GOAL),
                **measure(one, place, columns, knowledge),
            }
            for one in ready
            if style in MEASURED.get(one.name, STYLES.values())
        ]
    growth = []
    for size in sizes:
        (place := folder / str(size)).mkdir()
        columns = write_population(place, size, "members")
        taking_part = [one.name for one in ready if size <= MOST_ROWS.get(one.name, size)]
        growth += [{"engine": name, "rows": size, **grow(name, place, columns)} for name in taking_part]
    return {
        "machine": machine(),
        "rows": rows,
        "engines": measured,
        "growth": growth,
        "planning": planning(knowledge),
        "left_out": left_out,
    }


def lines(told: Figures) -> list[str]:
    """Return the figures as lines of text."""
    told_lines = [f"{told['machine']}; {told['rows']:,} rows"]
    for one in told["engines"]:
        told_lines.append(f"{one['engine']} {one['version']}, sets as {one['sets']}")
        for what, figures in one.items():
            if isinstance(figures, dict):
                told_lines.append(f"    {what:26} {figures['seconds']:8.3f} s  {figures['ratio']:6.2f} times the floor")
    for one in told["growth"]:
        memory = "" if one["peak_mib"] is None else f"  {one['peak_mib']:8.0f} MiB"
        told_lines.append(
            f"{one['engine']:8} {one['rows']:>12,} rows {one['seconds']:8.3f} s  floor × {one['ratio']:6.2f}{memory}"
        )
    plan = told["planning"]
    told_lines.append(
        f"Polars plans {plan['rows']} rows in {plan['planned_s']:.3f} s, does them in {plan['done_s']:.3f} s,"
        f" in {plan['done_again_s']:.3f} s once planned, and in {plan['again_s']:.3f} s in memory"
    )
    return [*told_lines, *(f"left out: {name}: {why}" for name, why in told["left_out"].items())]


@click.command(help=__doc__)
@click.option("--rows", default=1_000_000, show_default=True, help="How many rows to compare engines on.")
@click.option("--size", "sizes", multiple=True, type=int, default=SIZES, show_default=True, help="Rows to grow by.")
@click.option("--json", "file", type=click.Path(path_type=Path), help="Write the figures to this file.")
@click.option("--child", "alone", hidden=True, help="Measure one engine over one folder with some columns.")
def main(rows: int, sizes: tuple[int, ...], file: Path | None, alone: str | None) -> None:
    """Measure, and print the figures."""
    if alone is not None:
        name, folder, columns = json.loads(alone)
        print(json.dumps(child(name, Path(folder), columns)))
        return
    with TemporaryDirectory() as folder:
        told = report(rows, list(sizes), Path(folder))
    print("\n".join(lines(told)))
    if file:
        file.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
