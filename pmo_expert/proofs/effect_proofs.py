"""Proofs that nothing is in vain: rules that apply and make a difference, attributes and values that have an effect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from pmo_expert.domain.attribute import UNKNOWN, Attribute
from pmo_expert.knowledge.compiling.atoms import GUIDANCE
from pmo_expert.knowledge.language.principles import POSSIBLE_GROWTH
from pmo_expert.knowledge.language.rule import Rule
from pmo_expert.knowledge.language.subjects import (
    CONCERN,
    GROWTH,
    LEAN,
    SEVERITY,
    STILL_OPEN,
    VERDICT,
    WIIFM,
)
from pmo_expert.logic.keys import Atom, Label, Variable
from pmo_expert.proofs.all_cases import AllCases
from pmo_expert.proofs.claim import Claim, Found
from pmo_expert.proofs.proof import Failure

SHOWN = frozenset({CONCERN, SEVERITY, GROWTH, GUIDANCE, WIIFM, STILL_OPEN, VERDICT, LEAN})
"""The kinds of conclusions that an advice gives as such, beyond the list of its arguments."""
DECIDED = frozenset({VERDICT, LEAN})


def _rules_fire(cases: AllCases) -> Found:
    rules = cases.knowledge.rules.values()
    standing = [rule for rule in rules if not (cases.rule_stands(rule) & cases.possible).satisfiable()]
    return Found(tuple(Failure(f"the rule {rule.id} applies and stands in no case") for rule in standing))


def _rules_matter(cases: AllCases) -> Found:
    effects = {rule.id: _effect(cases, rule) for rule in cases.knowledge.rules.values()}
    idle = [name for name, kind in effects.items() if kind is None]
    undecided = [name for name, kind in effects.items() if kind is not None and kind not in DECIDED]
    total = len(cases.knowledge.rules)
    note = f"{total - len(idle) - len(undecided)} of {total} rules can change the verdict or the lean"
    return Found(
        failures=tuple(Failure(f"without the rule {name} every case has the same conclusions") for name in idle),
        notes=(f"{note}; these change other conclusions only: {', '.join(undecided)}" if undecided else note,),
    )


def _labels(cases: AllCases, rule: Rule) -> frozenset[Label]:
    """Return the labels of the clauses that there would not be without a rule."""
    labels = cases.knowledge.compiled.origins
    return frozenset(
        label for label in labels if label.rule == rule.id or (label.rule == POSSIBLE_GROWTH and label.stage == rule.id)
    )


def _effect(cases: AllCases, rule: Rule) -> str | None:
    """Return the kind of a conclusion that some case would not have without a rule, of one that decides if it can."""
    found = None
    for atom, function in cases.diagram.without(_labels(cases, rule)):
        if found is not None and atom.kind == GUIDANCE:
            break
        if atom.kind in SHOWN and ((function ^ cases.diagram.function(atom)) & cases.possible).satisfiable():
            found = atom.kind
            if found in DECIDED:
                break
    cases.pause()
    return found


def _values_matter(cases: AllCases) -> Found:
    failures: list[Failure] = []
    notes: list[str] = []
    for attribute in cases.knowledge.vocabulary.attributes.values():
        if not cases.facts_of(attribute.name):
            failures.append(Failure(f"no rule reads the attribute {attribute.name}"))
            continue
        alike = _alike(cases, attribute.variable)
        failures += _idle_values(cases, attribute, alike)
        notes += _told_alike(attribute, alike)
    return Found(tuple(failures), tuple(notes))


def _idle_values(cases: AllCases, attribute: Attribute, alike: Iterable[list[str]]) -> Iterator[Failure]:
    """Yield the members, or the values, of an attribute that make no difference to any other."""
    members = [variable for variable in cases.facts_of(attribute.name) if variable.member]
    for variable in members:
        if len(_alike(cases, variable)) == 1:
            yield Failure(f"whether {variable.attribute} holds {variable.member} makes no difference")
    if not members and len(groups := list(alike)) == 1:
        for value in groups[0]:
            yield Failure(f"{attribute.name}: {value} makes no difference to any other known value")


def _told_alike(attribute: Attribute, alike: Iterable[list[str]]) -> Iterator[str]:
    for values in alike:
        for value, other in combinations(values, 2):
            yield f"{attribute.name}: the rules do not tell {value} from {other}"


def _alike(cases: AllCases, variable: Variable) -> list[list[str]]:
    """Return the known values of a fact, those together that no case tells apart: each leads to the same conclusions.

    The conclusions part them one by one, so that a value is looked at once for each and not once for every other value.
    """
    groups = [[value for value in cases.domains[variable] if value != UNKNOWN]]
    within = {value: cases.diagram.fact_in(variable, (value,)) & cases.possible for value in groups[0]}
    for atom in cases.diagram.by_size:
        if all(len(group) == 1 for group in groups):
            break
        cases.pause()
        groups = [part for group in groups for part in _parted(cases, variable, group, within, atom)]
    return groups


def _parted(
    cases: AllCases, variable: Variable, group: list[str], within: Mapping[str, Any], atom: Atom
) -> Iterable[list[str]]:
    """Return values in groups for which a conclusion is reached in the same cases."""
    if len(group) == 1:
        return (group,)
    function = cases.diagram.function(atom)
    parts: list[tuple[Any, list[str]]] = []
    for value in group:
        reached = cases.diagram.reachable(function & within[value], [variable])
        same = next((part for other, part in parts if other == reached), None)
        if same is None:
            parts.append((reached, [value]))
        else:
            same.append(value)
    return [part for _, part in parts]


EFFECT_CLAIMS = (
    Claim(
        id="rules-fire",
        says="Every rule applies in some case, and there stands against every other.",
        look=_rules_fire,
    ),
    Claim(
        id="rules-matter",
        says="Without any one rule, some case has another status or severity of a concern, other growth, guidance or "
        "WII-FM, another verdict or another lean; that the list of arguments differs does not count.",
        look=_rules_matter,
    ),
    Claim(
        id="values-matter",
        says="No attribute and no value of one is without effect: "
        "each known value leads some case to other conclusions than another known value does. "
        "Values that the rules treat alike in every case are listed.",
        look=_values_matter,
    ),
)
