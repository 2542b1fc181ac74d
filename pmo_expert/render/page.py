"""Which page shows which kind of result."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from pmo_expert.advice.advice_result import Advice, Outlook
from pmo_expert.advice.changes import Change, Changes
from pmo_expert.advice.compare_result import Comparison
from pmo_expert.advice.explaining.explanation_result import Explanation
from pmo_expert.advice.grounds import Grounds
from pmo_expert.advice.what_if import WhatIf
from pmo_expert.faults import Fault, fault_sentence
from pmo_expert.proofs.proof import Proof
from pmo_expert.render.blocks import Block, Item
from pmo_expert.render.pages.advice_page import advice_page
from pmo_expert.render.pages.changes_page import change_page, changes_page, grounds_page
from pmo_expert.render.pages.compare_page import compare_page
from pmo_expert.render.pages.explanation_page import explanation_page
from pmo_expert.render.pages.levers_page import levers_page
from pmo_expert.render.pages.proofs_page import proof_blocks
from pmo_expert.render.pages.questions_page import questions_page
from pmo_expert.render.pages.summary_page import summary_page
from pmo_expert.render.pages.what_if_page import what_if_page
from pmo_expert.surveys.levers_result import Levers
from pmo_expert.surveys.summary_result import Summary

RESULTS = (
    "an Advice, Outlook, Explanation, WhatIf, Changes, Change, Grounds, Comparison, Levers, Summary, Proof or Fault"
)


@singledispatch
def page_of(result: Any) -> list[Block]:
    """Return the page for a result, or for several. Raises TypeError when it is no result of this library."""
    raise TypeError(f"expected {RESULTS}, or several, found: {type(result).__name__}")


@page_of.register(tuple)
@page_of.register(list)
def _several(results: Any) -> list[Block]:
    return [block for result in results for block in page_of(result)]


@page_of.register
def _fault(fault: Fault) -> list[Block]:
    return [Item(fault_sentence(fault))]


page_of.register(Advice, advice_page)
page_of.register(Change, change_page)
page_of.register(Changes, changes_page)
page_of.register(Comparison, compare_page)
page_of.register(Explanation, explanation_page)
page_of.register(Grounds, grounds_page)
page_of.register(Levers, levers_page)
page_of.register(Outlook, questions_page)
page_of.register(Proof, proof_blocks)
page_of.register(Summary, summary_page)
page_of.register(WhatIf, what_if_page)
