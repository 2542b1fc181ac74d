"""Random cases over all attributes of some rules."""

from __future__ import annotations

from random import Random
from typing import Any

from attrs import frozen

from pmo_expert import Knowledge
from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.kinds.yes_no import YesNo
from pmo_expert.logic.keys import Facts

MOST_UNKNOWN = 0.7
NEAR = (-1, -0.5, 0, 0.5, 1)


@frozen
class CaseMaker:
    """Draws facts for cases: how much is unknown varies by case, amounts lie at and around the cuts of the rules."""

    attributes: tuple[Attribute, ...]
    amounts: dict[str, tuple[float, ...]]

    def facts(self, random: Random) -> dict[str, Any]:
        """Return the known facts of one case, as `Knowledge.case` takes them; sets are sorted lists."""
        unknown = random.uniform(0, MOST_UNKNOWN)
        return {part.name: self.value(part, random) for part in self.attributes if random.random() >= unknown}

    def full(self, random: Random) -> dict[str, Any]:
        """Return the facts of a case in which nothing is unknown."""
        return {part.name: self.value(part, random) for part in self.attributes}

    def value(self, attribute: Attribute, random: Random) -> Any:
        match attribute:
            case YesNo():
                return random.random() < 1 / 2
            case Amount():
                return random.choice(self.amounts[attribute.name])
            case SetOf():
                return sorted(random.sample(attribute.values, random.randint(0, len(attribute.values))))
        return random.choice(attribute.values)


def case_maker(knowledge: Knowledge) -> CaseMaker:
    """Return what draws cases for a knowledge base."""
    attributes = tuple(knowledge.vocabulary.attributes.values())
    amounts = {part.name: _amounts(part, knowledge) for part in attributes if isinstance(part, Amount)}
    return CaseMaker(attributes, amounts)


def random_facts(knowledge: Knowledge, count: int, seed: int) -> list[Facts]:
    """Return the facts of random cases, as engines take them; the same seed gives the same."""
    maker, random = case_maker(knowledge), Random(seed)
    return [knowledge.compiled.encoding.facts(knowledge.case(maker.facts(random))) for _ in range(count)]


def _amounts(attribute: Amount, knowledge: Knowledge) -> tuple[float, ...]:
    """Return both ends of an amount, and numbers at and around every cut between them."""
    cuts = {value for value, _ in knowledge.compiled.encoding.cuts_of(attribute.name)}
    near = {value + step for value in (*cuts, attribute.lowest, attribute.highest) for step in NEAR}
    return tuple(sorted(value for value in near if attribute.lowest <= value <= attribute.highest))
