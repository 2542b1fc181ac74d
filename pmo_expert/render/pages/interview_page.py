"""What an interview says: where it stands, its questions, why one is asked, and how it ended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from pmo_expert.advice.unknowns.unknowns_result import Answer
from pmo_expert.advice.words import Words
from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.case import PlainCase
from pmo_expert.domain.vocabulary import Vocabulary
from pmo_expert.interview.standing import Asked, Standing, so_far
from pmo_expert.render.pages.interview_lists import UNKNOWN_WORDS, Choice, cut
from pmo_expert.render.words import name_text, sentence, sentence_start

Reason = Literal["settled", "steady", "exhausted", "pointless", "stopped", "ended"]
MOST_RULES = 3
INTERVAL = re.compile(r"[\[(](?P<low>[^,\])]+), (?P<high>[^,\])]+)[\])]")
COMMANDS = {
    "0 or skip": "you don't know; Enter says so as well",
    "back": "take back your last answer",
    "answers": "list your answers",
    "back 3": "answer the third of them anew; all others stay",
    "why": "why this is asked",
    "stop": "end here with the advice; all answers stay saved",
}


def question_text(attribute: Attribute, vocabulary: Vocabulary) -> str:
    """Return a question with whom to ask."""
    return f"{attribute.question} ({vocabulary.asks[attribute.ask]})"


def theme_text(attribute: Attribute, vocabulary: Vocabulary) -> str:
    """Return the heading over questions of one section."""
    return sentence_start(vocabulary.sections[attribute.section])


def old_answer_text(attribute: Attribute, case: PlainCase) -> str:
    """Return what was answered to a question that is asked again."""
    return f"Your answer so far: {sentence(attribute.state(case.value(attribute.name)))} Enter keeps it."


def standing_text(standing: Standing) -> str:
    """Return in a sentence or two the advice by what is known, and about how many questions are still to come."""
    if not standing.advice.facts:
        return "What tells most comes first. Say stop whenever you like, for the advice so far."
    verdict = so_far(standing.advice)
    start = f"{'So far' if standing.open else 'The advice stays'}: {verdict_text(standing)}."
    if verdict is None:
        start = "Too early to say."
    return f"{start} About {counted(standing.left, 'more question')}." if standing.left else start


def verdict_text(standing: Standing) -> str:
    """Return the advice by what is known so far."""
    verdict = so_far(standing.advice) or standing.advice.verdict
    return standing.advice.words.verdicts[verdict]


def counted(number: int, noun: str) -> str:
    """Return how many of something there are, in words."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def why_lines(asked: Asked, words: Words, width: int) -> list[str]:
    """Return in a few lines why a question is asked: to what each answer can lead, and what it may say."""
    leads = _leads(asked.outcomes, words)
    lines = ["Your answer can lead to:", *(f"  - {cut(lead, width - 4)}" for lead in leads)] if len(leads) > 1 else []
    because = list(dict.fromkeys(rule.because for rule in asked.rules))[:MOST_RULES]
    if because:
        lines += ["Depending on your answer, this may count:", *(f"  - {cut(text, width - 4)}" for text in because)]
    return lines or ["Your answer may change what speaks for and against."]


def _leads(outcomes: Sequence[Answer], words: Words) -> list[str]:
    """Return to which verdicts each answer can lead, those that lead to the same together."""
    leading: dict[str, list[str]] = {}
    for answer in outcomes:
        verdicts = " or ".join(words.verdicts[verdict] for verdict in answer.possible)
        leading.setdefault(verdicts, []).append(value_text(answer.value))
    return [f"{' / '.join(values)}: {verdicts}" for verdicts, values in leading.items()]


def value_text(value: str) -> str:
    """Return a value in words, also one that is all numbers of an interval."""
    found = INTERVAL.fullmatch(value)
    if not found:
        return name_text(value)
    low = f"more than {found['low']}" if value.startswith("(") else found["low"]
    high = f"less than {found['high']}" if value.endswith(")") else found["high"]
    return f"{low} to {high}"


def answer_lines(case: PlainCase, names: Sequence[str], width: int) -> list[str]:
    """Return the answers to some questions, numbered, each on one line of at most `width` columns."""
    attributes = case.vocabulary.attributes
    places = len(str(len(names)))
    lines = []
    for number, name in enumerate(names, start=1):
        attribute, value = attributes[name], case.value(name)
        said = f"{UNKNOWN_WORDS}: {attribute.question}" if value is None else sentence(attribute.state(value))
        start = f"  {str(number).rjust(places)}  "
        lines.append(start + cut(said, width - len(start)))
    return lines


def command_choices() -> list[Choice]:
    """Return the list of what can be said beside an answer."""
    return [Choice("", name, text) for name, text in COMMANDS.items()]


def more_text(standing: Standing, reason: Reason) -> str:
    """Return the question whether to go on when the picture is thin."""
    verdict = verdict_text(standing)
    if reason in ("steady", "exhausted"):
        count = counted(len(standing.open) + len(standing.more), "more question")
        steady = "No single answer changes the advice now"
        start = steady if reason == "steady" else "What could change the advice is what you don't know"
        return f"{start}: {verdict}. Go on with up to {count}, to be surer?"
    start = "The advice will not change any more" if reason == "settled" else "Nothing is left that you could tell"
    count = counted(len(standing.more), "more question")
    return f"{start}: {verdict}. Go on with up to {count}, to see the pros and cons more clearly?"


def enough_text(standing: Standing, answered: int) -> str:
    """Return the question whether to go on after many answers."""
    start = f"That makes {counted(answered, 'answer')}, enough for an advice: {verdict_text(standing)}."
    more = f"about {counted(standing.left, 'more question')}"
    rest = f"It may still change with {more}." if standing.open else f"It stays, whatever {more} may tell."
    return f"{start} {rest} Go on?"


def end_text(standing: Standing, reason: Reason) -> str:
    """Return in a sentence why the interview ended."""
    if reason in ("stopped", "ended"):
        start = "Stopped by you" if reason == "stopped" else "Your answers end here"
        return f"{start}; {counted(standing.left, 'question')} could still come."
    if reason == "exhausted":
        return "No further question: what could still change the advice is what you don't know."
    if reason == "pointless":
        return "No question is left that makes sense after what you answered."
    if reason == "steady":
        return "No single answer would change the advice now."
    if standing.ahead is None:
        return "No question is left: no rule waits for a fact that is still unknown."
    return "No question is left that could change the advice."
