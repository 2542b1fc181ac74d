"""HTML documents stand alone: no script, no request, one style sheet that their policy allows."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from pmo_expert import to_html
from tests.render.html.parsed import Parsed
from tests.render.test_results import every_result, result

POLICY = re.compile(r"default-src 'none'; style-src 'sha256-([\w+/=]+)'; base-uri 'none'; form-action 'none'")


@every_result
def test_every_result_is_a_document_without_scripts_and_requests(name: str) -> None:
    """Nothing in it runs, loads, or styles one element alone; every element is closed."""
    parsed = Parsed(to_html(result(name), full=True))
    assert parsed.unclosed == []
    assert parsed.tags.isdisjoint(("script", "link", "img", "iframe", "object", "a", "form", "base"))
    assert parsed.attributes.isdisjoint(("style", "href", "src"))
    assert not [name for name in parsed.attributes if name.startswith("on")]


@every_result
def test_the_policy_allows_the_style_sheet_alone(name: str) -> None:
    """The policy has the hash of the one style sheet that there is."""
    html = to_html(result(name))
    (sheet,) = re.findall(r"<style>(.*)</style>", html, re.DOTALL)
    (policy,) = [value for name, value in Parsed(html).values if name == "content" and "default-src" in value]
    found = POLICY.fullmatch(policy)
    assert found is not None
    assert found[1] == b64encode(sha256(sheet.encode()).digest()).decode()


def test_the_style_sheet_asks_for_nothing() -> None:
    """The style sheet imports nothing, and names no address or font to load."""
    (sheet,) = re.findall(r"<style>(.*)</style>", to_html(result("Advice")), re.DOTALL)
    assert not re.search(r"@import|url\(|@font-face|<", sheet)


@every_result
def test_the_same_result_is_the_same_document(name: str) -> None:
    """Written again, a document has the same bytes."""
    assert to_html(result(name), full=True) == to_html(result(name), full=True)


@pytest.mark.parametrize("name", ["Comparison", "Summary", "Explanation", "WhatIf", "Fault"])
def test_other_results_are_shown_by_their_page(name: str) -> None:
    """What the text of a result says stands in its document, which is named by the first heading."""
    from pmo_expert import to_text

    shown = re.sub(r"\W+", " ", Parsed(to_html(result(name), full=True)).text).lower()
    for line in to_text(result(name), full=True, width=10_000).splitlines():
        for part in re.split(r" {2,}", line.strip()):
            assert re.sub(r"\W+", " ", part).strip().lower() in shown


def test_several_results_are_one_document() -> None:
    """A tuple of results has what each of them has, one after the other, in one document."""
    both = to_html((result("Summary"), result("Levers")))
    assert both.count("<style>") == 1
    assert both.index("Most worth finding out") < both.index("a fact that can be negotiated")


def test_what_is_no_result_is_refused() -> None:
    """Anything else is a TypeError, as it is for text."""
    with pytest.raises(TypeError, match="expected an Advice"):
        to_html(None)
