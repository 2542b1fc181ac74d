"""A pack: a folder of rule files with a `pack.yaml` that names them in their order."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from attrs import define, field, frozen

from pmo_expert.documents import Items, Node, Scalar, Table, describe, parse, read_bytes
from pmo_expert.domain.case_file import format_faults
from pmo_expert.domain.record import Reader
from pmo_expert.faults import NOWHERE, InputError, Position
from pmo_expert.knowledge.language.packs import Evidence, PackDescription
from pmo_expert.knowledge.language.principles import PRINCIPLES, Principle
from pmo_expert.knowledge.language.rule import STRENGTHS, Claim, FindingPhrases, Source
from pmo_expert.knowledge.reading.decision_reader import DECISION_FILE
from pmo_expert.knowledge.reading.rule_reader import NAME
from pmo_expert.knowledge.reading.source_reader import SOURCES_FILE, read_sources
from pmo_expert.knowledge.reading.vocabulary_reader import VOCABULARY_FILE

PACK_FILE = "pack.yaml"
PROPERTIES_FILE = "properties.yaml"
DATE = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
PACK_KEYS = (
    "format",
    "name",
    "version",
    "title",
    "published",
    "updated",
    "policy",
    "paid_by",
    "evidence",
    "extends",
    "without",
    "files",
    "principles",
)
EVIDENCE_KEYS = ("lightest", "strength", "since")
FORMATS = ("1",)
OWN_FILES = (PACK_FILE, SOURCES_FILE, PROPERTIES_FILE, VOCABULARY_FILE, DECISION_FILE)
FILE_KEYS = ("concern", "title", "findings", "growth", "rules")


@frozen
class RuleFile:
    """One rule file: its rules as nodes, and the concern that they belong to."""

    concern: str | None
    title: str
    rules: tuple[Node, ...]
    position: Position


@frozen
class Without:
    """Why a rule is switched off, and where that is said."""

    reason: str
    position: Position


@define
class Pack:
    """A pack as read, before its rules are.

    `published` and `updated` are dates, as 2026-11-24. `without` has the reason for each rule that is switched off.
    """

    folder: Path
    name: str = ""
    version: str = ""
    title: str = ""
    published: str = ""
    updated: str = ""
    policy: str = ""
    paid_by: str = ""
    evidence: Evidence | None = None
    without: dict[str, Without] = field(factory=dict)
    vocabulary: Node | None = None
    decision: Node | None = None
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

    @property
    def description(self) -> PackDescription:
        """What the pack says of itself."""
        return PackDescription(
            name=self.name,
            version=self.version,
            title=self.title,
            published=self.published,
            updated=self.updated,
            policy=self.policy,
            paid_by=self.paid_by,
            extends=tuple(name.text for name in self.extends),
            evidence=self.evidence,
        )


def read_pack(reader: Reader, folder: Path) -> Pack:
    """Read the pack in a folder; what is wrong with it is noted."""
    pack = Pack(folder)
    root = _parse(reader, pack, folder / PACK_FILE)
    if root is None:
        return pack
    pack.position = root.position
    table = reader.table(root, PACK_FILE, root.position)
    reader.keys(table, PACK_KEYS, PACK_FILE)
    pack.name, pack.version, pack.title = (reader.text(table, key, PACK_FILE) for key in ("name", "version", "title"))
    _check_name(reader, pack, table)
    _check_format(reader, table)
    pack.published, pack.updated = (_date(reader, table, key) for key in ("published", "updated"))
    pack.policy, pack.paid_by = (reader.text(table, key, PACK_FILE, required=False) for key in ("policy", "paid_by"))
    pack.evidence = _read_evidence(reader, table)
    pack.extends = reader.texts(table.get("extends"), PACK_FILE)
    _read_without(reader, pack, table)
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
    _check_listed(reader, folder, files, table)
    sources = _parse_if_there(reader, pack, SOURCES_FILE)
    if sources is not None:
        pack.sources, pack.claims = read_sources(reader, sources)
    pack.properties = _parse_if_there(reader, pack, PROPERTIES_FILE)
    pack.vocabulary = _parse_if_there(reader, pack, VOCABULARY_FILE)
    pack.decision = _parse_if_there(reader, pack, DECISION_FILE)
    return pack


def _parse_if_there(reader: Reader, pack: Pack, name: str) -> Node | None:
    """Return the root of a file that a pack may have; a link that leads nowhere is one that cannot be read."""
    path = pack.folder / name
    return _parse(reader, pack, path) if path.exists() or path.is_symlink() else None


def _check_listed(reader: Reader, folder: Path, files: tuple[Scalar, ...], table: Table) -> None:
    """Note rule files that the pack does not name, so that none is left out unseen."""
    named = {*(file.text for file in files), *OWN_FILES}
    for path in sorted(folder.glob("*.yaml")):
        if path.name not in named:
            problem = "is not named under files, so its rules would not count:"
            reader.fault(table.position, problem, place=PACK_FILE, found=path.name)


def _check_name(reader: Reader, pack: Pack, table: Table) -> None:
    if pack.name and not NAME.fullmatch(pack.name):
        problem = "expected a name of small letters, digits and hyphens, found"
        reader.fault(table.position, problem, place=PACK_FILE, found=pack.name)


def _check_format(reader: Reader, table: Table) -> None:
    node = table.get("format")
    if node is not None:
        reader.faults += format_faults(node, FORMATS)


def _date(reader: Reader, table: Table, key: str) -> str:
    text, node = reader.text(table, key, PACK_FILE, required=False), table.get(key)
    if node is not None and text and not DATE.fullmatch(text):
        reader.fault(node.position, f"expected a date such as 2026-11-24 under {key}, found", found=text)
    return text


def _read_evidence(reader: Reader, table: Table) -> Evidence | None:
    node = table.get("evidence")
    if node is None:
        return None
    record = reader.table(node, "evidence", table.position)
    reader.keys(record, EVIDENCE_KEYS, "evidence")
    if record.get("strength") is None:
        reader.lacks(record, "strength", place="evidence", allowed=tuple(STRENGTHS))
    return Evidence(
        lightest=reader.text(record, "lightest", "evidence"),
        strength=reader.choice(record, "strength", tuple(STRENGTHS), "strength", "evidence"),
        since=int(reader.number(record, "since", "evidence")),
    )


def _read_without(reader: Reader, pack: Pack, table: Table) -> None:
    node = table.get("without")
    if isinstance(node, Items):
        reader.fault(node.position, "expected {RULE: reason} for each rule, found a list", place="without")
        return
    for key, said in reader.table(node, "without", table.position).entries:
        reason = " ".join(said.text.split()) if isinstance(said, Scalar) and not said.is_null else ""
        if not reason:
            problem = f"expected the reason for switching the rule off, found {describe(said)}"
            reader.fault(said.position, problem, place=key.text)
        pack.without[key.text] = Without(reason, key.position)


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
        default = PRINCIPLES.get(key.text)
        if default is None:
            reader.fault(key.position, "there is no principle", found=key.text, allowed=tuple(PRINCIPLES))
            continue
        because = reader.text(record, "because", key.text, required=False) or default.because
        pack.principles[key.text] = Principle(because, sources)


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
