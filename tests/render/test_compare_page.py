"""Comparisons as text and Markdown."""

from __future__ import annotations

from typing import Any

import pytest

from pmo_expert import Comparison, compare, to_markdown, to_text
from tests.advice.examples import CASE_FILES, article, example_case
from tests.advice.test_compare import ASKING, CONDITIONS, FEWER_GOALS, GOOD, side_by_side
from tests.surveys.own import lead_or_build

EXAMPLES = sorted(CASE_FILES)


def compared(*examples: str) -> Comparison:
    return compare([example_case(name) for name in examples], article(), engine="compiled")


def flat(text: str) -> str:
    """Return text on one line, as if it had never been wrapped."""
    return " ".join(text.split())


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("start", [0, 5, 10, 14])
def test_two_to_four_cases_fit_into_80_columns(start: int, count: int) -> None:
    """No line is wider than 80 columns, and the statuses stand in a table with a column for each case."""
    lines = to_text(compared(*EXAMPLES[start : start + count])).splitlines()
    assert max(map(len, lines)) <= 80
    header = next(line for line in lines if line.split()[:2] == ["Case", "1"] and "  Case 2" in line)
    assert header.split() == [part for number in range(1, count + 1) for part in ("Case", str(number))]
    for concern in article().concerns:
        row = next(line for line in lines if line.startswith(f"{concern} "))
        assert len([cell for cell in row.split("  ") if cell.strip()]) == count + 1


def test_cases_are_listed_by_number_with_title_and_verdict() -> None:
    """Above the table every case stands with its number, title, verdict and reason."""
    result = compared(*EXAMPLES[:4])
    text = flat(to_text(result))
    for case in result.cases:
        assert f"Case {case.number}: {case.title}: {case.verdict.replace('_', ' ')} {case.reason}" in text


def test_the_order_of_comparing_is_told() -> None:
    """The page says by what the cases were compared."""
    assert "then fewer open concerns that are serious or prohibitive" in flat(to_text(compared(*EXAMPLES[:2])))


def test_arguments_for_and_against_stand_in_equal_detail() -> None:
    """Of a concern that differs every argument is shown with its rule and sources, whichever side it takes."""
    result = compared("star-asked-backstage", "quiet-backbone")
    text = flat(to_text(result))
    shown = [
        argument
        for case in result.cases
        for concern in case.concerns
        if concern.id in result.differing_concerns
        for argument in concern.arguments
    ]
    assert {argument.role for argument in shown} == {"raises", "mitigates", "defeats"}
    for argument in shown:
        assert f"{argument.because} {argument.rule} · {', '.join(argument.sources)}" in text


def test_the_best_and_a_tie_are_announced() -> None:
    """The first line names the best case, or says that cases tie."""
    assert to_text(side_by_side(CONDITIONS, GOOD)).startswith("CASE 2 IS THE BEST: ACCEPT\n")
    assert to_text(side_by_side(GOOD, CONDITIONS, GOOD)).startswith("CASES 1 AND 3 TIE: ACCEPT\n")


def test_equal_cases_have_nothing_that_differs() -> None:
    """Cases that say the same are shown to differ in nothing and to need nothing."""
    text = flat(to_text(side_by_side(GOOD, GOOD)))
    assert "None: every concern has the same status in all cases." in text
    assert "None: the cases say the same." in text
    assert "Nothing: all cases are equally good." in text


def test_facts_are_told_once_for_all_cases_that_share_them() -> None:
    """A phrase that is true of several cases stands once, after their numbers; sections that are the same are named."""
    text = flat(to_text(side_by_side(GOOD, CONDITIONS, CONDITIONS)))
    assert "The same in all cases: the organization, PMO and candidate." in text
    told = "opening.leads_people: - Case 1: you would lead people - Cases 2 and 3: you would lead nobody"
    assert told in text


def test_what_each_would_need_is_told() -> None:
    """Each case that is not best shows by what it is behind, and what would change that."""
    pytest.importorskip("oxidd", exc_type=ImportError)
    text = flat(to_text(side_by_side(GOOD, CONDITIONS, FEWER_GOALS)))
    assert "Case 2: behind by its verdict - If this is negotiated:" in text
    assert "Case 3: behind by the goals that it serves; its verdict is as good" in text
    asking = flat(to_text(side_by_side(GOOD, {**ASKING, "opening.administrative_share": 60})))
    assert "Answers can lead there; ask the employer:" in asking


def test_cases_without_a_title() -> None:
    """A case without a title is shown as one."""
    assert "Case 1: without a title: find out more" in flat(to_text(compare([{}, {}])))


def test_markdown_has_the_same_table() -> None:
    """The Markdown form has the table, with a column for each case."""
    text = to_markdown(compared(*EXAMPLES[:3]))
    assert "|  | Case 1 | Case 2 | Case 3 |" in text
    assert text.startswith("# ")
    for concern in article().concerns:
        assert f"\n| {concern} | " in text


TRIED: dict[str, Any] = {
    "role.reports": 1,
    "team.state": "strained",
    "engineer.goals": ["direction", "new_skills", "people"],
    "engineer.hard_talks": "manage",
}
RESISTED: dict[str, Any] = {
    "role.coding_share": 100,
    "team.state": "strained",
    "team.accepts_you": "resists",
    "engineer.goals": ["direction", "later_choices", "mastery", "new_skills"],
    "engineer.people_work": "bear",
}
"""Cases of the pack lead-or-build, whose severities are slight, weighty and barring."""


def test_the_page_speaks_in_the_words_of_the_pack() -> None:
    """Verdicts and severities are named as the pack's decision model words them."""
    result = compare([TRIED, RESISTED], lead_or_build(), engine="compiled")
    text = flat(to_text(result))
    assert text.startswith("CASE 1 IS THE BEST: TRY IT FOR A WHILE ")
    order = "(become a manager, try it for a while, ask first, keep building)"
    assert f"the better verdict {order}, then fewer open concerns that are weighty or barring, then" in text
    assert "Raises it (weighty): " in text


def test_no_severity_of_another_pack_is_named() -> None:
    """A case with as good a verdict is behind by concerns of severities that count, whatever the pack calls them."""
    result = compare([TRIED, RESISTED], lead_or_build(), engine="compiled")
    assert [way.behind_by for way in result.ways] == ["counted_concerns"]
    text = flat(to_text(result))
    assert "serious" not in text
    assert "Case 2: behind by its" in text
