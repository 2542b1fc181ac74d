"""The engines that one case is measured with: ours and the peers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from attrs import frozen

from benchmarks.peers.table import ENTRIES
from pmo_expert.logic.choice import make_engine
from pmo_expert.logic.compiled import CompiledEngine
from pmo_expert.logic.engine import Engine
from pmo_expert.logic.program import Program

COMPILED = "compiled"


@frozen
class Candidate:
    """An engine that may be installed. `anew` says that it slows with use, so that every block makes its own."""

    name: str
    make: Callable[[], Engine]
    version: Callable[[], str]
    anew: bool = False
    ours: bool = False


def candidates(program: Program) -> list[Candidate]:
    """Return our engines and the peers, whether installed or not."""

    def durable() -> Engine:
        from pmo_expert.logic.durable import DurableEngine

        return DurableEngine(program)

    ours: dict[str, Callable[[], Engine]] = {
        COMPILED: lambda: CompiledEngine(program),
        "durable": durable,
        "durable (checked)": lambda: make_engine(program, "durable"),
    }
    return [
        *(Candidate(name, make, lambda: "", ours=True) for name, make in ours.items()),
        *(Candidate(entry.name, partial(entry.make, program), entry.version, entry.anew) for entry in ENTRIES),
    ]
