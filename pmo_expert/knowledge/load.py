"""Packs read, cross-checked and compiled into a knowledge base."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from logging import getLogger
from os import PathLike
from pathlib import Path
from typing import TypeVar

from pmo_expert.documents import Scalar, Table
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.record import Reader
from pmo_expert.faults import NOWHERE, Fault, InputError, fault_at
from pmo_expert.knowledge.compiling.arguments import attacked_by, attackers_of
from pmo_expert.knowledge.compiling.compiler import Compiled, Parts, compile_rules
from pmo_expert.knowledge.compiling.reasoning import PRINCIPLES
from pmo_expert.knowledge.finding_packs import folder_of, known_names, named_folder, rules_folder
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.decision import Decision
from pmo_expert.knowledge.language.rule import Rule
from pmo_expert.knowledge.language.subjects import Subjects, conclusions
from pmo_expert.knowledge.reading.composition import compose
from pmo_expert.knowledge.reading.decision_reader import check_goals, read_decision
from pmo_expert.knowledge.reading.needs_reader import read_needs
from pmo_expert.knowledge.reading.pack_reader import Pack, RuleFile, read_pack
from pmo_expert.knowledge.reading.property_reader import check_properties, read_properties
from pmo_expert.knowledge.reading.references import check_references, check_verdicts
from pmo_expert.knowledge.reading.rule_reader import Names, read_rule
from pmo_expert.knowledge.reading.vocabulary_reader import VOCABULARY_FILE, VocabularyReader
from pmo_expert.logic.program import CyclicProgramError

LOG = getLogger(__name__)
T = TypeVar("T")


@cache
def shipped_knowledge() -> Knowledge:
    """Return the knowledge base of the shipped pack, read once and kept."""
    return load_knowledge()


def load_knowledge(*packs: str | PathLike[str]) -> Knowledge:
    """Return the knowledge base that packs make together, in their order; without packs, the shipped one.

    A pack is a folder with a `pack.yaml`, or the name of a shipped or installed one. Packs that it extends come before
    it: they may be given too, else they are found by name beside it, among the shipped ones or the installed ones.
    Raises InputError with every fault of every file.
    """
    reader = Reader()
    read = _read_packs(reader, [folder_of(pack) for pack in packs] or [rules_folder()])
    words = _read_words(reader, read)
    subjects, names = _subjects(reader, read, words)
    stated = [
        rule
        for pack in read
        for file in pack.files
        for node in file.rules
        if (rule := read_rule(reader, node, names, file.concern, pack.name)) is not None
    ]
    rules, switched_off = compose(reader, read, stated)
    properties = read_properties(reader, (pack.properties for pack in read if pack.properties), subjects)
    needs = read_needs(reader, words.needs, subjects)
    claims = {claim.id: claim for pack in read for claim in pack.claims}
    check_references(reader, rules, _stated_ids(read), claims, subjects.decision)
    if not words.broken:
        check_verdicts(reader, rules, read[0].position, subjects.decision)
    _raise_faults(reader, words.broken)
    parts = Parts(
        subjects,
        {rule.id: rule for rule in rules},
        attackers_of(rules, subjects.decision.final),
        _concerns(reader, read),
        dict(names.findings),
        dict(names.growth),
        PRINCIPLES | {name: part for pack in read for name, part in pack.principles.items()},
    )
    compiled = _compiled(parts)
    check_properties(reader, properties, compiled.encoding)
    _raise_faults(reader)
    knowledge = Knowledge(
        name="+".join(pack.name for pack in read),
        version="+".join(pack.version for pack in read),
        title=read[-1].title,
        sha256=hashlib.sha256(b"".join(pack.digest for pack in read)).hexdigest(),
        subjects=subjects,
        rules=parts.rules,
        attackers=parts.attackers,
        attacked=attacked_by(parts.attackers),
        concerns=parts.concerns,
        findings=parts.findings,
        growth=parts.growth,
        sources={source.id: source for pack in read for source in pack.sources},
        claims=claims,
        properties=tuple(properties),
        needs=needs,
        switched_off=tuple(switched_off),
        compiled=compiled,
    )
    LOG.info("loaded %s %s: %d rules", knowledge.name, knowledge.version, len(knowledge.rules))
    return knowledge


def _raise_faults(reader: Reader, broken: Collection[str] = ()) -> None:
    """Raise what is wrong; what follows from attributes that could not be read is left out."""
    if reader.faults:
        raise InputError(fault for fault in reader.faults if not _follows(fault, broken))


def _follows(fault: Fault, broken: Collection[str]) -> bool:
    """Say whether a fault is about an attribute that could not be read, and not in the vocabulary itself."""
    is_stated = fault.file is not None and Path(fault.file).name == VOCABULARY_FILE
    about = (fault.place, fault.found, f"{fault.place}.{fault.found}")
    return not is_stated and any(name in broken for name in about)


def _read_packs(reader: Reader, folders: list[Path]) -> list[Pack]:
    """Read packs, and before each those that it extends."""
    given = [read_pack(reader, folder) for folder in folders]
    by_name = {pack.name: pack for pack in reversed(given) if pack.name}
    read: list[Pack] = []
    for pack in given:
        _add_pack(reader, pack, by_name, read, ())
    twice = [pack for number, pack in enumerate(read) if pack.name and pack.name in [one.name for one in read[:number]]]
    if twice:
        raise InputError(fault_at(pack.position, "this pack is given twice:", found=pack.name) for pack in twice)
    return read


def _add_pack(reader: Reader, pack: Pack, by_name: dict[str, Pack], read: list[Pack], below: tuple[str, ...]) -> None:
    if any(pack is one for one in read):
        return
    for name in pack.extends:
        if name.text in (*below, pack.name):
            reader.fault(name.position, "packs extend each other in a circle:", place=pack.name, found=name.text)
            continue
        if name.text not in by_name:
            folder = named_folder(name.text, [pack.folder])
            if folder is None:
                allowed = tuple(dict.fromkeys([*known_names([pack.folder]), *by_name]))
                problem = "extends a pack that is not beside it, shipped or installed:"
                reader.fault(name.position, problem, found=name.text, allowed=allowed)
                continue
            by_name[name.text] = read_pack(reader, folder)
        _add_pack(reader, by_name[name.text], by_name, read, (*below, pack.name))
    read.append(pack)


def _read_words(reader: Reader, packs: list[Pack]) -> VocabularyReader:
    """Read the vocabularies of all packs. Raises InputError when there is nothing to state a case in."""
    words = VocabularyReader(reader)
    for pack in packs:
        if pack.vocabulary is not None:
            words.read(pack.vocabulary)
    if not words.attributes:
        if not reader.faults:
            problem = "has no vocabulary.yaml with attributes, and extends no pack that has one"
            reader.fault(packs[-1].position, problem)
        _raise_faults(reader)
    return words


def _subjects(reader: Reader, packs: list[Pack], words: VocabularyReader) -> tuple[Subjects, Names]:
    """Return what conditions can be about. Raises InputError when the decision model cannot be read."""
    decision = _decision(reader, packs)
    vocabulary = words.vocabulary()
    before = len(reader.faults)
    check_goals(reader, decision, [one.name for one in vocabulary.attributes.values() if isinstance(one, SetOf)])
    if len(reader.faults) > before:
        _raise_faults(reader)
    findings = _merge(reader, ((pack, pack.findings) for pack in packs))
    growth = _merge(reader, ((pack, pack.growth) for pack in packs))
    concerns = _concerns(Reader(), packs)
    subjects = Subjects(vocabulary, decision, conclusions(findings, growth, concerns, decision))
    return subjects, Names(subjects, findings, growth)


def _decision(reader: Reader, packs: list[Pack]) -> Decision:
    """Return the decision model, which one pack has. Raises InputError when none or several have one."""
    stated = [pack for pack in packs if pack.decision is not None]
    if not stated:
        if not reader.faults:
            reader.fault(packs[-1].position, "has no decision.yaml, and extends no pack that has one")
        _raise_faults(reader)
    for pack in stated[1:]:
        assert pack.decision is not None
        problem = f"the pack {stated[0].name} has a decision model already; packs that extend it use that"
        reader.fault(pack.decision.position, problem)
    assert stated[0].decision is not None
    before = len(reader.faults)
    decision = read_decision(reader, stated[0].decision)
    if len(reader.faults) > before:
        _raise_faults(reader)
    return decision


def _compiled(parts: Parts) -> Compiled:
    try:
        return compile_rules(parts)
    except CyclicProgramError as error:
        raise InputError([_cycle_fault(parts.rules, error)]) from None


def _concerns(reader: Reader, packs: list[Pack]) -> dict[str, str]:
    """Return the concerns by id with their titles, in the order of the files."""
    files: list[RuleFile] = [file for pack in packs for file in pack.files]
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


def _stated_ids(packs: list[Pack]) -> set[str]:
    """Return the ids of rules, whether or not the rules can be read."""
    nodes = (node.get("id") for pack in packs for file in pack.files for node in file.rules if isinstance(node, Table))
    return {node.text for node in nodes if isinstance(node, Scalar)}


def _cycle_fault(rules: Mapping[str, Rule], error: CyclicProgramError) -> Fault:
    """Return the fault that names the conclusions of a cycle, at the first rule that takes part."""
    involved = {label.rule for label in error.labels}
    position = next((rule.position for rule in rules.values() if rule.id in involved), NOWHERE)
    return fault_at(position, "rules feed themselves: " + " ← ".join(map(str, error.cycle)))
