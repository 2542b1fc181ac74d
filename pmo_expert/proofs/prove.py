"""Proofs over all possible cases: the properties that packs state, and what is asked of every pack."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.proofs.all_cases import AllCases, all_cases
from pmo_expert.proofs.claim import Claim
from pmo_expert.proofs.condition_proofs import CONDITION_CLAIMS
from pmo_expert.proofs.conflict_proofs import CONFLICT_CLAIMS
from pmo_expert.proofs.effect_proofs import EFFECT_CLAIMS
from pmo_expert.proofs.proof import Proof
from pmo_expert.proofs.property_proofs import property_claim
from pmo_expert.proofs.verdict_proofs import VERDICT_CLAIMS


def prove(knowledge: Knowledge, *, seconds: float | None = None) -> tuple[Proof, ...]:
    """Return the proofs over all possible cases, unknown facts included.

    First the properties that the packs state in `properties.yaml`, then what is asked of every pack: exactly one
    verdict for every case; rules, attributes and values that have an effect; no rule implied by another; no conflicts;
    conditions named and presumptions in order. With `seconds`, a claim that takes longer is left open, and the next one
    is tried; so is one that takes more memory than there may be.

    Raises ImportError without OxiDD, DiagramTooLargeError when the rules are too many for a diagram.
    """
    return tuple(prove_all(all_cases(knowledge, seconds)))


def prove_all(cases: AllCases) -> Iterator[Proof]:
    """Yield the proofs over all cases of a knowledge base that are at hand, one after the other."""
    for claim in claims_of(cases.knowledge):
        yield claim.prove(cases)
        cases.diagram.tidy()


def claims_of(knowledge: Knowledge) -> tuple[Claim, ...]:
    """Return what is claimed of a knowledge base, in the order in which it is proved."""
    stated = map(property_claim, knowledge.properties)
    return (*stated, *VERDICT_CLAIMS, *EFFECT_CLAIMS, *CONFLICT_CLAIMS, *CONDITION_CLAIMS)
