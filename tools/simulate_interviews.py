"""Simulates interviews by the shipped rules, or others, and says how long they are and how steady their advice is.

Run `python tools/simulate_interviews.py [--interviews 1000] [--seed 1] [--rules PACK] [--thorough]`. In each interview
every question is answered at random: a third of the answers is that one does not know, the others are drawn among those
that the attribute has. It prints in how many interviews the advice so far changed at most once, how long they were,
why they ended, and for each section how many ended without a question about it. Nobody stops early in them. The same
seed gives the same interviews.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from attrs import frozen

from pmo_expert import Interview, Knowledge, load_knowledge
from pmo_expert.interview.standing import so_far
from tools.packs import add_rules_option
from tools.random_cases import CaseMaker, case_maker

UNKNOWN_SHARE = 1 / 3
LONG = 12
STEADY = 1
"""How often the advice so far may change in an interview that is steady."""


@frozen
class Held:
    """One interview: what it asked for, in order, the advice shown before and after each answer, and why it ended."""

    asked: tuple[str, ...]
    advice: tuple[str | None, ...]
    end: str

    @property
    def changes(self) -> int:
        """How often the advice so far changed."""
        return sum(one != other for one, other in pairwise(filter(None, self.advice)))

    @property
    def sections(self) -> frozenset[str]:
        """The sections that it asked about."""
        return frozenset(name.partition(".")[0] for name in self.asked)


def hold(knowledge: Knowledge, maker: CaseMaker, random: Random, *, thorough: bool = False) -> Held:
    """Hold one interview with random answers to its end."""
    interview = Interview(None, knowledge, engine="compiled", thorough=thorough)
    asked: list[str] = []
    advice = [so_far(interview.standing.advice)]
    while interview.attribute is not None:
        asked.append(interview.attribute.name)
        value = None if random.random() < UNKNOWN_SHARE else maker.value(interview.attribute, random)
        interview.answer(interview.attribute.written(interview.attribute.convert(value)))
        advice.append(so_far(interview.standing.advice))
    return Held(tuple(asked), tuple(advice), str(interview.standing.end))


def held_interviews(knowledge: Knowledge, interviews: int, seed: int, *, thorough: bool = False) -> list[Held]:
    """Hold interviews with random answers, each drawn from a seed of its own."""
    maker = case_maker(knowledge)
    return [hold(knowledge, maker, Random(f"{seed}.{number}"), thorough=thorough) for number in range(interviews)]


def report(knowledge: Knowledge, held: list[Held]) -> Iterator[str]:
    """Yield in lines what came of at least one interview."""
    lengths = [len(one.asked) for one in held]
    steady, most = sum(one.changes <= STEADY for one in held), max(one.changes for one in held)
    yield f"{len(held)} interviews by {knowledge.name}, with {UNKNOWN_SHARE:.0%} of the answers unknown"
    yield f"advice so far changes at most once: {steady / len(held):.1%}; most changes: {most}"
    longer = sum(length > LONG for length in lengths)
    yield f"questions: median {median(lengths):g}, most {max(lengths)}; more than {LONG}: {longer / len(held):.1%}"
    ends = Counter(one.end for one in held)
    yield "ended: " + ", ".join(f"{end} {ends[end] / len(held):.1%}" for end in sorted(ends))
    for section, words in knowledge.vocabulary.sections.items():
        without = sum(section not in one.sections for one in held)
        yield f"ended without a question about {section} ({words}): {without / len(held):.1%}"


def main() -> None:
    """Hold the interviews and print what came of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--interviews", type=_count, default=1000, metavar="N", help="how many interviews")
    parser.add_argument("--seed", type=int, default=1, help="what the answers are drawn from")
    parser.add_argument("--thorough", action="store_true", help="go on when no answer changes the advice any more")
    add_rules_option(parser)
    options = parser.parse_args()
    knowledge = load_knowledge(options.rules)
    held = held_interviews(knowledge, options.interviews, options.seed, thorough=options.thorough)
    for line in report(knowledge, held):
        print(line)


def _count(text: str) -> int:
    """Return a number of at least 1. Raises ValueError, of which argparse makes a message."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


if __name__ == "__main__":
    main()
