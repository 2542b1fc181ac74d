"""Proofs that rules do not get in each other's way: none implied by another, no attack in vain, no contradiction."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import Any

from pmo_expert.knowledge.compiling.arguments import answers_all
from pmo_expert.knowledge.language.rule import Decides, Defeats, Mitigates, Rule
from pmo_expert.proofs.all_cases import AllCases
from pmo_expert.proofs.claim import Claim, Found
from pmo_expert.proofs.proof import Failure


def _fires(cases: AllCases) -> dict[str, Any]:
    return {name: cases.rule_fires(rule) & cases.possible for name, rule in cases.knowledge.rules.items()}


def _implied(cases: AllCases) -> Iterator[Failure]:
    """Yield rules that conclude, wherever they apply, what another concludes there too."""
    fires = _fires(cases)
    for rule, other in permutations(cases.knowledge.rules.values(), 2):
        cases.patience.check()
        if _does_as_much(cases, rule, other) and not (fires[rule.id] & ~fires[other.id]).satisfiable():
            yield Failure(f"wherever the rule {rule.id} applies, {other.id} does so to the same effect")


def _does_as_much(cases: AllCases, rule: Rule, other: Rule) -> bool:
    """Say whether another rule does all that a rule does, and nothing answers it but what answers the rule."""
    attackers = cases.knowledge.attackers
    if not set(attackers[other.id]) <= set(attackers[rule.id]):
        return False
    attacked = cases.knowledge.attacked
    if isinstance(rule.effect, Mitigates | Defeats) and isinstance(other.effect, Mitigates | Defeats):
        return set(attacked[rule.id]) <= set(attacked[other.id])
    return rule.effect == other.effect


def _attacks_meet(cases: AllCases) -> Found:
    """Return the attacks that never happen: those by name are failures, those on a whole concern are noted."""
    fires = _fires(cases)
    named: list[Failure] = []
    whole: list[str] = []
    for rule in cases.knowledge.rules.values():
        cases.pause()
        stands = cases.rule_stands(rule)
        for target in cases.knowledge.attacked[rule.id]:
            if not (stands & fires[target]).satisfiable():
                if answers_all(rule):
                    whole.append(f"the rule {rule.id}, which answers its whole concern, never meets {target}")
                else:
                    named.append(Failure(f"the rule {rule.id} never meets {target}, which it answers"))
    return Found(tuple(named), tuple(whole))


def _contradictions(cases: AllCases) -> Iterator[Failure]:
    fires = _fires(cases)
    rules = cases.knowledge.rules
    for name, targets in cases.knowledge.attacked.items():
        for target in targets:
            if fires[name] == fires[target]:
                yield Failure(f"the rules {name} and {target} have the same conditions, and one answers the other")
    deciding = [rule for rule in rules.values() if isinstance(rule.effect, Decides)]
    for place, first in enumerate(deciding):
        for second in deciding[place + 1 :]:
            if fires[first.id] == fires[second.id] and first.effect != second.effect:
                yield Failure(f"the rules {first.id} and {second.id} have the same conditions and give other verdicts")


CONFLICT_CLAIMS = (
    Claim(
        id="rules-not-implied",
        says="No rule is implied by another of the same effect.",
        look=lambda cases: Found(tuple(_implied(cases))),
    ),
    Claim(
        id="attacks-meet",
        says="Every argument that another rule answers by name meets it in some case, standing.",
        look=_attacks_meet,
    ),
    Claim(
        id="no-contradictions",
        says="No two rules have the same conditions and opposite effects.",
        look=lambda cases: Found(tuple(_contradictions(cases))),
    ),
)
