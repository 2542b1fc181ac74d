"""Results as JSON, and back."""

from __future__ import annotations

from typing import Any, TypeVar, overload

from pmo_expert.advice.model import Advice

T = TypeVar("T")


def to_json(result: Any) -> str:
    """Return any result of this library (an advice, an explanation, a what-if) as indented JSON."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(result), indent=2).decode()


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
