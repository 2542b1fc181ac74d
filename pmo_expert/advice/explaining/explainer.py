"""Finds, in what a consultation derived, the reasons for a conclusion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from attrs import define

from pmo_expert.advice.advice_result import Advice
from pmo_expert.advice.consultation import Consultation, consult
from pmo_expert.advice.explaining.explanation_result import Explanation, Reason, TestedCondition, TestedPremise
from pmo_expert.advice.explaining.tested import read, tested
from pmo_expert.domain.case import AnyCase
from pmo_expert.faults import NOWHERE, InputError, fault_at
from pmo_expert.knowledge.compiling.atoms import BLANK, is_about_a_rule, is_attack, is_told_by_conditions
from pmo_expert.knowledge.compiling.clauses import Statement
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.load import knowledge_or_shipped
from pmo_expert.logic.choice import EngineName
from pmo_expert.logic.keys import Atom
from pmo_expert.logic.program import Absent, Clause, FactIn, Holds, Literal


def explainer_of(
    case: Advice | AnyCase | Mapping[str, object] | Consultation, knowledge: Knowledge | None, engine: EngineName
) -> Explainer:
    """Return what explains an advice, or what follows for a case.

    Raises what `consult` raises, and InputError when other rules gave the advice.
    """
    if not isinstance(case, Advice):
        return Explainer(consult(case, knowledge, engine=engine))
    base = knowledge_or_shipped(knowledge)
    if case.knowledge.sha256 != base.sha256:
        given = f"{case.knowledge.name} {case.knowledge.version}"
        problem = f"the advice was given by other rules than these; explain it with the knowledge {given}, not"
        raise InputError([fault_at(NOWHERE, problem, found=f"{base.name} {base.version}")])
    facts = {fact.attribute: fact.value for fact in case.facts}
    asked: EngineName = "compiled" if case.engines == ("compiled",) else engine
    return Explainer(consult(base.case(facts, title=case.title), base, engine=asked))


@define(slots=False)
class Explainer:
    """Explains the conclusions of one consultation."""

    given: Consultation

    @property
    def knowledge(self) -> Knowledge:
        return self.given.knowledge

    @property
    def reached(self) -> frozenset[Atom]:
        """The conclusions that were reached."""
        return self.given.reached

    @property
    def statements(self) -> Mapping[Atom, Statement]:
        """The words for every conclusion that the rules can reach or test."""
        return self.knowledge.compiled.statements

    @cached_property
    def _clauses(self) -> dict[Atom, list[Clause]]:
        by_head: dict[Atom, list[Clause]] = {}
        for clause in self.knowledge.compiled.program.clauses:
            by_head.setdefault(clause.head, []).append(clause)
        return by_head

    def explain(self, conclusion: Atom, *, fully: bool) -> Explanation:
        """Explain a conclusion; `fully` says whether to list every clause that failed to reach it."""
        return self._explanation(conclusion, self._clauses.get(conclusion, []), fully=fully)

    def explain_rule(self, rule: str, *, fully: bool) -> Explanation:
        """Explain the last clause of a rule: that its effect follows, or does not."""
        last = self.last_clause(rule)
        holds = self._holds(last)
        text = self.knowledge.rules[rule].because
        reasons = (self._reason(last, fully=fully),)
        return Explanation(conclusion=f"rule.{rule}", text=text, holds=holds, about_a_rule=True, reasons=reasons)

    def last_clause(self, rule: str) -> Clause:
        """Return the clause by which the effect of a rule follows."""
        program = self.knowledge.compiled.program
        own = [clause for clause in program.clauses if self.knowledge.compiled.origins[clause.label].rule == rule]
        return next(clause for clause in own if clause.body == own[-1].body)

    def _explanation(self, conclusion: Atom, clauses: list[Clause], *, fully: bool) -> Explanation:
        holds = conclusion in self.reached
        told = [clause for clause in clauses if (self._holds(clause) if holds else fully or self._nearly(clause))]
        return Explanation(
            conclusion=str(conclusion),
            text=self.statements[conclusion].reached if holds else self.statements[conclusion].absent,
            holds=holds,
            about_a_rule=is_about_a_rule(conclusion),
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
            conditions=tuple(found for stage in stages for found in self._conditions(stage)),
            premises=tuple(premise for stage in stages for premise in self._premises(stage, fully=fully)),
            sources=origin.sources,
            authority=self.knowledge.authority(origin.sources),
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
            if isinstance(literal, FactIn) or literal.conclusion in own or is_told_by_conditions(literal.conclusion):
                continue
            wanted = isinstance(literal, Holds)
            met = wanted == (literal.conclusion in self.reached)
            if literal.conclusion.kind != BLANK and (holds or not met):
                explanation = self.explain(literal.conclusion, fully=fully and not met)
            else:
                explanation = self._explanation(literal.conclusion, [], fully=fully)
            yield TestedPremise(wanted=wanted, met=met, attack=is_attack(literal.conclusion), explanation=explanation)

    def _facts_met(self, clause: Clause) -> bool:
        facts = self.given.facts
        return all(facts[part.variable] in part.values for part in clause.body if isinstance(part, FactIn))

    def _holds(self, clause: Clause) -> bool:
        return self._facts_met(clause) and not any(map(self._fails, clause.body))

    def _fails(self, literal: Literal) -> bool:
        """Say whether a literal on a conclusion is false."""
        return not isinstance(literal, FactIn) and isinstance(literal, Holds) != (literal.conclusion in self.reached)

    def _nearly(self, clause: Clause) -> bool:
        """Say whether a clause failed for nothing but arguments that answered it, or that answered its premises."""
        return self._facts_met(clause) and all(
            any(map(self._nearly, self._by_head(literal)))
            if isinstance(literal, Holds)
            else isinstance(literal, Absent) and is_attack(literal.conclusion)
            for literal in filter(self._fails, clause.body)
        )

    def _conditions(self, clause: Clause) -> Iterable[TestedCondition]:
        """Yield the conditions of a clause, and the facts that it reads beyond them."""
        origin = self.knowledge.compiled.origins[clause.label]
        conditions = self.knowledge.compiled.conditions(clause)
        yield from (tested(self.given, condition, origin) for condition in conditions)
        told = {condition.subject for condition in conditions}
        if not clause.label.stage or origin.is_principle:
            for literal in clause.body:
                if isinstance(literal, FactIn) and literal.variable.attribute not in told:
                    yield read(self.given, literal)
