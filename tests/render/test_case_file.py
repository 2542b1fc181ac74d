"""Case files to fill in."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_expert import PlainCase, case_from, parse_case
from pmo_expert.documents import CONTROLS
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.render.case_file import asked_in_vain, case_file, known_case_file
from tests.advice.examples import article
from tests.strategies import cases
from tests.surveys.own import lead_or_build, own, remote_work

PACKS = {"article": article, "remote-work": remote_work, "lead-or-build": lead_or_build, "own": own}
every_pack = pytest.mark.parametrize("pack", PACKS)
VOCABULARY = article().vocabulary


@every_pack
def test_case_file_is_the_unknown_case(pack: str) -> None:
    """A new case file reads as the case in which everything is unknown."""
    case = PACKS[pack]().parse_case(case_file(PACKS[pack]().vocabulary))
    assert (case.title, case.facts) == ("", {})


@every_pack
def test_case_file_names_its_format(pack: str) -> None:
    """The first line that is no comment names the format of the file."""
    lines = case_file(PACKS[pack]().vocabulary).splitlines()
    assert next(line for line in lines if line and not line.startswith("#")) == "format: 1"


@every_pack
def test_case_file_names_every_attribute(pack: str) -> None:
    """A new case file has a line for every attribute, in its section, and its question and values in comments."""
    vocabulary = PACKS[pack]().vocabulary
    text = case_file(vocabulary)
    lines = text.splitlines()
    comments = " ".join(line.strip(" #") for line in lines if line.strip().startswith("#"))
    for name, attribute in vocabulary.attributes.items():
        section, _, field = name.partition(".")
        assert lines.index(f"{section}:") < lines.index(f"  {field}: unknown")
        assert attribute.question in comments
        assert attribute.help in comments
        assert all(re.search(rf"\b{value}\b", comments) for value in attribute.values)
        assert not isinstance(attribute, Amount) or f"{attribute.bounds} {attribute.unit}" in comments
    assert sum(line.endswith(": unknown") for line in lines) == len(vocabulary.attributes)


@pytest.mark.parametrize("pack", ["article", "remote-work", "own"])
def test_a_line_may_be_filled_in(pack: str) -> None:
    """A value put in the place of unknown is read."""
    text = case_file(PACKS[pack]().vocabulary).replace("  level: unknown", "  level: program")
    assert PACKS[pack]().parse_case(text).facts == {"pmo.level": "program"}


@every_pack
def test_lines_are_at_most_100_columns_wide(pack: str) -> None:
    """Lines are at most 100 columns wide and have no blanks at their ends."""
    lines = case_file(PACKS[pack]().vocabulary).splitlines()
    assert max(map(len, lines)) <= 100
    assert [line for line in lines if line != line.rstrip()] == []


@every_pack
@given(st.data())
def test_a_case_reads_back(pack: str, data: st.DataObject) -> None:
    """A case that is written as a case file, in full or with its known facts alone, reads back with its title."""
    knowledge = PACKS[pack]()
    case = data.draw(cases(knowledge))
    assert knowledge.parse_case(case_file(knowledge.vocabulary, case)) == case
    assert knowledge.parse_case(known_case_file(case)) == case


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_title_reads_back(title: str) -> None:
    """Quotes, line breaks and characters beyond the keyboard in a title come back; control characters are replaced."""
    cleaned = CONTROLS.sub("\N{REPLACEMENT CHARACTER}", title)
    assert parse_case(case_file(VOCABULARY, case_from({}, title=title))).title == cleaned
    assert parse_case(known_case_file(case_from({}, title=title))).title == cleaned


@given(cases(article()), st.sets(st.sampled_from(sorted(VOCABULARY.attributes))))
def test_what_was_asked_in_vain_reads_back(case: PlainCase, names: set[str]) -> None:
    """Facts asked for in vain are marked and found again, unless they are known."""
    text = case_file(VOCABULARY, case, names)
    assert parse_case(text) == case
    assert asked_in_vain(text) == {name for name in names if case.value(name) is None}


@given(cases(article()))
def test_lines_of_values_are_at_most_100_columns_wide(case: PlainCase) -> None:
    """Lines with values are at most 100 columns wide too, however many goals there are."""
    lines = case_file(VOCABULARY, case).splitlines()
    assert max(len(line) for line in lines if not line.startswith("title:")) <= 100


@pytest.mark.parametrize(
    ("value", "text"), [(3.0, "3"), (2.5, "2.5"), (1e-5, "0.00001"), (0.1 + 0.2, "0.3"), (59.1, "59.1"), (40, "40")]
)
def test_amounts_are_written_in_full(value: float, text: str) -> None:
    """Amounts are written without an exponent and with at most 15 digits after the point."""
    case = case_from({"candidate.experience_years": value})
    assert f"  experience_years: {text}" in case_file(VOCABULARY, case).splitlines()
    assert known_case_file(case) == f"candidate.experience_years: {text}\n"
