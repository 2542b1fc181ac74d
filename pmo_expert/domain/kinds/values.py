"""Named values as vocabularies state them: each with its phrase, and with other names that readers take."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pmo_expert.documents import Node, Scalar, Table
from pmo_expert.domain.record import Reader
from pmo_expert.domain.text import folded, is_unknown

NAME = re.compile("[a-z0-9]+(_[a-z0-9]+)*")
FIELDS = ("phrase", "names", "before")


def read_values(
    reader: Reader,
    table: Table,
    place: str,
    phrases: Mapping[str, str],
    names: Mapping[str, str],
    *,
    fields: tuple[str, ...] = FIELDS,
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the phrase of each value and the value of each other name: those given, and those that a record adds.

    A value comes last, or where its record says before which other one. `fields` are what a record may have.
    """
    node = table.get("values")
    if node is None or (isinstance(node, Table) and not node.entries):
        reader.lacks(table, "values", place=place)
    order, added, others = list(phrases), dict(phrases), dict(names)
    meant = {folded(name): value for name, value in reversed(list(names.items()))}
    for key, stated in reader.table(node, place, table.position).entries:
        if not reader.named(key, NAME):
            continue
        if is_unknown(key.text) or key.text in phrases:
            problem = "every attribute can be unknown without saying so" if is_unknown(key.text) else "is there already"
            reader.fault(key.position, f"{problem}: the value", place=place, found=key.text)
            continue
        record = _record(reader, stated, f"{place} {key.text}", fields)
        added[key.text] = _phrase(reader, stated, record, f"{place} {key.text}")
        order.insert(_place(reader, record, order, place), key.text)
        for name in reader.texts(record.get("names"), place):
            taken = meant.setdefault(folded(name.text), key.text)
            if taken != key.text:
                problem = f"another name of {key.text} means {taken} as well:"
                reader.fault(name.position, problem, place=place, found=name.text)
            others[name.text] = key.text
    _check_spellings(reader, table, place, added, others)
    return {value: added[value] for value in order}, others


def _record(reader: Reader, node: Node, place: str, fields: tuple[str, ...]) -> Table:
    if isinstance(node, Scalar):
        return Table((), node.position)
    table = reader.table(node, place, node.position)
    reader.keys(table, fields, place)
    return table


def _phrase(reader: Reader, node: Node, record: Table, place: str) -> str:
    if not isinstance(node, Scalar):
        return reader.text(record, "phrase", place)
    if node.is_null or not node.text.strip():
        reader.fault(node.position, "lacks the phrase that states it", place=place)
    return " ".join(node.text.split())


def _place(reader: Reader, record: Table, order: list[str], place: str) -> int:
    before = reader.choice(record, "before", tuple(order), "value", place)
    return order.index(before) if before in order else len(order)


def _check_spellings(
    reader: Reader, table: Table, place: str, phrases: Mapping[str, str], names: Mapping[str, str]
) -> None:
    """Note other names that could mean two values, or unknown."""
    values = {folded(value): value for value in reversed(list(phrases))}
    for name, value in names.items():
        meant = values.get(folded(name))
        taken = None if meant == value else meant
        if taken or is_unknown(name):
            problem = f"another name of {value} means {taken or 'unknown'} as well:"
            reader.fault(table.position, problem, place=place, found=name)
