"""What notebooks get of a result."""

from __future__ import annotations

import pytest

from pmo_expert import to_markdown
from pmo_expert.advice.shown import Shown
from tests.render.html.parsed import Parsed
from tests.render.test_results import RESULTS, SAID, plain, result

SHOWN = [name for name in RESULTS if isinstance(result(name), Shown)]
every_shown = pytest.mark.parametrize("name", SHOWN)


@every_shown
def test_a_notebook_gets_html_markdown_and_the_short_form(name: str) -> None:
    """The bundle has a page as HTML, the page as Markdown, and as plain text what a console shows."""
    bundle = result(name)._repr_mimebundle_()
    assert list(bundle) == ["text/html", "text/markdown", "text/plain"]
    assert SAID[name].lower().rstrip(": ") in plain(Parsed(bundle["text/html"]).text)
    assert bundle["text/markdown"] == to_markdown(result(name))
    assert bundle["text/plain"] == repr(result(name))


@every_shown
def test_the_html_of_a_notebook_is_a_fragment(name: str) -> None:
    """It has no script, no style and no frame of a page, and all its elements are closed."""
    parsed = Parsed(result(name)._repr_mimebundle_()["text/html"])
    assert parsed.tags.isdisjoint(("html", "head", "body", "style", "script", "meta", "link"))
    assert "style" not in parsed.attributes
    assert parsed.unclosed == []


def test_an_advice_has_its_argument_map_in_a_notebook() -> None:
    """The fragment of an advice has the picture of its arguments."""
    assert "svg" in Parsed(result("Advice")._repr_mimebundle_()["text/html"]).tags


def test_a_notebook_may_ask_for_some_forms_only() -> None:
    """What is not included, or is excluded, is not made."""
    shown = result("Explanation")
    assert list(shown._repr_mimebundle_(include={"text/plain"})) == ["text/plain"]
    assert list(shown._repr_mimebundle_(exclude={"text/html"})) == ["text/markdown", "text/plain"]
    assert list(shown._repr_mimebundle_(include=["text/html"], exclude=["text/html"])) == []
