"""Answers to a question as people type them: a number, a name, an amount, several members of a set."""

from __future__ import annotations

import re

from pmo_expert.documents import Scalar
from pmo_expert.domain.attribute import UNKNOWN, Attribute, Value
from pmo_expert.domain.section import value_faults
from pmo_expert.domain.values import scalar_value
from pmo_expert.faults import NOWHERE, Fault, InputError, fault_at

NONE = "none"
"""The answer that names no member of a set."""
SHORT = {"y": "yes", "n": "no", "true": "yes", "false": "no"}
NUMBER = re.compile(r"[0-9]{1,9}")


def read_answer(attribute: Attribute, text: str) -> Value:
    """Return the value that a typed answer gives an attribute, None for unknown.

    Values are named, in any case, or given by their number, from 1 in the order of the vocabulary. The members of a
    set are parted by commas or blanks. Raises InputError, with the nearest name, when there is no such answer.
    """
    said = text.strip()
    if said.casefold() == UNKNOWN:
        return None
    if attribute.kind == "amount":
        return _amount(attribute, said)
    if attribute.kind == "set":
        return _members(attribute, said)
    name = _value_name(attribute, said)
    if name is None:
        raise InputError([_no_answer(attribute, said)])
    return name == "yes" if attribute.kind == "yes_no" else name


def _amount(attribute: Attribute, said: str) -> Value:
    number = said.casefold().removesuffix(attribute.unit.casefold()).removesuffix("%").strip()
    value: Value = scalar_value(attribute, Scalar(number or said, quoted=False, position=NOWHERE))
    faults = value_faults(attribute, value)
    if faults:
        raise InputError(faults)
    return value


def _members(attribute: Attribute, said: str) -> Value:
    if said.casefold() == NONE and NONE not in attribute.values:
        return frozenset()
    members: set[str] = set()
    faults = []
    for part in _parts(attribute, said):
        name = _value_name(attribute, part)
        if name is None:
            faults.append(_no_answer(attribute, part))
        else:
            members.add(name)
    if faults or not members:
        raise InputError(faults or [_no_answer(attribute, said)])
    return frozenset(members)


def _parts(attribute: Attribute, said: str) -> list[str]:
    """Return the answers in a list; blanks part them, except within a name between commas."""
    parts: list[str] = []
    for piece in said.strip("[]").split(","):
        parts += [piece] if _value_name(attribute, piece) else piece.split()
    return parts


def _value_name(attribute: Attribute, said: str) -> str | None:
    """Return the value that a number or a name means; blanks and hyphens may stand for underscores."""
    if NUMBER.fullmatch(said.strip()):
        place = int(said) - 1
        return attribute.values[place] if 0 <= place < len(attribute.values) else None
    folded = _folded(said)
    names = {_folded(name): name for name in attribute.values}
    if attribute.kind == "yes_no":
        folded = SHORT.get(folded, folded)
    return names.get(folded)


def _folded(name: str) -> str:
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _no_answer(attribute: Attribute, said: str) -> Fault:
    none = (NONE,) if attribute.kind == "set" else ()
    allowed = (*attribute.values, *none, UNKNOWN)
    return fault_at(NOWHERE, "there is no answer", place=attribute.name, found=said, allowed=allowed)
