"""Summaries as charts: what stands in the SVG."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from attrs import evolve

from pmo_expert import ConcernCount, Knowledge, Summary, UnknownCount, VerdictCount, Words, summarize
from pmo_expert.advice.consultation import words_of
from pmo_expert.render.chart import chart_specification, summary_chart
from pmo_expert.render.pages.summary_page import concerned
from tests.advice.examples import article
from tests.surveys.own import lead_or_build, own, remote_work
from tools.populations import population

pytest.importorskip("vl_convert")
TEXT = "{http://www.w3.org/2000/svg}text"
PATH = "{http://www.w3.org/2000/svg}path"
PACKS = {"article": article, "remote-work": remote_work, "lead-or-build": lead_or_build, "own": own}
every_pack = pytest.mark.parametrize("pack", PACKS)
BEST, FAVOURABLE, ASKING, OTHER, WORST = "#009E73", "#56B4E9", "#999999", "#E69F00", "#D55E00"
"""The colours of verdicts, by what they are in the decision model."""
MILD, BETWEEN, GRAVE = "#F0E442", "#E69F00", "#8C3A00"
"""The colours of severities: the mildest, those between, and the gravest."""
NOT_KNOWN = {"not known": "#999999"}
"""The neutral colour of what is not known."""


@cache
def large(pack: str = "article") -> Summary:
    knowledge: Knowledge = PACKS[pack]()
    return summarize(population(knowledge, 3000, wrong=0.01), knowledge, strict=True)


def colours(words: Words) -> tuple[dict[str, str], ...]:
    """Return the colours of verdicts, by name, and of severities and those to ask, by their words, in some words."""
    verdicts = [
        VerdictCount(verdict=name, rows=1, leans={}, concerns=(concern(words.severities),)) for name in words.verdicts
    ]
    asked = UnknownCount(attribute="a", question="Q?", ask=next(iter(words.asks)), rows=1, turning=0)
    summary = evolve(large(), words=words, verdicts=tuple(verdicts), unknown=(asked,))
    spec: Any = chart_specification(summary)
    scales = [panel["layer"][0]["encoding"]["color"]["scale"] for panel in spec["vconcat"]]
    by_kind = [dict(zip(scale["domain"], scale["range"], strict=True)) for scale in scales]
    assert all(one == by_kind[1] for one in by_kind[1:-1])
    return by_kind[0], by_kind[1], by_kind[-1]


def concern(severities: Iterable[str]) -> ConcernCount:
    counts = dict.fromkeys(severities, 1)
    return ConcernCount(id="c", title="C", rows=len(counts), severities=counts, not_known=1)


def texts(summary: Summary) -> list[str]:
    """Return the texts of a chart, a label of several lines as one."""
    return [" ".join(part.itertext()) for part in ET.fromstring(summary_chart(summary)).iter(TEXT)]


def bars(summary: Summary) -> list[str]:
    """Return what a chart tells of its bars to those who cannot see them."""
    paths = ET.fromstring(summary_chart(summary)).iter(PATH)
    return [unescape(path.get("aria-label", "")) for path in paths if path.get("aria-roledescription") == "bar"]


@every_pack
def test_verdicts_stand_with_their_counts(pack: str) -> None:
    """Every verdict has a label, and beside its bar the count and the share."""
    summary = large(pack)
    shown = texts(summary)
    assert {verdict.words for verdict in PACKS[pack]().decision.verdicts} <= set(shown)
    for part in summary.verdicts:
        assert (f"{part.rows:,} ({round(100 * part.rows / summary.advised)} %)" if part.rows else "0") in shown
    assert f"Advice on {summary.advised:,} rows" in shown
    assert any(f"{summary.left_out} rows" in text for text in shown)


@every_pack
def test_concerns_stand_under_each_verdict(pack: str) -> None:
    """Under each verdict every concern has a label, and its rows beside a bar with a piece for each severity.

    The last piece, in the neutral colour, has the rows in which it is not known.
    """
    knowledge: Knowledge = PACKS[pack]()
    summary, decision = large(pack), knowledge.decision
    shown = texts(summary)
    told = concerned(summary)
    assert {part.verdict for part in told} == {
        part.verdict for part in summary.verdicts if any(one.rows or one.not_known for one in part.concerns)
    }
    for part in told:
        assert f"Open concerns of those to {decision.words(part.verdict)}: {part.rows:,} rows" in shown
    for title in knowledge.concerns.values():
        assert shown.count(title) == len(told)
    open_in = [one for part in summary.verdicts for one in part.concerns]
    pieces = [severity for one in open_in for severity, rows in one.severities.items() if rows]
    for severity in decision.severities:
        found = sum(f"kind: {severity.words}" in label for label in bars(summary))
        assert found == pieces.count(severity.name)
    unsure = [one for one in open_in if one.not_known]
    assert sum("kind: not known" in label for label in bars(summary)) == len(unsure)
    assert all(any(text.endswith(f"{one.not_known:,} not known") for text in shown) for one in unsure)
    assert pack != "article" or {part.verdict for part in told} == {part.verdict for part in summary.verdicts}


@every_pack
def test_questions_stand_in_full(pack: str) -> None:
    """What is most often unknown stands as its whole question, in lines that fit."""
    summary = large(pack)
    shown = [" ".join(text.split()) for text in texts(summary)]
    most_often = sorted(summary.unknown, key=lambda part: -part.rows)
    assert all(part.question in shown for part in most_often[:10])


def test_labels_that_are_alike_stay_apart() -> None:
    """Two questions in the same words are two bars, and signs of XML and of expressions are shown as they are."""
    twice = UnknownCount(attribute="a", question='What\'s "1" <&> [0]?', ask="yourself", rows=1, turning=0)
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
    """One row, wrong rows alone and no rows make a chart with all verdicts, and none with a bar of 0."""
    summary = summarize(frame)
    shown = texts(summary)
    assert set(summary.words.verdicts.values()) <= set(shown)
    told = [concern for part in concerned(summary) for concern in part.concerns]
    nothing = [concern for concern in told if not concern.rows and not concern.not_known]
    assert shown.count("0") == sum(not part.rows for part in summary.verdicts) + len(nothing)
    concerns = [concern for part in summary.verdicts for concern in part.concerns]
    pieces = [rows for concern in concerns for rows in (*concern.severities.values(), concern.not_known) if rows]
    verdicts = sum(bool(part.rows) for part in summary.verdicts)
    assert len(bars(summary)) == verdicts + len(pieces) + len(summary.unknown[:10])


def test_the_colours_of_the_article_are_as_ever() -> None:
    """Each verdict and severity of the article, and whoever can answer, has the colour that it has always had."""
    verdicts, severities, asks = colours(words_of(article()))
    assert verdicts == {
        "accept": "#009E73",
        "accept_with_conditions": "#56B4E9",
        "find_out_more": "#999999",
        "decline": "#D55E00",
    }
    assert severities == {"minor": "#F0E442", "serious": "#E69F00", "prohibitive": "#8C3A00", **NOT_KNOWN}
    words = article().vocabulary.asks
    assert asks == {words["yourself"]: "#CC79A7", words["employer"]: "#0072B2", words["insiders"]: "#56B4E9"}


def test_verdicts_have_the_colour_of_what_they_are() -> None:
    """The best, favourable ones, the one that asks, others, and the worst each have a colour, whatever their names."""
    words = words_of(lead_or_build())
    assert colours(words)[0] == {"lead": BEST, "try": FAVOURABLE, "ask_first": ASKING, "stay": WORST}
    more = {name: name.upper() for name in ("a", "b", "c", "d", "e", "f")}
    found, *_ = colours(evolve(words, verdicts=more, favourable=("a", "b", "c"), asking="e"))
    assert list(found.items()) == list(zip(more, [BEST, FAVOURABLE, FAVOURABLE, OTHER, ASKING, WORST], strict=True))


def test_the_best_and_the_worst_have_their_colours_whatever_else_they_are() -> None:
    """Of two verdicts one is the best and one the worst; that the worst is favourable, or asks, changes no colour."""
    two = {"yes": "Yes", "no": "No"}
    for favourable, asking in (((), None), (("yes", "no"), None), (("yes",), "no"), ((), "yes")):
        found, *_ = colours(evolve(words_of(article()), verdicts=two, favourable=favourable, asking=asking))
        assert found == {"yes": BEST, "no": WORST}


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, [GRAVE]),
        (2, [MILD, GRAVE]),
        (3, [MILD, BETWEEN, GRAVE]),
        (5, [MILD, BETWEEN, BETWEEN, BETWEEN, GRAVE]),
    ],
)
def test_severities_have_colours_from_mild_to_grave(count: int, expected: list[str]) -> None:
    """The mildest and the gravest severity have colours of their own; where there are more, those between share one."""
    severities = {f"s{place}": f"weight {place}" for place in range(count)}
    _, found, _ = colours(evolve(words_of(article()), severities=severities))
    assert found == dict(zip(severities.values(), expected, strict=True)) | NOT_KNOWN


def test_those_who_can_answer_have_colours() -> None:
    """Whoever can answer has a colour of their own, as long as there are enough, under the words of the pack."""
    for pack, knowledge in PACKS.items():
        spec: Any = chart_specification(large(pack))
        scale = spec["vconcat"][-1]["layer"][0]["encoding"]["color"]["scale"]
        assert scale["domain"] == list(knowledge().vocabulary.asks.values())
        assert len(set(scale["range"])) == len(scale["range"]) == len(scale["domain"])


@every_pack
def test_a_pack_with_attributes_of_its_own_has_a_chart(pack: str) -> None:
    """Concerns and questions of any pack stand in the chart, and those that are open have bars."""
    knowledge: Knowledge = PACKS[pack]()
    shown = [" ".join(text.split()) for text in texts(large(pack))]
    added = [title for concern, title in knowledge.concerns.items() if concern not in article().concerns]
    assert pack == "article" or added
    assert set(added) <= set(shown)


def test_the_same_summary_gives_the_same_bytes() -> None:
    """Drawn twice, a summary gives the same bytes."""
    assert summary_chart(large()) == summary_chart(large.__wrapped__())


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
