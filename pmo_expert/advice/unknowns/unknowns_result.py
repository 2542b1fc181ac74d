"""What is not known, as data."""

from __future__ import annotations

from attrs import field, frozen

from pmo_expert.advice.shown import Shown
from pmo_expert.advice.words import Words
from pmo_expert.knowledge.language.subjects import Status

Shares = dict[str, float]
"""Possible verdicts with their shares of all ways to answer the open questions; no probabilities."""


@frozen(kw_only=True, slots=False)
class UnknownFact:
    """An unknown fact and the rules that it keeps from being decided."""

    attribute: str
    question: str
    ask: str
    text: str
    rules: tuple[str, ...]


@frozen(kw_only=True, slots=False)
class Answer:
    """One answer to a question, and the share of each verdict that is possible after it."""

    value: str
    text: str
    possible: Shares = field(hash=False)


@frozen(kw_only=True, slots=False)
class Question:
    """An unknown fact that can still change the verdict, or that a verdict that asks waits for.

    `reduction` is by how many bits the answer reduces the uncertainty about the verdict, on average over all ways to
    answer the open questions (the mutual information of Shannon, "A mathematical theory of communication", 1948).
    `turns` says that one of its answers alone turns the verdict.
    """

    attribute: str
    question: str
    ask: str
    reduction: float
    turns: bool
    outcomes: tuple[Answer, ...]


@frozen(kw_only=True, slots=False)
class Turn:
    """An answer to a question, the verdict after it, and how that compares with the one now."""

    value: str
    text: str
    verdict: str
    worse: bool


@frozen(kw_only=True, slots=False)
class TurningPoint:
    """An unknown or presumed fact with an answer that alone leads to another verdict, the rest as expected.

    `usual` is what is presumed of it, in a clause. `turns` has all answers; of a set each member alone, none, and all.
    `members` has, of a set, the words for each member that alone leads to no worse verdict.
    """

    attribute: str
    question: str
    ask: str
    usual: str | None
    turns: tuple[Turn, ...]
    members: tuple[str, ...] | None

    @property
    def worst(self) -> tuple[Turn, ...]:
        """The answers that lead to a worse verdict."""
        return tuple(turn for turn in self.turns if turn.worse)


@frozen(kw_only=True, slots=False)
class OpenConcern:
    """A concern whose status depends on unknown facts, with the statuses still possible."""

    id: str
    title: str
    possible: tuple[Status, ...]


@frozen(kw_only=True, repr=False, slots=False)
class Outlook(Shown):
    """Where the answers to the open questions can lead.

    `settled` when they all lead to one verdict; `possible` gives the share of each verdict that they lead to.
    `cannot_tell` are the concerns that depend on them. `questions` are the unknown facts that matter for the verdict:
    first those with an answer that alone turns it, then the others, the one that tells most first; in a settled case,
    those that a verdict that asks waits for all the same. None comes before one that it needs the answer to.
    `turning_points` tell where each answer to the first ones leads.
    """

    verdict: str
    settled: bool
    possible: Shares = field(hash=False)
    cannot_tell: tuple[OpenConcern, ...]
    questions: tuple[Question, ...]
    turning_points: tuple[TurningPoint, ...]
    words: Words = field(repr=False)
