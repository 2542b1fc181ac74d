"""Packs of the article's shape have the rules asked for, and what grows with them is measured and told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import rule_growth
from benchmarks.growth_chart import growth_chart
from benchmarks.results import rule_growth as section
from pmo_expert import Knowledge, advise, load_knowledge, rules_folder
from pmo_expert.logic.diagram import DiagramTooLargeError
from tools.grown_packs import GOALS, Goals, write_grown_pack
from tools.random_cases import random_facts


def grown(folder: Path, rules: int, goals: Goals = "apart") -> Knowledge:
    """Return a pack of the article's shape, loaded."""
    return load_knowledge(write_grown_pack(folder / "grown", rules, goals))


@pytest.mark.parametrize("goals", GOALS)
@pytest.mark.parametrize("rules", [90, 104, 300])
def test_a_grown_pack_loads_with_the_rules_asked_for(rules: int, goals: Goals, tmp_path: Path) -> None:
    assert len(grown(tmp_path, rules, goals).rules) == rules


def test_a_pack_as_large_as_the_article_advises_as_it_does(tmp_path: Path) -> None:
    knowledge, article = grown(tmp_path, 104), load_knowledge(rules_folder())
    assert knowledge.compiled.program == article.compiled.program
    facts = random_facts(article, 1, 1)[0]
    assert knowledge.engine("compiled").derive(facts).fired == article.engine("compiled").derive(facts).fired


def test_every_copy_raises_concerns_of_its_own(tmp_path: Path) -> None:
    knowledge = grown(tmp_path, 180)
    case = knowledge.case({"candidate.compliance_work_2": "avoid", "opening.compliance_duties_2": "yes"})
    status = {concern.id: concern.severity for concern in advise(case, knowledge, with_outlook=False).concerns}
    assert (status["process-focus-2"], status["process-focus"]) == ("serious", "minor")


def test_goals_of_copies_are_apart_or_the_same(tmp_path: Path) -> None:
    counts = {}
    for goals in GOALS:
        attribute = grown(tmp_path / goals, 180, goals).vocabulary.attributes["candidate.goals"]
        counts[goals] = len(attribute.values)
    assert counts == {"apart": 24, "together": 12}


def test_rules_that_others_read_are_not_left_out(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no pack of the article's shape with 20 rules"):
        grown(tmp_path, 20)


def test_growth_is_measured_in_a_process_of_its_own_and_told() -> None:
    told = rule_growth.report((90,), 1e-9)
    (apart, together) = told["packs"]
    assert (apart["rules"], apart["goals"], together["goals"]) == (90, "apart", "together")
    assert set(apart["proofs"]) >= {"open", "proved"}
    assert "90 rules, 53 attributes, goals apart" in list(rule_growth.lines(told))
    assert any(line.startswith("| apart | 90 | 53 |") for line in section(json.loads(json.dumps(told))))


def test_a_diagram_that_is_too_large_is_told_as_the_limit() -> None:
    def too_large() -> None:
        raise DiagramTooLargeError("more than 7 nodes")

    made = rule_growth._built(too_large)  # type: ignore[arg-type]
    assert (made["nodes"], made["limit"]) == (None, "more than 7 nodes")


def test_the_same_figures_are_drawn_to_the_same_bytes() -> None:
    pytest.importorskip("vl_convert")
    diagram = {"seconds": 0.1, "nodes": 5, "limit": ""}
    figures = {"load_s": 0.1, "without_outlook_s": 0.1, "known_world": diagram, "all_cases": diagram, "proofs_s": 1.0}
    memory = {"advice_mib": 100.0, "peak_mib": 120.0}
    packs = [{"goals": "apart", "rules": rules, **figures, **memory, "proofs": {"proved": 1}} for rules in (90, 180)]
    assert growth_chart({"packs": packs}) == growth_chart({"packs": packs})
