"""The file `properties.yaml` of a pack: what must hold of the advice on every possible case."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from pmo_expert.documents import Node, Table
from pmo_expert.domain.accepts import Region
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.record import Reader
from pmo_expert.knowledge.compiling.encoding import Encoding
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.knowledge.language.properties import (
    ANY,
    Always,
    CaseChange,
    Demand,
    Never,
    NeverLeads,
    NeverWorse,
    Property,
)
from pmo_expert.knowledge.language.subjects import Subjects
from pmo_expert.knowledge.reading.condition_reader import read_condition
from pmo_expert.knowledge.reading.rule_reader import NAME

DEMANDS = ("always", "never", "never_worse", "never_leads")
KEYS = ("id", "instead_of", "says", "when", "change", *DEMANDS)
CHANGES = ("raise", "lower", "serve", "learn")
JUDGED = ("verdict", "lean")


def read_properties(reader: Reader, nodes: Iterable[Node], subjects: Subjects) -> list[Property]:
    """Return the properties that files state; what is wrong with them is noted."""
    found: dict[str, Property] = {}
    for root in nodes:
        earlier = tuple(found)
        top = reader.table(root, "properties", root.position)
        reader.keys(top, ("properties",), "properties")
        for node in reader.items(top.get("properties"), "properties"):
            read = _read_property(reader, node, subjects)
            if read is not None and read.id in found:
                reader.fault(read.position, "another property has the same id:", found=read.id)
            elif read is not None:
                _replace(reader, node, found, earlier)
                found[read.id] = read
    return list(found.values())


def _replace(reader: Reader, node: Node, found: dict[str, Property], earlier: tuple[str, ...]) -> None:
    """Leave out the property of an extended pack in whose place another stands."""
    for name in reader.texts(node.get("instead_of") if isinstance(node, Table) else None, "instead_of"):
        if reader.one_of(name, earlier, "property of an extended pack", "instead_of") in earlier:
            found.pop(name.text, None)


def check_properties(reader: Reader, properties: Iterable[Property], encoding: Encoding) -> None:
    """Note properties about what no rule reads: attributes, and amounts apart from where rules test them."""
    for stated in properties:
        for condition in stated.conditions:
            _check_read(reader, stated, condition, encoding)
        change = getattr(stated.demand, "change", None)
        if change is not None and change.attribute not in (ANY, *encoding.read):
            reader.fault(stated.position, "no rule reads the attribute", place=stated.id, found=change.attribute)


def _check_read(reader: Reader, stated: Property, condition: Condition, encoding: Encoding) -> None:
    subject, attribute = condition.subject, encoding.vocabulary.attributes.get(condition.subject)
    if attribute is None:
        return
    if subject not in encoding.read:
        reader.fault(stated.position, "no rule reads the attribute", place=stated.id, found=subject)
    elif (
        isinstance(condition.accepts, Region)
        and isinstance(attribute, Amount)
        and not set(attribute.cuts_of(condition.accepts)) <= set(encoding.cuts[subject])
    ):
        problem = "no rule tells these amounts apart:"
        reader.fault(stated.position, problem, place=stated.id, found=f"{subject}: {condition.text}")


def _read_property(reader: Reader, node: Node, subjects: Subjects) -> Property | None:
    before = len(reader.faults)
    table = reader.table(node, "properties", node.position)
    if not isinstance(node, Table):
        return None
    name, says = reader.text(table, "id", "property"), reader.text(table, "says", "property")
    if name and not NAME.fullmatch(name):
        reader.fault(table.position, "expected an id of small letters, digits and hyphens, found", found=name)
    reader.keys(table, KEYS, name)
    demand = _PropertyReader(reader, table, subjects, name).demand()
    when = _conditions(reader, table.get("when"), subjects, name)
    if demand is None or len(reader.faults) > before:
        return None
    return Property(id=name, says=says, demand=demand, when=when, position=table.position)


def _conditions(reader: Reader, node: Node | None, subjects: Subjects, place: str) -> tuple[Condition, ...]:
    if node is None:
        return ()
    tests = reader.table(node, place, node.position).entries
    read = (read_condition(subjects, key, test, reader.faults) for key, test in tests)
    return tuple(condition for condition in read if condition is not None)


@frozen
class _PropertyReader:
    """Reads what a property demands."""

    reader: Reader
    table: Table
    subjects: Subjects
    place: str

    def demand(self) -> Demand | None:
        kinds = [key.text for key, _ in self.table.entries if key.text in DEMANDS]
        if len(kinds) != 1:
            problem = f"demands {'more than one thing' if kinds else 'nothing'}; it needs one of {', '.join(DEMANDS)}"
            self.reader.fault(self.table.position, problem, place=self.place)
            return None
        node = self.table.get(kinds[0])
        assert node is not None
        if kinds[0] in ("never_worse", "never_leads"):
            return self._about_change(kinds[0], node)
        stray = self.table.get("change")
        if stray is not None:
            problem = "change goes with never_worse and never_leads only"
            self.reader.fault(stray.position, problem, place=self.place)
        conditions = _conditions(self.reader, node, self.subjects, self.place)
        if not conditions:
            self.reader.fault(node.position, f"names no condition under {kinds[0]}", place=self.place)
        return Always(conditions) if kinds[0] == "always" else Never(conditions)

    def _about_change(self, kind: str, node: Node) -> Demand | None:
        change = self._change()
        if kind == "never_worse":
            of = self._names(node, JUDGED, "conclusion to compare")
            return None if change is None else NeverWorse(change, of)  # type: ignore[arg-type]
        table = self.reader.table(node, self.place, node.position)
        self.reader.keys(table, ("from", "to"), self.place)
        start, end = (
            self._names(table.get(key), self.subjects.decision.verdict_names, "verdict") for key in ("from", "to")
        )
        return None if change is None else NeverLeads(change, start, end)

    def _names(self, node: Node | None, allowed: tuple[str, ...], what: str) -> tuple[str, ...]:
        names = self.reader.texts(node, self.place)
        if not names:
            self.reader.fault(
                self.table.position if node is None else node.position, f"lacks a {what}", place=self.place
            )
        return tuple(self.reader.one_of(name, allowed, what, self.place) for name in names)

    def _change(self) -> CaseChange | None:
        node = self.table.get("change")
        if node is None:
            self.reader.fault(self.table.position, "lacks change", place=self.place)
            return None
        table = self.reader.table(node, self.place, node.position)
        self.reader.keys(table, CHANGES, self.place)
        if len(table.entries) != 1 or table.entries[0][0].text not in CHANGES:
            self.reader.fault(node.position, f"change takes one of {', '.join(CHANGES)}", place=self.place)
            return None
        kind = table.entries[0][0].text
        attribute = self.reader.text(table, kind, self.place)
        allowed = self._allowed(kind)
        if attribute and attribute not in allowed:
            problem = f"{kind} does not take"
            self.reader.fault(node.position, problem, place=self.place, found=attribute, allowed=allowed)
        return CaseChange(kind, attribute)  # type: ignore[arg-type]

    def _allowed(self, kind: str) -> tuple[str, ...]:
        attributes = self.subjects.vocabulary.attributes
        if kind == "serve":
            return tuple(filter(None, [self.subjects.decision.goals]))
        if kind == "learn":
            return (ANY, *attributes)
        return tuple(name for name, part in attributes.items() if part.steps(()))
