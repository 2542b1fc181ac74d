"""The rules that a record names, where they are shipped."""

from __future__ import annotations

from pmo_expert.faults import NOWHERE, InputError, fault_at
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.load import load_knowledge
from pmo_expert.knowledge.reading.finding_packs import shipped_names
from pmo_expert.render.recording.record import Record


def recorded_knowledge(record: Record) -> Knowledge:
    """Return the shipped pack whose name a record has, of whatever version. Raises InputError when there is none."""
    names = []
    for name in shipped_names():
        knowledge = load_knowledge(name)
        if knowledge.name == record.rules.name:
            return knowledge
        names.append(knowledge.name)
    problem = "the record is of rules that are not shipped; name their folder (--rules PACK): found"
    raise InputError([fault_at(NOWHERE, problem, found=record.rules.name, allowed=names)])


def very_rules(record: Record) -> Knowledge | None:
    """Return the very rules that gave a record, where they are those of a shipped pack; else None."""
    try:
        shipped = recorded_knowledge(record)
    except InputError:
        return None
    return shipped if shipped.identity == record.rules else None
