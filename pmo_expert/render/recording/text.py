"""Records as compact JSON."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import attrs

from pmo_expert.render.recording.record import FORMAT, Record

SEAL = "seal"
"""The last field of a record: a digest of the others, by which one sees that none was changed by mistake."""
SEAL_DIGITS = 16


def record_text(record: Record) -> str:
    """Return a record as one line of JSON, which `read_record` reads; the same record always gives the same text."""
    fields = {"format": FORMAT, **attrs.asdict(record, filter=_is_stated)}
    return _encoded({**fields, SEAL: seal_of(fields)}).decode() + "\n"


def seal_of(fields: Mapping[str, Any]) -> str:
    """Return the start of the digest of the fields of a record, without its seal, in the order in which they stand."""
    return sha256(_encoded({name: value for name, value in fields.items() if name != SEAL})).hexdigest()[:SEAL_DIGITS]


def _encoded(fields: Mapping[str, Any]) -> bytes:
    import msgspec

    return msgspec.json.encode(fields)


def _is_stated(_: object, value: Any) -> bool:
    return value is not None
