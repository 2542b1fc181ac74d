"""What a case file takes, a cell takes: the same text in a table means the same, whatever holds the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from pmo_expert import Knowledge, survey
from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.text import UNKNOWN_WORDS, is_unknown
from pmo_expert.logic.columns.expression import column
from pmo_expert.surveys.frames.rows import read_rows
from tests.advice.examples import article
from tests.surveys.frames import BACKENDS, cells
from tests.surveys.own import own, remote_work
from tools.meanings import WRONG, expected

PACKS = {"article": article, "own": own, "remote-work": remote_work}
SIGNS = "_- \t\n\r\x1f\x85\xa0\u2028\u3000\u200b.,;:'\"’“[](){}%/?!+e0159yYnNıİſKßẞςΣéÉ\0\ufeff"
HOSTILE = st.text(st.sampled_from(SIGNS) | st.characters(exclude_categories=["Cs"]), max_size=6)


@st.composite
def texts(draw: DrawFn, attribute: Attribute) -> str:
    """Draw a text about an attribute: a name in any spelling, a number with or without unit, a list, or anything."""
    names = [*attribute.values, *getattr(attribute, "names", {}), "yes", "N", "1", "none", "[]", *sorted(UNKNOWN_WORDS)]
    if isinstance(attribute, Amount):
        names = [*["0", "1", "-0.25", "1,5", ".5", "5.", "1e1", "+7", "1e400", "999"], *sorted(UNKNOWN_WORDS)]
        units = ["", attribute.unit, attribute.unit.partition(" ")[0], "%", " years "]
        names = [f"{name}{draw(st.sampled_from(['', ' ']))}{draw(st.sampled_from(units))}" for name in names]
    name = draw(st.sampled_from(names))
    changes: list[Callable[[str], str]] = [str, str.upper, str.title, str.swapcase, str.capitalize, str.casefold]
    change = draw(st.sampled_from(changes))
    parts = [change(name).replace("_", draw(st.sampled_from(["_", " ", "-", " - ", "\u00a0", "ſ"])))]
    parts += draw(st.lists(st.sampled_from(names) | HOSTILE, max_size=2))
    joined = draw(st.sampled_from([", ", ";", " ", ""])).join(parts)
    return draw(st.sampled_from(["{}", " {} ", "[{}]", '"{}"', "{};", "“{}”"])).replace("{}", joined)


def table_of(name: str, said: list[str]) -> pa.Table:
    return pa.table({name: pa.array(said, pa.string())})


@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("pack", PACKS)
@given(data=st.data())
def test_what_a_case_file_takes_a_cell_takes(pack: str, data: st.DataObject) -> None:
    """A text that a case file reads as a value has no error in a cell, and leads to the advice of that value."""
    knowledge: Knowledge = PACKS[pack]()
    attribute = data.draw(st.sampled_from(list(knowledge.vocabulary.attributes.values())))
    said = data.draw(st.lists(texts(attribute) | HOSTILE, min_size=1, max_size=12))
    found = pl.DataFrame({attribute.name: said})
    error = survey(found, knowledge)["error"]
    for place, text in enumerate(said):
        taken = is_unknown(text) or not attribute.faults(attribute.read_text(text))
        assert not (taken and error[place] is not None), (text, error[place])
    meant = [row[WRONG] for row in expected(found.to_dicts(), knowledge)]
    assert error.is_not_null().to_list() == meant


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_every_kind_of_frame_reads_a_text_alike(data: st.DataObject) -> None:
    """The value that a text has in a case file is the one that its cell has in a frame of every library."""
    knowledge = data.draw(st.sampled_from([own(), article()]))
    attribute = data.draw(st.sampled_from(list(knowledge.vocabulary.attributes.values())))
    said = data.draw(st.lists(texts(attribute) | HOSTILE, min_size=1, max_size=8))
    said = [text.replace("\0", "") for text in said]
    wanted = [facts_of(attribute, text, knowledge) for text in said]
    for name, frame_of in BACKENDS.items():
        assert read(frame_of(table_of(attribute.name, said)), knowledge) == wanted, name


def facts_of(attribute: Attribute, text: str, knowledge: Knowledge) -> dict[Any, str]:
    """Return the facts of a program that a text states in a table; what does not exist is unknown."""
    (row,) = expected_values(attribute, text)
    cuts = knowledge.compiled.encoding.cuts_of(attribute.name)
    return dict(attribute.encode(row, cuts))


def expected_values(attribute: Attribute, text: str) -> list[Any]:
    from tools.meanings import WrongError, meant

    try:
        return [meant(attribute, text)]
    except WrongError:
        return [None]


def read(frame: Any, knowledge: Knowledge) -> list[dict[Any, str]]:
    """Return the facts of each row of a frame."""
    rows = read_rows(frame, None, knowledge)
    tests = {(fact, value): test for fact, values in rows.population.tests.items() for value, test in values.items()}
    names = {f"fact{place}": key for place, key in enumerate(tests)}
    found = cells(rows.view.select(dict(zip(names, map(column, tests.values()), strict=True))).to_native(), names)
    count = len(next(iter(found.values())))
    facts = [{fact: value for name, (fact, value) in names.items() if found[name][row]} for row in range(count)]
    assert all(sum(bool(found[name][row]) for name in names) == len(facts[row]) for row in range(count))
    return facts
