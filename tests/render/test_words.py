"""Words that pages put together."""

from __future__ import annotations

import pytest

from pmo_expert.render.words import apart, either


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        ([], ""),
        (["the team is small"], "the team is small"),
        (["the team is small", "the team grows"], "the team is small or grows"),
        (["the team works in a barn", "the team works at a desk"], "the team works in a barn or at a desk"),
        (
            ["few roles earn less than others", "few roles earn more than others"],
            "few roles earn less or more than others",
        ),
    ],
)
def test_what_alternatives_share_is_said_once(clauses: list[str], expected: str) -> None:
    """Alternatives begin, and end, with what they share; the beginning does not break off after a short word."""
    assert either(clauses) == expected


@pytest.mark.parametrize(
    "clauses",
    [
        ["you like it", "you hate it"],
        ["the team decides", "the team decides with others"],
        ["the team is part young, part old", "the team is young"],
        ["one", "another"],
        ["you want: a view, a say", "you want: fame", "you want: a say, fame"],
    ],
    ids=lambda clauses: clauses[0],
)
def test_alternatives_that_would_read_badly_stay_whole(clauses: list[str]) -> None:
    """Where too little is shared, one is part of the other, or one has a comma, each alternative is told in full."""
    assert either(clauses) == " or ".join(clauses)


def test_clauses_taken_apart_make_the_clauses_again() -> None:
    """What clauses share and what each has of its own make the clauses again."""
    clauses = ["your goals: a wide view", "your goals: fame", "your goals: a say in it"]
    start, own, end = apart(clauses)
    assert (start, end) == ("your goals:", "")
    assert [f"{start} {text}" for text in own] == clauses
