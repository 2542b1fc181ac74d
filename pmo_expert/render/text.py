"""Results as text for a terminal."""

from __future__ import annotations

from typing import Any

from pmo_expert.render.page import page_of
from pmo_expert.render.writer import WIDTH, blocks_to_text


def to_text(result: Any, *, full: bool = False, colour: bool = False, width: int = WIDTH) -> str:
    """Return a result (an advice, an explanation, a what-if) as text of at most `width` columns, 40 at the least.

    An advice takes one screen; `full` says whether to tell all. With `colour`, ANSI escape codes show the tone;
    without, the text is plain.
    """
    return blocks_to_text(page_of(result, full=full), colour=colour, width=width)
