"""Expressions over the columns of a data frame, in no engine's own words.

What they mean is what Polars means by the same: a test of nothing is nothing, but where one part settles it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto
from typing import TypeAlias

from attrs import frozen

Plain: TypeAlias = str | int | float | bool | None


class Operation(Enum):
    """What an expression does with its parts."""

    COLUMN = auto()
    VALUE = auto()
    ENUM_VALUE = auto()
    WHEN = auto()
    ANY_OF = auto()
    ALL_OF = auto()
    NEGATED = auto()
    EQUALS = auto()
    ABOVE = auto()
    AT_LEAST = auto()
    AT_MOST = auto()
    SUM = auto()
    TIMES = auto()
    NUMBER = auto()
    FIRST_OF = auto()
    IS_NULL = auto()
    IS_NAN = auto()
    OR_FALSE = auto()
    AS_TEXT = auto()
    AS_FLOAT = auto()
    AS_INTEGER = auto()
    LOWER = auto()
    REPLACED = auto()
    REPLACED_PATTERN = auto()
    STRIPPED = auto()
    HEAD = auto()
    CONTAINS = auto()
    MATCHES = auto()
    JOINED = auto()
    JOINED_KNOWN = auto()
    AS_TEXTS = auto()
    LENGTH = auto()
    NUMBERED = auto()
    WITHIN = auto()
    HOLDS = auto()


@frozen(eq=False)
class Expression:
    """An operation on some parts, which are expressions or plain values."""

    operation: Operation
    parts: tuple[Expression | Plain | tuple[Plain, ...], ...]

    def __or__(self, other: Expression) -> Expression:
        return any_of((self, other))

    def __and__(self, other: Expression) -> Expression:
        return all_of((self, other))

    def __invert__(self) -> Expression:
        return self.negated() if self.operation is Operation.NEGATED else self._done(Operation.NEGATED)

    def negated(self) -> Expression:
        """Return what this negates."""
        (part,) = self.parts
        assert self.operation is Operation.NEGATED
        assert isinstance(part, Expression)
        return part

    def __neg__(self) -> Expression:
        return self.times(-1)

    def read(self) -> list[str]:
        """Return the columns that this reads, each as often as it stands here."""
        if self.operation is Operation.COLUMN:
            return [str(self.parts[0])]
        return [name for part in self.parts if isinstance(part, Expression) for name in part.read()]

    def equals(self, value: Plain) -> Expression:
        return self._done(Operation.EQUALS, value)

    def number(self, numbers: Mapping[str, int]) -> Expression:
        """Return the number that stands for a text, null where none does. No text is an empty one."""
        return self._done(Operation.NUMBER, tuple(numbers), tuple(numbers.values()))

    def above(self, number: float) -> Expression:
        return self._done(Operation.ABOVE, number)

    def at_least(self, number: float) -> Expression:
        return self._done(Operation.AT_LEAST, number)

    def at_most(self, number: float) -> Expression:
        return self._done(Operation.AT_MOST, number)

    def between(self, lowest: int, highest: int) -> Expression:
        """Say where a whole number lies between two, which may be the same, or is one of them."""
        return self.equals(lowest) if lowest == highest else self.at_least(lowest) & self.at_most(highest)

    def times(self, number: int) -> Expression:
        return self._done(Operation.TIMES, number)

    def is_null(self) -> Expression:
        return self._done(Operation.IS_NULL)

    def is_nan(self) -> Expression:
        return self._done(Operation.IS_NAN)

    def or_false(self) -> Expression:
        """Return a test that is false where it was null."""
        return self._done(Operation.OR_FALSE)

    def as_text(self) -> Expression:
        return self._done(Operation.AS_TEXT)

    def as_float(self) -> Expression:
        return self._done(Operation.AS_FLOAT)

    def as_integer(self) -> Expression:
        return self._done(Operation.AS_INTEGER)

    def lower(self) -> Expression:
        return self._done(Operation.LOWER)

    def replaced(self, old: str, new: str) -> Expression:
        return self._done(Operation.REPLACED, old, new)

    def replaced_pattern(self, pattern: str, new: str) -> Expression:
        return self._done(Operation.REPLACED_PATTERN, pattern, new)

    def stripped(self, characters: str) -> Expression:
        return self._done(Operation.STRIPPED, characters)

    def head(self, characters: int) -> Expression:
        return self._done(Operation.HEAD, characters)

    def contains(self, text: str) -> Expression:
        return self._done(Operation.CONTAINS, text)

    def matches(self, pattern: str) -> Expression:
        """Say where a pattern is found in this."""
        return self._done(Operation.MATCHES, pattern)

    def as_texts(self) -> Expression:
        """Return a list of named values as a list of texts."""
        return self._done(Operation.AS_TEXTS)

    def length(self) -> Expression:
        """Return how long a list is."""
        return self._done(Operation.LENGTH)

    def within(self, texts: Iterable[str]) -> Expression:
        """Say where a list of texts holds nothing but some."""
        return self._done(Operation.WITHIN, tuple(texts))

    def numbered(self, texts: Iterable[str]) -> Expression:
        """Return a list of texts for which an engine may have numbers; what is none of them may be lost."""
        return self._done(Operation.NUMBERED, tuple(texts))

    def holds(self, text: str) -> Expression:
        """Say where a list holds a text."""
        return self._done(Operation.HOLDS, text)

    def _done(self, operation: Operation, *parts: Expression | Plain | tuple[Plain, ...]) -> Expression:
        return Expression(operation, (self, *parts))


def are_places(numbers: Sequence[int]) -> bool:
    """Say whether numbers are the places at which they stand, from 1 on."""
    return list(numbers) == list(range(1, 1 + len(numbers)))


def column(name: str) -> Expression:
    """Return what a column holds."""
    return Expression(Operation.COLUMN, (name,))


def value(plain: Plain) -> Expression:
    """Return a value for all rows; None is no text."""
    return Expression(Operation.VALUE, (plain,))


def enum_value(text: str | None, texts: Sequence[str]) -> Expression:
    """Return one of some texts, which an engine may number, or none, for all rows."""
    return Expression(Operation.ENUM_VALUE, (text, tuple(texts)))


def when(test: Expression, then: Expression, otherwise: Expression) -> Expression:
    """Return one of two expressions by a test on each row, the second where the test is null."""
    return Expression(Operation.WHEN, (test, then, otherwise))


def any_of(tests: Iterable[Expression]) -> Expression:
    """Say where some test is true."""
    first, *others = tests
    return Expression(Operation.ANY_OF, (first, *others)) if others else first


def all_of(tests: Iterable[Expression]) -> Expression:
    """Say where every test is true."""
    first, *others = tests
    return Expression(Operation.ALL_OF, (first, *others)) if others else first


def sum_of(numbers: Iterable[Expression]) -> Expression:
    """Return the sum of some numbers."""
    first, *others = numbers
    return Expression(Operation.SUM, (first, *others)) if others else first


def first_of(parts: Iterable[Expression]) -> Expression:
    """Return the first of some parts that is not null."""
    return Expression(Operation.FIRST_OF, tuple(parts))


def joined(texts: Iterable[Expression]) -> Expression:
    """Return texts one after the other; null where one of them is."""
    return Expression(Operation.JOINED, tuple(texts))


def joined_known(texts: Iterable[Expression], separator: str) -> Expression:
    """Return the texts that are not null, with a separator between them."""
    return Expression(Operation.JOINED_KNOWN, (separator, *texts))
