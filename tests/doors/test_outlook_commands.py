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
    assert "The organization is struggling or the organization is steady or the organization is healthy." in text


def test_a_verdict_may_be_named_as_pages_print_it() -> None:
    """Blanks and capitals in the name of a verdict do not matter."""
    case = str(CASES / "office-of-errands.yaml")
    assert shown("changes", case, "Accept with conditions") == shown("changes", case, "accept_with_conditions")


def test_the_verdict_that_a_case_has_needs_no_change() -> None:
    """Asked for the present verdict, changes says that it is the verdict already."""
    assert "That is the verdict already." in shown("changes", str(CASES / "quiet-backbone.yaml"), "accept")


SETTLED = """
title: Settled, and yet one fact is wanted
organization: {health: steady}
pmo: {level: program, program_health: steady}
opening: {manages_projects: none}
candidate: {goals: [program_management], wants_daily_excitement: yes}
"""


def test_a_settled_case_says_what_the_rules_wait_for(tmp_path: Path) -> None:
    """A settled case whose verdict is to find out more lists what the rules wait for, and where it ends."""
    path = case_file(tmp_path, SETTLED)
    text = shown("questions", path)
    assert "Verdict: find out more".lower() in text.lower()
    assert "Settled: however the open questions are answered, the verdict becomes accept with conditions" in text
    assert "pmo.perceived_value low or mixed or high: accept with conditions" in text


def test_changes_and_grounds_tell_what_follows_as_far_as_is_known() -> None:
    """Where the verdict only asks, changes and grounds say so and speak about what would follow so far."""
    case = str(CASES / "rumours-in-the-canteen.yaml")
    for command in ("changes", "grounds"):
        assert shown(command, case).startswith("VERDICT")
        assert "FIND OUT MORE As far as is known it would be: accept." in shown(command, case)
    assert "Decline (as far as is known), if" in shown("changes", case)
