"""Finds, in a knowledge base and an advice, the reasons for a conclusion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from attrs import define

from pmo_expert.advice.explaining.explanation import Explanation, Outcome, Reason, TestedCondition, TestedPremise
from pmo_expert.advice.model import Advice, Plain
from pmo_expert.advice.trace import state_condition
from pmo_expert.domain.attribute import Attribute, Value
from pmo_expert.knowledge.compiling.statements import is_attack, is_auxiliary
from pmo_expert.knowledge.compiling.clauses import Statement
from pmo_expert.knowledge.language.conditions import Condition, Includes, OneOf
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.logic.program import Clause, FactIn, Holds


@define(slots=False)
class Explainer:
    """Explains the conclusions of one advice. Raises ValueError when other rules gave the advice."""

    advice: Advice
    knowledge: Knowledge

    def __attrs_post_init__(self) -> None:
        if self.advice.knowledge.sha256 != self.knowledge.sha256:
            raise ValueError("the advice was given by other rules than these")

    @cached_property
    def reached(self) -> frozenset[str]:
        """The conclusions that the advice reached."""
        return frozenset(firing.concludes for firing in self.advice.trace)

    @property
    def statements(self) -> Mapping[str, Statement]:
        """The words for every conclusion that the rules can reach or test."""
        return self.knowledge.compiled.statements

    @cached_property
    def _values(self) -> dict[str, Value]:
        return {fact.attribute: _value(fact.value) for fact in self.advice.facts}

    @cached_property
    def _clauses(self) -> dict[str, list[Clause]]:
        by_head: dict[str, list[Clause]] = {}
        for clause in self.knowledge.compiled.program.clauses:
            by_head.setdefault(clause.head, []).append(clause)
        return by_head

    def explain(self, conclusion: str, *, fully: bool) -> Explanation:
        """Explain a conclusion; `fully` says whether to list every clause that failed to reach it."""
        return self._explanation(conclusion, self._clauses.get(conclusion, []), fully=fully)

    def explain_rule(self, rule: str, *, fully: bool) -> Explanation:
        """Explain the last clause of a rule: that its effect follows, or does not."""
        program = self.knowledge.compiled.program
        own = [clause for clause in program.clauses if self.knowledge.compiled.origins[clause.label].rule == rule]
        last = next(clause for clause in own if clause.body == own[-1].body)
        holds = self._holds(last)
        text = self.knowledge.rules[rule].because
        reasons = (self._reason(last, fully=fully),)
        return Explanation(conclusion=f"rule.{rule}", text=text, holds=holds, reasons=reasons)

    def _explanation(self, conclusion: str, clauses: list[Clause], *, fully: bool) -> Explanation:
        holds = conclusion in self.reached
        told = [clause for clause in clauses if (self._holds(clause) if holds else fully or self._nearly(clause))]
        return Explanation(
            conclusion=conclusion,
            text=self.statements[conclusion].reached if holds else self.statements[conclusion].absent,
            holds=holds,
            reasons=tuple(self._reason(clause, fully=fully) for clause in told),
        )

    def _reason(self, clause: Clause, *, fully: bool) -> Reason:
        origin = self.knowledge.compiled.origins[clause.label]
        stages = [*self._earlier_stages(clause), clause]
        return Reason(
            rule=origin.rule,
            principle=origin.is_principle,
            holds=self._holds(clause),
            because=origin.because,
            conditions=tuple(
                self._tested(condition) for stage in stages for condition in self.knowledge.compiled.conditions(stage)
            ),
            premises=tuple(premise for stage in stages for premise in self._premises(stage, fully=fully)),
            sources=origin.sources,
        )

    def _earlier_stages(self, clause: Clause) -> list[Clause]:
        """Return the clauses of the same rule that a clause rests on: that the rule's conditions hold.

        Clauses of a principle are alternatives, not stages.
        """
        origin = self.knowledge.compiled.origins[clause.label]
        if origin.is_principle:
            return []
        rule = origin.rule
        below = (other for literal in clause.body if isinstance(literal, Holds) for other in self._by_head(literal))
        return [other for other in below if self.knowledge.compiled.origins[other.label].rule == rule]

    def _by_head(self, literal: Holds) -> list[Clause]:
        return self._clauses.get(literal.conclusion, [])

    def _premises(self, clause: Clause, *, fully: bool) -> Iterable[TestedPremise]:
        holds = self._holds(clause)
        own = {stage.head for stage in self._earlier_stages(clause)}
        for literal in clause.body:
            if isinstance(literal, FactIn) or literal.conclusion in own or is_auxiliary(literal.conclusion):
                continue
            wanted = isinstance(literal, Holds)
            met = wanted == (literal.conclusion in self.reached)
            if holds or not met:
                explanation = self.explain(literal.conclusion, fully=fully and not met)
            else:
                explanation = self._explanation(literal.conclusion, [], fully=fully)
            yield TestedPremise(wanted=wanted, met=met, explanation=explanation)

    def _conditions_met(self, clause: Clause) -> bool:
        return all(
            condition.holds(self._values.get(condition.subject))
            for condition in self.knowledge.compiled.conditions(clause)
        )

    def _holds(self, clause: Clause) -> bool:
        return self._conditions_met(clause) and all(
            isinstance(literal, FactIn) or isinstance(literal, Holds) == (literal.conclusion in self.reached)
            for literal in clause.body
        )

    def _nearly(self, clause: Clause) -> bool:
        """Say whether a clause failed for nothing but arguments that answered it, or that answered its premises."""
        failing = [
            literal
            for literal in clause.body
            if not isinstance(literal, FactIn) and isinstance(literal, Holds) != (literal.conclusion in self.reached)
        ]
        return self._conditions_met(clause) and all(
            any(map(self._nearly, self._by_head(literal)))
            if isinstance(literal, Holds)
            else is_attack(literal.conclusion)
            for literal in failing
        )

    def _tested(self, condition: Condition) -> TestedCondition:
        attribute = self.knowledge.subjects.vocabulary.attributes[condition.subject]
        found = self._values.get(condition.subject)
        outcome: Outcome = "met" if condition.holds(found) else "unknown" if found is None else "failed"
        return TestedCondition(
            attribute=condition.subject,
            test=condition.text,
            found=next((fact.value for fact in self.advice.facts if fact.attribute == condition.subject), None),
            text=state_condition(attribute, condition, found),
            outcome=outcome,
            needed=() if outcome == "met" else needed(attribute, condition),
        )


def needed(attribute: Attribute, condition: Condition) -> tuple[str, ...]:
    """Return, in clauses of which any would do, what a condition needs."""
    accepts = condition.accepts
    unknown = (attribute.unknown,) if condition.unknown else ()
    if isinstance(accepts, OneOf):
        return tuple(attribute.phrases[value] for value in accepts.values) + unknown
    if isinstance(accepts, Includes):
        return tuple(attribute.state_member(member, included=accepts.wanted) for member in accepts.members)
    if accepts is None:
        return unknown
    return (f"{condition.text} {attribute.unit}".rstrip(),)


def _value(value: Plain) -> Value:
    return frozenset(value) if isinstance(value, tuple) else value
