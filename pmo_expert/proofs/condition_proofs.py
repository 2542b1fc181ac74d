"""Proofs that conditions are named wherever the verdict has them, and that what is presumed is in order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from pmo_expert.domain.attribute import UNKNOWN
from pmo_expert.knowledge.compiling.reasoning import DECIDES
from pmo_expert.knowledge.language.rule import Decides, Presumes, Raises, Rule
from pmo_expert.knowledge.language.subjects import VERDICT
from pmo_expert.logic.keys import Atom, Label
from pmo_expert.proofs.all_cases import AllCases
from pmo_expert.proofs.claim import Claim, Found
from pmo_expert.proofs.proof import Failure


def _conditions_named(cases: AllCases) -> Found:
    """Return what is false; the reason of a verdict rule that is all there is to live with is only noted."""
    verdicts = cases.knowledge.decision.favourable[1:]
    alone = ~cases.diagram.always()
    for verdict in verdicts:
        alone |= cases.diagram.function(Atom(VERDICT, "", verdict)) & ~_has_condition(cases, verdict)
    deciding = [rule for rule in cases.knowledge.rules.values() if isinstance(rule.effect, Decides)]
    notes = [
        rule.id for rule in deciding if (cases.labelled(Label(rule.id, DECIDES)) & alone & cases.possible).satisfiable()
    ]
    asking = [rule for rule in deciding if rule.id in notes and not _reads_stated(cases, rule)]
    case = cases.smallest(alone)
    shown = () if case is None else (cases.case(case, "conditions-named"),)
    return Found(
        failures=tuple(Failure(f"the rule {rule.id} decides, and nothing accounts for it", shown) for rule in asking),
        notes=tuple(f"in some cases the reason of the rule {name} is all there is to live with" for name in notes),
    )


def _reads_stated(cases: AllCases, rule: Rule) -> bool:
    """Say whether a verdict rule tests attributes alone, so that its reason tells of facts."""
    return bool(rule.when) and all(part.subject in cases.knowledge.vocabulary.attributes for part in rule.when)


def _has_condition(cases: AllCases, verdict: str) -> Any:
    """Return where a negotiation leads to the best verdict, an answer to a worse one, or a serious argument stands."""
    names, knowledge = cases.knowledge.decision.verdict_names, cases.knowledge
    encoding, place = knowledge.compiled.encoding, names.index(verdict)
    negotiable = [fact for name, one in encoding.read.items() if one.negotiable for fact in cases.facts_of(name)]
    found = cases.diagram.reachable(cases.one_of(VERDICT, names[:1]) & cases.possible, negotiable)
    worse = cases.one_of(VERDICT, names[place + 1 :]) & cases.possible
    for attribute in encoding.read.values():
        cases.pause()
        unknown = cases.diagram.fact_in(attribute.variable, (UNKNOWN,))
        found |= unknown & cases.diagram.reachable(worse & ~unknown, cases.facts_of(attribute.name))
    for rule in knowledge.rules.values():
        if isinstance(rule.effect, Raises) and rule.effect.severity in knowledge.decision.counting:
            found |= cases.rule_stands(rule)
    return found


def _disagreements(cases: AllCases) -> Iterator[Failure]:
    for rules in cases.knowledge.parts.presumptions.values():
        for first, second in combinations(rules, 2):
            one, other = _usual(cases, first), _usual(cases, second)
            if first.effect != second.effect and (one & other).satisfiable() and (one & ~other).satisfiable():
                assert isinstance(first.effect, Presumes)
                text = f"the rules {first.id} and {second.id} presume other values of {first.effect.attribute}"
                yield Failure(f"{text} in one case, and neither is the exception")


def _usual(cases: AllCases, rule: Rule) -> Any:
    """Return where the conditions of a presumption hold, whatever presumptions stand before it."""
    return cases.meets(rule.when) & cases.possible


CONDITION_CLAIMS = (
    Claim(
        id="conditions-named",
        says="Wherever the verdict has conditions, there is something to agree on, to make sure of, or to live with.",
        look=_conditions_named,
    ),
    Claim(
        id="presumptions-agree",
        says="Of two presumptions on one attribute with other values, that apply in one case, one is the exception "
        "and stands before the other.",
        look=lambda cases: Found(tuple(_disagreements(cases))),
    ),
)
