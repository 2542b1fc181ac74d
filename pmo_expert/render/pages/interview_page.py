"""What an interview shows: questions with their answers, where it stands, why a question is asked."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap
from typing import Literal

from attrs import frozen

from pmo_expert.advice.advice_result import Words
from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.set_of import NONE, SetOf
from pmo_expert.domain.vocabulary import Vocabulary
from pmo_expert.interview.standing import Asked, Standing
from pmo_expert.render.blocks import Block, Item, Paragraph
from pmo_expert.render.pages.questions_page import OPEN_QUESTIONS, answer_lines, shares_text

Reason = Literal["settled", "exhausted", "pointless", "stopped", "ended"]
MOST_RULES = 4
COMMANDS = {
    "unknown": "you cannot tell; the question does not come again in this sitting",
    "back": "take back your last answer",
    "why": "why this is asked, which rules wait for it, and where each answer leads",
    "stop": "end here, with the advice as things stand and everything saved (so does Ctrl-D)",
    "?": "show this list (so does help)",
}


@frozen
class Choice:
    """One line of a list of answers: a number, a name, and what it means."""

    number: str
    name: str
    text: str


def choices(attribute: Attribute) -> list[Choice]:
    """Return the answers that an attribute offers, numbered as they may be given."""
    return [Choice(str(number), name, phrase) for number, (name, phrase) in enumerate(attribute.numbered(), start=1)]


def choice_lines(lines: Iterable[Choice], width: int) -> list[str]:
    """Return a list of answers in columns, of at most `width` columns in all."""
    listed = list(lines)
    numbers = max((len(line.number) for line in listed), default=0)
    names = max((len(line.name) for line in listed), default=0)
    shown = []
    for line in listed:
        start = f"  {line.number.rjust(numbers)}  {line.name.ljust(names)}  "
        rest = " " * len(start)
        shown += wrap(line.text, width, initial_indent=start, subsequent_indent=rest) or [start.rstrip()]
    return shown


def how_to_answer(attribute: Attribute) -> str:
    """Return what an answer looks like where a number or a name from a list does not do; else nothing."""
    if isinstance(attribute, Amount):
        return f"A number from {attribute.bounds} ({attribute.unit})."
    if isinstance(attribute, SetOf):
        return f"Name as many as apply, as in 1, 2 or {', '.join(attribute.values[:2])}; or {NONE}."
    return ""


def question_text(attribute: Attribute, vocabulary: Vocabulary) -> str:
    """Return a question with whom to ask."""
    return f"{attribute.question} ({vocabulary.asks[attribute.ask]})"


def standing_text(standing: Standing) -> str:
    """Return in a few sentences the lean, and how much is still open."""
    words = standing.advice.words
    lean = f"As far as is known: {words.verdicts[standing.advice.lean]}."
    count = len(standing.open)
    if standing.ahead is None or not count:
        return lean
    if standing.ahead.settled:
        (verdict,) = standing.ahead.possible
        waits = "waits for one more fact" if count == 1 else f"waits for {count} more facts"
        return f"{lean} The advice still {waits}; whatever the answer, it becomes {words.verdicts[verdict]}."
    questions = "1 question" if count == 1 else f"{count} questions"
    return f"{lean} {questions} can still matter; {OPEN_QUESTIONS}, {shares_text(standing.ahead.possible, words)}."


def why_page(asked: Asked, words: Words) -> Iterable[Block]:
    """Yield why a question is asked: where each answer leads, and the rules that wait for it."""
    answers = answer_lines(asked.question, words)
    if answers:
        lead = f"Where each answer leads, {OPEN_QUESTIONS}:"
        yield Item(lead, items=tuple(Item(answer) for answer in answers))
    if asked.rules:
        shown = [Item(rule.because, lead=rule.rule) for rule in asked.rules[:MOST_RULES]]
        more = len(asked.rules) - len(shown)
        rest = [Item(f"and {more} more" if more > 1 else "and one more")] if more else []
        yield Item("Rules wait for it. If they apply, they say:", items=(*shown, *rest))
    if not answers and not asked.rules:
        yield Paragraph("The verdict waits until this is known.")


def end_text(standing: Standing, reason: Reason) -> str:
    """Return in a sentence why the interview ended."""
    count = len(standing.open)
    questions = "1 question" if count == 1 else f"{count} questions"
    if reason in ("stopped", "ended"):
        start = "Stopped by you" if reason == "stopped" else "Your answers end here"
        return f"{start}; {questions} can still matter."
    if reason == "exhausted":
        return f"Nothing is left to ask: you answered unknown to all that can still matter ({questions})."
    if reason == "pointless":
        return "Nothing is left to ask: what is still open makes no sense after what you answered."
    if standing.ahead is None:
        return "Nothing is left to ask: no rule waits for a fact that is still unknown."
    return "Settled: nothing that could still be asked can change the verdict."
