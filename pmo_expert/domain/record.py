"""Reading the records of pack files, with every fault noted and the reading carried on."""

from __future__ import annotations

import re

from attrs import define, field, frozen

from pmo_expert.documents import Items, Node, Scalar, Table, describe
from pmo_expert.domain.text import NO, YES, folded, number_in
from pmo_expert.faults import Fault, Position, fault_at

NAME = re.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*")


@frozen
class _StandIn(Table):
    """A mapping in the place of what is none."""


@define
class Reader:
    """Reads parts of tables; what is wrong is appended to `faults`, and a harmless value returned."""

    faults: list[Fault] = field(factory=list)

    def fault(
        self, position: Position, problem: str, *, place: str = "", found: object = None, allowed: tuple[str, ...] = ()
    ) -> None:
        self.faults.append(fault_at(position, problem, place=place, found=found, allowed=allowed))

    def table(self, node: Node | None, place: str, position: Position) -> Table:
        """Return a node that must be a mapping; where it is none, an empty one, which is not said to lack anything."""
        if isinstance(node, Table):
            return node
        if node is None:
            return Table((), position)
        self.fault(node.position, f"expected a mapping, found {describe(node)}", place=place)
        return _StandIn((), node.position)

    def lacks(
        self,
        table: Table,
        what: str,
        *,
        place: str = "",
        allowed: tuple[str, ...] = (),
        position: Position | None = None,
    ) -> None:
        """Note that a mapping lacks something, unless it only stands in for what was none."""
        if not isinstance(table, _StandIn):
            self.fault(position or table.position, f"lacks {what}", place=place, allowed=allowed)

    def keys(self, table: Table, allowed: tuple[str, ...], place: str) -> None:
        """Note every key that does not belong."""
        for key, _ in table.entries:
            if key.text not in allowed:
                self.fault(key.position, "there is no key", place=place, found=key.text, allowed=allowed)

    def text(self, table: Table, key: str, place: str, *, required: bool = True) -> str:
        """Return the text under a key; the empty text when it is missing or no text."""
        node = table.get(key)
        if isinstance(node, Scalar) and not node.is_null and node.text.strip():
            return " ".join(node.text.split())
        if node is not None:
            self.fault(node.position, f"expected a text under {key}, found {describe(node)}", place=place)
        elif required:
            self.lacks(table, key, place=place)
        return ""

    def texts(self, node: Node | None, place: str) -> tuple[Scalar, ...]:
        """Return the scalars of a list, or the one scalar that stands in its place."""
        if node is None:
            return ()
        parts = node.nodes if isinstance(node, Items) else (node,)
        for part in parts:
            if not isinstance(part, Scalar) or part.is_null:
                self.fault(part.position, f"expected a name, found {describe(part)}", place=place)
        return tuple(part for part in parts if isinstance(part, Scalar) and not part.is_null)

    def items(self, node: Node | None, place: str) -> tuple[Node, ...]:
        """Return the parts of a list."""
        if isinstance(node, Items):
            return node.nodes
        if node is not None:
            self.fault(node.position, f"expected a list, found {describe(node)}", place=place)
        return ()

    def one_of(self, node: Scalar, allowed: tuple[str, ...], what: str, place: str) -> str:
        """Return the text of a node that must be one of some names."""
        if node.text not in allowed:
            self.fault(node.position, f"there is no {what}", place=place, found=node.text, allowed=allowed)
        return node.text

    def choice(self, table: Table, key: str, allowed: tuple[str, ...], what: str, place: str) -> str:
        """Return the name under a key, one of some; the empty text when it is missing or no such name."""
        node = table.get(key)
        if node is None:
            return ""
        if not isinstance(node, Scalar) or node.is_null:
            self.fault(node.position, f"expected a name under {key}, found {describe(node)}", place=place)
            return ""
        return self.one_of(node, allowed, what, place)

    def flag(self, table: Table, key: str, place: str) -> bool:
        """Return whether the value under a key is yes; no when it is missing."""
        node = table.get(key)
        if node is None:
            return False
        text = folded(node.text) if isinstance(node, Scalar) else ""
        if text not in (*YES, *NO):
            self.fault(node.position, f"expected yes or no under {key}, found {describe(node)}", place=place)
        return text in YES

    def number(self, table: Table, key: str, place: str, default: float | None = None) -> float:
        """Return the number under a key; `default` when it is missing, a fault where that is None."""
        node = table.get(key)
        if node is None and default is not None:
            return default
        if node is None:
            self.lacks(table, key, place=place)
            return 0
        found = number_in(node.text, "") if isinstance(node, Scalar) else None
        if found is None:
            self.fault(node.position, f"expected a number under {key}, found {describe(node)}", place=place)
        return found or 0

    def template(self, table: Table, key: str, place: str, names: tuple[str, ...]) -> str:
        """Return the text under a key, which holds each of some names in braces and no other."""
        text = self.text(table, key, place)
        node = table.get(key)
        if (
            node is not None
            and text
            and sorted(re.findall(r"\{\w+\}|[{}]", text)) != sorted(f"{{{one}}}" for one in names)
        ):
            wanted = " and ".join(f"{{{name}}}" for name in names) or "no braces"
            self.fault(node.position, f"expected a text with {wanted} under {key}, found {describe(node)}", place=place)
            return ""
        return text

    def named(self, key: Scalar, pattern: re.Pattern[str] = NAME) -> bool:
        """Say whether a key is a name of some pattern of small letters, digits and underscores; note it when not."""
        if pattern.fullmatch(key.text):
            return True
        self.fault(key.position, "expected a name of small letters, digits and underscores, found", found=key.text)
        return False
