"""Results as JSON, and back."""

from __future__ import annotations

from typing import Any, TypeVar, overload

import attrs

from pmo_expert.advice.advice_result import Advice
from pmo_expert.domain.case import PlainCase
from pmo_expert.faults import NOWHERE, InputError, fault_at
from pmo_expert.proofs.proof import Proof

FORMAT = 2
"""The format of the JSON that is written; it changes when a field goes or means something else."""

T = TypeVar("T")


def to_json(result: Any) -> str:
    """Return any result of this library (an advice, an explanation, a what-if), or several, as indented JSON.

    A single result begins with the field `format`. Raises TypeError when it is no data that JSON can hold.
    """
    import msgspec

    encoded = msgspec.json.encode(_with_plain_cases(result), enc_hook=_refuse)
    if attrs.has(type(result)):
        encoded = b'{"format":%d,' % FORMAT + encoded[1:]
    return msgspec.json.format(encoded, indent=2).decode()


def _with_plain_cases(result: Any) -> Any:
    """Return a result, or several, in which cases are their title and facts, without the vocabulary that they know."""
    if isinstance(result, (list, tuple)):
        return list(map(_with_plain_cases, result))
    if isinstance(result, (PlainCase, Proof)):
        return attrs.asdict(result, filter=lambda field, _: field.name != "vocabulary", value_serializer=_sorted)
    return result


def _sorted(_: object, __: object, value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def _refuse(value: Any) -> Any:
    raise TypeError(f"expected a result of this library, found: {type(value).__name__}")


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
    except NameError:
        raise TypeError(f"{kind.__name__} holds cases, which only their rules can read; it is not read back") from None
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
