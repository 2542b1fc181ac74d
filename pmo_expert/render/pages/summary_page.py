"""The page that sums up a population."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_expert.advice.words import Words
from pmo_expert.knowledge.language.subjects import STATUS_NAMES
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph, Table
from pmo_expert.render.pages.questions_page import percent
from pmo_expert.render.words import CLOSING, listed, sentence_start
from pmo_expert.surveys.summary_result import ConcernCount, Summary, VerdictCount

MOST_UNKNOWN = 10
NOT_KNOWN = "not_known"
WIIFM = {
    "passes": "yes, it serves at least one goal",
    "fails": "no, nothing serves a goal, nor could it",
    NOT_KNOWN: "not known yet",
}


def summary_page(result: Summary, *, full: bool = False) -> list[Block]:
    """Return the page for a summary; `full` tells of all unknown facts."""
    told = (*_verdicts(result), *_concerns(result), *_wiifm(result), *_unknown(result, full=full))
    return [*told, Paragraph(CLOSING, "faint")]


def rows_text(count: int) -> str:
    """Return a number of rows in words."""
    return f"{count:,} row{'' if count == 1 else 's'}"


def share(part: int, whole: int) -> str:
    """Return a part of a whole in percent."""
    return percent(part / whole) if whole else "–"


def concerned(result: Summary) -> list[VerdictCount]:
    """Return the verdicts with some concern that is open or not known in their rows, the worst first."""
    return [part for part in reversed(result.verdicts) if any(_told(part))]


def _told(part: VerdictCount) -> list[ConcernCount]:
    """Return the concerns that are open or not known in some row, the one open in most rows first."""
    told = [concern for concern in part.concerns if concern.rows or concern.not_known]
    return sorted(told, key=lambda concern: (-concern.rows, -concern.not_known))


def _verdicts(result: Summary) -> Iterable[Block]:
    yield Heading(1, f"Advice on {rows_text(result.advised)}")
    if result.wrong_rows:
        several = result.wrong_rows > 1
        text = (
            f"{rows_text(result.wrong_rows)} of {result.rows:,} {'have' if several else 'has'} values that do not exist"
        )
        if result.left_out:
            get, them = ("get", "them") if several else ("gets", "it")
            yield Paragraph(f"{text} and {get} no advice. What follows leaves {them} out.")
        else:
            yield Paragraph(f"{text}. What these are about is taken as unknown.")
    cells = tuple(
        (result.words.verdicts[part.verdict], f"{part.rows:,}", share(part.rows, result.advised))
        for part in result.verdicts
    )
    yield Table(("verdict", "rows", "share"), cells)
    for part in result.verdicts:
        if part.verdict == result.words.asking and part.rows:
            leans = [f"{rows:,} {result.words.verdicts[lean]}" for lean, rows in part.leans.items() if rows]
            asking = result.words.verdicts[part.verdict]
            yield Item(f"{listed(leans)}.", lead=f"As far as is known, of those to {asking}")


def _concerns(result: Summary) -> Iterable[Block]:
    yield Heading(2, "Open concerns")
    yield Paragraph(
        "The rows in which a concern is open, by how severe it is, and those in which that is not known yet. "
        "Several can be open in one row.",
        "faint",
    )
    for part in concerned(result):
        words = result.words
        title = f"{sentence_start(words.verdicts[part.verdict])}: {rows_text(part.rows)}"
        yield Heading(3, title, words.tones[part.verdict])
        header = ("concern", "open", "share", *words.severities.values(), STATUS_NAMES[NOT_KNOWN])
        yield Table(header, tuple(_concern_rows(part, words)))
    if not concerned(result):
        yield Paragraph("None is open in any row, nor could be.")


def _concern_rows(part: VerdictCount, words: Words) -> Iterable[tuple[str, ...]]:
    for concern in _told(part):
        counts = (f"{concern.severities[severity]:,}" for severity in words.severities)
        yield (concern.id, f"{concern.rows:,}", share(concern.rows, part.rows), *counts, f"{concern.not_known:,}")


def _wiifm(result: Summary) -> Iterable[Block]:
    yield Heading(2, "Is there something in it?")
    cells = tuple((WIIFM[value], f"{rows:,}", share(rows, result.advised)) for value, rows in result.wiifm.items())
    yield Table(("answer", "rows", "share"), cells)


def _unknown(result: Summary, *, full: bool) -> Iterable[Block]:
    yield Heading(2, "Most worth finding out")
    if result.unknown:
        text = "The rows whose verdict an answer could turn, and those in which it is unknown."
        yield Paragraph(f"{text} Everything else stays as it is.", "faint")
    shown = result.unknown if full else result.unknown[:MOST_UNKNOWN]
    for part in shown:
        lead = f"{part.turning:,} of {part.rows:,} ({share(part.rows, result.advised)})"
        yield Item(part.question, lead=lead, details=(f"{part.attribute} · {result.words.asks[part.ask]}",))
    if len(result.unknown) > len(shown):
        yield Paragraph(f"These are the first {MOST_UNKNOWN} of {len(result.unknown)}; the JSON form has all.", "faint")
    if not result.unknown:
        yield Paragraph("Nothing that rules ask for is unknown in any row.")
