"""What a reader may call a conclusion, and which one is meant."""

from __future__ import annotations

from pmo_expert.advice.explaining.explainer import Explainer
from pmo_expert.faults import NOWHERE, InputError, fault_at
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.rule import VERDICTS, VerdictName
from pmo_expert.knowledge.language.subjects import LEAN, LEANS, STATUSES, VERDICT, WIIFM, WIIFM_VALUES

VALUED = (VERDICT, LEAN, WIIFM)


def conclusion_names(knowledge: Knowledge) -> tuple[str, ...]:
    """Return the names by which conclusions and rules can be asked for, the most useful first."""
    return (
        *VALUED,
        *VERDICTS,
        *knowledge.concerns,
        *knowledge.growth,
        *knowledge.findings,
        *knowledge.rules,
        *(f"{concern}={status}" for concern in knowledge.concerns for status in STATUSES),
        *(f"{WIIFM}={value}" for value in WIIFM_VALUES),
        *(f"{LEAN}={verdict}" for verdict in LEANS),
        *(f"{VERDICT}={verdict}" for verdict in VERDICTS),
    )


def verdict_named(name: str) -> VerdictName:
    """Return the verdict of a name. Raises InputError, with the nearest name, when there is none."""
    folded = name.strip().lower().replace(" ", "_").replace("-", "_")
    for verdict in VERDICTS:
        if folded == verdict:
            return verdict
    raise InputError([fault_at(NOWHERE, "there is no verdict", found=name, allowed=VERDICTS)])


def candidates(explainer: Explainer, name: str) -> tuple[str, ...]:
    """Return the conclusions of the program that a name may mean; several for `verdict` or a concern.

    Raises InputError, with the nearest name, when there is none.
    """
    knowledge = explainer.knowledge
    concern, _, status = name.partition("=")
    if name in VALUED:
        values = {WIIFM: WIIFM_VALUES, LEAN: LEANS}.get(name, VERDICTS)
        meant = tuple(f"{name}={value}" for value in values)
    elif name in VERDICTS:
        meant = (f"{VERDICT}={name}",)
    elif name in knowledge.concerns:
        meant = tuple(f"concern.{name}={value}" for value in STATUSES)
    elif concern in knowledge.concerns and status in STATUSES:
        meant = (f"concern.{name}",)
    else:
        meant = tuple(atom for atom in (name, f"growth.{name}", f"finding.{name}") if atom in explainer.statements)
    if not meant:
        names = conclusion_names(knowledge)
        raise InputError([fault_at(NOWHERE, "there is no conclusion or rule", found=name, allowed=names)])
    return tuple(atom for atom in meant if atom in explainer.statements)
