"""The file `vocabulary.yaml` of a pack: sections, whom to ask, and attributes."""

from __future__ import annotations

from keyword import iskeyword
from typing import Any

from attrs import define, evolve, field

from pmo_expert.documents import Node, Scalar, Table
from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.kinds import KINDS
from pmo_expert.domain.record import NAME, Reader
from pmo_expert.domain.vocabulary import Vocabulary

VOCABULARY_FILE = "vocabulary.yaml"
KEYS = ("asks", "sections", "weighed_last", "attributes")
COMMON = ("kind", "question", "help", "ask", "negotiable", "unknown", "needs")
ADDING = ("values", "help")
"""What a pack may say of an attribute that another pack declares."""
RESERVED = ("title", "format", "finding", "growth", "concern", "concerns", "severity", "wiifm", "verdict", "lean")
"""Names of sections that case files and rules have for something else."""
CASE = ("facts", "value", "case", "section", "typed_case", "literal", "iterable", "type_alias")
"""Names of sections that classes for cases have for something else."""
MODULES = ("attrs", "typed")
"""Names of attributes that classes for cases have for something else."""


@define
class VocabularyReader:
    """Reads the vocabularies of packs, one after the other, into one."""

    reader: Reader
    sections: dict[str, str] = field(factory=dict)
    asks: dict[str, str] = field(factory=dict)
    weighed_last: list[str] = field(factory=list)
    attributes: dict[str, Attribute] = field(factory=dict)
    needs: dict[str, Node] = field(factory=dict)
    broken: set[str] = field(factory=set)
    """The attributes with whose records something is wrong."""

    def read(self, root: Node) -> None:
        """Add what a file states; what is wrong with it is noted."""
        table = self.reader.table(root, VOCABULARY_FILE, root.position)
        self.reader.keys(table, KEYS, VOCABULARY_FILE)
        self._words(table, "asks", self.asks)
        self._words(table, "sections", self.sections)
        for section in self.reader.texts(table.get("weighed_last"), "weighed_last"):
            self.weighed_last.append(self.reader.one_of(section, tuple(self.sections), "section", "weighed_last"))
        for key, node in self.reader.table(table.get("attributes"), "attributes", root.position).entries:
            before = len(self.reader.faults)
            self._attribute(key, node)
            if len(self.reader.faults) > before:
                self.broken.add(key.text)

    def vocabulary(self) -> Vocabulary:
        """Return what was read, the attributes of a section together and in the order of the sections."""
        ordered = sorted(self.attributes.values(), key=lambda one: list(self.sections).index(one.section))
        attributes = {one.name: one for one in ordered}
        return Vocabulary(self.sections, self.asks, attributes, tuple(dict.fromkeys(self.weighed_last)))

    def _words(self, table: Table, part: str, found: dict[str, str]) -> None:
        record = self.reader.table(table.get(part), part, table.position)
        for key, _ in record.entries:
            if problem := _taken(part, key.text):
                self.reader.fault(key.position, problem, found=key.text)
            elif self.reader.named(key):
                words = self.reader.text(record, key.text, part)
                if key.text in found:
                    self.reader.fault(key.position, "an earlier pack declares this too:", place=part, found=key.text)
                found.setdefault(key.text, words)

    def _attribute(self, key: Scalar, node: Node) -> None:
        section, dot, name = key.text.partition(".")
        if not dot or not NAME.fullmatch(name):
            self.reader.fault(key.position, "expected section.attribute in small letters, found", found=key.text)
        elif iskeyword(name) or name in MODULES:
            self.reader.fault(key.position, "this name means something else to programs; choose another:", found=name)
        elif section not in self.sections:
            allowed = tuple(self.sections)
            self.reader.fault(key.position, "there is no section", place=key.text, found=section, allowed=allowed)
        elif key.text in self.attributes:
            self._extend(key.text, self.reader.table(node, key.text, key.position))
        else:
            self._new(key, self.reader.table(node, key.text, key.position))

    def _extend(self, name: str, table: Table) -> None:
        for other, _ in table.entries:
            if other.text not in ADDING:
                problem = "an extended pack declares this attribute; only values and another help can be added, not"
                self.reader.fault(other.position, problem, place=name, found=other.text)
        attribute = self.attributes[name]
        if table.get("help") is not None:
            attribute = evolve(attribute, help=self.reader.text(table, "help", name))
        if table.get("values") is not None or table.get("help") is None:
            attribute = attribute.extended(self.reader, table)
        self.attributes[name] = attribute

    def _new(self, key: Scalar, table: Table) -> None:
        name = key.text
        node = table.get("kind")
        kind = KINDS.get(node.text) if isinstance(node, Scalar) else None
        if kind is None:
            self._no_kind(key, table, node)
            return
        self.reader.keys(table, (*COMMON, *kind.keys), name)
        if (needs := table.get("needs")) is not None:
            self.needs[name] = needs
        self.attributes[name] = kind.from_record(self.reader, table, self._common(table, name))

    def _no_kind(self, key: Scalar, table: Table, node: Node | None) -> None:
        kinds = tuple(KINDS)
        if isinstance(node, Scalar):
            self.reader.fault(key.position, "there is no kind", place=key.text, found=node.text, allowed=kinds)
        else:
            self.reader.lacks(table, "kind", place=key.text, allowed=kinds, position=key.position)

    def _common(self, table: Table, name: str) -> dict[str, Any]:
        """Return what all kinds have."""
        asks = tuple(self.asks)
        ask = self.reader.choice(table, "ask", asks, "one to ask", name)
        if table.get("ask") is None:
            self.reader.lacks(table, "ask, whom to ask", place=name, allowed=asks)
        return {
            "name": name,
            "question": self.reader.text(table, "question", name),
            "help": self.reader.text(table, "help", name, required=False),
            "ask": ask,
            "negotiable": self.reader.flag(table, "negotiable", name),
            "unknown": self.reader.text(table, "unknown", name),
        }


def _taken(part: str, name: str) -> str:
    """Return what is wrong with a name that has another meaning; nothing when it is free."""
    is_section = part == "sections"
    if is_section and name in RESERVED:
        return "this name means something else to rules; choose another:"
    if iskeyword(name) or (is_section and name in CASE):
        return "this name means something else to programs; choose another:"
    return ""
