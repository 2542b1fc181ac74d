"""Where two advices differ."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from pmo_expert.advice.advice_result import Advice, Argument, ConcernAdvice

State = Literal["absent", "answered", "stands"]
ABSENT: Literal["absent"] = "absent"


@frozen(kw_only=True, slots=False)
class RuleChange:
    """An argument, a growth or an advice that came, went, or came to stand or to be answered, with its authority."""

    rule: str
    about: str
    before: State
    after: State
    because: str
    authority: tuple[str, ...]


@frozen(kw_only=True, slots=False)
class ConcernChange:
    """A concern whose status or severity changed; it is `absent` where the rules do not know it."""

    id: str
    title: str
    before: str
    after: str


@frozen
class _Told:
    state: State
    about: str = ""
    because: str = ""
    authority: tuple[str, ...] = ()


def concern_changes(before: Advice, after: Advice) -> tuple[ConcernChange, ...]:
    """Return the concerns that have another status or severity in another advice."""
    old, new = ({concern.id: concern for concern in advice.concerns} for advice in (before, after))
    return tuple(
        ConcernChange(id=name, title=concern.title, before=status_of(old.get(name)), after=status_of(new.get(name)))
        for name, concern in {**old, **new}.items()
        if status_of(old.get(name)) != status_of(new.get(name))
    )


def status_of(concern: ConcernAdvice | None) -> str:
    """Return the status of a concern, and its severity where it is open; `absent` for None."""
    if concern is None:
        return ABSENT
    return concern.status if concern.severity is None else f"{concern.status}, {concern.severity}"


def rule_changes(before: Advice, after: Advice) -> tuple[RuleChange, ...]:
    """Return what else is argued, offered or advised in another advice."""
    old, new = _told(before), _told(after)
    changes = []
    for rule in dict.fromkeys((*old, *new)):
        was, now = old.get(rule, _Told(ABSENT)), new.get(rule, _Told(ABSENT))
        if was.state != now.state:
            said = now if rule in new else was
            changes.append(
                RuleChange(
                    rule=rule,
                    about=said.about,
                    before=was.state,
                    after=now.state,
                    because=said.because,
                    authority=said.authority,
                )
            )
    return tuple(changes)


def _told(advice: Advice) -> dict[str, _Told]:
    """Return every argument, growth and advice, by its rule."""
    told: dict[str, _Told] = {}
    for concern in advice.concerns:
        for argument in concern.arguments:
            about = f"{argument.role}: {concern.title}"
            told[argument.rule] = _Told(_state(argument), about, argument.because, argument.authority)
    for growth in advice.growth:
        state: State = "stands" if growth.stands else "answered"
        told[growth.rule] = _Told(state, f"offers: {growth.title}", growth.because, growth.authority)
    for guidance in advice.guidance:
        told[guidance.rule] = _Told("stands", guidance.kind, guidance.text, guidance.authority)
    return told


def _state(argument: Argument) -> State:
    return "stands" if argument.stands else "answered"
