"""Attributes that are numbers within bounds, cut where rules test them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor, isfinite
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import field, frozen

from pmo_expert.documents import Table
from pmo_expert.domain.accepts import Accepts, Cut, Known, Region
from pmo_expert.domain.attribute import UNKNOWN, Attribute, Value
from pmo_expert.domain.kinds.words import Words, read_words
from pmo_expert.domain.record import Reader
from pmo_expert.domain.text import decimal_text, number_in, number_text, readable, source_text
from pmo_expert.faults import NOWHERE, Fault, Position
from pmo_expert.logic.keys import Variable
from pmo_expert.logic.program import FactIn

if TYPE_CHECKING:
    from pmo_expert.domain.cells import Cells, Column


@frozen(kw_only=True, slots=False)
class Amount(Attribute):
    """A number from `lowest` to `highest` in `unit`; `phrase` is its clause and holds `{value}`.

    `words` stand for some of the numbers. Its one fact has a value for each interval between two numbers that rules
    tell apart.
    """

    kind: ClassVar[str] = "amount"
    ordered: ClassVar[bool] = True
    operators: ClassVar[tuple[str, ...]] = ("not", "at_least", "at_most")

    keys: ClassVar[tuple[str, ...]] = ("unit", "lowest", "highest", "phrase", "values")

    unit: str
    phrase: str
    lowest: float = 0
    highest: float
    words: Words = field(factory=Words)

    @classmethod
    def from_record(cls, reader: Reader, table: Table, common: Mapping[str, Any]) -> Attribute:
        place = common["name"]
        before = len(reader.faults)
        lowest, highest = reader.number(table, "lowest", place, 0), reader.number(table, "highest", place)
        if len(reader.faults) == before and table.get("highest") is not None and lowest >= highest:
            reader.fault(table.position, "lowest must be less than highest", place=place)
        unit, phrase = reader.text(table, "unit", place), reader.template(table, "phrase", place, ("value",))
        words = read_words(reader, table, place, lowest, highest)
        return cls(unit=unit, phrase=phrase, lowest=lowest, highest=highest, words=words, **common)

    def extended(self, reader: Reader, table: Table) -> Attribute:
        reader.fault(table.position, "is an amount, to which no values can be added", place=self.name)
        return self

    @property
    def values(self) -> tuple[str, ...]:
        return ()

    @property
    def bounds(self) -> str:
        return f"{number_text(self.lowest)} to {number_text(self.highest)}"

    def convert(self, value: Any) -> Any:
        return self.read_text(value) if isinstance(value, str) else value

    def read_text(self, text: str) -> Any:
        number = self.words.number(text)
        return self.read_number(text) if number is None else number

    def read_number(self, text: str) -> Any:
        """Return the number that a text says in digits, or the text itself where it says none."""
        number = number_in(text, self.unit)
        return text if number is None else number

    def faults(self, value: Any, position: Position = NOWHERE) -> list[Fault]:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not _is_finite(value):
            return [self.wrong(position, f"expected {self.expected}, found", value, self.words.numbers)]
        if self.lowest <= value <= self.highest:
            return []
        return [self.wrong(position, f"expected {self.bounds} {self.unit}, found", value)]

    @property
    def expected(self) -> str:
        return f"a number ({self.unit})"

    def state(self, value: Value) -> str:
        if value is None:
            return self.unknown
        word = self.words.of(_number(value))
        return self.phrase.format(value=number_text(_number(value))) if word is None else self.words.phrases[word]

    def state_fact(self, variable: Variable, value: str) -> str:
        del variable
        return self.phrase.format(value=_interval_words(value, number_text(self.lowest), number_text(self.highest)))

    def state_needed(self, accepts: Accepts, text: str) -> tuple[str, ...]:
        del accepts
        return (f"{text} {self.unit}".rstrip(),)

    def written(self, value: Value) -> str:
        if value is None:
            return UNKNOWN
        return self.words.of(_number(value)) or decimal_text(_number(value))

    def explained(self) -> list[str]:
        number = f"a number, {self.bounds} {self.unit}"
        phrases = (f"{word}: {phrase}" for word, phrase in self.words.phrases.items())
        return [f"{number}, or a word:", *phrases] if self.words.phrases else [number]

    def domains(self, cuts: tuple[Cut, ...]) -> dict[Variable, tuple[str, ...]]:
        return {self.variable: (*self._intervals(cuts), UNKNOWN)}

    def encode(self, value: Value, cuts: tuple[Cut, ...]) -> Mapping[Variable, str]:
        place = None if value is None else bisect_right(cuts, (_number(value), 0))
        return {self.variable: UNKNOWN if place is None else self._intervals(cuts)[place]}

    def decode(self, facts: Mapping[Variable, str], cuts: tuple[Cut, ...], near: Value = None) -> Value:
        """Return a whole number in the interval where there is one, the nearest to `near`."""
        place = self._intervals(cuts).index(facts[self.variable])
        (low, after_low), (high, after_high) = self._edges(cuts)[place : place + 2]
        first = floor(low) + 1 if after_low else ceil(low)
        last = floor(high) if after_high else ceil(high) - 1
        if first > last:
            return (low + high) / 2
        return last if near is not None and _number(near) > last else first

    def literals(self, accepts: Accepts, cuts: tuple[Cut, ...], *, unknown: bool) -> tuple[FactIn, ...]:
        places = [(self.lowest, 0), *cuts]
        accepted = [
            name
            for name, place in zip(self._intervals(cuts), places, strict=True)
            if isinstance(accepts, Known) or (isinstance(accepts, Region) and accepts.contains(place))
        ]
        return (FactIn(self.variable, (*accepted, *([UNKNOWN] if unknown else []))),)

    def cuts_of(self, region: Region) -> tuple[Cut, ...]:
        """Return the cuts of a region that lie inside the bounds."""
        return tuple(cut for cut in region.cuts if (self.lowest, 0) < cut < (self.highest, 1))

    def _edges(self, cuts: tuple[Cut, ...]) -> list[Cut]:
        return [(self.lowest, 0), *cuts, (self.highest, 1)]

    def _intervals(self, cuts: tuple[Cut, ...]) -> tuple[str, ...]:
        return _interval_names((self.lowest, 0), cuts, (self.highest, 1))

    def schema(self) -> dict[str, Any]:
        number = self.operand_schema()
        return {"anyOf": [number, {"enum": list(self.words.numbers)}]} if self.words.numbers else number

    def operand_schema(self) -> dict[str, Any]:
        return {"type": "number", "minimum": self.lowest, "maximum": self.highest}

    def annotation(self) -> str:
        words = ", ".join(map(source_text, self.words.numbers))
        return f"float | Literal[{words}]" if words else "float"

    def declaration(self) -> str:
        bounds = f"{number_text(self.lowest)}, {number_text(self.highest)}"
        words = ", ".join(f"{source_text(word)}: {number_text(stood)}" for word, stood in self.words.numbers.items())
        return f"amount({bounds}, unit={source_text(self.unit)}{f', words={{{words}}}' if words else ''})"

    def read_cells(self, column: Column, cuts: tuple[Cut, ...], fresh: Iterator[str]) -> Cells:
        from pmo_expert.domain import cells
        from pmo_expert.domain.number_cells import intervals, numbers
        from pmo_expert.logic.columns.expression import when

        read, said = numbers(column, self.unit, fresh), cells.text_of(column)
        outside = cells.complaint_of(self, said, found=self.highest + 1)
        complaint = when(read.is_number, outside, cells.complaint_of(self, said))
        found = intervals(read, self._edges(cuts), self._intervals(cuts))
        if column.dtype in cells.TEXT and self.words.numbers:
            worded = cells.named_values(column, self.words.numbers, self.words.spelled, fresh)
            values = dict(found.values)
            for word, number in self.words.numbers.items():
                values[self.encode(number, cuts)[self.variable]] |= worded.values[word]
            found = cells.Said(values, found.known | worded.known, found.silent, {**found.steps, **worded.steps})
        return cells.one_value(self.variable, found, complaint, fresh)


@lru_cache
def _interval_names(lowest: Cut, cuts: tuple[Cut, ...], highest: Cut) -> tuple[str, ...]:
    """Return the names of the intervals between cuts: [0, 50), [50, 100]."""
    return tuple(
        f"{'(' if low[1] else '['}{number_text(low[0])}, {number_text(high[0])}{']' if high[1] else ')'}"
        for low, high in pairwise((lowest, *cuts, highest))
    )


def _interval_words(name: str, lowest: str, highest: str) -> str:
    """Return an interval in words: at most 4, more than 4; a whole range is any."""
    low, high = name[1:-1].split(", ")
    start = "" if low == lowest else f"{'more than' if name[0] == '(' else 'at least'} {low}"
    end = "" if high == highest else f"{'at most' if name[-1] == ']' else 'less than'} {high}"
    return " and ".join(filter(None, (start, end))) or "any"


def _is_finite(value: float) -> bool:
    return isinstance(value, int) or isfinite(value)


def _number(value: Value) -> float:
    assert isinstance(value, (int, float)), readable(value)
    return value
