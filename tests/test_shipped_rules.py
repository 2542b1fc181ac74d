"""The shipped rules, and those of the example packs, pass the gate, and the gate sees every one of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pmo_expert import Knowledge, advise, load_knowledge, rules_folder
from tools.gate import cases, differences, expected_file, problems
from tools.mutate_rules import (
    OF_PRESUMPTIONS,
    REQUIRED,
    Mutant,
    Outcome,
    all_required_detected,
    mutants,
    try_mutant,
    unchanged,
)
from tools.packs import ROOT
from tools.update_expected import expected_text

PACKS = {
    path.name: path
    for folder in (rules_folder().parent, ROOT / "examples" / "packs")
    for path in sorted(folder.iterdir())
}

every_pack = pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)


@cache
def rules_of(pack: Path) -> Knowledge:
    return load_knowledge(pack)


def names(part: Any) -> Iterator[str]:
    """Yield every key and every text of a record."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield key
            yield from names(value)
    elif isinstance(part, list):
        for one in part:
            yield from names(one)
    elif isinstance(part, str):
        yield part


@every_pack
def test_the_gate_finds_nothing_wrong_with_the_rules(pack: Path) -> None:
    assert problems(rules_of(pack), pack) == []


def test_the_gate_notices_a_mutant_of_every_required_class() -> None:
    found: dict[str, Mutant] = {}
    for mutant in mutants(rules_folder()):
        found.setdefault(mutant.kind, mutant)
        if found.keys() >= {*REQUIRED, *OF_PRESUMPTIONS}:
            break
    outcomes = [try_mutant(found[kind]) for kind in (*REQUIRED, *OF_PRESUMPTIONS)]
    assert None not in {outcome.stage for outcome in outcomes}
    assert all_required_detected(outcomes)
    assert not all_required_detected(outcomes[1:])
    for kind in (*REQUIRED, *OF_PRESUMPTIONS):
        assert not all_required_detected([*outcomes, Outcome(found[kind], None)])


def test_the_gate_lets_files_written_anew_pass() -> None:
    assert {try_mutant(mutant).stage for mutant in unchanged(rules_folder())} == {None}


def test_every_rule_is_expected_or_fires_in_some_case() -> None:
    knowledge = rules_of(rules_folder())
    expected = set(names(json.loads(expected_file(rules_folder()).read_text(encoding="utf-8"))))
    advices = [advise(case, knowledge, engine="compiled") for case in cases(knowledge, rules_folder()).values()]
    fired = {firing.rule for advice in advices for firing in advice.trace}
    assert set(knowledge.rules) - expected - fired == set()


@every_pack
def test_updating_the_expected_advice_would_change_nothing(pack: Path) -> None:
    assert expected_file(pack).read_text(encoding="utf-8") == expected_text(pack)


def test_differences_name_the_place_and_both_sides() -> None:
    expected = {"case": {"verdict": "accept", "growth": {"a": "stands", "b": "stands"}}}
    found = {"case": {"verdict": "decline", "growth": {"b": "stands", "a": "stands"}}, "other": {}}
    assert list(differences(expected, found)) == [
        "case: verdict: expected accept, found decline",
        "case: growth: expected the order a, b, found b, a",
        "other: expected nothing, found {}",
    ]
    assert list(differences(expected, expected)) == []
