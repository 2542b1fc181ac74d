"""A survey says of every row, on every backend, what the engine compiled says of the row's case."""

from __future__ import annotations

import re
from functools import cache
from random import Random
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_expert import Case, InputError, Opening, advise, survey
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.knowledge.load import shipped_knowledge
from tests.surveys.columns import every_cell, python_cells, tables
from tests.surveys.frames import BACKENDS, ENGINES, errors, pandas_objects, surveyed, table_of
from tests.surveys.own import own
from tools.meanings import WHY, WRONG, Row, WrongError, advice_columns, advice_on, expected, facts_of, meant
from tools.populations import Style, population
from tools.random_cases import case_maker

LOUD, BALANCE, GRADE, ANSWER, TOOLS = (f"candidate.{name}" for name in ("loud", "balance", "grade", "answer", "tools"))
SHARED_ROWS = 60
ATTRIBUTES = shipped_knowledge().vocabulary.attributes


def polars_errors(**columns: list[Any]) -> list[str | None]:
    """Return the errors in a Polars frame whose columns are named without their section."""
    frame = pl.DataFrame({f"candidate.{name}": values for name, values in columns.items()})
    found: list[str | None] = survey(frame, knowledge=own())["error"].to_list()
    return found


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_cell_of_any_type_says_what_it_says_in_a_case(backend: str) -> None:
    """Every cell of every type of column means the value of its case, nothing known, or what does not exist."""
    for table in every_cell(own(), (LOUD, BALANCE, GRADE, ANSWER, TOOLS)):
        result = survey(BACKENDS[backend](table), knowledge=own(), rules=True)
        assert surveyed(result, own()) == expected(table.to_pylist(), own()), table.schema


@settings(max_examples=20)
@given(table=tables(own()))
def test_every_backend_advises_on_every_row_as_compiled_does(table: Any) -> None:
    """For columns of every type, rows have the advice of their case, or an error and no advice when a value is wrong.

    All backends say the same of a row, in the same words.
    """
    wanted = expected(table.to_pylist(), own())
    said = []
    for name, frame_of in BACKENDS.items():
        result = survey(frame_of(table), knowledge=own(), rules=True)
        assert surveyed(result, own()) == wanted, name
        said.append(errors(result))
    assert all(each == said[0] for each in said)


@given(st.data())
def test_python_objects_say_what_they_say_as_columns_of_a_type(data: st.DataObject) -> None:
    """In pandas a column may mix all types: each object means what it would mean in a column of its own type."""
    attributes, amounts = own().vocabulary.attributes, case_maker(own()).amounts
    names = data.draw(st.lists(st.sampled_from(sorted(attributes)), unique=True, min_size=1, max_size=3))
    count = data.draw(st.integers(0, 5))
    columns = {
        name: data.draw(st.lists(python_cells(attributes[name], amounts.get(name, ())), min_size=count, max_size=count))
        for name in names
    }
    rows = [{name: column[place] for name, column in columns.items()} for place in range(count)]
    result = survey(pandas_objects(columns, count), knowledge=own(), rules=True)
    assert surveyed(result, own()) == expected(rows, own())


@cache
def shipped_population(style: Style) -> tuple[pa.Table, list[Row]]:
    """Return a random population over all attributes, one row in ten wrong, and the advice on its rows."""
    table = table_of(population(shipped_knowledge(), 40, seed=1, style=style, wrong=0.1))
    return table, expected(table.to_pylist(), shipped_knowledge())


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("style", ["lists", "members", "text"])
def test_the_shipped_rules_advise_on_populations_as_compiled_does(backend: str, style: Style) -> None:
    """Rows have the advice on their cases, sets as lists, as members and all as text."""
    table, wanted = shipped_population(style)
    assert surveyed(survey(BACKENDS[backend](table), rules=True), shipped_knowledge()) == wanted


@pytest.mark.parametrize("backend", ENGINES)
def test_words_for_amounts_are_numbers_in_every_frame(backend: str) -> None:
    """Amounts in words, in any case and beside numbers and wrong cells, mean in every frame what they do in a case."""
    amounts = {name: part for name, part in ATTRIBUTES.items() if isinstance(part, Amount) and part.words.numbers}
    assert len(amounts) == 2
    for table in every_cell(shipped_knowledge(), amounts):
        result = survey(BACKENDS[backend](table), rules=True)
        assert surveyed(result, shipped_knowledge()) == expected(table.to_pylist(), shipped_knowledge()), table.schema
    for name, attribute in amounts.items():
        words = [*attribute.words.spelled, *(f" {word.upper()} " for word in attribute.words.spelled)]
        said = pa.table({name: pa.array([*words, "nearly"], pa.string())})
        errors_of = errors(survey(BACKENDS[backend](said)))
        assert errors_of[:-1] == [None] * len(words)
        assert errors_of[-1] is not None


FEW: tuple[dict[str, str], ...] = (
    {},
    {"pmo.level": "program"},
    {"candidate.goals": "leadership", "opening.leads_people": "yes"},
    {"candidate.goals": "leadership; hands on delivery", "opening.main_work": "delivery"},
    {"opening.kind": "mixed", "pmo.effect_on_delivery": "helps", "organization.recognition": "both"},
    {"pmo.level": "organization", "opening.manages_projects": "many", "pmo.perceived_value": "low"},
)
"""What people know who know little."""


@pytest.mark.parametrize("backend", ENGINES)
@pytest.mark.parametrize("shared", [{}, {"opening.kind": "delivery"}, {"pmo.delivery_responsibility": "shared"}])
def test_what_is_presumed_of_a_row_is_what_is_presumed_of_its_case(backend: str, shared: dict[str, Any]) -> None:
    """Rows with few facts have the advice that `advise` gives, and tell what it presumes and nothing that is stated."""
    names = sorted({name for facts in FEW for name in facts} - shared.keys())
    columns = {name: pa.array([facts.get(name) for facts in FEW], pa.string()) for name in names}
    rows = surveyed(survey(BACKENDS[backend](pa.table(columns)), case=shared, rules=True), shipped_knowledge())
    for row, facts in zip(rows, FEW, strict=True):
        advice = advise({**facts, **shared}, with_outlook=False)
        presumed = {presumption.attribute for presumption in advice.presumptions}
        assert set((row["presumed"] or "").split()) == presumed
        assert presumed
        assert not presumed & {*facts, *shared}
        assert (row["verdict"], row["lean"], row["wiifm"]) == (advice.verdict, advice.lean, advice.wiifm)
        told = {concern.id: (concern.status, concern.severity or "none") for concern in advice.concerns}
        assert {one: (row[f"concern.{one}"], row[f"severity.{one}"]) for one in told} == told


def test_a_row_that_states_everything_presumes_nothing() -> None:
    """Where every fact is stated, `presumed` is null; without `rules` there is no such column."""
    row = case_maker(shipped_knowledge()).full(Random(1))
    frame = pl.DataFrame([row], infer_schema_length=None)
    assert survey(frame, rules=True)["presumed"].to_list() == [None]
    assert "presumed" not in survey(frame).columns


@settings(max_examples=20)
@given(table=tables(shipped_knowledge(), most=12))
def test_the_shipped_rules_advise_on_columns_of_every_type(table: Any) -> None:
    """With the shipped rules Polars advises on columns of every type as compiled does."""
    result = survey(pl.from_arrow(table), rules=True)
    assert surveyed(result, shipped_knowledge()) == expected(table.to_pylist(), shipped_knowledge())


def test_rows_in_which_nothing_is_unknown() -> None:
    """Rows without a single unknown fact, around the cuts of the rules, have the advice of their case."""
    knowledge, random = shipped_knowledge(), Random(1)
    rows = [case_maker(knowledge).full(random) for _ in range(SHARED_ROWS)]
    result = survey(pl.DataFrame(rows, infer_schema_length=None), rules=True)
    assert surveyed(result, knowledge) == [{**advice_on(knowledge.case(row), knowledge), WRONG: False} for row in rows]


def test_rules_are_those_that_fired_between_spaces() -> None:
    """The rules of a row are those whose conditions hold, in the order in which they are worked out."""
    frame = pl.DataFrame({BALANCE: [-0.5, 1.0], ANSWER: ["maybe", None], GRADE: [None, "10"], LOUD: ["yes", None]})
    result = survey(frame, knowledge=own(), rules=True)
    assert result["rules"].to_list() == ["cold warm torn rise otherwise agree", "high otherwise agree"]
    assert result["rules"].to_list() == [
        advice_on(own().case(facts_of(row, own())), own())["rules"] for row in frame.to_dicts()
    ]


@given(table=tables(own()), data=st.data())
def test_facts_of_all_rows_are_worth_a_column_each(table: Any, data: st.DataObject) -> None:
    """A case given once for all rows leads to what the same facts in columns do."""
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    attributes = own().vocabulary.attributes
    stated = {".".join(name.split(".")[:2]) for name in frame.columns if "." in name}
    free = sorted(set(attributes) - stated)
    known = case_maker(own()).full(data.draw(st.randoms(use_true_random=False)))
    shared = {name: known[name] for name in data.draw(st.lists(st.sampled_from(free), unique=True, max_size=5))}
    case = own().case(shared)
    once = survey(frame, case=case, knowledge=own(), rules=True)
    assert surveyed(once, own()) == expected(frame.to_dicts(), own(), case)
    columns = {name: pl.Series([value] * len(frame), dtype=_dtype(value)) for name, value in shared.items()}
    by_column = survey(frame.with_columns(**columns), knowledge=own(), rules=True)
    assert by_column.select(once.columns).equals(once)


def _dtype(value: Any) -> Any:
    return pl.List(pl.String) if isinstance(value, list) else {bool: pl.Boolean, str: pl.String}.get(type(value))


@given(table=tables(own()), data=st.data())
def test_the_order_of_columns_changes_nothing(table: Any, data: st.DataObject) -> None:
    """Columns in another order lead to the same advice and the same errors."""
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    added = [*advice_columns(own()), *WHY, "error"]
    turned = frame.select(data.draw(st.permutations(frame.columns)))
    first, second = (survey(each, knowledge=own(), rules=True).select(added) for each in (frame, turned))
    assert first.equals(second)


def test_an_error_is_what_a_case_file_would_be_told() -> None:
    """A wrong text is refused in the words that a case file is told of one, but for the nearest name."""
    for name in (LOUD, BALANCE, GRADE, ANSWER):
        attribute = own().vocabulary.attributes[name]
        for text in ("nowhere", "Unknown", "yes ", "1.0", "2,5"):
            try:
                meant(attribute, text)
            except WrongError:
                (fault,) = attribute.faults(attribute.read_text(text))
                (error,) = polars_errors(**{attribute.field: [text]})
                assert error == re.sub(r"; did you mean “.*”\?( allowed)", r";\1", str(evolve(fault, found=text)))


def test_a_number_beyond_its_bounds_is_told_the_bounds() -> None:
    """Numbers, and texts that are numbers, are told the bounds; other texts that a number is expected."""
    assert polars_errors(balance=["1.6", "2e0", "1,6 points", f"{2**63}", "1e400", "much", "１"]) == [
        "candidate.balance: expected -1 to 1.5 points, found “1.6”",
        "candidate.balance: expected -1 to 1.5 points, found “2e0”",
        "candidate.balance: expected -1 to 1.5 points, found “1,6 points”",
        f"candidate.balance: expected -1 to 1.5 points, found “{2**63}”",
        "candidate.balance: expected a number (points), found “1e400”",
        "candidate.balance: expected a number (points), found “much”",
        "candidate.balance: expected a number (points), found “１”",
    ]
    assert polars_errors(balance=[1.6, float("inf"), None]) == [
        "candidate.balance: expected -1 to 1.5 points, found “1.6”",
        "candidate.balance: expected a number (points), found “inf”",
        None,
    ]
    assert polars_errors(balance=[2**63]) == [f"candidate.balance: expected -1 to 1.5 points, found “{2**63}”"]


@pytest.mark.parametrize(
    "text",
    [
        "c; ms_project",
        "c;ms_project;",
        "c,ms_project,",
        "C, MS Project",
        '["c", "ms-project"]',
        "[c; ms_project]",
        ";c;;ms_project",
    ],
)
def test_a_set_may_be_listed_in_many_ways(text: str) -> None:
    """Commas and semicolons, at the end too, brackets, and quotes around members make no difference."""
    listed = survey(pl.DataFrame({TOOLS: [["c", "ms_project"]]}), own(), rules=True).drop(TOOLS)
    assert survey(pl.DataFrame({TOOLS: [text]}), own(), rules=True).drop(TOOLS).equals(listed)


@pytest.mark.parametrize("cells", [[[["c"]]], [[{"a": 1}]], [{"a": 1}], [[1]], [[None]], [b"c"]])
def test_what_is_no_list_of_names_is_a_wrong_cell(cells: list[Any]) -> None:
    """Lists of lists, structures, numbers and nothing are wrong in a set; the row keeps its advice."""
    result = survey(pl.DataFrame({TOOLS: cells}), own())
    assert result["error"].null_count() == 0
    assert result["verdict"].null_count() == 0


@pytest.mark.parametrize("backend", ENGINES)
def test_strictly_wrong_rows_get_no_advice(backend: str) -> None:
    """With `strict` a wrong row has its error and nothing else; others have what they have without it."""
    table = table_of(population(own(), 60, seed=2, style="text", wrong=0.2))
    kept, strict = (
        surveyed(survey(BACKENDS[backend](table), own(), rules=True, strict=strict), own()) for strict in (False, True)
    )
    nothing = {**dict.fromkeys(kept[0]), WRONG: True}
    assert strict == [nothing if row[WRONG] else row for row in kept]
    assert nothing in strict


def test_all_that_is_wrong_with_a_row_is_told() -> None:
    """The errors of a row stand one after the other, in the order of the vocabulary whatever that of the columns."""
    sentences = [
        "candidate.tools: there is no member “something in a list of 1”; allowed: ms_project, c, 1, dots",
        "candidate.answer: there is no value “perhaps”; allowed: yes, no, maybe, unknown",
        "candidate.loud: expected yes or no, found “loud”; allowed: yes, no, unknown",
    ]
    assert polars_errors(loud=["loud", "yes"], tools=[["hammer"], None], answer=["perhaps", "no"]) == [
        "; ".join(sentences),
        None,
    ]


def test_members_must_all_say_something_or_none() -> None:
    """A set with a column for each member is unknown when all are, and wrong when only some are."""
    said = {f"{TOOLS}.{member}": [None, True, True] for member in ("ms_project", "c", "1")}
    frame = pl.DataFrame({**said, f"{TOOLS}.dots": [None, False, None]})
    assert survey(frame, knowledge=own())["error"].to_list() == [
        None,
        None,
        "candidate.tools: expected yes or no for every member, or nothing for any",
    ]


def test_a_long_value_is_cut_in_an_error() -> None:
    """Of a very long value the first sixty characters are shown."""
    (error,) = polars_errors(answer=["ö" * 10_000])
    assert error == f"candidate.answer: there is no value “{'ö' * 60}”; allowed: yes, no, maybe, unknown"


def test_the_shipped_rules_are_the_default() -> None:
    """Without a knowledge base the shipped rules advise, on all rows alike when nothing is known."""
    result = survey(pl.DataFrame({"pmo.level": [None, None]}))
    unknown = advice_on(shipped_knowledge().case({}), shipped_knowledge())
    unknown = {name: value for name, value in unknown.items() if name not in WHY}
    unknown[WRONG] = False
    assert surveyed(result, shipped_knowledge(), rules=False) == [unknown] * 2


def test_cases_and_rules_must_go_together() -> None:
    """Facts that the rules do not know, and what is no case, are refused as `advise` refuses them."""
    with pytest.raises(InputError, match="candidate: there is no attribute “loud”"):
        survey(pl.DataFrame({"pmo.level": ["program"]}), case=own().case({LOUD: True}))
    with pytest.raises(TypeError, match=r"expected a case, or facts such as .*, found: str"):
        survey(pl.DataFrame({LOUD: ["yes"]}), own(), case="loud: yes")  # type: ignore[arg-type]


def test_what_is_known_of_all_rows_may_be_any_case() -> None:
    """A mapping, a typed case and a plain case that say the same lead to the same advice."""
    frame = pl.DataFrame({"pmo.level": ["program", None]})
    typed, plain = Case(opening=Opening(step_up=True)), {"opening.step_up": "yes"}
    found = [survey(frame, shipped_knowledge(), case=case) for case in (typed, plain, shipped_knowledge().case(plain))]
    assert all(each.equals(survey(frame, case=typed, knowledge=shipped_knowledge())) for each in found)
