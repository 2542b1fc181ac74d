"""HTML is written in one place, where all text is escaped."""

from __future__ import annotations

import pytest

from pmo_expert.render.html.tags import Style, tag, written


def test_elements_are_written_with_their_attributes_and_children() -> None:
    """An element has a start, its attributes, its children and an end; an attribute that says nothing is left out."""
    assert written([tag("p", "a ", tag("b", "c"), class_="x", id="")]) == '<p class="x">a <b>c</b></p>'


def test_names_of_attributes_have_hyphens_for_underscores() -> None:
    """What Python cannot name is named with underscores."""
    assert written([tag("meta", http_equiv="a")]) == '<meta http-equiv="a">'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>", "&lt;b&gt;"),
        ("a & b", "a &amp; b"),
        ("\"'", "&quot;&#x27;"),
        ("a\x00b\x1b", "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}"),
        ("a\n\tb", "a b"),
        (" a ", " a "),
        ("\ud800", "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_text_and_values_are_shown_as_they_are(text: str, shown: str) -> None:
    """Whatever means something to HTML is escaped, in text and in values; what controls is replaced."""
    assert written([tag("p", text, title=text)]) == f'<p title="{shown}">{shown}</p>'


def test_a_style_sheet_is_written_as_it_is() -> None:
    """The style sheet is ours, so it is not escaped: a browser would not read it then."""
    assert written([tag("style", Style("a > b { }"))]) == "<style>a > b { }</style>"
