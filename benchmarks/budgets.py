"""Measures what the design gives a budget for.

Run `python benchmarks/budgets.py [--json FILE]`. Blocks alternate, figures are medians, ratios are medians of ratios
within a round of the same run. It tells and never fails on time. `one_case.py` compares with other rule engines.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.timing import Block, Times, alternate, each, machine, micro, middle, milli, once  # noqa: E402
from pmo_expert import (  # noqa: E402
    EngineUnavailableError,
    Knowledge,
    PlainCase,
    advise,
    load_knowledge,
    rules_folder,
    to_json,
)
from pmo_expert.logic.choice import make_engine  # noqa: E402

CASES = sorted((ROOT / "examples" / "cases").glob("*.yaml"))
ROUNDS, SLOW_ROUNDS = 31, 15


class Row(NamedTuple):
    """One line of the table."""

    what: str
    measured: str
    budget: str = ""


def python(*arguments: str) -> Block:
    """Return the block that starts a fresh interpreter, which keeps bytecode as an installed package does."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def start() -> None:
        subprocess.run([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL, check=True)

    return once(start)


def case_rows(knowledge: Knowledge) -> list[Row]:
    """Measure one case, on the example cases."""
    cases = [knowledge.read_case(path) for path in CASES]
    facts = [knowledge.compiled.encoding.facts(case) for case in cases]

    def advise_in_json(case: PlainCase) -> str:
        return to_json(advise(case, knowledge, engine="compiled"))

    blocks: dict[str, Block] = {
        "compiled": each(knowledge.engine("compiled").derive, facts),
        "facts": each(knowledge.compiled.encoding.facts, cases),
        "advise": each(partial(advise, knowledge=knowledge, engine="compiled"), cases),
        "json": middle(advise_in_json, cases),
    }
    try:
        blocks["durable"] = each(knowledge.engine("durable").derive, facts)
        blocks["advise durable"] = each(partial(advise, knowledge=knowledge, engine="durable"), cases)
    except EngineUnavailableError as error:
        print(error)
    return _case_rows(alternate(blocks, ROUNDS))


def _case_rows(times: Times) -> list[Row]:
    rows = [
        Row("one case, compiled with trace (engine.derive)", micro(times.median("compiled")), "5 µs"),
        Row("one case, its facts encoded (encoding.facts)", micro(times.median("facts"))),
        Row("one case, advise() with compiled, mean of the examples", micro(times.median("advise"))),
        Row("one case, advise() with compiled and to_json(), middle example", milli(times.median("json")), "1 ms"),
    ]
    if "durable" not in times.rounds:
        return rows
    return [
        *rows,
        Row("one case, durable checked against compiled (engine.derive)", milli(times.median("durable")), "1 ms"),
        Row("one case, advise() with durable checked, mean of the examples", milli(times.median("advise durable"))),
        Row("durable checked : compiled", f"{times.ratio('durable', 'compiled'):.1f}"),
    ]


def reading_rows() -> list[Row]:
    """Measure reading the shipped rules, anew each time."""

    def with_compiled() -> None:
        load_knowledge(rules_folder()).engine("compiled")

    def read() -> None:
        load_knowledge(rules_folder())

    times = alternate({"read": once(read), "compiled": once(with_compiled)}, SLOW_ROUNDS)
    rows = [
        Row("shipped rules read and made a program (load_knowledge)", milli(times.median("read"))),
        Row("shipped rules read and compiled (with engine compiled)", milli(times.median("compiled")), "60 ms"),
    ]
    program = load_knowledge(rules_folder()).compiled.program
    try:
        durable = alternate({"durable": once(lambda: make_engine(program, "durable"))}, SLOW_ROUNDS).median("durable")
    except EngineUnavailableError:
        return rows
    return [*rows, Row("engine durable checked against compiled made", milli(durable))]


def start_rows() -> list[Row]:
    """Measure fresh processes."""
    times = alternate(
        {
            "bare": python("-c", "pass"),
            "import": python("-c", "import pmo_expert"),
            "from": python("-c", "from pmo_expert import advise, read_case"),
            "advise": python("-m", "pmo_expert", "advise", str(CASES[0])),
        },
        SLOW_ROUNDS,
    )
    return [
        Row("interpreter started, nothing imported", milli(times.median("bare"))),
        Row("import pmo_expert, beyond that", milli(times.beyond("import", "bare")), "50 ms"),
        Row("from pmo_expert import advise, read_case, beyond that", milli(times.beyond("from", "bare"))),
        Row("pmo-expert advise CASE, cold start, all of it", milli(times.median("advise")), "350 ms"),
    ]


@click.command(help=__doc__)
@click.option("--json", "file", type=click.Path(path_type=Path), help="Write the figures to this file.")
def main(file: Path | None) -> None:
    """Measure everything and print the table."""
    knowledge = load_knowledge(rules_folder())
    clauses = len(knowledge.compiled.program.clauses)
    about = f"{len(knowledge.rules)} rules, {clauses} clauses, {len(CASES)} example cases"
    print(f"{machine()}\n{about}")
    rows = [*case_rows(knowledge), *reading_rows(), *start_rows()]
    width = max(len(row.what) for row in rows)
    print(f"{'what':{width}}  {'median':>11}  budget")
    for row in rows:
        print(f"{row.what:{width}}  {row.measured:>11}  {row.budget}")
    if file:
        told = {"machine": machine(), "about": about, "rows": [row._asdict() for row in rows]}
        file.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
