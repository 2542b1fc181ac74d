"""What was found where a clause tests a fact, and what would do."""

from __future__ import annotations

from pmo_expert.advice.consultation import Consultation
from pmo_expert.advice.explaining.explanation_result import Outcome, TestedCondition
from pmo_expert.domain.attribute import KNOWN, UNKNOWN, Attribute
from pmo_expert.knowledge.compiling.clauses import Origin
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.logic.program import FactIn


def read(given: Consultation, literal: FactIn) -> TestedCondition:
    """Return a fact that a clause reads though no condition of its rule tests it, and what came of it."""
    variable, found = literal.variable, given.facts[literal.variable]
    attribute = given.knowledge.vocabulary.attributes[variable.attribute]
    value = given.case.value(attribute.name)
    met = found in literal.values
    needed = (attribute.unknown if one == UNKNOWN else _stated(attribute, literal, one) for one in literal.values)
    return TestedCondition(
        attribute=attribute.name,
        test=" or ".join(literal.values),
        found=attribute.plain(value),
        text=attribute.state(value),
        outcome="met" if met else "unknown" if found == UNKNOWN else "failed",
        needed=() if met else tuple(needed),
        usual="",
    )


def tested(given: Consultation, condition: Condition, origin: Origin) -> TestedCondition:
    """Return what came of a condition of a clause."""
    found = given.found(condition, origin)
    presumed = given.presumed.get(condition.subject) if found is not None else None
    attribute = given.knowledge.vocabulary.attributes[condition.subject]
    outcome: Outcome = "met" if condition.holds(found) else "unknown" if found is None else "failed"
    return TestedCondition(
        attribute=condition.subject,
        test=condition.text,
        found=attribute.plain(found),
        text=attribute.state_tested(condition.accepts, found),
        outcome=outcome,
        needed=() if outcome == "met" else needed(attribute, condition),
        usual=presumed.because if presumed else "",
    )


def _stated(attribute: Attribute, literal: FactIn, value: str) -> str:
    return f"it is known: {attribute.name}" if value == KNOWN else attribute.state_fact(literal.variable, value)


def needed(attribute: Attribute, condition: Condition) -> tuple[str, ...]:
    """Return, in clauses of which any would do, what a condition needs."""
    unknown = (attribute.unknown,) if condition.unknown else ()
    if condition.accepts is None:
        return unknown
    return attribute.state_needed(condition.accepts, condition.text) + unknown
