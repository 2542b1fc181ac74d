"""Surveys are planned once for the same rules and columns of the same engine."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import polars as pl
import pytest

from pmo_expert import Knowledge, survey
from pmo_expert.surveys.plans import MOST, MemoryPlan, Plan, Plans, StepPlan
from tests.surveys.frames import BACKENDS, surveyed, table_of
from tests.surveys.own import own
from tools.meanings import expected
from tools.populations import population

TEXT = {"candidate.loud": pl.String}


def fresh() -> Knowledge:
    """Return the rules of our own pack, for which nothing is planned yet."""
    copy: Knowledge = pickle.loads(pickle.dumps(own()))
    return copy


def plans_of(knowledge: Knowledge) -> int:
    """Return how many plans are kept for some rules."""
    return len(knowledge.kept("surveys", Plans)._plans)


@pytest.mark.parametrize("backend", BACKENDS)
def test_other_rows_of_the_same_columns_have_their_own_advice(backend: str) -> None:
    """The plan of a first frame is used for the next, and each row has the advice of its case."""
    knowledge = fresh()
    for seed in (1, 2, 3):
        table = table_of(population(own(), 20, seed=seed, wrong=0.1))
        found = surveyed(survey(BACKENDS[backend](table), knowledge, rules=True), own())
        assert found == expected(table.to_pylist(), own())
    assert plans_of(knowledge) == 1


def test_what_makes_a_difference_is_planned_for_itself() -> None:
    """Other columns, other types, another case for all rows, `rules` and `strict` have plans of their own."""
    knowledge, loud = fresh(), pl.DataFrame({"candidate.loud": ["yes", "perhaps"]})
    frames: list[tuple[Any, dict[str, Any]]] = [
        (loud, {}),
        (loud.rename({"candidate.loud": "loud"}), {}),
        (pl.DataFrame({"candidate.loud": [True, None]}), {}),
        (loud, {"strict": True}),
        (loud, {"rules": True}),
        (loud, {"case": {"candidate.answer": "maybe"}}),
        (loud, {"case": {"candidate.answer": "no"}}),
    ]
    wanted = [survey(frame, fresh(), **options) for frame, options in frames]
    for _ in range(2):
        for (frame, options), one in zip(frames, wanted, strict=True):
            assert survey(frame, knowledge, **options).equals(one)
    assert plans_of(knowledge) == len(frames)


def test_columns_that_are_carried_along_need_no_plan_of_their_own() -> None:
    """Whatever else stands in a frame, and however many rows, the plan is the same."""
    knowledge = fresh()
    for count in range(5):
        frame = pl.DataFrame({"candidate.loud": ["yes"] * count, f"note{count}": ["x"] * count}, schema_overrides=TEXT)
        result = survey(frame, knowledge)
        assert result.columns[:2] == frame.columns
        assert len(result) == count
    assert plans_of(knowledge) == 1


def test_lazy_frames_that_carry_other_columns_have_plans_of_their_own() -> None:
    """What a lazy frame carries along goes through its plan, so that another plan is made for other columns."""
    knowledge, loud = fresh(), pl.DataFrame({"candidate.loud": ["yes"]}).lazy()
    frames = (loud, loud.with_columns(note=pl.lit(1)), loud.with_columns(note=pl.lit(2)))
    found = [survey(frame, knowledge).collect() for frame in frames]
    assert [one.columns[:2] for one in found] == [["candidate.loud", "verdict"], *[["candidate.loud", "note"]] * 2]
    assert [one["note"].to_list() for one in found[1:]] == [[1], [2]]
    assert plans_of(knowledge) == 2


def test_engines_have_plans_of_their_own() -> None:
    """The same columns in another engine are planned anew, a second frame of either is not."""
    knowledge, table = fresh(), table_of(population(own(), 5))
    for _ in range(2):
        for frame in (BACKENDS["duckdb"](table), BACKENDS["polars"](table), BACKENDS["polars lazy"](table)):
            surveyed(survey(frame, knowledge, rules=True), own())
    assert plans_of(knowledge) == 3


def test_only_the_plans_used_last_are_kept() -> None:
    """Of many plans those that were not used for longest go."""
    plans, made = Plans(), []

    def plan(name: int) -> Plan:
        return plans.get(name, lambda: made.append(name) or StepPlan(()))  # type: ignore[func-returns-value]

    for name in (*range(MOST), 0, MOST, 0, 1):
        plan(name)
    assert made == [*range(MOST), MOST, 1]
    assert len(plans._plans) == MOST


def test_threads_that_share_a_plan_get_their_own_rows() -> None:
    """Many surveys at once on one plan: each has the advice on its rows."""
    knowledge = fresh()
    frames = [population(own(), 5, seed=seed) for seed in range(40)]
    wanted = [survey(frame, fresh()) for frame in frames[:1]] + [survey(frame, knowledge) for frame in frames[1:]]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda frame: survey(frame, knowledge), frames))
    assert all(one.equals(other) for one, other in zip(found, wanted, strict=True))


def test_a_plan_holds_no_rows_when_it_has_run() -> None:
    """What was surveyed is not kept in memory by the plan."""
    knowledge = fresh()
    survey(population(own(), 20), knowledge)
    (plan,) = knowledge.kept("surveys", Plans)._plans.values()
    assert isinstance(plan, MemoryPlan)
    assert len(plan._source.part) == 0
