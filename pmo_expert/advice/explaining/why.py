"""Why something was concluded."""

from __future__ import annotations

from pmo_expert.advice.explaining.explainer import Explainer
from pmo_expert.advice.explaining.explanation import Explanation
from pmo_expert.advice.model import Advice
from pmo_expert.advice.explaining.names import candidates
from pmo_expert.faults import NOWHERE, InputError, fault_at
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.load import shipped_knowledge
from pmo_expert.knowledge.language.subjects import VERDICT


def why(advice: Advice, conclusion: str = VERDICT, knowledge: Knowledge | None = None) -> Explanation:
    """Explain why a conclusion of an advice holds: the tree of firings down to facts and claims.

    `conclusion` is `verdict`, `lean`, `wiifm`, a verdict, a concern, `concern=status`, a growth, a finding or a rule.
    `knowledge` must be what gave the advice; without it, the shipped rules.

    Raises InputError when there is no such conclusion or it does not hold, ValueError when other rules gave the advice.
    """
    explainer = Explainer(advice, knowledge or shipped_knowledge())
    if conclusion in explainer.knowledge.rules:
        explanation = explainer.explain_rule(conclusion, fully=False)
        if explanation.holds:
            return explanation
    else:
        for atom in candidates(explainer, conclusion):
            if atom in explainer.reached:
                return explainer.explain(atom, fully=False)
    raise InputError([fault_at(NOWHERE, "does not hold in this case; ask why not:", found=conclusion)])
