"""A pack so small that every case can be tried, with the answers that trying them gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pmo_expert import Advice, Knowledge, PlainCase, advise, load_knowledge
from tests.knowledge.packs import SET_PHRASES, vocabulary, write_pack

SHARE, LEADS, STEP_UP = "opening.administrative_share", "opening.leads_people", "opening.step_up"
CRITICAL, GOALS = "pmo.critical_to_portfolio", "candidate.goals"
VALUES: dict[str, tuple[Any, ...]] = {
    CRITICAL: (True, False),
    SHARE: (0, 60, 95),
    LEADS: (True, False),
    STEP_UP: (True, False),
    GOALS: (frozenset(), frozenset({"promotion"}), frozenset({"influence"}), frozenset({"promotion", "influence"})),
}
"""Every known value; of the amount, one number between any two that rules test."""
NEGOTIABLE = {SHARE, LEADS}

RULES = """
- {id: papers, raises: serious, when: {opening.administrative_share: {at_least: 50}}, because: B, source: s 1}
- {id: only-papers, raises: prohibitive, because: B, source: s 1,
   when: {opening.administrative_share: {at_least: 90}, pmo.critical_to_portfolio: no}}
- {id: people, mitigates: papers, when: {opening.leads_people: yes}, because: B, source: s 1}
- {id: rise, offers: g, serves: [promotion, influence], when: {opening.step_up: yes}, because: B, source: s 1}
"""
VERDICTS = """
- {id: never, verdict: decline, when: {concerns.worst: prohibitive}, because: B1, source: s 1}
- {id: perhaps, verdict: find_out_more, when: {wiifm.still_open: yes}, because: B2, source: s 1}
- {id: nothing, verdict: decline, when: {wiifm: fails}, because: B3, source: s 1}
- {id: ask, verdict: find_out_more, when: {opening.leads_people: unknown}, because: B4, source: s 1}
- {id: agree, verdict: accept_with_conditions, when: {concerns.worst: serious}, because: B5, source: s 1}
- {id: otherwise, verdict: accept, when: {}, because: B6, source: s 1}
"""


TINY = vocabulary(goals={"kind": "set", "values": {"promotion": "rise", "influence": "say"}, "phrases": SET_PHRASES})
"""Words with two goals to choose from."""


@cache
def tiny() -> Knowledge:
    """Return the rules of the small pack."""
    with TemporaryDirectory() as folder:
        return load_knowledge(write_pack(Path(folder) / "tiny", RULES, VERDICTS.strip() + "\n", vocabulary=TINY))


def tiny_case(facts: Mapping[str, Any]) -> PlainCase:
    """Return a case of the small pack."""
    return tiny().case(facts)


@cache
def _advice(facts: frozenset[tuple[str, Any]]) -> Advice:
    return advise(tiny_case(dict(facts)), tiny(), engine="compiled", with_outlook=False)


def tried(facts: Mapping[str, Any]) -> Advice:
    """Return the advice on a case of the small pack, without outlook."""
    return _advice(frozenset(facts.items()))


def completions(facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every way to make the unknown facts of a case known."""
    choices = [(facts[name],) if name in facts else values for name, values in VALUES.items()]
    for values in product(*choices):
        yield dict(zip(VALUES, values, strict=True))


def partial_facts() -> SearchStrategy[dict[str, Any]]:
    """Draw the known facts of a case."""
    return st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in VALUES.items()})
