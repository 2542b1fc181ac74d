"""Levers as text and Markdown."""

from __future__ import annotations

from attrs import evolve

from pmo_expert import Lever, Levers, Setting, to_markdown, to_text
from pmo_expert.advice.consultation import words_of
from tests.advice.examples import article
from tests.surveys.own import lead_or_build

LEAD = Setting(attribute="opening.leads_people", value=True, written="yes", text="you would lead people")
LESS = Setting(
    attribute="opening.administrative_share",
    value=49,
    written="49",
    text="administration takes less than 50 % of the working time",
    interval="[0, 50)",
)
SKILLS = Setting(
    attribute="opening.teaches", value=("art", "law"), written="[art, law]", text="you would learn art and law"
)
RESULT = Levers(
    rows=12,
    wrong_rows=2,
    left_out=2,
    refused=7,
    asking=0,
    singles=(
        Lever(changes=(LEAD,), turned=4, settled=0, opened=0, lost=0),
        Lever(changes=(LESS,), turned=3, settled=0, opened=1, lost=2),
    ),
    single_count=2,
    pairs=(Lever(changes=(LESS, SKILLS), turned=6, settled=0, opened=1, lost=0),),
    pair_count=1,
    words=words_of(article()),
)
NOTHING = evolve(
    RESULT, rows=1, wrong_rows=0, left_out=0, refused=0, asking=0, singles=(), single_count=0, pairs=(), pair_count=0
)
TEXT = """\
DECLINE: 7 OF 12 ROWS

2 rows have values that do not exist and count for nothing below.

A change gives all rows one value of a fact that can be negotiated. It turns a
row from decline to accept or accept with conditions.

One change

Turns 4 of 7: You would lead people.
  opening.leads_people: yes

Turns 3 of 7: Administration takes less than 50 % of the working time.
  opening.administrative_share: 49
  decline now, then find out more: 1
  accept or accept with conditions now, then decline: 2

Two changes together

Turns 6 of 7: Administration takes less than 50 % of the working time and you
would learn art and law.
  opening.administrative_share: 49
  opening.teaches: [art, law]
  decline now, then find out more: 1

This is advice to think with, not a prediction.
"""


def test_levers_are_shown_with_what_they_turn_open_and_lose() -> None:
    """The page says how many rows have the worst verdict, and of every lever its changes and all its effects."""
    assert to_text(RESULT) == TEXT


def test_where_nothing_is_declined_nothing_else_is_said() -> None:
    """A population without declines has a page of three lines."""
    assert to_text(NOTHING) == (
        "DECLINE: 0 OF 1 ROW\n\nNo row has the verdict decline, so there is nothing to turn.\n\n"
        "This is advice to think with, not a prediction.\n"
    )


def test_rows_that_are_settled_are_told_apart() -> None:
    """Rows that had the verdict that asks for facts are counted apart from those with the worst."""
    lever = evolve(RESULT.singles[0], settled=2)
    text = " ".join(to_text(evolve(RESULT, asking=3, singles=(lever,), single_count=1)).split())
    assert "It settles a row when it does so from find out more; 3 rows had that verdict." in text
    assert "Turns 4 of 7; settles 2 of 3: You would lead people." in text
    assert "Settles 2 of 3: You would lead people." in to_text(
        evolve(NOTHING, asking=3, singles=(lever,), single_count=1)
    )


def test_where_nothing_helps_that_is_said() -> None:
    """Declines without levers are said to have none."""
    text = to_text(evolve(NOTHING, refused=1))
    assert "No single change of what can be negotiated turns a row." in text
    assert "No two changes together turn more rows than one of them alone." in text


def test_pairs_that_were_not_tried_are_not_mentioned() -> None:
    """Without pairs the page has no part for them."""
    text = to_text(evolve(RESULT, pairs=(), pair_count=None))
    assert "Two changes" not in text
    assert "Turns 4 of 7" in text


def test_one_wrong_row_is_one() -> None:
    """A single wrong row is told in the singular."""
    assert "1 row has values that do not exist and counts for nothing below." in to_text(
        evolve(RESULT, wrong_rows=1, left_out=1)
    )


def test_10_levers_of_a_kind_are_shown_and_all_are_counted() -> None:
    """Where there are more, the page says how many, and how many the JSON form has."""
    many = tuple(Lever(changes=(LEAD,), turned=1, settled=0, opened=0, lost=0) for _ in range(20))
    text = to_text(evolve(NOTHING, refused=1, singles=many, single_count=33))
    assert text.count("Turns 1 of 1") == 10
    assert "These are the first 10 of 33; the JSON form has 20." in text


def test_in_full_all_levers_that_were_kept_are_shown() -> None:
    """The full page names no other form: it shows what there is, and says how many there were."""
    many = tuple(Lever(changes=(LEAD,), turned=1, settled=0, opened=0, lost=0) for _ in range(20))
    text = to_text(evolve(NOTHING, refused=1, singles=many, single_count=33), full=True)
    assert text.count("Turns 1 of 1") == 20
    assert "These are the first 20 of 33.\n" in text


def test_markdown_says_the_same() -> None:
    """The Markdown form has the same parts."""
    text = to_markdown(RESULT)
    assert text.startswith("# Decline: 7 of 12 rows\n")
    assert "- **Turns 4 of 7:** You would lead people.\n  <br>_opening.leads_people: yes_\n" in text
    assert "## Two changes together\n" in text


def test_the_page_speaks_in_the_words_of_the_pack() -> None:
    """Verdicts are named as the pack's decision model words them, and by what they are there."""
    text = " ".join(to_text(evolve(RESULT, words=words_of(lead_or_build()))).split())
    assert text.startswith("KEEP BUILDING: 7 OF 12 ROWS ")
    assert "It turns a row from keep building to become a manager or try it for a while." in text
    assert "keep building now, then ask first: 1" in text
    assert "become a manager or try it for a while now, then keep building: 2" in text
    assert "clin" not in text
