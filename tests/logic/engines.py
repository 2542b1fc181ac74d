"""The engines under test, by name."""

from __future__ import annotations

import pytest

from pmo_expert.logic.engine import Engine
from pmo_expert.logic.program import Program

ENGINES = ("compiled", "durable")


def engine_of(name: str, program: Program) -> Engine:
    """Return the engine called `name`; skip the test where durable_rules cannot be imported."""
    from pmo_expert.logic.compiled import CompiledEngine
    from pmo_expert.logic.durable import DurableEngine

    if name == "compiled":
        return CompiledEngine(program)
    pytest.importorskip("durable_rules_engine", exc_type=ImportError)
    return DurableEngine(program)
