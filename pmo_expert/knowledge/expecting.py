"""What is expected of a case: what is stated, and what is presumed where nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pmo_expert.domain.attribute import Value
from pmo_expert.domain.case import PlainCase
from pmo_expert.knowledge.compiling.atoms import PRESUMED
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.rule import Presumes, Rule
from pmo_expert.logic.keys import Atom


def presumptions_that_apply(knowledge: Knowledge, reached: Iterable[Atom]) -> dict[str, Rule]:
    """Return the presumptions among some conclusions that were reached, by the attribute that each is about."""
    applying = [knowledge.rules[atom.about] for atom in reached if atom.kind == PRESUMED]
    return {rule.effect.attribute: rule for rule in applying if isinstance(rule.effect, Presumes)}


def expected_value(case: PlainCase, presumed: Mapping[str, Rule], name: str) -> Value:
    """Return what is stated of an attribute, else what is presumed; None means unknown."""
    value, rule = case.value(name), presumed.get(name)
    if value is None and rule is not None and isinstance(rule.effect, Presumes):
        return rule.effect.value
    return value
