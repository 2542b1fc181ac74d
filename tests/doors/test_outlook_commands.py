"""The commands on what is unknown and what could change."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pmo_expert.doors.cli.main import cli

CASES = Path(__file__).parents[2] / "examples" / "cases"

pytest.importorskip("oxidd", exc_type=ImportError)


def shown(*words: str) -> str:
    """Return what a command prints, in one line."""
    result = CliRunner().invoke(cli, list(words))
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def case_file(tmp_path: Path, text: str) -> str:
    """Write a case file; return its path."""
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_changes_of_one_fact_are_told_together() -> None:
    """Values of one fact that alone lead to a verdict stand in one sentence."""
    text = shown("changes", str(CASES / "last-one-out.yaml"))
    assert "The organization is struggling, is steady or is healthy." in text


def test_a_verdict_may_be_named_as_pages_print_it() -> None:
    """Blanks and capitals in the name of a verdict do not matter."""
    case = str(CASES / "office-of-errands.yaml")
    assert shown("changes", case, "Accept with conditions") == shown("changes", case, "accept_with_conditions")


def test_the_verdict_that_a_case_has_needs_no_change() -> None:
    """Asked for the present verdict, changes says that it is the verdict already."""
    assert "That is the verdict already." in shown("changes", str(CASES / "quiet-backbone.yaml"), "accept")


SETTLED = """
title: Settled, and yet one fact is wanted
organization: {health: struggling}
pmo: {level: program, program_health: steady, perceived_value: low}
candidate: {goals: [program_management]}
"""


def test_a_settled_case_says_what_the_rules_wait_for(tmp_path: Path) -> None:
    """A settled case whose verdict is to find out more lists what the rules wait for, and where all answers end."""
    path = case_file(tmp_path, SETTLED)
    text = shown("questions", path)
    question = "Should a rescue be needed, what are its prospects? (ask people who work there)"
    assert text.startswith(f"VERDICT: FIND OUT MORE What may matter together with other answers {question}")
    told = shown("questions", path, "--all")
    assert "Of all ways to answer the open questions, 100 % lead to accept with conditions." in told
    assert f"{question} accept with conditions: " in told
    assert "Some facts are still missing; `pmo-expert questions` lists them." in shown("changes", path)


def test_seven_questions_are_listed_unless_all_are_asked_for(tmp_path: Path) -> None:
    """Questions lists seven and counts the rest; with --all it lists every one, with the shares."""
    path = case_file(tmp_path, "pmo.level: program")
    few, many = shown("questions", path), shown("questions", path, "--all")
    assert (few.count(" (ask "), "more may matter; --all lists them." in few) == (7, True)
    assert (many.count(" (ask ") > 7, "more may matter" in many, "These are no probabilities." in many) == (
        True,
        False,
        True,
    )
    assert "These are no probabilities." not in few
