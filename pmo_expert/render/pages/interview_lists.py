"""Lists of answers that an interview shows, in columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import shorten, wrap

from attrs import frozen

from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.set_of import NONE, SetOf
from pmo_expert.interview.unknown import ZERO, zero_is_unknown
from pmo_expert.render.words import name_text

LONG = 8
"""A list of more lines than this is shown in two columns where it can be."""
BETWEEN = 3
UNKNOWN_WORDS = "I don't know"


@frozen
class Choice:
    """One line of a list of answers: a number, a name, and what it means."""

    number: str
    name: str
    text: str


def choices(attribute: Attribute) -> list[Choice]:
    """Return the answers that an attribute offers, numbered as they may be given, and last that one does not know."""
    offered = [
        Choice(str(number), name_text(name), phrase)
        for number, (name, phrase) in enumerate(attribute.numbered(), start=1)
    ]
    unknown = not isinstance(attribute, Amount) and zero_is_unknown(attribute)
    return [*offered, Choice(ZERO, UNKNOWN_WORDS, "")] if unknown else offered


def choice_lines(lines: Iterable[Choice], width: int) -> list[str]:
    """Return a list of answers in columns, of at most `width` columns in all; a long list stands in two."""
    listed = list(lines)
    return (_two_columns(listed, width) if len(listed) > LONG else []) or _one_column(listed, width)


def _one_column(listed: Sequence[Choice], width: int) -> list[str]:
    numbers = max((len(line.number) for line in listed), default=0)
    names = max((len(line.name) for line in listed if line.text), default=0)
    shown = []
    for line in listed:
        start = f"  {line.number.rjust(numbers)}  {line.name.ljust(names)}"
        rest = " " * (len(start) + 2)
        text = f"{start}  {line.text}" if line.text else start.rstrip()
        shown += wrap(text, width, subsequent_indent=rest, drop_whitespace=True) if line.text else [text]
    return shown


def _two_columns(listed: Sequence[Choice], width: int) -> list[str]:
    """Return the list with its second half beside its first, each answer by what it means; nothing if too wide."""
    numbers = max(len(line.number) for line in listed)
    cells = [f"  {line.number.rjust(numbers)}  {line.text or line.name}" for line in listed]
    half = (len(cells) + 1) // 2
    left = max(map(len, cells[:half]))
    if left + BETWEEN + max(map(len, cells[half:])) > width:
        return []
    right = [*cells[half:], *[""] * (2 * half - len(cells))]
    return [f"{one.ljust(left + BETWEEN)}{other}".rstrip() for one, other in zip(cells[:half], right, strict=True)]


def how_to_answer(attribute: Attribute) -> str:
    """Return what an answer looks like where a number or a name from a list does not do; else nothing."""
    if isinstance(attribute, Amount):
        unknown = f"{ZERO} or Enter" if zero_is_unknown(attribute) else "Enter or skip"
        words = f", or {', '.join(map(name_text, attribute.words.numbers))}" if attribute.words.numbers else ""
        return f"A number, {attribute.bounds} ({attribute.unit}){words}; {unknown} if you don't know."
    if isinstance(attribute, SetOf):
        return f"Give as many as apply, as in 1, 2; or {NONE}."
    return ""


def cut(text: str, width: int) -> str:
    """Return a text on one line, with an ellipsis where it was too long."""
    return shorten(text, width, placeholder=" …")
