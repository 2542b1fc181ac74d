"""Why something was not concluded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from pmo_expert.advice.advice_result import Advice
from pmo_expert.advice.consultation import Consultation
from pmo_expert.advice.explaining.answer import answer_of
from pmo_expert.advice.explaining.explainer import Explainer, explainer_of
from pmo_expert.advice.explaining.explanation_result import Explanation
from pmo_expert.advice.explaining.names import Meant, meant_by
from pmo_expert.advice.explaining.takes import takes_for_clause, takes_for_conclusion
from pmo_expert.domain.case import AnyCase
from pmo_expert.domain.sentences import sentence
from pmo_expert.faults import NOWHERE, InputError, fault_at
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.subjects import LEAN, VERDICT, WIIFM
from pmo_expert.logic.choice import EngineName
from pmo_expert.logic.keys import Atom


def why_not(
    case: Advice | AnyCase | Mapping[str, Any] | Consultation,
    conclusion: str,
    knowledge: Knowledge | None = None,
    *,
    engine: EngineName = "auto",
) -> Explanation:
    """Explain why a conclusion does not hold for a case, or in an advice.

    It tells the smallest changes that would make it so, and for each clause that could have concluded it which
    conditions failed or are unknown, with the value found and the values that would do, followed through chains of
    rules. `case`, `knowledge` and `engine` are those of `why`.
    `conclusion` is a verdict, a concern (why is it not open, or, when it is open, not mitigated), `concern=status`, a
    growth, a finding or a rule, by id or title; `wiifm` asks why it does not pass.

    Raises what `consult` raises, and InputError when there is no such conclusion, it does hold, or other rules gave the
    advice.
    """
    explainer = explainer_of(case, knowledge, engine)
    meant = meant_by(explainer, conclusion)
    if meant.name in (VERDICT, LEAN):
        best = explainer.knowledge.decision.leans[0]
        problem = f"several values of {meant.name} do not hold; name one, such as {meant.name}={best}; found"
        raise InputError([fault_at(NOWHERE, problem, found=conclusion)])
    explanation = _why_not(explainer, meant)
    if explanation is None:
        raise InputError([fault_at(NOWHERE, "does hold in this case; ask why:", found=conclusion)])
    return explanation


def _why_not(explainer: Explainer, meant: Meant) -> Explanation | None:
    if meant.rule is not None:
        explanation = explainer.explain_rule(meant.rule, fully=True)
        if explanation.holds:
            return None
        takes = takes_for_clause(explainer.given, explainer.last_clause(meant.rule), explanation)
        return evolve(explanation, takes=takes)
    asked = (Atom(WIIFM, "", "passes"),) if meant.name == WIIFM else meant.atoms
    for atom in asked:
        if atom not in explainer.reached:
            explanation = explainer.explain(atom, fully=True)
            takes = takes_for_conclusion(explainer.given, atom, explanation)
            return evolve(explanation, answer=_instead(explainer, atom) or sentence(explanation.text), takes=takes)
    return None


def _instead(explainer: Explainer, conclusion: Atom) -> str:
    """Return what holds in the place of a conclusion that is one of several values; nothing where that is none."""
    others = (atom for atom in explainer.statements if atom.subject == conclusion.subject)
    held = next((atom for atom in others if atom in explainer.reached), None)
    return answer_of(explainer.explain(held, fully=False)) if held else ""
