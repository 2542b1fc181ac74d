"""The advice in brief: what fits on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from attrs import evolve, frozen

from pmo_expert.advice.advice_result import Advice
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph
from pmo_expert.render.pages.advice_parts import (
    USUALLY,
    agree_items,
    conditions_lead,
    deciding,
    in_it,
    live_with_item,
    make_sure_item,
    question_item,
    questions_lead,
    to_ask,
    verdict_item,
)
from pmo_expert.render.words import one_line
from pmo_expert.render.writer import blocks_to_text

MOST_LINES, LONGEST_TITLE = 23, 140
CLOSING = "Advice to think with, no prediction."
USUAL = "“Usually” marks what nobody said, but is usual."
MORE = "add --full, or run why or questions."


@frozen
class Room:
    """How many points of each kind are told."""

    arguments: int
    agree: int
    make_sure: int
    live_with: int
    questions: int
    offers: int


ROOMS = (
    Room(3, 3, 3, 3, 2, 3),
    Room(3, 2, 3, 2, 2, 2),
    Room(2, 2, 3, 2, 2, 2),
    Room(2, 2, 2, 2, 2, 1),
    Room(2, 1, 2, 1, 1, 1),
    Room(2, 1, 1, 1, 1, 1),
    Room(1, 1, 1, 1, 1, 1),
    Room(1, 1, 1, 1, 0, 0),
)
"""From roomy to narrow: the first that fits on a screen is taken."""


def advice_brief(advice: Advice, lines: int = MOST_LINES) -> list[Block]:
    """Return the page that fits on a screen of 80 columns, with as much of the advice as has room in some lines."""
    shortest: list[Block] = []
    for room in ROOMS:
        told = [*head(evolve(advice, title=cut_title(advice.title))), *summary(advice, room)]
        shortest = [*told, _foot(told)]
        if blocks_to_text(shortest).count("\n") <= lines:
            break
    return shortest


def cut_title(title: str) -> str:
    """Return a title that takes two lines at the most."""
    text = one_line(title)
    return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1].rstrip()}…"


def head(advice: Advice) -> Iterator[Block]:
    """Yield the title, and the verdict in a sentence."""
    if advice.title.strip():
        yield Heading(2, advice.title)
    yield verdict_item(advice)


def summary(advice: Advice, room: Room) -> Iterator[Block]:
    """Yield what decides, the conditions or what to find out, what is in it for you, and what to ask."""
    decides = tuple(islice(deciding(advice), room.arguments))
    if decides:
        yield Item("", lead="What decides it", items=decides)
    if advice.conditions is not None:
        conditions = (
            *agree_items(advice.conditions.agree[: room.agree]),
            *(make_sure_item(point, advice.words) for point in advice.conditions.make_sure[: room.make_sure]),
            *(live_with_item(burden) for burden in advice.conditions.live_with[: room.live_with]),
        )
        if conditions:
            yield Item("", lead=conditions_lead(advice), items=conditions)
    yield Item(in_it(advice, room.offers), lead="In it for you")
    questions = tuple(question_item(question, advice.words) for question in to_ask(advice)[: room.questions])
    if questions:
        yield Item("", lead=questions_lead(advice), items=questions)


def _foot(told: list[Block]) -> Paragraph:
    usual = f"{USUAL} " if any(map(_is_marked, told)) else ""
    return Paragraph(f"{usual}{CLOSING} More: {MORE}", "faint")


def _is_marked(block: Block) -> bool:
    """Say whether something in a block is marked as usual."""
    if not isinstance(block, Item):
        return False
    return (
        block.lead.endswith(f", {USUALLY}") or block.text.count(f"({USUALLY})") > 0 or any(map(_is_marked, block.items))
    )
