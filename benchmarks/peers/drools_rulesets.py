"""A peer to measure against: Drools by drools_jpy's Python API, with rulesets in the form of ansible-rulebook.

Each body is a rule, and its callback hears of the matches. A case is one fact. As no rule waits for another, and
`IsNotDefined` asks for some fact that lacks a field, each stratum, once finished, is one more fact that tells what was
reached and what was not. Conditions of a rule want different facts, so that all a body asks of one fact is one
condition. Tried and slower: a fact for each attribute (2.3 times the time) or for each conclusion (3.4), conclusions
as they are reached and the others by levels of negation (1.3), one fact stated anew with each stratum (1.4), facts
retracted one by one (1.1), a new ruleset for each case (over 100). A case in several facts takes the same time.

Every match brings its facts along, so that going without trace saves little. Java gets fast with use, so that setting
up ends with running random cases, which takes most of its time. It starts Java too, if no peer has yet.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import reduce
from importlib import import_module
from random import Random
from typing import Any
from weakref import finalize

from attrs import define, field

from benchmarks.peers.drools import java_class
from benchmarks.peers.peer import (
    Body,
    Numbering,
    clauses_by_body,
    heads_of,
    number,
    values_of,
    verdict_in,
)
from pmo_expert.logic.keys import Atom, Facts
from pmo_expert.logic.program import Derivation, FactIn, Holds, Literal, Program

OPENING = "go"
NAME = "program"
EVERY_FACT = "{}"
WARM_UP_CASES_A_CLAUSE = 5

Expression = dict[str, Any]


@define
class _Heard:
    """What the callbacks of one case heard; firings are None where nothing records them."""

    fired: list[int] | None = None
    reached: set[Atom] = field(factory=set)


@define
class DroolsRulesetsEngine:
    """Runs a program on a ruleset of drools_jpy. Raises ImportError where drools_jpy or a JDK is not installed."""

    program: Program
    names: tuple[str, ...] = ("Drools (drools_jpy's rulesets)",)
    _ruleset: Any = field(init=False, repr=False)
    _heard: _Heard = field(factory=_Heard, init=False, repr=False)
    _case: Callable[[Facts], str] = field(init=False, repr=False)
    _strata: list[dict[Atom, str]] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        java_class()  # starts Java, once in a process, so that the other peer finds its class in it
        numbering, bodies = number(self.program), clauses_by_body(self.program)
        rules = [_rule(self.program, numbering, body, numbers) for body, numbers in bodies.items()]
        text = json.dumps({"name": NAME, "rules": rules})
        self._ruleset = import_module("drools.ruleset").Ruleset(name=NAME, serialized_ruleset=text)
        finalize(self, self._ruleset.end_session)
        make_rule = import_module("drools.rule").Rule
        for numbers in bodies.values():
            self._ruleset.add_rule(make_rule(_name(numbers), _callback(self.program, numbers, self._heard)))
        self._case = _case_writer(self.program, numbering)
        self._strata = _read_by_stratum(self.program, numbering)
        self._warm_up()

    def derive(self, facts: Facts) -> Derivation:
        """Return what follows from the facts; every fact of the program must have a value."""
        fired: list[int] = []
        self._run(facts, fired)
        return Derivation(self.program, tuple(sorted(fired)))

    def conclude(self, facts: Facts) -> Atom:
        """Return the verdict that follows from the facts."""
        self._run(facts, None)
        return verdict_in(self.program, self._heard.reached)

    def _run(self, facts: Facts, fired: list[int] | None) -> None:
        self._heard.fired, reached = fired, self._heard.reached
        reached.clear()
        self._ruleset.assert_fact(self._case(facts))
        for names in self._strata:
            finished = {name: int(conclusion in reached) for conclusion, name in names.items()}
            self._ruleset.assert_fact(json.dumps(finished))
        self._ruleset.retract_matching_facts(EVERY_FACT, partial=True, exclude_keys=[])

    def _warm_up(self) -> None:
        domains, random = self.program.domains.items(), Random(1)
        for _ in range(WARM_UP_CASES_A_CLAUSE * len(self.program.clauses)):
            self.derive({fact: random.choice(values) for fact, values in domains})


def _name(numbers: tuple[int, ...]) -> str:
    return f"r{numbers[0]}"


def _callback(program: Program, numbers: tuple[int, ...], heard: _Heard) -> Callable[[object], None]:
    heads = heads_of(program, numbers)

    def act(_: object) -> None:
        if heard.fired is not None:
            heard.fired.extend(numbers)
        heard.reached.update(heads)

    return act


def _rule(program: Program, numbering: Numbering, body: Body, numbers: tuple[int, ...]) -> Expression:
    """Return the rule of a body, with a condition for each fact that it reads, the one asserted last first."""
    asked: dict[int, list[Expression]] = {}
    for literal in body:
        place = -1 if isinstance(literal, FactIn) else program.strata[literal.conclusion]
        asked.setdefault(place, []).append(_expression(numbering, literal))
    conditions = [reduce(_both, asked[place]) for place in sorted(asked, reverse=True)]
    return {"Rule": {"name": _name(numbers), "condition": {"AllCondition": conditions or [_is_in(OPENING, [1])]}}}


def _expression(numbering: Numbering, literal: Literal) -> Expression:
    if isinstance(literal, FactIn):
        return _is_in(numbering.facts[literal.variable], [numbering.values[value] for value in literal.values])
    return _is_in(numbering.conclusions[literal.conclusion], [int(isinstance(literal, Holds))])


def _is_in(name: str, values: list[int]) -> Expression:
    event, numbers = {"Event": name}, [{"Integer": value} for value in values]
    if len(numbers) == 1:
        return {"EqualsExpression": {"lhs": event, "rhs": numbers[0]}}
    return {"ItemInListExpression": {"lhs": event, "rhs": numbers}}


def _both(one: Expression, other: Expression) -> Expression:
    return {"AndExpression": {"lhs": one, "rhs": other}}


def _case_writer(program: Program, numbering: Numbering) -> Callable[[Facts], str]:
    """Return what writes a case as one fact."""
    fetch, names, values = values_of(program), (OPENING, *numbering.facts.values()), numbering.values

    def write(facts: Facts) -> str:
        return json.dumps(dict(zip(names, (1, *map(values.__getitem__, fetch(facts))), strict=True)))

    return write


def _read_by_stratum(program: Program, numbering: Numbering) -> list[dict[Atom, str]]:
    """Return the names of the conclusions that bodies read, stratum by stratum."""
    literals = {literal for body in clauses_by_body(program) for literal in body}
    read = {literal.conclusion for literal in literals if not isinstance(literal, FactIn)}
    strata: list[dict[Atom, str]] = [{} for _ in range(max(program.strata.values(), default=-1) + 1)]
    for conclusion, stratum in program.strata.items():
        if conclusion in read:
            strata[stratum][conclusion] = numbering.conclusions[conclusion]
    return [names for names in strata if names]
