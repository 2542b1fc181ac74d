"""Summaries as text and Markdown."""

from __future__ import annotations

import polars as pl
import pytest

from pmo_expert import Summary, UnknownCount, summarize, to_markdown, to_text
from pmo_expert.render.pages.summary_page import MOST_UNKNOWN
from tests.advice.examples import article
from tests.surveys.own import lead_or_build
from tools.populations import population

SMALL = pl.DataFrame(
    {
        "candidate.goals": ["leadership", "leadership", "leadership", None, "none", "none", "fame"],
        "opening.leads_people": [True, True, True, None, False, False, True],
        "pmo.critical_to_portfolio": [True, False, None, None, None, None, None],
        "pmo.program_health": ["steady", "failing", "failing", None, "steady", "steady", "steady"],
    }
)


def large() -> Summary:
    return summarize(population(article(), 5000, wrong=0.01))


def flat(text: str) -> str:
    """Return text on one line, as if it had never been wrapped."""
    return " ".join(text.split())


def test_the_verdicts_stand_with_counts_and_shares() -> None:
    """The page begins with how many rows got which verdict; rows without advice are left out of the shares."""
    summary = summarize(SMALL, strict=True)
    text = to_text(summary)
    counts = {part.verdict: part.rows for part in summary.verdicts}
    assert text.startswith("ADVICE ON 6 ROWS\n\n1 row of 7 has values that do not exist and gets no advice.")
    for verdict, rows in counts.items():
        assert f"{verdict.replace('_', ' ')} {rows} {round(100 * rows / 6)} %" in flat(text)


def test_wrong_rows_that_have_advice_are_told() -> None:
    """The page says how many rows have values that do not exist, and that these are taken as unknown."""
    said = "1 row of 7 has values that do not exist. What these are about is taken as unknown."
    assert flat(to_text(summarize(SMALL))).startswith(f"ADVICE ON 7 ROWS {said}")


def test_leans_are_told_of_those_to_find_out_more() -> None:
    """What rows to find out more lean to is told, where any does, and adds up."""
    (asking,) = (part for part in large().verdicts if part.verdict == "find_out_more")
    assert sum(asking.leans.values()) == asking.rows
    words = {"accept": "accept", "accept_with_conditions": "accept with conditions", "decline": "decline"}
    text = flat(to_text(large()))
    for lean, rows in asking.leans.items():
        assert (f"{rows:,} {words[lean]}" in text.partition("of those to find out more:")[2]) == bool(rows)


def test_open_concerns_stand_under_their_verdict() -> None:
    """Each concern open or not known in some row stands under its verdict with its severities, the most first."""
    summary, lines = large(), to_text(large()).splitlines()
    for part in summary.verdicts:
        words = summary.words.verdicts[part.verdict].capitalize()
        start = lines.index(f"{words}: {part.rows:,} rows")
        shown = [line.split() for line in lines[start + 3 : start + 8]]
        told = [one for one in part.concerns if one.rows or one.not_known]
        wanted = sorted(told, key=lambda one: (-one.rows, -one.not_known))
        for concern, cells in zip(wanted, shown, strict=False):
            assert cells[:2] == [concern.id, f"{concern.rows:,}"]
            assert cells[-4:] == [f"{rows:,}" for rows in (*concern.severities.values(), concern.not_known)]


def test_questions_most_often_open_come_first() -> None:
    """What could turn most verdicts comes first, as its question with who can answer; ten are shown of all."""
    summary, text = large(), flat(to_text(large()))
    leads = [
        f"{part.turning:,} of {part.rows:,} ({round(100 * part.rows / summary.advised)} %)" for part in first(summary)
    ]
    places = [text.index(f"{lead}: {part.question}") for lead, part in zip(leads, first(summary), strict=True)]
    assert places == sorted(places)
    assert f"These are the first {MOST_UNKNOWN} of {len(summary.unknown)}; the JSON form has all." in text


def test_in_full_every_unknown_fact_is_told() -> None:
    """The full page has a point for each, and names no other form."""
    summary, text = large(), flat(to_text(large(), full=True))
    assert all(part.question in text for part in summary.unknown)
    assert "JSON" not in text


def first(summary: Summary) -> tuple[UnknownCount, ...]:
    return summary.unknown[:MOST_UNKNOWN]


@pytest.mark.parametrize("frame", [SMALL, SMALL.clear(), SMALL.tail(1), SMALL.head(1)])
def test_few_rows_fit_too(frame: pl.DataFrame) -> None:
    """No row, one row, or wrong rows alone make a page of at most 80 columns, without a share of nothing."""
    text = to_text(summarize(frame))
    assert max(map(len, text.splitlines())) <= 80
    assert "nan" not in text
    assert text.endswith("This is advice to think with, not a prediction.\n")


def test_nothing_open_and_nothing_unknown_are_said() -> None:
    """Where no concern is open and nothing is unknown, the page says so."""
    text = to_text(summarize(SMALL.tail(1), strict=True))
    assert "None is open in any row, nor could be." in text
    assert "Nothing that rules ask for is unknown in any row." in text


def test_the_page_speaks_in_the_words_of_the_pack() -> None:
    """Verdicts, severities and those to ask are named as the pack words them."""
    knowledge = lead_or_build()
    text = flat(to_text(summarize(population(knowledge, 500), knowledge)))
    assert "As far as is known, of those to ask first: " in text
    for verdict in knowledge.decision.verdicts:
        assert verdict.words in text
    assert "concern open share slight weighty barring not known" in text
    asked = {attribute.ask for attribute in knowledge.compiled.encoding.read.values()}
    assert any(f" · {knowledge.vocabulary.asks[ask]} " in text for ask in asked)
    assert "serious" not in text


def test_what_is_not_known_is_counted() -> None:
    """Rows in which a concern could still be raised, and in which something could still serve a goal, are not known."""
    text = flat(to_text(summarize(pl.DataFrame({"candidate.goals": ["leadership"]}))))
    assert "troubled-program 0 0 % 0 0 0 1" in text
    assert "not known yet 1 100 %" in text


def test_markdown_shows_tables() -> None:
    """In Markdown the counts stand in tables."""
    assert "| verdict | rows | share |\n| --- | --- | --- |\n| accept |" in to_markdown(summarize(SMALL))
