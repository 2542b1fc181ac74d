"""The report on an advice: what it says, and in which order."""

from __future__ import annotations

import re

import pytest

from pmo_expert import Advice, Argument, GrowthAdvice, Guidance, to_html
from pmo_expert.knowledge.language.subjects import STATUS_NAMES
from pmo_expert.render.html.map_tree import SIGNS
from pmo_expert.render.html.report import UNTITLED
from pmo_expert.render.words import CLOSING, one_line, sentence_start
from tests.render.html.parsed import Parsed
from tests.render.shown import NAMES, shown_advice

PRACTICE = [name for name in NAMES if name.startswith("practice: ")]
SOME = [*PRACTICE[:3], NAMES[0], NAMES[1], NAMES[-1], NAMES[-4]]
some_shown = pytest.mark.parametrize("name", SOME)


def told(advice: Advice, *, full: bool = True) -> str:
    return Parsed(to_html(advice, full=full)).text


def in_order(text: str, parts: list[str]) -> bool:
    """Say whether some parts stand in a text one after the other."""
    for part in parts:
        _, found, text = text.partition(one_line(part))
        if not found:
            return False
    return True


@some_shown
def test_the_verdict_comes_first_and_the_rules_last(name: str) -> None:
    """First the verdict and what decides it, then what is in it, what to ask and the concerns, then the rest."""
    advice = shown_advice(name)
    verdict = sentence_start(advice.words.verdicts[advice.verdict])
    asked = "Find out first" if advice.verdict == advice.words.asking else "Worth asking"
    parts = [
        advice.title.strip() or UNTITLED,
        verdict,
        advice.reason,
        "What decides it",
        "For",
        "Against",
        "In it for you",
        asked,
    ]
    ends = [advice.knowledge.sha256[:12], CLOSING]
    assert in_order(told(advice), [*parts, "The concerns", *ends])


@some_shown
def test_every_concern_has_a_sign_and_a_word(name: str) -> None:
    """A concern is told by its title, the sign of its status and the word for it, so that no colour is needed."""
    advice = shown_advice(name)
    text = told(advice, full=False)
    for concern in advice.concerns:
        sign, word = SIGNS[concern.status], STATUS_NAMES[concern.status]
        assert f"{sign} {concern.title}: {sentence_start(word)}" in text
    assert len(set(SIGNS.values())) == len(STATUS_NAMES)


@some_shown
def test_every_sentence_folds_out_to_its_rule_facts_and_sources(name: str) -> None:
    """Of each argument, offer and step the whole report tells the rule, and each claim with its title and author."""
    advice = shown_advice(name)
    text = told(advice)
    sources = {claim: source for source in advice.cited for claim in source.claims}
    arguments = [argument for concern in advice.concerns for argument in concern.arguments]
    told_of: list[Argument | GrowthAdvice | Guidance] = [*arguments, *advice.growth, *advice.guidance]
    for one in told_of:
        assert f"Rule {one.rule}" in text
        assert one_line(one.because) in text
        for claim in one.sources:
            source = sources[claim]
            assert one_line(f"{claim}: {source.title}, by {source.author}") in text


@some_shown
def test_facts_and_what_is_presumed_are_told_with_their_reasons(name: str) -> None:
    """At the end stand the facts that were stated, and what was presumed and why."""
    advice = shown_advice(name)
    text = told(advice)
    for fact in advice.facts:
        assert one_line(fact.text)[1:] in text
    for presumption in advice.presumptions:
        assert one_line(presumption.because) in text
    for off in advice.switched_off:
        assert f"{off.rule}, switched off by the pack {off.pack}" in text


@some_shown
def test_the_short_report_tells_no_rules(name: str) -> None:
    """Without `full` there is the brief part, the concerns and the map, and no ids of rules."""
    advice = shown_advice(name)
    assert "Behind every sentence" not in told(advice, full=False)
    assert not set(re.findall(r"[\w-]+", told(advice, full=False))) & {
        argument.rule for concern in advice.concerns for argument in concern.arguments if "-" in argument.rule
    }


@some_shown
def test_no_question_is_told_twice(name: str) -> None:
    """Among the questions to take along each stands once, though a fact and a rule may both ask it."""
    html = to_html(shown_advice(name))
    part = re.split(r"<h2>(?:Find out first|Worth asking)</h2>", html)[1].split("</section>")[0]
    questions = re.findall(r"<li><span>(.*?)</span>", part)
    assert len(questions) == len(set(questions)) <= 7


@some_shown
def test_for_and_against_have_equal_room(name: str) -> None:
    """At most three arguments for it and three against it are open at once; the others fold out."""
    html = to_html(shown_advice(name))
    sides = re.findall(r'<div class="side">(.*?)</div>', html)
    assert len(sides) == 2
    for side in sides:
        assert len(re.findall("<li", side.split("<details>")[0])) <= 3
