"""A small pack over attributes and sets of its own, some with names and cuts that are easily got wrong."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attrs import frozen

from pmo_expert import Candidate, Case, Knowledge, amount, choice, load_knowledge, scale, section, set_of, yes_no
from tests.knowledge.packs import write_pack

RULES = """
- {id: cold, raises: serious, when: {candidate.balance: {at_most: -0.25}}, because: B, source: s 1}
- {id: warm, mitigates: cold, when: {candidate.balance: [-0.5, unknown]}, because: B, source: s 1}
- {id: high, raises: minor, when: {candidate.balance: {at_least: 0.1}, candidate.grade: {not: '1'}}, because: B,
   source: s 1}
- {id: torn, raises: serious, when: {candidate.answer: [maybe, 'yes']}, because: B, source: s 1}
- {id: quiet, raises: minor, when: {candidate.loud: no, candidate.tools: unknown}, because: B, source: s 1}
- {id: tools, mitigates: torn, when: {candidate.tools: {includes: [c++, '1']}}, because: B, source: s 1}
- {id: bare, raises: minor, when: {candidate.tools: {excludes: [ms project]}}, because: B, source: s 1}
- {id: rise, offers: g, serves: [promotion, influence], when: {candidate.loud: yes}, because: B, source: s 1}
"""
VERDICTS = """
- {id: never, verdict: decline, when: {concerns.worst: prohibitive}, because: B1, source: s 1}
- {id: perhaps, verdict: find_out_more, when: {wiifm.still_open: yes}, because: B2, source: s 1}
- {id: agree, verdict: accept_with_conditions, when: {concerns.worst: [minor, serious]}, because: B5, source: s 1}
- {id: otherwise, verdict: accept, when: {}, because: B6, source: s 1}
"""
TOOLS: dict[str, Any] = {"ms project": "M", "c++": "C", "1": "one", "a.b": "dots"}
GRADES: dict[str, Any] = {"1": "one", "2": "two", "10": "ten"}


@frozen(kw_only=True)
class OwnCandidate(Candidate):
    """A candidate with attributes of our own; no rule reads `unread`."""

    goals: frozenset[str] | None = set_of("Q?", ask="yourself", promotion="rise", influence="say", unknown="U")
    tools: frozenset[str] | None = set_of("Q?", ask="yourself", unknown="U", **TOOLS)
    balance: float | None = amount(
        "Q?", ask="yourself", unit="points", lowest=-1, highest=1.5, phrase="{value}", unknown="U"
    )
    unread: float | None = amount("Q?", ask="yourself", unit="m", highest=10**6, phrase="{value}", unknown="U")
    grade: str | None = scale("Q?", ask="yourself", unknown="U", **GRADES)
    answer: str | None = choice("Q?", ask="yourself", unknown="U", yes="Y", no="N", maybe="M")
    loud: bool | None = yes_no("Q?", ask="yourself", unknown="U", yes="Y", no="N")


@frozen(kw_only=True)
class OwnCase(Case):
    """A case with attributes of our own."""

    candidate: OwnCandidate = section(OwnCandidate)


@cache
def own() -> Knowledge:
    """Return the rules of the pack."""
    with TemporaryDirectory() as folder:
        return load_knowledge(write_pack(Path(folder) / "own", RULES, VERDICTS.strip() + "\n"), case_type=OwnCase)
