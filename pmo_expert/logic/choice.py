"""Which engine runs a program."""

from __future__ import annotations

from logging import getLogger
from typing import Literal, get_args

from pmo_expert.logic.engine import Engine
from pmo_expert.logic.program import Program

LOG = getLogger(__name__)

EngineName = Literal["auto", "durable", "compiled"]
ENGINE_NAMES: tuple[str, ...] = get_args(EngineName)


class EngineUnavailableError(RuntimeError):
    """The engine that was asked for cannot run here."""


def make_engine(program: Program, name: EngineName = "auto", compiled: Engine | None = None) -> Engine:
    """Return an engine for the program.

    `durable` is checked against `compiled` at every case; `auto` means `durable` where it can run and
    `compiled` alone elsewhere. `compiled` is that engine of the program, made here where it is not given. Raises
    EngineUnavailableError when `durable` is asked for and cannot run, ValueError when there is no engine of the name.
    """
    if name not in ENGINE_NAMES:
        raise ValueError(f"there is no engine {name!r}; allowed: {', '.join(ENGINE_NAMES)}")
    if compiled is None:
        from pmo_expert.logic.compiled import CompiledEngine

        compiled = CompiledEngine(program)
    if name == "compiled":
        return compiled
    from pmo_expert.logic.checked import CheckedEngine
    from pmo_expert.logic.durable import DurableEngine, EngineLimitError

    try:
        return CheckedEngine(DurableEngine(program), compiled)
    except (ImportError, EngineLimitError) as error:
        if name == "auto":
            LOG.info("the engine durable is left out: %s", error)
            return compiled
        raise EngineUnavailableError(f"the engine durable cannot run here: {error}") from error
