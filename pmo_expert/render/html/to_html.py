"""Results as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pmo_expert.advice.advice_result import Advice
from pmo_expert.render.blocks import Block, Heading
from pmo_expert.render.html.blocks import blocks_to_html
from pmo_expert.render.html.document import document
from pmo_expert.render.html.report import UNTITLED, report
from pmo_expert.render.html.tags import Element, written
from pmo_expert.render.page import page_of
from pmo_expert.render.words import sentence_start


def to_html(result: Any, *, full: bool = False) -> str:
    """Return a result (an advice, a comparison, a summary) as one HTML document that needs no other file.

    It has no script and asks for nothing. An advice becomes a report; with `full` that has the rule, the facts and the
    sources behind every argument too. Of other results `full` is that of `to_text`.
    """
    return document(_title(result, full=full), _elements(result, full=full))


def to_fragment(result: Any) -> str:
    """Return a result as HTML to stand in another page, such as a notebook: no style sheet, and readable without."""
    return written([Element("div", {"class": "pmo-expert"}, tuple(_elements(result, full=False)))])


def _elements(result: Any, *, full: bool) -> Iterator[Element]:
    """Yield what shows a result, or several: an advice as a report, all others by their page."""
    if isinstance(result, tuple | list):
        for one in result:
            yield from _elements(one, full=full)
    elif isinstance(result, Advice):
        yield from report(result, full=full)
    else:
        yield from blocks_to_html(page_of(result, full=full))


def _title(result: Any, *, full: bool) -> str:
    """Return the title for the window: that of an advice and its verdict, or the first heading of a page."""
    if isinstance(result, Advice):
        verdict = sentence_start(result.words.verdicts[result.verdict])
        return f"{verdict}: {result.title}" if result.title.strip() else f"{verdict}: {UNTITLED.lower()}"
    blocks: list[Block] = page_of(result, full=full)
    return next((block.text for block in blocks if isinstance(block, Heading)), UNTITLED)
