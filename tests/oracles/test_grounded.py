"""Which arguments stand, against clingo, an answer-set solver (Gebser, Kaminski, Kaufmann and Schaub).

The grounded extension of an argumentation framework (Dung, Artificial Intelligence, 1995): an argument is in when all
that attack it are out, and out when something attacks it that is in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pytest
from hypothesis import given, settings

from pmo_expert import Knowledge
from pmo_expert.knowledge.compiling.compiler import STANDS
from pmo_expert.logic.compiled import CompiledEngine
from pmo_expert.logic.keys import Facts, Label
from tests.advice.examples import article, practice
from tests.knowledge.random_packs import Pack, packs
from tools.random_cases import random_facts

clingo: Any = pytest.importorskip("clingo", reason="clingo is not installed")
PACKS, CASES = 20, 40
GROUNDED = "in(X) :- arg(X), out(Y) : att(Y,X). out(X) :- att(Y,X), in(Y)."


def grounded(arguments: Iterable[int], attacks: Iterable[tuple[int, int]]) -> set[int]:
    """Return the grounded extension of a framework."""
    control = clingo.Control(["--warn=none"])
    stated = [f"arg({one})." for one in arguments] + [f"att({one},{other})." for one, other in attacks]
    control.add("base", [], f"{GROUNDED} #show in/1. {' '.join(stated)}")
    control.ground([("base", [])])
    with control.solve(yield_=True) as handle:
        (model,) = handle
        return {symbol.arguments[0].number for symbol in model.symbols(shown=True)}


def standing(knowledge: Knowledge, facts: Facts) -> tuple[set[str], set[str]]:
    """Return the rules whose conditions hold in a case, and of these the ones that stand, by the engine compiled."""
    program = knowledge.compiled.program
    fired = {program.clauses[number].label for number in CompiledEngine(program).derive(facts).fired}
    held = {name for name in knowledge.rules if Label(name) in fired}
    answered = {name for name in held if Label(name, STANDS) in knowledge.compiled.origins}
    return held, {name for name in held if name not in answered or Label(name, STANDS) in fired}


def check_standing(knowledge: Knowledge, facts: Facts, attacked: dict[str, Collection[str]]) -> None:
    """Compare the rules that stand in a case with the grounded extension of those that hold."""
    held, stands = standing(knowledge, facts)
    numbers = {name: number for number, name in enumerate(sorted(held))}
    attacks = [
        (numbers[name], numbers[target]) for name in held for target in attacked.get(name, ()) if target in numbers
    ]
    extension = grounded(numbers.values(), attacks)
    assert {name for name, number in numbers.items() if number in extension} == stands


def attacks_of(knowledge: Knowledge) -> dict[str, Collection[str]]:
    """Return for each rule those that it answers."""
    return {name: tuple(targets) for name, targets in knowledge.attacked.items()}


@pytest.mark.parametrize("pack", [article, practice], ids=["article", "practice"])
def test_what_stands_is_the_grounded_extension(pack: Any) -> None:
    """In random cases of the shipped packs, exactly the arguments of the grounded extension stand."""
    knowledge = pack()
    for facts in random_facts(knowledge, CASES, seed=5):
        check_standing(knowledge, facts, attacks_of(knowledge))


@settings(max_examples=PACKS)
@given(packs())
def test_what_stands_in_random_packs_is_the_grounded_extension(pack: Pack) -> None:
    """In random cases of random packs, too."""
    knowledge = pack.load()
    for facts in random_facts(knowledge, 5, seed=5):
        check_standing(knowledge, facts, attacks_of(knowledge))
