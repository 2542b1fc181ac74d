"""Where an interview stands, as data."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from pmo_expert.advice.advice_result import Advice
from pmo_expert.advice.unknowns.unknowns_result import Answer, Outlook, Question

End = Literal["settled", "steady", "exhausted", "pointless"]
"""Why there is no question: no answers could change the verdict, or no single one could, or you answered with unknown
what could alone, or all that could, or what is left makes no sense after what you answered."""


@frozen(kw_only=True, slots=False)
class WaitingRule:
    """A rule that is not decided while a fact is unknown."""

    rule: str
    because: str


@frozen(kw_only=True, slots=False)
class Asked:
    """Why a question is asked: the rules that wait for the fact, and where each answer leads.

    `outcomes` are those of the question; of a set they tell of its most telling member. They are empty where no
    answer alone decides between verdicts, and where the outlook cannot be computed.
    """

    question: Question
    rules: tuple[WaitingRule, ...]
    outcomes: tuple[Answer, ...]


@frozen(kw_only=True, slots=False)
class Standing:
    """Where the interview stands: the advice so far, what is open, and the next question.

    `open` are all questions that matter for the verdict in the order of their weight, those answered with unknown
    included. `more` are those that can still be asked and say more about the concerns and what is on offer, though no
    answer changes the verdict. `ahead` is None where the outlook cannot be computed; the rules that wait for facts then
    say what to ask. `end` says why there is no next question, and is None while there is one. `left` is how many
    questions are worth asking as things stand; an answer may make it more or less. `thin` says that so little is known
    that it makes sense to go on with `more`.
    """

    advice: Advice
    ahead: Outlook | None
    open: tuple[Question, ...]
    more: tuple[Question, ...]
    question: Question | None
    end: End | None
    left: int
    thin: bool


def so_far(advice: Advice) -> str | None:
    """Return the verdict by what is known so far: of one that waits for facts, the lean if it rests on something."""
    return advice.shown_lean if advice.verdict == advice.words.asking else advice.verdict
