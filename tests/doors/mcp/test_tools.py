"""The tools of the door for assistants: what they return is what the library says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pmo_expert import Explanation, advise, to_json, to_markdown, why, why_not
from pmo_expert.render.pages.advice_brief import CLOSING
from pmo_expert.render.text import to_text
from tests.advice.examples import CASE_FILES, article, example_case, lead_or_build
from tests.doors.mcp.connect import (
    LEAD_CASES,
    call,
    every_mode,
    facts_of,
    knowledge_of,
    server_of,
    speak,
    text_of,
    told,
)

MOST = 4096
TOOLS = ("advise", "explain", "next_question", "describe")
GOALS = {"candidate.goals": ["recognition"], "organization.recognition": "delivery"}
STAR = "star-asked-backstage"


def cases() -> list[tuple[str, Path]]:
    """Return all example cases, each with the rules that it is for."""
    shipped = [(pack, path) for pack in ("article", "practice") for path in CASE_FILES.values()]
    return [*shipped, *(("lead-or-build", path) for path in LEAD_CASES.values())]


def told_of(explanation: Explanation) -> str:
    """Return what the library tells of an explanation; where there is more of it, what an assistant can do."""
    return to_markdown(explanation).replace("--full shows all of it", "explain what it names, one by one")


def words(brief: dict[str, Any]) -> list[str]:
    """Return the sentences of an advice in brief."""
    terms = brief["conditions"] or {}
    points = [point["text"] for point in brief["decides"]]
    return [
        brief["reason"],
        *points,
        *terms.get("make_sure", ()),
        *terms.get("live_with", ()),
        *terms.get("agree", ()),
    ]


@pytest.mark.parametrize(("pack", "path"), cases(), ids=lambda part: part.stem if isinstance(part, Path) else part)
def test_brief_is_short_and_says_what_the_screen_says(pack: str, path: Path) -> None:
    """In brief the advice takes less than 4 KB, and its sentences are those of the library's text."""
    knowledge = knowledge_of(pack)
    case = knowledge.read_case(path)
    result = call("advise", {"facts": facts_of(case), "title": case.title}, target=server_of(pack))
    assert len(text_of(result).encode()) < MOST
    brief = json.loads(text_of(result))
    assert brief == result.structured_content
    advice = advise(case, knowledge)
    assert (brief["verdict"], brief["title"], brief["full"]) == (advice.verdict, case.title, None)
    said = " ".join(to_text(advice, full=True, width=10_000).split())
    everything = f"{said} {' '.join(to_text(advice, width=10_000).split())}".casefold()
    assert [text for text in words(brief) if text.rstrip(".").casefold() not in everything] == []
    assert [one["question"] for one in brief["questions"]] == [
        one.question
        for one in advice.questions
        if one.attribute in {asked["attribute"] for asked in brief["questions"]}
    ]


def test_brief_says_what_kind_of_advice_it_is() -> None:
    """In brief the advice marks what is usual, and says that it is no prediction."""
    brief = told("advise", {"facts": facts_of(example_case("first-coffee"))})
    assert "“Usually” marks" in brief["note"]
    assert "not a prediction" in brief["note"]
    assert "no prediction" in CLOSING
    assert brief["questions"][0]["ask"] == "ask yourself"
    assert "usually" in brief["in_it_for_you"]


def test_brief_has_two_to_five_questions_where_there_are_some() -> None:
    """Where little is known, the five best questions are told."""
    facts = facts_of(example_case("first-coffee"))
    assert len(told("advise", {"facts": facts})["questions"]) == 5


def test_full_is_the_whole_advice() -> None:
    """In full, the whole advice comes with the brief, as the library writes it."""
    case = example_case(STAR)
    arguments = {"facts": facts_of(case), "title": case.title}
    full = told("advise", {**arguments, "detail": "full"})
    assert full["full"] == json.loads(to_json(advise(case, article())))
    assert {**full, "full": None} == told("advise", arguments)


@pytest.mark.parametrize("about", ["verdict", "The PMO is a staff function", "wiifm"])
def test_explain_says_why(about: str) -> None:
    """What explain tells is what why tells."""
    expected = why(example_case(STAR), about, article())
    found = told("explain", {"facts": facts_of(example_case(STAR)), "about": about})
    assert found["told"] == told_of(expected)
    assert (found["conclusion"], found["holds"], found["answer"]) == (expected.conclusion, True, expected.answer)


def test_explain_says_why_not_and_what_it_would_take() -> None:
    """What explain tells of why-not is what why_not tells, with the changes that it would take in words."""
    expected = why_not(GOALS, "accept", article())
    found = told("explain", {"facts": GOALS, "about": "accept", "kind": "why-not"})
    assert found["told"] == told_of(expected)
    assert found["takes"] == [[change.text_after for change in changes] for changes in expected.takes]
    assert found["holds"] is False


@every_mode
def test_tools_say_that_they_only_read(mode: str) -> None:
    """Every tool has a title and says that it changes nothing, the same each time, and reaches nothing outside."""
    tools = speak(lambda client: client.list_tools(), mode=mode).tools
    assert tuple(tool.name for tool in tools) == TOOLS
    for tool in tools:
        hints = tool.annotations
        assert hints is not None
        assert (hints.read_only_hint, hints.idempotent_hint, hints.open_world_hint) == (True, True, False)
        assert tool.title
        assert tool.description


@pytest.mark.parametrize("pack", ["article", "practice", "lead-or-build"])
def test_schemas_are_schemas_and_show_every_value(pack: str) -> None:
    """Input and output schemas are JSON Schemas of objects; that of facts has every attribute with all its values."""
    knowledge = knowledge_of(pack)
    tools = {tool.name: tool for tool in speak(lambda client: client.list_tools(), server_of(pack)).tools}
    for tool in tools.values():
        for schema in (tool.input_schema, tool.output_schema or {}):
            Draft202012Validator.check_schema(schema)
            assert schema["type"] == "object"
    for name in ("advise", "explain", "next_question"):
        facts = tools[name].input_schema["properties"]["facts"]
        assert list(facts["properties"]) == list(knowledge.vocabulary.attributes)
        for attribute in knowledge.vocabulary.attributes.values():
            shown = json.dumps(facts["properties"][attribute.name])
            assert [value for value in attribute.values if f'"{value}"' not in shown] == []
    described = tools["advise"].input_schema["properties"]["facts"]["properties"]
    assert all(one.question in described[one.name]["description"] for one in knowledge.vocabulary.attributes.values())


def test_names_and_descriptions_come_from_the_pack() -> None:
    """Of another pack, descriptions have its title and its verdicts, and no word of the shipped one."""
    said = str(speak(lambda client: client.list_tools(), server_of("lead-or-build")).tools)
    assert lead_or_build().title in said
    assert "become a manager" in said
    assert "PMO" not in said
