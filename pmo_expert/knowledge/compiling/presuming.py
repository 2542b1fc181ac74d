"""What is usual, as clauses: an attribute that is not stated counts as what the first presumption that applies says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from attrs import frozen

from pmo_expert.domain.attribute import UNKNOWN
from pmo_expert.knowledge.compiling.atoms import Atoms
from pmo_expert.knowledge.compiling.clauses import Origin, principle_origin
from pmo_expert.knowledge.compiling.encoding import Encoding
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.knowledge.language.principles import STATED_OR_USUAL, Principle
from pmo_expert.knowledge.language.rule import Presumes, Rule
from pmo_expert.logic.keys import Variable
from pmo_expert.logic.program import Absent, FactIn, Holds, Literal


@frozen
class Presuming:
    """The presumptions of a rule base, by the attribute that they are about, in their order."""

    atoms: Atoms
    encoding: Encoding
    principle: Principle
    rules: Mapping[str, tuple[Rule, ...]]

    def add(self, literals: Callable[[Condition], Iterable[Literal]]) -> None:
        """Add the clauses of the presumptions: each applies while its attribute is unknown and none before it does.

        `literals` says what a condition says, of what is stated.
        """
        for name, rules in self.rules.items():
            earlier: list[Literal] = [FactIn(Variable(name), (UNKNOWN,))]
            for rule in rules:
                stated = [literal for condition in rule.when for literal in literals(condition)]
                origin = Origin(rule.id, rule.because, rule.sources, rule.when, reads_stated=True)
                self.atoms.clauses.add(origin, [self.atoms.presumed(rule)], [*stated, *earlier])
                earlier.append(Absent(self.atoms.presumed(rule)))

    def literal(self, condition: Condition, literal: FactIn) -> Literal:
        """Return the literal that says of what is stated or usual what one says of what is stated."""
        rules = self.rules.get(condition.subject, ())
        if not rules:
            return literal
        taken = {rule.id: self._value(rule) in literal.values for rule in rules}
        accepts_unknown = UNKNOWN in literal.values
        if all(taken.values()) if accepts_unknown else not any(taken.values()):
            return literal
        atom = self.atoms.taken(self.encoding.read[condition.subject], condition)
        if atom not in self.atoms.clauses.heads:
            origin = principle_origin(STATED_OR_USUAL, self.principle, (condition,))
            for way, body in self._ways(literal, rules, taken):
                self.atoms.clauses.add(origin, [atom], body, condition.subject, f"{condition.text} {way}")
        return Holds(atom)

    def _ways(
        self, literal: FactIn, rules: tuple[Rule, ...], taken: Mapping[str, bool]
    ) -> Iterable[tuple[str, tuple[Literal, ...]]]:
        """Yield the ways in which what is stated or usual is accepted, each with its name."""
        stated = tuple(value for value in literal.values if value != UNKNOWN)
        if stated:
            yield "stated", (FactIn(literal.variable, stated),)
        for rule in rules:
            if taken[rule.id]:
                yield rule.id, (Holds(self.atoms.presumed(rule)),)
        if UNKNOWN in literal.values:
            nothing = tuple(Absent(self.atoms.presumed(rule)) for rule in rules)
            yield UNKNOWN, (FactIn(literal.variable, (UNKNOWN,)), *nothing)

    def _value(self, rule: Rule) -> str:
        """Return the value of the fact that a presumption gives its attribute."""
        assert isinstance(rule.effect, Presumes)
        attribute = self.encoding.read[rule.effect.attribute]
        return attribute.encode(rule.effect.value, self.encoding.cuts_of(attribute.name))[attribute.variable]
