"""Views: frames with further columns that are worked out only as far as something is asked that reads them.

What is read once is written where it is read. What is read more often becomes a column, in as few layers as its reading
allows, and only what is still to be read goes from layer to layer: the time that databases take to plan grows with
every column of every layer. So columns stand as late as they are read; but for Spark as early as they can, as it copies
what goes from layer to layer, and numbers are sooner copied than texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from attrs import evolve, field, frozen

from pmo_expert.logic.columns.expression import Expression, Operation, column, when
from pmo_expert.logic.columns.frames import Frame, Step, done, step

HIGHEST = 24
"""How many operations may stand within each other: engines have no room for very many."""


@frozen
class View:
    """A frame, and further columns by name, each in terms of the frame and of those before it.

    `start` is what no name of a column of the frame begins with.
    """

    frame: Frame
    columns: Mapping[str, Expression] = field(factory=dict)
    start: str = "_"

    def adding(self, columns: Mapping[str, Expression]) -> View:
        """Return a view with still more columns, by names that are unused."""
        return evolve(self, columns={**self.columns, **columns})

    def select(self, results: Mapping[str, Expression], *, kept: Iterable[str] = ()) -> Frame:
        """Return a frame of some columns of the frame that are kept, and of results in terms of all columns."""
        return done(self.frame, self.steps(results, kept=kept))

    def steps(self, results: Mapping[str, Expression], *, kept: Iterable[str] = ()) -> list[Step]:
        """Return the steps to such a frame, which lead there from all frames that have the same columns."""
        kept = list(kept)
        if self.frame.implementation.is_spark_like():
            standing, last = _standing(self.columns, {}, results)
            layers = _early(standing)
        else:
            chosen, tests = _apart(results, f"{self.start}test")
            standing, last = _standing(self.columns, tests, chosen)
            layers = _late(standing, last)
        steps, needed = [step(self.frame, last, kept=kept)], [*kept, *_read(last)]
        for layer in reversed(layers):
            carried = [name for name in dict.fromkeys(needed) if name not in layer]
            steps.insert(0, step(self.frame, layer, kept=carried))
            needed = [*carried, *_read(layer)]
        return steps


def _read(columns: Mapping[str, Expression]) -> list[str]:
    return [name for column in columns.values() for name in column.read()]


def _apart(results: Mapping[str, Expression], start: str) -> tuple[dict[str, Expression], dict[str, Expression]]:
    """Return results, and the tests of their choices as columns: DuckDB looks at all rows sooner than at some."""
    names: dict[Expression, str] = {}

    def chosen(result: Expression) -> Expression:
        if result.operation is not Operation.WHEN:
            return result
        test, then, otherwise = (part for part in result.parts if isinstance(part, Expression))
        name = names.setdefault(test, f"{start}{len(names)}")
        return when(column(name), chosen(then), chosen(otherwise))

    found = {name: chosen(result) for name, result in results.items()}
    return found, {name: test for test, name in names.items()}


def _standing(
    columns: Mapping[str, Expression], tests: Mapping[str, Expression], results: Mapping[str, Expression]
) -> tuple[dict[str, Expression], dict[str, Expression]]:
    """Return the columns that results need and that are not written where they are read, and the results.

    `tests` are columns too, and never written where they are read.
    """
    uses = _uses({**columns, **tests}, results)
    within: dict[str, Expression] = {}
    standing: dict[str, Expression] = {}
    for name, expression in columns.items():
        if not uses[name]:
            continue
        written = _written(expression, within)
        if written.operation is Operation.COLUMN or (uses[name] == 1 and _height(written) <= HIGHEST):
            within[name] = written
        else:
            standing[name] = written
    standing |= {name: _written(test, within) for name, test in tests.items()}
    return standing, {name: _written(result, within) for name, result in results.items()}


def _late(standing: dict[str, Expression], results: Mapping[str, Expression]) -> list[dict[str, Expression]]:
    """Return columns in layers, each in the last before those that read it."""
    layers: list[dict[str, Expression]] = []
    places = dict.fromkeys(_read(results), 0)
    for name, written in reversed(standing.items()):
        if places[name] == len(layers):
            layers.append({})
        layers[places[name]][name] = written
        for read in written.read():
            places[read] = max(places.get(read, 0), places[name] + 1)
    return layers[::-1]


def _early(standing: Mapping[str, Expression]) -> list[dict[str, Expression]]:
    """Return columns in layers, each in the first after those that it reads."""
    layers: list[dict[str, Expression]] = []
    places: dict[str, int] = {}
    for name, written in standing.items():
        places[name] = 1 + max((places.get(read, -1) for read in written.read()), default=-1)
        if places[name] == len(layers):
            layers.append({})
        layers[places[name]][name] = written
    return layers


def _uses(columns: Mapping[str, Expression], results: Mapping[str, Expression]) -> Counter[str]:
    """Return how often columns are read on the way to results."""
    uses = Counter(_read(results))
    for name in reversed([*columns]):
        if uses[name]:
            uses.update(columns[name].read())
    return uses


def _written(expression: Expression, within: Mapping[str, Expression]) -> Expression:
    """Return an expression with the columns that are to be written where they are read."""
    if expression.operation is Operation.COLUMN:
        (name,) = expression.parts
        return within.get(str(name), expression)
    if expression.operation is Operation.NEGATED:
        return ~_written(expression.negated(), within)
    parts = tuple(_written(part, within) if isinstance(part, Expression) else part for part in expression.parts)
    return Expression(expression.operation, parts)


def _height(expression: Expression) -> int:
    return 1 + max((_height(part) for part in expression.parts if isinstance(part, Expression)), default=0)
