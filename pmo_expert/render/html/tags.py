"""HTML as data: nodes that are written once, in one place, where all text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import TypeAlias

from attrs import field, frozen

from pmo_expert.render.words import one_line

VOID = frozenset(("meta", "br"))


@frozen
class Element:
    """An element: its name and the names of its attributes are ours, its text and values may be anybody's."""

    name: str
    attributes: Mapping[str, str]
    children: tuple[Node, ...]


@frozen
class Style:
    """The text of a style sheet, which is written as it is: it is ours."""

    text: str = field(repr=False)


Node: TypeAlias = str | Element | Style


def tag(name: str, /, *children: Node, **attributes: str) -> Element:
    """Return an element; an underscore at the end of the name of an attribute is left out, others become hyphens."""
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items() if value}
    return Element(name, named, children)


def written(nodes: Iterable[Node]) -> str:
    """Return nodes as HTML."""
    return "".join(map(_written, nodes))


def _written(node: Node) -> str:
    if isinstance(node, str):
        return _text(node)
    if isinstance(node, Style):
        return node.text
    attributes = "".join(f' {name}="{_text(value)}"' for name, value in node.attributes.items())
    start = f"<{node.name}{attributes}>"
    return start if node.name in VOID else f"{start}{written(node.children)}</{node.name}>"


def _text(text: str) -> str:
    """Return text on one line that HTML shows as it is; a space at either end is kept."""
    before, after = (" " if end.isspace() else "" for end in (text[:1], text[-1:]))
    line = one_line(text)
    return escape(f"{before}{line}{after}" if line else before)
