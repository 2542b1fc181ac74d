"""The order of cases: which of them is better, and by what."""

from __future__ import annotations

from typing import Any, Literal

from pmo_expert.knowledge.language.rule import Severity

Step = Literal["verdict", "serious_concerns", "goals_served"]
STEPS: tuple[Step, ...] = ("verdict", "serious_concerns", "goals_served")
SERIOUS: tuple[Severity, ...] = ("serious", "prohibitive")
"""The severities of open concerns that count."""


def rank(verdict: Any, serious_concerns: Any, goals_served: Any) -> tuple[Any, Any, Any]:
    """Return what cases are compared by, step by step; the smallest is best.

    `verdict` is its place among VERDICTS, the others count. All are whole numbers, or columns of them.
    """
    return verdict, serious_concerns, 0 - goals_served
