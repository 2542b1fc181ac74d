"""Short ways to say that one does not know."""

from __future__ import annotations

import pytest

from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.interview.unknown import leaves_unknown
from pmo_expert.render.pages.interview_lists import choice_lines, choices, how_to_answer
from pmo_expert.render.pages.interview_page import value_text
from tests.advice.examples import article

ATTRIBUTES = article().vocabulary.attributes


def amount(lowest: float) -> Amount:
    """Return an amount from some number on."""
    return Amount(
        name="a.b",
        question="Q?",
        ask="yourself",
        unknown="it is unknown",
        unit="years",
        phrase="{value} years",
        lowest=lowest,
        highest=9,
    )


@pytest.mark.parametrize(
    ("attribute", "said"),
    [
        (ATTRIBUTES["pmo.level"], {"", " ", "skip", "SKIP", "0"}),
        (ATTRIBUTES["opening.leads_people"], {"", " ", "skip", "SKIP", "0"}),
        (ATTRIBUTES["candidate.goals"], {"", " ", "skip", "SKIP", "0"}),
        (amount(1), {"", " ", "skip", "SKIP", "0"}),
        (amount(0), {"", " ", "skip", "SKIP"}),
        (amount(-1), {"", " ", "skip", "SKIP"}),
    ],
    ids=["choice", "yes or no", "set", "from 1", "from 0", "from -1"],
)
def test_what_leaves_a_fact_unknown(attribute: Attribute, said: set[str]) -> None:
    """Nothing and skip leave every fact unknown, and so does 0 where it is no amount that may be answered."""
    assert {
        text for text in ("", " ", "skip", "SKIP", "0", "1", "no", "none", "00") if leaves_unknown(attribute, text)
    } == said


def test_the_line_for_an_amount_says_whether_0_is_one() -> None:
    """The line below the question for an amount says how to answer that one does not know."""
    assert how_to_answer(amount(1)) == "A number, 1 to 9 (years); 0 or Enter if you don't know."
    assert how_to_answer(amount(0)) == "A number, 0 to 9 (years); Enter or skip if you don't know."
    assert choices(amount(0)) == choices(amount(1)) == []


def test_a_long_list_stands_in_two_columns() -> None:
    """A list of many answers is shown in two columns, the number that means unknown last; if too wide, in one."""
    goals = choices(ATTRIBUTES["candidate.goals"])
    wide, narrow = choice_lines(goals, 80), choice_lines(goals, 40)
    assert len(wide) == (len(goals) + 1) // 2 < len(narrow)
    last = len(goals) - len(wide) - 1
    assert wide[last].endswith(" 0  I don't know")
    assert max(map(len, wide)) <= 80


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("[0, 50)", "0 to less than 50"),
        ("[50, 100]", "50 to 100"),
        ("(50, 100]", "more than 50 to 100"),
        ("not promotion", "not promotion"),
        ("need_repair", "need repair"),
    ],
)
def test_values_are_said_in_words(value: str, text: str) -> None:
    """Intervals and names are shown in words."""
    assert value_text(value) == text
