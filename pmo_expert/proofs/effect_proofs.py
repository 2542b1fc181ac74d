"""Proofs that nothing is in vain: rules that apply and make a difference, attributes and values that have an effect."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from pmo_expert.domain.attribute import UNKNOWN, Attribute
from pmo_expert.proofs.all_cases import AllCases
from pmo_expert.knowledge.language.rule import Rule
from pmo_expert.proofs.proof import Failure, Proof
from pmo_expert.knowledge.compiling.reasoning import STILL_OPEN
from pmo_expert.knowledge.compiling.encoding import member_fact

SHOWN = ("concern.", "severity.", "growth.", "guidance.", "wiifm", "verdict=", "lean=")
"""How the conclusions begin that an advice gives as such, beyond the list of its arguments."""
DECIDED = ("verdict=", "lean=")


def effect_proofs(cases: AllCases) -> Iterator[Proof]:
    """Yield the proofs about rules, attributes and values."""
    rules = cases.knowledge.rules.values()
    standing = [rule for rule in rules if not (cases.rule_stands(rule) & cases.possible).satisfiable()]
    yield Proof(
        id="rules-fire",
        says="Every rule applies in some case, and there stands against every other.",
        is_property=False,
        failures=tuple(Failure(f"the rule {rule.id} applies and stands in no case") for rule in standing),
    )
    yield _rules_matter(cases)
    attributes = cases.knowledge.subjects.vocabulary.attributes.values()
    yield Proof(
        id="values-matter",
        says="No attribute and no value of one is without effect: "
        "each known value leads some case to other conclusions than another known value does. "
        "Values that the rules treat alike in every case are listed.",
        is_property=False,
        failures=tuple(failure for part in attributes for failure in _idle_values(cases, part)),
        notes=tuple(note for part in attributes for note in _alike(cases, part)),
    )


def _rules_matter(cases: AllCases) -> Proof:
    idle, undecided = [], []
    for rule in cases.knowledge.rules.values():
        changed = cases.diagram.without(_labels(cases, rule))
        if not _differs(cases, changed, SHOWN):
            idle.append(rule.id)
        elif not _differs(cases, changed, DECIDED):
            undecided.append(rule.id)
    total = len(cases.knowledge.rules)
    note = f"{total - len(idle) - len(undecided)} of {total} rules can change the verdict or the lean"
    return Proof(
        id="rules-matter",
        says="Without any one rule, some case has another status or severity of a concern, other growth, guidance or "
        "WII-FM, another verdict or another lean; that the list of arguments differs does not count.",
        is_property=False,
        failures=tuple(Failure(f"without the rule {name} every case has the same conclusions") for name in idle),
        notes=(f"{note}; these change other conclusions only: {', '.join(undecided)}" if undecided else note,),
    )


def _labels(cases: AllCases, rule: Rule) -> frozenset[str]:
    """Return the labels of the clauses that there would not be without a rule."""
    starts = ((rule.id,), (STILL_OPEN, rule.id))
    labels = cases.knowledge.compiled.origins
    return frozenset(label for label in labels if any(tuple(label.split()[: len(start)]) == start for start in starts))


def _differs(cases: AllCases, changed: dict[str, Any], starts: tuple[str, ...]) -> bool:
    return any(
        ((function ^ cases.diagram.function(name)) & cases.possible).satisfiable()
        for name, function in changed.items()
        if name.startswith(starts)
    )


def _idle_values(cases: AllCases, attribute: Attribute) -> Iterator[Failure]:
    """Yield the attribute when no rule reads it, else its values that make no difference to any other."""
    if not cases.facts_of(attribute.name):
        yield Failure(f"no rule reads the attribute {attribute.name}")
        return
    if attribute.kind == "set":
        for member in attribute.values:
            fact = member_fact(attribute.name, member)
            if not _told_apart(cases, fact, "yes", "no"):
                yield Failure(f"whether {attribute.name} holds {member} makes no difference")
        return
    known = _known(cases, attribute.name)
    for value in known:
        if not any(_told_apart(cases, attribute.name, value, other) for other in known if other != value):
            yield Failure(f"{attribute.name}: {value} makes no difference to any other known value")


def _alike(cases: AllCases, attribute: Attribute) -> Iterator[str]:
    """Yield the values of an attribute that no rule tells apart."""
    if attribute.kind == "set" or not cases.facts_of(attribute.name):
        return
    for value, other in combinations(_known(cases, attribute.name), 2):
        if not _told_apart(cases, attribute.name, value, other):
            yield f"{attribute.name}: the rules do not tell {value} from {other}"


def _known(cases: AllCases, attribute: str) -> list[str]:
    return [value for value in cases.domains[attribute] if value != UNKNOWN]


def _told_apart(cases: AllCases, fact: str, value: str, other: str) -> bool:
    """Say whether some case leads to other conclusions when one fact has another value."""
    one, two = (cases.diagram.fact_in(fact, (name,)) & cases.possible for name in (value, other))
    functions = map(cases.diagram.function, cases.diagram.program.strata)
    return any(
        cases.diagram.reachable(function & one, [fact]) != cases.diagram.reachable(function & two, [fact])
        for function in functions
    )
