"""Packs read, cross-checked and compiled into a knowledge base."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from os import PathLike
from pathlib import Path
from typing import TypeVar

from pmo_expert.documents import Node, Scalar, Table
from pmo_expert.domain.case import Case
from pmo_expert.domain.vocabulary import vocabulary_of
from pmo_expert.faults import NOWHERE, Fault, InputError, fault_at
from pmo_expert.knowledge.compiling.arguments import attacked_by, attackers_of
from pmo_expert.knowledge.compiling.compiler import Parts, compile_rules
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.rule import Claim, Rule
from pmo_expert.knowledge.reading.pack_reader import Pack, RuleFile, read_pack
from pmo_expert.knowledge.language.properties import Property
from pmo_expert.knowledge.reading.property_reader import check_properties, read_properties
from pmo_expert.knowledge.compiling.reasoning import PRINCIPLES
from pmo_expert.knowledge.reading.record import Reader
from pmo_expert.knowledge.reading.references import check_references, check_verdicts
from pmo_expert.knowledge.reading.rule_reader import Names, read_rule
from pmo_expert.knowledge.language.subjects import Subjects, conclusions
from pmo_expert.logic.program import CyclicProgramError

T = TypeVar("T")


def rules_folder() -> Path:
    """Return the folder of the shipped pack, in an installed package or in a checkout."""
    package = Path(__file__).parent.parent
    installed = package / "rules"
    return (installed if installed.is_dir() else package.parent / "rules") / "article"


@cache
def shipped_knowledge() -> Knowledge:
    """Return the knowledge base of the article, read once and kept."""
    return load_knowledge(rules_folder())


def load_knowledge(*packs: str | PathLike[str], case_type: type[Case] = Case) -> Knowledge:
    """Return the knowledge base that packs make together, in their order; without packs, the shipped one.

    A pack is a folder with a `pack.yaml`. The shipped pack comes first when a pack extends it (`extends: article`).
    `case_type` declares the attributes that rules may read. Raises InputError with every fault of every file.
    """
    reader = Reader()
    read = _read_packs(reader, [Path(pack) for pack in packs] or [rules_folder()])
    concerns = _concerns(reader, [file for pack in read for file in pack.files])
    findings = _merge(reader, ((pack, pack.findings) for pack in read))
    growth = _merge(reader, ((pack, pack.growth) for pack in read))
    vocabulary = vocabulary_of(case_type)
    subjects = Subjects(vocabulary, conclusions(findings, growth, concerns))
    names = Names(subjects, findings, growth)
    rules = [
        rule
        for pack in read
        for file in pack.files
        for node in file.rules
        if (rule := read_rule(reader, node, names, file.concern)) is not None
    ]
    properties = read_properties(reader, (pack.properties for pack in read if pack.properties), subjects)
    claims = {claim.id: claim for pack in read for claim in pack.claims}
    check_references(
        reader, rules, _stated_ids(node for pack in read for file in pack.files for node in file.rules), claims
    )
    if reader.faults:
        raise InputError(reader.faults)
    principles = PRINCIPLES | {name: part for pack in read for name, part in pack.principles.items()}
    by_id = {rule.id: rule for rule in rules}
    parts = Parts(subjects, by_id, attackers_of(rules), concerns, findings, growth, principles)
    knowledge = _assemble(read, parts, claims, properties)
    check_verdicts(reader, rules, read[0].position)
    check_properties(reader, properties, knowledge.compiled.space)
    if reader.faults:
        raise InputError(reader.faults)
    return knowledge


def _read_packs(reader: Reader, folders: list[Path]) -> list[Pack]:
    """Read packs, and the shipped one before them when one of them extends it."""
    read = [read_pack(reader, folder) for folder in folders]
    wanted = [name for pack in read for name in pack.extends]
    shipped = rules_folder()
    if any(name.text == shipped.name for name in wanted) and all(pack.name != shipped.name for pack in read):
        read.insert(0, read_pack(reader, shipped))
    names = tuple(pack.name for pack in read)
    for name in wanted:
        if name.text not in names:
            allowed = (shipped.name, *names)
            reader.fault(name.position, "extends a pack that is not loaded:", found=name.text, allowed=allowed)
    twice = [pack for number, pack in enumerate(read) if pack.name and pack.name in names[:number]]
    if twice:
        raise InputError(fault_at(pack.position, "this pack is given twice:", found=pack.name) for pack in twice)
    return read


def _assemble(packs: list[Pack], parts: Parts, claims: dict[str, Claim], properties: list[Property]) -> Knowledge:
    try:
        compiled = compile_rules(parts)
    except CyclicProgramError as error:
        raise InputError([_cycle_fault(parts.rules, error)]) from None
    return Knowledge(
        name="+".join(pack.name for pack in packs),
        version="+".join(pack.version for pack in packs),
        title=packs[0].title,
        sha256=hashlib.sha256(b"".join(pack.digest for pack in packs)).hexdigest(),
        subjects=parts.subjects,
        rules=parts.rules,
        attackers=parts.attackers,
        attacked=attacked_by(parts.attackers),
        concerns=parts.concerns,
        findings=parts.findings,
        growth=parts.growth,
        sources={source.id: source for pack in packs for source in pack.sources},
        claims=claims,
        properties=tuple(properties),
        compiled=compiled,
    )


def _concerns(reader: Reader, files: list[RuleFile]) -> dict[str, str]:
    """Return the concerns by id with their titles, in the order of the files."""
    titles = {file.concern: file.title for file in reversed(files) if file.concern and file.title}
    concerns: dict[str, str] = {}
    for file in files:
        if file.concern and file.concern not in titles:
            reader.fault(file.position, "lacks title, as no other file has one for the concern", found=file.concern)
        elif file.concern:
            concerns[file.concern] = titles[file.concern]
    return concerns


def _merge(reader: Reader, parts: Iterable[tuple[Pack, dict[str, T]]]) -> dict[str, T]:
    """Return what packs declare together; a name may be declared once."""
    merged: dict[str, T] = {}
    for pack, part in parts:
        for name, value in part.items():
            if name in merged:
                reader.fault(pack.position, "an earlier pack declares this too:", found=name)
            merged.setdefault(name, value)
    return merged


def _stated_ids(nodes: Iterable[Node]) -> set[str]:
    """Return the ids of rules, whether or not the rules can be read."""
    ids = (node.get("id") for node in nodes if isinstance(node, Table))
    return {node.text for node in ids if isinstance(node, Scalar)}


def _cycle_fault(rules: Mapping[str, Rule], error: CyclicProgramError) -> Fault:
    """Return the fault that names the conclusions of a cycle, at the first rule that takes part."""
    involved = {label.partition(" ")[0] for label in error.labels}
    position = next((rule.position for rule in rules.values() if rule.id in involved), NOWHERE)
    return fault_at(position, "rules feed themselves: " + " ← ".join(error.cycle))
