"""Measures how advice, diagrams and proofs grow with the number of rules, and where they end.

Run `python benchmarks/rule_growth.py [--json FILE] [--chart FILE]`. The packs are of the article's shape, made by
`tools/grown_packs.py`; each is measured in a process of its own. Memory is the most that the process held. `--seconds`
is how long each claim may take to prove. The chart needs the extra `chart`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias, get_args

import click

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.growth_chart import growth_chart  # noqa: E402
from benchmarks.many_cases import peak_memory  # noqa: E402
from benchmarks.timing import machine, once  # noqa: E402
from pmo_expert import Knowledge, PlainCase, advise, changes, load_knowledge, outlook, survey  # noqa: E402
from pmo_expert.logic.diagram import MOST_NODES, MOST_READ, DiagramTooLargeError  # noqa: E402
from pmo_expert.logic.outcomes import Outcomes  # noqa: E402
from pmo_expert.proofs.all_cases import all_cases  # noqa: E402
from pmo_expert.proofs.prove import prove_all  # noqa: E402
from tools.grown_packs import Goals, write_grown_pack  # noqa: E402
from tools.populations import population  # noqa: E402
from tools.random_cases import case_maker  # noqa: E402

SIZES = (90, 180, 360, 720, 1000)
SECONDS = 2.0
CASES, ROWS = 5, 1000

Figures: TypeAlias = dict[str, Any]


def child(goals: Goals, rules: int, seconds: float) -> Figures:
    """Return the figures of one pack."""
    with TemporaryDirectory() as folder:
        pack = write_grown_pack(Path(folder) / "grown", rules, goals)
        loaded = once(partial(load_knowledge, pack))()
        knowledge = load_knowledge(pack)
    figures = {
        "goals": goals,
        "rules": len(knowledge.rules),
        "attributes": len(knowledge.vocabulary.attributes),
        "clauses": len(knowledge.compiled.program.clauses),
        "load_s": loaded,
        "engine_s": once(knowledge.engine)(),
        **advice(knowledge),
    }
    figures["advice_mib"] = peak_memory()
    return {**figures, **proofs(knowledge, seconds), "peak_mib": peak_memory()}


def advice(knowledge: Knowledge) -> Figures:
    """Return how long advice on a case takes, and what rests on diagrams; a diagram too large has no nodes."""
    frame = population(knowledge, ROWS, style="members")
    cases = _cases(knowledge)
    without = _median(cases, lambda case: advise(case, knowledge, with_outlook=False))
    surveyed = once(lambda: survey(frame, knowledge=knowledge))()
    known = _built(lambda: knowledge.known_world().verdict)
    every = _built(knowledge.verdict_diagram)
    return {
        "without_outlook_s": without,
        "survey_s": surveyed,
        "known_world": known,
        "all_cases": every,
        "advise_s": _median(cases, lambda case: advise(case, knowledge)),
        "outlook_s": _median(cases, lambda case: outlook(case, knowledge)) if known["nodes"] else None,
        "changes_s": _median(cases, lambda case: changes(case, knowledge=knowledge)) if every["nodes"] else None,
    }


def _cases(knowledge: Knowledge) -> list[PlainCase]:
    maker, random = case_maker(knowledge), Random(1)
    return [knowledge.case(maker.facts(random)) for _ in range(CASES)]


def _median(cases: list[PlainCase], act: Callable[[PlainCase], object]) -> float:
    """Return the median over cases; what is made once and kept is made before."""
    act(cases[0])
    return median([once(partial(act, case))() for case in cases])


def _built(make: Callable[[], Outcomes]) -> Figures:
    """Return how long a diagram takes to make, and how many nodes it has, or why there is none."""
    made: Figures = {"nodes": None, "limit": ""}

    def build() -> None:
        try:
            made["nodes"] = len(make().levels)
        except DiagramTooLargeError as error:
            made["limit"] = str(error)

    return {"seconds": once(build)(), **made}


def proofs(knowledge: Knowledge, seconds: float) -> Figures:
    """Return how long proofs take, and what becomes of them; none are begun where the diagram is too large."""
    results: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    limit = ""

    def prove() -> None:
        nonlocal limit
        try:
            for proof in prove_all(all_cases(knowledge, seconds)):
                results[proof.result] += 1
                reasons.update([proof.still_open] if proof.still_open else [])
        except DiagramTooLargeError as error:
            limit = str(error)

    taken = once(prove)()
    return {"proofs_s": taken, "proofs": dict(results), "still_open": dict(reasons), "proofs_limit": limit}


def grow(goals: Goals, rules: int, seconds: float) -> Figures:
    """Return the figures of one pack, measured in a process of its own."""
    command = [sys.executable, __file__, "--child", json.dumps([goals, rules, seconds])]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    figures: Figures = json.loads(told.splitlines()[-1])
    return figures


def report(sizes: tuple[int, ...], seconds: float) -> Figures:
    """Measure everything."""
    return {
        "machine": machine(),
        "seconds": seconds,
        "cases": CASES,
        "rows": ROWS,
        "most_nodes": MOST_NODES // 4,
        "most_read": MOST_READ,
        "packs": [grow(goals, rules, seconds) for goals in get_args(Goals) for rules in sizes],
    }


def lines(told: Figures) -> Iterator[str]:
    """Yield the figures as lines of text."""
    yield f"{told['machine']}; each claim in {told['seconds']:g} s at the most"
    for one in told["packs"]:
        yield f"{one['rules']} rules, {one['attributes']} attributes, goals {one['goals']}"
        for what, figure in one.items():
            if what not in ("rules", "attributes", "goals"):
                yield f"    {what:18} {f'{figure:.3f}' if isinstance(figure, float) else figure}"


@click.command(help=__doc__)
@click.option("--size", "sizes", multiple=True, type=int, default=SIZES, show_default=True, help="How many rules.")
@click.option("--seconds", default=SECONDS, show_default=True, help="How long each claim may take to prove.")
@click.option("--json", "file", type=click.Path(path_type=Path), help="Write the figures to this file.")
@click.option("--chart", "drawn", type=click.Path(path_type=Path), help="Draw the figures into this SVG file.")
@click.option("--child", "alone", hidden=True, help="Measure one pack.")
def main(sizes: tuple[int, ...], seconds: float, file: Path | None, drawn: Path | None, alone: str | None) -> None:
    """Measure, and print the figures."""
    if alone is not None:
        print(json.dumps(child(*json.loads(alone))))
        return
    told = report(sizes, seconds)
    print("\n".join(lines(told)))
    if file:
        file.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if drawn:
        drawn.write_text(growth_chart(told), encoding="utf-8")


if __name__ == "__main__":
    main()
