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
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.decision import Decision
from pmo_expert.knowledge.language.identity import KnowledgeIdentity
from pmo_expert.knowledge.language.principles import PRINCIPLES
from pmo_expert.knowledge.language.rule import Rule
from pmo_expert.knowledge.language.subjects import Subjects, conclusions
from pmo_expert.knowledge.reading.composition import compose
from pmo_expert.knowledge.reading.decision_reader import check_goals, read_decision
from pmo_expert.knowledge.reading.extending import read_packs
from pmo_expert.knowledge.reading.finding_packs import folder_of, rules_folder
from pmo_expert.knowledge.reading.needs_reader import read_needs
from pmo_expert.knowledge.reading.pack_reader import Pack, RuleFile
from pmo_expert.knowledge.reading.property_reader import check_properties, read_properties
from pmo_expert.knowledge.reading.references import check_references, check_verdicts, check_weighed_last
from pmo_expert.knowledge.reading.rule_reader import Names, read_rule
from pmo_expert.knowledge.reading.vocabulary_reader import VOCABULARY_FILE, VocabularyReader
from pmo_expert.logic.program import CyclicProgramError

LOG = getLogger(__name__)
T = TypeVar("T")


@cache
def shipped_knowledge() -> Knowledge:
    """Return the knowledge base of the shipped pack, read once and kept."""
    return load_knowledge()


def knowledge_or_shipped(knowledge: Knowledge | None) -> Knowledge:
    """Return a knowledge base, the shipped one for None. Raises TypeError when it is none."""
    if knowledge is None:
        return shipped_knowledge()
    if not isinstance(knowledge, Knowledge):
        raise TypeError(f"knowledge is what load_knowledge returns, found: {type(knowledge).__name__}")
    return knowledge


def load_knowledge(*packs: str | PathLike[str]) -> Knowledge:
    """Return the knowledge base that packs make together, in their order; without packs, the shipped one.

    A pack is a folder with a `pack.yaml`, or the name of a shipped or installed one. Packs that it extends come before
    it: they may be given too, else they are found by name beside it, among the shipped ones or the installed ones.
    Raises InputError with every fault of every file.
    """
    reader = Reader()
    read = read_packs(reader, [folder_of(pack) for pack in packs] or [rules_folder()])
    words = _read_words(reader, read)
    subjects, names = _subjects(reader, read, words)
    rules, switched_off = compose(reader, read, _read_rules(reader, read, names))
    properties = read_properties(reader, (pack.properties for pack in read if pack.properties), subjects)
    needs = read_needs(reader, words.needs, subjects, words.broken)
    claims = {claim.id: claim for pack in read for claim in pack.claims}
    check_references(reader, rules, _stated_ids(read), claims, subjects.decision)
    _check_evidence(reader, read, subjects.decision)
    check_weighed_last(reader, rules, subjects.vocabulary)
    if not reader.faults:
        check_verdicts(reader, rules, read[0].position, subjects.decision)
    parts = _parts(reader, read, names, rules)
    _raise_faults(reader, words.broken)
    compiled = _compiled(parts)
    check_properties(reader, properties, compiled.encoding)
    _raise_faults(reader)
    knowledge = Knowledge(
        identity=_identity(read),
        packs=tuple(pack.description for pack in read),
        parts=parts,
        compiled=compiled,
        sources={source.id: source for pack in read for source in pack.sources},
        claims=claims,
        properties=tuple(properties),
        needs=needs,
        switched_off=tuple(switched_off),
    )
    LOG.info("loaded %s %s: %d rules", knowledge.name, knowledge.version, len(knowledge.rules))
    return knowledge


def _read_rules(reader: Reader, packs: list[Pack], names: Names) -> list[Rule]:
    return [
        rule
        for pack in packs
        for file in pack.files
        for node in file.rules
        if (rule := read_rule(reader, node, names, file.concern, pack.name)) is not None
    ]


def _check_evidence(reader: Reader, packs: list[Pack], decision: Decision) -> None:
    for pack in packs:
        if pack.evidence is not None and pack.evidence.lightest not in ("", *decision.severity_names):
            found, allowed = pack.evidence.lightest, decision.severity_names
            reader.fault(pack.position, "there is no severity", place="evidence", found=found, allowed=allowed)


def _parts(reader: Reader, packs: list[Pack], names: Names, rules: list[Rule]) -> Parts:
    """Return what there is to compile."""
    principles = PRINCIPLES | {name: part for pack in packs for name, part in pack.principles.items()}
    attackers = attackers_of(rules, names.subjects.decision.final)
    return Parts(
        subjects=names.subjects,
        rules={rule.id: rule for rule in rules},
        attackers=attackers,
        attacked=attacked_by(attackers),
        concerns=_concerns(reader, packs),
        findings=dict(names.findings),
        growth=dict(names.growth),
        principles=principles,
    )


def _identity(packs: list[Pack]) -> KnowledgeIdentity:
    return KnowledgeIdentity(
        name="+".join(pack.name for pack in packs),
        version="+".join(pack.version for pack in packs),
        sha256=hashlib.sha256(b"".join(pack.digest for pack in packs)).hexdigest(),
    )


def _raise_faults(reader: Reader, broken: Collection[str] = ()) -> None:
    """Raise what is wrong; what follows from attributes that could not be read is left out."""
    if reader.faults:
        raise InputError(fault for fault in reader.faults if not _follows(fault, broken))


def _follows(fault: Fault, broken: Collection[str]) -> bool:
    """Say whether a fault is about an attribute that could not be read, and not in the vocabulary itself."""
    is_stated = fault.file is not None and Path(fault.file).name == VOCABULARY_FILE
    about = (fault.place, fault.found, f"{fault.place}.{fault.found}")
    return not is_stated and any(name in broken for name in about)


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
    if decision.goals in words.broken:
        _raise_faults(reader)
    before = len(reader.faults)
    check_goals(reader, decision, [one.name for one in vocabulary.attributes.values() if isinstance(one, SetOf)])
    if len(reader.faults) > before:
        _raise_faults(reader)
    findings = _merge(reader, ((pack, pack.findings) for pack in packs))
    growth = _merge(reader, ((pack, pack.growth) for pack in packs))
    concerns = _concerns(Reader(), packs)
    subjects = Subjects(vocabulary, decision, conclusions(findings, growth, concerns, decision, vocabulary.sections))
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
