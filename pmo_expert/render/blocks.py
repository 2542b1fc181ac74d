"""A page as data: what is said, apart from how a terminal or Markdown shows it."""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import frozen

Tone = Literal["plain", "good", "mixed", "bad", "strong", "faint"]


@frozen
class Heading:
    """A title of level 1 to 3; `tone` may show what it announces."""

    level: int
    text: str
    tone: Tone = "strong"


@frozen
class Paragraph:
    """A paragraph of text."""

    text: str
    tone: Tone = "plain"


@frozen
class Item:
    """A point of a list: a lead-in, a text, faint details below it, and points of its own."""

    text: str
    lead: str = ""
    tone: Tone = "plain"
    details: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()


@frozen
class Table:
    """Rows of cells under a header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Heading | Paragraph | Item | Table
