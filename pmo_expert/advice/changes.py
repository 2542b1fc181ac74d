"""The smallest changes to known facts that lead to another verdict, each put to the rules again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args

from attrs import field, frozen

from pmo_expert.advice.advice_result import Words
from pmo_expert.advice.consultation import Consultation, consult
from pmo_expert.advice.shown import Shown
from pmo_expert.advice.what_if import FactChange, fact_changes
from pmo_expert.domain.attribute import UNKNOWN, Value
from pmo_expert.domain.case import AnyCase
from pmo_expert.domain.text import folded
from pmo_expert.faults import NOWHERE, InputError, fault_at
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.logic.checked import DisagreementError
from pmo_expert.logic.choice import EngineName
from pmo_expert.logic.keys import Variable

Scope = Literal["negotiable", "all"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
MOST = 20


@frozen(kw_only=True, repr=False, slots=False)
class Change(Shown):
    """A smallest set of changes to known facts, and the verdict that the rules give after it.

    `scope` says whether only facts that can be negotiated were allowed to change, or all.
    """

    verdict: str
    facts: tuple[FactChange, ...]
    reason: str
    scope: Scope


@frozen(kw_only=True, repr=False, slots=False)
class Changes(Shown):
    """The smallest sets of changes that lead from a verdict to others, or to the one that was asked for.

    It can be looped over, and has a length.
    """

    verdict: str
    target: str | None
    sets: tuple[Change, ...]
    words: Words = field(repr=False)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.sets)

    def __len__(self) -> int:
        return len(self.sets)

    def __getitem__(self, place: int) -> Change:
        return self.sets[place]


def changes(
    case: AnyCase | Mapping[str, Any] | Consultation,
    verdict: str | None = None,
    knowledge: Knowledge | None = None,
    *,
    scope: Scope | None = None,
    engine: EngineName = "auto",
) -> Changes:
    """Return all smallest sets of changes to known facts that lead to another verdict, or to a named one.

    `case`, `knowledge` and `engine` are those of `consult`. Unknown facts stay unknown. Each member of a set that comes
    or goes counts as a change of its own. `scope` is `negotiable` (facts that can be negotiated) or `all`; without it,
    facts that can be negotiated are tried first and all facts where those do not do. Sets of the same verdict have the
    same size; at most 20 of each are returned. None are returned for the verdict that the case has already.

    Raises what `outlook` raises, and InputError when there is no such verdict or scope.
    """
    given = consult(case, knowledge, engine=engine)
    verdicts = given.knowledge.decision.verdict_names
    target = None if verdict is None else _named(verdicts, "verdict", verdict)
    scopes = SCOPES if scope is None else (_named(SCOPES, "scope", scope),)
    found: list[Change] = []
    for wanted in verdicts if target is None else (target,):
        if wanted != given.verdict:
            tried = (_changes_to(given, wanted, one) for one in scopes)
            found += next((sets for sets in tried if sets), [])
    return Changes(verdict=given.verdict, target=target, sets=tuple(found), words=given.words)


def _changes_to(given: Consultation, verdict: str, scope: str) -> list[Change]:
    diagram = given.knowledge.verdict_diagram()
    outcome = given.knowledge.decision.verdict_names.index(verdict)
    sets = diagram.smallest_changes(given.facts, _free(given, scope), outcome, MOST)
    return [_checked(given, changed, verdict, scope) for changed in sets]


def _free(given: Consultation, scope: str) -> dict[Variable, tuple[str, ...]]:
    """Return the values that known facts may change to."""
    attributes = given.knowledge.vocabulary.attributes
    domains = given.knowledge.compiled.program.domains
    return {
        name: tuple(value for value in domains[name] if value != UNKNOWN)
        for name in given.known
        if scope == "all" or attributes[name.attribute].negotiable
    }


def _checked(given: Consultation, changed: Mapping[Variable, str], verdict: str, scope: str) -> Change:
    """Return a change after the rules have given its verdict."""
    other = given.with_facts(_values(given, changed))
    if other.verdict != verdict:
        facts = {str(name): value for name, value in other.facts.items()}
        record = {"promised": verdict, "given": other.verdict, "facts": facts}
        raise DisagreementError(json.dumps(record, ensure_ascii=False))
    facts_changed = fact_changes(given.case, other.case)
    return Change(verdict=verdict, facts=facts_changed, reason=other.reason, scope=scope)  # type: ignore[arg-type]


def _values(given: Consultation, changed: Mapping[Variable, str]) -> dict[str, Value]:
    """Return the values of the attributes of which facts changed."""
    touched = {name.attribute for name in changed}
    facts = {name: value for name, value in given.facts.items() if name.attribute in touched}
    return given.knowledge.compiled.encoding.values({**facts, **changed}, near=given.case)


def _named(allowed: tuple[str, ...], what: str, name: str) -> str:
    """Return the one of some names that is meant. Raises InputError, with the nearest name, when there is none."""
    said = folded(name) if isinstance(name, str) else name
    if said in allowed:
        return said
    raise InputError([fault_at(NOWHERE, f"there is no {what}", found=name, allowed=allowed)])
