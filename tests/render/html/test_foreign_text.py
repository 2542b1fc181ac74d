"""Whatever packs and cases say, it never becomes markup."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from pmo_expert import Advice, to_html
from pmo_expert.render.words import one_line
from tests.advice.examples import example_advice
from tests.render.html.parsed import Parsed

NASTY = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "</style><b>",
        "</title><img src=x onerror=alert(1)>",
        "\" onload='x'",
        "javascript:alert(1)",
        "]]><!--",
        "&lt;b&gt;&#60;",
        "\x00\x1b[31m\x85",
        "\u202eabc",
        "<svg/onload=1>",
    ]
)
FOREIGN = st.lists(NASTY | st.text(max_size=20), min_size=1, max_size=4).map("".join)
PLAIN = Parsed(to_html(example_advice("rescue-for-a-beginner"), full=True))


def with_text(text: str) -> Advice:
    """Return an advice in which a case and a pack say a text wherever they say something."""
    advice = example_advice("rescue-for-a-beginner")
    words = evolve(
        advice.words,
        verdicts=dict.fromkeys(advice.words.verdicts, text),
        asks=dict.fromkeys(advice.words.asks, text),
        goals=dict.fromkeys(advice.words.goals, text),
        severities=dict.fromkeys(advice.words.severities, text),
        wiifm=dict.fromkeys(advice.words.wiifm, text),
    )
    concerns = (
        evolve(one, title=text, arguments=tuple(evolve(part, because=text) for part in one.arguments))
        for one in advice.concerns
    )
    return evolve(
        advice,
        title=text,
        reason=text,
        words=words,
        concerns=tuple(concerns),
        growth=tuple(evolve(one, title=text, because=text) for one in advice.growth),
        guidance=tuple(evolve(one, text=text, because=text) for one in advice.guidance),
        facts=tuple(evolve(one, text=text) for one in advice.facts),
        presumptions=tuple(evolve(one, text=text, because=text) for one in advice.presumptions),
        cited=tuple(evolve(one, title=text, author=text, strength=text) for one in advice.cited),
        knowledge=evolve(advice.knowledge, name=text, version=text),
    )


@given(text=FOREIGN)
def test_foreign_text_never_becomes_a_tag_or_an_attribute(text: str) -> None:
    """Whatever a title, a value or a rule says, the elements and attributes are those that there are without it."""
    parsed = Parsed(to_html(with_text(text), full=True))
    assert parsed.tags <= PLAIN.tags
    assert parsed.attributes <= PLAIN.attributes
    assert parsed.unclosed == []


@given(text=FOREIGN)
def test_foreign_text_comes_back_as_it_is(text: str) -> None:
    """A reader sees the text itself, on one line, without what controls a terminal."""
    title = one_line(text)
    shown = Parsed(to_html(with_text(text), full=True)).text
    assert title in shown
    assert not set(shown) & set(map(chr, (*range(9), *range(14, 28), 127)))


@given(text=FOREIGN)
def test_foreign_text_is_never_in_an_attribute(text: str) -> None:
    """The values of attributes are ours."""
    ours = {value for name, value in PLAIN.values if name not in ("d", "x", "y", "height", "width", "viewbox")}
    parsed = Parsed(to_html(with_text(text), full=True))
    assert {value for name, value in parsed.values if name not in ("d", "x", "y", "height", "width", "viewbox")} <= ours
