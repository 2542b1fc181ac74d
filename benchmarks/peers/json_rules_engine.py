"""A peer to measure against: json-rules-engine, which runs in node.

Each body is a rule whose event names conclusions, which become facts as it succeeds; priorities follow the strata.
Tried and not faster: conclusions that are false facts beforehand, priorities of conditions, cached facts, a rule for
each conclusion, `onSuccess` of each rule instead of one handler. The engine records every event, so it does the same
work without trace. Node times that work itself, on facts that it has read, as the pipe is ours and not the engine's.
Install it by `npm install --no-package-lock` in the folder of the runner.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from weakref import finalize

from attrs import define, field

from benchmarks.peers.peer import (
    NO_VERDICT,
    Body,
    Numbering,
    clauses_by_body,
    heads_of,
    number,
    rarest_first,
    stratum_of,
    values_of,
    verdicts_of,
)
from pmo_expert.logic.keys import Atom, Facts
from pmo_expert.logic.program import Derivation, FactIn, Holds, Literal, Program

FOLDER = Path(__file__).parent / "json_rules_engine"
PACKAGE = FOLDER / "node_modules" / "json-rules-engine" / "package.json"
FIRST = 1_000_000
"""The priority of the lowest stratum; the engine takes none below 1."""


def version() -> str:
    """Return the version that is installed."""
    stated: str = json.loads(PACKAGE.read_text(encoding="utf-8"))["version"]
    return stated


def rules_of(program: Program) -> list[dict[str, Any]]:
    """Return a program's rules as json-rules-engine reads them; clauses with the same body share a rule."""
    names = number(program)
    read = {
        literal.conclusion for body in clauses_by_body(program) for literal in body if not isinstance(literal, FactIn)
    }
    verdicts = {verdict: place for place, verdict in enumerate(verdicts_of(program))}
    rules = []
    for body, numbers in clauses_by_body(program).items():
        heads = heads_of(program, numbers)
        outcome = {
            "numbers": numbers,
            "conclusions": [names.conclusions[head] for head in heads if head in read],
            "verdict": min((verdicts[head] for head in heads if head in verdicts), default=None),
        }
        rules.append(
            {
                "conditions": {"all": _conditions(program, body, names)},
                "priority": FIRST - stratum_of(program, numbers),
                "event": {"type": "fired", "params": outcome},
            }
        )
    return rules


def _conditions(program: Program, body: Body, names: Numbering) -> list[dict[str, Any]]:
    return [_condition(literal, names) for literal in rarest_first(program, body)]


def _condition(literal: Literal, names: Numbering) -> dict[str, Any]:
    if isinstance(literal, FactIn):
        values = [names.values[value] for value in literal.values]
        if len(values) == 1:
            return {"fact": names.facts[literal.variable], "operator": "equal", "value": values[0]}
        return {"fact": names.facts[literal.variable], "operator": "in", "value": values}
    operator = "equal" if isinstance(literal, Holds) else "notEqual"
    return {"fact": names.conclusions[literal.conclusion], "operator": operator, "value": True}


@define
class JsonRulesEngine:
    """Runs a program on json-rules-engine. Raises ImportError where node or the package is not installed."""

    program: Program
    names: tuple[str, ...] = ("json-rules-engine",)
    _numbering: Numbering = field(init=False, repr=False)
    _values_of: Any = field(init=False, repr=False)
    _verdicts: tuple[Atom, ...] = field(init=False, repr=False)
    _node: subprocess.Popen[str] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        node = shutil.which("node")
        if node is None or not PACKAGE.is_file():
            raise ImportError("json-rules-engine needs node, and npm install in its folder")
        self._numbering = number(self.program)
        self._values_of = values_of(self.program)
        self._verdicts = verdicts_of(self.program)
        pipe = subprocess.PIPE
        self._node = subprocess.Popen([node, str(FOLDER / "runner.mjs")], stdin=pipe, stdout=pipe, encoding="utf-8")
        finalize(self, _end, self._node)
        self._ask(rules_of(self.program))

    def derive(self, facts: Facts) -> Derivation:
        """Return what follows from the facts; every fact of the program must have a value."""
        (numbers,) = self._answer([facts], trace=True)["answers"]
        return Derivation(self.program, tuple(numbers))

    def conclude(self, facts: Facts) -> Atom:
        """Return the verdict that follows from the facts."""
        (place,) = self._answer([facts], trace=False)["answers"]
        return NO_VERDICT if place is None else self._verdicts[place]

    def timed(self, cases: Sequence[Facts], *, trace: bool) -> float:
        """Return the seconds that node needs for one of the cases, on average."""
        seconds: float = self._answer(cases, trace=trace)["seconds"]
        return seconds

    def _answer(self, cases: Sequence[Facts], *, trace: bool) -> Any:
        return self._ask({"cases": [self._named(facts) for facts in cases], "trace": trace})

    def _named(self, facts: Facts) -> dict[str, int]:
        numbers = map(self._numbering.values.__getitem__, self._values_of(facts))
        return dict(zip(self._numbering.facts.values(), numbers, strict=True))

    def _ask(self, message: Any) -> Any:
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        self._node.stdin.write(json.dumps(message) + "\n")
        self._node.stdin.flush()
        return json.loads(self._node.stdout.readline())


def _end(node: subprocess.Popen[str]) -> None:
    node.communicate()
