"""Weighs what rules say against what they rest on, where their pack asks for that."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_expert.faults import Fault, fault_at
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.packs import Evidence
from pmo_expert.knowledge.language.rule import STRENGTHS, Decides, Defeats, Mitigates, Offers, Raises, Rule, Source


def evidence_faults(knowledge: Knowledge, rule: Rule) -> Iterable[Fault]:
    """Yield what a rule lacks that weighs more than its sources can bear, where its pack says what these must be."""
    asked = next(pack.evidence for pack in knowledge.packs if pack.name == rule.pack)
    if asked is None or not rule.sources or not _is_weighty(knowledge, rule, asked.lightest):
        return
    sources = [knowledge.sources[knowledge.claims[claim].source] for claim in rule.sources]
    if not any(_is_enough(source, asked) for source in sources):
        needed = f"a source of the strength {asked.strength} or more, of {asked.since} or later"
        problem = f"weighs more than {asked.lightest}, for which its pack asks for {needed}; it cites"
        yield fault_at(rule.position, problem, place=rule.id, found=", ".join(rule.sources))


def _is_weighty(knowledge: Knowledge, rule: Rule, lightest: str) -> bool:
    """Say whether a rule can turn a verdict: by itself, by what it offers, or by arguments graver than the lightest."""
    effect, severities = rule.effect, knowledge.decision.severity_names
    if isinstance(effect, Raises):
        return severities.index(effect.severity) > severities.index(lightest)
    if isinstance(effect, Mitigates | Defeats):
        return any(_is_weighty(knowledge, knowledge.rules[one], lightest) for one in knowledge.attacked[rule.id])
    return isinstance(effect, Decides | Offers)


def _is_enough(source: Source, asked: Evidence) -> bool:
    """Say whether a source is strong and young enough for what is asked."""
    strengths = list(STRENGTHS)
    strong = source.strength != "" and strengths.index(source.strength) <= strengths.index(asked.strength)
    return strong and source.year is not None and source.year >= asked.since
