"""A peer to measure against: CLIPS, the classic expert-system shell, by way of clipspy.

A program becomes CLIPS rules. All facts are slots of one template, so that a case is one fact and CLIPS joins little;
conclusions are facts of their own, salience follows the strata, and `not` reads finished strata. Of the translations
that were tried (a fact for each attribute, facts as text, firings told by a callback) this one is the fastest.
Cases stated by clipspy's templates slow it: after some thousands a case takes twice as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from itertools import chain
from typing import Any

from attrs import define, field

from benchmarks.peers.peer import (
    NO_VERDICT,
    Body,
    Numbering,
    clauses_by_body,
    heads_of,
    number,
    stratum_of,
    verdicts_of,
)
from pmo_expert.logic.keys import Atom, Facts, Variable
from pmo_expert.logic.program import Absent, Derivation, FactIn, Holds, Program

CASE = "case"
NOTED = "noted"


def slots_of(program: Program, names: Numbering) -> tuple[str, dict[tuple[Variable, str], tuple[str, str]]]:
    """Return the template of cases, and slot and value for every fact value but the default, which needs no saying."""
    defaults = {fact: domain[-1] for fact, domain in program.domains.items()}
    template = " ".join(
        f"(slot {names.facts[fact]} (default {_value(names, last)}))" for fact, last in defaults.items()
    )
    others = ((fact, value) for fact, domain in program.domains.items() for value in domain if value != defaults[fact])
    slots = {(fact, value): (names.facts[fact], _value(names, value)) for fact, value in others}
    return f"(deftemplate {CASE} {template})", slots


def rules_of(program: Program, names: Numbering, *, trace: bool) -> list[str]:
    """Return a program's rules, one for all clauses with the same body; it fires once all that it negates is settled.

    A firing notes the place of its body, or without trace that of the verdict it reaches, if any.
    """
    verdicts = {verdict: place for place, verdict in enumerate(verdicts_of(program))}
    rules = []
    for place, (body, numbers) in enumerate(clauses_by_body(program).items()):
        heads = heads_of(program, numbers)
        noted = [place] if trace else [verdicts[head] for head in heads if head in verdicts]
        note = [f"(bind ?*{NOTED}* (create$ ?*{NOTED}* {' '.join(map(str, noted))}))"] if noted else []
        actions = " ".join([*note, *(f"(assert ({names.conclusions[head]}))" for head in heads)])
        salience = f"(declare (salience {-stratum_of(program, numbers)}))"
        rules.append(f"(defrule r{place} {salience} {' '.join(_patterns(body, names))} => {actions})")
    return rules


def _patterns(body: Body, names: Numbering) -> list[str]:
    """Return the patterns of a body: the case first, then what was reached, then what was not."""
    tests = sorted(_slot_test(literal, names) for literal in body if isinstance(literal, FactIn))
    held = [f"({names.conclusions[literal.conclusion]})" for literal in body if isinstance(literal, Holds)]
    absent = [f"(not ({names.conclusions[literal.conclusion]}))" for literal in body if isinstance(literal, Absent)]
    return [*([f"({CASE} {' '.join(tests)})"] if tests else []), *held, *absent]


def _slot_test(literal: FactIn, names: Numbering) -> str:
    return f"({names.facts[literal.variable]} {'|'.join(_value(names, value) for value in literal.values)})"


def _value(names: Numbering, value: str) -> str:
    return f"v{names.values[value]}"


@define
class _Shell:
    """One environment of CLIPS, with the rules that it was built of."""

    environment: Any
    template: Any
    noted: Any

    @classmethod
    def of(cls, clips: Any, template: str, rules: Iterable[str]) -> _Shell:
        environment = clips.Environment()
        for construct in (template, f"(defglobal ?*{NOTED}* = (create$))", *rules):
            environment.build(construct)
        return cls(environment, environment.find_template(CASE), environment.find_global(NOTED))

    def put(self, slots: Mapping[str, Any]) -> None:
        self.environment.reset()
        self.template.assert_fact(**slots)


@define
class ClipsEngine:
    """Runs a program on CLIPS. Raises ImportError where clipspy is not installed."""

    program: Program
    names: tuple[str, ...] = ("CLIPS",)
    _traced: _Shell = field(init=False, repr=False)
    _plain: _Shell = field(init=False, repr=False)
    _slots: dict[tuple[Variable, str], tuple[str, Any]] = field(init=False, repr=False)
    _numbers: list[tuple[int, ...]] = field(init=False, repr=False)
    _verdicts: tuple[Atom, ...] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        clips = import_module("clips")
        names = number(self.program)
        template, slots = slots_of(self.program, names)
        self._traced = _Shell.of(clips, template, rules_of(self.program, names, trace=True))
        self._plain = _Shell.of(clips, template, rules_of(self.program, names, trace=False))
        self._slots = {item: (slot, clips.Symbol(name)) for item, (slot, name) in slots.items()}
        self._numbers = list(clauses_by_body(self.program).values())
        self._verdicts = verdicts_of(self.program)

    def derive(self, facts: Facts) -> Derivation:
        """Return what follows from the facts; every fact of the program must have a value."""
        self.put(facts)
        self.run()
        fired = (self._numbers[place] for place in self._traced.noted.value)
        return Derivation(self.program, tuple(sorted(chain.from_iterable(fired))))

    def put(self, facts: Facts) -> None:
        """Forget the case before, and state the facts of this one."""
        self._traced.put(self._stated(facts))

    def run(self) -> None:
        """Fire rules until none is left to fire."""
        self._traced.environment.run()

    def conclude(self, facts: Facts) -> Atom:
        """Return the verdict that follows from the facts."""
        self._plain.put(self._stated(facts))
        self._plain.environment.run()
        return self._verdicts[min(self._plain.noted.value)] if self._plain.noted.value else NO_VERDICT

    def _stated(self, facts: Facts) -> dict[str, Any]:
        slots = self._slots
        return dict(slots[item] for item in facts.items() if item in slots)
