"""Requests read from JSON, all faults at once."""

from __future__ import annotations

from http import HTTPStatus
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import attrs
from attrs import define, field

from pmo_expert.doors.service.problems import RefusedError
from pmo_expert.doors.service.requests import ComparedRequest
from pmo_expert.faults import NOWHERE, Fault, InputError, fault_at

T = TypeVar("T")
UNREADABLE = HTTPStatus.BAD_REQUEST
CASES = (2, 10)
"""The fewest and the most cases that are compared."""


def read_request(body: bytes, kind: type[T]) -> T:
    """Return the request that a JSON text states.

    Raises RefusedError when the text is no JSON object, InputError with every field that is wrong, missing or unknown.
    """
    import msgspec

    try:
        data = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise RefusedError(UNREADABLE, f"The body is not valid JSON: {_reason(error)}") from None
    if not isinstance(data, dict):
        raise RefusedError(UNREADABLE, "The body is not a JSON object.")
    reader = _Reader()
    request: T = reader.read(data, kind, "")
    if reader.faults:
        raise InputError(reader.faults)
    return request


def _reason(error: Exception) -> str:
    return "it is nested too deep" if isinstance(error, RecursionError) else str(error)


@define
class _Reader:
    """Reads attrs classes from mappings; what is wrong is appended to `faults`."""

    faults: list[Fault] = field(factory=list)

    def read(self, data: dict[str, Any], kind: type[T], place: str) -> Any:
        """Return an object of a class from its fields; None where something is wrong."""
        fields = {one.name: one for one in attrs.fields(kind)}  # type: ignore[arg-type]  # all are attrs classes
        hints = get_type_hints(kind)
        before = len(self.faults)
        for name in data:
            if name not in fields:
                self._fault("there is no field", place, name, tuple(fields))
        read = {name: self._value(data[name], hints[name], _inside(place, name)) for name in fields if name in data}
        for name, one in fields.items():
            if name not in data and one.default is attrs.NOTHING:
                self._fault("is missing", _inside(place, name))
        return kind(**read) if len(self.faults) == before else None

    def _value(self, value: Any, hint: Any, place: str) -> Any:
        if hint is str:
            return self._checked(value, str, "a text", place)
        if hint is bool:
            return self._checked(value, bool, "true or false", place)
        if get_origin(hint) is Literal:
            return self._choice(value, get_args(hint), place)
        if get_origin(hint) is tuple:
            return self._items(value, get_args(hint)[0], place)
        return self._facts(value, place)

    def _checked(self, value: Any, kind: type | UnionType, what: str, place: str) -> Any:
        if not isinstance(value, kind):
            self._fault(f"expected {what}, found", place, _shown(value))
        return value

    def _choice(self, value: Any, allowed: tuple[str, ...], place: str) -> Any:
        if value not in allowed:
            self._fault("expected one of some names, found", place, _shown(value), tuple(filter(None, allowed)))
        return value

    def _items(self, value: Any, item: Any, place: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            self._fault("expected a list, found", place, _shown(value))
            return ()
        if item is ComparedRequest and not CASES[0] <= len(value) <= CASES[1]:
            self._fault(f"expected {CASES[0]} to {CASES[1]} cases, found", place, str(len(value)))
            return ()
        return tuple(self._item(one, item, f"{place}.{number}") for number, one in enumerate(value, 1))

    def _item(self, value: Any, item: Any, place: str) -> Any:
        if item is str:
            return self._checked(value, str, "a text", place)
        self._checked(value, dict, "an object", place)
        return self.read(value, item, place) if isinstance(value, dict) else None

    def _facts(self, value: Any, place: str) -> Any:
        if not isinstance(value, dict):
            self._fault("expected an object with facts, found", place, _shown(value))
            return value
        for name, fact in value.items():
            parts = fact if isinstance(fact, list) else [fact]
            for part in parts:
                if not isinstance(part, str | bool | int | float | NoneType) or (part is None and fact is not None):
                    self._fault("expected a text, a number, true or false, found", _inside(place, name), _shown(part))
        return value

    def _fault(self, problem: str, place: str, found: str | None = None, allowed: tuple[str, ...] = ()) -> None:
        self.faults.append(fault_at(NOWHERE, problem, place=place, found=found, allowed=allowed))


def _inside(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "an object"
    return "a list" if isinstance(value, list) else "null" if value is None else str(value)
