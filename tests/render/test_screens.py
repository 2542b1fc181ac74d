"""Every screen about the example cases fits into 80 columns and speaks in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pmo_expert import Knowledge, changes, compare, grounds, load_knowledge, what_if, why, why_not
from pmo_expert.advice.consultation import Consultation, consult
from pmo_expert.render.blocks import Block
from pmo_expert.render.page import page_of
from pmo_expert.render.pages.explaining.explanation_page import explanation_page
from pmo_expert.render.writer import blocks_to_text
from tests.advice.examples import ROOT

pytest.importorskip("oxidd", exc_type=ImportError)

PACKS = ROOT / "examples" / "packs"
OTHERS = sorted(path for path in PACKS.glob("*/cases/*.yaml"))
CASES = [*sorted((ROOT / "examples" / "cases").glob("*.yaml")), *OTHERS]
FORBIDDEN = re.compile(r"\b(firings?|clauses?|settled|lean|mitigated|engines?|Principle|wiifm)\b|[<\[\]{}]|_")

every_case = pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)


@cache
def knowledge_of(pack: Path | None) -> Knowledge:
    return load_knowledge() if pack is None else load_knowledge(pack)


def consulted(path: Path) -> Consultation:
    knowledge = knowledge_of(path.parents[1] if PACKS in path.parents else None)
    return consult(knowledge.read_case(path), knowledge, engine="compiled")


def first_change(given: Consultation) -> dict[str, Any]:
    """Return a value for the first attribute that is another one than the case has."""
    name, attribute = next((name, part) for name, part in given.knowledge.vocabulary.attributes.items() if part.values)
    value = next(value for value in attribute.values if value != given.case.value(name))
    return {name: value}


def pages(given: Consultation) -> Iterator[list[Block]]:
    """Yield the pages for a case, without --full."""
    best = next(verdict for verdict in given.knowledge.decision.leans if verdict != given.verdict)
    yield explanation_page(why(given))
    yield explanation_page(why_not(given, best))
    for concern in given.knowledge.concerns:
        yield explanation_page(why(given, concern))
        yield explanation_page(why_not(given, concern))
    for result in (changes(given), grounds(given), what_if(given, first_change(given))):
        yield page_of(result)


@every_case
def test_every_screen_fits_and_is_plain(path: Path) -> None:
    """No line is wider than 80 columns, none shows an id of more words, a test or a word of the workshop."""
    given = consulted(path)
    names = {*given.knowledge.rules, *given.knowledge.vocabulary.attributes}
    for page in pages(given):
        text = blocks_to_text(page)
        assert max(map(len, text.splitlines())) <= 80
        assert FORBIDDEN.search(text) is None
        words = set(re.findall(r"[\w.-]+", text))
        assert not {name for name in names if "." in name or "-" in name} & words


@every_case
def test_every_full_explanation_fits(path: Path) -> None:
    """An explanation in full is no wider than 80 columns, and names its rule and its sources."""
    given = consulted(path)
    explanation = why(given)
    text = blocks_to_text(explanation_page(explanation, full=True))
    assert max(map(len, text.splitlines())) <= 80
    assert f"Rule {explanation.reasons[0].rule}:" in text
    assert all(source in " ".join(text.split()) for source in explanation.reasons[0].sources)


@pytest.mark.parametrize("count", [2, 3, 4, 6])
@pytest.mark.parametrize("folder", sorted({path.parent for path in CASES}), ids=lambda folder: folder.parent.name)
def test_every_comparison_fits_and_is_plain(folder: Path, count: int) -> None:
    """Cases side by side are no wider than 80 columns and in plain words, however many."""
    given = [consulted(path) for path in CASES if path.parent == folder]
    for start in range(0, max(len(given) - count, 1), count):
        some = given[start : start + count]
        if len(some) > 1:
            text = blocks_to_text(page_of(compare(some)))
            assert max(map(len, text.splitlines())) <= 80
            assert FORBIDDEN.search(text) is None
