"""The page that shows which changes turn declines into acceptances."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_expert.surveys.levers_model import Lever, Levers, Setting
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph
from pmo_expert.render.pages.rule_page import value_text
from pmo_expert.render.words import CLOSING, listed, sentence

MOST_SHOWN = 10
MEANING = (
    "A change gives all rows one value of a fact that can be negotiated. It turns a row that was declined and is then "
    "accepted, with or without conditions."
)


def levers_page(result: Levers) -> list[Block]:
    """Return the page for levers."""
    return [*_population(result), *_singles(result), *_pairs(result), Paragraph(CLOSING, "faint")]


def _population(result: Levers) -> Iterable[Block]:
    yield Heading(1, f"Declined: {result.declined} of {_rows(result.rows)}")
    if result.wrong_rows:
        have, count = ("have", "count") if result.wrong_rows > 1 else ("has", "counts")
        yield Paragraph(f"{_rows(result.wrong_rows)} {have} values that do not exist and {count} for nothing below.")
    yield Paragraph(MEANING if result.declined else "No row is declined, so there is nothing to turn.", "faint")


def _singles(result: Levers) -> Iterable[Block]:
    if not result.declined:
        return
    yield Heading(2, "One change")
    yield from _levers(result.singles, result.single_count, result.declined)
    if not result.singles:
        yield Paragraph("No single change of what can be negotiated turns a row.")


def _pairs(result: Levers) -> Iterable[Block]:
    if not result.declined or result.pair_count is None:
        return
    yield Heading(2, "Two changes together")
    yield from _levers(result.pairs, result.pair_count, result.declined)
    if not result.pairs:
        yield Paragraph("No two changes together turn more rows than one of them alone.")


def _levers(levers: tuple[Lever, ...], count: int, declined: int) -> Iterable[Block]:
    yield from (_lever(lever, declined) for lever in levers[:MOST_SHOWN])
    if count > MOST_SHOWN:
        yield Paragraph(f"These are the first {MOST_SHOWN} of {count}; the JSON form has {len(levers)}.", "faint")


def _lever(lever: Lever, declined: int) -> Item:
    beside = (("declined now, then to find out more", lever.opened), ("accepted now, then declined", lever.lost))
    return Item(
        sentence(listed([setting.text for setting in lever.changes])),
        lead=f"Turns {lever.turned} of {declined}",
        tone="mixed" if lever.lost else "good",
        details=(*map(_setting, lever.changes), *(f"{words}: {rows}" for words, rows in beside if rows)),
    )


def _setting(setting: Setting) -> str:
    value = frozenset(setting.value) if isinstance(setting.value, tuple) else setting.value
    same = f" (the same for all of {setting.interval})" if setting.interval else ""
    return f"{setting.attribute}: {value_text(value)}{same}"


def _rows(count: int) -> str:
    return f"{count} row{'' if count == 1 else 's'}"
