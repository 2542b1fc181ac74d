"""What results have in common: a short form for consoles, and a page for notebooks."""

from __future__ import annotations

from collections.abc import Callable, Collection
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

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, str]:
        """Return the result in the forms that notebooks choose from: all of them, or what is included or not excluded.

        HTML is a fragment that is readable without a style sheet. Plain text is the short form: a console shows it
        after every line, and whoever wants the page asks for it with `to_text`.
        """
        make: dict[str, Callable[[], str]] = {
            "text/html": lambda: str(import_module("pmo_expert.render.html.to_html").to_fragment(self)),
            "text/markdown": self._repr_markdown_,
            "text/plain": lambda: repr(self),
        }
        wanted = [kind for kind in make if not include or kind in include]
        return {kind: make[kind]() for kind in wanted if kind not in (exclude or ())}


def _short(name: str, value: Any) -> str:
    """Return a field in a few words: short values as they are, of several how many."""
    if isinstance(value, (tuple, dict)):
        return f"{name}: {len(value)}"
    if isinstance(value, (str, int, float)) or value is None:
        text = repr(value)
        return f"{name}={text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}"
    return ""
