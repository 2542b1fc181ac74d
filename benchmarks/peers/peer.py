"""What every peer is, and what the translations of a program into the peers' languages share.

A peer computes the whole program. Nothing of the rules' text reaches a generated rule: facts, conclusions and values
are numbered.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from operator import itemgetter
from typing import Protocol, TypeAlias, runtime_checkable

from attrs import frozen

from pmo_expert.knowledge.language.subjects import VERDICT
from pmo_expert.logic.keys import Atom, Facts, Variable
from pmo_expert.logic.program import Derivation, FactIn, Holds, Literal, Program

NO_VERDICT = Atom("")

Body: TypeAlias = tuple[Literal, ...]


@runtime_checkable
class Peer(Protocol):
    """Another rule engine that runs a program; to construct it is to set it up.

    Raises ImportError where something that it needs is not installed.
    """

    @property
    def program(self) -> Program: ...

    @property
    def names(self) -> tuple[str, ...]: ...

    def derive(self, facts: Facts) -> Derivation:
        """Return every clause that fired: facts in, run, firings out."""
        ...

    def conclude(self, facts: Facts) -> Atom:
        """Return the verdict conclusion that was reached, NO_VERDICT if none; no firing is recorded."""
        ...


@runtime_checkable
class RunsAlone(Peer, Protocol):
    """A peer whose run can be timed apart from what brings facts in and firings out."""

    def put(self, facts: Facts) -> None:
        """Forget the case before, and state the facts of this one."""
        ...

    def run(self) -> None:
        """Do what `derive` does between the facts stated and the firings read."""
        ...


@runtime_checkable
class TimesItself(Peer, Protocol):
    """A peer of another process, which times its own work on facts that it has already read."""

    def timed(self, cases: Sequence[Facts], *, trace: bool) -> float:
        """Return the seconds that one of the cases took, on average."""
        ...


@frozen
class Numbering:
    """What facts, conclusions and values are called in generated rules; the same text has the same value number."""

    facts: Mapping[Variable, str]
    conclusions: Mapping[Atom, str]
    values: Mapping[str, int]


def number(program: Program) -> Numbering:
    """Give a program's facts the names f0, f1, …; its conclusions c0, c1, …; its values the numbers 0, 1, …."""
    values = dict.fromkeys(value for domain in program.domains.values() for value in domain)
    return Numbering(
        {fact: f"f{place}" for place, fact in enumerate(program.domains)},
        {conclusion: f"c{place}" for place, conclusion in enumerate(program.strata)},
        {value: place for place, value in enumerate(values)},
    )


def values_of(program: Program) -> Callable[[Facts], Sequence[str]]:
    """Return what fetches the values of all facts at once, in the order of the program's domains."""
    facts = tuple(program.domains)
    if len(facts) > 1:
        return itemgetter(*facts)
    return lambda given: [given[fact] for fact in facts]


def clauses_by_body(program: Program) -> dict[Body, tuple[int, ...]]:
    """Return the numbers of the clauses that share each body, in canonical order; bodies that cannot hold are left out.

    What a body reads is finished where its first clause stands, so that one rule can fire for all of its clauses.
    """
    numbers: dict[Body, list[int]] = {}
    for place, clause in enumerate(program.clauses):
        if not any(isinstance(literal, FactIn) and not literal.values for literal in clause.body):
            numbers.setdefault(clause.body, []).append(place)
    return {body: tuple(places) for body, places in numbers.items()}


def rarest_first(program: Program, body: Body) -> list[Literal]:
    """Return the literals of a body with the one that is true least often first, by a rough measure."""

    def likelihood(literal: Literal) -> float:
        if isinstance(literal, FactIn):
            return len(literal.values) / len(program.domains[literal.variable])
        return 0.0 if isinstance(literal, Holds) else 1.0

    return sorted(body, key=likelihood)


def bodies_by_head(program: Program) -> dict[Atom, tuple[Body, ...]]:
    """Return the bodies that each conclusion follows from; a conclusion that nothing leads to has none."""
    bodies: dict[Atom, list[Body]] = {conclusion: [] for conclusion in program.strata}
    for body, numbers in clauses_by_body(program).items():
        for head in heads_of(program, numbers):
            bodies[head].append(body)
    return {head: tuple(own) for head, own in bodies.items()}


def heads_of(program: Program, numbers: Collection[int]) -> tuple[Atom, ...]:
    """Return the conclusions of some clauses, each once."""
    return tuple(dict.fromkeys(program.clauses[place].head for place in numbers))


def stratum_of(program: Program, numbers: Collection[int]) -> int:
    """Return the stratum in which the shared body of some clauses is tested: the lowest of their conclusions."""
    return min(program.strata[program.clauses[place].head] for place in numbers)


def verdicts_of(program: Program) -> tuple[Atom, ...]:
    """Return the conclusions that are verdicts; of several that were reached, the first counts."""
    return tuple(conclusion for conclusion in program.strata if conclusion.kind == VERDICT)


def verdict_in(program: Program, reached: Collection[Atom]) -> Atom:
    """Return the verdict among the conclusions that were reached, NO_VERDICT if none."""
    return next((verdict for verdict in verdicts_of(program) if verdict in reached), NO_VERDICT)
