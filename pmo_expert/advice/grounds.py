"""What a verdict rests on: known facts that suffice for it, none of them to spare.

In a settled case such a set is a sufficient reason (Darwiche and Hirth, "On the reasons behind decisions", 2020), also
called a prime implicant explanation.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from pmo_expert.advice.decision import decide
from pmo_expert.advice.model import Fact
from pmo_expert.advice.outlook import possible_verdicts
from pmo_expert.advice.trace import plain
from pmo_expert.domain.case import Case
from pmo_expert.domain.vocabulary import case_from, known_facts
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.load import shipped_knowledge
from pmo_expert.knowledge.language.rule import VerdictName


@frozen(kw_only=True)
class Grounds:
    """Known facts that suffice for a verdict, and of which none can be left out.

    When `settled`, they suffice whatever all other facts, known or unknown, turn out to be. When not, they suffice by
    the rules while everything else is unknown.
    """

    verdict: VerdictName
    settled: bool
    facts: tuple[Fact, ...]


def grounds(case: Case, knowledge: Knowledge | None = None) -> Grounds:
    """Return known facts on which the verdict rests, of which none can be left out.

    Raises as `outlook` does.
    """
    base = knowledge or shipped_knowledge()
    possible = possible_verdicts(case, base)
    settled = len(possible) == 1
    if settled:
        (verdict,) = possible
        kept = _needed(case, lambda fewer: possible_verdicts(fewer, base) == possible)
    else:
        verdict = decide(case, base).verdict
        kept = _needed(case, lambda fewer: decide(fewer, base).verdict == verdict)
    attributes = base.subjects.vocabulary.attributes
    facts = tuple(
        Fact(attribute=name, value=plain(attributes[name], value), text=attributes[name].state(value))
        for name, value in known_facts(kept).items()
    )
    return Grounds(verdict=verdict, settled=settled, facts=facts)


def _needed(case: Case, suffices: Callable[[Case], bool]) -> Case:
    """Return the case with the fewest facts that leaving out in the order of the vocabulary, or in reverse, gives."""
    names = list(known_facts(case))
    return min(
        (_kept(case, order, suffices) for order in (names, names[::-1])), key=lambda kept: len(known_facts(kept))
    )


def _kept(case: Case, order: list[str], suffices: Callable[[Case], bool]) -> Case:
    """Return the case with known facts left out, one after the other, until a test needs each that is left.

    One round is not always enough: where unknown facts are read by rules, a fact may be spared only once another is.
    """
    left = known_facts(case)
    before = len(left) + 1
    while len(left) < before:
        before = len(left)
        for name in filter(left.__contains__, order):
            fewer = {other: value for other, value in left.items() if other != name}
            if suffices(case_from(fewer, type(case), title=case.title)):
                left = fewer
    return case_from(left, type(case), title=case.title)
