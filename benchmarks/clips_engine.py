"""A peer to measure against: CLIPS, the classic expert-system shell, by way of clipspy.

A program becomes CLIPS rules. All facts are slots of one template, so that a case is one fact and CLIPS joins little;
conclusions are facts of their own, salience follows the strata, and `not` reads finished strata. Of the translations
that were tried (a fact for each attribute, facts as text, firings told by a callback) this one is the fastest.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from itertools import chain
from typing import Any

from attrs import define, field, frozen

from pmo_expert.logic.program import Absent, Clause, Derivation, FactIn, Holds, Literal, Program

CASE = "case"
FIRED = "fired"


@frozen
class Translation:
    """A program in CLIPS' language.

    `constructs` builds it; `slots` gives slot and value for every fact value but the default, which needs no saying;
    `numbers` gives the clauses of each rule, as a firing of the rule fires them all.
    """

    constructs: tuple[str, ...]
    slots: Mapping[tuple[str, str], tuple[str, str]]
    numbers: Mapping[int, tuple[int, ...]]


def translate(program: Program) -> Translation:
    """Return a program in CLIPS' language; clauses with the same body share a rule."""
    names = _Names(
        {fact: f"f{place}" for place, fact in enumerate(program.domains)},
        {conclusion: f"c{place}" for place, conclusion in enumerate(program.strata)},
        {(fact, value): f"v{place}" for fact, values in program.domains.items() for place, value in enumerate(values)},
    )
    default = {(fact, values[-1]) for fact, values in program.domains.items()}
    shared: dict[tuple[Literal, ...], list[int]] = {}
    for number, clause in enumerate(program.clauses):
        if not any(isinstance(literal, FactIn) and not literal.values for literal in clause.body):
            shared.setdefault(clause.body, []).append(number)
    template = " ".join(f"(slot {names.facts[item[0]]} (default {names.values[item]}))" for item in sorted(default))
    return Translation(
        constructs=(
            f"(deftemplate {CASE} {template})",
            f"(defglobal ?*{FIRED}* = (create$))",
            *(_rule(program, names, numbers) for numbers in shared.values()),
        ),
        slots={item: (names.facts[item[0]], value) for item, value in names.values.items() if item not in default},
        numbers={numbers[0]: tuple(numbers) for numbers in shared.values()},
    )


@frozen
class _Names:
    """What facts, conclusions and values are called in CLIPS, where nothing of the rules' text arrives."""

    facts: Mapping[str, str]
    conclusions: Mapping[str, str]
    values: Mapping[tuple[str, str], str]


def _rule(program: Program, names: _Names, numbers: list[int]) -> str:
    """Return the rule of clauses with the same body; it fires once all that the body negates is settled."""
    clauses: list[Clause] = [program.clauses[number] for number in numbers]
    heads = dict.fromkeys(clause.head for clause in clauses)
    salience = -min(program.strata[head] for head in heads)
    patterns = " ".join(_patterns(clauses[0].body, names))
    actions = " ".join(f"(assert ({names.conclusions[head]}))" for head in heads)
    fire = f"(bind ?*{FIRED}* (create$ ?*{FIRED}* {numbers[0]}))"
    return f"(defrule r{numbers[0]} (declare (salience {salience})) {patterns} => {fire} {actions})"


def _patterns(body: tuple[Literal, ...], names: _Names) -> list[str]:
    """Return the patterns of a body: the case first, then what was reached, then what was not."""
    tests = sorted(_slot_test(literal, names) for literal in body if isinstance(literal, FactIn))
    held = [f"({names.conclusions[literal.conclusion]})" for literal in body if isinstance(literal, Holds)]
    absent = [f"(not ({names.conclusions[literal.conclusion]}))" for literal in body if isinstance(literal, Absent)]
    return [*([f"({CASE} {' '.join(tests)})"] if tests else []), *held, *absent]


def _slot_test(literal: FactIn, names: _Names) -> str:
    values = "|".join(names.values[literal.fact, value] for value in literal.values)
    return f"({names.facts[literal.fact]} {values})"


@define
class ClipsEngine:
    """Runs a program on CLIPS. Raises ImportError where clipspy is not installed."""

    program: Program
    names: tuple[str, ...] = ("CLIPS",)
    _translation: Translation = field(init=False, repr=False)
    _environment: Any = field(init=False, repr=False)
    _slots: dict[tuple[str, str], tuple[str, Any]] = field(init=False, repr=False)
    _template: Any = field(init=False, repr=False)
    _fired: Any = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        clips = import_module("clips")
        self._translation = translate(self.program)
        self._environment = clips.Environment()
        for construct in self._translation.constructs:
            self._environment.build(construct)
        self._slots = {item: (slot, clips.Symbol(name)) for item, (slot, name) in self._translation.slots.items()}
        self._template = self._environment.find_template(CASE)
        self._fired = self._environment.find_global(FIRED)

    def derive(self, facts: Mapping[str, str]) -> Derivation:
        """Return what follows from the facts; every fact of the program must have a value."""
        self.put(facts)
        self.run()
        return self.read()

    def put(self, facts: Mapping[str, str]) -> None:
        """Forget the case before, and state the facts of this one."""
        self._environment.reset()
        slots = self._slots
        self._template.assert_fact(**dict(slots[item] for item in facts.items() if item in slots))

    def run(self) -> None:
        """Fire rules until none is left to fire."""
        self._environment.run()

    def read(self) -> Derivation:
        """Return what was derived."""
        numbers = self._translation.numbers
        return Derivation(self.program, tuple(sorted(chain.from_iterable(numbers[rule] for rule in self._fired.value))))
