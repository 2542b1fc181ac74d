"""How much is against it: what changes to a case are compared by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from pmo_expert.advice.consultation import Consultation
from pmo_expert.knowledge.diagrams import severe_atoms, verdict_atoms
from pmo_expert.logic.keys import Facts
from pmo_expert.logic.variants import Change

Weight: TypeAlias = tuple[int, int]
"""The place of the verdict, from the best, and how many concerns are open in severities that count; less is better."""


def weights_after(given: Consultation, changes: Sequence[Change], facts: Facts | None = None) -> list[Weight]:
    """Return how much is against it after each of some changes to the facts of the case, or to others."""
    decision = given.knowledge.decision
    after = given.after(changes, facts)
    places = [decision.verdict_names.index(atom.value) for atom in after.which(verdict_atoms(decision))]
    concerns = [0] * len(changes)
    for severe in severe_atoms(given.knowledge.concerns, decision):
        for number in after.with_conclusion(severe):
            concerns[number] += 1
    return list(zip(places, concerns, strict=True))
