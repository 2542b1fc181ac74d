"""The engine `durable`: a program on the C module of durable_rules, firing by firing.

Only the C module is used: the layers above it keep process-wide state and threads, and swallow
exceptions. durable_rules withdraws no activation when a blocker comes later, so nothing is ever
negated in it: when all that can follow at one level of negation has followed, an explicit fact
states each conclusion that was not reached.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from threading import Lock
from typing import Any
from weakref import finalize

from attrs import define, field

from pmo_expert.logic.keys import Atom, Facts, Variable
from pmo_expert.logic.program import Absent, Clause, Derivation, FactIn, Holds, Literal, Program

SID = "0"
START = "go"
GROUP = "g"
GROUP_SIZE = 32
MOST_FACTS_A_RULE = 16
MOST_RULES_A_TEST = 255
MOST_TESTS_A_FACT = 60
MOST_TESTS_A_NODE = 500
MOST_RULES = 4096


class EngineLimitError(ValueError):
    """The program is larger than durable_rules can run safely."""


class EngineError(RuntimeError):
    """durable_rules answered what it never should."""


@define
class DurableEngine:
    """Runs a program on durable_rules; one case at a time, as the C module is not reentrant.

    Raises ImportError where durable_rules cannot be imported, EngineLimitError when the program is too large.
    """

    program: Program
    names: tuple[str, ...] = ("durable",)
    _network: _Network = field(init=False, repr=False)
    _module: Any = field(init=False, repr=False)
    _ruleset: int = field(init=False, repr=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        import durable_rules_engine

        self._module = durable_rules_engine
        self._network = _Network(self.program)
        self._ruleset = self._module.create_ruleset("program", json.dumps(self._network.rules()))
        finalize(self, self._module.delete_ruleset, self._ruleset)
        self._run({})

    def derive(self, facts: Facts) -> Derivation:
        """Return what follows from the facts; every fact of the program must have a value."""
        return Derivation(self.program, tuple(sorted(self._run(facts))))

    def _run(self, facts: Facts) -> set[int]:
        network = self._network
        with self._lock:
            state = self._assert(network.start)
            try:
                for item in facts.items():
                    text = network.fact_texts.get(item)
                    if text is not None:
                        self._assert(text)
                return self._exhaust(state)
            finally:
                self._module.delete_state(self._ruleset, SID)

    def _exhaust(self, state: int) -> set[int]:
        fired: set[int] = set()
        reached: set[Atom] = set()
        self._fire_all(state, fired, reached)
        for level in self._network.absent_texts:
            for conclusion, text in level:
                if conclusion not in reached:
                    self._assert(text)
            self._fire_all(state, fired, reached)
        return fired

    def _fire_all(self, state: int, fired: set[int], reached: set[Atom]) -> None:
        started = self._module.start_action_for_state(self._ruleset, state)
        message: str | None = started and started[1]
        while message is not None:
            for number, head, text in self._network.outcomes[message[2 : message.index('"', 2)]]:
                fired.add(number)
                if head not in reached:
                    reached.add(head)
                    self._assert(text)
            message = self._module.complete_and_start_action(self._ruleset, state)

    def _assert(self, text: str) -> int:
        code, state = self._module.assert_fact(self._ruleset, text)
        if code > 1:
            raise EngineError(f"durable_rules answered {code} to the fact {text}")
        return int(state)


class _Network:
    """A program in durable_rules' terms; clauses with the same body share a rule.

    A fact reaches durable_rules as the tests that its value satisfies, each a property of its own: durable_rules
    shares the network of such tests between rules, and does not share that of an any-of test.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self._rule_bodies = _rule_bodies(program)
        self._tests = list(dict.fromkeys(literal for body in self._rule_bodies.values() for literal in body))
        self._groups = {name: place // GROUP_SIZE for place, name in enumerate([*program.domains, *program.strata])}
        self._properties = _property_names([*self._subjects(), *program.strata])
        self._check_limits()
        self.start = json.dumps({"id": START, "sid": SID, START: 1})
        self.outcomes = self._outcomes()
        self.fact_texts = self._fact_texts()
        self.absent_texts = self._absent_texts()

    def rules(self) -> dict[str, Any]:
        """Return the rule definitions as durable_rules' JSON holds them."""
        start = {"all": [{"m0": {START: 1}}]}
        return {"start": start} | {
            name: {"all": [{f"m{place}": self._pattern(literal)} for place, literal in enumerate(body)]}
            if body
            else start
            for name, body in self._rule_bodies.items()
        }

    def _subjects(self) -> list[Atom | FactIn]:
        return [test for test in self._tests if isinstance(test, FactIn)]

    def _outcomes(self) -> dict[str, list[tuple[int, Atom, str]]]:
        names = {body: name for name, body in self._rule_bodies.items()}
        outcomes: dict[str, list[tuple[int, Atom, str]]] = {"start": [], **{name: [] for name in names.values()}}
        for number, clause in enumerate(self._program.clauses):
            if clause.body in names:
                outcomes[names[clause.body]].append((number, clause.head, self._conclusion_text(clause.head, 1)))
        return outcomes

    def _fact_texts(self) -> dict[tuple[Variable, str], str]:
        satisfied: dict[tuple[Variable, str], dict[str, int]] = {}
        for test in self._tests:
            if isinstance(test, FactIn):
                for value in test.values:
                    satisfied.setdefault((test.variable, value), {})[self._properties[test]] = 1
        fact_ids = {fact: f"f{place}" for place, fact in enumerate(self._program.domains)}
        return {
            (fact, value): json.dumps({"id": fact_ids[fact], "sid": SID, GROUP: self._groups[fact], **tests})
            for (fact, value), tests in satisfied.items()
        }

    def _absent_texts(self) -> list[list[tuple[Atom, str]]]:
        negated = {test.conclusion for test in self._tests if isinstance(test, Absent)}
        return [
            [(conclusion, self._conclusion_text(conclusion, 0)) for conclusion in level if conclusion in negated]
            for level in _negation_levels(self._program)
        ]

    def _pattern(self, literal: Literal) -> dict[str, Any]:
        match literal:
            case FactIn(name):
                test = {self._properties[literal]: 1}
            case Holds(name):
                test = {self._properties[name]: 1}
            case Absent(name):
                test = {self._properties[name]: 0}
        return {"$and": [{GROUP: self._groups[name]}, test]}

    def _conclusion_text(self, conclusion: Atom, number: int) -> str:
        name = self._properties[conclusion]
        return json.dumps({"id": name, "sid": SID, GROUP: self._groups[conclusion], name: number})

    def _check_limits(self) -> None:
        shared = Counter(literal for body in self._rule_bodies.values() for literal in body)
        facts = [test for test in self._tests if isinstance(test, FactIn)]
        matches = Counter((test.variable, value) for test in facts for value in test.values)
        at_node = Counter(self._groups[_name(test)] for test in self._tests)
        counts = [
            ("conditions in one clause", max(map(len, self._rule_bodies.values()), default=0), MOST_FACTS_A_RULE),
            ("clauses with the same condition", max(shared.values(), default=0), MOST_RULES_A_TEST),
            ("conditions on one value of a fact", max(matches.values(), default=0), MOST_TESTS_A_FACT),
            ("conditions on the same few facts", max(at_node.values(), default=0), MOST_TESTS_A_NODE),
            ("clauses", len(self._rule_bodies) + 1, MOST_RULES),
            ("facts and conclusions", len(self._groups), GROUP_SIZE * MOST_TESTS_A_NODE),
        ]
        for what, needed, most in counts:
            if needed > most:
                raise EngineLimitError(f"durable_rules bears at most {most} {what}; these rules need {needed}")


def _name(test: Literal) -> Variable | Atom:
    return test.variable if isinstance(test, FactIn) else test.conclusion


def _property_names(subjects: Iterable[Atom | FactIn]) -> dict[Atom | FactIn, str]:
    """Give each subject a property name; durable_rules tells names apart by their hash alone."""
    taken = {_fnv1a(reserved) for reserved in (START, GROUP, "id", "sid")}
    names: dict[Atom | FactIn, str] = {}
    candidates = (f"p{number}" for number in count())
    for subject in subjects:
        names[subject] = next(candidate for candidate in candidates if _fnv1a(candidate) not in taken)
        taken.add(_fnv1a(names[subject]))
    return names


def _fnv1a(text: str) -> int:
    value = 2166136261
    for byte in text.encode():
        value = (value ^ byte) * 16777619 % 2**32
    return value


def _rule_bodies(program: Program) -> dict[str, tuple[Literal, ...]]:
    bodies = dict.fromkeys(clause.body for clause in program.clauses)
    possible = (body for body in bodies if not any(isinstance(part, FactIn) and not part.values for part in body))
    return {f"r{number}": body for number, body in enumerate(possible)}


def _negation_levels(program: Program) -> list[list[Atom]]:
    """Return the conclusions by how many negations, one on top of another, they rest on."""
    levels = dict.fromkeys(program.strata, 0)
    for clause in program.clauses:
        levels[clause.head] = max(levels[clause.head], *_levels_below(clause, levels), 0)
    ordered: list[list[Atom]] = [[] for _ in range(max(levels.values(), default=0) + 1)]
    for conclusion, level in levels.items():
        ordered[level].append(conclusion)
    return ordered


def _levels_below(clause: Clause, levels: Mapping[Atom, int]) -> Iterator[int]:
    for literal in clause.body:
        if isinstance(literal, Holds):
            yield levels[literal.conclusion]
        elif isinstance(literal, Absent):
            yield levels[literal.conclusion] + 1
