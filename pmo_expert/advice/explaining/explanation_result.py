"""Explanations as data: a tree from a conclusion through the clauses for it down to facts."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from pmo_expert.advice.shown import Shown
from pmo_expert.advice.what_if import FactChange
from pmo_expert.domain.attribute import Plain

Outcome = Literal["met", "failed", "unknown"]


@frozen(kw_only=True, slots=False)
class TestedCondition:
    """A condition, the value found (None: unknown), what came of it, and, unless it was met, what would do.

    `usual` says why the value is presumed; it is empty where the value is stated.
    """

    attribute: str
    test: str
    found: Plain
    text: str
    outcome: Outcome
    needed: tuple[str, ...]
    usual: str


@frozen(kw_only=True, slots=False)
class TestedPremise:
    """A conclusion that a clause needs to have been reached, or not to have been reached when `wanted` is false.

    `attack` says whether the conclusion is that an argument is answered.
    """

    wanted: bool
    met: bool
    attack: bool
    explanation: Explanation


@frozen(kw_only=True, slots=False)
class Reason:
    """One clause for a conclusion: a rule's or a principle's, with each thing that it needed."""

    rule: str
    principle: bool
    holds: bool
    because: str
    conditions: tuple[TestedCondition, ...]
    premises: tuple[TestedPremise, ...]
    sources: tuple[str, ...]
    authority: tuple[str, ...]


@frozen(kw_only=True, repr=False, slots=False)
class Explanation(Shown):
    """Why a conclusion was reached, or why not.

    `about_a_rule` says that the conclusion is about rules or their reasons alone.
    When `holds`, `reasons` are the clauses that led to it. When not, they are the clauses that could have led to it,
    each with what failed; an explanation of why something holds keeps of these only the ones that were answered.

    What was asked for itself has an `answer`, in a sentence, and, when it does not hold, `takes`: the smallest sets of
    changes that would make it so, none where no few changes do.
    """

    conclusion: str
    text: str
    holds: bool
    about_a_rule: bool
    reasons: tuple[Reason, ...]
    answer: str = ""
    takes: tuple[tuple[FactChange, ...], ...] = ()

    @property
    def gravest_first(self) -> tuple[Reason, ...]:
        """The reasons; those of a concern, which stand from mildest to gravest, the last first."""
        return self.reasons[::-1] if self.conclusion.startswith("concern.") else self.reasons
