"""Measures advice with its explanations on many cases in one program: by one thread, by 16, and by 4 processes.

Run `python benchmarks/many_advices.py [--cases 400] [--json FILE]`. Each piece of work is `advise(case)` and
`to_json`, so that all of the trace is told; one thread does it with the engine `compiled` alone too. Beside it stand
our engines and the other rule engines that are installed, which only fire the clauses. Blocks alternate, and rates are
of medians. Threads take turns where Python has its global lock, which the first line tells.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random

import click

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.contest import TRACE, contest  # noqa: E402
from benchmarks.timing import Block, alternate, machine, once  # noqa: E402
from pmo_expert import advise, load_knowledge, to_json  # noqa: E402
from pmo_expert.domain.case import PlainCase  # noqa: E402
from pmo_expert.logic.choice import EngineName  # noqa: E402
from tools.random_cases import case_maker, random_facts  # noqa: E402

SEED, ROUNDS, CHECKED = 1, 7, 200
THREADS, PROCESSES = 16, 4
ONE = "advise, one thread"


def advised(cases: Sequence[PlainCase], engine: EngineName = "auto") -> int:
    """Advise on cases, and return how many characters the advice has."""
    return sum(len(to_json(advise(case, engine=engine))) for case in cases)


def shared_out(pool: Executor, parts: Sequence[Sequence[PlainCase]]) -> None:
    """Let a pool advise on cases, a part each time that one of its workers is free."""
    sum(pool.map(advised, parts))


def rates(count: int, threads: Executor, processes: Executor) -> dict[str, float]:
    """Return how many cases a second each way does, the most first."""
    knowledge = load_knowledge()
    maker, random = case_maker(knowledge), Random(SEED)
    cases = [knowledge.case(maker.facts(random)) for _ in range(count)]
    parts = [cases[start :: 4 * PROCESSES] for start in range(4 * PROCESSES)]
    blocks: dict[str, Block] = {
        ONE: once(partial(advised, cases)),
        f"{ONE}, compiled alone": once(partial(advised, cases, "compiled")),
        f"advise, {THREADS} threads": once(partial(shared_out, threads, parts)),
        f"advise, {PROCESSES} processes": once(partial(shared_out, processes, parts)),
    }
    facts = random_facts(knowledge, CHECKED, SEED)
    ready = contest(knowledge.compiled.program, facts).ready
    firing = {f"{one.name}, only firing": one.blocks(facts)[TRACE] for one in ready}
    times = alternate({**blocks, **firing}, ROUNDS)
    told = {name: (count if name in blocks else 1) / times.median(name) for name in times.rounds}
    return dict(sorted(told.items(), key=lambda one: -one[1]))


@click.command(help=__doc__)
@click.option("--cases", "count", default=400, show_default=True, help="How many cases each way advises on.")
@click.option("--json", "file", type=click.Path(path_type=Path), help="Write the figures to this file.")
def main(count: int, file: Path | None) -> None:
    """Measure, and print the rates."""
    has_lock = getattr(sys, "_is_gil_enabled", lambda: True)()
    anew = get_context("spawn")  # forked ones would hold open the pipes by whose end other engines know theirs
    with ThreadPoolExecutor(THREADS) as threads, ProcessPoolExecutor(PROCESSES, anew) as processes:
        told = rates(count, threads, processes)
    print(f"{machine()}, {'with' if has_lock else 'without'} the global lock; {count} random cases")
    for name, rate in told.items():
        print(f"{name:48} {rate:12,.0f} cases a second  {rate / told[ONE]:9.2f} times {ONE}")
    if file:
        file.write_text(json.dumps({"machine": machine(), "cases_a_second": told}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
