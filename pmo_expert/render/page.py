"""Which page shows which kind of result."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, singledispatch
from typing import Any

from pmo_expert.advice.advice_result import Advice
from pmo_expert.advice.changes import Change, Changes
from pmo_expert.advice.comparing.beside import Beside
from pmo_expert.advice.comparing.compare_result import Comparison
from pmo_expert.advice.explaining.explanation_result import Explanation
from pmo_expert.advice.grounds import Grounds
from pmo_expert.advice.unknowns.unknowns_result import Outlook
from pmo_expert.advice.what_if import WhatIf
from pmo_expert.faults import Fault, fault_sentence
from pmo_expert.proofs.proof import Proof
from pmo_expert.render.blocks import Block, Item
from pmo_expert.render.pages.advice_brief import advice_brief
from pmo_expert.render.pages.advice_page import advice_page
from pmo_expert.render.pages.changes_page import change_page, changes_page, grounds_page
from pmo_expert.render.pages.comparing.beside_page import beside_page
from pmo_expert.render.pages.comparing.compare_page import compare_page
from pmo_expert.render.pages.explaining.explanation_page import explanation_page
from pmo_expert.render.pages.levers_page import levers_page
from pmo_expert.render.pages.proofs_page import proof_blocks
from pmo_expert.render.pages.questions_page import questions_page
from pmo_expert.render.pages.replay_page import replay_page, replays_page
from pmo_expert.render.pages.summary_page import summary_page
from pmo_expert.render.pages.what_if_page import what_if_page
from pmo_expert.render.recording.replay import Replay
from pmo_expert.render.recording.replays import Replays
from pmo_expert.surveys.levers_result import Levers
from pmo_expert.surveys.summary_result import Summary

RESULTS = (
    "an Advice, Outlook, Explanation, WhatIf, Beside, Changes, Change, Grounds, Comparison, Levers, Summary, Replay, "
    "Replays, Proof or Fault"
)


def page_of(result: Any, *, full: bool = False) -> list[Block]:
    """Return the page for a result, or for several; `full` says whether to tell all where a page is brief by itself.

    Raises TypeError when it is no result of this library.
    """
    if isinstance(result, tuple | list):
        return [block for one in result for block in page_of(one, full=full)]
    return FULL[type(result)](result) if full and type(result) in FULL else _page(result)


@singledispatch
def _page(result: Any) -> list[Block]:
    raise TypeError(f"expected {RESULTS}, or several, found: {type(result).__name__}")


@_page.register
def _fault(fault: Fault) -> list[Block]:
    return [Item(fault_sentence(fault))]


_page.register(Advice, advice_brief)
_page.register(Beside, beside_page)
_page.register(Change, change_page)
_page.register(Changes, changes_page)
_page.register(Comparison, compare_page)
_page.register(Explanation, explanation_page)
_page.register(Grounds, grounds_page)
_page.register(Levers, levers_page)
_page.register(Outlook, questions_page)
_page.register(Proof, proof_blocks)
_page.register(Replay, replay_page)
_page.register(Replays, replays_page)
_page.register(Summary, summary_page)
_page.register(WhatIf, what_if_page)

FULL: dict[type, Callable[[Any], list[Block]]] = {
    Advice: advice_page,
    Comparison: partial(compare_page, full=True),
    Levers: partial(levers_page, full=True),
    Outlook: partial(questions_page, full=True),
    Summary: partial(summary_page, full=True),
    Explanation: partial(explanation_page, full=True),
}
"""The pages that tell all, of results whose page is brief."""
