"""References between rules and to sources: each must lead somewhere, and where it may."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from pmo_expert.domain.record import Reader
from pmo_expert.domain.vocabulary import Vocabulary
from pmo_expert.faults import Position
from pmo_expert.knowledge.language.decision import Decision
from pmo_expert.knowledge.language.rule import Claim, Decides, Defeats, Guides, Mitigates, Presumes, Raises, Rule
from pmo_expert.knowledge.reading.source_reader import SOURCES_FILE


def check_references(
    reader: Reader, rules: list[Rule], stated: Collection[str], claims: Mapping[str, Claim], decision: Decision
) -> None:
    """Note ids that stand twice, unknown rules and claims, and attacks that the meaning forbids.

    `stated` are the ids of all rules, also of those that could not be read.
    """
    known: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in known:
            reader.fault(rule.position, "another rule has the same id:", found=rule.id)
        known[rule.id] = rule
    for rule in rules:
        _check_sources(reader, rule, claims)
        if isinstance(rule.effect, Mitigates | Defeats):
            for target in rule.effect.targets or ():
                if target in known or target not in stated:
                    _check_attack(reader, rule, target, known, decision)


def _check_sources(reader: Reader, rule: Rule, claims: Mapping[str, Claim]) -> None:
    """Note what a rule cites and there is not; where the claims could not be read, that is said already."""
    if any(fault.file is not None and Path(fault.file).name == SOURCES_FILE for fault in reader.faults):
        return
    for source in rule.sources:
        if source not in claims:
            problem = "there is no claim" if "," not in source else "several claims stand in a list, [a 1, b 2]; found"
            reader.fault(rule.position, problem, place=rule.id, found=source, allowed=tuple(claims))


def check_weighed_last(reader: Reader, rules: list[Rule], vocabulary: Vocabulary) -> None:
    """Note rules other than those for verdicts and guidance that read an attribute that is weighed last."""
    for rule in rules:
        if not isinstance(rule.effect, Decides | Guides):
            for condition in rule.when:
                if vocabulary.is_weighed_last(condition.subject):
                    problem = "is weighed last, so only verdicts and guidance may read it:"
                    reader.fault(rule.position, problem, place=rule.id, found=condition.subject)


def check_verdicts(reader: Reader, rules: list[Rule], position: Position, decision: Decision) -> None:
    """Note when the list of verdict rules leaves some case without a verdict or a lean."""
    deciding = [rule for rule in rules if isinstance(rule.effect, Decides)]
    last = deciding[-1] if deciding else None
    asking = decision.asking
    if last is None or last.when or (asking is not None and last.effect == Decides(asking)):
        words = "" if asking is None else f", and must not {decision.words(asking)}"
        problem = f"some case may get no verdict: the last verdict rule needs an empty when{words}"
        if last is not None and last.pack != deciding[0].pack:
            problem += "; write before: RULE in the verdict rules that a pack adds"
        reader.fault(position if last is None else last.position, problem)


def _check_attack(reader: Reader, rule: Rule, target: str, known: Mapping[str, Rule], decision: Decision) -> None:
    if target not in known:
        reader.fault(rule.position, "there is no rule", place=rule.id, found=target, allowed=tuple(known))
        return
    attacked = known[target].effect
    if isinstance(attacked, Raises) and attacked.severity in decision.final:
        problem = f"answers a {attacked.severity} argument, which nothing may:"
        reader.fault(rule.position, problem, place=rule.id, found=target)
    if isinstance(attacked, Presumes) and isinstance(rule.effect, Defeats):
        problem = "answers what is presumed, which only a stated fact replaces:"
        reader.fault(rule.position, problem, place=rule.id, found=target)
    if isinstance(rule.effect, Mitigates) and not (
        isinstance(attacked, Raises) and attacked.concern == rule.effect.concern
    ):
        problem = "mitigates what does not raise its concern:"
        reader.fault(rule.position, problem, place=rule.id, found=target)
