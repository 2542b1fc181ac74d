"""A peer to measure against: rule-engine, which evaluates expressions over Python objects.

It knows no inference, so the strata are gone through here: one rule for each gives the truth of all its bodies, over
one dictionary that then learns the conclusions; a resolver of its own that checks nothing saves a tenth. Tried and
slower: a rule for each body (1.4 times), a context that knows the types (1.6 times), `in` for several values of a fact
(1.4 times), a rule for each conclusion.
"""

from __future__ import annotations

from importlib import import_module
from itertools import chain, compress
from operator import getitem
from typing import Any

from attrs import define, field, frozen

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


@frozen
class Level:
    """The bodies of one stratum: a rule that gives the truth value of each, what they lead to, and their clauses."""

    rule: Any
    heads: tuple[tuple[str, ...], ...]
    numbers: tuple[tuple[int, ...], ...]


def levels_of(program: Program, names: Numbering, make_rule: Any) -> list[Level]:
    """Return a program's strata, the lowest first."""
    strata: dict[int, dict[Body, tuple[int, ...]]] = {}
    for body, numbers in clauses_by_body(program).items():
        strata.setdefault(stratum_of(program, numbers), {})[body] = numbers
    return [_level(program, names, make_rule, strata[stratum]) for stratum in sorted(strata)]


def _level(program: Program, names: Numbering, make_rule: Any, bodies: dict[Body, tuple[int, ...]]) -> Level:
    heads = (heads_of(program, numbers) for numbers in bodies.values())
    return Level(
        make_rule(f"[{', '.join(_conjunction(program, body, names) for body in bodies)}]"),
        tuple(tuple(names.conclusions[head] for head in own) for own in heads),
        tuple(bodies.values()),
    )


def _conjunction(program: Program, body: Body, names: Numbering) -> str:
    return " and ".join(_test(literal, names) for literal in rarest_first(program, body)) or "true"


def _test(literal: Literal, names: Numbering) -> str:
    if isinstance(literal, FactIn):
        fact = names.facts[literal.variable]
        tests = [f"{fact} == '{value_name(names, value)}'" for value in literal.values]
        return tests[0] if len(tests) == 1 else f"({' or '.join(tests)})"
    conclusion = names.conclusions[literal.conclusion]
    return conclusion if isinstance(literal, Holds) else f"not {conclusion}"


def value_name(names: Numbering, value: str) -> str:
    """Return what a value is called in rules; as a number it would become a slow decimal."""
    return f"v{names.values[value]}"


@define
class RuleEngineEngine:
    """Runs a program on rule-engine. Raises ImportError where it is not installed."""

    program: Program
    names: tuple[str, ...] = ("rule-engine",)
    _values_of: Any = field(init=False, repr=False)
    _facts: tuple[str, ...] = field(init=False, repr=False)
    _values: dict[str, str] = field(init=False, repr=False)
    _unreached: dict[str, bool] = field(init=False, repr=False)
    _levels: list[Level] = field(init=False, repr=False)
    _verdicts: dict[str, Atom] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        module = import_module("rule_engine")
        names, context = number(self.program), module.Context(resolver=getitem)
        self._values_of = values_of(self.program)
        self._facts = tuple(names.facts.values())
        self._values = {value: value_name(names, value) for value in names.values}
        self._unreached = dict.fromkeys(names.conclusions.values(), False)
        self._verdicts = {names.conclusions[verdict]: verdict for verdict in verdicts_of(self.program)}
        self._levels = levels_of(self.program, names, lambda text: module.Rule(text, context=context))

    def derive(self, facts: Facts) -> Derivation:
        """Return what follows from the facts; every fact of the program must have a value."""
        known, fired = self._known(facts), list[int]()
        for level in self._levels:
            held = level.rule.evaluate(known)
            known.update(dict.fromkeys(chain.from_iterable(compress(level.heads, held)), True))
            fired.extend(chain.from_iterable(compress(level.numbers, held)))
        return Derivation(self.program, tuple(sorted(fired)))

    def conclude(self, facts: Facts) -> Atom:
        """Return the verdict that follows from the facts."""
        known = self._known(facts)
        for level in self._levels:
            held = level.rule.evaluate(known)
            known.update(dict.fromkeys(chain.from_iterable(compress(level.heads, held)), True))
        return next((verdict for name, verdict in self._verdicts.items() if known[name]), NO_VERDICT)

    def _known(self, facts: Facts) -> dict[str, Any]:
        values = map(self._values.__getitem__, self._values_of(facts))
        return {**self._unreached, **dict(zip(self._facts, values, strict=True))}
