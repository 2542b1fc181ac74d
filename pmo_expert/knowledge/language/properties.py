"""Properties: what must hold of the advice on every possible case, as data."""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import field, frozen

from pmo_expert.faults import NOWHERE, Position
from pmo_expert.knowledge.language.conditions import Condition

ChangeKind = Literal["raise", "lower", "serve", "learn"]
Judged = Literal["verdict", "lean"]
ANY = "any"


@frozen
class Always:
    """Some conditions hold in every case."""

    conditions: tuple[Condition, ...]


@frozen
class Never:
    """In no case do some conditions hold together."""

    conditions: tuple[Condition, ...]


@frozen
class CaseChange:
    """A change of one attribute: a step up or down a scale, one more goal that is served, or an unknown value learned.

    `attribute` is `any` when each may be learned.
    """

    kind: ChangeKind
    attribute: str


@frozen
class NeverWorse:
    """A change makes the verdict, or the lean, no worse."""

    change: CaseChange
    of: tuple[Judged, ...]


@frozen
class NeverLeads:
    """A change does not lead from some verdicts to others."""

    change: CaseChange
    start: tuple[str, ...]
    end: tuple[str, ...]


Demand: TypeAlias = Always | Never | NeverWorse | NeverLeads


@frozen(kw_only=True)
class Property:
    """One property: the demand, for the cases that meet `when`, before and after a change if there is one."""

    id: str
    says: str
    demand: Demand
    when: tuple[Condition, ...] = ()
    position: Position = field(default=NOWHERE, eq=False, repr=False)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """All conditions that the property tests."""
        own = self.demand.conditions if isinstance(self.demand, Always | Never) else ()
        return (*self.when, *own)
