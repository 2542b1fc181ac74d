"""Why something was concluded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pmo_expert.advice.advice_result import Advice
from pmo_expert.advice.consultation import Consultation
from pmo_expert.advice.explaining.explainer import explainer_of
from pmo_expert.advice.explaining.explanation_result import Explanation
from pmo_expert.advice.explaining.names import candidates
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
    """Explain why a conclusion holds for a case, or in an advice: the tree of firings down to facts and claims.

    `case` is what `consult` takes, or an advice, which `knowledge` must have given; `knowledge` and `engine` are those
    of `consult`. `conclusion` is `verdict`, `lean`, `wiifm`, a verdict, a concern, `concern=status`, a growth, a
    finding or a rule.

    Raises what `consult` raises, and InputError when there is no such conclusion, it does not hold, or other rules gave
    the advice.
    """
    explainer = explainer_of(case, knowledge, engine)
    if isinstance(conclusion, str) and conclusion in explainer.knowledge.rules:
        explanation = explainer.explain_rule(conclusion, fully=False)
        if explanation.holds:
            return explanation
    else:
        for atom in candidates(explainer, conclusion):
            if atom in explainer.reached:
                return explainer.explain(atom, fully=False)
    raise InputError([fault_at(NOWHERE, "does not hold in this case; ask why not:", found=conclusion)])
