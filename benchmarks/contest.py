"""Engines made ready for a measurement: each set up, checked against `compiled`, and cut into blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from subprocess import SubprocessError
from time import perf_counter
from typing import NamedTuple

from attrs import frozen

from benchmarks.candidates import Candidate, candidates
from benchmarks.peers.peer import Peer, RunsAlone, TimesItself, verdict_in
from benchmarks.timing import Block, each
from pmo_expert.logic.compiled import CompiledEngine
from pmo_expert.logic.engine import Engine
from pmo_expert.logic.keys import Facts
from pmo_expert.logic.program import Derivation, Program

TRACE, PLAIN, ALONE = "with trace", "without trace", "run alone"
BLOCK_SECONDS = 0.01
"""How long a block lasts at least: fast engines take the pieces more often, slow ones once."""

NOT_HERE = (ImportError, OSError, RuntimeError, SubprocessError, ValueError)
"""What setting up an engine raises where it cannot run."""


class DiffersError(ValueError):
    """An engine that computes something else than `compiled`."""


@frozen
class Contestant:
    """An engine that is ready, and the seconds that it took to set it up, with what it imported for that."""

    candidate: Candidate
    version: str
    setup: float
    engine: Engine

    @property
    def name(self) -> str:
        return self.candidate.name

    def blocks(self, pieces: Sequence[Facts]) -> dict[str, Block]:
        """Return the blocks that time the engine, as far as it can do without trace and be run alone."""
        engine = self.engine
        if isinstance(engine, TimesItself):
            timed = partial(engine.timed, pieces)
            return {TRACE: lambda: timed(trace=True), PLAIN: lambda: timed(trace=False)}
        repeats = _repeats(engine, pieces)
        blocks = {TRACE: self._block(partial(_derive_each, pieces, repeats))}
        if isinstance(engine, Peer):
            blocks[PLAIN] = self._block(partial(_conclude_each, pieces, repeats))
        if isinstance(engine, RunsAlone):
            blocks[ALONE] = self._block(partial(_run_each, pieces, repeats))
        return blocks

    def _block(self, measure: Callable[..., float]) -> Block:
        def block() -> float:
            engine = self.candidate.make() if self.candidate.anew else self.engine
            return measure(engine)

        return block


def _repeats(engine: Engine, pieces: Sequence[Facts]) -> int:
    _derive_each(pieces, 1, engine)
    return 1 + int(BLOCK_SECONDS / len(pieces) / _derive_each(pieces, 1, engine))


def _derive_each(pieces: Sequence[Facts], repeats: int, engine: Engine) -> float:
    engine.derive(pieces[0])
    return each(engine.derive, pieces, repeats)()


def _conclude_each(pieces: Sequence[Facts], repeats: int, engine: Peer) -> float:
    engine.conclude(pieces[0])
    return each(engine.conclude, pieces, repeats)()


def _run_each(pieces: Sequence[Facts], repeats: int, engine: RunsAlone) -> float:
    """Time an engine from the facts stated to nothing left to fire, and no more."""
    seconds = 0.0
    for facts in [*pieces] * repeats:
        engine.put(facts)
        start = perf_counter()
        engine.run()
        seconds += perf_counter() - start
    return seconds / len(pieces) / repeats


class Entrants(NamedTuple):
    """The engines that are ready, and why the others are left out."""

    ready: list[Contestant]
    left_out: dict[str, str]


def contest(program: Program, cases: Sequence[Facts]) -> Entrants:
    """Set up every engine that is installed, and leave out those that differ from `compiled` in any of the cases."""
    compiled = CompiledEngine(program)
    expected = [compiled.derive(facts) for facts in cases]
    entrants = Entrants([], {})
    for candidate in candidates(program):
        try:
            entrants.ready.append(set_up(candidate, cases, expected))
        except NOT_HERE as error:
            entrants.left_out[candidate.name] = str(error)
    return entrants


def set_up(candidate: Candidate, cases: Sequence[Facts], expected: Sequence[Derivation]) -> Contestant:
    """Set an engine up, and check that it fires and concludes what is expected; raises one of NOT_HERE if not."""
    start = perf_counter()
    engine = candidate.make()
    seconds = perf_counter() - start
    firings = sum(engine.derive(facts) != one for facts, one in zip(cases, expected, strict=True))
    verdicts = 0
    if isinstance(engine, Peer):
        told = (verdict_in(engine.program, one.conclusions) for one in expected)
        verdicts = sum(engine.conclude(facts) != verdict for facts, verdict in zip(cases, told, strict=True))
    if firings or verdicts:
        raise DiffersError(f"of {len(cases)} cases, {firings} fire something else and {verdicts} conclude otherwise")
    return Contestant(candidate, candidate.version(), seconds, engine)
