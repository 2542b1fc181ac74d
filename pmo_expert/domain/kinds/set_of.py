"""Attributes that are sets of named members."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import evolve, field, frozen

from pmo_expert.documents import Items, Node, Scalar, Table, describe
from pmo_expert.domain.accepts import Accepts, Cut, Includes, Known
from pmo_expert.domain.attribute import KNOWN, UNKNOWN, Attribute, Plain, Value
from pmo_expert.domain.kinds.values import read_values
from pmo_expert.domain.record import Reader
from pmo_expert.domain.text import AROUND, BETWEEN, folded, is_empty_list, listed, numbered, source_text, spellings
from pmo_expert.faults import NOWHERE, Fault, Position, fault_at
from pmo_expert.logic.keys import Variable
from pmo_expert.logic.program import FactIn

if TYPE_CHECKING:
    from pmo_expert.domain.cells import Cells, Column

MEMBER_VALUES = ("yes", "no", UNKNOWN)
NONE = "none"
"""The text that names no member of a set."""


@frozen(kw_only=True)
class SetPhrases:
    """The clauses about a set: `all` holds `{members}`, `included` and `excluded` hold `{member}`."""

    all: str
    none: str
    included: str
    excluded: str


@frozen(kw_only=True, slots=False)
class SetOf(Attribute):
    """A set of named members: `members` has the noun phrase for each, `names` the member that other names mean.

    One fact says whether the set is known, and one for each member whether it is in.
    """

    kind: ClassVar[str] = "set"
    operators: ClassVar[tuple[str, ...]] = ("not", "includes", "excludes")

    keys: ClassVar[tuple[str, ...]] = ("values", "phrases")

    members: Mapping[str, str] = field(hash=False)
    phrases: SetPhrases
    names: Mapping[str, str] = field(factory=dict, hash=False)

    @classmethod
    def from_record(cls, reader: Reader, table: Table, common: Mapping[str, Any]) -> Attribute:
        place = common["name"]
        members, names = read_values(reader, table, place, {}, {})
        _check_names(reader, table, place, names)
        return cls(members=members, names=names, phrases=_read_phrases(reader, table, place), **common)

    def extended(self, reader: Reader, table: Table) -> Attribute:
        members, names = read_values(reader, table, self.name, self.members, self.names)
        _check_names(reader, table, self.name, names)
        return evolve(self, members=members, names=names)

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(self.members)

    @cached_property
    def spelled(self) -> dict[str, str]:
        """The members by every text that means them, folded."""
        others = {name.strip(AROUND): member for name, member in self.names.items()}
        return spellings(self.members, others)

    @cached_property
    def _variables(self) -> tuple[Variable, ...]:
        return tuple(map(self.member, self.values))

    def member(self, member: str) -> Variable:
        """Return the fact that says whether a member is in."""
        return Variable(self.name, member)

    def convert(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.read_text(value)
        if (
            isinstance(value, Collection)
            and not isinstance(value, Mapping)
            and all(isinstance(one, str) for one in value)
        ):
            return frozenset(self._named(part) for part in value)
        return value

    def read_text(self, text: str) -> Any:
        return frozenset() if self._says_none(text) else frozenset(map(self._named, listed(text))) or text

    def _says_none(self, text: str) -> bool:
        """Say whether a text says that no member is in."""
        return is_empty_list(text) or (self.may_be_none and list(map(folded, listed(text))) == [NONE])

    @property
    def may_be_none(self) -> bool:
        """Whether the word none says that no member is in."""
        return NONE not in self.spelled

    def _named(self, name: str) -> str:
        return name if name in self.members else self.spelled.get(folded(name), name)

    def faults(self, value: Any, position: Position = NOWHERE) -> list[Fault]:
        if not isinstance(value, frozenset):
            return [self.wrong(position, "expected a list of names, found", value, self.values)]
        return [
            self.wrong(position, "there is no member", member, self.values)
            for member in sorted(value - set(self.values), key=str)
        ]

    def read_nodes(self, node: Node) -> tuple[Any, list[Fault]]:
        if not isinstance(node, Items):
            return super().read_nodes(node)
        faults = [
            fault_at(part.position, f"expected a name, found {describe(part)}", place=self.name)
            for part in node.nodes
            if not isinstance(part, Scalar)
        ]
        named = {self._named(part.text): part.position for part in node.nodes if isinstance(part, Scalar)}
        for name, position in named.items():
            faults += self.faults(frozenset([name]), position)
        return frozenset(named), faults

    @property
    def expected(self) -> str:
        return f"a list of {', '.join(self.values)}"

    @property
    def answers(self) -> tuple[str, ...]:
        """None: no single answer tells what the whole set is."""
        return ()

    def state(self, value: Value) -> str:
        if not isinstance(value, frozenset):
            return self.unknown
        members = [phrase for member, phrase in self.members.items() if member in value]
        return self.phrases.all.format(members=", ".join(members)) if members else self.phrases.none

    def state_member(self, member: str, *, included: bool) -> str:
        """Return in a clause whether the set holds one of its members."""
        return (self.phrases.included if included else self.phrases.excluded).format(member=self.members[member])

    def state_fact(self, variable: Variable, value: str) -> str:
        return self.state_member(variable.member, included=value == "yes")

    def state_tested(self, accepts: Accepts | None, value: Value) -> str:
        if not isinstance(accepts, Includes) or not isinstance(value, frozenset):
            return self.state(value)
        held = [member for member in accepts.members if member in value]
        return ", ".join(self.state_member(member, included=bool(held)) for member in held or accepts.members)

    def state_needed(self, accepts: Accepts, text: str) -> tuple[str, ...]:
        if not isinstance(accepts, Includes):
            return (text,)
        return tuple(self.state_member(member, included=accepts.wanted) for member in accepts.members)

    def written(self, value: Value) -> str:
        if not isinstance(value, frozenset):
            return UNKNOWN
        return f"[{', '.join(member for member in self.values if member in value)}]"

    def explained(self) -> list[str]:
        return [f"a list of any of these, as in [{', '.join(self.values[:2])}]:", ", ".join(self.values)]

    def plain(self, value: Value) -> Plain:
        return None if not isinstance(value, frozenset) else tuple(one for one in self.values if one in value)

    def domains(self, cuts: tuple[Cut, ...]) -> dict[Variable, tuple[str, ...]]:
        del cuts
        return {self.variable: (KNOWN, UNKNOWN), **{self.member(member): MEMBER_VALUES for member in self.values}}

    def encode(self, value: Value, cuts: tuple[Cut, ...]) -> Mapping[Variable, str]:
        del cuts
        if not isinstance(value, frozenset):
            return dict.fromkeys((self.variable, *self._variables), UNKNOWN)
        members = {variable: "yes" if variable.member in value else "no" for variable in self._variables}
        return {self.variable: KNOWN, **members}

    def decode(self, facts: Mapping[Variable, str], cuts: tuple[Cut, ...], near: Value = None) -> Value:
        del cuts, near
        return frozenset(member for member in self.values if facts[self.member(member)] == "yes")

    def literals(self, accepts: Accepts, cuts: tuple[Cut, ...], *, unknown: bool) -> tuple[FactIn, ...]:
        """Return the literals; that one of several members is in is no conjunction, and has none here."""
        del cuts, unknown
        match accepts:
            case Known():
                return (FactIn(self.variable, (KNOWN,)),)
            case Includes(members, wanted):
                return tuple(FactIn(self.member(member), ("yes" if wanted else "no",)) for member in members)
        raise AssertionError(accepts)

    def settings(self, cuts: tuple[Cut, ...]) -> Iterator[Mapping[Variable, str]]:
        """Yield the facts for no member, for each alone, and for all."""
        chosen = dict.fromkeys(((), *((member,) for member in self.values), self.values))
        yield from (self.encode(frozenset(members), cuts) for members in chosen)

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"enum": list(self.values)}}

    def operand_schema(self) -> dict[str, Any]:
        return {"enum": list(self.values)}

    def annotation(self) -> str:
        return f"Literal[{', '.join(map(source_text, self.values))}]"

    def declaration(self) -> str:
        return f"set_of({', '.join(map(source_text, self.values))})"

    def numbered(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, "" if folded(phrase) == name else phrase) for name, phrase in self.members.items())

    def read_answer(self, text: str) -> tuple[Any, list[Fault]]:
        """Return the members that an answer names or numbers, between commas or blanks."""
        if self._says_none(text):
            return frozenset(), []
        names = {part: self._answered(part) for part in self._parts(text)}
        faults = [self._no_answer(part) for part, name in names.items() if name is None]
        if faults or not names:
            return None, faults or [self._no_answer(text)]
        return frozenset(name for name in names.values() if name is not None), []

    def _parts(self, said: str) -> list[str]:
        """Return the answers in a list; blanks part them, except within a name between commas."""
        parts: list[str] = []
        for piece in BETWEEN.split(said.strip("[] ")):
            parts += [piece.strip()] if self._answered(piece) else piece.split()
        return parts

    def _answered(self, said: str) -> str | None:
        return numbered(said, self.values) or self.spelled.get(folded(said))

    def _no_answer(self, said: str) -> Fault:
        allowed = (*self.values, NONE, UNKNOWN)
        return fault_at(NOWHERE, "there is no answer", place=self.name, found=said, allowed=allowed)

    def read_cells(self, column: Column, cuts: tuple[Cut, ...], fresh: Iterator[str]) -> Cells:
        from pmo_expert.domain.set_cells import read_set

        del cuts
        return read_set(self, column, fresh)


def _check_names(reader: Reader, table: Table, place: str, names: Mapping[str, str]) -> None:
    """Note other names of members that would say something else where a text names members."""
    for name, member in names.items():
        if BETWEEN.search(name) or folded(name) == NONE:
            problem = f"another name of {member} cannot be told from a list of members:"
            reader.fault(table.position, problem, place=place, found=name)


def _read_phrases(reader: Reader, table: Table, place: str) -> SetPhrases:
    """Return the clauses of a record about the set as a whole and about a member."""
    node = table.get("phrases")
    if node is None:
        reader.lacks(table, "phrases, with all, none, included and excluded", place=place)
        return SetPhrases(all="", none="", included="", excluded="")
    record = reader.table(node, place, node.position)
    reader.keys(record, ("all", "none", "included", "excluded"), place)
    return SetPhrases(
        all=reader.template(record, "all", place, ("members",)),
        none=reader.template(record, "none", place, ()),
        included=reader.template(record, "included", place, ("member",)),
        excluded=reader.template(record, "excluded", place, ("member",)),
    )
