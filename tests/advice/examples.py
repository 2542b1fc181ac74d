"""The example cases, the shipped rules, and a small pack to add to them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from pmo_expert import Advice, Explanation, Knowledge, PlainCase, advise, load_knowledge, read_case
from pmo_expert.advice.explaining.explanation_result import Reason
from pmo_expert.logic.choice import EngineName

ROOT = Path(__file__).parents[2]
CASE_FILES = {path.stem: path for path in sorted((ROOT / "examples" / "cases").glob("*.yaml"))}
REMOTE_PACK = ROOT / "examples" / "packs" / "remote-work"

every_example = pytest.mark.parametrize("example", CASE_FILES)
some_examples = pytest.mark.parametrize("example", sorted(CASE_FILES)[::3])
"""For what takes a second for each."""


@cache
def article() -> Knowledge:
    """Return the shipped rules."""
    return load_knowledge()


@cache
def practice() -> Knowledge:
    """Return the shipped rules of practice, with the article's."""
    return load_knowledge("practice")


@cache
def lead_or_build() -> Knowledge:
    """Return the rules of the example pack that decides whether to lead people."""
    return load_knowledge(ROOT / "examples" / "packs" / "lead-or-build")


@cache
def example_case(example: str) -> PlainCase:
    """Return an example case."""
    return read_case(CASE_FILES[example])


@cache
def example_advice(example: str) -> Advice:
    """Return the advice on an example case."""
    return advise(example_case(example), article(), engine="compiled")


def engine_here(engine: EngineName) -> EngineName:
    """Return the engine; skip the test where it is durable and durable_rules cannot be imported."""
    if engine == "durable":
        pytest.importorskip("durable_rules_engine", exc_type=ImportError)
    return engine


def reached(advice: Advice) -> tuple[str, ...]:
    """Return the conclusions of an advice, each once."""
    return tuple(dict.fromkeys(firing.concludes for firing in advice.trace))


def fired_rules(advice: Advice) -> set[str]:
    """Return the rules, not the principles, of which some clause held."""
    return {firing.rule for firing in advice.trace if not firing.principle}


def reasons_of(explanation: Explanation) -> Iterator[Reason]:
    """Yield every reason of a tree."""
    for reason in explanation.reasons:
        yield reason
        for premise in reason.premises:
            yield from reasons_of(premise.explanation)


def write_pack(folder: Path, rules: str, name: str = "more") -> Path:
    """Write a pack with one file of rules; return its folder. The rules may cite `more 1`."""
    folder.mkdir(exist_ok=True)
    (folder / "pack.yaml").write_text(f'name: {name}\nversion: "1"\ntitle: More\nfiles: [rules.yaml]\n')
    (folder / "rules.yaml").write_text(rules)
    claim = '"1": {place: here, kind: raises, says: "So."}'
    (folder / "sources.yaml").write_text(f"sources:\n  {name}: {{title: T, author: A, claims: {{{claim}}}}}\n")
    return folder
