"""The command that shows the advice by two packs side by side."""

from __future__ import annotations

import json

from tests.doors.run import run
from tests.render.shown import SHOWN

CASE = str(SHOWN["practice: r08_pmo_manager_or_project_manager"][1])


def test_both_packs_are_shown_with_what_differs() -> None:
    result = run("advise", CASE, "--rules", "practice", "--beside", "article", "--engine", "compiled")
    assert result.status == 0
    first, second = result.out.index("article: accept:"), result.out.index("article+practice: find out more:")
    assert first < second < result.out.index("What differs, and why")
    assert all(len(line) <= 80 for line in result.out.splitlines())


def test_the_difference_comes_as_json() -> None:
    result = run(
        "advise", CASE, "--rules", "practice", "--beside", "article", "--format", "json", "--engine", "compiled"
    )
    told = json.loads(result.out)
    assert (told["first"]["verdict"], told["second"]["verdict"]) == ("accept", "find_out_more")


def test_a_pack_that_there_is_not_is_refused_with_the_nearest() -> None:
    result = run("advise", CASE, "--rules", "practice", "--beside", "artcle")
    assert result.status == 2
    assert "article" in result.err
