"""Engines shared by threads, and engines in forked processes."""

from __future__ import annotations

import multiprocessing
import os
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from pmo_expert.knowledge.load import shipped_knowledge
from pmo_expert.logic.choice import EngineName, make_engine
from pmo_expert.logic.engine import Engine
from pmo_expert.logic.keys import Variable

THREADS = 8
NAMES: tuple[EngineName, ...] = ("compiled", "durable")
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
_inherited: list[Engine] = []


def engine_of(name: EngineName) -> Engine:
    """Return an engine for the shipped rules."""
    if name == "durable":
        pytest.importorskip("durable_rules_engine", exc_type=ImportError)
    return make_engine(shipped_knowledge().compiled.program, name)


def random_facts(count: int) -> list[dict[Variable, str]]:
    """Return total facts for the shipped rules, the same at every run."""
    chance = random.Random(7)
    domains = shipped_knowledge().compiled.program.domains
    return [{fact: chance.choice(values) for fact, values in domains.items()} for _ in range(count)]


def derive_all(facts: list[dict[Variable, str]]) -> list[tuple[int, ...]]:
    """Derive in a forked process, with the engine made before the fork."""
    return [_inherited[0].derive(one).fired for one in facts]


@pytest.fixture
def inherit() -> Iterator[list[Engine]]:
    """Give the list of engines that forked processes find."""
    yield _inherited
    _inherited.clear()


@pytest.mark.parametrize("name", NAMES)
def test_threads_share_an_engine(name: EngineName) -> None:
    """Eight threads that share one engine derive what one thread derives."""
    engine, facts = engine_of(name), random_facts(40)
    alone = [engine.derive(one) for one in facts]
    with ThreadPoolExecutor(THREADS) as pool:
        runs = [pool.submit(lambda: [engine.derive(one) for one in facts]) for _ in range(THREADS)]
        assert [run.result() for run in runs] == [alone] * THREADS


def test_threads_share_a_knowledge_base() -> None:
    """Eight threads that ask a knowledge base for its engine at once get the same one."""
    knowledge = shipped_knowledge()
    with ThreadPoolExecutor(THREADS) as pool:
        engines = list(pool.map(lambda _: knowledge.engine(), range(THREADS)))
    assert all(engine is engines[0] for engine in engines)


@needs_fork
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
@pytest.mark.parametrize("name", NAMES)
def test_forked_processes_derive_the_same(name: EngineName, inherit: list[Engine]) -> None:
    """Processes forked from one with an engine derive what it derives, all at once."""
    engine, facts = engine_of(name), random_facts(20)
    inherit.append(engine)
    alone = [engine.derive(one).fired for one in facts]
    with multiprocessing.get_context("fork").Pool(4) as pool:
        assert pool.map(derive_all, [facts] * 4, chunksize=1) == [alone] * 4
    assert [engine.derive(one).fired for one in facts] == alone


@needs_fork
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
@pytest.mark.parametrize("name", NAMES)
def test_child_can_make_its_own_engine(name: EngineName) -> None:
    """A child made by os.fork can make an engine of its own, and its facts do not reach the parent."""
    engine, (first, second) = engine_of(name), random_facts(2)
    expected = engine.derive(first).fired
    child = os.fork()
    if child == 0:
        own = make_engine(engine.program, name)
        own.derive(second)
        os._exit(0 if own.derive(first).fired == expected == engine.derive(first).fired else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert engine.derive(first).fired == expected
