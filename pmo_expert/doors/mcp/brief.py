"""The advice in brief, as data that leaves an assistant room for its own thoughts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from attrs import evolve

from pmo_expert.advice.advice_result import Advice
from pmo_expert.doors.mcp.results import Advised, Point, Terms, ToAsk
from pmo_expert.render.blocks import Item
from pmo_expert.render.json import to_json
from pmo_expert.render.pages.advice_brief import ROOMS, USUAL, Room, cut_title
from pmo_expert.render.pages.advice_parts import (
    agree_items,
    deciding,
    in_it,
    live_with_item,
    make_sure_text,
    to_ask,
    verdict_item,
)
from pmo_expert.render.words import CLOSING, sentence_start

MOST_BYTES = 4000
"""How long a brief is at the most, as JSON, unless the sentences of a pack are very long."""
MOST_QUESTIONS, FEWEST_QUESTIONS = 5, 2


def advised(advice: Advice, *, full: bool) -> Advised:
    """Return an advice in brief, with as much of it as has room; `full` says whether to add all of it."""
    briefs = (_brief(advice, room) for room in _rooms())
    shortest = next(briefs)
    for brief in briefs:
        if size(shortest) <= MOST_BYTES:
            break
        shortest = brief
    return evolve(shortest, full=json.loads(to_json(advice))) if full else shortest


def size(result: Any) -> int:
    """Return how many bytes a result takes as JSON."""
    import msgspec

    return len(msgspec.json.encode(result))


def _rooms() -> Iterator[Room]:
    """Yield how much to tell, from much to little: questions go first, then the rest as on a screen."""
    for questions in range(MOST_QUESTIONS, FEWEST_QUESTIONS, -1):
        yield evolve(ROOMS[0], questions=questions)
    yield from (evolve(room, questions=FEWEST_QUESTIONS) for room in ROOMS)


def _brief(advice: Advice, room: Room) -> Advised:
    verdict = verdict_item(advice)
    return Advised(
        title=cut_title(advice.title),
        verdict=advice.verdict,
        advice=verdict.lead,
        reason=verdict.text,
        decides=tuple(map(_point, islice(deciding(advice), room.arguments))),
        conditions=_terms(advice, room),
        in_it_for_you=in_it(advice, room.offers),
        questions=_questions(advice, room.questions),
        note=f"{USUAL} {CLOSING}",
        rules=advice.knowledge,
        full=None,
    )


def _point(item: Item) -> Point:
    return Point(side=item.lead, text=item.text)


def _terms(advice: Advice, room: Room) -> Terms | None:
    terms = advice.conditions
    if terms is None:
        return None
    return Terms(
        agree=tuple(item.text for item in agree_items(terms.agree[: room.agree])),
        make_sure=tuple(
            sentence_start(make_sure_text(point, advice.words)) for point in terms.make_sure[: room.make_sure]
        ),
        live_with=tuple(live_with_item(burden).text for burden in terms.live_with[: room.live_with]),
    )


def _questions(advice: Advice, most: int) -> tuple[ToAsk, ...]:
    return tuple(
        ToAsk(
            attribute=question.attribute,
            question=question.question,
            ask=advice.words.asks[question.ask],
            turns=question.turns,
        )
        for question in to_ask(advice)[:most]
    )
