"""Case files: read into a case, all faults at once."""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import Path

from pmo_expert.documents import Node, Scalar, Table, describe, parse, read_bytes
from pmo_expert.domain.attribute import Value
from pmo_expert.domain.case import PlainCase
from pmo_expert.domain.vocabulary import Vocabulary
from pmo_expert.faults import Fault, InputError, fault_at

TITLE = "title"
FORMAT = "format"
FORMATS = ("1",)
"""The formats of case files that are read; a file that names none has the first."""


def read_case_file(path: str | PathLike[str], vocabulary: Vocabulary) -> PlainCase:
    """Read a case from a YAML or JSON file.

    Raises InputError, with one fault for each thing that is wrong and its line and column.
    """
    return parse_case_text(read_bytes(Path(path), fspath(path)), vocabulary, fspath(path))


def parse_case_text(text: bytes | str, vocabulary: Vocabulary, shown: str | None) -> PlainCase:
    """Read a case from YAML or JSON text; `shown` names it in faults. Raises InputError like `read_case_file`."""
    faults: list[Fault] = []
    root = parse(text, shown, faults)
    title = _read_title(root, faults)
    facts = read_facts(vocabulary, root, faults)
    faults.sort(key=_place)
    if faults:
        raise InputError(faults)
    return vocabulary.checked_case(facts, title)


def read_facts(vocabulary: Vocabulary, root: Node, faults: list[Fault]) -> dict[str, Value]:
    """Return the facts that a tree states, section by section or as `section.attribute`; append what is wrong."""
    if not isinstance(root, Table):
        allowed = tuple(vocabulary.sections)
        faults.append(fault_at(root.position, f"expected sections, found {describe(root)}", allowed=allowed))
        return {}
    facts: dict[str, Value] = {}
    for key, node in root.entries:
        if key.text in vocabulary.sections:
            _read_section(vocabulary, key, node, facts, faults)
        elif "." in key.text:
            read_fact(vocabulary, key, node, facts, faults)
        elif key.text == FORMAT:
            faults += format_faults(node, FORMATS)
        elif key.text != TITLE:
            allowed = (TITLE, *vocabulary.sections)
            faults.append(fault_at(key.position, "there is no section", found=key.text, allowed=allowed))
    return facts


def format_faults(node: Node, known: tuple[str, ...]) -> list[Fault]:
    """Return what is wrong with the format that a file names."""
    if isinstance(node, Scalar) and node.text in known:
        return []
    found = node.text if isinstance(node, Scalar) else describe(node)
    return [fault_at(node.position, "this library does not know the format", place=FORMAT, found=found, allowed=known)]


def read_fact(vocabulary: Vocabulary, key: Scalar, node: Node, facts: dict[str, Value], faults: list[Fault]) -> None:
    """Add to `facts` what a key and its value state, or to `faults` what is wrong with them."""
    wrong = vocabulary.name_faults(key.text, key.position)
    if key.text in facts:
        wrong = [fault_at(key.position, "this attribute was given before:", found=key.text)]
    if not wrong:
        facts[key.text], wrong = vocabulary.attributes[key.text].read(node)
    faults += wrong


def _read_section(
    vocabulary: Vocabulary, section: Scalar, node: Node, facts: dict[str, Value], faults: list[Fault]
) -> None:
    if isinstance(node, Table):
        for key, value in node.entries:
            full = Scalar(f"{section.text}.{key.text}", key.quoted, key.position)
            read_fact(vocabulary, full, value, facts, faults)
    elif not (isinstance(node, Scalar) and node.is_null):
        problem = f"expected attributes with values, found {describe(node)}"
        faults.append(fault_at(node.position, problem, place=section.text))


def _read_title(root: Node, faults: list[Fault]) -> str:
    node = root.get(TITLE) if isinstance(root, Table) else None
    if node is None:
        return ""
    if isinstance(node, Scalar):
        return "" if node.is_null else node.text
    faults.append(fault_at(node.position, f"expected a text, found {describe(node)}", place=TITLE))
    return ""


def _place(fault: Fault) -> tuple[int, int]:
    return (fault.line or 0, fault.column or 0)
