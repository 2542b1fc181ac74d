"""Why something was concluded."""

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
from pmo_expert.domain.case import AnyCase
from pmo_expert.faults import NOWHERE, InputError, fault_at
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.subjects import VERDICT
from pmo_expert.logic.choice import EngineName


def why(
    case: Advice | AnyCase | Mapping[str, Any] | Consultation,
    conclusion: str = VERDICT,
    knowledge: Knowledge | None = None,
    *,
    engine: EngineName = "auto",
) -> Explanation:
    """Explain why a conclusion holds for a case, or in an advice: the answer, and the tree of reasons below it.

    `case` is what `consult` takes, or an advice, which `knowledge` must have given; `knowledge` and `engine` are those
    of `consult`. `conclusion` is `verdict`, `lean`, `wiifm`, a verdict, a concern, `concern=status`, a growth, a
    finding or a rule; instead of an id, a title or the words of a verdict or a status will do.

    Raises what `consult` raises, and InputError when there is no such conclusion, it does not hold, or other rules gave
    the advice.
    """
    explainer = explainer_of(case, knowledge, engine)
    meant = meant_by(explainer, conclusion)
    explanation = _why(explainer, meant)
    if explanation is None:
        raise InputError([fault_at(NOWHERE, "does not hold in this case; ask why not:", found=conclusion)])
    return evolve(explanation, answer=answer_of(explanation))


def _why(explainer: Explainer, meant: Meant) -> Explanation | None:
    if meant.rule is not None:
        explanation = explainer.explain_rule(meant.rule, fully=False)
        return explanation if explanation.holds else None
    held = (atom for atom in meant.atoms if atom in explainer.reached)
    return next((explainer.explain(atom, fully=False) for atom in held), None)
