"""Derives random cases over the shipped rules with several engines, and counts where they differ.

Run `python tools/agree.py --cases 100000 --seed 1`. Of the engines durable and compiled all firings are compared. Of
diagram the conclusions with values are: verdict, lean, WII-FM, status and severity of every concern, findings and
growth. Exit status 1 when they differ anywhere; the first such cases are printed as case files. Exit status 2 when
durable or diagram cannot run here. The same seed gives the same cases, however many processors there are.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from pmo_expert import Knowledge, case_from, load_knowledge, rules_folder
from pmo_expert.knowledge.diagrams import ROOT
from pmo_expert.knowledge.language.subjects import VERDICT
from pmo_expert.logic.compiled import CompiledEngine
from pmo_expert.logic.diagram import Diagram
from pmo_expert.logic.durable import DurableEngine
from pmo_expert.logic.outcomes import Outcomes
from tools.random_cases import CaseMaker, case_maker

CHUNK = 1000
SHOWN = 5


class Chunk(NamedTuple):
    """Which cases to derive: `cases` of them, drawn from a seed of their own."""

    seed: str
    cases: int


class Tally(NamedTuple):
    """What came of some cases: firings of the first engine, verdicts, and the facts on which the engines differ."""

    firings: int
    verdicts: Counter[str]
    differing: list[dict[str, Any]]


class Chart(NamedTuple):
    """A conclusion with values, as the diagram has it: the values in the order of its outcomes."""

    atoms: tuple[str | None, ...]
    outcomes: Outcomes

    def agrees(self, facts: Mapping[str, str], conclusions: frozenset[str]) -> bool:
        """Return whether the diagram leads to the value that another engine concluded."""
        reached = [atom for atom in self.atoms if atom in conclusions]
        return self.atoms[self.outcomes.outcome(facts)] == (reached[0] if reached else None)


class Setup(NamedTuple):
    """What every chunk needs, made once in each process."""

    knowledge: Knowledge
    maker: CaseMaker
    durable: DurableEngine
    compiled: CompiledEngine
    charts: tuple[Chart, ...]


@cache
def setup() -> Setup:
    """Return the shipped rules with all engines."""
    knowledge = load_knowledge(rules_folder())
    program = knowledge.compiled.program
    return Setup(knowledge, case_maker(knowledge), DurableEngine(program), CompiledEngine(program), charts(knowledge))


def charts(knowledge: Knowledge) -> tuple[Chart, ...]:
    """Return what the diagram says of every conclusion that has values."""
    diagram = Diagram(knowledge.compiled.program, ROOT)
    named = knowledge.subjects.conclusions.values()
    atoms = [tuple(conclusion.atom(value) for value in conclusion.values) for conclusion in named]
    return tuple(Chart(each, diagram.outcomes(each)) for each in atoms)


def derive_chunk(chunk: Chunk) -> Tally:
    """Derive the cases of a chunk with all engines."""
    knowledge, maker, durable, compiled, diagram = setup()
    random = Random(chunk.seed)
    firings, verdicts, differing = 0, Counter[str](), []
    for _ in range(chunk.cases):
        stated = maker.facts(random)
        facts = knowledge.compiled.space.facts(case_from(stated))
        derivation, other = durable.derive(facts), compiled.derive(facts)
        firings += len(derivation.fired)
        verdicts.update(name for name in derivation.conclusions if name.startswith(f"{VERDICT}="))
        conclusions = other.conclusions
        if derivation.fired != other.fired or not all(chart.agrees(facts, conclusions) for chart in diagram):
            differing.append(stated)
    return Tally(firings, verdicts, differing)


def chunks(cases: int, seed: int) -> list[Chunk]:
    """Return the chunks that make up a number of cases."""
    return [Chunk(f"{seed}:{start}", min(CHUNK, cases - start)) for start in range(0, cases, CHUNK)]


def derive_all(cases: int, seed: int) -> Tally:
    """Derive all cases on all processors."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        tallies = list(pool.map(derive_chunk, chunks(cases, seed)))
    verdicts: Counter[str] = sum((tally.verdicts for tally in tallies), Counter())
    differing = [facts for tally in tallies for facts in tally.differing]
    return Tally(sum(tally.firings for tally in tallies), verdicts, differing)


def print_tally(tally: Tally, cases: int, seconds: float) -> None:
    """Print what was compared and how the verdicts are shared out."""
    program = setup().knowledge.compiled.program
    print(f"cases          {cases:>14,}")
    print(f"conclusions    {cases * len(program.strata):>14,}   compared: {len(program.strata)} a case, reached or not")
    charted = len(setup().charts)
    print(f"  by diagram   {cases * charted:>14,}   compared: {charted} conclusions with values a case")
    print(f"clauses        {cases * len(program.clauses):>14,}   compared: {len(program.clauses)} a case, fired or not")
    print(f"firings        {tally.firings:>14,}   of durable")
    print(f"disagreements  {len(tally.differing):>14,}")
    print(f"time           {seconds:>13.1f}s")
    for verdict, count in tally.verdicts.most_common():
        print(f"{100 * count / cases:>13.2f}%  {verdict}")
    for facts in tally.differing[:SHOWN]:
        print(f"the engines differ on this case: {json.dumps(facts)}")


def main() -> int:
    """Read the options, compare, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    try:
        setup()
    except ImportError as error:
        print(f"an engine cannot run here, so there is nothing to compare: {error}")
        return 2
    start = perf_counter()
    tally = derive_all(options.cases, options.seed)
    print_tally(tally, options.cases, perf_counter() - start)
    return int(bool(tally.differing))


if __name__ == "__main__":
    sys.exit(main())
