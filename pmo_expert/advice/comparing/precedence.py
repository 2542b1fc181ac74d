"""Which of some cases is better than which, never for what is not known of it."""

from __future__ import annotations

from functools import cached_property

from attrs import define, evolve

from pmo_expert.advice.advise import wanted_goals
from pmo_expert.advice.comparing.order import STEPS, Step, rank
from pmo_expert.advice.consultation import Consultation
from pmo_expert.domain.case import PlainCase
from pmo_expert.knowledge.compiling.atoms import serves
from pmo_expert.knowledge.diagrams import severe_atoms

Rank = tuple[int, int, int]


@define(slots=False)
class Precedence:
    """Where cases stand to one another, by their places from 0.

    A case ranks before another by `rank_of`. It is better where it still does once the facts that are known of the
    other and not of it are the same for both. So no circle of better cases is possible, some case is always best, and
    no case is better than the same case with more facts.
    """

    given: list[Consultation]

    @cached_property
    def _ranks(self) -> list[Rank]:
        return list(map(rank_of, self.given))

    @cached_property
    def best(self) -> tuple[int, ...]:
        """The places of the cases than which none is better."""
        return tuple(place for place in range(len(self.given)) if not self._better_than(place))

    def first_of(self, places: tuple[int, ...]) -> int:
        """Return the first of some cases by rank."""
        return min(places, key=lambda place: self._ranks[place])

    def ranks_before(self, place: int, other: int) -> bool:
        """Say whether a case ranks before another, whether or not that is for what is not known of it."""
        return self._ranks[place] < self._ranks[other]

    def missing(self, place: int, other: int) -> PlainCase:
        """Return what is known of another case and not of a case."""
        own, known = self.given[place].case, self.given[other].case
        return evolve(known, facts={name: value for name, value in known.facts.items() if own.value(name) is None})

    def is_better(self, place: int, other: int) -> bool:
        """Say whether a case is better than another."""
        if not self.ranks_before(place, other):
            return False
        missing = self.missing(place, other).facts
        return not missing or rank_of(self.given[place].with_facts(missing)) < self._ranks[other]

    def behind_by(self, place: int) -> Step:
        """Return the first step by which a case is behind the first of those that are better."""
        first = self.first_of(self._better_than(place))
        steps = zip(STEPS, self._ranks[place], self._ranks[first], strict=True)
        return next(step for step, own, other in steps if own != other)

    def _better_than(self, place: int) -> tuple[int, ...]:
        return tuple(other for other in range(len(self.given)) if self.is_better(other, place))


def rank_of(given: Consultation) -> Rank:
    """Return what a case is compared by, step by step; the smallest is best."""
    decision = given.knowledge.decision
    severe = severe_atoms(given.knowledge.concerns, decision)
    served = (serves(goal) for goal in wanted_goals(given) or ())
    return rank(
        decision.verdict_names.index(given.verdict),
        sum(atom in given.reached for atom in severe),
        sum(atom in given.reached for atom in served),
    )
