"""The engine `compiled`: a program as one generated Python function.

It has no dependency, so it runs everywhere and serves as the reference for the meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from attrs import define, field

from pmo_expert.logic.keys import Atom, Facts, Variable
from pmo_expert.logic.program import Absent, Clause, Derivation, FactIn, Holds, Literal, Program


@define
class CompiledEngine:
    """Runs a program as straight Python code."""

    program: Program
    names: tuple[str, ...] = ("compiled",)
    _run: Callable[[Facts], list[int]] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._run = _load(self.program)

    def derive(self, facts: Facts) -> Derivation:
        """Return what follows from the facts; every fact of the program must have a value."""
        return Derivation(self.program, tuple(self._run(facts)))


WORTH_GUARDING = 3
"""How many clauses in a row must begin alike for one test of what they begin with."""


class _Names(NamedTuple):
    """The variables of facts and of conclusions, which may have the same names."""

    facts: Mapping[Variable, str]
    conclusions: Mapping[Atom, str]


def source_of(program: Program) -> str:
    """Return the Python source that runs the program.

    Facts and conclusions become numbered local variables, so that nothing of the rules' text
    but quoted values reaches the generated code.
    """
    read = {part.conclusion: None for clause in program.clauses for part in clause.body if not isinstance(part, FactIn)}
    facts = {fact: f"f{number}" for number, fact in enumerate(program.domains)}
    names = _Names(facts, {conclusion: f"c{number}" for number, conclusion in enumerate(read)})
    lines = ["def run(facts):", "    fired = []", "    fire = fired.append"]
    if program.domains:
        lines.append(f"    {', '.join(facts.values())}, = values_of(facts)")
    lines += [f"    {variable} = False" for variable in names.conclusions.values()]
    for guard, guarded in groupby(enumerate(program.clauses), key=lambda item: _guard(item[1])):
        clauses = list(guarded)
        if guard is None or len(clauses) < WORTH_GUARDING:
            lines += _all_statements(program, clauses, names, None)
        else:
            inner = _all_statements(program, clauses, names, guard)
            lines += [f"    if {_test(guard, names)}:", *(f"    {line}" for line in inner)]
    return "\n".join([*lines, "    return fired"])


def _guard(clause: Clause) -> Literal | None:
    """Return the literal on a conclusion that a body begins with, None where it begins with another one.

    What clauses in a row begin with alike is tested once: no head among them can change it, as it has a lower stratum.
    """
    first = clause.body[0] if clause.body else None
    return None if isinstance(first, FactIn) else first


def _all_statements(
    program: Program, clauses: list[tuple[int, Clause]], names: _Names, guard: Literal | None
) -> list[str]:
    groups = groupby(clauses, key=lambda item: item[1].body)
    return [line for body, same in groups for line in _statements(program, body, list(same), names, guard)]


def _statements(
    program: Program,
    body: tuple[Literal, ...],
    clauses: list[tuple[int, Clause]],
    names: _Names,
    guard: Literal | None,
) -> list[str]:
    """Return the statements for clauses with one body; the test that fails most often comes first."""
    tested = (literal for literal in body if literal != guard)
    ordered = sorted(tested, key=lambda literal: _likelihood(program, literal))
    test = " and ".join(_test(literal, names) for literal in ordered) or "True"
    heads = dict.fromkeys(clause.head for _, clause in clauses if clause.head in names.conclusions)
    reached = [f"        {names.conclusions[head]} = True" for head in heads]
    return [f"    if {test}:", *reached, *(f"        fire({number})" for number, _ in clauses)]


def _likelihood(program: Program, literal: Literal) -> float:
    """Return a rough measure of how often a literal is true; conclusions are rarely reached."""
    if isinstance(literal, FactIn):
        return len(literal.values) / len(program.domains[literal.variable])
    return 0.0 if isinstance(literal, Holds) else 1.0


def _test(literal: Literal, names: _Names) -> str:
    match literal:
        case FactIn(fact, (value,)):
            return f"{names.facts[fact]} == {value!r}"
        case FactIn(fact, values):
            return f"{names.facts[fact]} in {values!r}"
        case Holds(conclusion):
            return names.conclusions[conclusion]
        case Absent(conclusion):
            return f"not {names.conclusions[conclusion]}"


def _load(program: Program) -> Callable[[Facts], list[int]]:
    scope: dict[str, Any] = {"values_of": _values_of(program)}
    exec(compile(source_of(program), "<compiled program>", "exec"), scope)  # noqa: S102
    run: Callable[[Facts], list[int]] = scope["run"]
    return run


def _values_of(program: Program) -> Callable[[Facts], tuple[str, ...]]:
    """Return what fetches the values of all facts at once."""
    if len(program.domains) == 1:
        (fact,) = program.domains
        return lambda facts: (facts[fact],)
    return itemgetter(*program.domains) if program.domains else lambda _: ()
