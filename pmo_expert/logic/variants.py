"""Variants of one case at once: what would follow if some of its facts were others.

Each variant is a row of the engine `bits`, so that hundreds of them take little more than one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import define, field, frozen

from pmo_expert.logic.bits import BitEngine, Bits, bit_engine
from pmo_expert.logic.keys import Atom, Facts, Variable
from pmo_expert.logic.program import FactIn, Program

Change = Mapping[Variable, str]
"""Facts that are others in a variant."""


@define
class VariantEngine:
    """Tells of many variants of a case which of some conclusions each reaches.

    `settled` are facts that have one value in all variants of all cases.
    """

    program: Program
    conclusions: tuple[Atom, ...]
    settled: Facts = field(factory=dict)
    _engine: BitEngine = field(init=False, repr=False)
    _literals: dict[Variable, list[FactIn]] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._engine = bit_engine(self.program, self.settled, self.conclusions)
        self._literals = {}
        for literal in self._engine.literals:
            self._literals.setdefault(literal.variable, []).append(literal)

    @property
    def read(self) -> frozenset[Variable]:
        """The facts on which the conclusions still depend."""
        return frozenset(self._literals)

    def derive(self, facts: Facts, variants: Sequence[Change]) -> Variants:
        """Return what follows in each variant of some facts."""
        everywhere = (1 << len(variants)) - 1
        changed: dict[Variable, dict[str, int]] = {}
        for number, change in enumerate(variants):
            for variable, value in change.items():
                rows = changed.setdefault(variable, {})
                rows[value] = rows.get(value, 0) | 1 << number
        truths: dict[FactIn, int] = {}
        for variable, literals in self._literals.items():
            value = facts[variable]
            if variable in changed:
                truths |= _truths(literals, changed[variable], value, everywhere)
            else:
                for literal in literals:
                    truths[literal] = everywhere if value in literal.values else 0
        return Variants(self._engine.derive(truths, everywhere), len(variants))


def _truths(literals: list[FactIn], changed: Mapping[str, int], value: str, everywhere: int) -> dict[FactIn, int]:
    """Return where literals on one fact are true: `changed` has the variants with other values than `value`."""
    rows = dict(changed)
    unchanged = everywhere
    for some in changed.values():
        unchanged &= ~some
    rows[value] = rows.get(value, 0) | unchanged
    truths = {}
    for literal in literals:
        truths[literal] = 0
        for name in literal.values:
            truths[literal] |= rows.get(name, 0)
    return truths


@frozen
class Variants:
    """What follows in each variant, by its number from 0."""

    _bits: Bits
    count: int

    def with_conclusion(self, conclusion: Atom) -> list[int]:
        """Return the variants in which a conclusion is reached."""
        rows = bin(self._bits.conclusion(conclusion))[:1:-1]
        return [number for number, bit in enumerate(rows) if bit == "1"]

    def which(self, conclusions: Iterable[Atom]) -> list[Atom]:
        """Return for each variant which of some conclusions is reached there; in each one of them is."""
        found: dict[int, Atom] = {}
        for conclusion in conclusions:
            found |= dict.fromkeys(self.with_conclusion(conclusion), conclusion)
        return [found[number] for number in range(self.count)]
