"""The page that shows which changes turn declines into acceptances."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_expert.render.blocks import Block, Heading, Item, Paragraph
from pmo_expert.render.words import CLOSING, listed, sentence, sentence_start
from pmo_expert.surveys.levers_result import Lever, Levers, Setting

MOST_SHOWN = 10


def levers_page(result: Levers, *, full: bool = False) -> list[Block]:
    """Return the page for levers; `full` tells of all that were found."""
    told = (*_population(result), *_singles(result, full=full), *_pairs(result, full=full))
    return [*told, Paragraph(CLOSING, "faint")]


def _population(result: Levers) -> Iterable[Block]:
    yield Heading(1, f"{sentence_start(_worst(result))}: {result.refused} of {_rows(result.rows)}")
    if result.left_out:
        have, count = ("have", "count") if result.left_out > 1 else ("has", "counts")
        yield Paragraph(f"{_rows(result.left_out)} {have} values that do not exist and {count} for nothing below.")
    yield Paragraph(_meaning(result), "faint")


def _worst(result: Levers) -> str:
    """Return the words for the worst verdict."""
    return list(result.words.verdicts.values())[-1]


def _favourable(result: Levers) -> str:
    """Return the words for the verdicts that say yes."""
    return " or ".join(result.words.verdicts[name] for name in result.words.favourable)


def _meaning(result: Levers) -> str:
    if not _open(result):
        return f"No row has the verdict {_worst(result)}, so there is nothing to turn."
    meaning = "A change gives all rows one value of a fact that can be negotiated. It turns a row from "
    meaning += f"{_worst(result)} to {_favourable(result)}."
    if result.asking:
        meaning += f" It settles a row when it does so from {_asking(result)}; {_rows(result.asking)} had that verdict."
    return meaning


def _open(result: Levers) -> int:
    """Return how many rows could be turned or settled."""
    return result.refused + result.asking


def _asking(result: Levers) -> str:
    """Return the words for the verdict that asks for facts, if there is one."""
    return result.words.verdicts[result.words.asking] if result.words.asking else ""


def _singles(result: Levers, *, full: bool) -> Iterable[Block]:
    if not _open(result):
        return
    yield Heading(2, "One change")
    yield from _levers(result.singles, result.single_count, result, full=full)
    if not result.singles:
        yield Paragraph("No single change of what can be negotiated turns a row.")


def _pairs(result: Levers, *, full: bool) -> Iterable[Block]:
    if not _open(result) or result.pair_count is None:
        return
    yield Heading(2, "Two changes together")
    yield from _levers(result.pairs, result.pair_count, result, full=full)
    if not result.pairs:
        yield Paragraph("No two changes together turn more rows than one of them alone.")


def _levers(levers: tuple[Lever, ...], count: int, result: Levers, *, full: bool) -> Iterable[Block]:
    shown = levers if full else levers[:MOST_SHOWN]
    yield from (_lever(lever, result) for lever in shown)
    if count > len(shown):
        more = "" if full else f"; the JSON form has {len(levers)}"
        yield Paragraph(f"These are the first {len(shown)} of {count}{more}.", "faint")


def _lever(lever: Lever, result: Levers) -> Item:
    worst, asking = _worst(result), _asking(result)
    beside = ((f"{worst} now, then {asking}", lever.opened), (f"{_favourable(result)} now, then {worst}", lever.lost))
    return Item(
        sentence(listed([setting.text for setting in lever.changes])),
        lead="; ".join(_effects(lever, result)),
        tone="mixed" if lever.lost else "good",
        details=(*map(_setting, lever.changes), *(f"{words}: {rows}" for words, rows in beside if rows)),
    )


def _effects(lever: Lever, result: Levers) -> Iterable[str]:
    if result.refused:
        yield f"Turns {lever.turned} of {result.refused}"
    if lever.settled or not result.refused:
        yield f"{'settles' if result.refused else 'Settles'} {lever.settled} of {result.asking}"


def _setting(setting: Setting) -> str:
    return f"{setting.attribute}: {setting.written}"


def _rows(count: int) -> str:
    return f"{count} row{'' if count == 1 else 's'}"
