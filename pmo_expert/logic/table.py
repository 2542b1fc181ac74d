"""The engine `table`: a program as expressions over the columns of a data frame, which the frame's own engine runs.

Every conclusion that is not the same for all rows becomes a column of yes and no, a stratum at a time, so that no
expression grows with the depth of the program. Narwhals hands the expressions to pandas, Polars, PyArrow, DuckDB or
Spark.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeAlias

import narwhals.stable.v2 as nw
from attrs import frozen

from pmo_expert.logic.keys import Atom, Facts, Variable
from pmo_expert.logic.program import Absent, FactIn, Holds, Literal, Program
from pmo_expert.logic.specialize import Residue, needed, specialize

Frame: TypeAlias = nw.DataFrame[Any] | nw.LazyFrame[Any]
Tests: TypeAlias = Mapping[Variable, Mapping[str, nw.Expr]]
"""For each fact that differs by row and each of its values, whether a row has it: true or false, best a column each."""

_Body: TypeAlias = tuple[Literal, ...]


@frozen
class Derived:
    """A frame with columns for what was derived.

    `conclusion` and `clause` say of those that were asked for where they hold: in an expression over the frame, or in
    one word for all rows.
    """

    frame: Frame
    _residue: Residue
    _reader: _Reader

    def conclusion(self, name: Atom) -> nw.Expr | bool:
        """Say in which rows a conclusion was reached; in none when no clause concludes it."""
        column = self._reader.columns.get(name)
        return self._residue.settled.get(name, False) if column is None else nw.col(column)

    def clause(self, number: int) -> nw.Expr | bool:
        """Say in which rows a clause held."""
        body = self._residue.bodies.get(number)
        return self._reader.body(body) if body else body is not None


@frozen
class TableEngine:
    """Runs a program over all rows of a frame at once."""

    program: Program

    def derive(
        self,
        frame: Frame,
        tests: Tests,
        facts: Facts,
        *,
        conclusions: Iterable[Atom] = (),
        clauses: Collection[int] = (),
        start: str = "_",
    ) -> Derived:
        """Return the frame with what is needed to say where conclusions and clauses hold; a lazy one stays lazy.

        `tests` has the facts that differ by row, `facts` the value of every other fact of the program.
        The names of the columns that are added begin with `start`, which those of the frame do not.
        """
        residue = specialize(self.program, facts)
        asked = [name for number in clauses for name in _read(residue.bodies.get(number, ()))]
        wanted = needed(self.program, residue, [*conclusions, *asked])
        ways = self._ways(residue, wanted)
        columns = {name: f"{start}conclusion{place}" for place, name in enumerate(ways)}
        reader = _Reader(tests, columns, self.program.domains)
        for layer in self._layers(wanted):
            frame = frame.with_columns(**{columns[name]: reader.any_of(ways[name]) for name in layer})
        return Derived(frame, residue, reader)

    def _ways(self, residue: Residue, wanted: frozenset[Atom]) -> dict[Atom, list[_Body]]:
        """Return the bodies that lead to each wanted conclusion, a body once."""
        ways: dict[Atom, dict[_Body, None]] = {}
        for number, body in residue.bodies.items():
            head = self.program.clauses[number].head
            if head in wanted:
                ways.setdefault(head, {})[body] = None
        return {head: list(bodies) for head, bodies in ways.items()}

    def _layers(self, wanted: frozenset[Atom]) -> list[list[Atom]]:
        """Return the wanted conclusions by stratum, the lowest first."""
        layers: dict[int, list[Atom]] = {}
        for name, stratum in self.program.strata.items():
            if name in wanted:
                layers.setdefault(stratum, []).append(name)
        return [layers[stratum] for stratum in sorted(layers)]


@frozen
class _Reader:
    """What bodies say in terms of columns."""

    tests: Tests
    columns: Mapping[Atom, str]
    domains: Mapping[Variable, tuple[str, ...]]

    def any_of(self, bodies: Iterable[_Body]) -> nw.Expr:
        return any_of(map(self.body, bodies))

    def body(self, body: _Body) -> nw.Expr:
        return all_of(map(self.literal, body))

    def literal(self, literal: Literal) -> nw.Expr:
        match literal:
            case FactIn():
                return has_value(literal, self.tests[literal.variable], self.domains[literal.variable])
            case Holds(conclusion):
                return nw.col(self.columns[conclusion])
            case Absent(conclusion):
                return ~nw.col(self.columns[conclusion])


def any_of(tests: Iterable[nw.Expr]) -> nw.Expr:
    """Say where some test is true."""
    first, *rest = tests
    return nw.any_horizontal(first, *rest, ignore_nulls=False) if rest else first


def all_of(tests: Iterable[nw.Expr]) -> nw.Expr:
    """Say where every test is true."""
    first, *rest = tests
    return nw.all_horizontal(first, *rest, ignore_nulls=False) if rest else first


def has_value(literal: FactIn, tests: Mapping[str, nw.Expr], domain: Iterable[str]) -> nw.Expr:
    """Say where a fact has one of some values; `tests` says for each value of its domain where it has that one.

    The fewest values are looked for: a fact has one of those that are accepted when it has none of the others.
    """
    others = [value for value in domain if value not in literal.values]
    if len(literal.values) <= len(others):
        return any_of(tests[value] for value in literal.values)
    return ~any_of(tests[value] for value in others)


def _read(body: _Body) -> list[Atom]:
    return [literal.conclusion for literal in body if not isinstance(literal, FactIn)]
