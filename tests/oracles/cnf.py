"""Programs as clauses of propositional logic, as solvers and counters of models read them.

Each value of a fact and each conclusion is a variable; a conclusion is equivalent to the bodies that lead to it, as
programs do not feed themselves (Clark's completion). So an assignment of facts has exactly one model.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, count

from attrs import define, field

from pmo_expert.logic.keys import Atom, Facts, Variable
from pmo_expert.logic.program import Absent, FactIn, Literal, Program


@define
class Cnf:
    """The clauses of a program; `facts` and `atoms` are the numbers of their variables."""

    program: Program
    facts: dict[tuple[Variable, str], int] = field(init=False)
    atoms: dict[Atom, int] = field(init=False)
    clauses: list[list[int]] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        fresh = count(1)
        domains = self.program.domains
        self.facts = {(fact, value): next(fresh) for fact, values in domains.items() for value in values}
        heads = dict.fromkeys(clause.head for clause in self.program.clauses)
        read = (
            part.conclusion for clause in self.program.clauses for part in clause.body if not isinstance(part, FactIn)
        )
        self.atoms = {
            atom: next(fresh) for atom in (*heads, *(atom for atom in dict.fromkeys(read) if atom not in heads))
        }
        for fact, values in domains.items():
            self._exactly_one([self.facts[fact, value] for value in values])
        for atom, number in self.atoms.items():
            bodies = [clause.body for clause in self.program.clauses if clause.head == atom]
            self._is_any_of(number, [self._body(body, fresh) for body in bodies])

    def facts_are(self, facts: Facts) -> list[int]:
        """Return the literals that say that facts have some values."""
        return [self.facts[fact, value] for fact, value in facts.items()]

    def also(self, *clauses: Iterable[int]) -> list[list[int]]:
        """Return the clauses with some more."""
        return [*self.clauses, *map(list, clauses)]

    def _exactly_one(self, numbers: list[int]) -> None:
        self.clauses.append(numbers)
        self.clauses += [[-one, -other] for one, other in combinations(numbers, 2)]

    def _is_any_of(self, number: int, parts: list[int]) -> None:
        self.clauses.append([-number, *parts])
        self.clauses += [[number, -part] for part in parts]

    def _body(self, body: Iterable[Literal], fresh: Iterable[int]) -> int:
        number = next(iter(fresh))
        parts = [self._literal(literal, fresh) for literal in body]
        self.clauses.append([number, *(-part for part in parts)])
        self.clauses += [[-number, part] for part in parts]
        return number

    def _literal(self, literal: Literal, fresh: Iterable[int]) -> int:
        if isinstance(literal, FactIn):
            number = next(iter(fresh))
            self._is_any_of(number, [self.facts[literal.variable, value] for value in literal.values])
            return number
        number = self.atoms[literal.conclusion]
        return -number if isinstance(literal, Absent) else number
