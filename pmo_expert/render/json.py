"""Results as JSON, and back."""

from __future__ import annotations

from typing import Any, TypeVar, overload

import attrs

from pmo_expert.advice.advice_result import Advice
from pmo_expert.faults import NOWHERE, InputError, fault_at

FORMAT = 1
"""The format of the JSON that is written; it changes when a field goes or means something else."""

T = TypeVar("T")


def to_json(result: Any) -> str:
    """Return any result of this library (an advice, an explanation, a what-if), or several, as indented JSON.

    A single result begins with the field `format`. Raises TypeError when it is no data that JSON can hold.
    """
    import msgspec

    plain = _in_order(result)
    named = {"format": FORMAT, **plain} if attrs.has(type(result)) else plain
    return msgspec.json.format(msgspec.json.encode(named), indent=2).decode()


def _in_order(result: Any) -> Any:
    """Return a result as plain data whose keys stand in the order of the fields."""
    if attrs.has(type(result)):
        return attrs.asdict(result)
    return list(map(_in_order, result)) if isinstance(result, (list, tuple)) else result


@overload
def from_json(text: str | bytes) -> Advice: ...
@overload
def from_json(text: str | bytes, kind: type[T]) -> T: ...
def from_json(text: str | bytes, kind: type[Any] = Advice) -> Any:
    """Return the result that `to_json` wrote; `kind` is its class.

    Raises InputError, saying where, when the text is no such JSON, and TypeError when it is no text.
    """
    import msgspec

    if not isinstance(text, str | bytes):
        raise TypeError(f"from_json takes the text that to_json wrote, found: {type(text).__name__}")
    try:
        _check_format(msgspec.json.decode(text))
        return msgspec.json.decode(text, type=kind)
    except RecursionError:
        raise InputError([fault_at(NOWHERE, "is nested too deep to be what to_json wrote")]) from None
    except (msgspec.DecodeError, UnicodeError) as error:
        raise InputError([fault_at(NOWHERE, f"is no {kind.__name__} that to_json wrote: {error}")]) from None


def _check_format(data: Any) -> None:
    found = data.get("format", FORMAT) if isinstance(data, dict) else FORMAT
    if found != FORMAT:
        allowed = (str(FORMAT),)
        problem = "this library does not know the format"
        raise InputError([fault_at(NOWHERE, problem, place="format", found=found, allowed=allowed)])
