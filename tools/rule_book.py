"""The rules of a knowledge base by what they do, and which attacks which, by the definition."""

from __future__ import annotations

from functools import cached_property

from attrs import frozen

from pmo_expert import Knowledge
from pmo_expert.knowledge.language.rule import Defeats, Effect, Finds, Mitigates, Offers, Presumes, Raises, Rule


@frozen(eq=False, slots=False)
class RuleBook:
    """The rules of a knowledge base by what they do."""

    knowledge: Knowledge

    @cached_property
    def rules(self) -> list[Rule]:
        return list(self.knowledge.rules.values())

    def doing(self, effect: type[Effect], name: str | None = None) -> list[Rule]:
        """Return the rules with an effect, on one finding, growth or concern."""
        rules = [rule for rule in self.rules if isinstance(rule.effect, effect)]
        return [rule for rule in rules if name is None or _about(rule.effect) == name]

    def attackers(self, rule: Rule) -> list[Rule]:
        """Return the rules that attack one: by its name, or the concern that it raises as a whole."""
        return [other for other in self.rules if self._attacks(other.effect, rule)]

    def _attacks(self, effect: Effect, rule: Rule) -> bool:
        if not isinstance(effect, Mitigates | Defeats):
            return False
        if effect.targets is not None:
            return rule.id in effect.targets
        is_final = isinstance(rule.effect, Raises) and rule.effect.severity in self.knowledge.decision.final
        return isinstance(rule.effect, Raises) and _about(rule.effect) == effect.concern and not is_final

    @cached_property
    def read(self) -> set[str]:
        """The attributes that rules read, and those of which something is presumed, or that are the goals."""
        named = {condition.subject for rule in self.rules for condition in rule.when}
        usual = {rule.effect.attribute for rule in self.rules if isinstance(rule.effect, Presumes)}
        return (named | usual | {self.knowledge.decision.goals or ""}) & self.knowledge.vocabulary.attributes.keys()


def _about(effect: Effect) -> str:
    match effect:
        case Finds(name) | Offers(name) | Raises(name) | Mitigates(name):
            return name
    return ""
