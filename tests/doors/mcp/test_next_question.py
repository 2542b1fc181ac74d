"""The tool that asks what to ask next, of an interview that remembers nothing."""

from __future__ import annotations

import pytest

from pmo_expert import Interview
from pmo_expert.interview.standing import so_far
from tests.advice.examples import CASE_FILES, article
from tests.doors.mcp.connect import LEAD_CASES, facts_of, knowledge_of, told


@pytest.mark.parametrize("pack", ["article", "lead-or-build"])
def test_next_question_goes_the_way_of_the_interview(pack: str) -> None:
    """Asked with all facts each time, the first question, the verdict so far and the count are the interview's."""
    knowledge = knowledge_of(pack)
    for path in (CASE_FILES if pack == "article" else LEAD_CASES).values():
        case = knowledge.read_case(path)
        found = told("next_question", {"facts": facts_of(case)}, pack=pack)
        standing = Interview(case, knowledge).standing
        verdict = so_far(standing.advice)
        assert found["left"] == standing.left
        assert found["verdict_so_far"] == (standing.advice.words.verdicts[verdict] if verdict else None)
        asked = found["question"]["attribute"] if found["question"] else None
        assert asked == (standing.question.attribute if standing.question else None)
        assert (found["ended"] is None) == (standing.end is None)


def test_an_interview_by_the_tool_ends() -> None:
    """An interview that answers every question with unknown asks each once, and says at last why it ended."""
    asked: list[str] = []
    while (found := told("next_question", {"facts": {}, "unknown": asked}))["question"]:
        assert found["question"]["attribute"] not in asked
        asked.append(found["question"]["attribute"])
    assert len(asked) > 3
    assert found["ended"] == "No further question: what could still change the advice is what you don't know."


def test_a_fact_stated_to_be_unknown_is_not_asked_again() -> None:
    """A fact that is stated to be unknown counts as answered with unknown."""
    first = told("next_question")["question"]["attribute"]
    for stated in ("unknown", None):
        assert told("next_question", {"facts": {first: stated}}) == told("next_question", {"unknown": [first]})
    assert told("next_question", {"facts": {first: None}})["question"]["attribute"] != first


def test_a_question_has_all_that_is_needed_to_ask_it() -> None:
    """The next question comes with its help, who can answer it, its answers and what depends on it."""
    question = told("next_question")["question"]
    attribute = article().vocabulary.attributes[question["attribute"]]
    assert (question["question"], question["help"]) == (attribute.question, attribute.help)
    assert question["ask"] == article().vocabulary.asks[attribute.ask]
    assert [answer["value"] for answer in question["answers"]] == list(attribute.values)
    assert all(answer["text"] for answer in question["answers"])
    assert question["why"].startswith("Depending on your answer")
