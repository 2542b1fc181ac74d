"""Rows that are to be written, whatever the format."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import polars as pl
from attrs import frozen

from pmo_expert.surveys.tables.table import Schema


@frozen
class Rows:
    """Some rows to write, `added` of whose columns are new. `lines` are the rest as JSON, where it came so."""

    frame: pl.DataFrame
    added: Sequence[str]
    lines: pl.Series | None = None


@frozen
class Sheet:
    """What is to be written: rows, the types of their columns, and which of these hold the members of a set."""

    rows: Iterator[Rows]
    schema: Schema
    sets: Collection[str]
