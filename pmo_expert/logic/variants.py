"""Variants of one case at once: what would follow if some of its facts were others.

Each variant is a row of the engine `bits`, so that hundreds of them take little more than one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product
from math import comb

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
    _true: dict[tuple[Variable, str], list[FactIn]] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._engine = bit_engine(self.program, self.settled, self.conclusions)
        self._literals, self._true = {}, {}
        for literal in self._engine.literals:
            self._literals.setdefault(literal.variable, []).append(literal)
            for value in literal.values:
                self._true.setdefault((literal.variable, value), []).append(literal)

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
        truths = dict.fromkeys(self._engine.literals, 0)
        for variable, literals in self._literals.items():
            value = facts[variable]
            if variable in changed:
                truths |= _truths(literals, changed[variable], value, everywhere)
            else:
                truths |= dict.fromkeys(self._true.get((variable, value), ()), everywhere)
        return Variants(self._engine.derive(truths, everywhere), len(variants))


def smallest_sets(
    engine: VariantEngine,
    facts: Facts,
    settings: Iterable[Sequence[Change]],
    conclusion: Atom,
    *,
    wanted: bool = True,
    most_changes: int,
    most_tried: int,
) -> list[Change]:
    """Return the smallest sets of changes to some facts after which a conclusion is reached, or is not.

    `settings` has a list of changes for each thing that may change, of which a set takes one at the most. There are
    none where no set of `most_changes` does, or where sets of a size are more than `most_tried`.
    """
    lists = [changes for changes in settings if changes]
    for size in range(1, most_changes + 1):
        if comb(sum(map(len, lists)), size) > most_tried:
            break
        some = (chosen for picked in combinations(lists, size) for chosen in product(*picked))
        sets: list[Change] = [joined(chosen) for chosen in some]
        reached = set(engine.derive(facts, sets).with_conclusion(conclusion)) if sets else set()
        found = [change for number, change in enumerate(sets) if (number in reached) == wanted]
        if found:
            return found
    return []


def joined(changes: Iterable[Change]) -> Change:
    """Return several changes as one."""
    whole: dict[Variable, str] = {}
    for change in changes:
        whole.update(change)
    return whole


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
