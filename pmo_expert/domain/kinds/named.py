"""What attributes with named values have in common: one fact of a program with these values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import evolve, field, frozen

from pmo_expert.documents import Table
from pmo_expert.domain.accepts import Accepts, Cut, Known, OneOf
from pmo_expert.domain.attribute import UNKNOWN, Attribute, Value
from pmo_expert.domain.kinds.values import read_values
from pmo_expert.domain.record import Reader
from pmo_expert.domain.text import NO, YES, folded, numbered, spellings
from pmo_expert.faults import NOWHERE, Fault, Position, fault_at
from pmo_expert.logic.keys import Variable
from pmo_expert.logic.program import FactIn

if TYPE_CHECKING:
    from pmo_expert.domain.cells import Cells, Column


@frozen(kw_only=True, slots=False)
class Named(Attribute):
    """An attribute with named values: `phrases` has the clause for each, `names` the value that other names mean."""

    phrases: Mapping[str, str] = field(hash=False)
    names: Mapping[str, str] = field(factory=dict, hash=False)
    others: ClassVar[Mapping[str, str]] = {}
    """Names that every attribute of the kind takes."""

    keys: ClassVar[tuple[str, ...]] = ("values",)

    @classmethod
    def from_record(cls, reader: Reader, table: Table, common: Mapping[str, Any]) -> Attribute:
        before = len(reader.faults)
        phrases, names = read_values(reader, table, common["name"], {}, cls.others)
        if len(reader.faults) == before:
            cls.check_values(reader, table, common["name"], phrases)
        return cls(phrases=phrases, names=names, **common)

    @classmethod
    def check_values(cls, reader: Reader, table: Table, place: str, phrases: Mapping[str, str]) -> None:
        """Note what is wrong with the values of a record."""
        if len(phrases) == 1:
            reader.fault(table.position, "has one value; an attribute needs two at the least", place=place)

    def extended(self, reader: Reader, table: Table) -> Attribute:
        phrases, names = read_values(reader, table, self.name, self.phrases, self.names)
        return evolve(self, phrases=phrases, names=names)

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(self.phrases)

    @cached_property
    def spelled(self) -> dict[str, str]:
        """The values by every text that means them, folded."""
        return spellings(self.phrases, {**self.others, **self._yes_and_no, **self.names})

    @cached_property
    def _yes_and_no(self) -> dict[str, str]:
        """The values by the texts for yes and no, where both are other names of values."""
        if not {"yes", "no"} <= set(self.names):
            return {}
        taken = spellings(self.phrases, self.names)
        meant = {word: self.names[words[0]] for words in (YES, NO) for word in words}
        return {word: value for word, value in meant.items() if taken.get(word, value) == value}

    def value_named(self, name: str) -> Value:
        """Return the value of a name."""
        return name

    def name_of(self, value: Any) -> str | None:
        """Return the name of a value, None where it is none."""
        return value if isinstance(value, str) and value in self.phrases else None

    def convert(self, value: Any) -> Any:
        said = ("yes" if value else "no") if isinstance(value, bool) else value
        meant = self.read_text(said) if isinstance(said, str) else said
        return value if meant == said else meant

    def read_text(self, text: str) -> Any:
        name = text if text in self.phrases else self.spelled.get(folded(text))
        return text if name is None else self.value_named(name)

    def faults(self, value: Any, position: Position = NOWHERE) -> list[Fault]:
        if self.name_of(value) is not None:
            return []
        return [self.wrong(position, "there is no value", value, (*self.values, UNKNOWN))]

    @property
    def expected(self) -> str:
        return f"one of {', '.join(self.values)}"

    def state(self, value: Value) -> str:
        name = self.name_of(value)
        return self.unknown if name is None else self.phrases[name]

    def written(self, value: Value) -> str:
        return self.name_of(value) or UNKNOWN

    def explained(self) -> list[str]:
        return [f"{value}: {phrase}" for value, phrase in self.phrases.items()]

    def state_needed(self, accepts: Accepts, text: str) -> tuple[str, ...]:
        return tuple(self.phrases[value] for value in accepts.values) if isinstance(accepts, OneOf) else (text,)

    def domains(self, cuts: tuple[Cut, ...]) -> dict[Variable, tuple[str, ...]]:
        del cuts
        return {self.variable: (*self.values, UNKNOWN)}

    def encode(self, value: Value, cuts: tuple[Cut, ...]) -> Mapping[Variable, str]:
        del cuts
        return {self.variable: self.name_of(value) or UNKNOWN}

    def decode(self, facts: Mapping[Variable, str], cuts: tuple[Cut, ...], near: Value = None) -> Value:
        del cuts, near
        return self.value_named(facts[self.variable])

    def literals(self, accepts: Accepts, cuts: tuple[Cut, ...], *, unknown: bool) -> tuple[FactIn, ...]:
        del cuts
        accepted = self.values if isinstance(accepts, Known) else accepts.values if isinstance(accepts, OneOf) else ()
        return (FactIn(self.variable, (*accepted, *([UNKNOWN] if unknown else []))),)

    def schema(self) -> dict[str, Any]:
        words = [word for word in ("yes", "no") if word in self.spelled]
        truths = [word == "yes" for word in words]
        return {"enum": [*dict.fromkeys((*self.values, *self._yes_and_no, *words)), *truths]}

    def numbered(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, "" if folded(phrase) == name else phrase) for name, phrase in self.phrases.items())

    def read_answer(self, text: str) -> tuple[Any, list[Fault]]:
        said = self.numbered_name(text)
        value = self.read_text(text) if said is None else self.value_named(said)
        if self.name_of(value) is not None:
            return value, []
        return None, [
            fault_at(NOWHERE, "there is no answer", place=self.name, found=text, allowed=self.allowed_answers)
        ]

    def numbered_name(self, text: str) -> str | None:
        """Return the value whose number a text gives."""
        return numbered(text, self.values)

    @property
    def allowed_answers(self) -> tuple[str, ...]:
        return (*self.values, UNKNOWN)

    def read_cells(self, column: Column, cuts: tuple[Cut, ...], fresh: Iterator[str]) -> Cells:
        from pmo_expert.domain.cells import complaint_of, named_values, one_value, text_of

        del cuts
        said = named_values(column, self.values, self.spelled, fresh)
        return one_value(self.variable, said, complaint_of(self, text_of(column)), fresh)
