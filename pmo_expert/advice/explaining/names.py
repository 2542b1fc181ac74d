"""What a reader may call a conclusion, and which one is meant."""

from __future__ import annotations

from pmo_expert.advice.explaining.explainer import Explainer
from pmo_expert.faults import NOWHERE, Fault, InputError, fault_at
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.decision import WIIFM_VALUES
from pmo_expert.knowledge.language.rule import SwitchedOff
from pmo_expert.knowledge.language.subjects import CONCERN, FINDING, GROWTH, LEAN, STATUSES, VERDICT, WIIFM
from pmo_expert.logic.keys import Atom

VALUED = (VERDICT, LEAN, WIIFM)


def conclusion_names(knowledge: Knowledge) -> tuple[str, ...]:
    """Return the names by which conclusions and rules can be asked for, the most useful first."""
    decision = knowledge.decision
    return (
        *VALUED,
        *decision.verdict_names,
        *knowledge.concerns,
        *knowledge.growth,
        *knowledge.findings,
        *knowledge.rules,
        *(f"{concern}={status}" for concern in knowledge.concerns for status in STATUSES),
        *(f"{WIIFM}={value}" for value in WIIFM_VALUES),
        *(f"{LEAN}={verdict}" for verdict in decision.leans),
        *(f"{VERDICT}={verdict}" for verdict in decision.verdict_names),
    )


def candidates(explainer: Explainer, name: str) -> tuple[Atom, ...]:
    """Return the conclusions of the program that a name may mean; several for `verdict` or a concern.

    Raises InputError, with the nearest name, when there is none.
    """
    knowledge = explainer.knowledge
    meant = _named(knowledge).get(name, ()) if isinstance(name, str) else ()
    known = tuple(atom for atom in meant if atom in explainer.statements)
    if not known:
        known = tuple(atom for atom in explainer.statements if str(atom) == name)
    if not known and not meant:
        names = conclusion_names(knowledge)
        faults = [switched_off_fault(off) for off in knowledge.switched_off if off.rule == name]
        if faults:
            raise InputError(faults)
        raise InputError([fault_at(NOWHERE, "there is no conclusion or rule", found=name, allowed=names)])
    return known


def switched_off_fault(off: SwitchedOff) -> Fault:
    """Return the fault that a rule was asked for that is not used."""
    instead = f"; {off.instead} stands in its place" if off.instead else ""
    return fault_at(
        NOWHERE, f"this rule is switched off by the pack {off.pack}{instead} ({off.reason}):", found=off.rule
    )


def _named(knowledge: Knowledge) -> dict[str, tuple[Atom, ...]]:
    """Return the conclusions by the names that are worth typing."""
    decision = knowledge.decision
    values = {VERDICT: decision.verdict_names, LEAN: decision.leans, WIIFM: WIIFM_VALUES}
    named: dict[str, tuple[Atom, ...]] = {}
    for finding in knowledge.findings:
        named[finding] = (Atom(FINDING, finding),)
    for growth in knowledge.growth:
        named[growth] = (Atom(GROWTH, growth), *named.get(growth, ()))
    for concern in knowledge.concerns:
        named[Atom(CONCERN, concern).subject] = tuple(Atom(CONCERN, concern, status) for status in STATUSES)
        named |= {f"{concern}={status}": (Atom(CONCERN, concern, status),) for status in STATUSES}
        named[concern] = tuple(Atom(CONCERN, concern, status) for status in STATUSES)
    named |= {verdict: (Atom(VERDICT, "", verdict),) for verdict in decision.verdict_names}
    return named | {kind: tuple(Atom(kind, "", value) for value in values[kind]) for kind in VALUED}
