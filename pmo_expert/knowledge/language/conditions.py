"""Conditions: a test on an attribute or a conclusion."""

from __future__ import annotations

from attrs import frozen

from pmo_expert.domain.accepts import Accepts, Includes, Known, OneOf, Region
from pmo_expert.domain.attribute import Value


@frozen
class Condition:
    """A test on an attribute or a conclusion.

    `accepts` is what known values must be, None when no known value will do;
    `unknown` says whether an unknown value is accepted; `text` is the test as one reads it.
    """

    subject: str
    text: str
    accepts: Accepts | None
    unknown: bool = False

    def holds(self, value: Value) -> bool:
        """Say whether a value of the attribute meets the test; None, unknown, only when the test says so."""
        if value is None:
            return self.unknown
        return self.accepts is not None and _accepts(self.accepts, value)


def _accepts(accepts: Accepts, value: Value) -> bool:
    match accepts:
        case OneOf(values):
            return value_name(value) in values
        case Region():
            return isinstance(value, (int, float)) and accepts.accepts(value)
        case Includes(members, wanted):
            return isinstance(value, frozenset) and wanted != value.isdisjoint(members)
        case Known():
            return True


def value_name(value: Value) -> str:
    """Return the name of a yes/no or chosen value as rules write it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
