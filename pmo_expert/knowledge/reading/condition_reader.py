"""Conditions as rule files write them, turned into sets of accepted values."""

from __future__ import annotations

from attrs import define, evolve, field

from pmo_expert.documents import Items, Node, Scalar, Table, describe
from pmo_expert.domain.accepts import Accepts, Cut, Includes, Known, OneOf, Region
from pmo_expert.domain.attribute import UNKNOWN, Attribute
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.text import number_text
from pmo_expert.faults import Fault, Position, fault_at
from pmo_expert.knowledge.language.conditions import Condition, value_name
from pmo_expert.knowledge.language.subjects import Conclusion, Subjects

OPERATORS = ("not", "at_least", "at_most", "includes", "excludes")


def read_condition(subjects: Subjects, key: Scalar, node: Node, faults: list[Fault]) -> Condition | None:
    """Return the condition that a key and its test state, or None after appending what is wrong with them."""
    subject = subjects.get(key.text)
    if subject is None:
        problem = "there is no attribute or conclusion"
        faults.append(fault_at(key.position, problem, found=key.text, allowed=_siblings(subjects, key.text)))
        return None
    reader = _Reader(subject)
    condition = reader.test(node)
    if condition is not None and not reader.faults:
        reader.check_meaning(condition, node.position)
    faults += reader.faults
    return None if reader.faults else condition


def _siblings(subjects: Subjects, name: str) -> tuple[str, ...]:
    start = name.partition(".")[0] + "."
    same = tuple(known for known in subjects.names if known.startswith(start))
    return same or subjects.names


@define
class _Reader:
    subject: Attribute | Conclusion
    faults: list[Fault] = field(factory=list)

    @property
    def is_set(self) -> bool:
        return isinstance(self.subject, SetOf)

    @property
    def is_amount(self) -> bool:
        return isinstance(self.subject, Amount)

    @property
    def has_unknown(self) -> bool:
        return isinstance(self.subject, Attribute)

    def test(self, node: Node) -> Condition | None:
        if isinstance(node, Table):
            return self._operators(node)
        return self._any_of(node)

    def check_meaning(self, condition: Condition, position: Position) -> None:
        """Refuse tests that no value, or every value, meets."""
        if isinstance(condition.accepts, Region) and self._is_empty(condition.accepts):
            self._fault(position, "no value meets this test")
        if self.is_set or self.is_amount:
            return
        accepted = condition.accepts.values if isinstance(condition.accepts, OneOf) else ()
        if not accepted and not condition.unknown:
            self._fault(position, "no value meets this test")
        if len(accepted) == len(self.subject.values) and condition.unknown == self.has_unknown:
            self._fault(position, "every value meets this test")

    def _is_empty(self, region: Region) -> bool:
        """Say whether no number in the range of the amount lies in a region."""
        assert isinstance(self.subject, Amount)
        lowest, end = (self.subject.lowest, 0), (self.subject.highest, 1)
        return not any(region.contains(place) for place in (lowest, *region.cuts) if lowest <= place < end)

    def _fault(self, position: Position, problem: str, found: object = None, allowed: tuple[str, ...] = ()) -> None:
        self.faults.append(fault_at(position, problem, place=self.subject.name, found=found, allowed=allowed))

    def _any_of(self, node: Node) -> Condition | None:
        parts = node.nodes if isinstance(node, Items) else (node,)
        if not parts:
            self._fault(node.position, "expected at least one value, found an empty list")
        scalars = self._scalars(parts)
        unknown = self.has_unknown and any(part.text == UNKNOWN for part in scalars)
        known = [part for part in scalars if not (unknown and part.text == UNKNOWN)]
        if self.is_set and known:
            self._fault(known[0].position, "a set is tested with", "{includes: …}", ("includes", "excludes", UNKNOWN))
        values = tuple(dict.fromkeys(self._value(part) for part in known))
        if self.faults:
            return None
        text = " or ".join([*map(_shown, values), *([UNKNOWN] if unknown else [])])
        return Condition(self.subject.name, text, self._accepts(values), unknown)

    def _scalars(self, nodes: tuple[Node, ...]) -> list[Scalar]:
        for node in nodes:
            if not isinstance(node, Scalar):
                self._fault(node.position, f"expected a value, found {describe(node)}")
        return [node for node in nodes if isinstance(node, Scalar)]

    def _accepts(self, values: tuple[str | float, ...]) -> Accepts | None:
        if not values:
            return None
        if self.is_amount:
            return Region(tuple(cut for value in sorted(map(float, values)) for cut in ((value, 0), (value, 1))))
        return OneOf(tuple(name for name in self.subject.values if name in values))

    def _value(self, node: Scalar) -> str | float:
        """Return a value by name, or as a number for an amount."""
        if isinstance(self.subject, Conclusion):
            if node.text not in self.subject.values:
                self._fault(node.position, "there is no value", node.text, self.subject.values)
            return node.text
        if self.is_set:
            return node.text
        subject = self.subject
        value = subject.read_number(node.text) if isinstance(subject, Amount) else subject.read_text(node.text)
        self.faults += self.subject.faults(value, node.position)
        return value if isinstance(value, (int, float)) and not isinstance(value, bool) else value_name(value)

    def _operators(self, node: Table) -> Condition | None:
        wrong = [key for key, _ in node.entries if key.text not in self.subject.operators]
        for key in wrong:
            self._fault(key.position, "there is no test", key.text, self.subject.operators)
        names = [key.text for key, _ in node.entries]
        if not names or (len(names) > 1 and not set(names) <= {"at_least", "at_most"}):
            self._fault(node.position, "expected one test, or at_least together with at_most")
        if self.faults:
            return None
        operands = {key.text: operand for key, operand in node.entries}
        if "not" in operands:
            return self._negated(operands["not"])
        if "includes" in operands or "excludes" in operands:
            return self._members(names[0], operands[names[0]])
        return self._bounds(operands)

    def _negated(self, operand: Node) -> Condition | None:
        inner = self.test(operand)
        if inner is None:
            return None
        match inner.accepts:
            case None:
                accepts: Accepts = Known() if self.is_set else self._known()
            case OneOf(values):
                accepts = OneOf(tuple(value for value in self.subject.values if value not in values))
            case Region():
                accepts = inner.accepts.complement()
            case Includes(members, wanted):
                accepts = Includes(members, not wanted)
            case Known():
                self._fault(operand.position, "no value meets this test")
                return None
        text = "known" if inner.accepts is None else f"not {inner.text}"
        return evolve(inner, text=text, accepts=accepts, unknown=False)

    def _known(self) -> Accepts:
        return Region((), starts_inside=True) if self.is_amount else OneOf(self.subject.values)

    def _members(self, operator: str, operand: Node) -> Condition | None:
        parts = operand.nodes if isinstance(operand, Items) else (operand,)
        scalars = self._scalars(parts)
        for part in scalars:
            if part.text not in self.subject.values:
                self._fault(part.position, "there is no member", part.text, self.subject.values)
        if not scalars:
            self._fault(operand.position, "expected at least one member")
        members = tuple(name for name in self.subject.values if name in {part.text for part in scalars})
        text = f"{operator} {' or '.join(members)}"
        return Condition(self.subject.name, text, Includes(members, operator == "includes"))

    def _bounds(self, operands: dict[str, Node]) -> Condition | None:
        bounds = {name: self._value(part) for name, operand in operands.items() for part in self._scalars((operand,))}
        if self.faults:
            return None
        text = " and ".join(f"{name.replace('_', ' ')} {_shown(value)}" for name, value in bounds.items())
        accepts = self._region(bounds) if self.is_amount else self._steps(bounds)
        return Condition(self.subject.name, text, accepts)

    def _region(self, bounds: dict[str, str | float]) -> Region:
        cuts: list[Cut] = []
        if "at_least" in bounds:
            cuts.append((float(bounds["at_least"]), 0))
        if "at_most" in bounds:
            cuts.append((float(bounds["at_most"]), 1))
        if cuts != sorted(cuts):
            return Region(())
        return Region(tuple(cuts), starts_inside="at_least" not in bounds)

    def _steps(self, bounds: dict[str, str | float]) -> OneOf:
        values = self.subject.values
        first = values.index(str(bounds.get("at_least", values[0])))
        last = values.index(str(bounds.get("at_most", values[-1])))
        return OneOf(values[first : last + 1])


def _shown(value: str | float) -> str:
    return value if isinstance(value, str) else number_text(value)
