"""The page with what to find out."""

from __future__ import annotations

import re

import pytest

from pmo_expert import Advice, to_markdown, to_text
from pmo_expert.render.markdown import blocks_to_markdown
from pmo_expert.render.pages.questions_page import questions_page
from pmo_expert.render.writer import blocks_to_text
from tests.render.shown import INNER_WORDS, every_shown, flat, ids_in, pack_of, shown_advice, shown_case

ALONE, TOGETHER = "What alone would turn the verdict", "What may matter together with other answers"


def page(name: str, *, full: bool = False) -> str:
    return flat(blocks_to_text(questions_page(shown_advice(name), full=full)))


def asked(advice: Advice, text: str) -> list[str]:
    """Return the attributes that a page asks about, in the order in which it does."""
    places = {
        part.attribute: text.find(f"{part.question} ({advice.words.asks[part.ask]})") for part in advice.questions
    }
    return sorted((name for name, place in places.items() if place >= 0), key=lambda name: places[name])


@every_shown
def test_at_most_seven_are_asked_and_the_rest_are_counted(name: str) -> None:
    """The page asks seven questions at the most, and says how many more may matter and how to see them."""
    advice, text = shown_advice(name), page(name)
    shown, more = asked(advice, text), len(advice.questions) - 7
    assert len(shown) == min(7, len(advice.questions))
    assert (f"{more} more may matter; --all lists them." in text) == (more > 0)
    assert ("there is nothing to ask" in text) == (not advice.questions)


@every_shown
def test_all_are_asked_when_all_are_wanted(name: str) -> None:
    """With --all every question is there, and none is counted."""
    advice, text = shown_advice(name), page(name, full=True)
    assert set(asked(advice, text)) == {part.attribute for part in advice.questions}
    assert "more may matter" not in text


@pytest.mark.parametrize("full", [False, True])
@every_shown
def test_no_follow_up_comes_before_its_cause(name: str, full: bool) -> None:
    """What makes sense only after certain answers is asked after what it needs, or that is known to be so."""
    knowledge, case = pack_of(name), shown_case(name)
    shown = asked(shown_advice(name), page(name, full=full))
    for place, attribute in enumerate(shown):
        ways = knowledge.needs.get(attribute, ())
        known = any(all(part.holds(case.value(part.subject)) for part in way) for way in ways)
        causes = {part.subject for way in ways for part in way}
        assert not ways or known or causes & set(shown[:place])


def blocks_of(text: str) -> list[list[str]]:
    """Return the lines of each question that alone turns the verdict: where its answers lead."""
    part = text.partition(ALONE)[2].partition(TOGETHER)[0]
    return [block.splitlines() for block in part.strip().split("\n\n") if "\n  " in block]


@every_shown
def test_the_answers_to_what_turns_the_verdict_lead_to_different_places(name: str) -> None:
    """No question stands under what turns the verdict whose answers, one at a time, all lead to the same verdict."""
    words = [words[0].upper() + words[1:] for words in shown_advice(name).words.verdicts.values()]
    starts = re.compile(rf"  ({'|'.join(sorted(words, key=len, reverse=True))})(?:, if| for) ")
    text = blocks_to_text(questions_page(shown_advice(name), full=True))
    for lines in blocks_of(text):
        verdicts = [found[1] for found in map(starts.match, lines) if found]
        assert len(verdicts) == len(set(verdicts)) >= 2


@every_shown
def test_it_has_no_shares_ids_or_intervals_unless_all_are_wanted(name: str) -> None:
    """By itself the page tells no shares, and no ids, intervals or words of the inner works."""
    text = page(name)
    assert re.findall(r"\d %(?! of the working time)|probabilit", text) == []
    assert ids_in(text, pack_of(name)) == []
    assert INNER_WORDS.findall(text) == []


@every_shown
def test_shares_are_told_when_all_are_wanted(name: str) -> None:
    """With --all the page says of all ways to answer how many lead where, and that these are no probabilities."""
    advice = shown_advice(name)
    assert ("These are no probabilities." in page(name, full=True)) == bool(advice.possible)
    assert ids_in(re.sub(r"\d+ %", "", page(name, full=True)), pack_of(name)) == []


@every_shown
def test_it_begins_with_the_verdict_in_the_words_of_the_pack(name: str) -> None:
    """The page begins with the verdict as the decision model of the pack words it; so does its Markdown."""
    words = pack_of(name).decision.words(shown_advice(name).verdict)
    assert page(name).startswith(f"VERDICT: {words.upper()} ")
    assert blocks_to_markdown(questions_page(shown_advice(name))).startswith(f"# Verdict: {words}\n")


def test_alternatives_are_told_once() -> None:
    """What several answers have in common is said once; members of a set are named alone."""
    text = page("article: nothing said")
    assert "Find out more, if the organization is failing or is struggling." in text
    assert "Decline, if you named no goals." in text
    assert "Accept for broader skills." in text


def test_the_full_advice_says_where_the_other_questions_are() -> None:
    """The full page of an advice asks seven questions as well, and names the command that lists the others."""
    told = flat(to_text(shown_advice("article: first-coffee"), full=True))
    assert "more may matter; the command questions lists them with --all." in told
    assert "the command questions lists them with --all" in to_markdown(
        shown_advice("article: first-coffee"), full=True
    )
