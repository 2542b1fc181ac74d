"""Levers: which changes of negotiable facts would turn how many of the worst or the open verdicts favourable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from attrs import field, frozen

from pmo_expert.advice.consultation import words_of
from pmo_expert.domain.case import AnyCase
from pmo_expert.knowledge.diagrams import verdict_atoms
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.decision import Decision
from pmo_expert.knowledge.language.subjects import VERDICT
from pmo_expert.logic.bits import BitEngine, Bits, bit_engine
from pmo_expert.logic.keys import Atom
from pmo_expert.logic.program import FactIn
from pmo_expert.surveys.aggregate import Aggregate, aggregate
from pmo_expert.surveys.frames.rows import Rows, read_rows
from pmo_expert.surveys.levers_result import Lever, Levers
from pmo_expert.surveys.settings import Possible, possible_settings
from pmo_expert.surveys.turning import constant

MOST = 20


def levers(
    frame: Any,
    knowledge: Knowledge | None = None,
    *,
    case: AnyCase | Mapping[str, Any] | None = None,
    pairs: bool = True,
    strict: bool = False,
) -> Levers:
    """Return which changes of negotiable facts, alone and in pairs, turn most verdicts to favourable ones.

    `frame`, `knowledge`, `case` and `strict` are those of `survey`. A change gives an attribute one value in all rows,
    whatever they say of it: each value is tried, of an amount one for each interval between the numbers that rules
    test, of a set no member, each alone and all. Attributes that cannot change a verdict here are left out. Without
    `pairs` only single changes are tried.

    This computes, also when the frame is lazy: the frame's engine groups rows that are alike to the rules, and one
    row of each kind is fetched. The result does not depend on the order of the rows, nor on the kind of frame.

    Raises what `survey` raises.
    """
    rows = read_rows(frame, case, knowledge, strict=strict)
    population = _population(rows)
    singles: dict[Possible, Lever] = {}
    for single in possible_settings(rows.knowledge, (part.variable for part in population.engine.literals), rows.case):
        singles[single] = population.lever(single)
    turning = [lever for lever in singles.values() if _gain(lever)]
    better = list(_pairs(population, singles)) if pairs else None
    return Levers(
        rows=population.kinds.rows(population.kinds.everywhere),
        wrong_rows=population.kinds.rows(population.kinds.wrong),
        left_out=population.kinds.rows(population.kinds.everywhere & ~population.kinds.right),
        refused=population.kinds.rows(population.before.refused),
        asking=population.kinds.rows(population.before.asking),
        singles=_first(turning),
        single_count=len(turning),
        pairs=_first(better or ()),
        pair_count=None if better is None else len(better),
        words=words_of(rows.knowledge),
    )


@frozen
class _Verdicts:
    """Which kinds of rows have a favourable verdict, which the one that asks for facts, which the worst."""

    favourable: int
    asking: int
    refused: int


@frozen
class _Population:
    """A population as kinds of rows, with what it takes to give verdicts on them after changes."""

    engine: BitEngine
    kinds: Aggregate
    decision: Decision
    derived: Bits
    before: _Verdicts = field(init=False)

    @before.default
    def _before(self) -> _Verdicts:
        return self.verdicts(self.derived)

    def verdicts(self, derived: Bits) -> _Verdicts:
        """Return which kinds of rows have which verdict, by what was derived."""
        decision = self.decision
        favourable = asking = 0
        for name in decision.favourable:
            favourable |= derived.conclusion(Atom(VERDICT, "", name))
        if decision.asking is not None:
            asking = derived.conclusion(Atom(VERDICT, "", decision.asking))
        refused = derived.conclusion(Atom(VERDICT, "", decision.worst))
        return _Verdicts(*(part & self.kinds.right for part in (favourable, asking, refused)))

    def lever(self, *changes: Possible) -> Lever:
        after = self.verdicts(self.engine.derive_again(self.derived, self._changed(changes)))
        before = self.before
        return Lever(
            changes=tuple(change.setting for change in changes),
            turned=self.kinds.rows(before.refused & after.favourable),
            settled=self.kinds.rows(before.asking & after.favourable),
            opened=self.kinds.rows(before.refused & after.asking),
            lost=self.kinds.rows(before.favourable & after.refused),
        )

    def _changed(self, changes: Iterable[Possible]) -> dict[FactIn, int]:
        facts = {name: value for change in changes for name, value in change.facts.items()}
        return constant(facts, self.engine.literals, self.kinds.everywhere)


def _population(rows: Rows) -> _Population:
    attributes = rows.knowledge.vocabulary.attributes
    shared = rows.population.shared
    fixed = {name: value for name, value in shared.items() if not attributes[name.attribute].negotiable}
    engine = bit_engine(rows.knowledge.compiled.program, fixed, verdict_atoms(rows.knowledge.decision))
    counted = aggregate(rows, [literal for literal in engine.literals if literal.variable not in shared])
    truths = {**counted.truths, **constant(shared, engine.literals, counted.everywhere)}
    return _Population(engine, counted, rows.knowledge.decision, engine.derive(truths, counted.everywhere))


def _pairs(population: _Population, singles: Mapping[Possible, Lever]) -> Iterable[Lever]:
    """Yield the pairs of changes to two attributes that turn or settle more rows than either change alone."""
    for (one, alone), (other, other_alone) in combinations(singles.items(), 2):
        if one.setting.attribute != other.setting.attribute:
            lever = population.lever(one, other)
            if _gain(lever) > max(_gain(alone), _gain(other_alone)):
                yield lever


def _gain(lever: Lever) -> int:
    """Return how many rows get a favourable verdict for the worst one or the one that asks."""
    return lever.turned + lever.settled


def _first(found: Iterable[Lever]) -> tuple[Lever, ...]:
    return tuple(sorted(found, key=lambda lever: (-_gain(lever), lever.lost))[:MOST])
