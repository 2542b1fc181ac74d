"""Checks on a knowledge base beyond reading it: whether every rule does its work and everything is used."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_expert.faults import NOWHERE, Fault, Position, fault_at
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.rule import Decides, Finds, Offers, Raises, Rule
from pmo_expert.knowledge.language.subjects import FINDING
from pmo_expert.logic.keys import Atom
from pmo_expert.proofs.check_evidence import evidence_faults
from pmo_expert.proofs.check_examples import example_faults


def check(knowledge: Knowledge) -> tuple[Fault, ...]:
    """Return what is wrong with a knowledge base that could be loaded, in the order of its rules.

    Rules without source, or with sources too weak for what the pack asks of them; examples that do not come out, and
    conditions that no near miss tests, but for extended packs, which are checked alone; conclusions that nothing
    concludes or reads; attributes that no rule reads; claims without rule or reason; verdict rules that are never
    reached.
    """
    faults = [fault for rule in knowledge.rules.values() for fault in _rule_faults(knowledge, rule)]
    for part in (_unread, _unconcluded, _claim_faults, _verdict_faults, _concern_faults):
        faults += part(knowledge)
    return tuple(faults)


def _rule_faults(knowledge: Knowledge, rule: Rule) -> Iterable[Fault]:
    if not rule.sources:
        yield fault_at(rule.position, "cites no source", place=rule.id)
    yield from evidence_faults(knowledge, rule)
    if not knowledge.is_extended(rule.pack):
        yield from example_faults(knowledge, rule)


def _tested_subjects(knowledge: Knowledge) -> set[str | None]:
    return {condition.subject for rule in knowledge.rules.values() for condition in rule.when}


def _unread(knowledge: Knowledge) -> Iterable[Fault]:
    read = _tested_subjects(knowledge) | {knowledge.decision.goals}
    for name in knowledge.vocabulary.attributes:
        if name not in read:
            yield fault_at(NOWHERE, "no rule reads the attribute", found=name)
    for name, phrases in knowledge.findings.items():
        if Atom(FINDING, name).subject not in read:
            yield fault_at(phrases.position, "no rule reads the finding", found=name)


def _unconcluded(knowledge: Knowledge) -> Iterable[Fault]:
    effects = [rule.effect for rule in knowledge.rules.values()]
    found = {effect.finding for effect in effects if isinstance(effect, Finds)}
    offered = {effect.growth for effect in effects if isinstance(effect, Offers)}
    for name, phrases in knowledge.findings.items():
        if name not in found:
            yield fault_at(phrases.position, "no rule concludes the finding", found=name)
    for name in knowledge.growth:
        if name not in offered:
            yield fault_at(NOWHERE, "no rule offers the growth", found=name)


def _claim_faults(knowledge: Knowledge) -> Iterable[Fault]:
    cited = cited_claims(knowledge)
    spared = {source for off in knowledge.switched_off for source in off.sources}
    for claim in knowledge.claims.values():
        if claim.id not in cited and claim.id not in spared and claim.no_rule is None:
            problem = "no rule cites the claim, and no_rule gives no reason:"
            yield fault_at(claim.position, problem, found=claim.id)
        if claim.id in cited and claim.no_rule is not None:
            problem = "says why no rule cites it, and a rule does:"
            yield fault_at(claim.position, problem, found=claim.id)


def cited_claims(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Return the rules, and principles of the reasoning, that cite each claim."""
    cited: dict[str, dict[str, None]] = {}
    for origin in knowledge.compiled.origins.values():
        for source in origin.sources:
            cited.setdefault(source, {})[origin.rule] = None
    return {claim: tuple(rules) for claim, rules in cited.items()}


def _verdict_faults(knowledge: Knowledge) -> Iterable[Fault]:
    deciding = [rule for rule in knowledge.rules.values() if isinstance(rule.effect, Decides)]
    for rule in deciding[:-1]:
        if not rule.when:
            yield fault_at(rule.position, "holds always, so that no verdict rule after it is reached", place=rule.id)


def _concern_faults(knowledge: Knowledge) -> Iterable[Fault]:
    raised = {rule.effect.concern for rule in knowledge.rules.values() if isinstance(rule.effect, Raises)}
    for concern in knowledge.concerns:
        if concern not in raised:
            yield fault_at(Position(), "no rule raises the concern", found=concern)
