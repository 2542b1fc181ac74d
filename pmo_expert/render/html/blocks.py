"""Pages as HTML: what a terminal shows in lines is shown in headings, lists and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from pmo_expert.render.blocks import Block, Heading, Item, Paragraph, Table
from pmo_expert.render.html.tags import Element, Node, tag


def blocks_to_html(blocks: Iterable[Block]) -> Iterator[Element]:
    """Yield the elements for the blocks of a page; points that follow each other are one list."""
    for is_point, group in groupby(blocks, lambda block: isinstance(block, Item)):
        if is_point:
            yield points(block for block in group if isinstance(block, Item))
        else:
            yield from map(_block, group)


def points(items: Iterable[Item]) -> Element:
    """Return points as a list."""
    return tag("ul", *(tag("li", *point(item), class_=tone_class(item.tone)) for item in items))


def point(item: Item) -> Iterator[Node]:
    """Yield what stands in a point: its lead-in, its text, its details, and the points below it."""
    yield tag("span", *lead(item))
    for detail in item.details:
        yield tag("br")
        yield tag("small", detail)
    if item.items:
        yield points(item.items)


def lead(item: Item) -> Iterator[Node]:
    """Yield the lead-in and the text of a point."""
    if item.lead:
        yield tag("strong", f"{item.lead}:")
        yield " "
    yield item.text


def tone_class(tone: str) -> str:
    """Return the class for a tone; none for the plain one. What a tone says is always said in words too."""
    return "" if tone == "plain" else f"tone-{tone}"


def _block(block: Block) -> Element:
    match block:
        case Heading(level, text, tone):
            return tag(f"h{level}", text, class_=tone_class(tone))
        case Paragraph(text, tone):
            return tag("p", text, class_=tone_class(tone))
        case Table(header, rows):
            return _table(header, rows)
        case Item():
            return points([block])


def _table(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Element:
    head = tag("tr", *(tag("th", cell, scope="col") for cell in header))
    body = (tag("tr", tag("th", first, scope="row"), *(tag("td", cell) for cell in rest)) for first, *rest in rows)
    table = tag("table", tag("thead", head), tag("tbody", *body))
    return tag("div", table, class_="wide")
