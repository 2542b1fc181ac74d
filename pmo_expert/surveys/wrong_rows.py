"""Cells with values that do not exist, told so that they can be mended: each value once, with the rows that have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import polars as pl
from attrs import define, evolve, field

from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.kinds.yes_no import YesNo
from pmo_expert.domain.set_cells import PARTLY
from pmo_expert.domain.vocabulary import Vocabulary
from pmo_expert.faults import Fault, shorten
from pmo_expert.surveys.frames.columns import Stated
from pmo_expert.surveys.tables.joint import Place

MOST_TOLD = 20
"""How many wrong values are told one by one."""
MOST_ROWS = 3
"""How many rows are named for each."""


@define
class WrongValue:
    """What is wrong with one value of a column: in how many rows of a file, and which are the first."""

    fault: Fault
    rows: int = 0
    first: tuple[int, ...] = ()


@define
class WrongValues:
    """The wrong values of a survey, in the order in which they were found.

    `values` has the first of them, `more` counts the cells that hold others.
    """

    vocabulary: Vocabulary
    stated: Stated
    values: dict[Fault, WrongValue] = field(factory=dict)
    more: int = 0

    def note(self, found: pl.DataFrame, flags: Mapping[str, str], place: Place) -> None:
        """Note what is wrong in some rows; `flags` names, by attribute, the column that says in which rows it is."""
        numbered = found.with_row_index(f"{max(found.columns, key=len)}_", offset=place.row)
        row = numbered.columns[0]
        wrong = found.select(pl.col(*flags.values()).any()).row(0) if flags else ()
        flagged = [part for part, is_wrong in zip(flags.items(), wrong, strict=True) if is_wrong]
        kinds = [kind for name, flag in flagged for kind in self._kinds(numbered, row, name, flag)]
        for fault, rows in sorted(kinds, key=lambda kind: kind[1][0]):
            self._add(evolve(fault, file=place.path), rows)

    def _kinds(self, found: pl.DataFrame, row: str, name: str, flag: str) -> Iterator[tuple[Fault, list[int]]]:
        attribute, parts = self.vocabulary.attributes[name], self.stated[name]
        wrong = found.filter(pl.col(flag)).select(row, *parts.values())
        kinds: dict[str, tuple[list[Fault], list[int]]] = {}
        for number, *cells in wrong.iter_rows():
            key = repr(cells)
            if key not in kinds:
                kinds[key] = (_faults(attribute, dict(zip(parts, cells, strict=True))), [])
            kinds[key][1].append(number)
        yield from ((fault, rows) for faults, rows in kinds.values() for fault in faults)

    def _add(self, fault: Fault, rows: list[int]) -> None:
        if fault not in self.values and len(self.values) >= MOST_TOLD:
            self.more += len(rows)
            return
        value = self.values.setdefault(fault, WrongValue(fault))
        value.rows += len(rows)
        value.first = (*value.first, *rows)[:MOST_ROWS]


def _faults(attribute: Attribute, parts: Mapping[str, Any]) -> list[Fault]:
    """Return what is wrong with the cells that state an attribute, by member, or whole."""
    if len(parts) > 1 or "" not in parts:
        return [Fault(place=attribute.name, problem=PARTLY)]
    (cell,) = parts.values()
    plain = _plain(attribute, cell)
    value = attribute.convert(plain)
    faults = attribute.faults(value) or attribute.faults(plain if isinstance(plain, str) else str(plain))
    as_typed = isinstance(plain, str) and not isinstance(value, frozenset)
    return [evolve(fault, found=shorten(plain)) for fault in faults] if as_typed else faults


def _plain(attribute: Attribute, cell: Any) -> Any:
    """Return a cell as the value that it is meant to be."""
    if isinstance(cell, Decimal) and cell.is_finite():
        return int(cell) if cell == int(cell) else float(cell)
    if isinstance(cell, bool) and not isinstance(attribute, YesNo):
        return "yes" if cell else "no"
    return cell
