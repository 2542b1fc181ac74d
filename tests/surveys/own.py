"""Packs with attributes of their own: a small one with names and cuts that are easily got wrong, and the examples."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pmo_expert import Knowledge, load_knowledge
from tests.advice.examples import REMOTE_PACK
from tests.knowledge.packs import SET_PHRASES, vocabulary, write_pack

RULES = """
- {id: cold, raises: serious, when: {candidate.balance: {at_most: -0.25}}, because: B, source: s 1}
- {id: warm, mitigates: cold, when: {candidate.balance: [-0.5, unknown]}, because: B, source: s 1}
- {id: high, raises: minor, when: {candidate.balance: {at_least: 0.1}, candidate.grade: {not: '1'}}, because: B,
   source: s 1}
- {id: torn, raises: serious, when: {candidate.answer: [maybe, 'yes']}, because: B, source: s 1}
- {id: quiet, raises: minor, when: {candidate.loud: no, candidate.tools: unknown}, because: B, source: s 1}
- {id: tools, mitigates: torn, when: {candidate.tools: {includes: [c, '1']}}, because: B, source: s 1}
- {id: bare, raises: minor, when: {candidate.tools: {excludes: [ms_project]}}, because: B, source: s 1}
- {id: rise, offers: g, serves: [promotion, influence], when: {candidate.loud: yes}, because: B, source: s 1}
"""
VERDICTS = """
- {id: never, verdict: decline, when: {concerns.worst: prohibitive}, because: B1, source: s 1}
- {id: perhaps, verdict: find_out_more, when: {wiifm.still_open: yes}, because: B2, source: s 1}
- {id: agree, verdict: accept_with_conditions, when: {concerns.worst: [minor, serious]}, because: B5, source: s 1}
- {id: otherwise, verdict: accept, when: {}, because: B6, source: s 1}
"""
TOOLS = {"ms_project": "M", "c": "C", "1": "one", "dots": "dots"}
OWN = vocabulary(
    goals={"kind": "set", "values": {"promotion": "rise", "influence": "say"}, "phrases": {**SET_PHRASES}},
    tools={"kind": "set", "values": TOOLS, "phrases": {**SET_PHRASES}},
    balance={"kind": "amount", "unit": "points", "lowest": -1, "highest": 1.5, "phrase": "{value}"},
    unread={"kind": "amount", "unit": "m", "highest": 10**6, "phrase": "{value}"},
    grade={"kind": "scale", "values": {"1": "one", "2": "two", "10": "ten"}},
    answer={"kind": "choice", "values": {"yes": "Y", "no": "N", "maybe": "M"}},
    loud={"kind": "yes_no", "values": {"yes": "Y", "no": "N"}},
)
"""Words with attributes of our own; no rule reads `unread`."""


@cache
def own() -> Knowledge:
    """Return the rules of the pack."""
    with TemporaryDirectory() as folder:
        return load_knowledge(write_pack(Path(folder) / "own", RULES, VERDICTS.strip() + "\n", vocabulary=OWN))


@cache
def remote_work() -> Knowledge:
    """Return the rules of the article with those of a pack that extends it with attributes and a concern."""
    return load_knowledge(REMOTE_PACK)


@cache
def lead_or_build() -> Knowledge:
    """Return the rules of a pack about another decision, with its own vocabulary, verdicts and severities."""
    return load_knowledge(REMOTE_PACK.parent / "lead-or-build")
