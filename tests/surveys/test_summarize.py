"""A population summed up: counts of the advice on its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import combinations, pairwise
from typing import Any

import polars as pl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_expert import (
    InputError,
    Knowledge,
    PlainCase,
    Summary,
    advise,
    case_from,
    from_json,
    summarize,
    survey,
    to_json,
)
from pmo_expert.advice.consultation import words_of
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.knowledge.language.decision import WIIFM_VALUES
from pmo_expert.surveys.counts import Key
from pmo_expert.surveys.summarize import CountableSurvey, countable_survey, summary_of
from pmo_expert.surveys.summary_result import ConcernCount, UnknownCount, VerdictCount
from tests.advice.examples import article
from tests.advice.tiny import tiny
from tests.surveys.frames import BACKENDS, ENGINES, table_of
from tests.surveys.own import own
from tools.meanings import WRONG, Row, expected, facts_of
from tools.populations import Style, population

PACKS = {"article": article, "tiny": tiny, "own": own}
OPENING = case_from({"opening.kind": "staff", "pmo.level": "program", "opening.step_up": False})


def rows_counted(
    rows: Sequence[Row], knowledge: Knowledge, case: PlainCase | None = None, *, strict: bool = False
) -> Summary:
    """Return the summary of some rows, counted one by one."""
    told = expected(rows, knowledge, case)
    wrong = [place for place, row in enumerate(told) if row[WRONG]]
    left_out = wrong if strict else []
    right = [row for place, row in enumerate(told) if place not in left_out]
    return Summary(
        rows=len(told),
        wrong_rows=len(wrong),
        left_out=len(left_out),
        verdicts=tuple(_verdict(verdict, right, knowledge) for verdict in knowledge.decision.verdict_names),
        wiifm={value: sum(row["wiifm"] == value for row in right) for value in WIIFM_VALUES},  # type: ignore[misc]
        unknown=_unknown([row for place, row in enumerate(rows) if place not in left_out], knowledge, case),
        words=words_of(knowledge),
    )


def without_turning(summary: Summary, knowledge: Knowledge) -> Summary:
    """Return a summary that does not say which verdicts could be turned, with the most often unknown first."""
    order = list(knowledge.vocabulary.attributes)
    parts = sorted(summary.unknown, key=lambda part: (-part.rows, order.index(part.attribute)))
    return evolve(summary, unknown=tuple(evolve(part, turning=0) for part in parts))


def _verdict(verdict: str, right: list[Row], knowledge: Knowledge) -> VerdictCount:
    given_it = [row for row in right if row["verdict"] == verdict]
    decision, concerns = knowledge.decision, []
    for concern, title in knowledge.concerns.items():
        severities = {
            part: sum(row[f"severity.{concern}"] == part for row in given_it) for part in decision.severity_names
        }
        is_open = sum(row[f"concern.{concern}"] == "open" for row in given_it)
        not_known = sum(row[f"concern.{concern}"] == "not_known" for row in given_it)
        concerns.append(ConcernCount(id=concern, title=title, rows=is_open, severities=severities, not_known=not_known))
    leans = {lean: sum(row["lean"] == lean for row in given_it) for lean in decision.leans}
    return VerdictCount(verdict=verdict, rows=len(given_it), leans=leans, concerns=tuple(concerns))


def _unknown(rows: Sequence[Row], knowledge: Knowledge, case: PlainCase | None) -> tuple[UnknownCount, ...]:
    shared = {} if case is None else case.facts
    counts: Counter[str] = Counter()
    for row in rows:
        facts = {**shared, **facts_of(row, knowledge)}
        counts.update(name for name in knowledge.vocabulary.attributes if facts.get(name) is None)
    found = [
        UnknownCount(attribute=name, question=attribute.question, ask=attribute.ask, rows=counts[name], turning=0)
        for name, attribute in knowledge.vocabulary.attributes.items()
        if counts[name] and attribute.variable in knowledge.compiled.encoding.domains
    ]
    return tuple(sorted(found, key=lambda part: -part.rows))


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("style", ["lists", "members", "text"])
def test_counts_are_those_of_the_rows_one_by_one(pack: str, style: Style) -> None:
    """A summary counts what the engine compiled concludes on each row, whatever rows and rules there are."""
    knowledge = PACKS[pack]()
    frame = population(knowledge, 200, seed=3, style=style, wrong=0.1)
    assert without_turning(summarize(frame, knowledge=knowledge), knowledge) == rows_counted(
        frame.to_dicts(), knowledge
    )


@pytest.mark.parametrize("pack", PACKS)
def test_strictly_wrong_rows_are_left_out(pack: str) -> None:
    """A strict summary counts wrong rows as such and nowhere else."""
    knowledge = PACKS[pack]()
    frame = population(knowledge, 100, seed=3, style="text", wrong=0.1)
    assert without_turning(summarize(frame, knowledge, strict=True), knowledge) == rows_counted(
        frame.to_dicts(), knowledge, strict=True
    )


@pytest.mark.parametrize("backend", ENGINES)
def test_every_kind_of_frame_gives_the_same_summary(backend: str) -> None:
    """A summary does not depend on the engine that counts."""
    frame = population(article(), 60, seed=4, wrong=0.1)
    assert summarize(BACKENDS[backend](table_of(frame))) == summarize(frame)


def test_what_a_case_says_holds_in_all_rows() -> None:
    """Facts of the case count as known in every row, and lead to the same advice as a column would."""
    frame = pl.DataFrame({"candidate.goals": ["leadership", None, "fame"]})
    assert without_turning(summarize(frame, case=OPENING), article()) == rows_counted(
        frame.to_dicts(), article(), OPENING
    )
    assert summarize(frame, case=OPENING).wrong_rows == 1


def test_attributes_without_a_column_are_unknown_in_all_rows() -> None:
    """What no column states and no case says is unknown in every right row."""
    summary = summarize(pl.DataFrame({"pmo.level": ["program", None, "executive", "galaxy"]}))
    rows = {part.attribute: part.rows for part in summary.unknown}
    assert rows.pop("pmo.level") == 2
    assert set(rows.values()) == {4}


def test_attributes_that_no_rule_reads_are_not_counted() -> None:
    """An attribute that no rule reads is never among the unknown ones, column or not."""
    frame = pl.DataFrame({"candidate.unread": [None, 1.0], "candidate.loud": [None, None]})
    names = [part.attribute for part in summarize(frame, knowledge=own()).unknown]
    assert "candidate.loud" in names
    assert "candidate.unread" not in names


@pytest.mark.parametrize("backend", ENGINES)
def test_no_rows_give_a_summary_of_zeros(backend: str) -> None:
    """A frame without rows has a summary, in which nothing is counted."""
    frame = population(article(), 1).clear()
    assert without_turning(summarize(BACKENDS[backend](table_of(frame))), article()) == rows_counted([], article())


def test_rows_that_are_all_wrong_strictly_count_nowhere_else() -> None:
    """Where every row is wrong and refused, there is nothing but their number."""
    summary = summarize(pl.DataFrame({"pmo.level": ["galaxy", "moon"]}), strict=True)
    assert (summary.rows, summary.wrong_rows, summary.advised, summary.unknown) == (2, 2, 0, ())
    assert {part.rows for part in summary.verdicts} == {0}


@cache
def counted(pack: str) -> tuple[CountableSurvey, Summary]:
    """Return a survey of 60 rows and its summary."""
    frame = population(PACKS[pack](), 60, seed=5, style="text", wrong=0.2)
    return countable_survey(frame, None, PACKS[pack]()), summarize(frame, knowledge=PACKS[pack]())


@settings(max_examples=15)
@given(st.lists(st.integers(0, 60), max_size=4), st.sampled_from(sorted(PACKS)))
def test_parts_add_up(cuts: list[int], pack: str) -> None:
    """Counts of the parts of a survey, added up, are the summary of the whole."""
    whole, summary = counted(pack)
    counts: Counter[Key] = Counter()
    for start, end in pairwise([0, *sorted(cuts), 60]):
        counts.update(whole.count_rows(whole.frame[start:end]))
    assert summary_of(counts, PACKS[pack]()) == summary


def test_a_countable_survey_is_the_survey() -> None:
    """But for columns at its end, it is what survey returns."""
    frame = population(article(), 30, wrong=0.2)
    same = survey(frame)
    countable = countable_survey(frame, None, article())
    assert countable.frame.select(same.columns).equals(same)
    assert (*frame.columns, *countable.added) == tuple(same.columns)


def test_columns_are_refused_as_by_survey() -> None:
    """A column that names no attribute is refused with the nearest name."""
    with pytest.raises(InputError, match="did you mean “level”"):
        summarize(pl.DataFrame({"pmo.levle": ["program"]}))


@pytest.mark.parametrize("pack", ["tiny", "own"])
@pytest.mark.parametrize("strict", [True, False])
def test_what_could_turn_verdicts_is_what_trying_every_value_finds(pack: str, strict: bool) -> None:
    """Of each unknown fact, the rows are counted whose verdict becomes another under some value of it."""
    knowledge = PACKS[pack]()
    frame = population(knowledge, 40, seed=6, wrong=0.1)
    summary = summarize(frame, knowledge, strict=strict)
    turned: Counter[str] = Counter()
    for row, told in zip(frame.to_dicts(), expected(frame.to_dicts(), knowledge), strict=True):
        facts = facts_of(row, knowledge)
        for name in knowledge.compiled.encoding.read if not (strict and told[WRONG]) else ():
            if facts.get(name) is None:
                verdicts = {verdict_of({**facts, name: value}, knowledge) for value in every_value(name, knowledge)}
                turned[name] += verdicts != {told["verdict"]}
    assert {part.attribute: part.turning for part in summary.unknown} == {
        part.attribute: turned[part.attribute] for part in summary.unknown
    }
    assert sum(turned.values()) > 0
    ranks = [(part.turning, part.rows) for part in summary.unknown]
    assert ranks == sorted(ranks, reverse=True)


def every_value(name: str, knowledge: Knowledge) -> list[Any]:
    """Return all values of an attribute that rules could tell apart."""
    attribute, cuts = knowledge.vocabulary.attributes[name], knowledge.compiled.encoding.cuts_of(name)
    if isinstance(attribute, SetOf):
        return [
            list(part) for size in range(len(attribute.values) + 1) for part in combinations(attribute.values, size)
        ]
    return [
        attribute.decode({attribute.variable: value}, cuts)
        for value in attribute.domains(cuts)[attribute.variable][:-1]
    ]


def verdict_of(facts: dict[str, Any], knowledge: Knowledge) -> str:
    return advise(facts, knowledge, engine="compiled", with_outlook=False).verdict


def test_every_kind_of_frame_has_the_same_turning_facts() -> None:
    """Whichever engine counts, and whether a fact is unknown in a column or for lack of one, the result is the same."""
    frame = population(tiny(), 60, seed=8, style="text").select("opening.leads_people", "candidate.goals")
    found = summarize(frame, tiny()).unknown
    assert any(part.turning for part in found)
    for name, frame_of in BACKENDS.items():
        assert summarize(frame_of(table_of(frame)), tiny()).unknown == found, name


def test_a_summary_comes_back_from_json() -> None:
    """What JSON says of a summary is the summary."""
    summary = summarize(population(article(), 50, wrong=0.1))
    assert from_json(to_json(summary), Summary) == summary
