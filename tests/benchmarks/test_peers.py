"""Every peer that is installed computes what `compiled` does, and no other is ever timed.

Peers run in a process of their own: some bring a virtual machine or threads that stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context

import pytest
from attrs import frozen
from hypothesis import given, settings

from benchmarks.candidates import Candidate
from benchmarks.contest import DiffersError, set_up
from benchmarks.one_case import SEED
from benchmarks.peers.peer import NO_VERDICT, verdict_in
from benchmarks.peers.table import ENTRIES, Entry
from pmo_expert import load_knowledge, rules_folder
from pmo_expert.logic.compiled import CompiledEngine
from pmo_expert.logic.keys import Atom, Facts, Variable
from pmo_expert.logic.program import Clause, Derivation, FactIn, Program, make_program
from tests.logic.strategies import Sample, samples
from tools.random_cases import random_facts

SMALL_PROGRAMS, SHIPPED_CASES = 10, 10
NAMES = [entry.name for entry in ENTRIES]
FACT, YES = Variable("f"), Atom("verdict", value="yes")
SMALL = make_program({FACT: ("a", "b")}, [Clause(YES, (FactIn(FACT, ("a",)),))])

Outcome = tuple[tuple[int, ...], Atom]


@frozen
class Mistaken:
    """An engine that fires and concludes whatever it was told to."""

    program: Program
    fired: tuple[int, ...]
    verdict: Atom
    names: tuple[str, ...] = ("mistaken",)

    def derive(self, facts: Facts) -> Derivation:
        return Derivation(self.program, self.fired)

    def conclude(self, facts: Facts) -> Atom:
        return self.verdict


def outcomes_of(entry: Entry, sample: Sample) -> list[Outcome] | str:
    """Return what a peer makes of a sample, or why it cannot."""
    try:
        peer = entry.make(sample.program)
    except ImportError as error:
        return str(error)
    return [(peer.derive(facts).fired, peer.conclude(facts)) for facts in sample.facts]


def expected_of(sample: Sample) -> list[Outcome]:
    """Return what the engine compiled makes of a sample."""
    derivations = [CompiledEngine(sample.program).derive(facts) for facts in sample.facts]
    return [(one.fired, verdict_in(sample.program, one.conclusions)) for one in derivations]


@cache
def shipped() -> Sample:
    """Return the shipped program with random cases."""
    knowledge = load_knowledge(rules_folder())
    return Sample(knowledge.compiled.program, [dict(facts) for facts in random_facts(knowledge, SHIPPED_CASES, SEED)])


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[ProcessPoolExecutor]:
    """Give a process of its own to the peers."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        yield pool


def check(pool: ProcessPoolExecutor, entry: Entry, sample: Sample) -> None:
    """Check that a peer makes the same of a sample as compiled; skip where it is not installed."""
    outcomes = pool.submit(outcomes_of, entry, sample).result()
    if isinstance(outcomes, str):
        pytest.skip(outcomes)
    assert outcomes == expected_of(sample)


@pytest.mark.parametrize("entry", ENTRIES, ids=NAMES)
def test_peer_computes_the_shipped_program(entry: Entry, elsewhere: ProcessPoolExecutor) -> None:
    """A peer fires the same clauses of the shipped program as compiled, and concludes the same verdict."""
    check(elsewhere, entry, shipped())


@pytest.mark.parametrize("entry", ENTRIES, ids=NAMES)
def test_peer_computes_any_program(entry: Entry, elsewhere: ProcessPoolExecutor) -> None:
    """A peer fires the same clauses of any program as compiled: names, empty bodies and negations do not matter."""

    @settings(max_examples=SMALL_PROGRAMS)
    @given(samples())
    def holds(sample: Sample) -> None:
        check(elsewhere, entry, sample)

    holds()


@pytest.mark.parametrize(("fired", "verdict"), [((), YES), ((0,), NO_VERDICT), ((), NO_VERDICT)])
def test_an_engine_that_differs_is_not_timed(fired: tuple[int, ...], verdict: Atom) -> None:
    """An engine that fires or concludes something else is refused before any time counts."""
    facts = [{FACT: "a"}]
    expected = [CompiledEngine(SMALL).derive(one) for one in facts]
    candidate = Candidate("mistaken", lambda: Mistaken(SMALL, fired, verdict), lambda: "0")
    with pytest.raises(DiffersError, match=r"of 1 cases, [01] fire something else and [01] conclude otherwise"):
        set_up(candidate, facts, expected)


def test_an_engine_that_agrees_is_timed() -> None:
    """An engine that fires and concludes the same is ready, with and without trace."""
    facts = [{FACT: "a"}]
    expected = [CompiledEngine(SMALL).derive(one) for one in facts]
    candidate = Candidate("right", lambda: Mistaken(SMALL, (0,), YES), lambda: "1")
    contestant = set_up(candidate, facts, expected)
    assert (contestant.name, contestant.version) == ("right", "1")
    assert set(contestant.blocks(facts)) == {"with trace", "without trace"}
