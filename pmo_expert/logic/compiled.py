"""The engine `compiled`: a program as one generated Python function.

It has no dependency, so it runs everywhere and serves as the reference for the meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import NamedTuple

from attrs import define, field

from pmo_expert.logic.program import Absent, Clause, Derivation, FactIn, Holds, Literal, Program

COST = {Holds: 0, FactIn: 1, Absent: 2}


@define
class CompiledEngine:
    """Runs a program as straight Python code."""

    program: Program
    names: tuple[str, ...] = ("compiled",)
    _run: Callable[[Mapping[str, str]], list[int]] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._run = _load(self.program)

    def derive(self, facts: Mapping[str, str]) -> Derivation:
        """Return what follows from the facts; every fact of the program must have a value."""
        return Derivation(self.program, tuple(self._run(facts)))


class _Names(NamedTuple):
    """The variables of facts and of conclusions, which may have the same names."""

    facts: Mapping[str, str]
    conclusions: Mapping[str, str]


def source_of(program: Program) -> str:
    """Return the Python source that runs the program.

    Facts and conclusions become numbered local variables, so that nothing of the rules' text
    but quoted values reaches the generated code.
    """
    facts = {fact: f"f{number}" for number, fact in enumerate(program.domains)}
    conclusions = {conclusion: f"c{number}" for number, conclusion in enumerate(program.strata)}
    names = _Names(facts, conclusions)
    lines = ["def run(facts):", "    fired = []", "    fire = fired.append"]
    lines += [f"    {variable} = facts[{fact!r}]" for fact, variable in facts.items()]
    lines += [f"    {variable} = False" for variable in conclusions.values()]
    for body, same in groupby(enumerate(program.clauses), key=lambda item: item[1].body):
        lines += _statements(body, list(same), names)
    return "\n".join([*lines, "    return fired"])


def _statements(body: tuple[Literal, ...], clauses: list[tuple[int, Clause]], names: _Names) -> list[str]:
    cheap_first = sorted(body, key=lambda literal: COST[type(literal)])
    test = " and ".join(_test(literal, names) for literal in cheap_first) or "True"
    actions = [f"{names.conclusions[clause.head]} = True; fire({number})" for number, clause in clauses]
    return [f"    if {test}:", *(f"        {action}" for action in actions)]


def _test(literal: Literal, names: _Names) -> str:
    match literal:
        case FactIn(fact, (value,)):
            return f"{names.facts[fact]} == {value!r}"
        case FactIn(fact, values):
            return f"{names.facts[fact]} in {values!r}"
        case Holds(conclusion):
            return names.conclusions.get(conclusion, "False")
        case Absent(conclusion):
            return f"not {names.conclusions.get(conclusion, 'False')}"


def _load(program: Program) -> Callable[[Mapping[str, str]], list[int]]:
    scope: dict[str, Callable[[Mapping[str, str]], list[int]]] = {}
    exec(compile(source_of(program), "<compiled program>", "exec"), scope)  # noqa: S102
    return scope["run"]
