"""Proofs about verdicts: exactly one for every case, and none of their rules in vain."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from pmo_expert.knowledge.language.rule import Decides
from pmo_expert.knowledge.language.subjects import LEAN, VERDICT
from pmo_expert.proofs.all_cases import AllCases
from pmo_expert.proofs.claim import Claim, Found
from pmo_expert.proofs.proof import Failure


@frozen
class Census:
    """How many cases there are that the rules tell apart, and for how many each verdict and lean holds."""

    cases: int
    verdicts: dict[str, int]
    leans: dict[str, int]


def census(cases: AllCases) -> Census:
    """Return the exact numbers of cases. Raises DiagramTooLargeError when counting outgrows the diagram."""
    count = cases.diagram.cases
    with cases.diagram.bounded():
        return Census(
            count(cases.possible),
            {
                name: count(cases.one_of(VERDICT, [name]) & cases.possible)
                for name in cases.knowledge.decision.verdict_names
            },
            {name: count(cases.one_of(LEAN, [name]) & cases.possible) for name in cases.knowledge.decision.leans},
        )


def _not_one(cases: AllCases, judged: str) -> Iterator[Failure]:
    some = twice = ~cases.diagram.always()
    for value in cases.knowledge.subjects.conclusions[judged].values:
        reached = cases.one_of(judged, [value])
        twice |= some & reached
        some |= reached
    for text, wrong in ((f"a case without a {judged}", ~some), (f"a case with more than one {judged}", twice)):
        facts = cases.smallest(wrong)
        if facts is not None:
            yield Failure(text, (cases.case(facts, "one-verdict"),))


def _never_deciding(cases: AllCases) -> Iterator[Failure]:
    left = cases.possible
    for rule in cases.knowledge.rules.values():
        if isinstance(rule.effect, Decides):
            fires = cases.rule_fires(rule)
            if not (left & fires).satisfiable():
                yield Failure(f"the verdict rule {rule.id} never decides: rules before it decide all its cases")
            left &= ~fires


VERDICT_CLAIMS = (
    Claim(
        id="one-verdict",
        says="Every case gets exactly one verdict and exactly one lean.",
        look=lambda cases: Found((*_not_one(cases, VERDICT), *_not_one(cases, LEAN))),
    ),
    Claim(
        id="verdict-rules-reached",
        says="Every verdict rule decides some case.",
        look=lambda cases: Found(tuple(_never_deciding(cases))),
    ),
)
