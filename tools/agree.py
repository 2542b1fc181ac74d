"""Derives random cases with several engines over the shipped rules, or others, and counts where the engines differ.

Run `python tools/agree.py --cases 100000 --seed 1 [--rules PACK]`. Of the engines durable and compiled all firings are
compared. Of diagram the conclusions with values are: verdict, lean, WII-FM, status and severity of every concern,
findings and growth. These, and which rules apply, are compared as well with what the rules mean by their definition,
read without any program: what is presumed and what could still happen among it. Exit status 1 when they differ
anywhere; the first such cases are printed as case files. Exit status 2 when durable or diagram cannot run these rules
here. The same seed gives the same cases, however many processors there are.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from pmo_expert import DiagramTooLargeError, Knowledge, load_knowledge
from pmo_expert.knowledge.diagrams import roots
from pmo_expert.knowledge.language.subjects import VERDICT
from pmo_expert.logic.compiled import CompiledEngine
from pmo_expert.logic.diagram import Diagram
from pmo_expert.logic.durable import DurableEngine, EngineLimitError
from pmo_expert.logic.keys import Atom, Facts
from pmo_expert.logic.outcomes import Outcomes
from tools.by_definition import by_definition, derived
from tools.packs import add_rules_option
from tools.random_cases import CaseMaker, case_maker
from tools.rule_book import RuleBook

CHUNK = 1000
SHOWN = 5


class Chunk(NamedTuple):
    """Which cases to derive: `cases` of them, by the rules in a folder, drawn from a seed of their own."""

    pack: Path
    seed: str
    cases: int


class Tally(NamedTuple):
    """What came of some cases: firings of the first engine, verdicts, and the facts on which the engines differ."""

    firings: int
    verdicts: Counter[Atom]
    differing: list[dict[str, Any]]


class Charted(NamedTuple):
    """A conclusion with values, as the diagram has it: the values in the order of its outcomes."""

    atoms: tuple[Atom | None, ...]
    outcomes: Outcomes

    def agrees(self, facts: Facts, conclusions: frozenset[Atom]) -> bool:
        """Return whether the diagram leads to the value that another engine concluded."""
        reached = [atom for atom in self.atoms if atom in conclusions]
        return self.atoms[self.outcomes.outcome(facts)] == (reached[0] if reached else None)


class Setup(NamedTuple):
    """What every chunk needs, made once in each process."""

    knowledge: Knowledge
    maker: CaseMaker
    durable: DurableEngine
    compiled: CompiledEngine
    charted: tuple[Charted, ...]
    book: RuleBook


@cache
def setup(pack: Path) -> Setup:
    """Return the rules in a folder with all engines."""
    knowledge = load_knowledge(pack)
    program = knowledge.compiled.program
    engines = DurableEngine(program), CompiledEngine(program)
    return Setup(knowledge, case_maker(knowledge), *engines, charted(knowledge), RuleBook(knowledge))


def charted(knowledge: Knowledge) -> tuple[Charted, ...]:
    """Return what the diagram says of every conclusion that has values."""
    diagram = Diagram(knowledge.compiled.program, roots(knowledge.decision))
    named = knowledge.subjects.conclusions.values()
    atoms = [tuple(conclusion.atom(value) for value in conclusion.values) for conclusion in named]
    return tuple(Charted(each, diagram.outcomes(each)) for each in atoms)


def derive_chunk(chunk: Chunk) -> Tally:
    """Derive the cases of a chunk with all engines."""
    knowledge, maker, durable, compiled, diagram, book = setup(chunk.pack)
    random = Random(chunk.seed)
    firings, verdicts, differing = 0, Counter[Atom](), []
    for _ in range(chunk.cases):
        stated = maker.facts(random)
        case = knowledge.case(stated)
        facts = knowledge.compiled.encoding.facts(case)
        derivation, other = durable.derive(facts), compiled.derive(facts)
        firings += len(derivation.fired)
        verdicts.update(atom for atom in derivation.conclusions if atom.kind == VERDICT)
        conclusions = other.conclusions
        agreed = derivation.fired == other.fired and all(one.agrees(facts, conclusions) for one in diagram)
        if not agreed or by_definition(case, book) != derived(other, knowledge):
            differing.append(stated)
    return Tally(firings, verdicts, differing)


def chunks(pack: Path, cases: int, seed: int) -> list[Chunk]:
    """Return the chunks that make up a number of cases."""
    return [Chunk(pack, f"{seed}:{start}", min(CHUNK, cases - start)) for start in range(0, cases, CHUNK)]


def derive_all(pack: Path, cases: int, seed: int) -> Tally:
    """Derive all cases on all processors."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        tallies = list(pool.map(derive_chunk, chunks(pack, cases, seed)))
    verdicts: Counter[Atom] = sum((tally.verdicts for tally in tallies), Counter())
    differing = [facts for tally in tallies for facts in tally.differing]
    return Tally(sum(tally.firings for tally in tallies), verdicts, differing)


def print_tally(tally: Tally, ready: Setup, cases: int, seconds: float) -> None:
    """Print what was compared and how the verdicts are shared out."""
    program = ready.knowledge.compiled.program
    print(f"cases          {cases:>14,}")
    print(f"conclusions    {cases * len(program.strata):>14,}   compared: {len(program.strata)} a case, reached or not")
    values = len(ready.charted)
    print(f"  by diagram   {cases * values:>14,}   compared: {values} conclusions with values a case")
    print(f"  by the rules {cases * values:>14,}   compared: as many, by their definition")
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
    add_rules_option(parser)
    options = parser.parse_args()
    try:
        ready = setup(options.rules)
    except (ImportError, EngineLimitError, DiagramTooLargeError) as error:
        print(f"an engine cannot run here, so there is nothing to compare: {error}")
        return 2
    start = perf_counter()
    tally = derive_all(options.rules, options.cases, options.seed)
    print_tally(tally, ready, options.cases, perf_counter() - start)
    return int(bool(tally.differing))


if __name__ == "__main__":
    sys.exit(main())
