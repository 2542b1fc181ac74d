"""Comparisons as text and Markdown."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pmo_expert import Comparison, compare, to_markdown, to_text
from pmo_expert.render.pages.comparing.compare_names import shortened
from tests.advice.examples import CASE_FILES, article, example_case
from tests.advice.test_compare import ASKING, CONDITIONS, FEWER_GOALS, GOOD, side_by_side
from tests.advice.tiny import LEADS, SHARE, tiny
from tests.surveys.own import lead_or_build

EXAMPLES = sorted(CASE_FILES)


def compared(*examples: str) -> Comparison:
    return compare([example_case(name) for name in examples], article(), engine="compiled")


def flat(text: str) -> str:
    """Return text on one line, as if it had never been wrapped."""
    return " ".join(text.split())


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("start", [0, 5, 10, 14])
def test_two_to_four_cases_stand_in_a_table(start: int, count: int) -> None:
    """No line is wider than 80 columns, and the statuses stand in a table with a column for each case."""
    lines = to_text(compared(*EXAMPLES[start : start + count])).splitlines()
    assert max(map(len, lines)) <= 80
    table = lines[lines.index("Side by side") + 2 :][: len(article().concerns) + 3]
    assert [len(re.split("  +", line.strip())) for line in table] == [count, *[count + 1] * (len(table) - 1)]


def test_cases_are_listed_with_title_and_verdict() -> None:
    """Above the table every case stands with its title, verdict and reason, without its number."""
    result = compared(*EXAMPLES[:4])
    text = flat(to_text(result))
    for case in result.cases:
        assert f" {case.title}: {case.verdict.replace('_', ' ')} {case.reason}" in text
    assert "Case 1" not in text


def test_the_order_of_comparing_is_told() -> None:
    """The page says by what the cases were compared, and that what is not known counts for none."""
    text = flat(to_text(compared(*EXAMPLES[:2])))
    assert "then fewer open concerns that are serious or prohibitive" in text
    assert "never what is merely not known" in text


def test_what_stands_against_a_case_and_what_answers_it_is_told() -> None:
    """Of a concern that differs, the page tells the gravest reason where it is open and an answer where it has one."""
    result = compared("star-asked-backstage", "quiet-backbone")
    text = flat(to_text(result))
    for case in result.cases:
        for concern in case.concerns:
            roles = {"open": "raises", "mitigated": "mitigates"}
            told = [one for one in concern.arguments if one.role == roles.get(concern.status) and one.stands]
            told = [one for one in told if one.answers or one.severity == concern.severity]
            if told and concern.id in result.differing_concerns:
                assert told[0].because in text


def test_the_best_and_a_tie_are_announced() -> None:
    """The first line names the best case, says that cases tie, or that none is clearly the best."""
    assert to_text(side_by_side(CONDITIONS, GOOD)).startswith("THE BEST IS: CASE 2\n")
    assert to_text(side_by_side(GOOD, CONDITIONS, GOOD)).startswith("EQUALLY GOOD: CASE 1 AND CASE 3\n")
    known = {**GOOD, SHARE: 60, LEADS: False}
    less = to_text(side_by_side({name: value for name, value in known.items() if name != SHARE}, known))
    assert less.startswith("NO CLEAR BEST: CASE 1 AND CASE 2\n")
    assert "Less is known of “Case 1”, so it does not count as better than “Case 2”" in flat(less)


def test_equal_cases_have_nothing_that_differs() -> None:
    """Cases that say the same are shown to differ in nothing and to need nothing."""
    text = flat(to_text(side_by_side(GOOD, GOOD)))
    assert "None: every concern stands the same in all cases." in text
    assert "None: the cases say the same." in text
    assert "What would make the others as good" not in text


def test_facts_are_told_once_for_all_cases_that_share_them() -> None:
    """A phrase that is true of several cases stands once, after their names; sections that are the same are named."""
    text = flat(to_text(side_by_side(GOOD, CONDITIONS, CONDITIONS)))
    assert "The same in all cases: the organization, PMO and candidate." in text
    assert "- Case 1: you would lead people - Case 2; Case 3: you would lead nobody" in text


def test_in_full_every_fact_that_differs_is_told() -> None:
    """The full page has the question of each fact in which the cases differ, and names no other form."""
    result = compared(*EXAMPLES[:2])
    text = flat(to_text(result, full=True))
    assert all(fact.question in text for fact in result.facts)
    assert "json" not in text


def test_what_each_would_need_is_told() -> None:
    """Each case that is not best shows by what it is behind, and what would change that."""
    pytest.importorskip("oxidd", exc_type=ImportError)
    text = flat(to_text(side_by_side(GOOD, CONDITIONS, FEWER_GOALS)))
    assert "Case 2: it has a worse verdict - If you can agree on this:" in text
    assert "Case 3: it serves fewer goals; its verdict is as good" in text
    asking = flat(to_text(side_by_side(GOOD, {**ASKING, "opening.administrative_share": 60})))
    assert "An answer can lead there; ask the employer:" in asking


def test_names_are_cut_short_and_stay_apart() -> None:
    """Long titles are cut at a word over the columns; those that would be alike keep their numbers."""
    assert shortened("Marco, well known for his projects", 14) == "Marco, well…"
    assert shortened("Short", 14) == "Short"
    long = tiny().case(GOOD, title="An opening that has a very long title indeed, one")
    other = tiny().case(GOOD, title="An opening that has a very long title indeed, two")
    text = to_text(compare([long, other], tiny(), engine="compiled"))
    assert "1: An opening that has a…" in text
    assert "2: An opening that has a…" in text


def test_markdown_has_the_same_table() -> None:
    """The Markdown form has the table, with a column for each case."""
    text = to_markdown(side_by_side(GOOD, CONDITIONS, FEWER_GOALS))
    assert "|  | Case 1 | Case 2 | Case 3 |" in text
    assert text.startswith("# ")


TRIED: dict[str, Any] = {
    "role.coding_share": 100,
    "team.accepts_you": "welcomes",
    "engineer.people_work": "bear",
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
    assert text.startswith("THE BEST IS: CASE 1 Case 1: try it for a while ")
    assert "the better verdict, then fewer open concerns that are weighty or barring, then" in text
    assert ": open, weighty" in text


def test_no_severity_of_another_pack_is_named() -> None:
    """A case with as good a verdict is behind by concerns of severities that count, whatever the pack calls them."""
    result = compare([TRIED, RESISTED], lead_or_build(), engine="compiled")
    assert [way.behind_by for way in result.ways] == ["counted_concerns"]
    text = flat(to_text(result))
    assert "serious" not in text
    assert "Case 2: it has more open concerns that are weighty or barring" in text
