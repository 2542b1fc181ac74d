"""What programs are made of: variables, conclusions and labels, each a key with its parts.

They are compared by their parts and never by the text that shows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias


class Variable(NamedTuple):
    """A fact of a program: an attribute, or, with a `member`, whether a set holds it."""

    attribute: str
    member: str = ""

    def __str__(self) -> str:
        return f"{self.attribute}:{self.member}" if self.member else self.attribute


class Atom(NamedTuple):
    """A conclusion of a program: of which kind, about what, and the value that it gives, where there is more than one.

    `kind` and `about` together name what has the value: `Atom("concern", "reward", "open")` reads concern.reward=open.
    """

    kind: str
    about: str = ""
    value: str = ""

    @property
    def subject(self) -> str:
        """The name by which conditions read what has the value."""
        return f"{self.kind}.{self.about}" if self.about else self.kind

    def __str__(self) -> str:
        return f"{self.subject}={self.value}" if self.value else self.subject


class Label(NamedTuple):
    """Whose clause it is: a rule's or a principle's, which of its stages, and about what where that makes several."""

    rule: str
    stage: str = ""
    about: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, self))


Facts: TypeAlias = Mapping[Variable, str]
"""The value of each fact."""
