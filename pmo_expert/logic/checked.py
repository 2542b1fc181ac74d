"""Two independent engines that must agree before an answer counts."""

from __future__ import annotations

import json

from attrs import frozen

from pmo_expert.logic.engine import Engine
from pmo_expert.logic.keys import Facts
from pmo_expert.logic.program import Derivation, FactIn, Literal, Program


class DisagreementError(RuntimeError):
    """Two engines derived different conclusions: a defect of an engine, never of the input.

    `report` is JSON that holds the program, the facts and what each engine derived, enough to replay it.
    """

    def __init__(self, report: str) -> None:
        self.report = report
        super().__init__("two engines disagree; this is a defect, please report it with this record: " + report)


@frozen
class CheckedEngine:
    """Answers with `first`, after `second` derived the same."""

    first: Engine
    second: Engine

    @property
    def program(self) -> Program:
        return self.first.program

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.first.names, *self.second.names)

    def derive(self, facts: Facts) -> Derivation:
        """Return what follows from the facts. Raises DisagreementError when the engines differ."""
        derivation, other = self.first.derive(facts), self.second.derive(facts)
        if derivation.fired != other.fired:
            raise DisagreementError(self._report(facts, derivation, other))
        return derivation

    def _report(self, facts: Facts, *derivations: Derivation) -> str:
        record = {
            "facts": {str(name): value for name, value in facts.items()},
            "fired": {name: derivation.fired for name, derivation in zip(self.names, derivations, strict=True)},
            "domains": {str(name): values for name, values in self.program.domains.items()},
            "clauses": [
                {"head": str(clause.head), "body": [{type(part).__name__: _plain(part)} for part in clause.body]}
                for clause in self.program.clauses
            ],
        }
        return json.dumps(record, ensure_ascii=False)


def _plain(literal: Literal) -> object:
    """Return a literal as JSON can hold it."""
    if isinstance(literal, FactIn):
        return {"fact": str(literal.variable), "values": literal.values}
    return str(literal.conclusion)
