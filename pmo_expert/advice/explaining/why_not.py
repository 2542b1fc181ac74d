"""Why something was not concluded."""

from __future__ import annotations

from pmo_expert.advice.explaining.explainer import Explainer
from pmo_expert.advice.explaining.explanation import Explanation
from pmo_expert.advice.model import Advice
from pmo_expert.advice.explaining.names import VALUED, candidates
from pmo_expert.faults import NOWHERE, InputError, fault_at
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.load import shipped_knowledge
from pmo_expert.knowledge.language.subjects import WIIFM


def why_not(advice: Advice, conclusion: str, knowledge: Knowledge | None = None) -> Explanation:
    """Explain why a conclusion does not hold in an advice.

    For each clause that could have concluded it: which conditions failed or are unknown, with the value found and
    the values that would do, followed through chains of rules. `conclusion` is a verdict, a concern (why is it not
    open, or, when it is open, not mitigated), `concern=status`, a growth, a finding or a rule; `wiifm` asks why it
    does not pass.

    Raises InputError when there is no such conclusion or it does hold, ValueError when other rules gave the advice.
    """
    explainer = Explainer(advice, knowledge or shipped_knowledge())
    if conclusion in explainer.knowledge.rules:
        explanation = explainer.explain_rule(conclusion, fully=True)
        if not explanation.holds:
            return explanation
    elif conclusion in VALUED[:2]:
        problem = f"several values of {conclusion} do not hold; name one, such as {conclusion}=accept; found"
        raise InputError([fault_at(NOWHERE, problem, found=conclusion)])
    else:
        for atom in candidates(explainer, f"{WIIFM}=passes" if conclusion == WIIFM else conclusion):
            if atom not in explainer.reached:
                return explainer.explain(atom, fully=True)
    raise InputError([fault_at(NOWHERE, "does hold in this case; ask why:", found=conclusion)])
