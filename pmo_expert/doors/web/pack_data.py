"""What a pack knows, as plain data for programs in other languages: its words, its rules, its program, its diagram.

Facts, conclusions and tests are numbered; bodies of clauses name them by codes: three times the number of a test, or of
a conclusion and one more where it must be reached, two more where it must not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import attrs

from pmo_expert.advice.consultation import words_of
from pmo_expert.domain.accepts import Accepts, Includes, Known, OneOf, Region
from pmo_expert.domain.attribute import UNKNOWN, Attribute
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.named import Named
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.doors.web.packed_nodes import packed_nodes
from pmo_expert.interview.unknown import zero_is_unknown
from pmo_expert.knowledge.diagrams import severe_atoms, verdict_atoms
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.knowledge.language.rule import STRENGTHS, Guides, Rule
from pmo_expert.knowledge.language.subjects import STATUS_NAMES
from pmo_expert.logic.diagram import DiagramTooLargeError
from pmo_expert.logic.keys import Atom, Variable
from pmo_expert.logic.program import FactIn, Holds, Literal, without_value

FORMAT = 1
"""The format of the data; it changes when a field goes or means something else."""
TEST, REACHED, ABSENT = 0, 1, 2


def pack_data(knowledge: Knowledge) -> dict[str, Any]:
    """Return all that the page needs to advise by some rules, as plain values that JSON can hold."""
    decision = knowledge.decision
    return {
        "format": FORMAT,
        "pack": _pack(knowledge),
        "words": attrs.asdict(words_of(knowledge)),
        "statuses": dict(STATUS_NAMES),
        "strengths": dict(STRENGTHS),
        "goals": decision.goals,
        "attributes": [_attribute(one, knowledge) for one in knowledge.vocabulary.attributes.values()],
        "concerns": dict(knowledge.concerns),
        "growth": dict(knowledge.growth),
        "rules": {rule.id: _rule(rule, knowledge) for rule in knowledge.rules.values()},
        "needs": {name: [list(map(_condition, way)) for way in ways] for name, ways in knowledge.needs.items()},
        "claims": {
            claim.id: {"source": claim.source, "place": claim.place, "says": claim.says}
            for claim in knowledge.claims.values()
        },
        "sources": {
            source.id: {
                "title": source.title,
                "author": source.author,
                "year": source.year,
                "strength": source.strength,
                "words": source.words,
            }
            for source in knowledge.sources.values()
        },
        "switched_off": [attrs.asdict(one) for one in knowledge.switched_off],
        **_Numbered(knowledge).data(),
    }


def _pack(knowledge: Knowledge) -> dict[str, Any]:
    own = knowledge.packs[-1]
    return {
        "name": knowledge.name,
        "title": knowledge.title,
        "version": knowledge.version,
        "sha256": knowledge.sha256,
        "published": own.published,
        "updated": own.updated,
        "policy": own.policy,
        "paid_by": own.paid_by,
    }


def _attribute(attribute: Attribute, knowledge: Knowledge) -> dict[str, Any]:
    data: dict[str, Any] = {
        "name": attribute.name,
        "kind": attribute.kind,
        "question": attribute.question,
        "help": attribute.help,
        "ask": attribute.ask,
        "negotiable": attribute.negotiable,
        "unknown": attribute.unknown,
        "is_read": attribute.name in knowledge.compiled.encoding.read,
        "zero_is_unknown": zero_is_unknown(attribute),
    }
    match attribute:
        case Amount():
            words = attribute.words
            data |= {
                "unit": attribute.unit,
                "lowest": attribute.lowest,
                "highest": attribute.highest,
                "phrase": attribute.phrase,
                "cuts": [list(cut) for cut in knowledge.compiled.encoding.cuts_of(attribute.name)],
                "values": [
                    {"name": word, "phrase": words.phrases[word], "number": number}
                    for word, number in words.numbers.items()
                ],
                "spelled": _others(words.spelled),
            }
        case SetOf():
            data |= {"values": _named(attribute.members), "phrases": attrs.asdict(attribute.phrases)}
            data["spelled"] = _others(attribute.spelled)
        case Named():
            data |= {"values": _named(attribute.phrases), "spelled": _others(attribute.spelled)}
    return data


def _others(spelled: Mapping[str, str]) -> dict[str, str]:
    """Return what texts mean, those left out that name a value as it is."""
    return {text: value for text, value in spelled.items() if text != value}


def _named(phrases: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "phrase": phrase} for name, phrase in phrases.items()]


def _condition(condition: Condition) -> dict[str, Any]:
    return {
        "subject": condition.subject,
        "accepts": None if condition.accepts is None else _accepts(condition.accepts),
        "unknown": condition.unknown,
    }


def _accepts(accepts: Accepts) -> dict[str, Any]:
    match accepts:
        case OneOf(values):
            return {"values": list(values)}
        case Region(cuts, starts_inside):
            return {"cuts": [list(cut) for cut in cuts], "inside": starts_inside}
        case Includes(members, wanted):
            return {"members": list(members), "wanted": wanted}
        case Known():
            return {"known": True}


def _rule(rule: Rule, knowledge: Knowledge) -> dict[str, Any]:
    effect = attrs.asdict(rule.effect, recurse=False)
    if isinstance(rule.effect, Guides):
        brings = knowledge.compiled.encoding.known_facts(rule.effect.brings)
        facts = list(knowledge.compiled.program.domains)
        effect["brings"] = [
            [facts.index(fact), knowledge.compiled.program.domains[fact].index(value)] for fact, value in brings.items()
        ]
        effect["guidance"] = effect.pop("kind")
    return {
        "kind": type(rule.effect).__name__.lower(),
        **{name: sorted(value) if isinstance(value, frozenset) else value for name, value in effect.items()},
        "because": rule.because,
        "sources": list(rule.sources),
        "when": list(map(_condition, rule.when)),
        "attackers": list(knowledge.attackers[rule.id]),
        "attacked": list(knowledge.attacked[rule.id]),
    }


class _Numbered:
    """Numbers the facts, the conclusions and the tests of a program."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.program = knowledge.compiled.program
        self.facts = {variable: number for number, variable in enumerate(self.program.domains)}
        self.atoms: dict[Atom, int] = {}
        self.tests: dict[FactIn, int] = {}

    def data(self) -> dict[str, Any]:
        """Return the program and what belongs to it."""
        decision, compiled = self.knowledge.decision, self.knowledge.compiled
        clauses = [self._clause(number) for number in range(len(self.program.clauses))]
        conclusions = {name: self._conclusion(name) for name in self.knowledge.subjects.conclusions}
        verdicts = [self._atom(atom) for atom in verdict_atoms(decision)]
        severe = [self._atom(atom) for atom in severe_atoms(self.knowledge.concerns, decision)]
        told = {atom for conclusion in conclusions.values() for _, atom in conclusion}
        return {
            "facts": [
                [variable.attribute, variable.member, list(values)] for variable, values in self.program.domains.items()
            ],
            "tests": [[self.facts[test.variable], self._places(test.variable, test.values)] for test in self.tests],
            "clauses": clauses,
            "conclusions": conclusions,
            "verdicts": verdicts,
            "severe": severe,
            "atoms": [self._statement(atom, told) for atom in self.atoms],
            "diagram": self._diagram(),
            "presuming": [number for number in range(len(clauses)) if number not in set(compiled.established.numbers)],
        }

    def _clause(self, number: int) -> list[Any]:
        """Return the head of a clause, the rule, the stage, and the codes of its body."""
        clause = self.program.clauses[number]
        origin = self.knowledge.compiled.origins[clause.label]
        rule = None if origin.is_principle else origin.rule
        return [self._atom(clause.head), rule, clause.label.stage, list(map(self._code, clause.body))]

    def _code(self, literal: Literal) -> int:
        if isinstance(literal, FactIn):
            return 3 * self.tests.setdefault(literal, len(self.tests)) + TEST
        return 3 * self._atom(literal.conclusion) + (REACHED if isinstance(literal, Holds) else ABSENT)

    def _atom(self, atom: Atom) -> int:
        return self.atoms.setdefault(atom, len(self.atoms))

    def _places(self, variable: Variable, values: Iterable[str]) -> list[int]:
        domain = self.program.domains[variable]
        return [domain.index(value) for value in values]

    def _conclusion(self, name: str) -> list[Any]:
        """Return the values of a conclusion, each with the number of what concludes it, or None for the default."""
        conclusion = self.knowledge.subjects.conclusions[name]
        atoms = ((value, conclusion.atom(value)) for value in conclusion.values)
        return [[value, None if atom is None else self._atom(atom)] for value, atom in atoms]

    def _statement(self, atom: Atom, told: Collection[int | None]) -> list[str]:
        """Return the kind of a conclusion, what it is about, and how it reads where that is told."""
        statement = self.knowledge.compiled.statements.get(atom) if self.atoms[atom] in told else None
        return [atom.kind, atom.about, statement.reached if statement else ""]

    def _diagram(self) -> dict[str, Any] | None:
        """Return the diagram of the verdict for all cases in which every fact is known; None where it is too large."""
        try:
            verdict = self.knowledge.known_world().verdict
        except (ImportError, DiagramTooLargeError):
            return None
        known = without_value(self.program.domains, (), UNKNOWN).domains
        return {
            "facts": [self.facts[fact] for fact in verdict.facts],
            "values": [self._places(fact, known[fact]) for fact in verdict.facts],
            "count": verdict.count,
            **packed_nodes(verdict),
        }
