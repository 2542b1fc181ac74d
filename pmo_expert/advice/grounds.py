"""What a verdict rests on: known facts that suffice for it, none of them to spare.

In a settled case such a set is a sufficient reason (Darwiche and Hirth, "On the reasons behind decisions", 2020), also
called a prime implicant explanation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import field, frozen

from pmo_expert.advice.advice_result import Fact
from pmo_expert.advice.advise import facts_of
from pmo_expert.advice.changes import About
from pmo_expert.advice.consultation import Consultation, consult
from pmo_expert.advice.shown import Shown
from pmo_expert.advice.words import Words
from pmo_expert.domain.case import AnyCase
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.logic.choice import EngineName


@frozen(kw_only=True, repr=False, slots=False)
class Grounds(Shown):
    """Known facts that suffice for a verdict, and of which none can be left out.

    `about` is `verdict`, or `lean` where the verdict only asks for facts: then `verdict` is the one that follows as far
    as is known. When `settled`, the facts suffice whatever all other facts, known or unknown, turn out to be. When not,
    they suffice by the rules while everything else is unknown, or as is usual.
    """

    about: About
    verdict: str
    settled: bool
    facts: tuple[Fact, ...]
    words: Words = field(repr=False)


def grounds(
    case: AnyCase | Mapping[str, Any] | Consultation, knowledge: Knowledge | None = None, *, engine: EngineName = "auto"
) -> Grounds:
    """Return known facts on which the verdict rests, of which none can be left out.

    `case`, `knowledge` and `engine` are those of `consult`. Raises what `outlook` raises.
    """
    given = consult(case, knowledge, engine=engine)
    settled = len(given.possible) == 1
    about: About = "lean" if given.verdict == given.knowledge.decision.asking and not settled else "verdict"
    if settled:
        (verdict,) = given.possible
        kept = _sufficient(given, lambda fewer: fewer.possible == given.possible)
    else:
        verdict = given.value(about)
        kept = _sufficient(given, lambda fewer: fewer.value(about) == verdict)
    return Grounds(about=about, verdict=verdict, settled=settled, facts=facts_of(kept), words=given.words)


def _sufficient(given: Consultation, suffices: Callable[[Consultation], bool]) -> Consultation:
    """Return the case with the fewest facts that leaving out in the order of the vocabulary, or in reverse, gives."""
    names = list(given.case.facts)
    return min((_kept(given, order, suffices) for order in (names, names[::-1])), key=lambda kept: len(kept.case.facts))


def _kept(given: Consultation, order: list[str], suffices: Callable[[Consultation], bool]) -> Consultation:
    """Return the case with known facts left out, one after the other, until a test needs each that is left.

    One round is not always enough: where unknown facts are read by rules, a fact may be spared only once another is.
    """
    before = len(given.case.facts) + 1
    while len(given.case.facts) < before:
        before = len(given.case.facts)
        for name in filter(given.case.facts.__contains__, order):
            fewer = given.with_facts({name: None})
            if suffices(fewer):
                given = fewer
    return given
