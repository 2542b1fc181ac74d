"""Expressions in the words of Polars, which are those of Narwhals too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import add
from typing import Any, TypeAlias

from attrs import frozen

from pmo_expert.logic.columns.expression import Expression, Operation, are_places

Write: TypeAlias = Callable[..., Any]

METHODS: Mapping[Operation, Write] = {
    Operation.NEGATED: lambda part: ~part,
    Operation.EQUALS: lambda part, other: part == other,
    Operation.ABOVE: lambda part, number: part > number,
    Operation.AT_LEAST: lambda part, number: part >= number,
    Operation.AT_MOST: lambda part, number: part <= number,
    Operation.SUM: lambda *parts: reduce(add, parts),
    Operation.TIMES: lambda part, number: part * number,
    Operation.IS_NULL: lambda part: part.is_null(),
    Operation.IS_NAN: lambda part: part.is_nan(),
    Operation.OR_FALSE: lambda part: part.fill_null(value=False),
    Operation.LOWER: lambda part: part.str.to_lowercase(),
    Operation.REPLACED: lambda part, old, new: part.str.replace_all(old, new, literal=True),
    Operation.REPLACED_PATTERN: lambda part, pattern, new: part.str.replace_all(pattern, new),
    Operation.STRIPPED: lambda part, characters: part.str.strip_chars(characters),
    Operation.HEAD: lambda part, characters: part.str.head(characters),
    Operation.CONTAINS: lambda part, text: part.str.contains(text, literal=True),
    Operation.MATCHES: lambda part, pattern: part.str.contains(pattern),
    Operation.LENGTH: lambda part: part.list.len(),
}
FUNCTIONS: Mapping[Operation, Write] = {
    Operation.COLUMN: lambda module, name: module.col(name),
    Operation.VALUE: lambda module, plain: module.lit(plain, dtype=module.String if plain is None else None),
    Operation.WHEN: lambda module, test, then, otherwise: module.when(test).then(then).otherwise(otherwise),
    Operation.JOINED: lambda module, *parts: module.concat_str(parts),
    Operation.JOINED_KNOWN: lambda module, separator, *parts: module.concat_str(
        parts, separator=separator, ignore_nulls=True
    ),
    Operation.FIRST_OF: lambda module, *parts: module.coalesce(*parts),
    Operation.AS_TEXT: lambda module, part: part.cast(module.String),
    Operation.AS_FLOAT: lambda module, part: part.cast(module.Float64),
    Operation.AS_INTEGER: lambda module, part: part.cast(module.Int64),
    Operation.AS_TEXTS: lambda module, part: part.cast(module.List(module.String)),
}
FEW = 8
"""How many texts are sooner looked for one by one than in an Enum."""
HIGHEST_BYTE = 255


def _number(module: Any, part: Any, texts: tuple[str, ...], numbers: tuple[int, ...]) -> Any:
    tests = [part == text if text else part.is_null() | (part == text) for text in texts]
    found = [module.lit(number, dtype=_kind(module, numbers)) for number in numbers]
    *before, last = [module.when(test).then(number) for test, number in zip(tests, found, strict=True)]
    return reduce(lambda rest, test: test.otherwise(rest), reversed(before), last)


def _number_in_polars(module: Any, part: Any, texts: tuple[str, ...], numbers: tuple[int, ...]) -> Any:
    if len(texts) <= FEW:
        return _number(module, part, texts, numbers)
    filled = part.fill_null("") if "" in texts else part
    kind = _kind(module, (len(texts), *numbers))
    place = filled.cast(module.Enum(texts), strict=False).to_physical().cast(kind)
    return place + 1 if are_places(numbers) else module.lit(module.Series(numbers, dtype=kind)).gather(place)


def _kind(module: Any, numbers: Iterable[int]) -> Any:
    """Return the smallest type that some numbers fit, of which engines compare four times as many in the same time."""
    return module.UInt8 if max(numbers) <= HIGHEST_BYTE else module.Int32


IN_POLARS: Mapping[Operation, Write] = {
    Operation.NUMBER: _number_in_polars,
    Operation.ENUM_VALUE: lambda module, text, texts: module.lit(text, dtype=module.Enum(texts)),
    Operation.ANY_OF: lambda module, *parts: module.any_horizontal(*parts),
    Operation.ALL_OF: lambda module, *parts: module.all_horizontal(*parts),
    Operation.WITHIN: lambda module, part, texts: part.list.eval(
        module.element().is_in(texts).fill_null(value=False)
    ).list.all(),
    Operation.NUMBERED: lambda module, part, texts: part.list.eval(
        module.element().cast(module.Enum(texts), strict=False)
    ),
    Operation.HOLDS: lambda module, part, text: part.list.eval(module.element() == text).list.any(),
}
IN_NARWHALS: Mapping[Operation, Write] = {
    Operation.NUMBER: _number,
    Operation.ENUM_VALUE: lambda module, text, _: module.lit(text, dtype=module.String),
    Operation.ANY_OF: lambda module, *parts: module.any_horizontal(*parts, ignore_nulls=False),
    Operation.ALL_OF: lambda module, *parts: module.all_horizontal(*parts, ignore_nulls=False),
}


@frozen
class Native:
    """Writes expressions with the functions and types of a module, Polars or Narwhals.

    `own` has what only one of them can do: lists reach none but Polars. There texts of a few are an Enum, which takes a
    sixteenth of the memory and sorts from first to last.
    """

    module: Any
    own: Mapping[Operation, Write]

    def write(self, expression: Expression) -> Any:
        """Return an expression of the module."""
        operation = expression.operation
        parts = [self.write(part) if isinstance(part, Expression) else part for part in expression.parts]
        if operation in METHODS:
            return METHODS[operation](*parts)
        return (FUNCTIONS.get(operation) or self.own[operation])(self.module, *parts)
