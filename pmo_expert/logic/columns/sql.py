"""Expressions as SQL, which a database plans far sooner than an object for each part of each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve, frozen

from pmo_expert.logic.columns.expression import Expression, Operation, Plain, are_places, value

COMMON: Mapping[Operation, str] = {
    Operation.NEGATED: "(NOT {})",
    Operation.EQUALS: "({} = {})",
    Operation.ABOVE: "({} > {})",
    Operation.AT_LEAST: "({} >= {})",
    Operation.AT_MOST: "({} <= {})",
    Operation.TIMES: "({} * {})",
    Operation.IS_NULL: "({} IS NULL)",
    Operation.IS_NAN: "isnan({})",
    Operation.AS_FLOAT: "CAST({} AS DOUBLE)",
    Operation.AS_INTEGER: "CAST({} AS BIGINT)",
    Operation.LOWER: "lower({})",
    Operation.REPLACED: "replace({}, {}, {})",
    Operation.NUMBERED: "{0}",
    Operation.HEAD: "substr({}, 1, {})",
    Operation.CONTAINS: "contains({}, {})",
}
BETWEEN: Mapping[Operation, str] = {
    Operation.ANY_OF: " OR ",
    Operation.ALL_OF: " AND ",
    Operation.SUM: " + ",
    Operation.JOINED: " || ",
}
OF_TEXT = frozenset({Operation.LOWER, Operation.REPLACED, Operation.REPLACED_PATTERN, Operation.STRIPPED})
"""What is null of nothing, and text of a text."""
OF_ONE = frozenset(
    {
        Operation.NEGATED,
        Operation.EQUALS,
        Operation.ABOVE,
        Operation.AT_LEAST,
        Operation.AT_MOST,
        Operation.MATCHES,
    }
)
"""What is null of nothing, and else yes or no."""
DUCKDB: Mapping[Operation, str] = {
    **COMMON,
    # Not coalesce for what is null, which is done to every row: functions are done once to each text of a dictionary.
    Operation.NUMBER: "list_position(list_value{1}, concat({0}, ''))",
    Operation.AS_TEXT: "CAST({} AS VARCHAR)",
    Operation.REPLACED_PATTERN: "regexp_replace({}, {}, {}, 'g')",
    Operation.STRIPPED: "trim({}, {})",
    Operation.MATCHES: "regexp_matches({}, {})",
    Operation.AS_TEXTS: "CAST({} AS VARCHAR[])",
    Operation.LENGTH: "len({})",
    # Not list_has_all: DuckDB 2.0.1 answers wrongly where the texts of lists are numbered.
    Operation.WITHIN: "(list_count([list_position(list_value{1}, _one) FOR _one IN {0}]) = len({0}))",
    Operation.HOLDS: "list_contains({}, {})",
}
SPARK: Mapping[Operation, str] = {
    **COMMON,
    Operation.NUMBER: "nullif(array_position(array{1}, coalesce({0}, '')), 0)",
    Operation.AS_TEXT: "CAST({} AS STRING)",
    Operation.REPLACED_PATTERN: "regexp_replace({}, {}, {})",
    Operation.STRIPPED: "trim(BOTH {1} FROM {0})",
    Operation.MATCHES: "({} RLIKE {})",
    Operation.AS_TEXTS: "CAST({} AS ARRAY<STRING>)",
    Operation.LENGTH: "array_size({})",
    Operation.WITHIN: "(array_size(array_except({0}, array{1})) = 0)",
    Operation.HOLDS: "array_contains({}, {})",
}


@frozen
class Sql:
    """Writes expressions as SQL.

    `phrases` say how, `item` how to take what stands at a place, from 1 on, in a list; `quote` stands around names,
    `escape` is done to texts. With `chained`, a choice within another is written as one with it: DuckDB copies what was
    chosen within another once more, and Spark is slower at long ones.
    """

    phrases: Mapping[Operation, str]
    item: str
    text_type: str
    quote: str
    escape: Callable[[str], str]
    chained: bool

    def name(self, name: str) -> str:
        """Return the name of a column."""
        return f"{self.quote}{name.replace(self.quote, 2 * self.quote)}{self.quote}"

    def write(self, expression: Expression) -> str:
        """Return an expression as SQL."""
        expression = _within_when(expression)
        parts: tuple[Any, ...] = expression.parts
        match expression.operation:
            case Operation.COLUMN:
                return self.name(parts[0])
            case Operation.VALUE | Operation.ENUM_VALUE:
                return self._plain(parts[0])
            case Operation.ANY_OF | Operation.ALL_OF | Operation.SUM | Operation.JOINED as operation:
                return f"({BETWEEN[operation].join(map(self.write, parts))})"
            case Operation.FIRST_OF:
                return f"coalesce({', '.join(map(self.write, parts))})"
            case Operation.OR_FALSE:
                return self._or_false(parts[0])
            case Operation.JOINED_KNOWN:
                return f"concat_ws({', '.join(map(self._part, parts))})"
            case Operation.WHEN:
                return f"CASE{self._cases(parts)} END"
            case Operation.NUMBER:
                return self._number(*parts)
            case operation:
                return self.phrases[operation].format(*map(self._part, parts))

    def _cases(self, parts: tuple[Any, ...]) -> str:
        """Return the cases of a choice."""
        test, then, otherwise = parts
        other = _within_when(otherwise)
        is_one = self.chained and other.operation is Operation.WHEN
        rest = self._cases(other.parts) if is_one else f" ELSE {self.write(other)}"
        return f" WHEN {self.write(test)} THEN {self.write(then)}{rest}"

    def _number(self, text: Expression, texts: tuple[Plain, ...], numbers: tuple[int, ...]) -> str:
        """Return the number of a text, by its place among the texts."""
        place = self.phrases[Operation.NUMBER].format(self.write(text), self._part(texts))
        return place if are_places(numbers) else self.item.format(self._part(numbers), place)

    def _or_false(self, test: Expression) -> str:
        """Return a test that is false where it was null, sooner than by `coalesce` where that hangs on one column."""
        tested = test.parts[0] if test.operation in OF_ONE else test
        if isinstance(tested, Expression) and tested.operation is Operation.COLUMN:
            return f"({self.write(tested)} IS NOT NULL AND {self.write(test)})"
        return f"coalesce({self.write(test)}, FALSE)"

    def _part(self, part: Expression | Plain | tuple[Plain, ...]) -> str:
        if isinstance(part, Expression):
            return self.write(part)
        return f"({', '.join(map(self._plain, part))})" if isinstance(part, tuple) else self._plain(part)

    def _plain(self, plain: Plain) -> str:
        match plain:
            case None:
                return f"CAST(NULL AS {self.text_type})"
            case bool():
                return str(plain).upper()
            case str():
                return f"'{self.escape(plain)}'"
            case float():
                return f"CAST({plain!r} AS DOUBLE)"
            case int():
                return str(plain)


def _within_when(expression: Expression) -> Expression:
    """Return what is done to the text of some rows as what is done in these rows: databases leave the others alone."""
    part = expression.parts[0]
    if expression.operation not in OF_TEXT or not isinstance(part, Expression) or part.operation is not Operation.WHEN:
        return expression
    test, then, otherwise = part.parts
    if not isinstance(then, Expression) or then.operation is not Operation.VALUE or then.parts != (None,):
        return expression
    done = evolve(expression, parts=(otherwise, *expression.parts[1:]))
    return evolve(part, parts=(test, value(None), done))


def _doubled(text: str) -> str:
    return text.replace("'", "''")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")


FOR_DUCKDB = Sql(DUCKDB, "list_extract(list_value{}, {})", "VARCHAR", '"', _doubled, chained=True)
FOR_SPARK = Sql(SPARK, "array{}[{} - 1]", "STRING", "`", _escaped, chained=False)
