"""A peer to measure against: durable_rules as its manual shows it, by `durable.lang`.

Each body is a `when_all` whose action asserts conclusions; a case is one batch of facts, retracted after it. Changed
from the manual: no rule says `none`, which fires wrongly in every case tried, with `pri` too, as no activation is
withdrawn; once a level is settled, facts state what was not reached. And only facts that a rule reads are asserted, as
others raise. Tried and slower: facts one by one (1.4 times), facts of subject and value, a new sid for each case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from importlib import import_module
from itertools import count
from operator import or_
from typing import Any

from attrs import define, field

from benchmarks.peers.peer import (
    Numbering,
    clauses_by_body,
    heads_of,
    number,
    verdict_in,
)
from pmo_expert.logic.keys import Atom, Facts, Variable
from pmo_expert.logic.program import Absent, Derivation, FactIn, Holds, Literal, Program

SID = "0"
OPENING = "go"

Fact = dict[str, Any]
_serial = count()


def negation_levels(program: Program) -> list[list[Atom]]:
    """Return the conclusions that bodies negate, by how many negations, one on top of another, they rest on."""
    levels = dict.fromkeys(program.strata, 0)
    for clause in program.clauses:
        read = (literal for literal in clause.body if not isinstance(literal, FactIn))
        below = (levels[literal.conclusion] + isinstance(literal, Absent) for literal in read)
        levels[clause.head] = max(levels[clause.head], *below, 0)
    literals = (literal for body in clauses_by_body(program) for literal in body)
    negated = {literal.conclusion for literal in literals if isinstance(literal, Absent)}
    ordered: list[list[Atom]] = [[] for _ in range(max(levels.values(), default=0) + 1)]
    for conclusion, level in levels.items():
        if conclusion in negated:
            ordered[level].append(conclusion)
    return ordered


@define
class DocumentedDurableEngine:
    """Runs a program on durable_rules' Python layer. Raises ImportError where durable_rules cannot be imported.

    The layer keeps every ruleset for ever; the limits of the C module beneath it are not checked here.
    """

    program: Program
    names: tuple[str, ...] = ("durable_rules (as documented)",)
    _lang: Any = field(init=False, repr=False)
    _name: str = field(init=False, repr=False)
    _numbering: Numbering = field(init=False, repr=False)
    _read: dict[tuple[Variable, str], Fact] = field(init=False, repr=False)
    _held: frozenset[Atom] = field(init=False, repr=False)
    _levels: list[list[Atom]] = field(init=False, repr=False)
    _fired: list[int] | None = field(default=None, init=False, repr=False)
    _reached: set[Atom] = field(factory=set, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._lang = import_module("durable.lang")
        self._name = f"program{next(_serial)}"
        self._numbering = number(self.program)
        literals = {literal for body in clauses_by_body(self.program) for literal in body}
        self._held = frozenset(literal.conclusion for literal in literals if isinstance(literal, Holds))
        self._levels = negation_levels(self.program)
        self._read = {
            (test.variable, value): self._fact(self._numbering.facts[test.variable], self._numbering.values[value])
            for test in literals
            if isinstance(test, FactIn)
            for value in test.values
        }
        self._write_rules()
        self._lang.get_host()

    def _write_rules(self) -> None:
        bodies = clauses_by_body(self.program)
        with self._lang.ruleset(self._name):
            self._lang.when_all(getattr(self._lang.m, OPENING) == 1)(self._action(bodies.pop((), ())))
            for body, numbers in bodies.items():
                self._lang.when_all(*map(self._pattern, body))(self._action(numbers))

    def _pattern(self, literal: Literal) -> Any:
        if isinstance(literal, FactIn):
            subject = getattr(self._lang.m, self._numbering.facts[literal.variable])
            return reduce(or_, [subject == self._numbering.values[value] for value in literal.values])
        return getattr(self._lang.m, self._numbering.conclusions[literal.conclusion]) == int(isinstance(literal, Holds))

    def _action(self, numbers: Iterable[int]) -> Callable[[Any], None]:
        fired = tuple(numbers)
        heads = heads_of(self.program, fired)

        def act(context: Any) -> None:
            if self._fired is not None:
                self._fired.extend(fired)
            for head in heads:
                if head not in self._reached:
                    self._reached.add(head)
                    if head in self._held:
                        context.assert_fact(self._conclusion(head, 1))

        return act

    def derive(self, facts: Facts) -> Derivation:
        """Return what follows from the facts; every fact of the program must have a value."""
        self._fired = []
        self._run(facts)
        return Derivation(self.program, tuple(sorted(self._fired)))

    def conclude(self, facts: Facts) -> Atom:
        """Return the verdict that follows from the facts."""
        self._fired = None
        self._run(facts)
        return verdict_in(self.program, self._reached)

    def _run(self, facts: Facts) -> None:
        self._reached.clear()
        stated = [self._fact(OPENING, 1), *(self._read[item] for item in facts.items() if item in self._read)]
        self._lang.assert_facts(self._name, stated)
        for level in self._levels:
            absent = [self._conclusion(conclusion, 0) for conclusion in level if conclusion not in self._reached]
            if absent:
                self._lang.assert_facts(self._name, absent)
                stated += absent
        stated += [self._conclusion(conclusion, 1) for conclusion in self._reached & self._held]
        self._lang.retract_facts(self._name, stated)

    def _conclusion(self, conclusion: Atom, truth: int) -> Fact:
        return self._fact(self._numbering.conclusions[conclusion], truth)

    @staticmethod
    def _fact(name: str, value: int) -> Fact:
        return {"id": name, "sid": SID, name: value}
