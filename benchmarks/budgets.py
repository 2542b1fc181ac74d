"""Measures what the design gives a budget for, and compares with other expert-system shells.

Run `python benchmarks/budgets.py`. Blocks alternate, figures are medians, ratios are medians of ratios within a
round of the same run. It tells and never fails on time; a peer that derives anything else is not timed.
A peer that is not installed is left out: `pip install clipspy` adds CLIPS.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import NamedTuple, Protocol, TypeAlias, TypeVar

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from pmo_expert import (  # noqa: E402
    Case,
    EngineUnavailableError,
    Knowledge,
    advise,
    case_from,
    load_knowledge,
    read_case,
    rules_folder,
)
from pmo_expert.logic.choice import make_engine  # noqa: E402
from pmo_expert.logic.engine import Engine  # noqa: E402
from tools.random_cases import case_maker  # noqa: E402

CASES = sorted((ROOT / "examples" / "cases").glob("*.yaml"))
PEERS = {"CLIPS": ("benchmarks.clips_engine", "ClipsEngine")}
ROUNDS, SLOW_ROUNDS, REPEATS = 31, 15, 10
PEER_CASES = 500
MICRO, MILLI = 1e6, 1e3

Facts: TypeAlias = Mapping[str, str]
T = TypeVar("T")
Block: TypeAlias = Callable[[], float]
"""Does its work once and returns how many seconds one piece of it took."""


class Peer(Engine, Protocol):
    """Another shell, as an engine whose steps can be timed."""

    def put(self, facts: Facts) -> None: ...

    def run(self) -> None: ...


MakePeer: TypeAlias = Callable[[], Peer]


class Row(NamedTuple):
    """One line of the table."""

    what: str
    measured: str
    budget: str = ""


class Times(NamedTuple):
    """The seconds of each block, round by round."""

    rounds: dict[str, list[float]]

    def median(self, name: str) -> float:
        return median(self.rounds[name])

    def ratio(self, name: str, base: str) -> float:
        return median(one / other for one, other in zip(self.rounds[name], self.rounds[base], strict=True))

    def beyond(self, name: str, base: str) -> float:
        return median(one - other for one, other in zip(self.rounds[name], self.rounds[base], strict=True))


def alternate(blocks: Mapping[str, Block], rounds: int) -> Times:
    """Run every block in turn, once to warm up and then round after round."""
    for block in blocks.values():
        block()
    times: dict[str, list[float]] = {name: [] for name in blocks}
    for _ in range(rounds):
        for name, block in blocks.items():
            times[name].append(block())
    return Times(times)


def each(act: Callable[[T], object], pieces: list[T]) -> Block:
    """Return the block that does something with each piece, several times over."""

    def block() -> float:
        start = perf_counter()
        for _ in range(REPEATS):
            for piece in pieces:
                act(piece)
        return (perf_counter() - start) / REPEATS / len(pieces)

    return block


def once(act: Callable[[], object]) -> Block:
    """Return the block that does something once."""

    def block() -> float:
        start = perf_counter()
        act()
        return perf_counter() - start

    return block


def peer_block(make: MakePeer, pieces: list[Facts]) -> Block:
    """Return the block that derives with a peer; it is made anew before the clock starts, as CLIPS slows with use."""

    def block() -> float:
        peer = make()
        peer.derive(pieces[0])
        return each(peer.derive, pieces)()

    return block


def run_alone(make: MakePeer, pieces: list[Facts]) -> Block:
    """Return the block that times a peer from the facts stated to nothing left to fire, and no more."""

    def block() -> float:
        peer, seconds = make(), 0.0
        for facts in pieces * REPEATS:
            peer.put(facts)
            start = perf_counter()
            peer.run()
            seconds += perf_counter() - start
        return seconds / len(pieces) / REPEATS

    return block


def python(*arguments: str) -> Block:
    """Return the block that starts a fresh interpreter."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def start() -> None:
        subprocess.run([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL, check=True)

    return once(start)


def case_rows(knowledge: Knowledge) -> list[Row]:
    """Measure one case, on the example cases."""
    cases: list[Case] = [read_case(path) for path in CASES]
    facts: list[Facts] = [knowledge.compiled.space.facts(case) for case in cases]
    peers = agreeing_peers(knowledge)
    blocks: dict[str, Block] = {
        "compiled": each(knowledge.engine("compiled").derive, facts),
        "facts": each(knowledge.compiled.space.facts, cases),
        "advise": each(partial(advise, knowledge=knowledge, engine="compiled"), cases),
    }
    try:
        blocks["durable"] = each(knowledge.engine("durable").derive, facts)
        blocks["advise durable"] = each(partial(advise, knowledge=knowledge, engine="durable"), cases)
    except EngineUnavailableError as error:
        print(error)
    for name, make in peers.items():
        blocks[name] = peer_block(make, facts)
        blocks[f"{name} alone"] = run_alone(make, facts)
    times = alternate(blocks, ROUNDS)
    return [*_own_rows(times), *(row for name in peers for row in _peer_rows(times, name))]


def _own_rows(times: Times) -> list[Row]:
    rows = [
        Row("one case, compiled with trace (engine.derive)", micro(times.median("compiled")), "20 µs"),
        Row("one case, its facts encoded (space.facts)", micro(times.median("facts"))),
        Row("one case, advise() with compiled", micro(times.median("advise"))),
    ]
    if "durable" not in times.rounds:
        return rows
    return [
        *rows,
        Row("one case, durable checked against compiled (engine.derive)", milli(times.median("durable")), "1 ms"),
        Row("one case, advise() with durable checked against compiled", milli(times.median("advise durable"))),
        Row("durable checked : compiled", f"{times.ratio('durable', 'compiled'):.1f}"),
    ]


def _peer_rows(times: Times, name: str) -> list[Row]:
    alone = f"{name} alone"
    return [
        Row(f"one case, {name}: facts in, run, firings out", micro(times.median(name))),
        Row(f"one case, {name}: its run alone", micro(times.median(alone))),
        Row(f"{name} : compiled", f"{times.ratio(name, 'compiled'):.1f}", "20 or more"),
        Row(f"{name}, its run alone : all of compiled", f"{times.ratio(alone, 'compiled'):.1f}"),
    ]


def agreeing_peers(knowledge: Knowledge) -> dict[str, MakePeer]:
    """Return what makes the peers that are installed and derive the same as `compiled`; say why others are left out."""
    maker, random = case_maker(knowledge), Random(1)
    facts = [knowledge.compiled.space.facts(case_from(maker.facts(random))) for _ in range(PEER_CASES)]
    compiled = knowledge.engine("compiled")
    peers: dict[str, MakePeer] = {}
    for name, (module, class_name) in PEERS.items():
        try:
            make: MakePeer = partial(getattr(import_module(module), class_name), knowledge.compiled.program)
            peer = make()
        except ImportError as error:
            print(f"{name} is left out, as it is not installed here: {error}")
            continue
        differing = sum(peer.derive(one).fired != compiled.derive(one).fired for one in facts)
        if differing:
            print(f"{name} is left out, as it derives something else in {differing} of {PEER_CASES} random cases")
        else:
            print(f"{name} fires the same clauses as compiled in {PEER_CASES} random cases")
            peers[name] = make
    return peers


def reading_rows() -> list[Row]:
    """Measure reading the shipped rules, anew each time."""

    def with_compiled() -> None:
        load_knowledge(rules_folder()).engine("compiled")

    def read() -> None:
        load_knowledge(rules_folder())

    times = alternate({"read": once(read), "compiled": once(with_compiled)}, SLOW_ROUNDS)
    rows = [
        Row("shipped rules read and made a program (load_knowledge)", milli(times.median("read"))),
        Row("shipped rules read and compiled (with engine compiled)", milli(times.median("compiled")), "100 ms"),
    ]
    program = load_knowledge(rules_folder()).compiled.program
    try:
        durable = alternate({"durable": once(lambda: make_engine(program, "durable"))}, SLOW_ROUNDS).median("durable")
    except EngineUnavailableError:
        return rows
    return [*rows, Row("engine durable checked against compiled made", milli(durable))]


def start_rows() -> list[Row]:
    """Measure fresh processes."""
    times = alternate(
        {
            "bare": python("-c", "pass"),
            "import": python("-c", "import pmo_expert"),
            "from": python("-c", "from pmo_expert import advise, read_case"),
            "advise": python("-m", "pmo_expert", "advise", str(CASES[0])),
        },
        SLOW_ROUNDS,
    )
    return [
        Row("interpreter started, nothing imported", milli(times.median("bare"))),
        Row("import pmo_expert, beyond that", milli(times.beyond("import", "bare")), "150 ms"),
        Row("from pmo_expert import advise, read_case, beyond that", milli(times.beyond("from", "bare"))),
        Row("pmo-expert advise CASE, cold start, all of it", milli(times.median("advise")), "600 ms"),
    ]


def micro(seconds: float) -> str:
    """Return a time in microseconds."""
    return f"{seconds * MICRO:.1f} µs"


def milli(seconds: float) -> str:
    """Return a time in milliseconds."""
    return f"{seconds * MILLI:.2f} ms"


def main() -> None:
    """Measure everything and print the table."""
    knowledge = load_knowledge(rules_folder())
    print(f"Python {platform.python_version()} on {platform.machine()}, {os.cpu_count()} processors")
    clauses = len(knowledge.compiled.program.clauses)
    print(f"{len(knowledge.rules)} rules, {clauses} clauses, {len(CASES)} example cases")
    rows = [*case_rows(knowledge), *reading_rows(), *start_rows()]
    width = max(len(row.what) for row in rows)
    print(f"{'what':{width}}  {'median':>11}  budget")
    for row in rows:
        print(f"{row.what:{width}}  {row.measured:>11}  {row.budget}")


if __name__ == "__main__":
    main()
