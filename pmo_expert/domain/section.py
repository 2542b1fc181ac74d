"""Sections: the parts of a case, each an attrs class whose fields are attributes."""

from __future__ import annotations

from functools import cache
from math import isfinite
from typing import Any

import attrs
from attrs import frozen

from pmo_expert.domain.attribute import METADATA_KEY, Attribute, number_text
from pmo_expert.faults import NOWHERE, Fault, InputError, Position, fault_at

YES_NO = ("yes", "no", "unknown")


@frozen(kw_only=True)
class Section:
    """Base of the sections of a case.

    Raises InputError, with one fault for each wrong value, when it is built with values that do not exist.
    """

    def __attrs_post_init__(self) -> None:
        faults = [
            fault
            for attribute in attributes_of(type(self), type(self).__name__)
            for fault in value_faults(attribute, getattr(self, attribute.field))
        ]
        if faults:
            raise InputError(faults)


def attributes_of(section: type[Section], name: str) -> tuple[Attribute, ...]:
    """Return the attributes of a section class, in order, named `name.attribute`."""
    return _attributes_of(section, name)  # type: ignore[arg-type]  # mypy takes the class for one of its instances


@cache
def _attributes_of(section: type[Section], name: str) -> tuple[Attribute, ...]:
    return tuple(
        attrs.evolve(field.metadata[METADATA_KEY], name=f"{name}.{field.name}")
        for field in attrs.fields(section)
        if METADATA_KEY in field.metadata
    )


def value_faults(attribute: Attribute, value: Any, position: Position = NOWHERE) -> list[Fault]:
    """Return what is wrong with a value for an attribute; nothing for None, which means unknown."""
    if value is None:
        return []
    checks = {"yes_no": _yes_no_faults, "amount": _amount_faults, "set": _set_faults}
    return checks.get(attribute.kind, _choice_faults)(attribute, value, position)


def _yes_no_faults(attribute: Attribute, value: Any, position: Position) -> list[Fault]:
    if isinstance(value, bool):
        return []
    return [_wrong(attribute, position, "expected yes or no, found", value, YES_NO)]


def _choice_faults(attribute: Attribute, value: Any, position: Position) -> list[Fault]:
    if isinstance(value, str) and value in attribute.values:
        return []
    return [_wrong(attribute, position, "there is no value", value, (*attribute.values, "unknown"))]


def _amount_faults(attribute: Attribute, value: Any, position: Position) -> list[Fault]:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not _is_finite(value):
        return [_wrong(attribute, position, f"expected a number ({attribute.unit}), found", value)]
    if attribute.lowest <= value <= attribute.highest:
        return []
    bounds = f"{number_text(attribute.lowest)} to {number_text(attribute.highest)} {attribute.unit}"
    return [_wrong(attribute, position, f"expected {bounds}, found", value)]


def _set_faults(attribute: Attribute, value: Any, position: Position) -> list[Fault]:
    if not isinstance(value, frozenset):
        return [_wrong(attribute, position, "expected a list of names, found", value, attribute.values)]
    return [
        _wrong(attribute, position, "there is no member", member, attribute.values)
        for member in sorted(value - set(attribute.values), key=readable)
    ]


def _is_finite(value: float) -> bool:
    return isinstance(value, int) or isfinite(value)


def readable(found: object) -> str:
    """Return anything as text; Python refuses to write out very large numbers."""
    try:
        return str(found)
    except ValueError:
        return f"{type(found).__name__} too large to show"


def _wrong(attribute: Attribute, position: Position, problem: str, value: Any, allowed: tuple[str, ...] = ()) -> Fault:
    return fault_at(position, problem, place=attribute.name, found=readable(value), allowed=allowed)
