"""Attributes that are true or false."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import frozen

from pmo_expert.documents import Table
from pmo_expert.domain.accepts import Cut
from pmo_expert.domain.attribute import UNKNOWN, Attribute, Value
from pmo_expert.domain.kinds.named import Named
from pmo_expert.domain.record import Reader
from pmo_expert.domain.text import NO, YES
from pmo_expert.faults import NOWHERE, Fault, Position

if TYPE_CHECKING:
    from pmo_expert.domain.cells import Cells, Column


@frozen(kw_only=True, slots=False)
class YesNo(Named):
    """An attribute that is true or false; its values are named yes and no."""

    kind: ClassVar[str] = "yes_no"
    others: ClassVar[Mapping[str, str]] = {**dict.fromkeys(YES, "yes"), **dict.fromkeys(NO, "no")}

    @classmethod
    def check_values(cls, reader: Reader, table: Table, place: str, phrases: Mapping[str, str]) -> None:
        if phrases and set(phrases) != {"yes", "no"}:
            found = ", ".join(phrases)
            reader.fault(table.position, "takes the values yes and no, found", place=place, found=found)

    def extended(self, reader: Reader, table: Table) -> Attribute:
        reader.fault(table.position, "is yes or no, to which no values can be added", place=self.name)
        return self

    def value_named(self, name: str) -> Value:
        return name == "yes"

    def name_of(self, value: Any) -> str | None:
        return None if not isinstance(value, bool) else "yes" if value else "no"

    def faults(self, value: Any, position: Position = NOWHERE) -> list[Fault]:
        if isinstance(value, bool):
            return []
        return [self.wrong(position, "expected yes or no, found", value, ("yes", "no", UNKNOWN))]

    @property
    def expected(self) -> str:
        return "one of yes, no"

    def schema(self) -> dict[str, Any]:
        return {"enum": [*self.values, True, False]}

    def steps(self, cuts: tuple[Cut, ...]) -> tuple[str, ...]:
        del cuts
        return ("no", "yes")

    def annotation(self) -> str:
        return "bool"

    def declaration(self) -> str:
        return "yes_no()"

    def read_cells(self, column: Column, cuts: tuple[Cut, ...], fresh: Iterator[str]) -> Cells:
        from pmo_expert.domain.cells import complaint_of, is_sure_yes_or_no, one_value, text_of, yes_or_no

        del cuts
        complaint = None if is_sure_yes_or_no(column) else complaint_of(self, text_of(column))
        return one_value(self.variable, yes_or_no(column, fresh, self.spelled), complaint, fresh)
