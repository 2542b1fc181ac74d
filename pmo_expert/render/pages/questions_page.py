"""The page that shows what to ask."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_expert.advice.advice_result import Advice, Outlook, Question, Shares, TurningPoint, Words
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph
from pmo_expert.render.words import listed, sentence_start

OPEN_QUESTIONS = "of all ways to answer the open questions"
MOST_QUESTIONS = 7


def shares_text(shares: Shares, words: Words) -> str:
    """Return shares in words, as in: 48 % lead to one verdict and 52 % to another."""
    parts = [f"{percent(share)} to {words.verdicts[verdict]}" for verdict, share in shares.items()]
    return listed([parts[0].replace(" to ", " lead to ", 1), *parts[1:]])


def percent(share: float) -> str:
    """Return a share in whole percent; what is neither none nor all is never shown as 0 or 100."""
    text = f"{share:.0%}".replace("%", " %")
    if text == "0 %" and share > 0:
        return "under 1 %"
    return "over 99 %" if text == "100 %" and share < 1 else text


def answer_lines(question: Question, words: Words) -> tuple[str, ...]:
    """Return where each answer to a question leads, those that lead to the same together."""
    leading: dict[str, list[str]] = {}
    for answer in question.outcomes:
        leading.setdefault(_short(answer.possible, words), []).append(answer.text)
    return tuple(f"{where}: {' or '.join(texts)}" for where, texts in leading.items())


def _short(shares: Shares, words: Words) -> str:
    if len(shares) == 1:
        (verdict,) = shares
        return words.verdicts[verdict]
    return ", ".join(f"{words.verdicts[verdict]} {percent(share)}" for verdict, share in shares.items())


def questions_page(found: Advice | Outlook, *, full: bool = False) -> list[Block]:
    """Return the page with what to find out: first what alone turns the verdict; `full` adds the rest, with shares."""
    words = found.words
    verdict = Heading(1, f"Verdict: {words.verdicts[found.verdict]}", words.tones[found.verdict])
    return [verdict, *questions_blocks(found, full=full)]


def questions_blocks(found: Advice | Outlook, *, full: bool = False) -> Iterator[Block]:
    """Yield what to find out, `MOST_QUESTIONS` at the most unless `full`."""
    points = {point.attribute: point for point in found.turning_points}
    turning = [question for question in found.questions if question.attribute in points]
    others = [question for question in found.questions if question.attribute not in points]
    room = len(found.questions) if full else MOST_QUESTIONS
    if turning:
        yield Heading(2, "What alone would turn the verdict")
        for question in turning[:room]:
            yield _turning(question, points[question.attribute], found.words)
    if others[: room - len(turning[:room])]:
        yield Heading(2, "What may matter together with other answers")
        for question in others[: room - len(turning[:room])]:
            details = answer_lines(question, found.words) if full else ()
            yield Item(_asked(question, found.words), details=details)
    if full and found.possible:
        text = (
            f"{sentence_start(OPEN_QUESTIONS)}, {shares_text(found.possible, found.words)}. These are no probabilities."
        )
        yield Paragraph(text, "faint")
    if not found.questions:
        yield Paragraph("Nothing that is still unknown can change the verdict, so there is nothing to ask.")
    elif len(found.questions) > room:
        yield Paragraph(f"{len(found.questions) - room} more may matter; --all lists them.", "faint")


def holds_for(point: TurningPoint) -> str:
    """Return in a sentence for which members of a set the verdict holds."""
    good = listed(list(point.members or ()), "or")
    return f"It holds for: {good}." if good else "It holds for none of these, as far as is known."


def _asked(question: Question, words: Words) -> str:
    return f"{question.question} ({words.asks[question.ask]})"


def _turning(question: Question, point: TurningPoint, words: Words) -> Item:
    if point.members is not None:
        return Item(_asked(question, words), details=(holds_for(point),))
    leading: dict[str, list[str]] = {}
    for turn in point.turns:
        leading.setdefault(turn.verdict, []).append(turn.text)
    details = [f"{sentence_start(words.verdicts[name])}, if {listed(texts, 'or')}." for name, texts in leading.items()]
    usual = (f"Usually, {point.usual}.",) if point.usual else ()
    return Item(_asked(question, words), details=(*details, *usual))
