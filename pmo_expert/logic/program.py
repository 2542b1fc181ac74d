"""Programs: clauses over facts with finite domains, ordered so that every conclusion rests on finished ones.

A program is a stratified, non-recursive logic program; its meaning is the perfect model
(Apt, Blair and Walker, "Towards a theory of declarative knowledge", 1988), which is unique.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import TypeAlias

from attrs import evolve, field, frozen

from pmo_expert.logic.keys import Atom, Label, Variable


@frozen(cache_hash=True)
class FactIn:
    """The literal that a fact has one of some values."""

    variable: Variable
    values: tuple[str, ...]


@frozen(cache_hash=True)
class Holds:
    """The literal that a conclusion was reached."""

    conclusion: Atom


@frozen(cache_hash=True)
class Absent:
    """The literal that a conclusion was not reached."""

    conclusion: Atom


Literal: TypeAlias = FactIn | Holds | Absent


NOBODY = Label("")


@frozen
class Clause:
    """`head` follows when every literal of `body` is true; `label` says whose clause it is."""

    head: Atom
    body: tuple[Literal, ...]
    label: Label = NOBODY


class ProgramError(ValueError):
    """Clauses that make no program."""


class CyclicProgramError(ProgramError):
    """Conclusions that rest on themselves; `cycle` names each before one it rests on, the first again at the end.

    `labels` are those of the clauses that make the cycle.
    """

    def __init__(self, cycle: tuple[Atom, ...], labels: tuple[Label, ...] = ()) -> None:
        self.cycle = cycle
        self.labels = labels
        super().__init__("conclusions that rest on themselves: " + " ← ".join(map(str, cycle)))


@frozen
class Program:
    """Clauses in canonical order: by stratum, then as they were given.

    `domains` gives the values of every fact. `strata` gives the stratum of every conclusion:
    0 when it rests on facts alone, else one more than the highest stratum that it rests on.
    """

    domains: Mapping[Variable, tuple[str, ...]]
    clauses: tuple[Clause, ...]
    strata: Mapping[Atom, int] = field(repr=False)


@frozen
class Derivation:
    """What followed: the numbers of the clauses that held, in canonical order."""

    program: Program = field(repr=False, eq=False)
    fired: tuple[int, ...]

    @property
    def conclusions(self) -> frozenset[Atom]:
        """The conclusions that were reached."""
        return frozenset(self.heads())

    def heads(self) -> list[Atom]:
        """Return what each clause that held concludes."""
        clauses = self.program.clauses
        return [clauses[number].head for number in self.fired]


def make_program(domains: Mapping[Variable, Iterable[str]], clauses: Iterable[Clause]) -> Program:
    """Order clauses into a program; several literals of a body on one fact become one.

    Raises CyclicProgramError when a conclusion rests on itself, ProgramError when a literal names
    a fact or a value that `domains` lacks.
    """
    finite = {fact: tuple(values) for fact, values in domains.items()}
    stated = tuple(clauses)
    for clause in stated:
        _check_facts(clause, finite)
    given = tuple(evolve(clause, body=_normal(clause.body)) for clause in stated)
    strata = _strata(given)
    ordered = tuple(sorted(given, key=lambda clause: strata[clause.head]))
    return Program(finite, ordered, strata)


def without_value(domains: Mapping[Variable, tuple[str, ...]], clauses: Iterable[Clause], value: str) -> Program:
    """Return the program of some clauses for the cases in which no fact has a value, `unknown` for instance.

    Raises as `make_program` does.
    """
    others = {fact: tuple(name for name in values if name != value) for fact, values in domains.items()}
    kept = []
    for clause in clauses:
        body = tuple(_without(literal, value) for literal in clause.body)
        if all(not isinstance(literal, FactIn) or literal.values for literal in body):
            kept.append(evolve(clause, body=body))
    return make_program(others, kept)


def _without(literal: Literal, value: str) -> Literal:
    if isinstance(literal, FactIn):
        return FactIn(literal.variable, tuple(name for name in literal.values if name != value))
    return literal


def _normal(body: tuple[Literal, ...]) -> tuple[Literal, ...]:
    """Return the body with one literal for each fact and conclusion, as engines may rely on."""
    merged: dict[object, Literal] = {}
    for literal in body:
        if isinstance(literal, FactIn):
            earlier = merged.get(literal.variable, literal)
            assert isinstance(earlier, FactIn)
            both = tuple(value for value in literal.values if value in earlier.values)
            merged[literal.variable] = FactIn(literal.variable, both)
        else:
            merged[literal] = literal
    return tuple(merged.values())


def _check_facts(clause: Clause, domains: Mapping[Variable, tuple[str, ...]]) -> None:
    for literal in clause.body:
        if isinstance(literal, FactIn):
            missing = set(literal.values) - set(domains.get(literal.variable, ()))
            if missing or literal.variable not in domains:
                raise ProgramError(f"{clause.head}: no value {sorted(missing)} of fact {str(literal.variable)!r}")


def _strata(clauses: tuple[Clause, ...]) -> dict[Atom, int]:
    rests_on: dict[Atom, dict[Atom, None]] = {}
    for clause in clauses:
        read = (literal.conclusion for literal in clause.body if not isinstance(literal, FactIn))
        rests_on.setdefault(clause.head, {}).update(dict.fromkeys(read))
    strata: dict[Atom, int] = {}
    try:
        for conclusion in TopologicalSorter(rests_on).static_order():
            below = (strata[read] for read in rests_on.get(conclusion, ()))
            strata[conclusion] = 1 + max(below, default=-1)
    except CycleError as error:
        cycle = tuple(reversed(error.args[1]))
        raise CyclicProgramError(cycle, _labels_of(clauses, cycle)) from None
    return strata


def _labels_of(clauses: tuple[Clause, ...], cycle: tuple[Atom, ...]) -> tuple[Label, ...]:
    """Return the labels of the clauses by which each conclusion of a cycle rests on the next."""
    links = set(pairwise(cycle))
    return tuple(
        clause.label
        for clause in clauses
        if any(not isinstance(part, FactIn) and (clause.head, part.conclusion) in links for part in clause.body)
    )
