"""What a verdict rests on: known facts that suffice for it, none of them to spare.

Such a set is a sufficient reason (Darwiche and Hirth, "On the reasons behind decisions", 2020), also called a prime
implicant explanation.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from pmo_expert.advice.advise import advise
from pmo_expert.advice.model import Fact
from pmo_expert.advice.outlook import outlook
from pmo_expert.advice.trace import plain
from pmo_expert.facts.case import Case
from pmo_expert.facts.vocabulary import case_from, known_facts
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.load import shipped_knowledge
from pmo_expert.knowledge.model import VerdictName


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
    """Return a subset-minimal set of known facts on which the verdict rests.

    Raises as `outlook` does.
    """
    base = knowledge or shipped_knowledge()
    verdict = advise(case, base, with_outlook=False).verdict
    start = outlook(case, base)
    if start.settled:
        (verdict,) = start.possible
        kept = _needed(case, lambda fewer: set(outlook(fewer, base).possible) == {verdict})
    else:
        kept = _needed(case, lambda fewer: advise(fewer, base, with_outlook=False).verdict == verdict)
    attributes = base.subjects.vocabulary.attributes
    facts = tuple(
        Fact(attribute=name, value=plain(attributes[name], value), text=attributes[name].state(value))
        for name, value in known_facts(kept).items()
    )
    return Grounds(verdict=verdict, settled=start.settled, facts=facts)


def _needed(case: Case, suffices: Callable[[Case], bool]) -> Case:
    """Return the case with every known fact left out that is not needed for a test that the case meets."""
    for name in known_facts(case):
        facts = known_facts(case)
        del facts[name]
        fewer = case_from(facts, type(case), title=case.title)
        if suffices(fewer):
            case = fewer
    return case
