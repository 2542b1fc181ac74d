"""Ways to write a test on the rows of a data frame: as an expression of Narwhals, or as SQL.

A database plans a layer of many columns far sooner from one text than from an object for each part of each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

import narwhals.stable.v2 as nw
from attrs import frozen

from pmo_expert.logic.keys import Atom, Variable
from pmo_expert.logic.program import Absent, FactIn, Holds, Literal

Frame: TypeAlias = nw.DataFrame[Any] | nw.LazyFrame[Any]
Tests: TypeAlias = Mapping[Variable, Mapping[str, str]]
"""For each fact that differs by row and each of its values, the column that says whether a row has it."""
Body: TypeAlias = tuple[Literal, ...]
T = TypeVar("T")


class Notation(Protocol[T]):
    """How a test is written of columns of yes and no."""

    def column(self, name: str) -> T: ...
    def any_of(self, tests: Iterable[T]) -> T: ...
    def all_of(self, tests: Iterable[T]) -> T: ...
    def negated(self, test: T) -> T: ...
    def added(self, frame: Frame, columns: Mapping[str, T]) -> Frame:
        """Return a frame with further columns."""
        ...


@frozen
class Expressions:
    """Tests as expressions of Narwhals."""

    def column(self, name: str) -> nw.Expr:
        return nw.col(name)

    def any_of(self, tests: Iterable[nw.Expr]) -> nw.Expr:
        return any_of(tests)

    def all_of(self, tests: Iterable[nw.Expr]) -> nw.Expr:
        return all_of(tests)

    def negated(self, test: nw.Expr) -> nw.Expr:
        return ~test

    def added(self, frame: Frame, columns: Mapping[str, nw.Expr]) -> Frame:
        return frame.with_columns(**columns)


@frozen
class Sql:
    """Tests as SQL; `quote` stands around names."""

    quote: str

    def column(self, name: str) -> str:
        return f"{self.quote}{name.replace(self.quote, 2 * self.quote)}{self.quote}"

    def any_of(self, tests: Iterable[str]) -> str:
        return f"({' OR '.join(tests)})"

    def all_of(self, tests: Iterable[str]) -> str:
        return f"({' AND '.join(tests)})"

    def negated(self, test: str) -> str:
        return f"(NOT {test})"

    def added(self, frame: Frame, columns: Mapping[str, str]) -> Frame:
        native, named = frame.to_native(), [f"{test} AS {self.column(name)}" for name, test in columns.items()]
        added = (
            native.selectExpr("*", *named)
            if hasattr(native, "selectExpr")
            else native.project(", ".join(["*", *named]))
        )
        opened: Frame = nw.from_native(added)
        return opened


@frozen
class Reader(Generic[T]):
    """What bodies say in terms of columns."""

    notation: Notation[T]
    tests: Tests
    columns: Mapping[Atom, str]
    domains: Mapping[Variable, tuple[str, ...]]

    def any_of(self, bodies: Iterable[Body]) -> T:
        """Say where one of some bodies holds."""
        return self.notation.any_of(map(self.body, bodies))

    def body(self, body: Body) -> T:
        """Say where a body holds."""
        return self.notation.all_of(map(self.literal, body))

    def literal(self, literal: Literal) -> T:
        """Say where a literal is true."""
        match literal:
            case FactIn():
                return self._fact(literal)
            case Holds(conclusion):
                return self.notation.column(self.columns[conclusion])
            case Absent(conclusion):
                return self.notation.negated(self.notation.column(self.columns[conclusion]))

    def _fact(self, literal: FactIn) -> T:
        """Say where a fact has one of some values.

        The fewest values are looked for: a fact has one of those that are accepted when it has none of the others.
        """
        columns = self.tests[literal.variable]
        others = [value for value in self.domains[literal.variable] if value not in literal.values]
        fewest = literal.values if len(literal.values) <= len(others) else others
        found = self.notation.any_of(self.notation.column(columns[value]) for value in fewest)
        return self.notation.negated(found) if fewest is others else found


def notation_of(frame: Frame) -> Notation[Any]:
    """Return how tests are written for the engine of a frame."""
    if frame.implementation.is_duckdb():
        return Sql('"')
    return Sql("`") if frame.implementation.is_pyspark() or frame.implementation.is_pyspark_connect() else Expressions()


def any_of(tests: Iterable[nw.Expr]) -> nw.Expr:
    """Say where some test is true."""
    first, *rest = tests
    return nw.any_horizontal(first, *rest, ignore_nulls=False) if rest else first


def all_of(tests: Iterable[nw.Expr]) -> nw.Expr:
    """Say where every test is true."""
    first, *rest = tests
    return nw.all_horizontal(first, *rest, ignore_nulls=False) if rest else first
