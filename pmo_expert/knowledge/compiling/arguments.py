"""Which argument may defeat which."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from pmo_expert.knowledge.language.rule import Defeats, Mitigates, Raises, Rule


def attackers_of(rules: Iterable[Rule], final: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return, for every rule, the rules that may defeat it, in their order.

    A rule that mitigates a whole concern leaves arguments of `final` severities alone.
    """
    given = list(rules)
    attacking = [rule for rule in given if isinstance(rule.effect, Mitigates | Defeats)]
    return {rule.id: tuple(other.id for other in attacking if _attacks(other, rule, final)) for rule in given}


def rules_about(rules: Iterable[Rule], concern: str) -> list[Rule]:
    """Return the rules that raise or mitigate a concern, and those that answer one of them or each other."""
    given = list(rules)
    about = {
        rule.id for rule in given if isinstance(rule.effect, Raises | Mitigates) and rule.effect.concern == concern
    }
    before = 0
    while len(about) > before:
        before = len(about)
        about |= {rule.id for rule in given if isinstance(rule.effect, Defeats) and about & set(rule.effect.targets)}
    return [rule for rule in given if rule.id in about]


def attacked_by(attackers: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return, for every rule, the rules that it may defeat: the reverse of `attackers_of`."""
    return {rule: tuple(target for target, names in attackers.items() if rule in names) for rule in attackers}


def answers_all(rule: Rule) -> bool:
    """Say whether a rule mitigates its concern as a whole."""
    return isinstance(rule.effect, Mitigates) and rule.effect.targets is None


def _attacks(rule: Rule, target: Rule, final: Collection[str]) -> bool:
    match rule.effect, target.effect:
        case Mitigates(concern, None), Raises(raised, severity):
            return concern == raised and severity not in final
        case (Mitigates(_, tuple() as targets), _) | (Defeats(targets), _):
            return target.id in targets
    return False
