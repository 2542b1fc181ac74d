"""The engine `table`: a program as expressions over the columns of a data frame, which its engine runs.

Every conclusion that is not the same for all rows is a column of yes and no, in terms of those below it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from attrs import frozen

from pmo_expert.logic.bodies import Body, fewest, simplified, where_false
from pmo_expert.logic.columns.expression import Expression, column
from pmo_expert.logic.columns.reader import Reader, Tests
from pmo_expert.logic.columns.view import View
from pmo_expert.logic.keys import Atom, Facts
from pmo_expert.logic.program import FactIn, Holds, Literal, Program
from pmo_expert.logic.specialize import Residue, needed, specialize


@frozen
class Derived:
    """A view with columns for what was derived.

    `conclusion` and `clause` say of those that were asked for where they hold: in an expression over the view, or in
    one word for all rows.
    """

    view: View
    _residue: Residue
    _ways: Mapping[Atom, list[Body]]
    _reader: Reader

    def choice(self, names: Sequence[Atom]) -> list[tuple[Atom, Expression | bool]]:
        """Return conclusions of which no row reaches two, each with where it was reached if none before it was.

        First comes what rests on no other that is left, and of such what is said in the fewest words. What no row
        reaches is left out.
        """
        tests: list[tuple[Atom, Expression | bool]] = [
            (name, True) for name in names if self._residue.settled.get(name)
        ]
        left = {name: self._ways[name] for name in names if name in self._ways and not tests}
        false: set[Literal] = set()
        while left := {name: least for name, bodies in left.items() if (least := fewest(where_false(bodies, false)))}:
            sizes = {name: _size(bodies, left) for name, bodies in left.items()}
            name = min(sizes, key=lambda name: sizes[name])
            bodies = left.pop(name)
            tests.append((name, self._reader.any_of(bodies)))
            false |= {Holds(name), *(body[0] for body in bodies if len(body) == 1)}
        return tests

    def conclusion(self, name: Atom) -> Expression | bool:
        """Say in which rows a conclusion was reached; in none when no clause concludes it."""
        found = self._reader.columns.get(name)
        return self._residue.settled.get(name, False) if found is None else column(found)

    def clause(self, number: int) -> Expression | bool:
        """Say in which rows a clause held."""
        body = self._residue.bodies.get(number)
        return self._reader.body(body) if body else body is not None


@frozen
class TableEngine:
    """Runs a program over all rows of a frame at once."""

    program: Program

    def derive(
        self,
        view: View,
        tests: Tests,
        facts: Facts,
        *,
        conclusions: Iterable[Atom] = (),
        clauses: Collection[int] = (),
        start: str = "_",
    ) -> Derived:
        """Return the view with what is needed to say where conclusions and clauses hold.

        `tests` has the facts that differ by row, `facts` the value of every other fact of the program.
        The names of the columns that are added begin with `start`, which those of the view do not.
        """
        residue = specialize(self.program, facts)
        asked = [name for number in clauses for name in _read(residue.bodies.get(number, ()))]
        wanted = needed(self.program, residue, [*conclusions, *asked])
        ways = simplified(self._ways(residue, wanted))
        columns = {name: f"{start}conclusion{place}" for place, name in enumerate(ways)}
        reader = Reader(tests, columns, self.program.domains)
        added = {columns[name]: reader.any_of(bodies) for name, bodies in ways.items()}
        return Derived(view.adding(added), residue, ways, reader)

    def _ways(self, residue: Residue, wanted: frozenset[Atom]) -> dict[Atom, list[Body]]:
        """Return the bodies that lead to each wanted conclusion, the lowest stratum first."""
        ways: dict[Atom, list[Body]] = {}
        for number, body in residue.bodies.items():
            head = self.program.clauses[number].head
            if head in wanted:
                ways.setdefault(head, []).append(body)
        return ways


def _read(body: Body) -> list[Atom]:
    return [literal.conclusion for literal in body if not isinstance(literal, FactIn)]


def _size(bodies: Iterable[Body], names: Collection[Atom]) -> tuple[int, int]:
    """Return how often bodies read one of some conclusions, and how many literals they have."""
    literals = [literal for body in bodies for literal in body]
    read = sum(not isinstance(literal, FactIn) and literal.conclusion in names for literal in literals)
    return read, len(literals)
