"""The order of cases: which of them is better, and by what."""

from __future__ import annotations

from typing import Any, Literal, get_args

Step = Literal["verdict", "counted_concerns", "goals_served"]
STEPS: tuple[Step, ...] = get_args(Step)


def rank(verdict: Any, counted_concerns: Any, goals_served: Any) -> tuple[Any, Any, Any]:
    """Return what cases are compared by, step by step; the smallest is best.

    `verdict` is its place among the verdicts from best to worst, the others count. All are whole numbers, or columns of
    them.
    """
    return verdict, counted_concerns, -goals_served
