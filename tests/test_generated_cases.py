"""The generated pairs of cases: each condition of each rule decides by itself, under both engines."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from pmo_expert import Advice, advise, case_from
from pmo_expert.logic.choice import EngineName
from tests.advice.examples import article, engine_here, fired_rules
from tools.gate import record
from tools.generate_cases import GENERATED, generated_text

Pair = dict[str, Any]


@cache
def pairs() -> tuple[Pair, ...]:
    return tuple(json.loads(GENERATED.read_text(encoding="utf-8")))


def both(pair: Pair, engine: EngineName) -> tuple[Advice, Advice]:
    """Return the advice on the case in which the rule applies, and on the other."""
    facts = (pair["fires"], pair["fires"] | pair["silent"])
    fires, silent = (advise(case_from(part), article(), engine=engine, with_outlook=False) for part in facts)
    return fires, silent


def test_every_condition_of_every_rule_has_a_pair() -> None:
    wanted = [(rule.id, f"{test.subject}: {test.text}") for rule in article().rules.values() for test in rule.when]
    assert [(pair["rule"], pair["condition"]) for pair in pairs()] == wanted


def test_the_pairs_are_current() -> None:
    assert GENERATED.read_text(encoding="utf-8") == generated_text(article())


def test_the_cases_of_a_pair_differ_in_the_condition_alone() -> None:
    """A condition on a conclusion is changed through the facts, no more than two, that it rests on."""
    for pair in pairs():
        subject = pair["condition"].partition(": ")[0]
        one, two = (case_from(facts).facts for facts in (pair["fires"], pair["fires"] | pair["silent"]))
        assert {name for name in {**one, **two} if one.get(name) != two.get(name)} == set(pair["silent"])
        if subject in article().vocabulary.attributes:
            assert set(pair["silent"]) == {subject}
        assert len(pair["silent"]) <= 2, pair


@pytest.mark.parametrize("engine", ["durable", "compiled"])
def test_every_condition_decides_by_itself(engine: EngineName) -> None:
    """The rule applies in one case of a pair and not in the other, and the advice differs."""
    for pair in pairs():
        fires, silent = both(pair, engine_here(engine))
        assert pair["rule"] in fired_rules(fires), pair
        assert pair["rule"] not in fired_rules(silent), pair
        assert record(fires) != record(silent), pair
