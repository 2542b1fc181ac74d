"""A peer to measure against: clingo, the answer-set solver.

A program is a logic program in clingo's own sense. It is grounded once; each test of a fact is a choice, and a case is
the assumptions that settle all of them, so that solving is propagation to the one answer set. Clauses with the same
body share a rule. With trace the answer set shows the rules whose bodies hold, without it the verdicts alone.
Tried and slower: the values of facts instead of their tests as choices (a fifth more), as externals that are assigned
(half as much again), tests as externals (two fifths more), and grounding anew for each case, where nothing is left
to solve (60 times). Options of the solver made no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from itertools import chain
from typing import Any, TypeAlias

from attrs import define, field, frozen

from benchmarks.peers.peer import NO_VERDICT, Body, clauses_by_body, heads_of, number, verdicts_of
from pmo_expert.logic.keys import Atom, Facts
from pmo_expert.logic.program import Derivation, FactIn, Holds, Literal, Program

OPTIONS = ("--warn=none",)

Solve: TypeAlias = Callable[[Facts], list[Any]]
"""Returns what the answer set of a case shows."""


@frozen
class Translation:
    """A program in clingo's language: `rules`, and the number of the choice that stands for each test of a fact."""

    rules: str
    tests: Mapping[FactIn, int]


def translate(program: Program, *, trace: bool) -> Translation:
    """Return a program in clingo's language: one that shows the rules that fired, or the verdicts alone."""
    conclusions, tests = number(program).conclusions, _tests(program)
    lines = [f"{{t({place})}}." for place in tests.values()]
    for place, (body, clauses) in enumerate(clauses_by_body(program).items()):
        condition = ", ".join(_literal(literal, tests, conclusions) for literal in body) or "#true"
        lines += [f"r({place}) :- {condition}."] if trace else []
        reason = f"r({place})" if trace else condition
        lines += [f"{conclusions[head]} :- {reason}." for head in heads_of(program, clauses)]
    verdicts = [conclusions[verdict] for verdict in verdicts_of(program)]
    shows = ["#show N : r(N)."] if trace else [f"#show {place} : {verdict}." for place, verdict in enumerate(verdicts)]
    return Translation("\n".join([*lines, "#show.", *shows]), tests)


def _tests(program: Program) -> dict[FactIn, int]:
    bodies: list[Body] = list(clauses_by_body(program))
    tests = dict.fromkeys(literal for body in bodies for literal in body if isinstance(literal, FactIn))
    return {test: place for place, test in enumerate(tests)}


def _literal(literal: Literal, tests: Mapping[FactIn, int], conclusions: Mapping[Atom, str]) -> str:
    if isinstance(literal, FactIn):
        return f"t({tests[literal]})"
    name = conclusions[literal.conclusion]
    return name if isinstance(literal, Holds) else f"not {name}"


@define
class ClingoEngine:
    """Runs a program on clingo. Raises ImportError where clingo is not installed."""

    program: Program
    names: tuple[str, ...] = ("clingo",)
    _with_trace: Solve = field(init=False, repr=False)
    _without_trace: Solve = field(init=False, repr=False)
    _clauses: Mapping[Any, tuple[int, ...]] = field(init=False, repr=False)
    _verdicts: Mapping[Any, Atom] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        clingo = import_module("clingo")
        shared, verdicts = clauses_by_body(self.program).values(), verdicts_of(self.program)
        self._with_trace = _solver(clingo, self.program, trace=True)
        self._without_trace = _solver(clingo, self.program, trace=False)
        self._clauses = {clingo.Number(place): clauses for place, clauses in enumerate(shared)}
        self._verdicts = {clingo.Number(place): verdict for place, verdict in enumerate(verdicts)}

    def derive(self, facts: Facts) -> Derivation:
        """Return what follows from the facts; every fact of the program must have a value."""
        clauses = self._clauses
        shown = self._with_trace(facts)
        return Derivation(self.program, tuple(sorted(chain.from_iterable([clauses[rule] for rule in shown]))))

    def conclude(self, facts: Facts) -> Atom:
        """Return the verdict conclusion that was reached."""
        shown = self._without_trace(facts)
        return self._verdicts[min(shown)] if shown else NO_VERDICT


def _solver(clingo: Any, program: Program, *, trace: bool) -> Solve:
    """Return what grounds nothing any more, and solves under the assumptions that are the case."""
    translation = translate(program, trace=trace)
    control = clingo.Control(list(OPTIONS))
    control.add("base", [], translation.rules)
    control.ground([("base", [])])
    atoms = control.symbolic_atoms
    choices = {test: atoms[clingo.Function("t", [clingo.Number(n)])].literal for test, n in translation.tests.items()}
    assumptions = {
        (name, value): [one if value in test.values else -one for test, one in choices.items() if test.variable == name]
        for name, values in program.domains.items()
        for value in values
    }

    def solve(facts: Facts) -> list[Any]:
        shown: list[Any] = []
        settled = list(chain.from_iterable(map(assumptions.__getitem__, facts.items())))
        control.solve(assumptions=settled, on_model=lambda model: shown.extend(model.symbols(shown=True)))
        return shown

    return solve
