"""The command compare."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pmo_expert import compare, read_case, to_json, to_markdown, to_text
from tests.advice.examples import CASE_FILES
from tests.doors.run import FIRST, STAR, Run, run, write

SHOW: dict[str, Callable[[Any], str]] = {
    "text": to_text,
    "markdown": to_markdown,
    "json": lambda result: to_json(result) + "\n",
}
OTHERS = [str(path) for path in CASE_FILES.values()]


@pytest.mark.parametrize("style", SHOW)
def test_compare_in_every_format(style: str) -> None:
    """Compare prints the comparison of the case files in the format that was asked for."""
    result = compare([read_case(STAR), read_case(FIRST)])
    assert run("compare", STAR, FIRST, "--format", style) == Run(0, SHOW[style](result), "")


def test_text_is_the_default() -> None:
    """Without a format compare prints text; four cases fit into 80 columns."""
    result = run("compare", *OTHERS[:4])
    assert (result.status, result.out) == (0, to_text(compare([read_case(path) for path in OTHERS[:4]])))
    assert max(map(len, result.out.splitlines())) <= 80


def test_a_case_from_standard_input() -> None:
    """One of the cases may come from standard input, at its place among the others."""
    result = run("compare", STAR, "-", stdin=Path(FIRST).read_bytes())
    assert result == run("compare", STAR, FIRST)


def test_one_case_is_too_few() -> None:
    """A single case is refused with a message and exit status 2."""
    assert run("compare", STAR) == Run(2, "", f"error: at least two cases are needed; there is only “{STAR}”\n")


def test_no_case_is_too_few() -> None:
    """Without a case the usage is shown with exit status 2."""
    result = run("compare")
    assert (result.status, result.out) == (2, "")
    assert "Usage: pmo-expert compare" in result.err


def test_standard_input_cannot_be_two_cases() -> None:
    """Standard input given twice is refused."""
    result = run("compare", "-", STAR, "-", stdin=b"")
    assert result == Run(2, "", "error: only one case can come from standard input\n")


def test_faults_of_all_files_are_told(tmp_path: Path) -> None:
    """The faults of every file are told at once, each with its file."""
    bad = [write(tmp_path, "pmo:\n  levle: executive\n", f"{name}.yaml") for name in ("a", "b")]
    result = run("compare", bad[0], STAR, bad[1], str(tmp_path / "none.yaml"))
    assert (result.status, result.out) == (2, "")
    lines = result.err.splitlines()
    assert len(lines) == 3
    assert [path in line for path, line in zip([*bad, "none.yaml"], lines, strict=True)] == [True] * 3


def test_rules_that_are_named_are_used() -> None:
    """The option --rules names the packs to use."""
    folder = str(Path(__file__).parents[2] / "rules" / "article")
    assert run("compare", STAR, FIRST, "--rules", folder) == run("compare", STAR, FIRST)
    assert run("compare", STAR, FIRST, "--rules", "nowhere").status == 2
