"""The advice in brief: what a screen shows to somebody who wants to know what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from pmo_expert import Advice, advise, to_markdown, to_text
from pmo_expert.render.words import sentence_start
from tests.advice.examples import article, example_advice
from tests.render.shown import INNER_WORDS, every_shown, flat, ids_in, pack_of, shown_advice
from tests.strategies import cases
from tests.surveys.own import lead_or_build

MARKED = re.compile(r", usually: |\(usually\)")
FOOTER = "“Usually” marks "


def told(advice: Advice) -> str:
    """Return the page without the title, on one line, without the marks of points."""
    return flat(re.sub(r"^ *- ", "", to_text(evolve(advice, title="")), flags=re.MULTILINE))


def in_markdown(advice: Advice) -> str:
    """Return what the Markdown of the page says, on one line, without what marks it."""
    text = re.sub(r"^ *- |^## ", "", to_markdown(advice), flags=re.MULTILINE)
    return flat(re.sub(r"\\(.)|\*\*|(?<!\w)_|_(?!\w)", r"\1", text))


def fits(advice: Advice) -> bool:
    """Say whether the page of an advice fits on a screen."""
    lines = to_text(advice).splitlines()
    return len(lines) <= 23 and max(map(len, lines)) <= 80


@every_shown
def test_it_fits_on_a_screen(name: str) -> None:
    """The page of every case has at most 23 lines of at most 80 columns; so many lines its Markdown has too."""
    assert fits(shown_advice(name))
    assert len(to_markdown(shown_advice(name)).splitlines()) <= 23


@pytest.mark.parametrize("pack", [article, lead_or_build])
@given(data=st.data())
def test_any_case_fits_on_a_screen(pack: object, data: st.DataObject) -> None:
    """Whatever is known, under whatever title, the page has at most 23 lines of at most 80 columns."""
    knowledge = article() if pack is article else lead_or_build()
    case = data.draw(cases(knowledge))
    advice = advise(case, knowledge, engine="compiled")
    assert fits(evolve(advice, title=data.draw(st.text(max_size=400))))
    assert fits(evolve(advice, title=data.draw(st.sampled_from(["word " * 200, "W" * 999, "a\n" * 99]))))


@every_shown
def test_it_has_no_ids_and_no_words_of_the_inner_works(name: str) -> None:
    """No rule, attribute, hash or interval stands on the page, and no word for how advice is worked out."""
    for text in (told(shown_advice(name)), in_markdown(evolve(shown_advice(name), title=""))):
        assert ids_in(text, pack_of(name)) == []
        assert INNER_WORDS.findall(text) == []


@every_shown
def test_it_begins_with_title_verdict_and_reason(name: str) -> None:
    """The first lines are the title, and the verdict in the words of the pack with its reason."""
    advice = shown_advice(name)
    verdict = sentence_start(pack_of(name).decision.words(advice.verdict))
    start = flat(f"{advice.title} {verdict}: {advice.reason}")
    assert flat(to_text(advice)).startswith(start)
    assert in_markdown(advice).startswith(start)


@every_shown
def test_what_it_would_be_as_far_as_is_known_is_told_where_that_is_another_verdict(name: str) -> None:
    """While the verdict waits for facts, the page says what it would be without them."""
    advice = shown_advice(name)
    words = None if advice.shown_lean is None else pack_of(name).decision.words(advice.shown_lean)
    assert re.findall(r"As far as is known it would be: ([^.]+)\.", told(advice)) == ([] if words is None else [words])


@every_shown
def test_conditions_stand_under_agree_make_sure_and_live_with(name: str) -> None:
    """Of what a favourable verdict rests on, the first of each kind is told in full under its own lead; else none."""
    advice, text = shown_advice(name), told(shown_advice(name))
    agree, make_sure, live_with = parts(advice)
    assert ("Agree that " in text, "Make sure: " in text, "Live with: " in text) == (
        bool(agree),
        bool(make_sure),
        bool(live_with),
    )
    assert all(term.text in text for one in agree[:1] for term in one.terms[:1])
    assert all(
        (point.question if point.members is not None else point.worst[0].text.split()[0]) in text
        for point in make_sure[:1]
    )
    assert all(f"Live with: {burden.because}" in text for burden in live_with[:1])


def parts(advice: Advice) -> tuple[tuple, tuple, tuple]:  # type: ignore[type-arg]
    found = advice.conditions
    return ((), (), ()) if found is None else (found.agree, found.make_sure, found.live_with)


def test_a_verdict_without_conditions_only_rests_on_what_is_to_be_made_sure() -> None:
    """The best verdict has no conditions; what could turn it stands under another heading."""
    text = told(example_advice("right-hand-of-the-director"))
    assert text.startswith("Accept: ")
    assert "What it rests on: Make sure: ask yourself whether you plan to go back to running projects; if so, " in text
    assert "conditions:" not in text.replace("accept with conditions", "")


def arguments(advice: Advice) -> Iterator[tuple[str, bool]]:
    """Yield the standing arguments against it and the offers that serve a goal, with whether they are presumed."""
    for concern in advice.concerns:
        yield from (
            (argument.because, argument.presumed)
            for argument in concern.arguments
            if argument.role == "raises" and argument.stands
        )
    yield from ((growth.because, growth.presumed) for growth in advice.growth if growth.serves_your_goals)


@every_shown
def test_what_is_presumed_is_marked_and_nothing_else(name: str) -> None:
    """An argument or offer on the page says “usually” if and only if it rests on what nobody said."""
    advice, text = shown_advice(name), told(shown_advice(name))
    for because, presumed in arguments(advice):
        leads = re.findall(rf"(Against|For)(, usually)?: {re.escape(because)}", text)
        assert all(bool(usually) == presumed for _, usually in leads)
    for growth in advice.growth:
        title = growth.title[0].lower() + growth.title[1:]
        if growth.stands and title in text.partition("It offers: ")[2]:
            assert (f"{title} (usually)" in text) == growth.presumed


@every_shown
def test_the_mark_is_explained_where_it_appears_and_nowhere_else(name: str) -> None:
    """The footer says what “usually” marks if and only if something is marked."""
    text = told(shown_advice(name))
    assert (FOOTER in text) == (MARKED.search(text) is not None)


def test_a_title_that_has_the_mark_does_not_bring_its_explanation() -> None:
    """That the title says “usually” is no mark."""
    advice = evolve(example_advice("projects-of-her-own"), title="A post, usually: dull (usually)")
    assert FOOTER not in to_text(advice)


@every_shown
def test_markdown_says_the_same(name: str) -> None:
    """The Markdown of the page says word for word what its text says."""
    advice = shown_advice(name)
    assert in_markdown(evolve(advice, title="")) == told(advice)


@every_shown
def test_it_says_that_it_is_no_prediction_and_where_there_is_more(name: str) -> None:
    """The page ends with what it is, and how to see more."""
    more = "Advice to think with, no prediction. More: add --full, or run why or questions."
    assert told(shown_advice(name)).endswith(more)


@every_shown
def test_the_full_page_begins_as_the_brief_one_does(name: str) -> None:
    """The full page has the same verdict and reason, and every condition."""
    advice = shown_advice(name)
    text = flat(to_text(advice, full=True))
    assert text.startswith(
        flat(f"{advice.title} {sentence_start(advice.words.verdicts[advice.verdict])}: {advice.reason}")
    )
    agree, make_sure, live_with = parts(advice)
    assert text.count("Make sure: ") == len(make_sure)
    assert all(f"Live with: {burden.because}" in text for burden in live_with)
    assert all(one.terms[0].text.split()[-1] in text for one in agree)


def test_a_long_title_is_cut_in_brief_and_told_in_full() -> None:
    """A title takes two lines of the screen at the most; the full page has all of it."""
    advice = evolve(example_advice("first-coffee"), title="word " * 100)
    assert "word word…" in flat(to_text(advice))
    assert flat("word " * 100) in flat(to_text(advice, full=True))
