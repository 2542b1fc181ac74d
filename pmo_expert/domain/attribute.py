"""Attributes: what a fact may be, what asks for it, and the phrases that state it.

Each kind of attribute is a class of its own in `domain.kinds`, which holds all that there is to the kind.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from attrs import frozen

from pmo_expert.documents import Node, Scalar, Table, describe
from pmo_expert.domain.accepts import Accepts, Cut
from pmo_expert.domain.record import Reader
from pmo_expert.domain.text import is_unknown, readable
from pmo_expert.faults import NOWHERE, Fault, Position, fault_at
from pmo_expert.logic.keys import Variable
from pmo_expert.logic.program import FactIn

if TYPE_CHECKING:
    from pmo_expert.domain.cells import Cells, Column

Value: TypeAlias = bool | str | int | float | frozenset[str] | None
"""A fact as Python holds it; None means unknown."""

Plain: TypeAlias = bool | int | float | str | tuple[str, ...] | None
"""A fact as JSON can hold it; None means unknown, members of a set stand in the order of the vocabulary."""

UNKNOWN = "unknown"
KNOWN = "known"


def plain_scalar(value: Any) -> Any:
    """Return the Python value of a single value of NumPy or the like, and any other value as it is."""
    return value.item() if getattr(value, "ndim", None) == 0 and hasattr(value, "item") else value


@frozen(kw_only=True, slots=False)
class Attribute(ABC):
    """One attribute of a case.

    `name` is `section.attribute`. `ask` says who can answer the question, by its name in the vocabulary; `help` is a
    sentence more about the question, or empty. `unknown` is the clause for when the fact is unknown. `negotiable` says
    whether the other side could change the fact for you.
    """

    kind: ClassVar[str]
    ordered: ClassVar[bool] = False
    keys: ClassVar[tuple[str, ...]] = ()
    """What a record of the kind has, beyond what all kinds have."""
    operators: ClassVar[tuple[str, ...]] = ("not",)
    """The tests by name that rules may make, beyond naming a value."""

    name: str
    question: str
    ask: str
    unknown: str
    help: str = ""
    negotiable: bool = False

    @property
    def section(self) -> str:
        return self.name.partition(".")[0]

    @property
    def field(self) -> str:
        """The name without its section."""
        return self.name.partition(".")[2]

    @cached_property
    def variable(self) -> Variable:
        """The fact of a program that says whether this is known, and what it is where one fact can."""
        return Variable(self.name)

    @property
    @abstractmethod
    def values(self) -> tuple[str, ...]:
        """The names of the values in their order; of a set, its members; none for amounts."""

    @classmethod
    @abstractmethod
    def from_record(cls, reader: Reader, table: Table, common: Mapping[str, Any]) -> Attribute:
        """Return the attribute that a record of a vocabulary states; `common` is what all kinds have, by name."""

    @abstractmethod
    def extended(self, reader: Reader, table: Table) -> Attribute:
        """Return the attribute with what a record of another pack adds to it."""

    # Values

    @abstractmethod
    def convert(self, value: Any) -> Any:
        """Return the value that a Python value means, or the value itself where it means none."""

    @abstractmethod
    def faults(self, value: Any, position: Position = NOWHERE) -> list[Fault]:
        """Return what is wrong with a value other than None; nothing when it is one of this attribute's."""

    @abstractmethod
    def read_text(self, text: str) -> Any:
        """Return the value that a text means, or the text itself where it means none."""

    @property
    @abstractmethod
    def expected(self) -> str:
        """What the attribute takes, in words."""

    def check(self, value: Any, position: Position = NOWHERE) -> list[Fault]:
        """Return what is wrong with a value; nothing for None, which means unknown."""
        return [] if value is None else self.faults(value, position)

    def read(self, node: Node) -> tuple[Any, list[Fault]]:
        """Return the value that a node of a file states, and what is wrong with it."""
        if isinstance(node, Scalar):
            value = None if node.is_null or is_unknown(node.text) else self.read_text(node.text)
            return value, self.check(value, node.position)
        return self.read_nodes(node)

    def read_nodes(self, node: Node) -> tuple[Any, list[Fault]]:
        """Return the value that a list or a mapping states, and what is wrong with it."""
        return None, [fault_at(node.position, f"expected {self.expected}, found {describe(node)}", place=self.name)]

    def wrong(self, position: Position, problem: str, value: Any, allowed: Iterable[str] = ()) -> Fault:
        """Return a fault of this attribute that shows a value."""
        return fault_at(position, problem, place=self.name, found=readable(value), allowed=allowed)

    # Words

    @abstractmethod
    def state(self, value: Value) -> str:
        """Return the value as a clause of a sentence, without capital or full stop."""

    @abstractmethod
    def written(self, value: Value) -> str:
        """Return a value as case files and rules write it."""

    @abstractmethod
    def explained(self) -> list[str]:
        """Return in lines what the values are, for who fills in a case file."""

    def plain(self, value: Value) -> Plain:
        """Return a fact as JSON can hold it."""
        assert not isinstance(value, frozenset)
        return value

    def state_tested(self, accepts: Accepts | None, value: Value) -> str:
        """Return in a clause what a value says about a test."""
        del accepts
        return self.state(value)

    def state_needed(self, accepts: Accepts, text: str) -> tuple[str, ...]:
        """Return, in clauses of which any would do, what a test needs that reads as `text`."""
        del accepts
        return (text,)

    def state_fact(self, variable: Variable, value: str) -> str:
        """Return in a clause what one fact of a program says, where its value is known."""
        del variable
        return self.state(self.read_text(value))

    @property
    def answers(self) -> tuple[str, ...]:
        """The values that a question shows as its answers, each of one fact of a program."""
        return self.values

    # Facts of a program

    @abstractmethod
    def domains(self, cuts: tuple[Cut, ...]) -> dict[Variable, tuple[str, ...]]:
        """Return the facts that say what the attribute is, with their values; unknown is the last."""

    @abstractmethod
    def encode(self, value: Value, cuts: tuple[Cut, ...]) -> Mapping[Variable, str]:
        """Return the facts for a value."""

    @abstractmethod
    def decode(self, facts: Mapping[Variable, str], cuts: tuple[Cut, ...], near: Value = None) -> Value:
        """Return a value that has some facts, all of them known; of an amount the nearest to `near`."""

    @abstractmethod
    def literals(self, accepts: Accepts, cuts: tuple[Cut, ...], *, unknown: bool) -> tuple[FactIn, ...]:
        """Return the literals that together say what a test says; `unknown` says whether it accepts that too."""

    def settings(self, cuts: tuple[Cut, ...]) -> Iterator[Mapping[Variable, str]]:
        """Yield the facts for each value that is worth trying; of an amount, for each interval."""
        (variable, values), *_ = self.domains(cuts).items()
        yield from ({variable: value} for value in values if value != UNKNOWN)

    def steps(self, cuts: tuple[Cut, ...]) -> tuple[str, ...]:
        """Return the values of its one fact from low to high, none where no value is higher than another."""
        return tuple(value for value in self.domains(cuts)[self.variable] if value != UNKNOWN) if self.ordered else ()

    # Other forms

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of a known value in a case file."""

    def operand_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of a value that a rule tests for."""
        return self.schema()

    @abstractmethod
    def annotation(self) -> str:
        """Return the Python type of a known value, as source."""

    @abstractmethod
    def declaration(self) -> str:
        """Return the call, as source, that declares the attribute as a field of a class."""

    @abstractmethod
    def read_cells(self, column: Column, cuts: tuple[Cut, ...], fresh: Iterator[str]) -> Cells:
        """Return what the cells of a data frame's column say; `fresh` gives names for columns that are unused."""

    def numbered(self) -> tuple[tuple[str, str], ...]:
        """Return the values that an answer may give by number: each with the phrase that tells it apart."""
        return ()

    def read_answer(self, text: str) -> tuple[Any, list[Fault]]:
        """Return the value that a typed answer means, and what is wrong with it; numbers stand for values from 1 on."""
        value = self.read_text(text)
        return value, self.faults(value)
