"""What could still happen, as clauses: an unknown fact could raise a concern, or bring growth that serves a goal.

It is exact: it holds if and only if the unknown facts can have values, all at once, under which it happens. A rule's
conditions, those on conclusions unfolded down to facts, are put as ways, each of which names a fact once; so a way is
open as long as no stated fact closes it. For rules that can apply in more ways than are listed, it may hold too often.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from pmo_expert.domain.accepts import Includes
from pmo_expert.domain.attribute import UNKNOWN
from pmo_expert.knowledge.compiling.atoms import Atoms
from pmo_expert.knowledge.compiling.clauses import Origin, principle_origin
from pmo_expert.knowledge.compiling.encoding import Encoding
from pmo_expert.knowledge.compiling.reasoning import goal_condition, goals_of
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.knowledge.language.principles import POSSIBLE_CONCERN, POSSIBLE_GROWTH, Principle
from pmo_expert.knowledge.language.rule import Offers, Raises, Rule
from pmo_expert.logic.program import Absent, FactIn, Literal, without_value
from pmo_expert.logic.ways import TooManyWaysError, Way, Ways


@frozen
class Hopeful:
    """A rule whose effect could still follow, and the literals that it takes."""

    rule: Rule
    body: tuple[Literal, ...]


@frozen
class Possible:
    """Adds what could still happen, once all other clauses are there."""

    atoms: Atoms
    encoding: Encoding
    principles: dict[str, Principle]

    def add(self, hopeful: Iterable[Hopeful]) -> None:
        """Add the clauses for some rules. Raises CyclicProgramError when a rule rests on itself."""
        ways = Ways(without_value(self.encoding.domains, self.atoms.clauses.clauses, UNKNOWN))
        for one in hopeful:
            match one.rule.effect:
                case Raises(concern):
                    self._add_concern(one.rule, concern, self._ways(ways, one))
                case Offers(_, serves) if serves:
                    self._add_growth(one.rule, serves, self._ways(ways, one))

    def _ways(self, ways: Ways, one: Hopeful) -> tuple[Way, ...]:
        """Return the ways of a rule; where they are too many to list, its conditions on attributes as one.

        That one way may be open where the rule cannot apply any more, never the other way round.
        """
        try:
            return ways.of_all(one.body)
        except TooManyWaysError:
            tests = [part for part in self._conditions(one.rule) if not _is_any_of(part)]
            literals = (literal for condition in tests for literal in self.encoding.literals(condition))
            return ways.of_all(literals)

    def _add_concern(self, rule: Rule, concern: str, ways: tuple[Way, ...]) -> None:
        origin = self._origin(POSSIBLE_CONCERN, rule)
        head = self.atoms.possible(concern)
        for number, way in enumerate(ways):
            body: list[Literal] = [Absent(self.atoms.raised(concern)), *map(self._open, way)]
            self.atoms.clauses.add(origin, [head], body, rule.id, str(number))

    def _add_growth(self, rule: Rule, serves: tuple[str, ...], ways: tuple[Way, ...]) -> None:
        goals = goals_of(self.atoms)
        assert goals is not None
        for goal in serves:
            origin = self._origin(POSSIBLE_GROWTH, rule, goal_condition(goals, goal))
            wanted: list[Literal] = [Absent(self.atoms.wiifm("passes")), FactIn(goals.member(goal), ("yes",))]
            for number, way in enumerate(ways):
                body = [*wanted, *map(self._open, way)]
                self.atoms.clauses.add(origin, [self.atoms.still_open()], body, rule.id, f"{goal} {number}")

    def _open(self, literal: FactIn) -> FactIn:
        """Return the literal that a fact has one of some values or may still have it."""
        values = (*literal.values, UNKNOWN)
        domain = self.encoding.domains[literal.variable]
        return FactIn(literal.variable, tuple(value for value in domain if value in values))

    def _origin(self, principle: str, rule: Rule, *further: Condition) -> Origin:
        widened = tuple(
            evolve(condition, unknown=True, text=f"{condition.text} or {UNKNOWN}")
            for condition in self._conditions(rule)
        )
        origin = principle_origin(principle, self.principles[principle], (*widened, *further))
        return evolve(origin, reads_stated=True)

    def _conditions(self, rule: Rule) -> list[Condition]:
        attributes = self.encoding.vocabulary.attributes
        return [condition for condition in rule.when if condition.subject in attributes]


def _is_any_of(condition: Condition) -> bool:
    """Say whether a condition asks for one of several members of a set, which is no conjunction."""
    return isinstance(condition.accepts, Includes) and condition.accepts.is_any_of
