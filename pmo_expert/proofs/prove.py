"""Proofs over all possible cases: the properties that packs state, and what is asked of every pack."""

from __future__ import annotations

from itertools import chain

from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.proofs.all_cases import AllCases, all_cases
from pmo_expert.proofs.condition_proofs import condition_proofs
from pmo_expert.proofs.conflict_proofs import conflict_proofs
from pmo_expert.proofs.effect_proofs import effect_proofs
from pmo_expert.proofs.proof import Proof
from pmo_expert.proofs.property_proofs import prove_property
from pmo_expert.proofs.verdict_proofs import verdict_proofs


def prove(knowledge: Knowledge) -> tuple[Proof, ...]:
    """Return the proofs over all possible cases, unknown facts included.

    First the properties that the packs state in `properties.yaml`, then what is asked of every pack: exactly one
    verdict for every case; rules, attributes and values that have an effect; no rule implied by another; no conflicts;
    conditions named and presumptions in order.

    Raises ImportError without OxiDD, DiagramTooLargeError when the rules are too many for a diagram.
    """
    return prove_all(all_cases(knowledge))


def prove_all(cases: AllCases) -> tuple[Proof, ...]:
    """Return the proofs over all cases of a knowledge base that are at hand."""
    proofs = []
    with cases.diagram.bounded():
        stated = (prove_property(cases, stated) for stated in cases.knowledge.properties)
        parts = (part(cases) for part in (verdict_proofs, effect_proofs, conflict_proofs, condition_proofs))
        for proof in chain(stated, chain.from_iterable(parts)):
            proofs.append(proof)
            cases.diagram.tidy()
    return tuple(proofs)
