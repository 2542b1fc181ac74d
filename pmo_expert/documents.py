"""YAML and JSON files as trees that know where each part stands.

Scalars stay text: what `no` or `3` means is for the reader's vocabulary to say. Tags, anchors, aliases,
duplicate keys and several documents in a file are refused, and so is anything too large or too deep.
"""

from __future__ import annotations

import json
import os
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, TypeAlias

from attrs import define, field, frozen

from pmo_expert.faults import Fault, InputError, Position, fault_at, shorten

MOST_BYTES = 1 << 20
MOST_DEPTH = 20
TOO_LARGE = "is larger than 1 MiB, the most that is read"
SURROGATES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
"""Pairs by which JSON escapes a character beyond the first 65,536; YAML does not know them."""
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Characters that steer terminals or turn the order of a line around, and line ends that few programs know."""
CONTROLLED = "a text holds the control character U+{code:04X}; leave it out"
QUOTE = "; a text with a colon, or that begins with a brace, a bracket, a star or a percent sign, needs quotation marks"
HINTS = {
    "mapping values are not allowed": QUOTE,
    "did not find expected": QUOTE,
    "found character that cannot start any token": QUOTE,
    "found unexpected": QUOTE,
}
"""What to do about what the YAML parser says, by how that begins."""
COLON = re.compile(r"\s*(?:- +)*(?P<key>[\w.-]+):\s+(?P<text>[^\s\"'\[{&*!|>#%@`-].*?)(?:\s+#.*|\s*)")
"""A line with a key and a plain text after it."""
LONGEST_LINE = 100
NULLS = ("", "~", "null", "Null", "NULL")


@frozen
class Scalar:
    """A text as written; `quoted` tells "no" from no."""

    text: str
    quoted: bool
    position: Position

    @property
    def is_null(self) -> bool:
        return not self.quoted and self.text in NULLS


@frozen
class Items:
    """A list."""

    nodes: tuple[Node, ...]
    position: Position


@frozen
class Table:
    """A mapping, in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    position: Position

    def get(self, key: str) -> Node | None:
        """Return the value under a key, or None."""
        return next((node for name, node in self.entries if name.text == key), None)


Node: TypeAlias = Scalar | Items | Table


def read_bytes(path: Path, shown: str) -> bytes:
    """Return the bytes of a file of at most 1 MiB. Raises InputError when it cannot be read."""
    with open_to_read(path, shown) as stream:
        return read_stream(stream, shown)


def open_to_read(path: Path, shown: str) -> BinaryIO:
    """Return a file that is open for reading. Raises InputError when it cannot be."""
    try:
        return open(path, "rb", opener=_without_waiting)
    except (OSError, ValueError) as error:
        raise _unreadable(shown, error) from None


def read_lines(stream: BinaryIO, shown: str) -> Iterator[bytes]:
    """Yield the lines of a stream, longer ones in parts of 1 MiB. Raises InputError when it cannot be read."""
    while True:
        try:
            line = stream.readline(MOST_BYTES + 2)
        except (OSError, ValueError) as error:
            raise _unreadable(shown, error) from None
        if not line:
            return
        yield line


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a named pipe to which nobody writes is empty, and does not keep one waiting for somebody."""
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    os.set_blocking(descriptor, True)
    return descriptor


def read_stream(stream: BinaryIO, shown: str) -> bytes:
    """Return the bytes of a stream of at most 1 MiB. Raises InputError when it cannot be read."""
    try:
        data = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(shown, error) from None
    if len(data) > MOST_BYTES:
        raise InputError([fault_at(Position(shown), TOO_LARGE)])
    return data


def _unreadable(shown: str, error: OSError | ValueError) -> InputError:
    reason = getattr(error, "strerror", None) or str(error)
    return InputError([fault_at(Position(shown), f"cannot be read: {reason}")])


def parse(data: bytes | str, shown: str | None, faults: list[Fault] | None = None) -> Node:
    """Return the tree of a YAML or JSON text; `shown` names the file in faults.

    Keys that stand twice, or are no names, are appended to `faults` and the rest is read all the same; without such
    a list they are raised. Raises InputError when the text is no UTF-8, is empty, or is not plain YAML.
    """
    encoded = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(encoded) > MOST_BYTES:
        raise InputError([fault_at(Position(shown), TOO_LARGE)])
    text = SURROGATES.sub(lambda pair: json.loads(f'"{pair[0]}"'), _decode(encoded, shown))
    builder = _build(text, shown)
    if builder.root is None or (isinstance(builder.root, Scalar) and builder.root.is_null):
        builder.refuse(Position(shown), "is empty")
    if faults is None and builder.faults:
        raise InputError(builder.faults)
    if faults is not None:
        faults += builder.faults
    assert builder.root is not None
    return builder.root


def _build(text: str, shown: str | None) -> _Builder:
    """Return what was built of a YAML text. Raises InputError when it is not plain YAML."""
    import yaml

    builder = _Builder(shown)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        if "nesting" in str(error.problem) and error.problem_mark and error.problem_mark.index < len(text):
            return _build(text[: error.problem_mark.index], shown)  # libyaml looks ahead; our limit tells the place
        mark = error.problem_mark or error.context_mark
        position = _position(shown, mark) if mark else Position(shown)
        problem = str(error.problem or error.context)
        builder.refuse(position, f"is not valid YAML: {_unquoted(text, mark) or problem + _hint(problem)}")
    except yaml.YAMLError as error:
        builder.refuse(Position(shown), f"is not valid YAML: {str(error).splitlines()[0]}")
    return builder


def _unquoted(text: str, mark: Any) -> str:
    """Return what to write where the parser stopped at a second colon of a short line; else nothing."""
    line = text[max(mark.index - mark.column, 0) :].partition("\n")[0].rstrip("\r") if mark else ""
    found = COLON.fullmatch(line)
    if not found or line[mark.column : mark.column + 1] != ":" or mark.column < found.start("text"):
        return ""
    value = found["text"]
    if len(line) > LONGEST_LINE or not value.isprintable():
        return ""
    return f"a text with a colon needs quotation marks; write {found['key']}: {json.dumps(value, ensure_ascii=False)}"


def _hint(problem: str) -> str:
    return next((hint for start, hint in HINTS.items() if problem.startswith(start)), "")


def _decode(data: bytes, shown: str | None) -> str:
    marked = data.removeprefix(BOM_UTF8)
    try:
        return marked.decode()
    except UnicodeDecodeError as error:
        before = marked[: error.start].decode()
        position = Position(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise InputError([fault_at(position, "is not valid UTF-8")]) from None


def _position(shown: str | None, mark: Any) -> Position:
    return Position(shown, mark.line + 1, mark.column + 1)


@define
class _Open:
    """A list or mapping whose end has not come yet."""

    position: Position
    is_table: bool
    nodes: list[Node] = field(factory=list)
    keys: set[str] = field(factory=set)

    def close(self) -> Node:
        if not self.is_table:
            return Items(tuple(self.nodes), self.position)
        first: dict[str, tuple[Scalar, Node]] = {}
        for key, node in zip(self.nodes[::2], self.nodes[1::2], strict=True):
            if isinstance(key, Scalar):
                first.setdefault(key.text, (key, node))
        return Table(tuple(first.values()), self.position)


@define
class _Builder:
    """Builds the tree from the events of the YAML parser."""

    shown: str | None
    faults: list[Fault] = field(factory=list)
    root: Node | None = None
    stack: list[_Open] = field(factory=list)
    documents: int = 0

    def take(self, event: Any) -> None:
        position = _position(self.shown, event.start_mark)
        kind = type(event).__name__
        if kind == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                self.refuse(position, "holds a second document; one is allowed")
        elif kind == "AliasEvent":
            self.refuse(position, "aliases are not allowed here, found", f"*{event.anchor}")
        elif kind in ("ScalarEvent", "SequenceStartEvent", "MappingStartEvent"):
            self._check_plain(event, position)
            self._start(event, kind, position)
        elif kind in ("SequenceEndEvent", "MappingEndEvent"):
            self._place(self.stack.pop().close())

    def _start(self, event: Any, kind: str, position: Position) -> None:
        if kind == "ScalarEvent":
            self._check_characters(event.value, position)
            self._place(Scalar(event.value, bool(event.style), position))
            return
        if len(self.stack) == MOST_DEPTH:
            self.refuse(position, f"is nested deeper than {MOST_DEPTH} levels")
        self.stack.append(_Open(position, kind == "MappingStartEvent"))

    def _check_characters(self, text: str, position: Position) -> None:
        control = CONTROLS.search(text)
        if control is not None:
            self.faults.append(fault_at(position, CONTROLLED.format(code=ord(control[0]))))

    def _check_plain(self, event: Any, position: Position) -> None:
        if event.anchor is not None:
            self.refuse(position, "anchors are not allowed here, found", f"&{event.anchor}")
        if event.tag is not None:
            self.refuse(position, "tags are not allowed here, found", event.tag)

    def refuse(self, position: Position, problem: str, found: str | None = None) -> NoReturn:
        """End the reading with all faults so far and one more."""
        raise InputError([*self.faults, fault_at(position, problem, found=found)])

    def _place(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if top.is_table and len(top.nodes) % 2 == 0:
            self._check_key(top, node)
        top.nodes.append(node)

    def _check_key(self, table: _Open, key: Node) -> None:
        if not isinstance(key, Scalar):
            self.faults.append(fault_at(key.position, "expected a name before the colon, found a list or a mapping"))
        elif key.text in table.keys:
            self.faults.append(fault_at(key.position, "the same key stands here twice:", found=key.text))
        else:
            table.keys.add(key.text)


def describe(node: Node) -> str:
    """Return what kind of thing a node is, for messages."""
    if isinstance(node, Scalar):
        return "nothing" if node.is_null else f"“{shorten(node.text)}”"
    return "a list" if isinstance(node, Items) else "a mapping"


def is_same_file(one: str, other: str) -> bool:
    """Say whether two paths are of one file."""
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):
        return False
