"""Case files to fill in."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_expert import Candidate, Case, parse_case
from pmo_expert.domain.vocabulary import vocabulary_of
from pmo_expert.render.case_file import asked_in_vain, case_file
from tests.advice.test_advise import QuietCase
from tests.strategies import cases

BOTH = pytest.mark.parametrize("case_type", [Case, QuietCase])


@BOTH
def test_case_file_is_the_unknown_case(case_type: type[Case]) -> None:
    """A new case file reads as the case in which everything is unknown."""
    assert parse_case(case_file(vocabulary_of(case_type)), case_type) == case_type()


@BOTH
def test_case_file_names_every_attribute(case_type: type[Case]) -> None:
    """A new case file has a line for every attribute, in its section, and its question and values in comments."""
    vocabulary = vocabulary_of(case_type)
    text = case_file(vocabulary)
    lines = text.splitlines()
    comments = " ".join(line.strip(" #") for line in lines if line.strip().startswith("#"))
    for name, attribute in vocabulary.attributes.items():
        section, _, field = name.partition(".")
        assert lines.index(f"{section}:") < lines.index(f"  {field}: unknown")
        assert attribute.question in comments
        assert all(re.search(rf"\b{value}\b", comments) for value in attribute.values)
        assert attribute.unit in comments
    assert sum(line.endswith(": unknown") for line in lines) == len(vocabulary.attributes)


@BOTH
def test_a_line_may_be_filled_in(case_type: type[Case]) -> None:
    """A value put in the place of unknown is read."""
    text = case_file(vocabulary_of(case_type)).replace("  level: unknown", "  level: program")
    assert parse_case(text, case_type).pmo.level == "program"


@BOTH
def test_lines_are_at_most_100_columns_wide(case_type: type[Case]) -> None:
    """Lines are at most 100 columns wide and have no blanks at their ends."""
    lines = case_file(vocabulary_of(case_type)).splitlines()
    assert max(map(len, lines)) <= 100
    assert [line for line in lines if line != line.rstrip()] == []


@BOTH
@given(st.data())
def test_a_case_reads_back(case_type: type[Case], data: st.DataObject) -> None:
    """A case that is written as a case file reads back as the same case, with its title."""
    case = data.draw(cases(case_type))
    assert parse_case(case_file(vocabulary_of(case_type), case), case_type) == case


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_title_reads_back(title: str) -> None:
    """Quotes, line breaks and characters beyond the keyboard in a title come back."""
    assert parse_case(case_file(vocabulary_of(Case), Case(title=title))).title == title


@given(cases(), st.sets(st.sampled_from(sorted(vocabulary_of(Case).attributes))))
def test_what_was_asked_in_vain_reads_back(case: Case, names: set[str]) -> None:
    """Facts asked for in vain are marked and found again, unless they are known."""
    text = case_file(vocabulary_of(Case), case, names)
    assert parse_case(text) == case
    assert asked_in_vain(text) == {name for name in names if case.value(name) is None}


@given(cases())
def test_lines_of_values_are_at_most_100_columns_wide(case: Case) -> None:
    """Lines with values are at most 100 columns wide too, however many goals there are."""
    lines = case_file(vocabulary_of(Case), case).splitlines()
    assert max(len(line) for line in lines if not line.startswith("title:")) <= 100


@pytest.mark.parametrize(
    ("value", "text"), [(3.0, "3"), (2.5, "2.5"), (1e-5, "0.00001"), (0.1 + 0.2, "0.3"), (59.1, "59.1"), (40, "40")]
)
def test_amounts_are_written_in_full(value: float, text: str) -> None:
    """Amounts are written without an exponent and with at most 15 digits after the point."""
    lines = case_file(vocabulary_of(Case), Case(candidate=Candidate(experience_years=value))).splitlines()
    assert f"  experience_years: {text}" in lines
