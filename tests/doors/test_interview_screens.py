"""Every screen of an interview fits a terminal of 80 columns and 24 lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmo_expert import Interview, Knowledge, load_knowledge
from pmo_expert.doors.cli.sheet import Sheet
from tests.advice.examples import ROOT
from tests.interview.test_interview import short_answers

LINES, COLUMNS = 24, 80
PROMPT = 1
PACKS = [ROOT / "rules/practice", *sorted(path.parent for path in ROOT.glob("examples/packs/*/pack.yaml"))]
"""Packs with all questions that there are: practice has those of the article too."""
every_pack = pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
example_packs = pytest.mark.parametrize("pack", PACKS[1:], ids=lambda pack: pack.name)


def asking(knowledge: Knowledge, name: str, answer: str = "unknown") -> Sheet:
    """Return what prints the question for an attribute after an answer to it, asked again."""
    interview = Interview({}, knowledge, engine="compiled")
    interview.reopen(name)
    if answer != "unknown":
        interview.answer(answer)
        interview.reopen(name)
    return Sheet(interview, LINES)


def assert_fits(shown: str) -> None:
    """Fail unless what is shown fits, with the prompt below it."""
    lines = shown.splitlines()
    assert len(lines) + PROMPT <= LINES, shown
    assert max(map(len, lines)) <= COLUMNS, shown


@every_pack
def test_every_question_fits(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the interview stands, the theme, the question with all its answers and the prompt fit, asked again too."""
    knowledge = load_knowledge(pack)
    for attribute in knowledge.vocabulary.attributes.values():
        longest = ", ".join(attribute.values) if attribute.kind == "set" else short_answers(attribute)[-1]
        asking(knowledge, attribute.name, longest).question()
        assert_fits(capsys.readouterr().out)


@every_pack
def test_every_reason_fits_with_its_question(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Why a question is asked fits with the question below it, whatever the outcomes are."""
    knowledge = load_knowledge(pack)
    for name in knowledge.vocabulary.attributes:
        sheet = asking(knowledge, name)
        sheet.why()
        sheet.again()
        assert_fits(capsys.readouterr().out)


@every_pack
def test_reasons_on_the_way_fit(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In an interview in which nothing is known, each reason fits with its question, and so does the question."""
    interview = Interview({}, load_knowledge(pack), engine="compiled")
    interview.go_on()
    while interview.attribute is not None:
        sheet = Sheet(interview, LINES)
        sheet.question()
        assert_fits(capsys.readouterr().out)
        sheet.why()
        sheet.again()
        assert_fits(capsys.readouterr().out)
        interview.answer("unknown")
    assert interview.answered


@example_packs
def test_the_commands_fit_with_every_question(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What can be said beside an answer fits with the question below it."""
    knowledge = load_knowledge(pack)
    for name in knowledge.vocabulary.attributes:
        sheet = asking(knowledge, name)
        sheet.commands()
        sheet.again()
        assert_fits(capsys.readouterr().out)


@example_packs
def test_the_answers_fit_with_every_question(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """However many answers there are, as many are listed as fit with the question, and in turn all of them."""
    knowledge = load_knowledge(pack)
    attributes = knowledge.vocabulary.attributes
    facts = {name: part.read_answer(short_answers(part)[-1])[0] for name, part in attributes.items()}
    for name in attributes:
        interview = Interview(facts, knowledge, engine="compiled")
        interview.reopen(name)
        sheet = Sheet(interview, LINES)
        listed, first = 0, 1
        while listed < len(facts):
            sheet.overview(first)
            sheet.again()
            shown = capsys.readouterr().out
            assert_fits(shown)
            overview = shown.partition("To change one")[0]
            found = [line for line in overview.splitlines() if line.lstrip()[:1].isdigit()]
            assert found[0].split()[0] == str(first)
            listed, first = listed + len(found), first + len(found)
        assert listed == len(facts)
