"""Attributes: what a fact may be, what asks for it, and the phrase that states it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import attrs
from attrs import frozen

Kind = Literal["yes_no", "choice", "scale", "amount", "set"]
Ask = Literal["yourself", "employer", "insiders"]
Value = bool | str | int | float | frozenset[str] | None
"""A fact as Python holds it; None means unknown."""

METADATA_KEY = "pmo_expert"
UNKNOWN = "unknown"


@frozen(kw_only=True)
class Attribute:
    """One attribute of a case.

    `name` is `section.attribute`. `values` are the names of the allowed values in their order
    (yes and no, choices, steps of a scale from low to high, members of a set; empty for amounts).
    `lowest` and `highest` bound an amount, in `unit`. `ask` says who can answer the question,
    `negotiable` whether the employer could change the fact for you.
    """

    name: str
    kind: Kind
    question: str
    ask: Ask
    unknown: str
    negotiable: bool = False
    phrases: Mapping[str, str] = attrs.field(factory=dict)
    unit: str = ""
    lowest: float = 0
    highest: float = 0

    @property
    def field(self) -> str:
        """The name without its section."""
        return self.name.rpartition(".")[2]

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(self.phrases) if self.kind != "amount" else ()

    @property
    def ordered(self) -> bool:
        return self.kind in ("scale", "amount")

    def state(self, value: Value) -> str:
        """Return the value as a clause of a sentence, without capital or full stop."""
        if value is None:
            return self.unknown
        if isinstance(value, bool):
            return self.phrases["yes" if value else "no"]
        if isinstance(value, frozenset):
            members = [self.phrases[member] for member in self.values if member in value]
            return f"your goals: {', '.join(members)}" if members else "you named none"
        if isinstance(value, str):
            return self.phrases[value]
        return self.phrases["value"].format(value=number_text(value))

    def state_member(self, member: str, *, included: bool) -> str:
        """Return in a clause whether a set contains one of its members."""
        return f"{self.phrases[member]} is {'' if included else 'not '}among your goals"


def number_text(value: float) -> str:
    """Return a number without a needless fraction: 3 for 3.0, 2.5 for 2.5."""
    return str(int(value)) if value == int(value) else str(value)


def yes_no(question: str, *, ask: Ask, yes: str, no: str, unknown: str, negotiable: bool = False) -> Any:
    """Declare an attribute that is True, False or None (unknown), with a phrase for each."""
    return _field("yes_no", question, ask=ask, unknown=unknown, negotiable=negotiable, phrases={"yes": yes, "no": no})


def choice(question: str, *, ask: Ask, unknown: str, negotiable: bool = False, **phrases: str) -> Any:
    """Declare an attribute with one of several values; each keyword is a value with its phrase."""
    return _field("choice", question, ask=ask, unknown=unknown, negotiable=negotiable, phrases=phrases)


def scale(question: str, *, ask: Ask, unknown: str, negotiable: bool = False, **phrases: str) -> Any:
    """Declare an attribute with ordered values, lowest first; each keyword is a value with its phrase."""
    return _field("scale", question, ask=ask, unknown=unknown, negotiable=negotiable, phrases=phrases)


def amount(
    question: str,
    *,
    ask: Ask,
    unit: str,
    highest: float,
    phrase: str,
    unknown: str,
    lowest: float = 0,
    negotiable: bool = False,
) -> Any:
    """Declare a number from `lowest` to `highest` in `unit`; `phrase` holds `{value}`."""
    return _field(
        "amount",
        question,
        ask=ask,
        unknown=unknown,
        negotiable=negotiable,
        phrases={"value": phrase},
        unit=unit,
        lowest=lowest,
        highest=highest,
    )


def set_of(question: str, *, ask: Ask, unknown: str, negotiable: bool = False, **phrases: str) -> Any:
    """Declare a set of named members; each keyword is a member with the noun phrase that names it."""
    return _field("set", question, ask=ask, unknown=unknown, negotiable=negotiable, phrases=phrases)


def _field(kind: Kind, question: str, **rest: Any) -> Any:
    template = Attribute(name="", kind=kind, question=question, **rest)
    return attrs.field(default=None, converter=plain, metadata={METADATA_KEY: template})


def plain(value: Any) -> Any:
    """Turn any collection of members into a frozenset; leave the rest for the check of the section."""
    if isinstance(value, (list, tuple, set)) and all(isinstance(member, str) for member in value):
        return frozenset(value)
    return value
