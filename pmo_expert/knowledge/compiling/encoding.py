"""How cases, and conditions on them, become facts of a program.

Amounts are cut where conditions test them, so that every value between two cuts is one value of the fact.
A set becomes one fact for whether it is known and one for each member.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from pmo_expert.domain.accepts import Cut, Region
from pmo_expert.domain.attribute import UNKNOWN, Attribute, Value
from pmo_expert.domain.case import AnyCase, PlainCase
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.vocabulary import Vocabulary
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.logic.keys import Variable
from pmo_expert.logic.program import FactIn


@frozen
class Encoding:
    """The facts that conditions read, with their domains.

    `read` has the attributes that they read, `cuts` where amounts among them are cut, and `settings` the facts for each
    value of an attribute that is worth trying.
    """

    vocabulary: Vocabulary
    read: Mapping[str, Attribute]
    domains: Mapping[Variable, tuple[str, ...]]
    cuts: Mapping[str, tuple[Cut, ...]]
    settings: Mapping[str, tuple[Mapping[Variable, str], ...]] = field(repr=False)
    _unknown: Mapping[Variable, str] = field(repr=False, eq=False)

    def facts(self, case: AnyCase) -> dict[Variable, str]:
        """Return the value of every fact in a case."""
        return {**self._unknown, **self.known_facts(case.facts)}

    def known_facts(self, values: Mapping[str, Value]) -> dict[Variable, str]:
        """Return the facts that known values state."""
        facts: dict[Variable, str] = {}
        for name, value in values.items():
            if (attribute := self.read.get(name)) is not None:
                facts.update(attribute.encode(value, self.cuts_of(name)))
        return facts

    def cuts_of(self, name: str) -> tuple[Cut, ...]:
        """Return where an attribute is cut: nowhere unless it is an amount."""
        return self.cuts.get(name, ())

    def literals(self, condition: Condition) -> tuple[FactIn, ...]:
        """Return the literals that together say what a condition on an attribute says.

        A test for one of several members of a set is no conjunction; it has no literals here.
        """
        attribute = self.read[condition.subject]
        if condition.accepts is None:
            return (FactIn(attribute.variable, (UNKNOWN,)),)
        return attribute.literals(condition.accepts, self.cuts_of(attribute.name), unknown=condition.unknown)

    def values(self, facts: Mapping[Variable, str], near: PlainCase | None = None) -> dict[str, Value]:
        """Return the known values of the attributes whose facts are given; the reverse of `facts`.

        Of an amount it is a number in the interval: a whole one where there is one, the nearest to that of a case.
        """
        known = dict.fromkeys(name.attribute for name in facts if not name.member and facts[name] != UNKNOWN)
        return {
            name: self.read[name].decode(facts, self.cuts_of(name), None if near is None else near.value(name))
            for name in known
        }

    def facts_of(self, name: str) -> tuple[Variable, ...]:
        """Return the facts that say what value an attribute has; none when no rule reads it."""
        return tuple(self.read[name].domains(self.cuts_of(name))) if name in self.read else ()


def make_encoding(vocabulary: Vocabulary, conditions: Iterable[Condition], others: Iterable[str]) -> Encoding:
    """Return the facts that conditions read, and those of other attributes."""
    relevant = [condition for condition in conditions if condition.subject in vocabulary.attributes]
    names = {condition.subject for condition in relevant} | set(others)
    read = {name: attribute for name, attribute in vocabulary.attributes.items() if name in names}
    cuts = {name: _cuts(attribute, relevant) for name, attribute in read.items() if isinstance(attribute, Amount)}
    domains: dict[Variable, tuple[str, ...]] = {}
    for name, attribute in read.items():
        domains |= attribute.domains(cuts.get(name, ()))
    settings = {name: tuple(attribute.settings(cuts.get(name, ()))) for name, attribute in read.items()}
    return Encoding(vocabulary, read, domains, cuts, settings, dict.fromkeys(domains, UNKNOWN))


def _cuts(attribute: Amount, conditions: list[Condition]) -> tuple[Cut, ...]:
    """Return the cuts inside the bounds of an amount, in order."""
    regions = [
        condition.accepts
        for condition in conditions
        if condition.subject == attribute.name and isinstance(condition.accepts, Region)
    ]
    return tuple(sorted({cut for region in regions for cut in attribute.cuts_of(region)}))
