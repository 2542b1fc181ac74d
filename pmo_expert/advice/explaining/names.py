"""What a reader may call a conclusion, and which one is meant."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from pmo_expert.advice.explaining.explainer import Explainer
from pmo_expert.domain.text import folded
from pmo_expert.faults import NOWHERE, Fault, InputError, fault_at
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.decision import WIIFM_VALUES
from pmo_expert.knowledge.language.rule import SwitchedOff
from pmo_expert.knowledge.language.subjects import (
    CONCERN,
    FINDING,
    GROWTH,
    LEAN,
    STATUS_NAMES,
    STATUSES,
    VERDICT,
    WIIFM,
)
from pmo_expert.logic.keys import Atom

VALUED = (VERDICT, LEAN, WIIFM)
AROUND = " .!?'\"“”‘’"


@frozen
class Meant:
    """What a name means: a rule, or conclusions of the program, of which one at the most holds where there are several.

    `name` is the one to call it by.
    """

    name: str
    rule: str | None = None
    atoms: tuple[Atom, ...] = ()


def meant_by(explainer: Explainer, name: str) -> Meant:
    """Return what a name means: an id, a title or the words of a verdict, in any case, or a conclusion in full.

    Raises InputError, with the nearest name, when there is none, and with all of them when it could be several.
    """
    knowledge = explainer.knowledge
    if isinstance(name, str):
        known = [one for one in _known(knowledge) if one.name == name] or _spelled(knowledge).get(_folded(name), [])
        if len(known) > 1:
            names = tuple(one.name for one in known)
            raise InputError([fault_at(NOWHERE, "several things have the title", found=name, allowed=names)])
        if known:
            return known[0]
        exact = tuple(atom for atom in explainer.statements if str(atom) == name)
        if exact:
            return Meant(name, atoms=exact)
        off = [switched_off_fault(rule) for rule in knowledge.switched_off if rule.rule == name]
        if off:
            raise InputError(off)
    raise InputError(
        [fault_at(NOWHERE, "there is no conclusion or rule", found=name, allowed=conclusion_names(knowledge))]
    )


def conclusion_names(knowledge: Knowledge) -> tuple[str, ...]:
    """Return the names by which conclusions and rules can be asked for, the most useful first."""
    titles = [title for _, title in _titles(knowledge)]
    return tuple(dict.fromkeys([*(one.name for one in _known(knowledge)), *titles]))


def switched_off_fault(off: SwitchedOff) -> Fault:
    """Return the fault that a rule was asked for that is not used."""
    instead = f"; {off.instead} stands in its place" if off.instead else ""
    return fault_at(
        NOWHERE, f"this rule is switched off by the pack {off.pack}{instead} ({off.reason}):", found=off.rule
    )


def _folded(name: str) -> str:
    return folded(name.strip(AROUND))


def _known(knowledge: Knowledge) -> list[Meant]:
    """Return everything that can be asked for by its id; where an id is taken twice, what comes first has it."""
    decision = knowledge.decision
    values = {VERDICT: decision.verdict_names, LEAN: decision.leans, WIIFM: WIIFM_VALUES}
    found = [Meant(kind, atoms=tuple(Atom(kind, "", value) for value in values[kind])) for kind in VALUED]
    found += [Meant(verdict, atoms=(Atom(VERDICT, "", verdict),)) for verdict in decision.verdict_names]
    found += [
        Meant(concern, atoms=tuple(Atom(CONCERN, concern, status) for status in STATUSES))
        for concern in knowledge.concerns
    ]
    found += [Meant(growth, atoms=_offered(growth, knowledge)) for growth in knowledge.growth]
    found += [Meant(finding, atoms=(Atom(FINDING, finding),)) for finding in knowledge.findings]
    found += [Meant(rule, rule=rule) for rule in knowledge.rules]
    found += [
        Meant(f"{concern}={status}", atoms=(Atom(CONCERN, concern, status),))
        for concern in knowledge.concerns
        for status in STATUSES
    ]
    found += [Meant(f"{kind}={value}", atoms=(Atom(kind, "", value),)) for kind in VALUED for value in values[kind]]
    return list({one.name: one for one in reversed(found)}.values())[::-1]


def _offered(growth: str, knowledge: Knowledge) -> tuple[Atom, ...]:
    """Return the conclusions that a growth is offered, and that a finding of that name holds where there is one."""
    return (Atom(GROWTH, growth), *((Atom(FINDING, growth),) if growth in knowledge.findings else ()))


def _titles(knowledge: Knowledge) -> Iterable[tuple[str, str]]:
    """Yield ids with the titles and phrases that mean the same."""
    words = {verdict.name: verdict.words for verdict in knowledge.decision.verdicts}
    yield from words.items()
    yield from knowledge.concerns.items()
    yield from knowledge.growth.items()
    yield from ((finding, phrases.holds) for finding, phrases in knowledge.findings.items())
    for concern, title in knowledge.concerns.items():
        for status, said in STATUS_NAMES.items():
            yield f"{concern}={status}", f"{concern}={said}"
            yield f"{concern}={status}", f"{title}={said}"
            yield f"{concern}={status}", f"{title}={status}"
    for kind in (VERDICT, LEAN):
        yield from ((f"{kind}={verdict}", f"{kind}={said}") for verdict, said in words.items())


def _spelled(knowledge: Knowledge) -> dict[str, list[Meant]]:
    """Return what is meant by each folded id and title."""
    known = {one.name: one for one in _known(knowledge)}
    spelled: dict[str, list[Meant]] = {}
    for name, said in (*((name, name) for name in known), *_titles(knowledge)):
        meant = spelled.setdefault(_folded(said), [])
        if name in known and known[name] not in meant:
            meant.append(known[name])
    return spelled
