"""Explanations as data: a tree from a conclusion through the clauses for it down to facts."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from pmo_expert.advice.shown import Shown
from pmo_expert.domain.attribute import Plain

Outcome = Literal["met", "failed", "unknown"]


@frozen(kw_only=True, slots=False)
class TestedCondition:
    """A condition, the value found (None: unknown), what came of it, and, unless it was met, what would do."""

    attribute: str
    test: str
    found: Plain
    text: str
    outcome: Outcome
    needed: tuple[str, ...]


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


@frozen(kw_only=True, repr=False, slots=False)
class Explanation(Shown):
    """Why a conclusion was reached, or why not.

    When `holds`, `reasons` are the clauses that led to it. When not, they are the clauses that could have led to it,
    each with what failed; an explanation of why something holds keeps of these only the ones that were answered.
    """

    conclusion: str
    text: str
    holds: bool
    reasons: tuple[Reason, ...]
