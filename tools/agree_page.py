"""Advises on random cases in Python and in the JavaScript of the page, and counts where they differ.

Run `python tools/agree_page.py --cases 10000 --seed 1 [--rules PACK]`; it needs Node 20 or later. Compared are all
firings, with and without presumptions, everything in the advice, turning points and conditions among it, the questions
in their order, where an interview stands, and the sentences of the summary. Exit status 1 when they differ anywhere;
the first such cases are printed. Exit status 2 when Node is missing or refuses the data.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

import msgspec
from attrs import evolve

from pmo_expert import Advice, Consultation, Knowledge, Question, consult, load_knowledge
from pmo_expert.doors.web.pack_data import pack_data
from pmo_expert.doors.web.page import STATIC
from pmo_expert.interview.asking import Asking
from pmo_expert.interview.looking import look
from pmo_expert.render.blocks import Heading, Item
from pmo_expert.render.pages.advice_brief import Room, head, summary
from pmo_expert.render.pages.questions_page import TURNING, questions_blocks
from tools.packs import add_rules_option
from tools.random_cases import case_maker

CHUNK = 500
SHOWN = 3
MOST_SKIPPED, ASKED, LATER, THOROUGH = 6, 3, 0.05, 0.3
"""How many questions of an interview were answered with unknown or asked, and how often one comes later or goes on."""
ALL = Room(99, 99, 99, 99, 99, 99)


class Chunk(NamedTuple):
    """Which cases to compare: `cases` of them, drawn from a seed of their own, and the file with the data."""

    pack: Path
    data: Path
    seed: str
    cases: int


def compare(chunk: Chunk) -> list[dict[str, Any]]:
    """Return the cases of a chunk on which the page and Python differ."""
    knowledge = load_knowledge(chunk.pack)
    maker, random = case_maker(knowledge), Random(chunk.seed)
    lines = [knowledge.sha256]
    for _ in range(chunk.cases):
        one = _drawn(maker.facts(random), random, knowledge)
        lines.append(msgspec.json.encode({**one, "told": told(one, knowledge)}).decode())
    command = ["node", str(Path(__file__).with_suffix(".mjs")), str(chunk.data), str(STATIC / "sentences.json")]
    done = subprocess.run(command, input="\n".join(lines) + "\n", capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def _drawn(facts: dict[str, Any], random: Random, knowledge: Knowledge) -> dict[str, Any]:
    """Return a case as the page holds it: the facts, and what was asked so far in an interview."""
    names = list(knowledge.vocabulary.attributes)
    unknown = [name for name in names if name not in facts]
    skipped = random.sample(unknown, random.randint(0, min(MOST_SKIPPED, len(unknown))))
    later = [name for name in unknown if random.random() < LATER]
    asked = random.sample(names, ASKED)
    return {
        "title": "A case",
        "facts": facts,
        "skipped": skipped,
        "asked": asked,
        "later": later,
        "thorough": random.random() < THOROUGH,
    }


def told(one: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """Return what Python says of a case, as the page's own script says it."""
    given = consult(knowledge.case(one["facts"], title=one["title"]), knowledge, engine="compiled")
    asking = Asking(knowledge, given.case, frozenset(one["skipped"]), frozenset(one["later"]))
    section = one["asked"][-1].partition(".")[0]
    standing = look(asking, given, section=section, reopened=None, thorough=one["thorough"])
    ahead = standing.ahead
    advice = evolve(standing.advice, questions=ahead.questions if ahead else ())
    return {
        "fired": list(given.derivation.fired),
        "established": sorted(given.established),
        "advice": evolve(standing.advice, trace=(), unknown=()),
        "settled": None if ahead is None else ahead.settled,
        "questions": [[one.attribute, one.reduction, one.turns] for one in (ahead.questions if ahead else ())],
        "standing": [
            standing.question.attribute if standing.question else None,
            standing.end,
            standing.left,
            standing.thin,
            len(standing.more),
        ],
        "outcomes": None if standing.question is None or one["thorough"] else outcomes(standing.question, given),
        "sentences": sentences(advice),
    }


def outcomes(question: Question, given: Consultation) -> list[list[Any]]:
    """Return to which verdicts each answer to a question can lead."""
    order = given.knowledge.decision.verdict_names
    return [[answer.text, [name for name in order if name in answer.possible]] for answer in question.outcomes]


def sentences(advice: Advice) -> list[list[str]]:
    """Return what the command says of an advice in brief, were there room for all of it, each with its lead-in."""
    lines: list[list[str]] = []
    for block in (*head(advice), *summary(advice, ALL)):
        if isinstance(block, Item):
            lines += [[item.lead, item.text] for item in block.items or (block,)]
    return [*lines, *turning(advice)]


def turning(advice: Advice) -> Iterator[list[str]]:
    """Yield what the command says of each question that alone can turn the verdict: whom to ask, and what if."""
    heading = None
    for block in questions_blocks(advice, full=True):
        heading = block.text if isinstance(block, Heading) else heading
        if isinstance(block, Item) and heading == TURNING:
            yield [block.text, *(line for line in block.details if not line.startswith("Usually, "))]


def compare_all(pack: Path, cases: int, seed: int) -> list[dict[str, Any]]:
    """Compare all cases on all processors; return those that differ."""
    knowledge = load_knowledge(pack)
    with TemporaryDirectory() as folder, ProcessPoolExecutor(os.cpu_count()) as pool:
        data = Path(folder, "pack.json")
        data.write_text(json.dumps(pack_data(knowledge)), encoding="utf-8")
        chunks = [Chunk(pack, data, f"{seed}:{start}", min(CHUNK, cases - start)) for start in range(0, cases, CHUNK)]
        return [one for differing in pool.map(compare, chunks) for one in differing]


def main() -> int:
    """Read the options, compare, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    add_rules_option(parser)
    options = parser.parse_args()
    if shutil.which("node") is None:
        print("Node is not installed, so there is nothing to compare")
        return 2
    start = perf_counter()
    differing = compare_all(options.rules, options.cases, options.seed)
    print(f"cases          {options.cases:>9,}   advised on in Python and in JavaScript, and compared in all they say")
    print(f"disagreements  {len(differing):>9,}")
    print(f"time           {perf_counter() - start:>8.1f}s")
    for one in differing[:SHOWN]:
        print(f"they differ in {one['where']} on this case: {json.dumps(one['case'])}")
    return int(bool(differing))


if __name__ == "__main__":
    sys.exit(main())
