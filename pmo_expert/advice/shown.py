"""What results have in common: a short form for consoles, and a page for notebooks."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import attrs

LONGEST = 60


class Shown:
    """Base of the results that are shown to people."""

    __slots__ = ()

    def __repr__(self) -> str:
        fields = attrs.fields(type(self))  # type: ignore[arg-type]  # results are attrs classes
        parts = [_short(field.name, getattr(self, field.name)) for field in fields]
        return f"<{type(self).__name__} {', '.join(filter(None, parts))}>"

    def _repr_markdown_(self) -> str:
        # Pages are made above this layer, and most programs never ask for one.
        page: str = import_module("pmo_expert.render.markdown").to_markdown(self)
        return page


def _short(name: str, value: Any) -> str:
    """Return a field in a few words: short values as they are, of several how many."""
    if isinstance(value, (tuple, dict)):
        return f"{name}: {len(value)}"
    if isinstance(value, (str, int, float)) or value is None:
        text = repr(value)
        return f"{name}={text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}"
    return ""
