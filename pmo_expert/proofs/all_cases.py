"""Every possible case at once, as Boolean functions of its facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from pmo_expert.domain.accepts import Includes, OneOf
from pmo_expert.domain.attribute import KNOWN, UNKNOWN
from pmo_expert.domain.case import PlainCase
from pmo_expert.knowledge.compiling.compiler import STANDS
from pmo_expert.knowledge.diagrams import roots
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.knowledge.language.rule import Rule
from pmo_expert.logic.diagram import Diagram, smallest_diagram
from pmo_expert.logic.keys import Label, Variable
from pmo_expert.proofs.patience import Patience

Facts = dict[Variable, str]
ORDERS_TRIED = 8
"""Proofs take long where a diagram is large, so several orders of its facts are worth a try."""


@frozen
class Move:
    """A change of the facts `free` alone, from a case where `before` is true to one where `after` is."""

    free: tuple[Variable, ...]
    before: Any
    after: Any


@frozen
class AllCases:
    """The cases that can occur, what follows in each, and cases that show it.

    `possible` is true for facts that some case has: the members of a set are unknown where, and only where, the set is.
    """

    knowledge: Knowledge
    diagram: Diagram
    possible: Any = field(repr=False)
    patience: Patience = field(factory=Patience, eq=False, repr=False)

    def pause(self) -> None:
        """Free what is not needed any more. Raises OutOfTimeError when a claim has had its time."""
        self.patience.check()
        self.diagram.tidy()

    @property
    def domains(self) -> Mapping[Variable, tuple[str, ...]]:
        return self.diagram.program.domains

    def rule_fires(self, rule: Rule) -> Any:
        """Return where the conditions of a rule hold."""
        return self.labelled(Label(rule.id))

    def rule_stands(self, rule: Rule) -> Any:
        """Return where a rule applies and nothing defeats it."""
        label = Label(rule.id, STANDS)
        return self.labelled(label if label in self.knowledge.compiled.origins else Label(rule.id))

    def labelled(self, label: Label) -> Any:
        """Return where the clause of a label holds."""
        clause = next(clause for clause in self.diagram.program.clauses if clause.label == label)
        return self.diagram.body(clause.body)

    def one_of(self, conclusion: str, values: Iterable[str]) -> Any:
        """Return where a conclusion has one of some values."""
        subject = self.knowledge.subjects.conclusions[conclusion]
        function = ~self.diagram.always()
        for value in values:
            function |= self._value(subject.name, value)
        return function

    def _value(self, conclusion: str, value: str) -> Any:
        subject = self.knowledge.subjects.conclusions[conclusion]
        if (atom := subject.atom(value)) is not None:
            return self.diagram.function(atom)
        function = self.diagram.always()
        for other in subject.values:
            if (atom := subject.atom(other)) is not None:
                function &= ~self.diagram.function(atom)
        return function

    def meets(self, conditions: Iterable[Condition]) -> Any:
        """Return where conditions hold."""
        function = self.diagram.always()
        for condition in conditions:
            function &= self._meets(condition)
        return function

    def _meets(self, condition: Condition) -> Any:
        accepts = condition.accepts
        if condition.subject in self.knowledge.subjects.conclusions:
            assert isinstance(accepts, OneOf)
            return self.one_of(condition.subject, accepts.values)
        if isinstance(accepts, Includes) and accepts.wanted:
            function = ~self.diagram.always()
            for member in accepts.members:
                function |= self.diagram.fact_in(Variable(condition.subject, member), ("yes",))
            unknown = (UNKNOWN,) if condition.unknown else ()
            return function | self.diagram.fact_in(Variable(condition.subject), unknown)
        return self.diagram.body(self.knowledge.compiled.encoding.literals(condition))

    def facts_of(self, attribute: str) -> tuple[Variable, ...]:
        """Return the facts that say what value an attribute has; none when no rule reads it."""
        return self.knowledge.compiled.encoding.facts_of(attribute)

    def smallest(self, function: Any) -> Facts | None:
        """Return the facts of a case where a function is true, with as much unknown as can be; None without one."""
        within = function & self.possible
        if not within.satisfiable():
            return None
        start = dict.fromkeys(self.domains, UNKNOWN)
        for fact in start:
            unknown = within & self.diagram.fact_in(fact, (UNKNOWN,))
            if KNOWN in self.domains[fact]:
                members = [name for name in self.facts_of(fact.attribute) if name != fact]
                start |= {} if unknown.satisfiable() else {fact: KNOWN, **dict.fromkeys(members, "no")}
                within = unknown if unknown.satisfiable() else within
        return self.diagram.nearest(within, start, self.domains)

    def pair(self, move: Move) -> tuple[Facts, Facts] | None:
        """Return a case and what a move makes of it, with as much unknown and as little changed as can be."""
        after = move.after & self.possible
        first = self.smallest(move.before & self.diagram.reachable(after, move.free))
        if first is None:
            return None
        then = self.diagram.nearest(after, first, move.free)
        assert then is not None
        return first, then

    def case(self, facts: Facts, title: str = "") -> PlainCase:
        """Return the case with some facts."""
        return self.knowledge.case(self.knowledge.compiled.encoding.values(facts), title=title)


def all_cases(knowledge: Knowledge, seconds: float | None = None) -> AllCases:
    """Return every possible case of a knowledge base; `seconds` is how long each claim about them may take to prove.

    Raises ImportError without OxiDD, DiagramTooLargeError when the rules are too many for a diagram.
    """
    diagram = smallest_diagram(knowledge.compiled.program, roots(knowledge.decision), tried=ORDERS_TRIED)
    possible = diagram.always()
    with diagram.bounded():
        for fact in diagram.program.domains:
            if fact.member:
                whole = Variable(fact.attribute)
                differ = diagram.fact_in(fact, (UNKNOWN,)) ^ diagram.fact_in(whole, (UNKNOWN,))
                possible &= ~differ
    return AllCases(knowledge, diagram, possible, Patience(seconds))
