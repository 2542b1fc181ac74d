"""Results as JSON, and back."""

from __future__ import annotations

from typing import Any, TypeVar, overload

import attrs

from pmo_expert.advice.model import Advice

T = TypeVar("T")


def to_json(result: Any) -> str:
    """Return any result of this library (an advice, an explanation, a what-if), or several, as indented JSON."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(_in_order(result)), indent=2).decode()


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

    Raises ValueError, saying where, when the text is no such JSON.
    """
    import msgspec

    return msgspec.json.decode(text, type=kind)
