"""Cases: what is known about one situation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import field, frozen

from pmo_expert.domain.attribute import Value

if TYPE_CHECKING:
    from pmo_expert.domain.vocabulary import Vocabulary


class StatedCase:
    """Base of the cases that classes written for a pack state."""

    @property
    def facts(self) -> Mapping[str, Value]:
        """The facts that are known, by `section.attribute`."""
        raise NotImplementedError

    title: str


@frozen(repr=False)
class PlainCase:
    """A case of any pack.

    `title` names the case to the reader; no rule reads it. `facts` are those that are known, by `section.attribute`, in
    the order of the vocabulary that they were checked by.
    """

    title: str
    facts: Mapping[str, Value] = field(hash=False)
    vocabulary: Vocabulary = field(eq=False)

    def value(self, name: str) -> Value:
        """Return the value of an attribute; None means unknown."""
        return self.facts.get(name)

    def with_facts(self, facts: Mapping[str, Any]) -> PlainCase:
        """Return the case with some facts changed; None makes one unknown. Raises InputError with every fault."""
        return self.vocabulary.case({**self.facts, **facts}, title=self.title)

    def __repr__(self) -> str:
        title = f"{self.title!r}, " if self.title else ""
        return f"PlainCase({title}{dict(self.facts)!r})"


AnyCase: TypeAlias = PlainCase | StatedCase
"""What states a case."""
