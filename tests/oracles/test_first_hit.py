"""Verdict rules as a decision table of which the first row that fits decides, against zen-engine (GoRules)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings

from pmo_expert import Knowledge
from pmo_expert.knowledge.language.rule import Decides, Rule
from pmo_expert.knowledge.language.subjects import VERDICT
from pmo_expert.logic.compiled import CompiledEngine
from pmo_expert.logic.keys import Atom, Facts, Label
from pmo_expert.logic.program import Absent, FactIn, Literal, Program
from tests.advice.examples import article, lead_or_build, practice
from tests.knowledge.random_packs import Pack, packs
from tools.random_cases import random_facts

zen: Any = pytest.importorskip("zen", reason="zen-engine is not installed")
PACKS, CASES = 20, 40
OUT = "verdict"


def table_of(knowledge: Knowledge) -> tuple[dict[str, Any], dict[str, Literal]]:
    """Return the verdict rules as a decision table of zen-engine, and what each of its columns asks."""
    program = knowledge.compiled.program
    deciding = [rule for rule in knowledge.rules.values() if isinstance(rule.effect, Decides)]
    bodies = {rule.id: _body(program, rule) for rule in deciding}
    subjects = dict.fromkeys(_asked(literal) for body in bodies.values() for literal in body)
    columns = {f"c{place}": subject for place, subject in enumerate(subjects)}
    inputs = [{"id": name, "name": name, "field": name} for name in columns]
    rows = [_row(rule, bodies[rule.id], columns) for rule in deciding]
    content = {
        "hitPolicy": "first",
        "inputs": inputs,
        "outputs": [{"id": OUT, "name": OUT, "field": OUT}],
        "rules": rows,
    }
    nodes: list[dict[str, Any]] = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "table", "type": "decisionTableNode", "name": "table", "content": content},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    pairs = (("in", "table"), ("table", "out"))
    edges = [{"id": one, "type": "edge", "sourceId": one, "targetId": other} for one, other in pairs]
    placed = [{**node, "position": {"x": 0, "y": 0}} for node in nodes]
    return {"nodes": placed, "edges": edges}, columns


def _body(program: Program, rule: Rule) -> Sequence[Literal]:
    """Return what the conditions of a rule ask."""
    (body,) = (clause.body for clause in program.clauses if clause.label == Label(rule.id))
    return body


def _asked(literal: Literal) -> Any:
    return literal.variable if isinstance(literal, FactIn) else literal.conclusion


def _row(rule: Rule, body: Sequence[Literal], columns: Mapping[str, Any]) -> dict[str, str]:
    assert isinstance(rule.effect, Decides)
    cells = dict.fromkeys(columns, "")
    names = {subject: name for name, subject in columns.items()}
    for literal in body:
        name = names[_asked(literal)]
        assert not cells[name], "a column is asked twice by one rule"
        cells[name] = _cell(literal)
    return {"_id": rule.id, **cells, OUT: json.dumps(rule.effect.verdict)}


def _cell(literal: Literal) -> str:
    if isinstance(literal, FactIn):
        return ", ".join(map(json.dumps, literal.values))
    return "false" if isinstance(literal, Absent) else "true"


def check_verdict(decision: Any, columns: Mapping[str, Any], knowledge: Knowledge, facts: Facts) -> None:
    """Compare the verdict on a case; zen-engine is told the facts and conclusions that the rules ask for."""
    derived = CompiledEngine(knowledge.compiled.program).derive(facts).conclusions
    given = {
        name: subject in derived if isinstance(subject, Atom) else facts[subject] for name, subject in columns.items()
    }
    (verdict,) = (name for name in knowledge.decision.verdict_names if Atom(VERDICT, "", name) in derived)
    assert decision.evaluate(given)["result"][OUT] == verdict


def check_pack(knowledge: Knowledge, cases: int) -> None:
    """Compare the verdicts on random cases of a pack."""
    table, columns = table_of(knowledge)
    decision = zen.ZenEngine().create_decision(json.dumps(table))
    for facts in random_facts(knowledge, cases, seed=9):
        check_verdict(decision, columns, knowledge, facts)


@pytest.mark.parametrize("pack", [article, practice, lead_or_build], ids=["article", "practice", "lead-or-build"])
def test_the_first_verdict_rule_that_fits_decides(pack: Any) -> None:
    """In random cases of the packs that come along, the verdict is that of the first row that fits."""
    check_pack(pack(), CASES)


@settings(max_examples=PACKS)
@given(packs())
def test_the_first_verdict_rule_of_random_packs_decides(pack: Pack) -> None:
    """In random packs, too."""
    check_pack(pack.load(), 5)
