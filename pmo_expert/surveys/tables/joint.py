"""Several tables as one: the rows of each after those of the one before, under the columns of all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import polars as pl
from attrs import evolve, field, frozen

from pmo_expert.surveys.tables.cells import as_text, names_in_lists
from pmo_expert.surveys.tables.table import Part, Schema, Table


@frozen
class Place:
    """Where a part of a joint table comes from: which file, and which row of it is the first, counted from 1."""

    path: str
    row: int


@frozen
class JointTable:
    """Tables as one; `sets` names columns with the members of a set.

    A column keeps its type where all tables that have it agree, and is text otherwise; where a table lacks it, it has
    no value.
    """

    tables: Sequence[Table]
    sets: Collection[str]
    schema: Schema = field(init=False)

    @schema.default
    def _joint_schema(self) -> Schema:
        schema: dict[str, pl.DataType] = {}
        for table in self.tables:
            for name, dtype in table.schema.items():
                schema[name] = dtype if schema.get(name, dtype) == dtype else pl.String()
        return schema

    def parts(self) -> Iterator[tuple[Place, Part]]:
        """Yield all rows, a part at a time, with the place of each. Raises InputError where a file is broken."""
        for table in self.tables:
            row = 1
            for part in table.parts():
                yield Place(table.path, row), evolve(part, frame=self._joined(part))
                row += len(part.frame)

    def _joined(self, part: Part) -> pl.DataFrame:
        types = part.frame.schema
        columns = (self._column(name, dtype, part, types.get(name)) for name, dtype in self.schema.items())
        return part.frame.select(columns)

    def _column(self, name: str, dtype: pl.DataType, part: Part, there: pl.DataType | None) -> pl.Expr | pl.Series:
        if there is None:
            return pl.lit(None, dtype).alias(name)
        if part.lines is not None and name in self.sets:
            return names_in_lists(pl.col(name)).alias(name)
        return pl.col(name) if there == dtype else as_text(part.frame[name], is_set=name in self.sets)
