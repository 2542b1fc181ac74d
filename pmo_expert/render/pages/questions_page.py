"""The page that shows what to ask."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_expert.advice.advice_result import Advice
from pmo_expert.advice.unknowns.unknowns_result import Outlook, Question, Shares, Turn, TurningPoint
from pmo_expert.advice.words import Words
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph
from pmo_expert.render.words import apart, either, listed, sentence_start

OPEN_QUESTIONS = "of all ways to answer the open questions"
TURNING = "What alone would turn the verdict"
MOST_QUESTIONS = 7
NO_MEMBER = "[]"
NOTHING_TO_ASK = "Nothing that is still unknown can change the verdict, so there is nothing to ask."


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
    return tuple(f"{where}: {either(texts)}" for where, texts in leading.items())


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


def questions_blocks(found: Advice | Outlook, *, full: bool = False, more: str = "--all lists them") -> Iterator[Block]:
    """Yield what to find out, `MOST_QUESTIONS` at the most unless `full`; `more` says what lists the others."""
    points = _telling(found)
    turning = turning_items(found)
    others = [question for question in found.questions if question.attribute not in points]
    room = len(found.questions) if full else MOST_QUESTIONS
    if turning:
        yield Heading(2, TURNING)
        yield from turning[:room]
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
        yield Paragraph(NOTHING_TO_ASK)
    elif len(found.questions) > room:
        yield Paragraph(f"{len(found.questions) - room} more may matter; {more}.", "faint")


def turning_items(found: Advice | Outlook) -> list[Item]:
    """Return the questions of which one answer alone turns the verdict, each with where its answers lead."""
    points = _telling(found)
    asked = (question for question in found.questions if question.attribute in points)
    return [_turning(question, points[question.attribute], found.words) for question in asked]


def _telling(found: Advice | Outlook) -> dict[str, TurningPoint]:
    """Return by attribute the turning points at which it matters how the question is answered."""
    return {point.attribute: point for point in found.turning_points if _tells(point)}


def holds_for(point: TurningPoint) -> str:
    """Return in a sentence for which members of a set the verdict holds."""
    good = listed(list(point.members or ()), "or")
    return f"The advice holds for: {good}." if good else "The advice holds for none of these, as far as is known."


def _tells(point: TurningPoint) -> bool:
    """Say whether it matters how the question is answered: not all answers, one at a time, lead to the same verdict."""
    return len({turn.verdict for turn in _single(point)}) > 1


def _single(point: TurningPoint) -> list[Turn]:
    """Return the answers; of a set none and each member alone."""
    return [turn for turn in point.turns if point.members is None or "," not in turn.value]


def _asked(question: Question, words: Words) -> str:
    return f"{question.question} ({words.asks[question.ask]})"


def _turning(question: Question, point: TurningPoint, words: Words) -> Item:
    leading: dict[str, list[Turn]] = {}
    for turn in _single(point):
        leading.setdefault(turn.verdict, []).append(turn)
    alone = _members(point)
    details = [f"{sentence_start(words.verdicts[name])}{_if(turns, alone)}." for name, turns in leading.items()]
    usual = (f"Usually, {point.usual}.",) if point.usual else ()
    return Item(_asked(question, words), details=(*details, *usual))


def _members(point: TurningPoint) -> dict[str, str]:
    """Return, of a set, the words for each member by the answer that names it alone."""
    turns = [turn for turn in _single(point) if turn.value != NO_MEMBER] if point.members is not None else []
    texts = [turn.text for turn in turns]
    words = apart(texts)[1] if len(texts) > 1 else texts
    return dict(zip((turn.value for turn in turns), words, strict=True))


def _if(turns: list[Turn], members: dict[str, str]) -> str:
    """Return after which answers, as in: , if the first or the second; of a set: for one or another member."""
    others = either([turn.text for turn in turns if turn.value not in members])
    named = listed([members[turn.value] for turn in turns if turn.value in members], "or")
    return listed([f"{start}{text}" for start, text in ((", if ", others), (" for ", named)) if text], "or")
