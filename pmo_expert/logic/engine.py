"""What every engine is: something that derives, from facts, the clauses that hold."""

from __future__ import annotations

from typing import Protocol

from pmo_expert.logic.keys import Facts
from pmo_expert.logic.program import Derivation, Program


class Engine(Protocol):
    """Runs one program; `names` are the engines that took part, the one that answers first."""

    @property
    def program(self) -> Program: ...

    @property
    def names(self) -> tuple[str, ...]: ...

    def derive(self, facts: Facts) -> Derivation:
        """Return what follows from the facts; every fact of the program must have a value."""
        ...
