"""Why something was not concluded."""

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
from pmo_expert.knowledge.language.subjects import LEAN, VERDICT, WIIFM
from pmo_expert.logic.choice import EngineName


def why_not(
    case: Advice | AnyCase | Mapping[str, Any] | Consultation,
    conclusion: str,
    knowledge: Knowledge | None = None,
    *,
    engine: EngineName = "auto",
) -> Explanation:
    """Explain why a conclusion does not hold for a case, or in an advice.

    For each clause that could have concluded it: which conditions failed or are unknown, with the value found and
    the values that would do, followed through chains of rules. `case`, `knowledge` and `engine` are those of `why`.
    `conclusion` is a verdict, a concern (why is it not open, or, when it is open, not mitigated), `concern=status`, a
    growth, a finding or a rule; `wiifm` asks why it does not pass.

    Raises what `consult` raises, and InputError when there is no such conclusion, it does hold, or other rules gave the
    advice.
    """
    explainer = explainer_of(case, knowledge, engine)
    if isinstance(conclusion, str) and conclusion in explainer.knowledge.rules:
        explanation = explainer.explain_rule(conclusion, fully=True)
        if not explanation.holds:
            return explanation
    elif conclusion in (VERDICT, LEAN):
        best = explainer.knowledge.decision.leans[0]
        problem = f"several values of {conclusion} do not hold; name one, such as {conclusion}={best}; found"
        raise InputError([fault_at(NOWHERE, problem, found=conclusion)])
    else:
        for atom in candidates(explainer, f"{WIIFM}=passes" if conclusion == WIIFM else conclusion):
            if atom not in explainer.reached:
                return explainer.explain(atom, fully=True)
    raise InputError([fault_at(NOWHERE, "does hold in this case; ask why:", found=conclusion)])
