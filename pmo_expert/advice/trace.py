"""The trace of a derivation: every clause that held, with what it rests on."""

from __future__ import annotations

from attrs import frozen

from pmo_expert.advice.model import Firing, MetCondition, Plain, Premise
from pmo_expert.domain.attribute import Attribute, Value
from pmo_expert.domain.case import Case
from pmo_expert.knowledge.language.conditions import Condition, Includes
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.logic.program import Clause, Derivation, FactIn, Holds


def plain(attribute: Attribute, value: Value) -> Plain:
    """Return a fact as JSON can hold it."""
    if isinstance(value, frozenset):
        return tuple(member for member in attribute.values if member in value)
    return value


def state_condition(attribute: Attribute, condition: Condition, value: Value) -> str:
    """Return in a clause what the facts say about a condition."""
    if isinstance(condition.accepts, Includes) and isinstance(value, frozenset):
        held = [member for member in condition.accepts.members if member in value]
        named = held or list(condition.accepts.members)
        return ", ".join(attribute.state_member(member, included=bool(held)) for member in named)
    return attribute.state(value)


@frozen
class Tracer:
    """Turns the clauses that held into firings."""

    knowledge: Knowledge
    case: Case

    def firings(self, derivation: Derivation) -> tuple[Firing, ...]:
        """Return the firings of a derivation, numbered from 1."""
        clauses = [self.knowledge.compiled.program.clauses[number] for number in derivation.fired]
        steps: dict[str, tuple[int, ...]] = {}
        for step, clause in enumerate(clauses, start=1):
            steps[clause.head] = (*steps.get(clause.head, ()), step)
        return tuple(self._firing(step, clause, steps) for step, clause in enumerate(clauses, start=1))

    def met(self, condition: Condition) -> MetCondition:
        """Return a condition with the value that met it."""
        attribute = self.knowledge.subjects.vocabulary.attributes[condition.subject]
        value = self.case.value(condition.subject)
        return MetCondition(
            attribute=condition.subject,
            test=condition.text,
            found=plain(attribute, value),
            text=state_condition(attribute, condition, value),
        )

    def _firing(self, step: int, clause: Clause, steps: dict[str, tuple[int, ...]]) -> Firing:
        compiled = self.knowledge.compiled
        origin = compiled.origins[clause.label]
        return Firing(
            step=step,
            rule=origin.rule,
            principle=origin.is_principle,
            concludes=clause.head,
            text=compiled.statements[clause.head].reached,
            because=origin.because,
            conditions=tuple(map(self.met, compiled.conditions(clause))),
            premises=self._premises(clause, steps),
            sources=origin.sources,
        )

    def _premises(self, clause: Clause, steps: dict[str, tuple[int, ...]]) -> tuple[Premise, ...]:
        statements = self.knowledge.compiled.statements
        premises = []
        for literal in clause.body:
            if not isinstance(literal, FactIn):
                name, holds = literal.conclusion, isinstance(literal, Holds)
                text = statements[name].reached if holds else statements[name].absent
                premises.append(Premise(conclusion=name, holds=holds, text=text, steps=steps.get(name, ())))
        return tuple(premises)
