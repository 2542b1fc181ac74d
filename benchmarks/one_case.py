"""Measures one case, ours against other rule engines.

Run `python benchmarks/one_case.py [--cases 2000] [--json FILE]`. Every engine runs the shipped program, translated by
a generator. One that fires or concludes anything else than `compiled` in any of the random cases is not timed, nor one
that is not installed: `pip install -e '.[bench]'` brings the Python packages; Drools needs a JDK too, and
json-rules-engine node, and `npm install --no-package-lock` in its folder.

Timed are the first 200 of the random cases, as few cases over and over are learnt by the processor, which favours
the fastest: the 18 example cases take `compiled` a fifth less. Blocks alternate, figures are medians, ratios are
medians of ratios within a round. With trace means facts in and the numbers of all clauses that fired out; without it
only the verdict comes out. Ours always traces. Setting up is measured once, with what is imported for it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.candidates import COMPILED  # noqa: E402
from benchmarks.contest import TRACE, Contestant, Entrants, contest  # noqa: E402
from benchmarks.standings import KINDS, Figures, conclusions, goal, table  # noqa: E402
from benchmarks.timing import Times, alternate, machine  # noqa: E402
from pmo_expert import Knowledge, load_knowledge, rules_folder  # noqa: E402
from pmo_expert.logic.keys import Facts  # noqa: E402
from tools.random_cases import random_facts  # noqa: E402

SEED, ROUNDS, TIMED = 1, 31, 200


def measure(ready: list[Contestant], pieces: list[Facts]) -> list[Figures]:
    """Time the engines in alternating blocks, and return the figures of each."""
    blocks = {(one.name, kind): block for one in ready for kind, block in one.blocks(pieces).items()}
    times = alternate({_key(*key): block for key, block in blocks.items()}, ROUNDS)
    return [_figures(one, [kind for name, kind in blocks if name == one.name], times) for one in ready]


def _key(name: str, kind: str) -> str:
    return f"{name}: {kind}"


def _figures(one: Contestant, kinds: list[str], times: Times) -> Figures:
    figures: Figures = {"name": one.name, "version": one.version, "ours": one.candidate.ours, "setup_s": one.setup}
    for kind in kinds:
        key = _key(one.name, kind)
        figures[f"{KINDS[kind]}_s"] = times.median(key)
        figures[f"{KINDS[kind]}_ratio"] = times.ratio(key, _key(COMPILED, TRACE))
    return figures


def report(knowledge: Knowledge, entrants: Entrants, cases: list[Facts]) -> Figures:
    """Return all there is to tell."""
    pieces = cases[:TIMED]
    rows = measure(entrants.ready, pieces)
    return {
        "machine": machine(),
        "clauses": len(knowledge.compiled.program.clauses),
        "checked_cases": len(cases),
        "timed_cases": len(pieces),
        "rounds": ROUNDS,
        "engines": rows,
        "left_out": entrants.left_out,
        "goal": goal(rows),
    }


@click.command(help=__doc__)
@click.option("--cases", "count", default=2000, show_default=True, help="How many random cases all must agree on.")
@click.option("--json", "file", type=click.Path(path_type=Path), help="Write the figures to this file.")
def main(count: int, file: Path | None) -> None:
    """Measure, and print the table."""
    knowledge = load_knowledge(rules_folder())
    cases = random_facts(knowledge, count, SEED)
    entrants = contest(knowledge.compiled.program, cases)
    names = ", ".join(one.name for one in entrants.ready)
    told = report(knowledge, entrants, cases)
    print(f"{told['machine']}; {told['clauses']} clauses, {told['timed_cases']} cases timed in {ROUNDS} rounds")
    print(f"same firings and verdicts in {count} random cases: {names}")
    for name, reason in entrants.left_out.items():
        print(f"left out: {name}: {reason}")
    print("\n".join([*table(told["engines"]), *conclusions(told["engines"], told["goal"])]))
    if file:
        file.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
