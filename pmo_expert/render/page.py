"""Which page shows which kind of result."""

from __future__ import annotations

from typing import Any

from pmo_expert.render.blocks import Block


def page_of(result: Any) -> list[Block]:
    """Return the page for a result. Raises TypeError when it is no result of this library."""
    from pmo_expert.advice.compare import Comparison
    from pmo_expert.advice.explaining.explanation import Explanation
    from pmo_expert.surveys.levers_model import Levers
    from pmo_expert.advice.model import Advice
    from pmo_expert.surveys.summary import Summary
    from pmo_expert.advice.what_if import WhatIf
    from pmo_expert.render.pages.advice_page import advice_page
    from pmo_expert.render.pages.compare_page import compare_page
    from pmo_expert.render.pages.explanation_page import explanation_page
    from pmo_expert.render.pages.levers_page import levers_page
    from pmo_expert.render.pages.summary_page import summary_page
    from pmo_expert.render.pages.what_if_page import what_if_page

    if isinstance(result, Advice):
        return advice_page(result)
    if isinstance(result, Explanation):
        return explanation_page(result)
    if isinstance(result, WhatIf):
        return what_if_page(result)
    if isinstance(result, Comparison):
        return compare_page(result)
    if isinstance(result, Levers):
        return levers_page(result)
    if isinstance(result, Summary):
        return summary_page(result)
    found = type(result).__name__
    raise TypeError(f"expected an Advice, an Explanation, a WhatIf, a Comparison, Levers or a Summary, found {found}")
