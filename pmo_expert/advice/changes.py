"""The smallest changes to known facts that lead to another verdict, each put to the rules again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from pmo_expert.advice.decision import decide
from pmo_expert.advice.what_if import FactChange, fact_changes
from pmo_expert.domain.attribute import UNKNOWN, Value
from pmo_expert.domain.case import Case
from pmo_expert.domain.vocabulary import case_from, known_facts
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.load import shipped_knowledge
from pmo_expert.knowledge.language.rule import VERDICTS, VerdictName
from pmo_expert.logic.checked import DisagreementError

Scope = Literal["negotiable", "all"]
MOST = 20


@frozen(kw_only=True)
class Change:
    """A smallest set of changes to known facts, and the verdict that the rules give after it.

    `scope` says whether only facts that can be negotiated were allowed to change, or all.
    """

    verdict: VerdictName
    facts: tuple[FactChange, ...]
    reason: str
    scope: Scope


def changes(
    case: Case, verdict: VerdictName | None = None, knowledge: Knowledge | None = None, *, scope: Scope | None = None
) -> tuple[Change, ...]:
    """Return all smallest sets of changes to known facts that lead to another verdict, or to a named one.

    Unknown facts stay unknown. Each goal that comes or goes counts as a change of its own. Without `scope`, facts that
    can be negotiated are tried first and all facts where those do not do. Sets of the same verdict have the same size;
    at most 20 of each are returned. None are returned for the verdict that the case has already.

    Raises as `outlook` and `advise` do, and ValueError when there is no such verdict.
    """
    if verdict is not None and verdict not in VERDICTS:
        raise ValueError(f"there is no verdict {verdict!r}; allowed: {', '.join(VERDICTS)}")
    base = knowledge or shipped_knowledge()
    now = decide(case, base).verdict
    wanted = VERDICTS if verdict is None else (verdict,)
    scopes: tuple[Scope, ...] = ("negotiable", "all") if scope is None else (scope,)
    found: list[Change] = []
    for target in wanted:
        if target != now:
            tried = (_changes_to(case, target, base, one) for one in scopes)
            found += next((sets for sets in tried if sets), [])
    return tuple(found)


def _changes_to(case: Case, verdict: VerdictName, knowledge: Knowledge, scope: Scope) -> list[Change]:
    facts = knowledge.compiled.space.facts(case)
    chart = knowledge.verdict_chart()
    sets = chart.fewest_changes(facts, _free(knowledge, facts, scope), VERDICTS.index(verdict), MOST)
    return [_checked(case, changed, verdict, knowledge, scope) for changed in sets]


def _free(knowledge: Knowledge, facts: Mapping[str, str], scope: Scope) -> dict[str, tuple[str, ...]]:
    """Return the values that known facts may change to."""
    attributes = knowledge.subjects.vocabulary.attributes
    domains = knowledge.compiled.program.domains
    return {
        fact: tuple(name for name in domains[fact] if name != UNKNOWN)
        for fact, value in facts.items()
        if value != UNKNOWN and (scope == "all" or attributes[fact.partition(":")[0]].negotiable)
    }


def _checked(
    case: Case, changed: Mapping[str, str], verdict: VerdictName, knowledge: Knowledge, scope: Scope
) -> Change:
    """Return a change after the engines have given its verdict."""
    other = case_from(known_facts(case) | _values(case, dict(changed), knowledge), type(case), title=case.title)
    decision = decide(other, knowledge)
    if decision.verdict != verdict:
        record = {"promised": verdict, "given": decision.verdict, "facts": knowledge.compiled.space.facts(other)}
        raise DisagreementError(json.dumps(record, ensure_ascii=False))
    return Change(verdict=verdict, facts=fact_changes(case, other), reason=decision.reason, scope=scope)


def _values(case: Case, changed: dict[str, str], knowledge: Knowledge) -> dict[str, Value]:
    """Return the values of the attributes of which facts changed."""
    space = knowledge.compiled.space
    touched = {fact.partition(":")[0] for fact in changed}
    facts = {fact: value for fact, value in space.facts(case).items() if fact.partition(":")[0] in touched}
    return space.values(facts | changed, near=case)
