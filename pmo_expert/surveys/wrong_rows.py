"""Rows with values that do not exist, told so that they can be mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.kinds.set_of import BETWEEN, SetOf
from pmo_expert.domain.kinds.yes_no import YesNo
from pmo_expert.domain.vocabulary import Vocabulary
from pmo_expert.faults import Fault
from pmo_expert.surveys.frames.columns import Stated


def row_faults(
    cells: Mapping[str, Any], wrong: Mapping[str, str], stated: Stated, vocabulary: Vocabulary
) -> Iterator[Fault]:
    """Yield what is wrong with a row of a survey: what a case file would be told of it, with the nearest name.

    `wrong` names, for each attribute whose cells may be wrong, the cell that says whether it is; `stated` has the
    columns that state each attribute.
    """
    for name, flag in wrong.items():
        if cells[flag]:
            attribute = vocabulary.attributes[name]
            yield from _faults(attribute, {member: cells[column] for member, column in stated[name].items()})


def _faults(attribute: Attribute, parts: Mapping[str, Any]) -> list[Fault]:
    """Return what is wrong with the cells that state an attribute, by member, or whole."""
    if len(parts) > 1 or "" not in parts:
        return [Fault(place=attribute.name, problem="expected yes or no for every member, or nothing for any")]
    (cell,) = parts.values()
    return attribute.check(attribute.convert(_plain(attribute, cell))) or attribute.faults(_shown(attribute, cell))


def _plain(attribute: Attribute, cell: Any) -> Any:
    """Return a cell as the value that it is meant to be."""
    if isinstance(cell, Decimal) and cell.is_finite():
        return int(cell) if cell == int(cell) else float(cell)
    if isinstance(cell, bool) and not isinstance(attribute, YesNo):
        return "yes" if cell else "no"
    return cell


def _shown(attribute: Attribute, cell: Any) -> Any:
    """Return a cell as it stands, for a table takes no other spellings."""
    if isinstance(attribute, SetOf):
        parts = BETWEEN.split(cell) if isinstance(cell, str) else cell
        named = isinstance(parts, list) and all(isinstance(part, str) for part in parts)
        return frozenset(part.strip() for part in parts if part.strip()) if named else cell
    return cell if isinstance(cell, (str, int, float)) else str(cell)
