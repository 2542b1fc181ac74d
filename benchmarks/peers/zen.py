"""A peer to measure against: GoRules, by way of zen-engine.

A program becomes a decision graph of two expression nodes: one with an expression for each body (and for each
conclusion of several bodies that others read), one that gathers what held. The graph comes from a static loader, as
only then the engine compiles it beforehand. Tried and slower: the graph by `create_decision` (2.5 times), one node
(1.3 times), one compiled expression of many assignments (1.7 times), a policy document (2.5 times), decision tables
that collect (those of one stratum take longer than all of this), a JavaScript function node (19 times).
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from itertools import chain, compress
from typing import Any

from attrs import define, field

from benchmarks.peers.peer import (
    NO_VERDICT,
    Body,
    Numbering,
    bodies_by_head,
    clauses_by_body,
    number,
    rarest_first,
    values_of,
    verdicts_of,
)
from pmo_expert.logic.keys import Atom, Facts
from pmo_expert.logic.program import Derivation, FactIn, Holds, Literal, Program

OUT = "out"
TRACED, PLAIN = "traced", "plain"

Expressions = dict[str, str]


def traced_expressions(program: Program, names: Numbering) -> tuple[Expressions, list[str]]:
    """Return the expressions of all bodies, in an order in which each reads earlier ones, and the key of each body."""
    keys = {body: f"r{place}" for place, body in enumerate(clauses_by_body(program))}
    leading = bodies_by_head(program)
    flags = {head: keys[bodies[0]] if len(bodies) == 1 else names.conclusions[head] for head, bodies in leading.items()}
    read = {literal.conclusion for body in keys for literal in body if not isinstance(literal, FactIn)}
    waiting = {head: len(bodies) for head, bodies in leading.items() if head in read and len(bodies) != 1}
    expressions = {flags[head]: "false" for head, bodies in waiting.items() if not bodies}
    heads = {body: [head for head in waiting if body in leading[head]] for body in keys}
    for body, key in keys.items():
        expressions[key] = _conjunction(program, body, flags, names)
        for head in heads[body]:
            waiting[head] -= 1
            if not waiting[head]:
                expressions[flags[head]] = " or ".join(f"$.{keys[other]}" for other in leading[head])
    return expressions, list(keys.values())


def plain_expressions(program: Program, names: Numbering) -> Expressions:
    """Return the expressions of all conclusions, in an order in which each reads earlier ones."""
    leading = bodies_by_head(program)
    return {
        names.conclusions[head]: " or ".join(
            f"({_conjunction(program, body, names.conclusions, names)})" for body in leading[head]
        )
        or "false"
        for head in sorted(leading, key=program.strata.__getitem__)
    }


def _conjunction(program: Program, body: Body, flags: Mapping[Atom, str], names: Numbering) -> str:
    return " and ".join(_test(literal, flags, names) for literal in rarest_first(program, body)) or "true"


def _test(literal: Literal, flags: Mapping[Atom, str], names: Numbering) -> str:
    if isinstance(literal, FactIn):
        values = [names.values[value] for value in literal.values]
        fact = names.facts[literal.variable]
        return f"{fact} == {values[0]}" if len(values) == 1 else f"{fact} in {values}"
    flag = f"$.{flags[literal.conclusion]}"
    return flag if isinstance(literal, Holds) else f"not({flag})"


def graph(expressions: Expressions, out: str) -> dict[str, Any]:
    """Return a decision graph that computes the expressions one by one, then what comes out."""
    nodes: list[dict[str, Any]] = [
        {"id": "0", "type": "inputNode"},
        {"id": "1", "type": "expressionNode", "content": _content(expressions)},
        {"id": "2", "type": "expressionNode", "content": _content({OUT: out})},
        {"id": "3", "type": "outputNode"},
    ]
    edges = [
        {"id": f"e{place}", "type": "edge", "sourceId": str(place), "targetId": str(place + 1)} for place in (0, 1, 2)
    ]
    placed = [{**node, "name": node["id"], "position": {"x": 0, "y": 0}} for node in nodes]
    return {"nodes": placed, "edges": edges}


def _content(expressions: Expressions) -> dict[str, Any]:
    return {"expressions": [{"id": key, "key": key, "value": value} for key, value in expressions.items()]}


@define
class ZenEngine:
    """Runs a program on GoRules. Raises ImportError where zen-engine is not installed."""

    program: Program
    names: tuple[str, ...] = ("GoRules",)
    _numbering: Numbering = field(init=False, repr=False)
    _values_of: Any = field(init=False, repr=False)
    _numbers: list[tuple[int, ...]] = field(init=False, repr=False)
    _verdicts: tuple[Atom, ...] = field(init=False, repr=False)
    _engine: Any = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        zen = import_module("zen")
        names = self._numbering = number(self.program)
        self._values_of = values_of(self.program)
        self._numbers = list(clauses_by_body(self.program).values())
        self._verdicts = (*verdicts_of(self.program), NO_VERDICT)
        expressions, keys = traced_expressions(self.program, names)
        chosen = [f"{names.conclusions[verdict]} ? {place} : " for place, verdict in enumerate(self._verdicts[:-1])]
        traced = graph(expressions, f"[{', '.join(keys)}]")
        plain = graph(plain_expressions(self.program, names), f"{''.join(chosen)}{len(chosen)}")
        self._engine = zen.ZenEngine({"loader": {"type": "static", "content": {TRACED: traced, PLAIN: plain}}})

    def derive(self, facts: Facts) -> Derivation:
        """Return what follows from the facts; every fact of the program must have a value."""
        held = self._engine.evaluate(TRACED, self._context(facts))["result"][OUT]
        return Derivation(self.program, tuple(sorted(chain.from_iterable(compress(self._numbers, held)))))

    def conclude(self, facts: Facts) -> Atom:
        """Return the verdict that follows from the facts."""
        return self._verdicts[int(self._engine.evaluate(PLAIN, self._context(facts))["result"][OUT])]

    def _context(self, facts: Facts) -> dict[str, int]:
        numbers = map(self._numbering.values.__getitem__, self._values_of(facts))
        return dict(zip(self._numbering.facts.values(), numbers, strict=True))
