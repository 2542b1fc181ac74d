"""Rows ranked as cases, the best first, with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_expert import Advice, InputError, Knowledge, advise, compare, load_knowledge, ranking, survey
from tests.advice.examples import article
from tests.advice.tiny import CRITICAL, GOALS, LEADS, SHARE, partial_facts, tiny, tiny_case
from tests.knowledge.packs import DECIDES, write_pack
from tests.surveys.frames import BACKENDS, ENGINES, cells, table_of
from tests.surveys.own import own
from tests.surveys.test_levers import ACCEPTED, HOPELESS, PAPERS, WRONG, frame_of
from tools.populations import population

Facts = Mapping[str, Any]
CONDITIONS: Facts = {**ACCEPTED, SHARE: 60, LEADS: False}
BOTH_GOALS: Facts = {**ACCEPTED, GOALS: ["promotion", "influence"]}


def numbered(rows: Sequence[Facts]) -> Any:
    """Return a frame whose first column numbers the rows."""
    return frame_of(rows, CRITICAL).select(pl.Series("id", list(range(len(rows))), pl.Int64), pl.all())


def of_backend(backend: str, frame: Any) -> Any:
    """Return a Polars frame as one of a backend."""
    return BACKENDS[backend](table_of(frame))


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """Return the rows of a frame of any backend, with None for what is missing."""
    names = nw.from_native(frame).collect_schema().names()
    return [dict(zip(names, row, strict=True)) for row in zip(*cells(frame, names).values(), strict=True)]


def order_of(*rows: Facts, strict: bool = False) -> list[int]:
    """Return the numbers of rows of the small pack, as they are ranked."""
    ranked = ranking(numbered(rows), knowledge=tiny(), case=tiny_case({}), strict=strict)
    return [row["id"] for row in rows_of(ranked)]


def place_of(advice: Advice) -> tuple[int, int, int]:
    """Return what an advice is ranked by."""
    counted = [concern for concern in advice.concerns if concern.severity in advice.words.counting]
    goals = {goal for growth in advice.growth for goal in growth.serves_your_goals}
    return list(advice.words.verdicts).index(advice.verdict), len(counted), -len(goals)


def reason_of(advice: Advice) -> str:
    """Return the reason of an advice, with the worst of its open concerns."""
    for severity, words in reversed(advice.words.severities.items()):
        titles = [concern.title for concern in advice.concerns if concern.severity == severity]
        if titles:
            return f"{advice.reason} Open and {words}: {'; '.join(titles)}."
    return advice.reason


def advised(frame: Any, knowledge: Knowledge) -> list[tuple[int, str, str]]:
    """Return number, verdict and reason of each row, ranked, from advice on one row after the other."""
    found = []
    for row in frame.to_dicts():
        facts = {name: value for name, value in row.items() if "." in name}
        advice = advise(facts, knowledge, engine="compiled", with_outlook=False)
        found.append((row["id"], advice.verdict, reason_of(advice), place_of(advice)))
    return [one[:3] for one in sorted(found, key=lambda one: one[3])]


@cache
def ranked_population() -> tuple[pl.DataFrame, list[tuple[int, str, str]]]:
    """Return random cases of the article, and how advice ranks them."""
    frame = population(article(), 400)
    return frame, advised(frame, article())


@pytest.mark.parametrize("backend", BACKENDS)
def test_every_kind_of_frame_is_ranked_as_advice_says(backend: str) -> None:
    """On random cases of the article, order, verdicts and reasons are those of the advice on each row."""
    frame, wanted = ranked_population()
    ranked = rows_of(ranking(of_backend(backend, frame)))
    assert [(row["id"], row["verdict"], row["reason"]) for row in ranked] == wanted
    assert {row["verdict"] for row in ranked} == set(article().decision.verdict_names)


@pytest.mark.parametrize("backend", ENGINES)
def test_a_ranking_has_what_a_survey_has(backend: str) -> None:
    """The result is of the frame's kind, with every column of a survey and `reason` behind them."""
    frame = of_backend(backend, population(article(), 50, style="text", wrong=0.2))
    ranked, surveyed = ranking(frame), survey(frame)
    assert type(ranked) is type(surveyed)
    expected = {row["id"]: row for row in rows_of(surveyed)}
    for row in rows_of(ranked):
        without = {name: value for name, value in row.items() if name != "reason"}
        assert list(row) == [*expected[row["id"]], "reason"]
        assert without == expected.pop(row["id"])
    assert expected == {}


@given(rows=st.lists(partial_facts(), min_size=2, max_size=5))
def test_a_ranking_is_in_the_order_of_compare(rows: list[Facts]) -> None:
    """Each row is at least as good as the next; rows that tie stay in their order, unless less is known of one."""
    for one, other in pairwise(order_of(*rows)):
        result = compare([tiny_case(rows[one]), tiny_case(rows[other])], tiny(), engine="compiled")
        assert result.best == (1,) or (result.best == (1, 2) and (result.less_known or one < other))


def test_verdict_then_serious_concerns_then_goals_decide() -> None:
    """The verdict counts first, then open serious concerns, then goals served; rows that are refused come last."""
    burdened = {**HOPELESS, SHARE: 60, LEADS: False}
    asking = {**ACCEPTED, LEADS: None}
    rows = [WRONG, burdened, PAPERS, HOPELESS, asking, CONDITIONS, ACCEPTED, BOTH_GOALS]
    assert order_of(*rows, strict=True) == [7, 6, 5, 4, 3, 2, 1, 0]


def test_wrong_rows_have_no_reason() -> None:
    """Strictly, a row with a value that does not exist has its error and neither verdict nor reason."""
    (row,) = rows_of(ranking(numbered([WRONG]), knowledge=tiny(), case=tiny_case({}), strict=True))
    assert (row["verdict"], row["reason"]) == (None, None)
    (kept,) = rows_of(ranking(numbered([WRONG]), knowledge=tiny(), case=tiny_case({})))
    assert (kept["verdict"], kept["error"]) == ("decline", row["error"])
    assert row["error"].startswith("candidate.experience_years: expected 0 to 60")


@pytest.mark.parametrize("backend", BACKENDS)
def test_ties_are_settled_the_same_way_every_time(backend: str) -> None:
    """Rows that tie stay in their order, in DuckDB they are sorted by their columns."""
    frame = pl.DataFrame({"id": [3, 1, 2, 1, None], "by": ["b", "b", None, "a", "a"], LEADS: [True] * 5})
    ranked = [(row["id"], row["by"]) for row in rows_of(ranking(of_backend(backend, frame)))]
    in_order = [(None, "a"), (1, "a"), (1, "b"), (2, None), (3, "b")]
    assert ranked == (in_order if backend == "duckdb" else frame.select("id", "by").rows())


def test_what_all_rows_share_is_ranked_with() -> None:
    """One candidate and many openings: the goals of the candidate count for every opening."""
    rows = [{"opening.step_up": value} for value in (False, None, True)]
    case = tiny_case({GOALS: ["promotion"], LEADS: True, CRITICAL: True})
    ranked = rows_of(ranking(frame_of(rows), knowledge=tiny(), case=case))
    assert [(row["opening.step_up"], row["verdict"], row["reason"]) for row in ranked] == [
        (True, "accept", "B6"),
        (None, "find_out_more", "B2"),
        (False, "decline", "B3"),
    ]


def test_a_lazy_frame_stays_lazy() -> None:
    """Ranking a lazy frame computes nothing."""
    frame = pl.LazyFrame({LEADS: [True]}).with_columns(pl.col(LEADS).map_batches(fail, return_dtype=pl.Boolean))
    ranked = ranking(frame)
    with pytest.raises(Exception, match="computed"):
        ranked.collect()


def fail(_: Any) -> Any:
    raise RuntimeError("computed")


@pytest.mark.parametrize("backend", BACKENDS)
def test_an_empty_frame_is_ranked(backend: str) -> None:
    """A frame without rows gives one without rows."""
    assert rows_of(ranking(of_backend(backend, frame_of([], LEADS)))) == []


def test_rules_that_never_decline(tmp_path: Path) -> None:
    """Rules need not know every verdict."""
    rules = (
        "- {id: papers, raises: serious, when: {opening.administrative_share: {at_least: 50}}, because: B, source: s 1}"
    )
    knowledge = load_knowledge(write_pack(tmp_path / "kind", rules, DECIDES))
    ranked = rows_of(ranking(pl.DataFrame({SHARE: [60, 10]}), knowledge=knowledge))
    assert [(row[SHARE], row["verdict"], row["reason"]) for row in ranked] == [
        (10, "accept", "B"),
        (60, "accept", "B Open and serious: C."),
    ]


def test_a_column_called_reason_is_refused() -> None:
    """A column with the name of one to be added is an error."""
    with pytest.raises(InputError, match="reason"):
        ranking(pl.DataFrame({LEADS: [True], "reason": ["x"]}))


def test_the_case_must_have_attributes_of_the_rules() -> None:
    """A case with facts that the rules do not know is an InputError, as for advice."""
    with pytest.raises(InputError, match="candidate: there is no attribute “loud”"):
        ranking(frame_of([ACCEPTED]), tiny(), case=own().case({"candidate.loud": True}))


def test_what_is_no_case_is_refused() -> None:
    """What all rows share is a case or a mapping; anything else is a TypeError, as for advice."""
    with pytest.raises(TypeError, match="expected a case, or facts such as"):
        ranking(frame_of([ACCEPTED]), tiny(), case=["pmo.level"])  # type: ignore[arg-type]
