"""Case files to fill in."""

from __future__ import annotations

import re

import pytest

from pmo_expert import Case, parse_case
from pmo_expert.facts.vocabulary import vocabulary_of
from pmo_expert.render.case_file import case_file
from tests.advice.test_advise import QuietCase

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
