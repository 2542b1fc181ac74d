"""Clauses with their origin: whose they are, why they hold, and how their conclusions read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from attrs import define, field, frozen

from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.knowledge.language.principles import Principle
from pmo_expert.logic.keys import Atom, Label
from pmo_expert.logic.program import Clause, Literal


@frozen
class Origin:
    """Whose clause it is: a rule's, or one of the principles of the reasoning itself.

    `reads_stated` says that its conditions are on what is stated, not on what is usual.
    """

    rule: str
    because: str
    sources: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()
    is_principle: bool = False
    reads_stated: bool = False


class Statement(NamedTuple):
    """A conclusion in words, for when it was reached and when not."""

    reached: str
    absent: str


@define
class ClauseList:
    """Clauses as they are collected, with their origins by label and the words for their conclusions."""

    clauses: list[Clause] = field(factory=list)
    heads: set[Atom] = field(factory=set)
    origins: dict[Label, Origin] = field(factory=dict)
    statements: dict[Atom, Statement] = field(factory=dict)

    def state(self, conclusion: Atom, reached: str, absent: str) -> Atom:
        """Note how a conclusion reads; return its key."""
        self.statements.setdefault(conclusion, Statement(reached, absent))
        return conclusion

    def add(
        self, origin: Origin, heads: Iterable[Atom], body: Iterable[Literal], stage: str = "", about: str = ""
    ) -> None:
        """Add a clause for each head; clauses of one origin that differ in body differ in `stage` and `about`."""
        label = Label(origin.rule, stage, about)
        self.origins.setdefault(label, origin)
        fixed = tuple(body)
        added = [Clause(head, fixed, label) for head in heads]
        self.clauses += added
        self.heads.update(clause.head for clause in added)


def principle_origin(name: str, principle: Principle, conditions: tuple[Condition, ...] = ()) -> Origin:
    """Return the origin of a clause that is no rule's but the reasoning's own."""
    return Origin(name, principle.because, principle.sources, conditions, is_principle=True)
