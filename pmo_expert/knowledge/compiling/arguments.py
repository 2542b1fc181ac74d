"""Which argument may defeat which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pmo_expert.knowledge.language.rule import PROHIBITIVE, Defeats, Mitigates, Raises, Rule


def attackers_of(rules: Iterable[Rule]) -> dict[str, tuple[str, ...]]:
    """Return, for every rule, the rules that may defeat it, in their order.

    A rule that mitigates a whole concern leaves prohibitive arguments alone.
    """
    given = list(rules)
    return {rule.id: tuple(other.id for other in given if _attacks(other, rule)) for rule in given}


def attacked_by(attackers: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return, for every rule, the rules that it may defeat: the reverse of `attackers_of`."""
    return {rule: tuple(target for target, names in attackers.items() if rule in names) for rule in attackers}


def answers_all(rule: Rule) -> bool:
    """Say whether a rule mitigates its concern as a whole."""
    return isinstance(rule.effect, Mitigates) and rule.effect.targets is None


def _attacks(rule: Rule, target: Rule) -> bool:
    match rule.effect, target.effect:
        case Mitigates(concern, None), Raises(raised, severity):
            return concern == raised and severity != PROHIBITIVE
        case (Mitigates(_, tuple() as targets), _) | (Defeats(targets), _):
            return target.id in targets
    return False
