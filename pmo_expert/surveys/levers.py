"""Levers: which changes of negotiable facts would turn how many declines of a population into acceptances."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from attrs import frozen

from pmo_expert.surveys.levers_model import Lever, Levers
from pmo_expert.surveys.rows import Rows, read_rows
from pmo_expert.surveys.settings import Possible, possible_settings
from pmo_expert.surveys.aggregate import Tally, tally
from pmo_expert.domain.case import Case
from pmo_expert.knowledge.diagrams import VERDICT_ATOMS
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.rule import VERDICTS
from pmo_expert.logic.bits import BitEngine, bit_engine
from pmo_expert.logic.program import FactIn

MOST = 20


def levers(frame: Any, *, case: Case | None = None, knowledge: Knowledge | None = None, pairs: bool = True) -> Levers:
    """Return which single changes of negotiable facts, and which pairs, turn most declines into acceptances.

    `frame`, `case` and `knowledge` are those of `survey`. A change gives an attribute one value in all rows, whatever
    they say of it: each value is tried, of an amount one for each interval between the numbers that rules test, of a
    set no member, each alone and all. Attributes that cannot change a verdict here are left out. Without `pairs` only
    single changes are tried.

    This computes, also when the frame is lazy: the frame's engine groups rows that are alike to the rules, and one
    row of each kind is fetched. The result does not depend on the order of the rows, nor on the kind of frame.

    Raises what `survey` raises.
    """
    rows = read_rows(frame, case, knowledge)
    population = _population(rows)
    singles: dict[Possible, Lever] = {}
    for single in possible_settings(rows.knowledge, (part.fact for part in population.engine.literals), case):
        singles[single] = population.lever(single)
    turning = [lever for lever in singles.values() if lever.turned]
    better = list(_pairs(population, singles)) if pairs else None
    return Levers(
        rows=population.tally.rows(population.tally.everywhere),
        wrong_rows=population.tally.rows(population.tally.everywhere & ~population.tally.right),
        declined=population.tally.rows(population.before.declined),
        singles=_first(turning),
        single_count=len(turning),
        pairs=_first(better or ()),
        pair_count=None if better is None else len(better),
    )


@frozen
class _Verdicts:
    """Which kinds of rows are accepted, with or without conditions, which are to find out more, which are declined."""

    accepted: int
    asking: int
    declined: int


@frozen
class _Population:
    """A population as kinds of rows, with what it takes to give verdicts on them after changes."""

    engine: BitEngine
    tally: Tally
    truths: Mapping[FactIn, int]
    before: _Verdicts

    def lever(self, *changes: Possible) -> Lever:
        after = _verdicts(self.engine, self.tally, {**self.truths, **self._changed(changes)})
        before = self.before
        return Lever(
            changes=tuple(change.setting for change in changes),
            turned=self.tally.rows(before.declined & after.accepted),
            opened=self.tally.rows(before.declined & after.asking),
            lost=self.tally.rows(before.accepted & after.declined),
        )

    def _changed(self, changes: Iterable[Possible]) -> dict[FactIn, int]:
        facts = {fact: value for change in changes for fact, value in change.facts.items()}
        return _constant(facts, self.engine.literals, self.tally.everywhere)


def _population(rows: Rows) -> _Population:
    attributes = rows.knowledge.subjects.vocabulary.attributes
    shared = rows.population.shared
    fixed = {fact: value for fact, value in shared.items() if not attributes[fact.partition(":")[0]].negotiable}
    engine = bit_engine(rows.knowledge.compiled.program, fixed, VERDICT_ATOMS)
    counted = tally(rows, [literal for literal in engine.literals if literal.fact not in shared])
    truths = {**counted.truths, **_constant(shared, engine.literals, counted.everywhere)}
    return _Population(engine, counted, truths, _verdicts(engine, counted, truths))


def _constant(facts: Mapping[str, str], literals: Iterable[FactIn], everywhere: int) -> dict[FactIn, int]:
    """Return what literals on facts that all rows share are true of: all kinds of rows, or none."""
    return {part: everywhere if facts[part.fact] in part.values else 0 for part in literals if part.fact in facts}


def _verdicts(engine: BitEngine, counted: Tally, truths: Mapping[FactIn, int]) -> _Verdicts:
    derived = engine.derive(truths, counted.everywhere)
    found = {verdict: derived.conclusion(atom) for verdict, atom in zip(VERDICTS, VERDICT_ATOMS, strict=True)}
    accepted = found["accept"] | found["accept_with_conditions"]
    return _Verdicts(*(part & counted.right for part in (accepted, found["find_out_more"], found["decline"])))


def _pairs(population: _Population, singles: Mapping[Possible, Lever]) -> Iterable[Lever]:
    """Yield the pairs of changes to two attributes that turn more than either change alone."""
    for (one, alone), (other, other_alone) in combinations(singles.items(), 2):
        if one.setting.attribute != other.setting.attribute:
            lever = population.lever(one, other)
            if lever.turned > max(alone.turned, other_alone.turned):
                yield lever


def _first(found: Iterable[Lever]) -> tuple[Lever, ...]:
    return tuple(sorted(found, key=lambda lever: (-lever.turned, lever.lost))[:MOST])
