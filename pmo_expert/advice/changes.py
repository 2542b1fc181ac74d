"""The smallest changes to stated and presumed facts that lead to another verdict, each put to the rules again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeVar, get_args

from attrs import evolve, field, frozen

from pmo_expert.advice.consultation import Consultation, consult, words_of
from pmo_expert.advice.shown import Shown
from pmo_expert.advice.what_if import FactChange, fact_changes
from pmo_expert.advice.words import Words
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
About = Literal["verdict", "lean"]
MOST = 20

Name = TypeVar("Name", bound=str)


@frozen(kw_only=True, repr=False, slots=False)
class Change(Shown):
    """A smallest set of changes to facts, and what the rules give after it.

    `about` and `verdict` are what `Changes` has, after the change. `scope` says whether only facts that can be
    negotiated were allowed to change, or all.
    """

    about: About
    verdict: str
    facts: tuple[FactChange, ...]
    reason: str
    scope: Scope


@frozen(kw_only=True, repr=False, slots=False)
class Changes(Shown):
    """The smallest sets of changes that lead from a verdict to others, or to the one that was asked for.

    `about` is `verdict`, or `lean` where the verdict only asks for facts: then `verdict`, here and in the sets, is the
    one that follows as far as is known. It can be looped over, and has a length.
    """

    about: About
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
    """Return all smallest sets of changes that lead to another verdict, or to a named one.

    `case`, `knowledge` and `engine` are those of `consult`. Facts that are stated may change, and those that are
    presumed: each has its usual value until it does. What else is unknown stays so. Where the verdict only asks for
    facts, the changes lead to another verdict as far as is known.

    Each member of a set that comes or goes counts as a change of its own. `scope` is `negotiable` (facts that can be
    negotiated) or `all`; without it, facts that can be negotiated are tried first and all facts where those do not do.
    Sets of the same verdict have the same size; at most 20 of each are returned. None are returned for the verdict that
    the case has already.

    Raises what `outlook` raises, and InputError when there is no such verdict or scope.
    """
    given = consult(case, knowledge, engine=engine)
    decision = given.knowledge.decision
    target = None if verdict is None else named_verdict(given.knowledge, verdict)
    scopes = SCOPES if scope is None else (_named(SCOPES, "scope", scope),)
    about: About = "lean" if given.verdict == decision.asking and target != decision.asking else "verdict"
    wanted = (decision.leans if about == "lean" else decision.verdict_names) if target is None else (target,)
    found: list[Change] = []
    for other in wanted:
        if other != given.value(about):
            tried = (_changes_to(given, about, other, one) for one in scopes)
            found += next((sets for sets in tried if sets), [])
    return Changes(about=about, verdict=given.value(about), target=target, sets=tuple(found), words=given.words)


def named_verdict(knowledge: Knowledge, name: str) -> str:
    """Return the verdict that a name or its words mean. Raises InputError, with the nearest name, when none is."""
    return _named(knowledge.decision.verdict_names, "verdict", name, words_of(knowledge).verdicts)


def _changes_to(given: Consultation, about: About, verdict: str, scope: Scope) -> list[Change]:
    knowledge = given.knowledge
    if about == "lean":
        diagram, outcomes = knowledge.lean_diagram(), knowledge.decision.leans
    else:
        diagram, outcomes = knowledge.verdict_diagram(), knowledge.decision.verdict_names
    sets = diagram.smallest_changes(given.facts, _free(given, scope), outcomes.index(verdict), MOST)
    return [_checked(given, changed, about, verdict, scope) for changed in sets]


def _free(given: Consultation, scope: Scope) -> dict[Variable, tuple[str, ...]]:
    """Return the values that stated and presumed facts may change to."""
    attributes = given.knowledge.vocabulary.attributes
    encoding = given.knowledge.compiled.encoding
    usual = {name: value for name, value in given.presumed_facts.items() if len(encoding.facts_of(name.attribute)) == 1}
    domains = given.knowledge.compiled.program.domains
    return {
        name: tuple(value for value in domains[name] if value not in (UNKNOWN, usual.get(name)))
        for name in (*given.known, *usual)
        if scope == "all" or attributes[name.attribute].negotiable
    }


def _checked(given: Consultation, changed: Mapping[Variable, str], about: About, verdict: str, scope: Scope) -> Change:
    """Return a change after the rules have given its verdict."""
    other = given.with_facts(_values(given, changed))
    if other.value(about) != verdict:
        facts = {str(name): value for name, value in other.facts.items()}
        record = {"promised": verdict, "given": other.value(about), "facts": facts}
        raise DisagreementError(json.dumps(record, ensure_ascii=False))
    reason = given.knowledge.compiled.origins[other.deciding(about).label].because
    return Change(about=about, verdict=verdict, facts=facts_changed(given, changed), reason=reason, scope=scope)


def facts_changed(given: Consultation, changed: Mapping[Variable, str]) -> tuple[FactChange, ...]:
    """Return what changes of facts of the program change in a case."""
    other = given.with_facts(_values(given, changed))
    return tuple(_in_words(given, fact, changed) for fact in fact_changes(given, other))


def _in_words(given: Consultation, fact: FactChange, changed: Mapping[Variable, str]) -> FactChange:
    """Return the change of a fact with all that it may become in words; its value is only one number of many."""
    attribute = given.knowledge.vocabulary.attributes[fact.attribute]
    if attribute.variable not in changed or len(given.knowledge.compiled.encoding.facts_of(fact.attribute)) > 1:
        return fact
    return evolve(fact, text_after=attribute.state_fact(attribute.variable, changed[attribute.variable]))


def _values(given: Consultation, changed: Mapping[Variable, str]) -> dict[str, Value]:
    """Return the values of the attributes of which facts changed."""
    touched = {name.attribute for name in changed}
    facts = {name: value for name, value in given.facts.items() if name.attribute in touched}
    return given.knowledge.compiled.encoding.values({**facts, **changed}, near=given.case)


def _named(allowed: tuple[Name, ...], what: str, name: str, words: Mapping[str, str] = {}) -> Name:
    """Return the one of some names that is meant. Raises InputError, with the nearest name, when there is none."""
    said = folded(name) if isinstance(name, str) else name
    for one in allowed:
        if said in (one, folded(one), folded(words.get(one, one))):
            return one
    raise InputError([fault_at(NOWHERE, f"there is no {what}", found=name, allowed=allowed)])
