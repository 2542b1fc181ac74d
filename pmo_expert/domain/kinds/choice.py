"""Attributes with one of several values, with or without an order."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from pmo_expert.domain.kinds.named import Named
from pmo_expert.domain.text import source_text


@frozen(kw_only=True, slots=False)
class Choice(Named):
    """An attribute with one of several values, none of which is more than another."""

    kind: ClassVar[str] = "choice"

    def annotation(self) -> str:
        named = f"Literal[{', '.join(map(source_text, self.values))}]"
        return f"{named} | bool" if self._yes_and_no else named

    def declaration(self) -> str:
        names = (f"{word}={source_text(self.names[word])}" for word in ("yes", "no") if self._yes_and_no)
        return f"choice({', '.join((*map(source_text, self.values), *names))})"


@frozen(kw_only=True, slots=False)
class Scale(Choice):
    """An attribute with one of several values in an order, the lowest first."""

    kind: ClassVar[str] = "scale"
    ordered: ClassVar[bool] = True
    operators: ClassVar[tuple[str, ...]] = ("not", "at_least", "at_most")
