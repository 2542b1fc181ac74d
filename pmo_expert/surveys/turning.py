"""How many verdicts of a population each unknown fact could turn, everything else being as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import reduce
from itertools import product
from operator import or_

from attrs import frozen

from pmo_expert.domain.attribute import KNOWN, UNKNOWN
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.knowledge.diagrams import verdict_atoms
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.logic.bits import BitEngine, Bits, bit_engine
from pmo_expert.logic.columns.frames import Frame
from pmo_expert.logic.keys import Facts, Variable
from pmo_expert.logic.program import FactIn
from pmo_expert.surveys.aggregate import group
from pmo_expert.surveys.counts import Key, turning
from pmo_expert.surveys.frames.rows import Rows

MOST_MEMBERS = 10
"""Of sets with more members that matter, no member, each alone and all are tried."""


@frozen
class Turning:
    """Counts the rows whose verdict would become another under some value of a fact that is unknown in them.

    `literals` are what must be known of each row: those that verdicts rest on, and whether each attribute is unknown.
    """

    literals: tuple[FactIn, ...]
    _knowledge: Knowledge
    _engine: BitEngine
    _shared: Facts
    _start: str
    _strict: bool

    def count(self, frame: Frame) -> Counter[Key]:
        """Return the counts for a frame with the columns of `keys` for the literals."""
        kinds = group(frame, self.literals, self._start, strict=self._strict)
        truths = {**kinds.truths, **constant(self._shared, self._engine.literals, kinds.everywhere)}
        derived = self._engine.derive(truths, kinds.everywhere)
        before = self._verdicts(derived)
        read = {literal.variable.attribute for literal in self._engine.literals}
        found: Counter[Key] = Counter()
        for name in (name for name in self._knowledge.vocabulary.attributes if name in read):
            variable = Variable(name)
            unknown = kinds.right & (kinds.everywhere if variable in self._shared else truths[is_unknown(variable)])
            turned = 0
            for facts in self._values(name):
                if turned == unknown:
                    break
                changed = constant(facts, self._engine.literals, kinds.everywhere)
                after = self._verdicts(self._engine.derive_again(derived, changed))
                turned |= unknown & reduce(or_, (one ^ other for one, other in zip(before, after, strict=True)))
            found[turning(name),] = kinds.rows(turned)
        return found

    def _verdicts(self, derived: Bits) -> list[int]:
        return [derived.conclusion(atom) for atom in verdict_atoms(self._knowledge.decision)]

    def _values(self, name: str) -> Iterator[Facts]:
        """Yield the facts for each value of an attribute that verdicts tell apart."""
        attribute = self._knowledge.vocabulary.attributes[name]
        read = [part.variable for part in self._engine.literals if part.variable.attribute == name]
        members = [variable for variable in dict.fromkeys(read) if variable.member]
        if isinstance(attribute, SetOf) and len(members) <= MOST_MEMBERS:
            for values in product(("no", "yes"), repeat=len(members)):
                yield {attribute.variable: KNOWN, **dict(zip(members, values, strict=True))}
        else:
            yield from self._knowledge.compiled.encoding.settings[name]


def turning_of(rows: Rows) -> Turning:
    """Return what counts how many verdicts of some rows could be turned."""
    shared = rows.population.shared
    known = {name: value for name, value in shared.items() if shared[Variable(name.attribute)] != UNKNOWN}
    engine = bit_engine(rows.knowledge.compiled.program, known, verdict_atoms(rows.knowledge.decision))
    varying = [literal for literal in engine.literals if literal.variable not in shared]
    attributes = dict.fromkeys(literal.variable.attribute for literal in varying)
    asked = [is_unknown(Variable(name)) for name in attributes]
    literals = tuple(dict.fromkeys([*varying, *asked]))
    return Turning(literals, rows.knowledge, engine, shared, rows.opened.start, rows.refused is not None)


def is_unknown(variable: Variable) -> FactIn:
    """Return the literal that a fact is unknown."""
    return FactIn(variable, (UNKNOWN,))


def constant(facts: Facts, literals: tuple[FactIn, ...], everywhere: int) -> dict[FactIn, int]:
    """Return what literals on facts that all rows share are true of: all kinds of rows, or none."""
    return {
        part: everywhere if facts[part.variable] in part.values else 0 for part in literals if part.variable in facts
    }
