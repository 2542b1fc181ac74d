"""The same population as a frame of every backend, and what came of it as rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pyarrow as pa

from pmo_expert import Knowledge
from tools.meanings import WHY, WRONG, Row, advice_columns, is_missing

NULLABLE = {
    pa.bool_(): pd.BooleanDtype(),
    pa.int8(): pd.Int8Dtype(),
    pa.uint8(): pd.UInt8Dtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.uint64(): pd.UInt64Dtype(),
    pa.float32(): pd.Float32Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.string(): pd.StringDtype(),
}


def pandas_objects(columns: Mapping[str, list[Any]], rows: int) -> pd.DataFrame:
    """Return a pandas frame in which every cell is a Python object."""
    index = [f"row {place // 2}" for place in range(rows)]
    objects = {name: pd.Series(cells, dtype=object, index=index) for name, cells in columns.items()}
    return pd.DataFrame(objects, index=index)


EAGER: dict[str, Callable[[pa.Table], Any]] = {
    "polars": pl.from_arrow,
    "pyarrow": lambda table: table,
    "pandas": lambda table: table.to_pandas(),
    "pandas nullable": lambda table: table.to_pandas(types_mapper=NULLABLE.get),
    "pandas arrow": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "pandas objects": lambda table: pandas_objects(table.to_pydict(), table.num_rows),
}
LAZY: dict[str, Callable[[pa.Table], Any]] = {
    "polars lazy": lambda table: pl.DataFrame(table).lazy(),
    "duckdb": duckdb.from_arrow,
}
BACKENDS = {**EAGER, **LAZY}
"""What makes a frame of each backend from an Arrow table."""
ENGINES = {name: BACKENDS[name] for name in ("polars", "pandas objects", "polars lazy", "duckdb")}
"""Those that differ in more than the types of columns: who works it out, and how rows get there and back."""


def table_of(population: pl.DataFrame) -> pa.Table:
    """Return a Polars frame as an Arrow table with types that every backend knows."""
    table = population.to_arrow()
    types = {pa.large_string(): pa.string(), pa.string_view(): pa.string()}
    plain = [
        pa.list_(pa.string()) if pa.types.is_large_list(part.type) else types.get(part.type, part.type)
        for part in table.schema
    ]
    return table.cast(pa.schema(list(zip(table.column_names, plain, strict=True))))


def cells(frame: Any, columns: Iterable[str]) -> dict[str, list[Any]]:
    """Return columns of a frame of any backend as lists, with None for what is missing."""
    opened = nw.from_native(frame)
    collected = opened.collect() if isinstance(opened, nw.LazyFrame) else opened
    lists = {name: collected[name].to_list() for name in columns}
    return {name: [None if is_missing(cell) else cell for cell in column] for name, column in lists.items()}


def errors(frame: Any) -> list[str | None]:
    """Return the errors of a survey, with all numbers told as one, as each engine spells them its way."""
    number = re.compile("“(-?[0-9.]+([eE][+-]?[0-9]+)?|-?inf|-?Infinity)”")
    return [None if error is None else number.sub("“number”", error) for error in cells(frame, ["error"])["error"]]


def surveyed(frame: Any, knowledge: Knowledge, *, rules: bool = True) -> list[Row]:
    """Return the rows of a survey's result as `expected` gives them."""
    names = [*advice_columns(knowledge), *(WHY if rules else ())]
    columns = cells(frame, [*names, "error"])
    return [
        {**{name: columns[name][place] for name in names}, WRONG: error is not None}
        for place, error in enumerate(columns["error"])
    ]
