"""The pages that show rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pmo_expert.advice.explaining.names import switched_off_fault
from pmo_expert.advice.explaining.tested import needed
from pmo_expert.domain.attribute import Value
from pmo_expert.faults import NOWHERE, InputError, fault_at
from pmo_expert.knowledge.compiling.arguments import rules_about
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.knowledge.language.rule import (
    Decides,
    Defeats,
    Effect,
    Finds,
    Guides,
    Mitigates,
    Offers,
    Presumes,
    Raises,
    Rule,
)
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph, Table
from pmo_expert.render.words import listed, name_text


def select_rules(knowledge: Knowledge, name: str | None) -> list[Rule]:
    """Return the rules that a name means: a rule, or those on a concern; all for None.

    Raises InputError, with the nearest name, when there is no such rule or concern.
    """
    if name is None:
        return list(knowledge.rules.values())
    if name in knowledge.rules:
        return [knowledge.rules[name]]
    if name in knowledge.concerns:
        return rules_about(knowledge.rules.values(), name)
    names = (*knowledge.concerns, *knowledge.rules)
    faults = [switched_off_fault(off) for off in knowledge.switched_off if off.rule == name]
    if faults:
        raise InputError(faults)
    raise InputError([fault_at(NOWHERE, "there is no rule or concern", found=name, allowed=names)])


def rule_list_page(knowledge: Knowledge, rules: list[Rule]) -> list[Block]:
    """Return the page that lists rules, a row each."""
    rows = tuple((rule.id, effect_text(rule.effect, knowledge), claims_text(rule)) for rule in rules)
    title = f"{knowledge.name} {knowledge.version}: {len(rules)} rules"
    return [Heading(2, title), Table(("rule", "effect", "source"), rows)]


def rule_page(knowledge: Knowledge, rule: Rule) -> Iterable[Block]:
    """Yield the blocks that show a rule: what it does, when, why, and on whose authority."""
    yield Heading(2, rule.id)
    yield Paragraph(rule.because)
    yield Item(effect_text(rule.effect, knowledge), lead="Effect")
    conditions = tuple(_condition(knowledge, condition) for condition in rule.when)
    yield Item("" if conditions else "always", lead="When", items=conditions)
    attackers = knowledge.attackers[rule.id]
    if attackers:
        yield Item(listed(attackers), lead="Answered by")
    for source in rule.sources:
        claim = knowledge.claims[source]
        yield Item(claim.says, lead=f"{source} ({claim.place})")


def examples_table(rule: Rule, knowledge: Knowledge) -> Table:
    """Return the examples of a rule, a row each."""
    rows = (
        ("fires" if example.fires else "silent", _facts_text(example.facts, knowledge)) for example in rule.examples
    )
    return Table(("outcome", "facts"), tuple(rows))


def _facts_text(facts: Mapping[str, Value], knowledge: Knowledge) -> str:
    attributes = knowledge.vocabulary.attributes
    return "; ".join(f"{name}: {attributes[name].written(value)}" for name, value in facts.items()) or "none"


def rule_records(knowledge: Knowledge, rules: list[Rule]) -> list[dict[str, Any]]:
    """Return rules as plain data for JSON."""
    return [
        {
            "id": rule.id,
            "effect": effect_text(rule.effect, knowledge),
            "when": [{"subject": condition.subject, "test": condition.text} for condition in rule.when],
            "because": rule.because,
            "sources": rule.sources,
            "answered_by": knowledge.attackers[rule.id],
            "pack": rule.pack,
        }
        for rule in rules
    ]


def effect_text(effect: Effect, knowledge: Knowledge) -> str:
    """Return in words what a rule does."""
    match effect:
        case Finds(finding):
            return f"finds {finding}"
        case Presumes(attribute, value):
            return f"presumes {attribute}: {knowledge.vocabulary.attributes[attribute].written(value)}"
        case Raises(concern, severity):
            return f"raises {concern} ({knowledge.decision.words(severity)})"
        case Mitigates(concern, None):
            return f"mitigates {concern}"
        case Mitigates(_, tuple() as targets) | Defeats(targets):
            return f"{'mitigates' if isinstance(effect, Mitigates) else 'defeats'} {listed(targets)}"
        case Offers(growth, serves):
            served = listed([name_text(goal) for goal in serves])
            return f"offers {growth}, which serves {served}" if served else f"offers {growth}"
        case Decides(verdict):
            return f"verdict: {knowledge.decision.words(verdict)}"
        case Guides(kind, text, ask):
            return f"{knowledge.vocabulary.asks[ask] if ask else kind}: {text}"
    raise AssertionError(effect)


def claims_text(rule: Rule) -> str:
    """Return the claims that a rule cites."""
    return ", ".join(rule.sources)


def _condition(knowledge: Knowledge, condition: Condition) -> Item:
    attribute = knowledge.vocabulary.attributes.get(condition.subject)
    words = (" or ".join(needed(attribute, condition)),) if attribute is not None else ()
    return Item(condition.text, lead=condition.subject, details=words)
