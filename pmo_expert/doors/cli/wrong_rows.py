"""Rows with values that do not exist, told so that they can be mended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from attrs import evolve

from pmo_expert.surveys.survey import ERROR
from pmo_expert.domain.attribute import UNKNOWN, Attribute
from pmo_expert.domain.section import value_faults
from pmo_expert.faults import Fault
from pmo_expert.surveys.read_cells import NUMBER


def row_faults(cells: Mapping[str, Any], attributes: Mapping[str, Attribute], path: str, row: int) -> Iterator[Fault]:
    """Yield what is wrong with a row of a survey, which has a text in the column `error`; it is the `row`-th of a file.

    What the survey says is told for each cell, with the nearest name; where no cell is found it is told as it stands.
    """
    error = cells[ERROR]
    named = [name for name in cells if name in attributes and f"{name}: " in error]
    faults = [fault for name in named for fault in _cell_faults(attributes[name], cells[name])]
    for fault in faults or [Fault(problem=error)]:
        yield evolve(fault, file=path, place=": ".join(filter(None, (f"row {row}", fault.place))))


def _cell_faults(attribute: Attribute, cell: Any) -> list[Fault]:
    if cell is None or cell in ("", UNKNOWN):
        return []
    return value_faults(attribute, _meant(attribute, cell))


def _meant(attribute: Attribute, cell: Any) -> Any:
    """Return a cell as the value that it is meant to be, whether it exists or not."""
    if attribute.kind == "set":
        names = re.split(" *[;,] *", cell.strip(" ")) if isinstance(cell, str) else cell
        return frozenset(filter(None, names)) if isinstance(names, list) else cell
    if isinstance(cell, Decimal) or (attribute.kind == "amount" and isinstance(cell, str) and re.match(NUMBER, cell)):
        return int(cell) if float(cell).is_integer() else float(cell)
    if isinstance(cell, bool) and attribute.kind != "yes_no":
        return "yes" if cell else "no"
    return cell
