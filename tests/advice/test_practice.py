"""Advice with the pack of practice: alternatives, authority, and the article alone beside it."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_expert import InputError, PlainCase, advise, beside, case_from, consult, from_json, to_json, to_text, why
from tests.advice.examples import article, practice
from tools.random_cases import case_maker

ALTERNATIVES = ("alternative.present_post", "alternative.other_offer", "alternative.savings", "alternative.market")
PUNISHED = {"organization.bad_news": "punished", "candidate.goals": ["program_management"], "pmo.level": "program"}


def random_case(seed: int) -> PlainCase:
    return practice().case(case_maker(practice()).facts(Random(seed)))


seeds = st.integers(0, 10**9)


def test_the_section_of_alternatives_is_weighed_last() -> None:
    attributes = practice().vocabulary.attributes
    assert tuple(name for name in attributes if practice().vocabulary.is_weighed_last(name)) == ALTERNATIVES


@given(seeds)
@settings(max_examples=60)
def test_alternatives_change_no_concern_and_no_offer(seed: int) -> None:
    """Whatever else somebody could do, what speaks against the post and for it stays the same."""
    case = random_case(seed)
    without = case.with_facts(dict.fromkeys(ALTERNATIVES))
    first, second = (advise(one, practice(), engine="compiled", with_outlook=False) for one in (case, without))
    assert (first.concerns, first.growth, first.wiifm) == (second.concerns, second.growth, second.wiifm)
    assert first.verdict_apart in (None, second.verdict)
    assert (first.verdict_apart is None) is all(case.value(name) is None for name in ALTERNATIVES)


def test_the_advice_says_what_it_would_be_without_alternatives() -> None:
    """A better offer turns a yes with conditions into a no, and the page says so."""
    advice = advise({**PUNISHED, "alternative.other_offer": "better"}, practice(), engine="compiled")
    assert (advice.verdict, advice.verdict_apart) == ("decline", "accept_with_conditions")
    assert "Apart from your alternatives it would be: accept with conditions." in " ".join(to_text(advice).split())


def test_what_alternatives_do_not_change_is_not_told() -> None:
    """Where the verdict is the same without them, nothing is said of that."""
    advice = advise({**PUNISHED, "alternative.other_offer": "none"}, practice(), engine="compiled")
    assert advice.verdict_apart == advice.verdict
    assert "Apart from" not in to_text(advice)


def test_every_argument_is_said_on_an_authority() -> None:
    """Arguments, offers and steps name what their rules rest on, in words and not as ids alone."""
    advice = advise(PUNISHED, practice(), engine="compiled")
    arguments = [one for concern in advice.concerns for one in concern.arguments]
    assert arguments
    told = [one.authority for part in (arguments, advice.growth, advice.guidance, advice.presumptions) for one in part]
    assert () not in told
    assert "(several told cases)" in to_text(advice)
    assert "told 13 (several told cases)" in to_text(why(PUNISHED, "bad-news-punished", practice()), full=True)


def test_it_comes_back_from_json() -> None:
    advice = advise({**PUNISHED, "alternative.savings": True}, practice(), engine="compiled")
    assert from_json(to_json(advice)) == advice


@given(seeds)
@settings(max_examples=30)
def test_what_is_accepted_with_conditions_names_one(seed: int) -> None:
    advice = advise(random_case(seed), practice(), engine="compiled", with_outlook=False)
    if advice.verdict == "accept_with_conditions":
        assert advice.conditions is not None
        assert advice.conditions.agree or advice.conditions.make_sure or advice.conditions.live_with


# The article alone, and with practice


def test_the_article_alone_stands_beside() -> None:
    """Both verdicts are told, what only one can read, and what differs with its authority."""
    result = beside({**PUNISHED, "alternative.other_offer": "better"}, article(), practice(), engine="compiled")
    assert (result.first.verdict, result.second.verdict) == ("accept", "decline")
    assert result.first.knowledge.name == "article"
    assert [fact.attribute for fact in result.unread] == ["organization.bad_news", "alternative.other_offer"]
    changed = {change.rule: change for change in result.rules}
    assert changed["bad-news-punished"].before == "absent"
    assert changed["bad-news-punished"].after == "stands"
    assert changed["bad-news-punished"].authority == ("several told cases",)
    assert {change.id: (change.before, change.after) for change in result.concerns}["candour"] == (
        "absent",
        "open, serious",
    )
    text = to_text(result)
    assert "article: accept:" in text
    assert "Bad news is held against those who bring it." in text


def test_goals_that_the_other_rules_do_not_know_are_left_out() -> None:
    """Of a set the members that the other rules know are read; where none is left, the set is unknown to them."""
    some = beside({"candidate.goals": ["learning", "promotion"]}, article(), practice(), engine="compiled")
    assert [fact.value for fact in some.first.facts] == [("promotion",)]
    none = beside({"candidate.goals": ["learning"]}, article(), practice(), engine="compiled")
    assert none.first.facts == ()
    named = beside({"candidate.goals": []}, article(), practice(), engine="compiled")
    assert len(named.first.facts) == 1


@given(seeds)
@settings(max_examples=20)
def test_beside_tells_the_advice_that_each_gives_alone(seed: int) -> None:
    """The second advice is what the rules give; by the same rules twice nothing differs."""
    case = random_case(seed)
    result = beside(case, practice(), practice(), engine="compiled")
    assert result.second == advise(consult(case, practice(), engine="compiled"))
    assert (result.unread, result.concerns, result.rules) == ((), (), ())


def test_facts_of_practice_are_unknown_to_the_article() -> None:
    with pytest.raises(InputError):
        case_from({"organization.sponsor": "none"})
