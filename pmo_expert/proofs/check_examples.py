"""Runs the examples that rules carry."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from pmo_expert.domain.accepts import OneOf
from pmo_expert.domain.case import PlainCase
from pmo_expert.faults import Fault, fault_at
from pmo_expert.knowledge.expecting import expected_value, presumptions_that_apply
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.knowledge.language.rule import Example, Presumes, Rule
from pmo_expert.logic.keys import Atom


def example_faults(knowledge: Knowledge, rule: Rule) -> Iterable[Fault]:
    """Yield examples that do not come out, and conditions of the rule that no example tests by itself."""
    if not any(example.fires for example in rule.examples):
        yield fault_at(rule.position, "has no example that fires it", place=rule.id)
    missed: set[Condition] = set()
    for example in rule.examples:
        run = _run(knowledge, example)
        failing = run.failing(rule)
        if example.fires != run.applies(rule):
            said = "should fire the rule and does not" if example.fires else "should not fire the rule and does"
            text = "; ".join(f"{condition.subject}: {condition.text}" for condition in failing)
            yield fault_at(example.position, f"this example {said}" + (f" ({text})" if text else ""), place=rule.id)
        if len(failing) == 1:
            missed.update(failing)
    for condition in rule.when:
        if condition not in missed:
            problem = "no near miss fails in this condition alone:"
            yield fault_at(rule.position, problem, place=rule.id, found=f"{condition.subject}: {condition.text}")


@frozen
class _Run:
    """What the rules conclude from the facts of an example."""

    knowledge: Knowledge
    case: PlainCase
    reached: frozenset[Atom]

    def applies(self, rule: Rule) -> bool:
        """Say whether the conditions of a rule hold; a presumption applies only where nothing is stated."""
        if isinstance(rule.effect, Presumes):
            return rule in self._presumed.values()
        return not self.failing(rule)

    def failing(self, rule: Rule) -> list[Condition]:
        """Return the conditions of a rule that do not hold."""
        presumed = {} if isinstance(rule.effect, Presumes) else self._presumed
        return [condition for condition in rule.when if not self._holds(condition, presumed)]

    @property
    def _presumed(self) -> dict[str, Rule]:
        return presumptions_that_apply(self.knowledge, self.reached)

    def _holds(self, condition: Condition, presumed: dict[str, Rule]) -> bool:
        conclusion = self.knowledge.subjects.conclusions.get(condition.subject)
        if conclusion is None:
            return condition.holds(expected_value(self.case, presumed, condition.subject))
        reached = (value for value in conclusion.values if conclusion.atom(value) in self.reached)
        assert isinstance(condition.accepts, OneOf)
        return next(reached, conclusion.default) in condition.accepts.values


def _run(knowledge: Knowledge, example: Example) -> _Run:
    case = knowledge.case(example.facts)
    facts = knowledge.compiled.encoding.facts(case)
    return _Run(knowledge, case, knowledge.engine("compiled").derive(facts).conclusions)
