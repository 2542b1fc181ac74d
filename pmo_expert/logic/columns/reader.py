"""What bodies of clauses say in terms of the columns of a data frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from attrs import frozen

from pmo_expert.logic.bodies import Body, grouped
from pmo_expert.logic.columns.expression import Expression, all_of, any_of, column, value
from pmo_expert.logic.keys import Atom, Variable
from pmo_expert.logic.program import Absent, FactIn, Holds, Literal

Tests: TypeAlias = Mapping[Variable, Mapping[str, str]]
"""For each fact that differs by row and each of its values, the column that says whether a row has it."""


@frozen
class Reader:
    """Reads bodies; `columns` names the one that says where a conclusion was reached."""

    tests: Tests
    columns: Mapping[Atom, str]
    domains: Mapping[Variable, tuple[str, ...]]

    def any_of(self, bodies: Iterable[Body]) -> Expression:
        """Say where one of some bodies holds, with what several share written once; an empty one always does."""
        given = list(bodies)
        if not all(given):
            return value(plain=True)
        return any_of(self._group(common, rests) for common, rests in grouped(given))

    def _group(self, common: Body, rests: list[Body]) -> Expression:
        """Say where some literals are true, and one of some bodies holds if there are any."""
        return all_of([*map(self.literal, common), *([self.any_of(rests)] if rests else [])])

    def body(self, body: Body) -> Expression:
        """Say where a body holds."""
        return all_of(map(self.literal, body))

    def literal(self, literal: Literal) -> Expression:
        """Say where a literal is true."""
        match literal:
            case FactIn():
                return self._fact(literal)
            case Holds(conclusion):
                return column(self.columns[conclusion])
            case Absent(conclusion):
                return ~column(self.columns[conclusion])

    def _fact(self, literal: FactIn) -> Expression:
        """Say where a fact has one of some values.

        The fewest values are looked for: a fact has one of those that are accepted when it has none of the others.
        """
        columns = self.tests[literal.variable]
        others = [value for value in self.domains[literal.variable] if value not in literal.values]
        fewest = literal.values if len(literal.values) <= len(others) else others
        found = any_of(column(columns[value]) for value in fewest)
        return ~found if fewest is others else found
