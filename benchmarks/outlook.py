"""Measures what rests on the decision diagram: making it, the outlook, the smallest changes and the grounds.

Run `python benchmarks/outlook.py`. The cases are random, with a share of the facts that rules read unknown; figures
are medians and worst values over them. It tells and never fails on time.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from pmo_expert import (  # noqa: E402
    Interview,
    Knowledge,
    PlainCase,
    changes,
    consult,
    grounds,
    load_knowledge,
    outlook,
    rules_folder,
)
from pmo_expert.domain.attribute import Attribute  # noqa: E402
from tools.random_cases import CaseMaker, case_maker  # noqa: E402

UNKNOWN_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
CASES, BUILDS, INTERVIEWS = 40, 9, 30
MILLI = 1e3


class Row(NamedTuple):
    """One line of the table: what was measured, the seconds that it took each time, and the goal."""

    what: str
    seconds: list[float]
    goal: str = ""


def seconds_of(act: Callable[[], object]) -> float:
    """Return how long something takes."""
    start = perf_counter()
    act()
    return perf_counter() - start


def build_rows() -> list[Row]:
    """Measure making the diagrams, anew each time."""
    known, every = [], []
    for _ in range(BUILDS):
        knowledge = load_knowledge(rules_folder())
        known.append(seconds_of(knowledge.known_world))
        every.append(seconds_of(knowledge.verdict_diagram))
    return [
        Row("diagrams of the known world built (verdict and concerns)", known, "1 s"),
        Row("diagram of all cases built (verdict)", every, "1 s"),
    ]


def random_cases(knowledge: Knowledge, maker: CaseMaker, random: Random, unknown: float) -> list[PlainCase]:
    """Return cases of which a share of the facts is unknown."""
    return [knowledge.case(known_part(maker.full(random), random, unknown)) for _ in range(CASES)]


def known_part(facts: dict[str, Any], random: Random, unknown: float) -> dict[str, Any]:
    """Return the facts without a random share of them."""
    kept = random.sample(sorted(facts), len(facts) - round(unknown * len(facts)))
    return {name: facts[name] for name in kept}


def case_rows(knowledge: Knowledge, unknown: float, cases: list[PlainCase]) -> list[Row]:
    """Measure each question, on cases with a share of unknown facts."""
    acts: dict[tuple[str, str], Callable[[PlainCase], object]] = {
        ("possible verdicts", "5 ms"): lambda case: consult(case, knowledge).possible,
        ("outlook with questions ranked", "50 ms"): lambda case: outlook(case, knowledge),
        ("smallest changes to every other verdict", "50 ms"): lambda case: changes(case, knowledge=knowledge),
        ("grounds", ""): lambda case: grounds(case, knowledge),
    }
    return [
        Row(f"{unknown:4.0%} unknown: {what}", [seconds_of(lambda: act(case)) for case in cases], goal)  # noqa: B023
        for (what, goal), act in acts.items()
    ]


def interview_row(knowledge: Knowledge, maker: CaseMaker, random: Random) -> Row:
    """Measure the wait from an answer to the next question, in interviews that end by themselves."""
    seconds = []
    for _ in range(INTERVIEWS):
        facts = maker.full(random)
        interview = Interview(None, knowledge)
        while interview.attribute is not None:
            text = answer_text(interview.attribute, facts)
            seconds.append(seconds_of(lambda: interview.answer(text)))  # noqa: B023
    return Row(f"interview: from each of {len(seconds)} answers to the next question", seconds)


def answer_text(attribute: Attribute, facts: dict[str, Any]) -> str:
    """Return the answer that a case gives, as one types it."""
    value = facts[attribute.name]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (", ".join(value) or "none") if isinstance(value, (frozenset, set, list, tuple)) else str(value)


def main() -> None:
    """Measure everything and print the table."""
    knowledge = load_knowledge(rules_folder())
    knowledge.engine()  # made once and kept, as the diagrams are
    nodes, every = len(knowledge.known_world().verdict.levels), len(knowledge.verdict_diagram().levels)
    print(f"Python {platform.python_version()} on {platform.machine()}, {os.cpu_count()} processors")
    print(f"{len(knowledge.rules)} rules; nodes for the verdict: {nodes} in the known world, {every} in all cases")
    rows, maker, random = build_rows(), case_maker(knowledge), Random(1)
    for unknown in UNKNOWN_SHARES:
        rows += case_rows(knowledge, unknown, random_cases(knowledge, maker, random, unknown))
    rows.append(interview_row(knowledge, maker, random))
    width = max(len(row.what) for row in rows)
    print(f"{'what':{width}}  {'median':>9}  {'worst':>9}  goal")
    for row in rows:
        middle, worst = (MILLI * figure for figure in (median(row.seconds), max(row.seconds)))
        print(f"{row.what:{width}}  {middle:>6.2f} ms  {worst:>6.2f} ms  {row.goal}")


if __name__ == "__main__":
    main()
