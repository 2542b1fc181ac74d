"""The tool that simulates interviews."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from statistics import median

import pytest

from pmo_expert import Knowledge, load_knowledge
from tests.advice.examples import ROOT, article
from tools.simulate_interviews import Held, held_interviews, report

OTHER = ROOT / "examples/packs/lead-or-build"


@pytest.fixture(scope="module", params=["article", "lead-or-build"])
def knowledge(request: pytest.FixtureRequest) -> Knowledge:
    """Give the rules of the article, and those of a pack that shares nothing with them."""
    return article() if request.param == "article" else load_knowledge(OTHER)


def test_the_same_seed_gives_the_same_interviews(knowledge: Knowledge) -> None:
    """Interviews follow from the seed, however many there are; another seed gives others."""
    held = held_interviews(knowledge, 6, 1)
    assert held_interviews(knowledge, 3, 1) == held[:3]
    assert held_interviews(knowledge, 6, 2) != held


def test_no_question_is_asked_twice(knowledge: Knowledge) -> None:
    """Each interview asks for each fact once at most, tells the advice around each answer, and says why it ended."""
    for one in held_interviews(knowledge, 10, 3):
        assert len(set(one.asked)) == len(one.asked) == len(one.advice) - 1
        assert one.end in ("settled", "steady", "exhausted", "pointless")


def test_interviews_are_short_and_their_advice_is_steady(knowledge: Knowledge) -> None:
    """The advice shown changes once at most in most interviews, half have a dozen questions at most.

    None ends without a question about each section.
    """
    held = held_interviews(knowledge, 80, 1)
    assert sum(one.changes <= 1 for one in held) >= 0.8 * len(held)
    assert median(len(one.asked) for one in held) <= 12
    assert max(one.changes for one in held) <= 4
    assert all(one.sections == set(knowledge.vocabulary.sections) for one in held)


def test_thorough_interviews_are_longer(knowledge: Knowledge) -> None:
    """Interviews that go on ask for more facts than those that end when no answer alone turns the verdict."""
    short, long = (
        [len(one.asked) for one in held_interviews(knowledge, 5, 1, thorough=thorough)] for thorough in (False, True)
    )
    assert sum(short) < sum(long)


def test_the_report_counts_what_came_of_interviews() -> None:
    """Changes, lengths, ends and sections without a question are counted over all interviews."""
    steady = Held(("opening.kind", "pmo.level"), ("accept", "decline", "decline"), "settled")
    restless = Held(("candidate.goals", "pmo.level"), ("accept", "decline", "accept"), "exhausted")
    assert [one.changes for one in (steady, restless)] == [1, 2]
    lines = list(report(article(), [steady, steady, steady, restless]))
    assert lines[0].startswith("4 interviews by article")
    assert lines[1] == "advice so far changes at most once: 75.0%; most changes: 2"
    assert lines[2] == "questions: median 2, most 2; more than 12: 0.0%"
    assert lines[3] == "ended: exhausted 25.0%, settled 75.0%"
    assert lines[4:] == [
        "ended without a question about organization (organization): 100.0%",
        "ended without a question about pmo (PMO): 0.0%",
        "ended without a question about opening (opening): 25.0%",
        "ended without a question about candidate (candidate): 75.0%",
    ]


def themes(held: list[Held]) -> list[list[str]]:
    """Return the sections that each interview asked about, question by question."""
    return [[name.partition(".")[0] for name in one.asked] for one in held]


def test_it_seldom_comes_back_to_a_theme(knowledge: Knowledge) -> None:
    """Short as interviews are, few questions come back to a theme that was left."""
    asked = themes(held_interviews(knowledge, 30, 1))
    changes = sum(one != other for sections in asked for one, other in pairwise(sections))
    needed = sum(len(set(sections)) - 1 for sections in asked)
    assert changes - needed < sum(map(len, asked)) / 6


def test_questions_of_a_theme_come_together(knowledge: Knowledge) -> None:
    """In thorough interviews a question more often stays with the theme of the last one than not."""
    held = held_interviews(knowledge, 6, 1, thorough=True)
    stays = [one == other for sections in themes(held) for one, other in pairwise(sections)]
    assert sum(stays) > len(stays) / 2


def test_the_tool_prints_its_report() -> None:
    """Run as a program, the tool prints the report; a number that makes no sense is refused."""
    command = [sys.executable, str(ROOT / "tools/simulate_interviews.py"), "--rules", str(OTHER), "--interviews"]
    good, bad = (subprocess.run([*command, number], capture_output=True, text=True, check=False) for number in "30")
    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout.splitlines() == list(report(load_knowledge(OTHER), held_interviews(load_knowledge(OTHER), 3, 1)))
    assert (bad.returncode, bad.stdout) == (2, "")
