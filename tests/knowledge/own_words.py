"""A small pack with a vocabulary and a decision model of its own, about whether to move."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from pmo_expert import Fault, InputError, Knowledge, load_knowledge
from tests.knowledge.packs import SOURCES, pack_yaml, write_files

WORDS = """\
asks: {you: ask yourself, them: ask them}
sections: {home: home, work: work}
attributes:
  home.quiet: {kind: yes_no, question: Quiet?, ask: you, unknown: U, values: {yes: it is quiet, no: it is loud}}
  home.goals:
    kind: set
    question: What for?
    ask: you
    unknown: it is unknown what for
    values: {rest: rest, green_view: {phrase: a view of green, names: [trees]}}
    phrases: {all: "you want {members}", none: you want nothing, included: "want {member}", excluded: "not {member}"}
"""
MODEL = """\
subject: the flat
verdicts:
  stay: {words: stay, tone: bad}
  ask_first: {words: ask first, asks: yes}
  move: {words: move in, favourable: yes, tone: good}
severities:
  slight: {words: slight}
  grave: {words: grave indeed, counts: yes, final: yes}
goals: home.goals
wiifm: {passes: P, fails: F, not_known: U}
"""
RULES = "rules:\n  - {id: otherwise, verdict: move, when: {}, because: B, source: s 1}\n"


class Brief(NamedTuple):
    """What a fault says."""

    problem: str
    line: int | None
    column: int | None
    place: str = ""
    found: str | None = None
    nearest: str | None = None
    allowed: tuple[str, ...] = ()


def brief(fault: Fault) -> Brief:
    """Return what a fault says, without its file."""
    return Brief(fault.problem, fault.line, fault.column, fault.place, fault.found, fault.nearest, fault.allowed)


def write_own(folder: Path, *, vocabulary: str = WORDS, decision: str = MODEL, rules: str = RULES) -> Path:
    """Write the pack, with other words or rules; return its folder."""
    texts = {"pack": pack_yaml("rules.yaml"), "sources": SOURCES, "rules": rules}
    return write_files(folder, **texts, vocabulary=vocabulary, decision=decision)


def load_own(folder: Path, *, vocabulary: str = WORDS, decision: str = MODEL, rules: str = RULES) -> Knowledge:
    """Return the pack, with other words or rules."""
    return load_knowledge(write_own(folder, vocabulary=vocabulary, decision=decision, rules=rules))


def faults_of(*packs: Path) -> tuple[Fault, ...]:
    """Return the faults of packs that must be refused."""
    with pytest.raises(InputError) as caught:
        load_knowledge(*packs)
    return caught.value.faults
