"""Pages as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pmo_expert.render.blocks import Block, Heading, Item, Paragraph, Table
from pmo_expert.render.page import page_of
from pmo_expert.render.words import one_line

SPECIAL = re.compile(r"([\\`*\[\]<>#|&~]|\b_|_\b)")


def to_markdown(result: Any, *, full: bool = False) -> str:
    """Return a result (an advice, an explanation, a what-if) as Markdown; `full` is that of `to_text`."""
    return blocks_to_markdown(page_of(result, full=full))


def blocks_to_markdown(blocks: Iterable[Block]) -> str:
    """Return blocks as Markdown that ends with a line feed."""
    return "\n".join(line for block in blocks for line in _block(block)).strip("\n") + "\n"


def escape(text: str) -> str:
    """Return text, on one line, that Markdown shows as it is."""
    return SPECIAL.sub(r"\\\1", one_line(text))


def _block(block: Block) -> Iterable[str]:
    match block:
        case Heading(level, text, _):
            return [f"{'#' * level} {escape(text)}", ""]
        case Paragraph(text, tone):
            marks = {"strong": "**", "faint": "_"}.get(tone, "")
            return [f"{marks}{escape(text)}{marks}", ""]
        case Item():
            return [*_item(block, 0), ""]
        case Table(header, rows):
            return [_row(header), _row(tuple("---" for _ in header)), *map(_row, rows), ""]


def _item(item: Item, depth: int) -> Iterable[str]:
    indent = "  " * depth
    lead = f"**{escape(item.lead)}:** " if item.lead else ""
    yield f"{indent}- {lead}{escape(item.text)}".rstrip()
    for detail in item.details:
        yield f"{indent}  <br>_{escape(detail)}_"
    for part in item.items:
        yield from _item(part, depth + 1)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell if cell == '---' else escape(cell) for cell in cells)} |"
