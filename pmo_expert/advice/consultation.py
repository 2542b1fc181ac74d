"""A consultation: one case put to the rules once, for every question about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from attrs import define, evolve, field

from pmo_expert.advice.words import Words
from pmo_expert.domain.attribute import UNKNOWN, Value
from pmo_expert.domain.case import AnyCase, PlainCase
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.knowledge.compiling.clauses import Origin
from pmo_expert.knowledge.compiling.compiler import STANDS
from pmo_expert.knowledge.diagrams import verdict_atoms
from pmo_expert.knowledge.expecting import expected_value, presumptions_that_apply
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.knowledge.language.rule import Rule
from pmo_expert.knowledge.language.subjects import LEAN, VERDICT
from pmo_expert.knowledge.load import knowledge_or_shipped
from pmo_expert.logic.choice import EngineName
from pmo_expert.logic.keys import Atom, Facts, Variable
from pmo_expert.logic.outcomes import Outcomes
from pmo_expert.logic.program import Clause, Derivation, FactIn, Holds
from pmo_expert.logic.variants import Change, Variants


@define(slots=False, eq=False, repr=False)
class Consultation:
    """A case, the rules that advise on it, and what these derive, worked out once when it is needed; made by `consult`.

    `engine` is what was asked for; it alone derives what is told of the case. What would follow from other facts, or
    without presumptions, is tried by the engines `bits` and `compiled`.
    """

    case: PlainCase
    knowledge: Knowledge
    engine: EngineName = "auto"
    facts: Mapping[Variable, str] = field(init=False)
    engines: tuple[str, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.engines = self.knowledge.engine(self.engine).names
        self.facts = self.knowledge.compiled.encoding.facts(self.case)

    def __repr__(self) -> str:
        facts = f"{len(self.case.facts)} facts"
        return f"<Consultation {self.case.title[:60]!r}: {facts}, {self.knowledge.name}: {self.verdict}>"

    @cached_property
    def derivation(self) -> Derivation:
        """What the engine derives from the facts. Raises DisagreementError when two engines derive different things."""
        return self.knowledge.engine(self.engine).derive(self.facts)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses that held, in the order of strata and rules."""
        clauses = self.knowledge.compiled.program.clauses
        return tuple([clauses[number] for number in self.derivation.fired])

    @cached_property
    def presumed(self) -> dict[str, Rule]:
        """The presumptions that apply, by the attribute that each says something of."""
        return presumptions_that_apply(self.knowledge, (clause.head for clause in self.clauses))

    def expected(self, name: str) -> Value:
        """Return the value of an attribute: what is stated, else what is presumed; None means unknown."""
        return expected_value(self.case, self.presumed, name)

    def found(self, condition: Condition, origin: Origin) -> Value:
        """Return the value that a condition of a clause tests: what is stated, else, where it reads that, presumed."""
        return self.case.value(condition.subject) if origin.reads_stated else self.expected(condition.subject)

    @cached_property
    def established(self) -> frozenset[int]:
        """The numbers of the clauses that hold without presumptions."""
        if not self.presumed:
            return frozenset(self.derivation.fired)
        numbers = self.knowledge.compiled.established.numbers
        derived = self.knowledge.established_engine().derive(self.facts)
        return frozenset([numbers[number] for number in derived.fired])

    @cached_property
    def established_atoms(self) -> frozenset[Atom]:
        """The conclusions that are reached without presumptions."""
        clauses = self.knowledge.compiled.program.clauses
        return frozenset([clauses[number].head for number in self.established])

    @cached_property
    def reached(self) -> frozenset[Atom]:
        """The conclusions that were reached."""
        return frozenset([clause.head for clause in self.clauses])

    @cached_property
    def _fired(self) -> frozenset[str]:
        """The rules whose conditions held."""
        return frozenset([clause.label.rule for clause in self.clauses if not clause.label.stage])

    @cached_property
    def _standing(self) -> frozenset[str]:
        """The rules that something may defeat, and that stand."""
        return frozenset([clause.label.rule for clause in self.clauses if clause.label.stage == STANDS])

    def fired(self, rule: str) -> bool:
        """Say whether the conditions of a rule held."""
        return rule in self._fired

    def stands(self, rule: str) -> bool:
        """Say whether the conditions of a rule held, and nothing that stands defeats it."""
        return rule in self._standing or (rule in self._fired and not self.knowledge.attackers[rule])

    @cached_property
    def _fired_established(self) -> frozenset[str]:
        """The rules whose conditions hold without presumptions."""
        clauses = self.knowledge.compiled.program.clauses
        return frozenset([clauses[one].label.rule for one in self.established if not clauses[one].label.stage])

    def fires_established(self, rule: str) -> bool:
        """Say whether the conditions of a rule hold without presumptions."""
        return rule in self._fired_established

    def value(self, name: str) -> str:
        """Return the value that a conclusion has, by the name of the conclusion."""
        return self._value(name, self.reached)

    def established_value(self, name: str) -> str:
        """Return the value that a conclusion has without presumptions."""
        return self._value(name, self.established_atoms)

    def _value(self, name: str, reached: frozenset[Atom]) -> str:
        conclusion = self.knowledge.subjects.conclusions[name]
        for value in conclusion.values:
            if (atom := conclusion.atom(value)) is not None and atom in reached:
                return value
        assert conclusion.default is not None, name
        return conclusion.default

    @cached_property
    def verdict(self) -> str:
        return self.value(VERDICT)

    @cached_property
    def lean(self) -> str:
        return self.value(LEAN)

    @cached_property
    def verdict_apart(self) -> str | None:
        """The verdict without the facts that are weighed last; None where no such fact is stated."""
        vocabulary, encoding = self.knowledge.vocabulary, self.knowledge.compiled.encoding
        last = [name for name in self.case.facts if vocabulary.is_weighed_last(name)]
        if not last:
            return None
        return self.verdicts_after([{fact: UNKNOWN for name in last for fact in encoding.facts_of(name)}])[0]

    def deciding(self, name: str) -> Clause:
        """Return the clause that gave the verdict or the lean."""
        return next(clause for clause in self.clauses if clause.head.kind == name)

    @property
    def reason(self) -> str:
        """What the rule says that gave the verdict."""
        return self.knowledge.compiled.origins[self.deciding(VERDICT).label].because

    @cached_property
    def known(self) -> dict[Variable, str]:
        """The facts of the program that are known."""
        return {name: value for name, value in self.facts.items() if value != UNKNOWN}

    @cached_property
    def presumed_facts(self) -> dict[Variable, str]:
        """The facts of the program that are presumed."""
        encoding = self.knowledge.compiled.encoding
        return encoding.known_facts({name: self.expected(name) for name in self.presumed})

    def after(self, changes: Sequence[Change], facts: Facts | None = None) -> Variants:
        """Return the verdicts and the severities that count after each of some changes to the facts, or to others."""
        return self.knowledge.variant_engine().derive(self.facts if facts is None else facts, changes)

    def verdicts_after(self, changes: Sequence[Change], facts: Facts | None = None) -> list[str]:
        """Return the verdict after each of some changes to the facts of the case, or to others."""
        return [atom.value for atom in self.after(changes, facts).which(verdict_atoms(self.knowledge.decision))]

    def verdict_with(self, facts: Facts) -> str:
        """Return the verdict that follows from some facts, by the engine `compiled`."""
        heads = self.knowledge.engine("compiled").derive(facts).heads()
        return next(head.value for head in heads if head.kind == VERDICT)

    def derived(self, facts: Facts) -> Consultation:
        """Return what the engine `compiled` makes of the case that has some facts of the program."""
        if facts == self.facts:
            return self
        values = self.knowledge.compiled.encoding.values(facts, near=self.case)
        return Consultation(evolve(self.case, facts={**self.case.facts, **values}), self.knowledge, "compiled")

    @cached_property
    def ahead(self) -> Outcomes:
        """Which verdict follows from which answers to what is unknown. Raises as `Knowledge.known_world` does."""
        return self.knowledge.known_world().verdict.restrict(self.known)

    @cached_property
    def possible(self) -> frozenset[str]:
        """The verdicts to which the answers to the open questions can lead; raises as `ahead` does."""
        names = self.knowledge.decision.verdict_names
        known = self.knowledge.known_world().verdict
        return frozenset(names[number] for number in known.possible(self.known))

    @cached_property
    def awaited(self) -> tuple[str, ...]:
        """The unknown facts on which the verdict rests: those that its firings found unknown.

        Every answer to all open questions may lead to one verdict, and the advice still be to find out more, since a
        rule wants to know something that could no longer change where it ends.
        """
        wanted = {Atom(VERDICT, "", self.verdict)}
        unknown: dict[str, None] = {}
        for clause in reversed(self.clauses):  # what a clause rests on fired before it
            if clause.head in wanted:
                wanted |= {literal.conclusion for literal in clause.body if isinstance(literal, Holds)}
                read = [literal.variable.attribute for literal in clause.body if isinstance(literal, FactIn)]
                unknown |= dict.fromkeys(name for name in read if self.case.value(name) is None)
        return tuple(unknown)

    @property
    def words(self) -> Words:
        """The words in which results speak."""
        return words_of(self.knowledge)

    def about(self, case: PlainCase) -> Consultation:
        """Return the consultation about another case, by the same rules and engine."""
        return Consultation(case, self.knowledge, self.engine)

    def with_facts(self, facts: Mapping[str, Any]) -> Consultation:
        """Return the consultation after some facts changed; None makes one unknown. Raises InputError for bad facts."""
        return self.about(self.case.with_facts(facts))


def consult(
    case: AnyCase | Mapping[str, Any] | Consultation, knowledge: Knowledge | None = None, *, engine: EngineName = "auto"
) -> Consultation:
    """Put a case to the rules.

    `case` is a case, or facts by `section.attribute`; a consultation is returned as it is. Without `knowledge` the
    shipped rules are used. `engine` is `auto` (durable checked against compiled where durable_rules can be imported,
    else compiled alone), `durable` or `compiled`; every engine derives the same.

    Raises InputError for facts that do not exist, TypeError when `case` is none or a consultation comes with other
    rules, EngineUnavailableError when the engine cannot run here, and ValueError when there is no engine of the name.
    What is asked of the consultation raises DisagreementError, an internal error with a record to replay, when two
    engines derive different conclusions.
    """
    if isinstance(case, Consultation):
        if knowledge is not None and knowledge_or_shipped(knowledge).sha256 != case.knowledge.sha256:
            raise TypeError("this consultation used other rules; leave knowledge out, or consult again with the case")
        return case
    base = knowledge_or_shipped(knowledge)
    return Consultation(base.case(case), base, engine)


def words_of(knowledge: Knowledge) -> Words:
    """Return the words in which results about some rules speak."""
    decision, vocabulary = knowledge.decision, knowledge.vocabulary
    goals = None if decision.goals is None else vocabulary.attributes[decision.goals]
    return Words(
        subject=decision.subject,
        verdicts={verdict.name: verdict.words for verdict in decision.verdicts},
        tones={verdict.name: verdict.tone for verdict in decision.verdicts},
        asking=decision.asking,
        favourable=decision.favourable,
        severities={severity.name: severity.words for severity in decision.severities},
        counting=decision.counting,
        asks=dict(vocabulary.asks),
        sections=dict(vocabulary.sections),
        weighed_last=vocabulary.weighed_last,
        wiifm=dict(decision.wiifm),
        goals=dict(goals.members) if isinstance(goals, SetOf) else {},
    )
