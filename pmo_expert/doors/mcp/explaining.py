"""Explanations as tools return them."""

from __future__ import annotations

from pmo_expert.advice.explaining.explanation_result import Explanation
from pmo_expert.doors.mcp.results import Explained
from pmo_expert.render.blocks import Block, Paragraph
from pmo_expert.render.markdown import blocks_to_markdown
from pmo_expert.render.page import page_of
from pmo_expert.render.pages.explaining.brief_explanation import MORE

DEEPER = "There is more below this; explain what it names, one by one."


def explained(explanation: Explanation) -> Explained:
    """Return an explanation as a tool returns it."""
    return Explained(
        conclusion=explanation.conclusion,
        holds=explanation.holds,
        answer=explanation.answer,
        takes=tuple(tuple(change.text_after for change in changes) for changes in explanation.takes),
        told=blocks_to_markdown(map(_for_assistants, page_of(explanation))),
    )


def _for_assistants(block: Block) -> Block:
    """Return a block of a page; where that tells of an option of a command, say what an assistant can do."""
    return Paragraph(DEEPER, "faint") if block == Paragraph(MORE, "faint") else block
