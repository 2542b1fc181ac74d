"""Summaries as charts: what stands in the SVG."""

from __future__ import annotations

from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from attrs import evolve

from pmo_expert import Summary, summarize
from pmo_expert.surveys.summary_result import UnknownCount
from pmo_expert.knowledge.compiling.statements import VERDICT_WORDS
from pmo_expert.render.chart import chart_specification, summary_chart
from tests.advice.examples import article
from tools.populations import population

pytest.importorskip("vl_convert")
TEXT = "{http://www.w3.org/2000/svg}text"
PATH = "{http://www.w3.org/2000/svg}path"


def large() -> Summary:
    return summarize(population(article(), 3000, wrong=0.01))


def texts(summary: Summary) -> list[str]:
    """Return the texts of a chart, a label of several lines as one."""
    return [" ".join(part.itertext()) for part in ET.fromstring(summary_chart(summary)).iter(TEXT)]


def bars(summary: Summary) -> list[str]:
    """Return what a chart tells of its bars to those who cannot see them."""
    paths = ET.fromstring(summary_chart(summary)).iter(PATH)
    return [unescape(path.get("aria-label", "")) for path in paths if path.get("aria-roledescription") == "bar"]


def test_verdicts_stand_with_their_counts() -> None:
    """Every verdict has a label, and beside its bar the count and the share."""
    summary = large()
    shown = texts(summary)
    assert set(VERDICT_WORDS.values()) <= set(shown)
    for part in summary.verdicts:
        assert f"{part.rows:,} ({round(100 * part.rows / summary.advised)} %)" in shown
    assert f"Advice on {summary.advised:,} rows" in shown
    assert any(f"{summary.wrong_rows} rows" in text for text in shown)


def test_concerns_stand_under_each_verdict() -> None:
    """Under each verdict every concern has a label, and its rows beside a bar with a piece for each severity."""
    summary = large()
    shown = texts(summary)
    for part in summary.verdicts:
        assert f"Open concerns of those to {VERDICT_WORDS[part.verdict]}: {part.rows:,} rows" in shown
    for title in article().concerns.values():
        assert shown.count(title) == len(summary.verdicts)
    open_in = [one for part in summary.verdicts for one in part.concerns]
    pieces = [severity for one in open_in for severity, rows in one.severities.items() if rows]
    for severity in ("minor", "serious", "prohibitive"):
        assert sum(f"kind: {severity}" in label for label in bars(summary)) == pieces.count(severity)


def test_questions_stand_in_full() -> None:
    """What is most often unknown stands as its whole question, in lines that fit."""
    summary = large()
    shown = [" ".join(text.split()) for text in texts(summary)]
    assert all(part.question in shown for part in summary.unknown[:10])


def test_labels_that_are_alike_stay_apart() -> None:
    """Two questions in the same words are two bars, and signs of XML and of expressions are shown as they are."""
    twice = UnknownCount(attribute="a", question='What\'s "1" <&> [0]?', ask="yourself", rows=1)
    summary = evolve(large(), unknown=(twice, evolve(twice, attribute="b", rows=2)))
    assert texts(summary).count(twice.question) == 2


@pytest.mark.parametrize(
    "frame",
    [
        pl.DataFrame({"pmo.level": ["program"]}),
        pl.DataFrame({"pmo.level": ["galaxy"] * 3}),
        pl.DataFrame({"pmo.level": []}, {"pmo.level": pl.String}),
    ],
)
def test_few_rows_make_a_chart(frame: pl.DataFrame) -> None:
    """One row, wrong rows alone and no rows make a chart with all verdicts, those without rows at 0."""
    summary = summarize(frame)
    shown = texts(summary)
    assert set(VERDICT_WORDS.values()) <= set(shown)
    assert shown.count("0") == sum(not part.rows for part in summary.verdicts)
    assert len(bars(summary)) == sum(bool(part.rows) for part in summary.verdicts) + len(summary.unknown[:10])


def test_the_same_summary_gives_the_same_bytes() -> None:
    """Drawn twice, a summary gives the same bytes."""
    assert summary_chart(large()) == summary_chart(large())


def test_shares_lie_between_none_and_all() -> None:
    """Every bar lies between 0 and 1, and its pieces follow one another."""
    spec: Any = chart_specification(large())
    for panel in spec["vconcat"]:
        ends: dict[int, float] = {}
        for row in panel["data"]["values"]:
            if "kind" in row:
                assert row["start"] == ends.get(row["place"], 0)
                ends[row["place"]] = row["end"]
            assert 0 <= row["end"] <= 1
