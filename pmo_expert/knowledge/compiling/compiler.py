"""Rules compiled to a program.

A rule that something may defeat takes two clauses: one says that its conditions hold, one that it stands.
Every other rule takes one. An argument stands unless a standing argument defeats it; as attacks have no
cycles, this is the grounded semantics (Dung, "On the acceptability of arguments", 1995).
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from pmo_expert.domain.accepts import Includes, OneOf
from pmo_expert.knowledge.compiling.arguments import answers_all
from pmo_expert.knowledge.compiling.atoms import Atoms
from pmo_expert.knowledge.compiling.clauses import ClauseList, Origin, Statement, principle_origin
from pmo_expert.knowledge.compiling.encoding import Encoding, make_encoding
from pmo_expert.knowledge.compiling.possible import Hopeful, Possible
from pmo_expert.knowledge.compiling.presuming import Presuming
from pmo_expert.knowledge.compiling.reasoning import add_reasoning
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.knowledge.language.principles import ONE_OF_SEVERAL, STATED_OR_USUAL, Principle
from pmo_expert.knowledge.language.rule import (
    Decides,
    Defeats,
    FindingPhrases,
    Finds,
    Guides,
    Mitigates,
    Offers,
    Presumes,
    Raises,
    Rule,
)
from pmo_expert.knowledge.language.subjects import Conclusion, Subjects
from pmo_expert.logic.keys import Atom, Label
from pmo_expert.logic.program import Absent, Clause, FactIn, Holds, Literal, Program, make_program

STANDS = "stands"
RAISES = "raises"


@frozen
class Established:
    """The program without presumptions; `numbers` has the number of each of its clauses in the whole program."""

    program: Program
    numbers: tuple[int, ...]


@frozen
class Compiled:
    """A program with what is needed to read it: its facts, and origin and words of every clause."""

    program: Program
    encoding: Encoding
    origins: dict[Label, Origin] = field(repr=False)
    statements: dict[Atom, Statement] = field(repr=False)
    established: Established = field(repr=False)

    def conditions(self, clause: Clause) -> tuple[Condition, ...]:
        """Return the conditions on attributes that a clause tests; that a rule stands tests none of them again."""
        origin = self.origins[clause.label]
        if clause.label.stage and not origin.is_principle:
            return ()
        return tuple(part for part in origin.conditions if part.subject in self.encoding.vocabulary.attributes)


@frozen(kw_only=True)
class Parts:
    """What there is to compile: rules, and what they speak of.

    `attackers` gives, for every rule, the rules that may defeat it, `attacked` those that it may defeat.
    """

    subjects: Subjects
    rules: dict[str, Rule]
    attackers: dict[str, tuple[str, ...]]
    attacked: dict[str, tuple[str, ...]]
    concerns: dict[str, str]
    findings: dict[str, FindingPhrases]
    growth: dict[str, str]
    principles: dict[str, Principle]

    @property
    def presumptions(self) -> dict[str, tuple[Rule, ...]]:
        """The rules that say what is usual, by the attribute that they are about, in their order."""
        found: dict[str, tuple[Rule, ...]] = {}
        for rule in self.rules.values():
            if isinstance(rule.effect, Presumes):
                found[rule.effect.attribute] = (*found.get(rule.effect.attribute, ()), rule)
        return found


def compile_rules(parts: Parts) -> Compiled:
    """Return the program of the rules. Raises CyclicProgramError when a rule rests on itself."""
    clauses = ClauseList()
    atoms = Atoms(clauses, parts.subjects, parts.concerns, parts.findings, parts.growth)
    atoms.state_declared()
    conditions = [condition for rule in parts.rules.values() for condition in rule.when]
    goals = parts.subjects.decision.goals
    read = [*parts.presumptions, *([goals] if goals is not None else [])]
    encoding = make_encoding(parts.subjects.vocabulary, conditions, read)
    presuming = Presuming(atoms, encoding, parts.principles[STATED_OR_USUAL], parts.presumptions)
    compiler = _Compiler(parts, atoms, encoding, presuming)
    presuming.add(compiler.stated)
    others = [rule for rule in parts.rules.values() if not isinstance(rule.effect, Presumes)]
    hopeful = [compiler.add_rule(rule) for rule in others]
    add_reasoning(others, parts.principles, encoding.domains, atoms)
    Possible(atoms, encoding, parts.principles).add(hopeful)
    program = make_program(encoding.domains, clauses.clauses)
    return Compiled(program, encoding, clauses.origins, clauses.statements, _established(parts, program))


def _established(parts: Parts, program: Program) -> Established:
    """Return the program without presumptions."""
    presuming = {rule.id for rules in parts.presumptions.values() for rule in rules}
    numbers = tuple(number for number, clause in enumerate(program.clauses) if clause.label.rule not in presuming)
    kept = tuple(program.clauses[number] for number in numbers)
    return Established(Program(program.domains, kept, program.strata), numbers)


@frozen
class _Compiler:
    parts: Parts
    atoms: Atoms
    encoding: Encoding
    presuming: Presuming

    def add_rule(self, rule: Rule) -> Hopeful:
        """Add the clauses of a rule; return what its effect takes."""
        origin = Origin(rule.id, rule.because, rule.sources, rule.when)
        body = [literal for condition in rule.when for literal in self._literals(condition)]
        unanswered = [Absent(name) for name in self._answers(rule)]
        clauses = self.atoms.clauses
        if unanswered:
            fires = self.atoms.fires(rule.id)
            clauses.add(origin, [fires], body)
            body = [Holds(fires)]
        if isinstance(rule.effect, Raises):
            clauses.add(origin, [self.atoms.raised(rule.effect.concern)], body, RAISES if unanswered else "")
        clauses.add(origin, self._heads(rule), [*body, *unanswered], STANDS if unanswered else "")
        return Hopeful(rule, tuple(body if isinstance(rule.effect, Raises) else [*body, *unanswered]))

    def _answers(self, rule: Rule) -> list[Atom]:
        """Return the conclusions any of which defeats a rule."""
        attackers = self.parts.attackers[rule.id]
        answers = []
        if isinstance(rule.effect, Raises) and any(answers_all(self.parts.rules[name]) for name in attackers):
            answers.append(self.atoms.answered(rule.effect.concern))
        if not all(answers_all(self.parts.rules[name]) for name in attackers):
            answers.append(self.atoms.defeated(rule.id))
        return answers

    def _heads(self, rule: Rule) -> list[Atom]:
        match rule.effect:
            case Finds(finding):
                return [self.atoms.finding(finding)]
            case Raises(concern, severity):
                return [self.atoms.standing(concern, severity)]
            case Mitigates(concern, None):
                return [self.atoms.answered(concern)]
            case Mitigates(_, tuple() as targets) | Defeats(targets):
                return [self.atoms.defeated(target) for target in targets]
            case Offers(growth, serves):
                return [self.atoms.offered(growth), *(self.atoms.serves(goal) for goal in serves)]
            case Decides():
                return [self.atoms.applies(rule.id)]
            case Guides():
                return [self.atoms.guidance(rule.id)]
        raise AssertionError(rule.effect)

    def _literals(self, condition: Condition) -> tuple[Literal, ...]:
        conclusion = self.parts.subjects.conclusions.get(condition.subject)
        if conclusion is None:
            stated = self.stated(condition)
            return tuple(
                self.presuming.literal(condition, part) if isinstance(part, FactIn) else part for part in stated
            )
        assert isinstance(condition.accepts, OneOf)
        accepted = condition.accepts.values
        if len(accepted) == 1 and (atom := conclusion.atom(accepted[0])) is not None:
            return (Holds(atom),)
        if conclusion.default is not None and conclusion.default not in accepted:
            return (Holds(self._any_value(condition, conclusion, accepted)),)
        refused = (conclusion.atom(value) for value in conclusion.values if value not in accepted)
        return tuple(Absent(atom) for atom in refused if atom is not None)

    def stated(self, condition: Condition) -> tuple[Literal, ...]:
        """Return the literals that say of what is stated what a condition on an attribute says."""
        accepts = condition.accepts
        if isinstance(accepts, Includes) and accepts.is_any_of:
            return (Holds(self._any_member(condition, accepts.members)),)
        return self.encoding.literals(condition)

    def _any_member(self, condition: Condition, members: tuple[str, ...]) -> Atom:
        """Return the conclusion that a set holds at least one of some members, after adding its clauses."""
        attribute = self.parts.subjects.attribute(condition.subject)
        single = [Condition(condition.subject, f"includes {member}", Includes((member,))) for member in members]
        ways = [(one, literal) for one in single for literal in self.encoding.literals(one)]
        return self._any_of(self.atoms.any_member(attribute, condition, members), ways)

    def _any_value(self, condition: Condition, conclusion: Conclusion, accepted: tuple[str, ...]) -> Atom:
        """Return the conclusion that another has one of some values, none of them its default."""
        ways = [(condition, Holds(atom)) for value in accepted if (atom := conclusion.atom(value)) is not None]
        return self._any_of(self.atoms.any_value(conclusion, condition, accepted), ways)

    def _any_of(self, atom: Atom, ways: Iterable[tuple[Condition, Literal]]) -> Atom:
        """Return a conclusion, after adding a clause for each way to reach it with the condition that it tests."""
        if atom not in self.atoms.clauses.heads:
            for condition, literal in ways:
                origin = principle_origin(ONE_OF_SEVERAL, self.parts.principles[ONE_OF_SEVERAL], (condition,))
                self.atoms.clauses.add(origin, [atom], [literal], condition.subject, condition.text)
        return atom
