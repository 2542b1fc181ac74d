"""What rules mean for a case by their definition, to compare with what an engine derives."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from pmo_expert import Knowledge, PlainCase
from pmo_expert.knowledge.compiling.atoms import GUIDANCE
from pmo_expert.knowledge.language.rule import Guides, Presumes
from pmo_expert.knowledge.language.subjects import Conclusion
from pmo_expert.logic.keys import Atom
from pmo_expert.logic.program import Derivation
from tools.completions import completed, presumed
from tools.rule_book import RuleBook
from tools.worlds import World


@frozen
class Defined:
    """What rules mean for a case: the value of every conclusion, the rules that apply and those that stand."""

    values: Mapping[str, str | None]
    fired: frozenset[str]
    guidance: frozenset[str]


def by_definition(case: PlainCase, book: RuleBook) -> Defined:
    """Return what rules mean for a case."""
    knowledge = book.knowledge
    world = World(book, completed(case, knowledge).facts, case.facts)
    usual = {name for name, _ in presumed(case, knowledge).values()}
    fired = {rule.id for rule in book.rules if not isinstance(rule.effect, Presumes) and world.fires(rule)}
    return Defined(
        {name: world.value(name) for name in knowledge.subjects.conclusions},
        frozenset(fired | usual),
        frozenset(rule.id for rule in book.doing(Guides) if world.stands(rule)),
    )


def derived(derivation: Derivation, knowledge: Knowledge) -> Defined:
    """Return what an engine derived."""
    reached = derivation.conclusions
    labels = [derivation.program.clauses[number].label for number in derivation.fired]
    return Defined(
        {name: _value(conclusion, reached) for name, conclusion in knowledge.subjects.conclusions.items()},
        frozenset(label.rule for label in labels if not label.stage and label.rule in knowledge.rules),
        frozenset(atom.about for atom in reached if atom.kind == GUIDANCE),
    )


def _value(conclusion: Conclusion, reached: frozenset[Atom]) -> str | None:
    """Return the one value of a conclusion that was reached, or its default; None where there are several."""
    held = [value for value in conclusion.values if conclusion.atom(value) in reached]
    if held:
        return held[0] if held == held[:1] else None
    return conclusion.default
