"""The trace of a derivation: every clause that held, with what it rests on."""

from __future__ import annotations

from attrs import frozen

from pmo_expert.advice.advice_result import Firing, MetCondition, Premise
from pmo_expert.advice.consultation import Consultation
from pmo_expert.knowledge.compiling.atoms import is_auxiliary
from pmo_expert.knowledge.compiling.clauses import Origin
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.logic.keys import Atom
from pmo_expert.logic.program import Clause, FactIn, Holds


def trace(consultation: Consultation) -> tuple[Firing, ...]:
    """Return the firings of a consultation, numbered from 1."""
    clauses = consultation.clauses
    steps: dict[Atom, tuple[int, ...]] = {}
    for step, clause in enumerate(clauses, start=1):
        steps[clause.head] = (*steps.get(clause.head, ()), step)
    tracer = _Tracer(consultation, steps)
    established = consultation.established
    return tuple(
        [
            tracer.firing(step, clause, presumed=number not in established)
            for step, (number, clause) in enumerate(zip(consultation.derivation.fired, clauses, strict=True), start=1)
        ]
    )


@frozen
class _Tracer:
    consultation: Consultation
    steps: dict[Atom, tuple[int, ...]]

    def firing(self, step: int, clause: Clause, *, presumed: bool) -> Firing:
        compiled = self.consultation.knowledge.compiled
        origin = compiled.origins[clause.label]
        return Firing(
            step=step,
            rule=origin.rule,
            principle=origin.is_principle,
            concludes=str(clause.head),
            text=compiled.statements[clause.head].reached,
            because=origin.because,
            conditions=tuple([self._met(condition, origin) for condition in compiled.conditions(clause)]),
            premises=self._premises(clause),
            sources=origin.sources,
            presumed=presumed,
        )

    def _met(self, condition: Condition, origin: Origin) -> MetCondition:
        """Return a condition with the value that met it."""
        attribute = self.consultation.knowledge.vocabulary.attributes[condition.subject]
        value = self.consultation.found(condition, origin)
        return MetCondition(
            attribute=condition.subject,
            test=condition.text,
            found=attribute.plain(value),
            text=attribute.state_tested(condition.accepts, value),
            presumed=not origin.reads_stated and condition.subject in self.consultation.presumed,
        )

    def _premises(self, clause: Clause) -> tuple[Premise, ...]:
        statements = self.consultation.knowledge.compiled.statements
        premises = []
        for literal in clause.body:
            if not isinstance(literal, FactIn):
                atom, holds = literal.conclusion, isinstance(literal, Holds)
                text = statements[atom].reached if holds else statements[atom].absent
                premises.append(
                    Premise(
                        conclusion=str(atom),
                        holds=holds,
                        auxiliary=is_auxiliary(atom),
                        text=text,
                        steps=self.steps.get(atom, ()),
                    )
                )
        return tuple(premises)
