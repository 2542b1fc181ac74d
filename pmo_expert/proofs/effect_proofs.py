"""Proofs that nothing is in vain: rules that apply and make a difference, attributes and values that have an effect."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

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
from pmo_expert.logic.keys import Label, Variable
from pmo_expert.proofs.all_cases import AllCases
from pmo_expert.proofs.proof import Failure, Proof

SHOWN = frozenset({CONCERN, SEVERITY, GROWTH, GUIDANCE, WIIFM, STILL_OPEN, VERDICT, LEAN})
"""The kinds of conclusions that an advice gives as such, beyond the list of its arguments."""
DECIDED = frozenset({VERDICT, LEAN})


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
    attributes = cases.knowledge.vocabulary.attributes.values()
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
    effects = {rule.id: _effect(cases, rule) for rule in cases.knowledge.rules.values()}
    idle = [name for name, kind in effects.items() if kind is None]
    undecided = [name for name, kind in effects.items() if kind is not None and kind not in DECIDED]
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
    cases.diagram.tidy()
    return found


def _idle_values(cases: AllCases, attribute: Attribute) -> Iterator[Failure]:
    """Yield the attribute when no rule reads it, else its values that make no difference to any other."""
    if not cases.facts_of(attribute.name):
        yield Failure(f"no rule reads the attribute {attribute.name}")
        return
    members = [variable for variable in cases.facts_of(attribute.name) if variable.member]
    for variable in members:
        if not _told_apart(cases, variable, "yes", "no"):
            yield Failure(f"whether {variable.attribute} holds {variable.member} makes no difference")
    known = [] if members else _known(cases, attribute.variable)
    for value in known:
        if not any(_told_apart(cases, attribute.variable, value, other) for other in known if other != value):
            yield Failure(f"{attribute.name}: {value} makes no difference to any other known value")


def _alike(cases: AllCases, attribute: Attribute) -> Iterator[str]:
    """Yield the values of an attribute that no rule tells apart."""
    if cases.facts_of(attribute.name):
        for value, other in combinations(_known(cases, attribute.variable), 2):
            if not _told_apart(cases, attribute.variable, value, other):
                yield f"{attribute.name}: the rules do not tell {value} from {other}"


def _known(cases: AllCases, variable: Variable) -> list[str]:
    return [value for value in cases.domains[variable] if value != UNKNOWN]


def _told_apart(cases: AllCases, variable: Variable, value: str, other: str) -> bool:
    """Say whether some case leads to other conclusions when one fact has another value."""
    cases.diagram.tidy()
    one, two = (cases.diagram.fact_in(variable, (name,)) & cases.possible for name in (value, other))
    functions = map(cases.diagram.function, cases.diagram.by_size)
    return any(
        cases.diagram.reachable(function & one, [variable]) != cases.diagram.reachable(function & two, [variable])
        for function in functions
    )
