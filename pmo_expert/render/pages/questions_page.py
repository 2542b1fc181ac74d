"""The page that shows what to ask."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_expert.advice.advice_result import Advice, Outlook, Question, Shares, Words
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph
from pmo_expert.render.words import listed, name_text, sentence_start

OPEN_QUESTIONS = "of all ways to answer the open questions"


def settled_text(found: Advice | Outlook) -> str:
    """Return in a sentence whether unknown facts can still change the verdict."""
    possible = found.possible or {}
    if not found.settled:
        return f"{OPEN_QUESTIONS}, {shares_text(possible, found.words)}."
    (verdict,) = possible
    if verdict == found.verdict:
        return "nothing that is still unknown can change the verdict."
    waits = "; the rules wait for the facts below all the same" if found.questions else ""
    return f"however the open questions are answered, the verdict becomes {found.words.verdicts[verdict]}{waits}."


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


def question_item(question: Question, words: Words, *, with_ask: bool = True) -> Item:
    """Return a question with the answers that it may get and where each leads."""
    about = f"{question.attribute} · {words.asks[question.ask]}" if with_ask else question.attribute
    return Item(question.question, details=(about, *answer_lines(question, words)))


def answer_lines(question: Question, words: Words) -> tuple[str, ...]:
    """Return where each answer to a question leads, those that lead to the same together."""
    leading: dict[str, list[str]] = {}
    for answer in question.outcomes:
        leading.setdefault(_short(answer.possible, words), []).append(name_text(answer.value))
    return tuple(f"{' or '.join(values)}: {where}" for where, values in leading.items())


def _short(shares: Shares, words: Words) -> str:
    if len(shares) == 1:
        (verdict,) = shares
        return words.verdicts[verdict]
    return ", ".join(f"{words.verdicts[verdict]} {percent(share)}" for verdict, share in shares.items())


def questions_page(found: Advice | Outlook) -> list[Block]:
    """Return the page with all questions that matter, by whom to ask; the most telling first."""
    return list(_questions(found))


def _questions(found: Advice | Outlook) -> Iterable[Block]:
    words = found.words
    yield Heading(1, f"Verdict: {words.verdicts[found.verdict]}", words.tones[found.verdict])
    if found.settled is None:
        yield Paragraph("The rules are too many to tell which questions still matter.")
        return
    yield Item(settled_text(found), lead="Settled" if found.settled else "Not settled")
    for ask, text in words.asks.items():
        questions = [question for question in found.questions if question.ask == ask]
        if questions:
            yield Heading(2, sentence_start(text))
        for question in questions:
            yield question_item(question, words, with_ask=False)
    if not found.questions:
        yield Paragraph("Nothing that is still unknown can change the verdict, so there is nothing to ask.")
