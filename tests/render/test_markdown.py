"""Results as Markdown."""

from __future__ import annotations

import re
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from pmo_expert import to_markdown, what_if, why, why_not
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph, Table
from pmo_expert.render.markdown import SPECIAL, blocks_to_markdown, escape
from pmo_expert.render.words import sentence_start
from tests.advice.examples import every_example, example_advice, example_case


@pytest.mark.parametrize("character", "\\`*[]<>#|&~")
def test_special_characters_are_escaped(character: str) -> None:
    """A character that means something to Markdown gets a backslash."""
    assert escape(f"a{character}b") == f"a\\{character}b"


@pytest.mark.parametrize(
    ("text", "expected"), [("_a_", "\\_a\\_"), ("a_b", "a_b"), ("a _ b", "a \\_ b"), ("(_a", "(\\_a")]
)
def test_underscores_are_escaped_outside_words(text: str, expected: str) -> None:
    """An underscore gets a backslash unless it stands inside a word, where it means nothing."""
    assert escape(text) == expected


@given(title=st.text(max_size=80))
def test_title_stays_one_line(title: str) -> None:
    """Whatever the title, it stands on one line, so that it cannot begin a heading, a list or a table."""
    plain = to_markdown(evolve(example_advice("first-coffee"), title="title"), full=True)
    marked = to_markdown(evolve(example_advice("first-coffee"), title=title), full=True)
    assert len(marked.splitlines()) == len(plain.splitlines()) - (0 if title.strip() else 2)


def test_blocks_as_markdown() -> None:
    """Headings, paragraphs, points with leads, details and points of their own, and tables are written like this."""
    blocks: list[Block] = [
        Heading(1, "Big"),
        Paragraph("A_b.", "faint"),
        Item("text", lead="Lead", details=("detail",), items=(Item("inner"),)),
        Table(("a", "b"), (("1", "2|3"),)),
    ]
    assert blocks_to_markdown(blocks) == (
        "# Big\n\n_A_b._\n\n- **Lead:** text\n  <br>_detail_\n  - inner\n\n| a | b |\n| --- | --- |\n| 1 | 2\\|3 |\n"
    )


@every_example
def test_advice_is_told_in_full(example: str) -> None:
    """The Markdown of an advice tells verdict, every argument with its rule and claims, growth and guidance."""
    advice = example_advice(example)
    text = re.sub(r"\\(.)", r"\1", to_markdown(advice, full=True))
    assert f"- **{sentence_start(advice.verdict.replace('_', ' '))}:** {advice.reason}" in text
    for argument in (argument for concern in advice.concerns for argument in concern.arguments):
        assert argument.because in text
        assert f"{argument.rule} · {', '.join(argument.sources)}" in text
    parts: list[Any] = [*advice.growth, *advice.guidance]
    assert all(part.because in text for part in parts)


@every_example
def test_headings_are_few_levels(example: str) -> None:
    """Every heading is of level 2; the first one is the title, in brief the only one."""
    advice = example_advice(example)
    for full in (False, True):
        headings = [line for line in to_markdown(advice, full=full).splitlines() if line.startswith("#")]
        assert re.sub(r"\\(.)", r"\1", headings[0]) == f"## {advice.title}"
        assert all(line.startswith("## ") for line in headings)
        assert (len(headings) > 1) == full


def test_explanations_and_what_ifs_have_markdown() -> None:
    """Why, why not and what if are written as Markdown too, beginning with the answer in bold or a heading."""
    advice = example_advice("first-coffee")
    results = (why(advice), why_not(advice, "accept"), what_if(example_case("first-coffee"), {}))
    assert [re.match(r"(#{1,2} |\*\*)[A-Z]", to_markdown(result)) is not None for result in results] == [
        True,
        True,
        True,
    ]


def test_what_is_escaped_is_restored() -> None:
    """Escaping loses nothing: without the backslashes the text is as it was."""
    text = "a\\b*_c_[d](e)<f>#|`&~"
    assert re.sub(r"\\(.)", r"\1", escape(text)) == text
    assert SPECIAL.search(text)
