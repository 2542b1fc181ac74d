"""Checks of the fields of a record, with every fault noted and the reading carried on."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeAlias

from attrs import define, field

from pmo_expert.faults import Fault, Position, fault_at

DIGEST = re.compile("[0-9a-f]{64}")
Check: TypeAlias = Callable[["Checker", Any, str], None]


@define
class Checker:
    """Checks values of JSON; what is wrong is appended to `faults`, each with the place where it stands."""

    position: Position
    faults: list[Fault] = field(factory=list)

    def fault(self, problem: str, place: str, *, found: object = None, allowed: Collection[str] = ()) -> None:
        self.faults.append(fault_at(self.position, problem, place=place, found=found, allowed=allowed))

    def fields(self, value: Any, place: str, checks: Mapping[str, Check]) -> None:
        """Note what is wrong with a mapping that must have some fields and no other."""
        if not isinstance(value, dict):
            self.expected("a mapping", value, place)
            return
        for name in value:
            if name not in checks:
                self.fault("there is no field", place, found=name, allowed=tuple(checks))
        for name, check in checks.items():
            inside = f"{place}.{name}" if place else name
            if name in value:
                check(self, value[name], inside)
            else:
                self.fault("is missing", inside)

    def expected(self, what: str, value: Any, place: str) -> None:
        self.fault(f"expected {what}, found", place, found=_kind(value))


def text(checker: Checker, value: Any, place: str) -> None:
    """Check a text."""
    if not isinstance(value, str):
        checker.expected("a text", value, place)


def digest(checker: Checker, value: Any, place: str) -> None:
    """Check a SHA-256."""
    if not isinstance(value, str):
        checker.expected("a SHA-256", value, place)
    elif not DIGEST.fullmatch(value):
        checker.fault("expected a SHA-256, 64 digits from 0 to f, found", place, found=value)


def texts(checker: Checker, value: Any, place: str) -> None:
    """Check a list of texts."""
    if not isinstance(value, list):
        checker.expected("a list of texts", value, place)
        return
    for number, item in enumerate(value, 1):
        text(checker, item, f"{place}.{number}")


def names(checker: Checker, value: Any, place: str) -> None:
    """Check a mapping of names to texts."""
    _entries(checker, value, place, text)


def sections(checker: Checker, value: Any, place: str) -> None:
    """Check facts by section and attribute."""
    _entries(checker, value, place, _facts)


def _facts(checker: Checker, value: Any, place: str) -> None:
    _entries(checker, value, place, _fact)


def _fact(checker: Checker, value: Any, place: str) -> None:
    if isinstance(value, list):
        texts(checker, value, place)
    elif value is None or isinstance(value, dict):
        checker.expected("the value of a fact", value, place)


def _entries(checker: Checker, value: Any, place: str, check: Check) -> None:
    if not isinstance(value, dict):
        checker.expected("a mapping", value, place)
        return
    for name, entry in value.items():
        check(checker, entry, f"{place}.{name}")


def _kind(value: Any) -> str:
    """Return what a value is: a short one as it is written, a list or a mapping by its kind."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return "null" if value is None else str(value)
