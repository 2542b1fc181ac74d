"""Results as text for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from pmo_expert import Advice, advise, case_from, grounds, load_knowledge, rules_folder, to_text, what_if, why, why_not
from pmo_expert.advice.what_if import FactChange
from pmo_expert.knowledge.compiling.arguments import rules_about
from pmo_expert.knowledge.language.subjects import STATUS_NAMES
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph, Table
from pmo_expert.render.pages.rule_page import rule_list_page, rule_page
from pmo_expert.render.words import sentence, sentence_start
from pmo_expert.render.writer import blocks_to_text
from tests.advice.examples import (
    REMOTE_PACK,
    article,
    every_example,
    example_advice,
    example_case,
    reached,
    some_examples,
)
from tests.surveys.own import lead_or_build

ANSI = re.compile(r"\x1b\[[0-9;]*m")
LEAD_CASES = sorted((REMOTE_PACK.parent / "lead-or-build" / "cases").glob("*.yaml"))


def flat(text: str) -> str:
    """Return text on one line, as if it had never been wrapped."""
    return " ".join(text.split())


def results(example: str) -> Iterator[object]:
    """Yield every explanation of the advice on an example case, and a what-if for every known fact."""
    advice = example_advice(example)
    held = reached(advice)
    yield from (why(advice, conclusion, article()) for conclusion in held)
    absent = set(map(str, article().compiled.statements)) - set(held)
    yield from (why_not(advice, conclusion, article()) for conclusion in sorted(absent))
    case = example_case(example)
    yield from (what_if(case, {name: None}, article(), engine="compiled") for name in case.facts)


@some_examples
def test_text_is_at_most_80_columns_wide(example: str) -> None:
    """No line of an advice, an explanation or a what-if is wider than 80 columns."""
    texts = [to_text(example_advice(example), full=full) for full in (False, True)]
    texts += map(to_text, results(example))
    wide = [line for text in texts for line in text.splitlines() if len(line) > 80]
    assert wide == []


@pytest.mark.parametrize("width", [60, 72, 100])
def test_width_is_kept(width: int) -> None:
    """Lines are at most as wide as was asked for, and the widest comes near it."""
    widest = max(map(len, to_text(example_advice("star-asked-backstage"), width=width).splitlines()))
    assert width - 5 <= widest <= width


def test_rules_are_at_most_80_columns_wide() -> None:
    """The list of rules and the page of every rule are at most 80 columns wide."""
    pages = [rule_list_page(article(), list(article().rules.values()))]
    pages += [list(rule_page(article(), rule)) for rule in article().rules.values()]
    wide = [line for page in pages for line in blocks_to_text(page).splitlines() if len(line) > 80]
    assert wide == []


@some_examples
def test_plain_text_has_no_escape_codes(example: str) -> None:
    """Without colour there is no escape character in any text."""
    told = (example_advice(example), *results(example))
    assert [result for result in told if "\x1b" in to_text(result, full=True) + to_text(result)] == []


@every_example
def test_colour_only_adds_escape_codes(example: str) -> None:
    """With colour there are escape codes, each line ends reset, and without them the text is the plain one."""
    advice = example_advice(example)
    for result in (advice, why(advice), why_not(advice, f"{advice.concerns[0].id}={other_status(example)}")):
        for full in (False, True):
            coloured = to_text(result, full=full, colour=True)
            assert ANSI.search(coloured)
            assert ANSI.sub("", coloured) == to_text(result, full=full)
            assert all(ends_reset(line) for line in coloured.splitlines() if ANSI.search(line))


def other_status(example: str) -> str:
    status = example_advice(example).concerns[0].status
    return "open" if status != "open" else "mitigated"


def ends_reset(line: str) -> bool:
    """Say whether every code of a line is reset before its end."""
    return str(ANSI.findall(line)[-1]) == "\x1b[0m"


def verdict_line(advice: Advice) -> str:
    """Return the line in colour that begins with the verdict."""
    words = sentence_start(advice.words.verdicts[advice.verdict])
    (line,) = [
        line for line in to_text(advice, colour=True).splitlines() if ANSI.sub("", line).startswith(f"{words}: ")
    ]
    return line


@pytest.mark.parametrize(
    ("example", "code"),
    [("rescue-beyond-hope", "31"), ("projects-of-her-own", "32"), ("first-coffee", "33")],
)
def test_verdict_has_the_colour_of_its_tone(example: str, code: str) -> None:
    """The verdict is red to decline, green to accept, yellow in between."""
    assert verdict_line(example_advice(example)).startswith(f"\x1b[{code}m")


@pytest.mark.parametrize("path", LEAD_CASES, ids=lambda path: path.stem)
def test_tones_and_words_are_those_of_the_pack(path: Path) -> None:
    """The verdict stands in the words of the pack's decision model, in the colour of the tone that it has there."""
    knowledge = lead_or_build()
    advice = advise(knowledge.read_case(path), knowledge, engine="compiled")
    decision = knowledge.decision
    code = {"good": "32", "mixed": "33", "bad": "31"}[decision.tone(advice.verdict)]
    line = verdict_line(advice)
    assert line.startswith(f"\x1b[{code}m")
    assert sentence_start(decision.words(advice.verdict)) in line


@every_example
def test_arguments_are_told_with_rule_and_claims(example: str) -> None:
    """Every argument of every concern is told: reason, rule and claims, under the title of its concern."""
    advice = example_advice(example)
    text = flat(to_text(advice, full=True))
    for concern in advice.concerns:
        assert f"{concern.title}: " in text
        for argument in concern.arguments:
            assert argument.because in text
            assert f"{argument.rule} · {', '.join(argument.sources)}" in text


@every_example
def test_growth_and_guidance_are_told_with_rule_and_claims(example: str) -> None:
    """Everything that the post offers and every next step is told with its rule and claims."""
    advice = example_advice(example)
    text = flat(to_text(advice, full=True))
    parts: list[Any] = [*advice.growth, *advice.guidance]
    for part in parts:
        assert part.because in text
        assert f"{part.rule} · {', '.join(part.sources)}" in text
    assert all(growth.title in text for growth in advice.growth)
    assert all(guidance.text in text for guidance in advice.guidance)


@every_example
def test_statuses_are_told_with_what_the_unknown_leaves_possible(example: str) -> None:
    """Every concern stands with its status; of one that unknown facts can change it says which others are possible."""
    advice = example_advice(example)
    text = flat(to_text(advice, full=True))
    for concern in advice.concerns:
        assert f"{concern.title}: {STATUS_NAMES[concern.status]}" in text
    assert text.count("Cannot tell yet; possible are: ") == len(advice.cannot_tell)


@every_example
def test_what_is_presumed_is_told_with_rule_and_claims(example: str) -> None:
    """The full page tells all that counts until somebody says how it is, with reason, rule and claims."""
    advice = example_advice(example)
    text = flat(to_text(advice, full=True))
    assert ("What is usual, and counts until you say how it is" in text) == bool(advice.presumptions)
    for one in advice.presumptions:
        assert flat(f"{sentence(one.text)} {one.because} {one.rule} · {', '.join(one.sources)}") in text


@every_example
def test_rules_and_engines_are_named(example: str) -> None:
    """An advice ends with the rules that gave it, their version and digest, and the engines."""
    advice = example_advice(example)
    knowledge = advice.knowledge
    text = flat(to_text(evolve(advice, engines=("durable", "compiled")), full=True))
    assert f"rules {knowledge.name} {knowledge.version} ({knowledge.sha256[:12]})" in text
    assert "engines that agree: durable and compiled." in text


@every_example
def test_why_tells_every_rule_and_fact(example: str) -> None:
    """Why tells the reasons of the verdict with rules, claims and facts."""
    advice = example_advice(example)
    text = flat(to_text(why(advice), full=True))
    for reason in why(advice).reasons:
        assert f"{reason.rule}: {reason.because}" in text
        assert all(source in text for source in reason.sources)
        assert all(f"[{condition.attribute}: {condition.test}]" in text for condition in reason.conditions)


def change_text(fact: FactChange) -> str:
    """Return what a fact was and is, each marked where it is only usual."""
    before, after = (("usually, " if presumed else "") for presumed in (fact.presumed_before, fact.presumed_after))
    return f"{sentence_start(before + fact.text_before)} → {after}{fact.text_after}"


@every_example
def test_what_if_tells_every_change(example: str) -> None:
    """A what-if tells every fact, concern and rule that changed."""
    case = example_case(example)
    for name in case.facts:
        result = what_if(case, {name: None}, article(), engine="compiled")
        text = flat(to_text(result))
        assert all(change_text(fact) in text for fact in result.facts)
        assert all(f"{concern.title}: " in text for concern in result.concerns)
        assert all(change.because in text for change in result.rules)


def test_nothing_changed_is_told() -> None:
    """A what-if without any change says so."""
    assert "None: the case says so already." in to_text(what_if(example_case("first-coffee"), {}))


def test_control_characters_do_not_reach_the_terminal() -> None:
    """A title with control characters is told without them, so that no case file can send codes to a terminal."""
    advice = advise(case_from({}, title="red\x1b[31m \x07bell\rback\x9b31m"))
    assert [character for character in to_text(advice) if not (character.isprintable() or character == "\n")] == []


@pytest.mark.parametrize("full", [False, True])
@given(title=st.text(max_size=300))
def test_any_title_is_told_within_the_width(full: bool, title: str) -> None:
    """Whatever the title, no line is wider than 80 columns, and the verdict begins a line of its own."""
    lines = to_text(evolve(example_advice("first-coffee"), title=title), full=full).split("\n")
    assert max(map(len, lines)) <= 80
    assert any(line.startswith("Accept with conditions: Take it only if ") for line in lines)


def test_blocks_as_text() -> None:
    """Headings, paragraphs, points with leads, details and points of their own, and tables are laid out like this."""
    blocks: list[Block] = [
        Heading(1, "Big"),
        Heading(2, "Small"),
        Paragraph("A paragraph."),
        Item("text", lead="Lead", details=("detail",), items=(Item("inner", details=("below",)),)),
        Table(("a", "b"), (("1", "2"), ("333", "4"))),
    ]
    assert blocks_to_text(blocks) == (
        "BIG\n\nSmall\n\nA paragraph.\n\nLead: text\n  detail\n  - inner\n      below\n\na    b\n1    2\n333  4\n"
    )


def test_long_headings_are_wrapped() -> None:
    """A heading that is too long continues on the next line."""
    lines = blocks_to_text([Heading(2, "word " * 30)]).splitlines()
    assert [len(line) <= 80 for line in lines] == [True, True]


@pytest.mark.parametrize("result", [None, 1, "text", article()])
def test_other_things_are_refused(result: object) -> None:
    """What is no result of the library is refused with TypeError that says so."""
    expected = r"expected an Advice, .* Summary, Replay, Replays, Proof or Fault, or several, found: "
    with pytest.raises(TypeError, match=expected):
        to_text(result)


def test_rules_on_a_concern_are_shown_with_all_caveats() -> None:
    """The rules on every concern are those that its arguments can come from."""
    for concern in article().concerns:
        on = {rule.id for rule in rules_about(article().rules.values(), concern)}
        told = {
            argument.rule
            for example in ("star-asked-backstage", "builder-among-auditors", "rescue-for-a-beginner")
            for part in example_advice(example).concerns
            if part.id == concern
            for argument in part.arguments
        }
        assert told <= on


def test_shipped_rules_load_as_they_are() -> None:
    """The rules folder is the one that the shipped knowledge comes from."""
    assert load_knowledge(rules_folder()).sha256 == article().sha256


def test_grounds_without_facts_are_told_as_such() -> None:
    """Where no fact is needed for a verdict, the page says that alone and announces none."""
    assert to_text(grounds({}, engine="compiled")) == (
        "VERDICT: FIND OUT MORE\n\nAs far as is known it would be: accept with conditions.\n\n"
        "No fact is needed for it: it is what the rules say when nothing is known.\n"
    )


def test_grounds_name_the_facts_that_suffice() -> None:
    """Facts that suffice for a verdict follow a line that announces them, in sentences."""
    told = grounds(example_case("star-asked-backstage"), engine="compiled")
    lines = to_text(told).splitlines()
    assert lines[2] == "These facts suffice for it, whatever all others turn out to be:"
    assert [line for line in lines if line.startswith("  ")] == [f"  - {sentence(fact.text)}" for fact in told.facts]
