"""What the door for assistants refuses: every fault on a line, so that an assistant can mend all at once."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_expert import InputError, case_from
from tests.advice.examples import article
from tests.doors.mcp.connect import refused, speak

pytest.importorskip("mcp_types", reason="the SDK of the Model Context Protocol is not installed")

from mcp import Client, MCPError

from pmo_expert.doors.mcp.tools import adviser_tools

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=8), part, max_size=3),
    max_leaves=6,
)


def test_wrong_facts_are_told_as_everywhere() -> None:
    """Faults of facts are those of the library: each on a line, with place, allowed values and the nearest name."""
    facts = {"pmo.levl": "program", "candidate.goals": ["recogniton"], "opening.manages_projects": "lots"}
    with pytest.raises(InputError) as error:
        case_from(facts)
    lines = refused("advise", {"facts": facts})
    assert lines == str(error.value).splitlines()
    assert len(lines) == 3
    assert "did you mean “level”?" in lines[0]
    assert "allowed: none, few, many" in lines[2]


def test_an_unknown_argument_is_refused_clearly() -> None:
    """An argument that there is not is told with the nearest one, together with all that else is wrong."""
    assert refused("advise", {"facts": {"a.b": 1}, "detial": "full", "title": 3}) == [
        "there is no argument “detial”; did you mean “detail”? allowed: facts, detail, title",
        "there is no section “a”; allowed: organization, pmo, opening, candidate",
        "title: expected a text, found “3”",
    ]


@pytest.mark.parametrize(
    ("tool", "arguments", "line"),
    [
        ("advise", {}, "facts: is missing"),
        ("advise", {"facts": "none"}, "facts: expected an object of facts by section.attribute, found “none”"),
        ("advise", {"facts": {}, "detail": "ful"}, "detail: there is no choice “ful”; did you mean “full”?"),
        ("explain", {"facts": {}}, "about: is missing"),
        ("explain", {"facts": {}, "about": "staff"}, "there is no conclusion or rule “staff”"),
        ("explain", {"facts": {}, "about": "accept"}, "does not hold in this case; ask why not: “accept”"),
        ("next_question", {"unknown": "pmo.level"}, "unknown: expected a list of names of facts, found “pmo.level”"),
        ("next_question", {"unknown": ["pmo.levl"]}, "pmo: there is no attribute “levl”; did you mean “level”?"),
        (
            "describe",
            {"topic": "staff-functoin"},
            "topic: there is no topic “staff-functoin”; did you mean “staff-func",
        ),
    ],
)
def test_each_tool_says_what_is_wrong(tool: str, arguments: dict[str, Any], line: str) -> None:
    """What is wrong with the arguments of a tool is one clear line."""
    (found,) = refused(tool, arguments)
    assert found.startswith(line)


def test_a_tool_that_there_is_not_is_an_error_of_the_protocol() -> None:
    """To call a tool that there is not is an error with the nearest one; so is to read or get what there is not."""

    async def tell(client: Client) -> list[str]:
        messages = []
        for ask in (
            client.call_tool("advice", {}),
            client.read_resource("rules://lists"),
            client.get_prompt("help", {}),
        ):
            with pytest.raises(MCPError) as error:
                await ask
            messages.append(str(error.value))
        return messages

    tool, resource, prompt = speak(tell)
    assert tool == "there is no tool “advice”; did you mean “advise”? allowed: advise, explain, next_question, describe"
    assert resource.startswith("there is nothing to read at “rules://lists”; did you mean “rules://list”?")
    assert prompt == "there is no prompt “help”; allowed: help-decide"


@given(arguments=st.dictionaries(st.sampled_from(["facts", "about", "kind", "unknown", "topic", "x"]), JSON))
def test_any_arguments_are_taken_or_refused(arguments: dict[str, Any]) -> None:
    """Whatever JSON a tool is given, it returns a result or says what is wrong."""
    for tool in adviser_tools(article()):
        with suppress(InputError):
            tool.call(arguments)


@given(value=JSON, name=st.sampled_from(list(article().vocabulary.attributes)))
def test_any_value_of_a_fact_is_taken_or_refused(value: Any, name: str) -> None:
    """Whatever JSON a fact is given as, the next question comes or it is said what is wrong."""
    tool = adviser_tools(article())[2]
    with suppress(InputError):
        tool.call({"facts": {name: value}})
