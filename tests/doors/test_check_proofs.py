"""What `pmo-expert check` proves, and how it tells what is false."""

from __future__ import annotations

import functools
import json
import re
import shutil
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from pmo_expert import from_json, rules_folder
from pmo_expert.logic.diagram import MOST_NODES, smallest_diagram
from pmo_expert.proofs import all_cases
from tests.doors.run import run

FALSE = """\
properties:
  - {id: never-declines, says: Nothing is declined., never: {verdict: decline}}
  - {id: better-alone, says: More people to lead is worse., change: {lower: opening.leads_people}, never_worse: lean}
"""


@pytest.fixture
def pack(tmp_path: Path) -> str:
    """The article's pack with properties that are false."""
    folder = shutil.copytree(rules_folder(), tmp_path / "article")
    (folder / "properties.yaml").write_text(FALSE, encoding="utf-8")
    return str(folder)


def test_check_proves_the_shipped_rules() -> None:
    result = run("check")
    assert re.search(r"^proofs over all [0-9,]+ cases: (\d+) of \1 claims hold$", result.out, re.MULTILINE)


def test_open_claims_are_told_and_no_success() -> None:
    """With hardly any time some claims are still open: each is told, text and JSON count them, and the status is 1."""
    result = run("check", "--seconds", "1e-9")
    told = [line for line in result.out.splitlines() if line.startswith("open: ")]
    assert "open: values-matter: it takes longer than 1e-09 seconds" in told
    summary = next(line for line in result.out.splitlines() if line.startswith("proofs over all "))
    assert summary.endswith(f" claims hold, {len(told)} still open")
    assert result.status == 1
    records = json.loads(run("check", "--seconds", "1e-9", "--format", "json").out)
    assert [record["problem"] for record in records] == ["still open: it takes longer than 1e-09 seconds"] * len(told)


def test_proofs_can_be_left_out(pack: str) -> None:
    result = run("check", pack, "--no-proofs")
    assert (result.status, result.out.splitlines()[0]) == (0, "proofs left out")


def test_false_claims_are_told_with_cases_that_run(pack: str) -> None:
    """The case files stand indented below the claim; each runs as it stands."""
    result = run("check", pack)
    assert result.status == 1
    problems = [line for line in result.out.splitlines() if line.startswith("problem: ")]
    assert problems == [
        "problem: never-declines: false: Nothing is declined.",
        "problem: better-alone: false: More people to lead is worse.",
    ]
    assert result.out.endswith("; 2 problems\n")
    files = [dedent(part) for part in re.findall(r"(?:^  .*\n)+", result.out, re.MULTILINE)]
    told = [run("advise", "-", "--rules", pack, "--format", "json", stdin=text.encode()) for text in files]
    declined, before, after = (from_json(part.out) for part in told)
    assert declined.verdict == "decline"
    assert (before.lean, after.lean) in {("accept", "decline"), ("accept_with_conditions", "decline")}


def test_false_claims_as_json(pack: str) -> None:
    result = run("check", pack, "--format", "json")
    first, second = json.loads(result.out)
    assert (result.status, first["claim"], len(first["cases"])) == (1, "never-declines", 1)
    assert (second["claim"], len(second["cases"])) == ("better-alone", 2)


def test_without_oxidd_the_rest_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "oxidd.bdd", None)
    result = run("check")
    assert result.status == 0
    assert result.out.startswith("nothing proved, as OxiDD cannot be imported: ")
    assert result.out.endswith("0 problems\n")


def test_where_the_diagram_is_too_large_the_rest_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(all_cases, "smallest_diagram", functools.partial(smallest_diagram, most_nodes=2000))
    result = run("check")
    assert result.status == 0
    assert result.out.startswith("nothing proved: these rules need a diagram of more than 500 nodes\n")


def test_proofs_of_the_shipped_rules_leave_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """They need no more than half of what a diagram may hold, as what a proof leaves behind is freed after it."""
    monkeypatch.setattr(all_cases, "smallest_diagram", functools.partial(smallest_diagram, most_nodes=MOST_NODES // 2))
    assert run("check").out.startswith("proofs over all ")
