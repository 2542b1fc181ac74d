"""A pack: a folder of rule files with a `pack.yaml` that names them in their order."""

from __future__ import annotations

import hashlib
from pathlib import Path

from attrs import define, field, frozen

from pmo_expert.documents import Node, Scalar, Table, describe, parse, read_bytes
from pmo_expert.faults import NOWHERE, InputError, Position
from pmo_expert.knowledge.language.rule import Claim, FindingPhrases, Principle, Source
from pmo_expert.knowledge.reading.record import Reader
from pmo_expert.knowledge.reading.rule_reader import NAME
from pmo_expert.knowledge.reading.source_reader import read_sources

PACK_FILE = "pack.yaml"
SOURCES_FILE = "sources.yaml"
PROPERTIES_FILE = "properties.yaml"
PACK_KEYS = ("name", "version", "title", "extends", "files", "principles")
FILE_KEYS = ("concern", "title", "findings", "growth", "rules")


@frozen
class RuleFile:
    """One rule file: its rules as nodes, and the concern that they belong to."""

    concern: str | None
    title: str
    rules: tuple[Node, ...]
    position: Position


@define
class Pack:
    """A pack as read, before its rules are."""

    name: str = ""
    version: str = ""
    title: str = ""
    extends: tuple[Scalar, ...] = ()
    files: list[RuleFile] = field(factory=list)
    findings: dict[str, FindingPhrases] = field(factory=dict)
    growth: dict[str, str] = field(factory=dict)
    principles: dict[str, Principle] = field(factory=dict)
    sources: list[Source] = field(factory=list)
    claims: list[Claim] = field(factory=list)
    properties: Node | None = None
    digest: bytes = b""
    position: Position = NOWHERE


def read_pack(reader: Reader, folder: Path) -> Pack:
    """Read the pack in a folder; what is wrong with it is noted."""
    pack = Pack()
    root = _parse(reader, pack, folder / PACK_FILE)
    if root is None:
        return pack
    pack.position = root.position
    table = reader.table(root, PACK_FILE, root.position)
    reader.keys(table, PACK_KEYS, PACK_FILE)
    pack.name, pack.version, pack.title = (reader.text(table, key, PACK_FILE) for key in ("name", "version", "title"))
    pack.extends = reader.texts(table.get("extends"), PACK_FILE)
    _read_principles(reader, pack, table)
    files = reader.texts(table.get("files"), PACK_FILE)
    if not files:
        reader.fault(table.position, "lacks files, the rule files in their order", place=PACK_FILE)
    for name in files:
        if name.text == ".." or Path(name.text).name != name.text:
            reader.fault(name.position, "expected the name of a file in this folder, found", found=name.text)
            continue
        node = _parse(reader, pack, folder / name.text)
        if node is not None:
            _read_rule_file(reader, pack, node)
    if (folder / SOURCES_FILE).exists():
        node = _parse(reader, pack, folder / SOURCES_FILE)
        if node is not None:
            pack.sources, pack.claims = read_sources(reader, node)
    if (folder / PROPERTIES_FILE).exists():
        pack.properties = _parse(reader, pack, folder / PROPERTIES_FILE)
    return pack


def _parse(reader: Reader, pack: Pack, path: Path) -> Node | None:
    try:
        data = read_bytes(path, str(path))
        pack.digest = hashlib.sha256(pack.digest + path.name.encode() + b"\0" + data).digest()
        return parse(data, str(path), reader.faults)
    except InputError as error:
        reader.faults += error.faults
        return None


def _read_principles(reader: Reader, pack: Pack, table: Table) -> None:
    node = table.get("principles")
    for key, principle in reader.table(node, PACK_FILE, table.position).entries:
        record = reader.table(principle, key.text, key.position)
        reader.keys(record, ("because", "source"), key.text)
        sources = tuple(source.text for source in reader.texts(record.get("source"), key.text))
        pack.principles[key.text] = Principle(reader.text(record, "because", key.text), sources)


def _read_rule_file(reader: Reader, pack: Pack, root: Node) -> None:
    if not isinstance(root, Table):
        reader.fault(root.position, f"expected a mapping with rules, found {describe(root)}")
        return
    reader.keys(root, FILE_KEYS, "")
    concern = reader.text(root, "concern", "", required=False) or None
    title = reader.text(root, "title", "", required=False)
    if concern and not NAME.fullmatch(concern):
        reader.fault(root.position, "expected a concern of small letters, digits and hyphens, found", found=concern)
    rules = reader.items(root.get("rules"), "rules")
    pack.files.append(RuleFile(concern, title, rules, root.position))
    for key, node in reader.table(root.get("findings"), "findings", root.position).entries:
        phrases = reader.table(node, key.text, key.position)
        reader.keys(phrases, ("holds", "absent"), key.text)
        holds, absent = (reader.text(phrases, part, key.text) for part in ("holds", "absent"))
        pack.findings[key.text] = FindingPhrases(holds, absent, key.position)
    growth = reader.table(root.get("growth"), "growth", root.position)
    for key, _ in growth.entries:
        pack.growth[key.text] = reader.text(growth, key.text, "growth")
