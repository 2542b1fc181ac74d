"""The verdict alone, without the advice around it."""

from __future__ import annotations

from attrs import frozen

from pmo_expert.domain.case import Case
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.rule import VERDICTS, VerdictName
from pmo_expert.knowledge.language.subjects import VERDICT
from pmo_expert.logic.program import FactIn, Holds


@frozen
class Decision:
    """A verdict and the reason that its rule gives."""

    verdict: VerdictName
    reason: str


def decide(case: Case, knowledge: Knowledge) -> Decision:
    """Return the verdict on a case, by the engines that also give advice; raises as `advise` does."""
    check_case(case, knowledge)
    compiled = knowledge.compiled
    atoms = {f"{VERDICT}={verdict}": verdict for verdict in VERDICTS}
    derivation = knowledge.engine().derive(compiled.space.facts(case))
    (clause,) = (clause for number in derivation.fired if (clause := compiled.program.clauses[number]).head in atoms)
    return Decision(atoms[clause.head], compiled.origins[clause.label].because)


def unknown_grounds(case: Case, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the unknown facts on which the verdict rests: those that its firings found unknown.

    Every answer to all open questions may lead to one verdict, and the advice still be to find out more, since a rule
    wants to know something that could no longer change where it ends.
    """
    clauses = knowledge.compiled.program.clauses
    fired = [clauses[number] for number in knowledge.engine().derive(knowledge.compiled.space.facts(case)).fired]
    wanted = {f"{VERDICT}={decide(case, knowledge).verdict}"}
    unknown: dict[str, None] = {}
    for clause in reversed(fired):  # what a clause rests on fired before it
        if clause.head in wanted:
            wanted |= {literal.conclusion for literal in clause.body if isinstance(literal, Holds)}
            facts = [literal.fact.partition(":")[0] for literal in clause.body if isinstance(literal, FactIn)]
            unknown |= dict.fromkeys(name for name in facts if case.value(name) is None)
    return tuple(unknown)


def check_case(case: Case, knowledge: Knowledge) -> None:
    """Raise TypeError when a case lacks the attributes that the rules were loaded with."""
    expected = knowledge.subjects.vocabulary.case_type
    if not isinstance(case, expected):
        raise TypeError(f"these rules advise on a {expected.__name__}, found a {type(case).__name__}")
