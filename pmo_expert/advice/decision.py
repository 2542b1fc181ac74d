"""The verdict alone, without the advice around it."""

from __future__ import annotations

from attrs import frozen

from pmo_expert.facts.case import Case
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.model import VERDICTS, VerdictName
from pmo_expert.knowledge.subjects import VERDICT


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


def check_case(case: Case, knowledge: Knowledge) -> None:
    """Raise TypeError when a case lacks the attributes that the rules were loaded with."""
    expected = knowledge.subjects.vocabulary.case_type
    if not isinstance(case, expected):
        raise TypeError(f"these rules advise on a {expected.__name__}, found a {type(case).__name__}")
