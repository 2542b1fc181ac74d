"""Packs with attributes, concerns, verdicts and severities of their own, and what is done with populations."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_expert import advise, levers, load_knowledge, ranking, summarize, survey
from tests.advice.examples import REMOTE_PACK
from tests.knowledge.packs import write_pack
from tests.strategies import values
from tests.surveys.frames import BACKENDS, surveyed, table_of
from tests.surveys.own import lead_or_build, own, remote_work
from tests.surveys.test_levers import CELLS, Numbers, check, told
from tests.surveys.test_ranking import advised, of_backend, rows_of
from tests.surveys.test_summarize import rows_counted, without_turning
from tools.meanings import advice_columns, expected
from tools.populations import Style, population

PACKS = {"remote-work": remote_work, "lead-or-build": lead_or_build, "own": own}
ENGINEERS = REMOTE_PACK.parent / "lead-or-build" / "engineers.csv"
ELENA = REMOTE_PACK / "cases" / "weeks-on-the-road.yaml"
DAYS, TRAVEL = "opening.remote_days", "opening.travel"
NUMBERS: dict[str, Numbers] = {
    "remote-work": {**CELLS["article"], DAYS: (0, 2, 3)},
    "lead-or-build": {
        "role.reports": (0, 0.5, 1, 10),
        "role.coding_share": (0, 21, 49.5, 50),
        "role.return_after_months": (0, 24),
    },
    "own": CELLS["article"],
}
"""The first number of each interval of the amounts that can be negotiated: a whole one where there is one."""
YES_OR_NO = """
subject: it
verdicts:
  no: {words: leave it, tone: bad}
  yes: {words: do it, favourable: yes, tone: good}
severities:
  minor: {words: minor}
  serious: {words: serious, counts: yes}
goals: candidate.goals
"""
every_pack = pytest.mark.parametrize("pack", PACKS)


@pytest.mark.parametrize("backend", BACKENDS)
def test_every_kind_of_frame_is_advised_on_as_compiled_does(backend: str) -> None:
    """On every kind of frame each row has the advice of its case, by the rules of the pack, or an error."""
    knowledge = remote_work()
    table = table_of(population(knowledge, 30, seed=6, wrong=0.1))
    found = surveyed(survey(BACKENDS[backend](table), knowledge, rules=True), knowledge)
    assert found == expected(table.to_pylist(), knowledge)


@every_pack
@pytest.mark.parametrize("style", ["lists", "members", "text"])
def test_every_style_of_column_is_advised_on_as_compiled_does(pack: str, style: Style) -> None:
    """Sets as lists, as members and all as text, and one row in ten wrong, are advised on by the rules of the pack."""
    knowledge = PACKS[pack]()
    frame = population(knowledge, 60, seed=6, style=style, wrong=0.1)
    found = surveyed(survey(frame, knowledge, rules=True), knowledge)
    assert found == expected(frame.to_dicts(), knowledge)


@every_pack
def test_a_survey_has_the_concerns_verdicts_and_severities_of_the_pack(pack: str) -> None:
    """There are columns for all concerns of the pack, and in Polars their values are those of its decision model."""
    knowledge = PACKS[pack]()
    result = survey(population(knowledge, 5), knowledge)
    decision = knowledge.decision
    assert result.columns[-len(advice_columns(knowledge)) - 1 : -1] == advice_columns(knowledge)
    kinds = {
        "verdict": decision.verdict_names,
        "lean": decision.leans,
        **{f"severity.{concern}": ("none", *decision.severity_names) for concern in knowledge.concerns},
    }
    assert {name: tuple(result.schema[name].categories) for name in kinds} == kinds


@every_pack
@pytest.mark.parametrize("backend", ["polars", "pandas", "duckdb"])
def test_a_summary_counts_what_the_rows_say_one_by_one(pack: str, backend: str) -> None:
    """A summary counts the pack's verdicts, leans, severities and unknown facts as the advice on each row has them."""
    knowledge = PACKS[pack]()
    frame = population(knowledge, 60, seed=7, wrong=0.1)
    summary = summarize(BACKENDS[backend](table_of(frame)), knowledge)
    assert without_turning(summary, knowledge) == rows_counted(frame.to_dicts(), knowledge)
    assert [part.verdict for part in summary.verdicts] == list(knowledge.decision.verdict_names)
    assert all(
        list(part.severities) == list(knowledge.decision.severity_names) for part in summary.verdicts[0].concerns
    )


@cache
def ranked_population(pack: str) -> tuple[pl.DataFrame, list[tuple[int, str, str]]]:
    """Return a population, and its rows as advice ranks them."""
    frame = population(PACKS[pack](), 100, seed=8)
    return frame, advised(frame, PACKS[pack]())


@every_pack
@pytest.mark.parametrize("backend", ["polars", "pandas", "duckdb"])
def test_a_ranking_is_as_advice_says(pack: str, backend: str) -> None:
    """Order, verdicts and reasons are those of the advice on each row, in the words of the pack."""
    knowledge = PACKS[pack]()
    frame, wanted = ranked_population(pack)
    ranked = rows_of(ranking(of_backend(backend, frame), knowledge))
    assert [(row["id"], row["verdict"], row["reason"]) for row in ranked] == wanted


@every_pack
@settings(max_examples=4)
@given(data=st.data())
def test_levers_are_what_trying_every_change_gives(pack: str, data: st.DataObject) -> None:
    """All changes of what the pack lets be negotiated, and pairs of them, are counted as if each row were changed."""
    knowledge = PACKS[pack]()
    known = {name: values(attribute) for name, attribute in knowledge.vocabulary.attributes.items()}
    rows = data.draw(st.lists(st.fixed_dictionaries(known), min_size=1, max_size=3))
    check(rows, {}, knowledge, NUMBERS[pack])


def test_attributes_of_a_pack_are_its_levers() -> None:
    """What a pack lets be negotiated turns its worst verdict into favourable ones, and is told in its own words."""
    result = levers(pl.read_csv(ENGINEERS, infer_schema=False), lead_or_build())
    assert (result.rows, result.refused) == (10, 3)
    told_of = [(change.attribute, change.written, change.text) for lever in result.singles for change in lever.changes]
    assert told_of == [
        ("role.authority", "decides", "you would decide yourself"),
        ("role.authority", "shared", "you would decide together with others"),
        ("role.coding_share", "50", "at least 50 percent of your week would be left for engineering"),
        ("role.pay", "more", "you would earn more than now"),
    ]
    assert {lever.turned for lever in result.singles} == {1}
    assert {lever.turned for lever in result.pairs} == {2}


@pytest.mark.parametrize("name", [DAYS, TRAVEL])
def test_a_case_of_the_pack_may_be_what_all_rows_share(name: str) -> None:
    """One candidate of the pack and many openings: each row is advised on as the case with the cells of the row is."""
    elena = remote_work().read_case(ELENA)
    cells: dict[str, list[Any]] = {DAYS: [0, 2, 5, None], TRAVEL: ["none", "some", "heavy", None]}
    shared = elena.with_facts({name: None})
    frame = pl.DataFrame({name: cells[name]})
    verdicts = [advise(elena.with_facts({name: cell}), remote_work()).verdict for cell in cells[name]]
    assert survey(frame, remote_work(), case=shared)["verdict"].to_list() == verdicts
    summary = without_turning(summarize(frame, remote_work(), case=shared), remote_work())
    assert summary == rows_counted(frame.to_dicts(), remote_work(), shared)


def test_columns_of_another_pack_are_refused() -> None:
    """A column of a section of the pack that names no attribute of it is refused, those of other packs are carried."""
    frame = pl.DataFrame({"role.reports": [3], "opening.travel": ["none"]})
    assert survey(frame, lead_or_build()).columns[:2] == frame.columns
    with pytest.raises(ValueError, match="role: there is no attribute “report”; did you mean “reports”"):
        survey(pl.DataFrame({"role.report": [3]}), lead_or_build())


def test_verdicts_may_be_named_yes_and_no(tmp_path: Path) -> None:
    """A pack that says yes or no advises in these words, alone and on populations."""
    rules = "- {id: nobody, raises: serious, when: {opening.leads_people: no}, because: B, source: s 1}"
    verdicts = (
        "- {id: never, verdict: no, when: {concerns.worst: serious}, because: B1, source: s 1}\n"
        "- {id: otherwise, verdict: yes, when: {}, because: B2, source: s 1}\n"
    )
    knowledge = load_knowledge(write_pack(tmp_path / "yes", rules, verdicts, decision=YES_OR_NO))
    frame = pl.DataFrame({"opening.leads_people": [True, False, None]})
    assert survey(frame, knowledge)["verdict"].to_list() == ["yes", "no", "yes"]
    assert [(part.verdict, part.rows) for part in summarize(frame, knowledge).verdicts] == [("yes", 2), ("no", 1)]
    assert ranking(frame, knowledge)["verdict"].to_list() == ["yes", "yes", "no"]
    assert told(levers(frame, knowledge).singles) == [(("opening.leads_people", True), 1, 0, 0)]
    assert [advise(row, knowledge).verdict for row in frame.to_dicts()] == ["yes", "no", "yes"]
