"""Beside the tools: topics to describe, resources to read, the prompt, and what an assistant is told at the start."""

from __future__ import annotations

import pytest

from pmo_expert.render.markdown import blocks_to_markdown
from pmo_expert.render.pages.rule_page import rule_list_page, rule_page
from tests.advice.examples import article
from tests.doors.mcp.connect import every_mode, knowledge_of, server_of, speak, told

pytest.importorskip("mcp_types", reason="the SDK of the Model Context Protocol is not installed")

from mcp import Client
from mcp_types import TextContent, TextResourceContents

from pmo_expert.doors.mcp.describing import subjects

RULE = "post-is-staff"


async def read(client: Client, uri: str) -> str:
    """Return the text of a resource."""
    (contents,) = (await client.read_resource(uri)).contents
    assert isinstance(contents, TextResourceContents)
    assert contents.mime_type == "text/markdown"
    return contents.text


@every_mode
def test_resources_and_the_prompt_are_listed(mode: str) -> None:
    """Every rule is a resource, after the overview, the list, the vocabulary and the sources; there is one prompt."""

    async def listed(client: Client) -> tuple[list[str], list[str], list[str]]:
        resources = [one.uri for one in (await client.list_resources()).resources]
        templates = [one.uri_template for one in (await client.list_resource_templates()).resource_templates]
        return resources, templates, [one.name for one in (await client.list_prompts()).prompts]

    resources, templates, prompts = speak(listed, mode=mode)
    assert resources[:4] == ["rules://overview", "rules://list", "rules://vocabulary", "rules://sources"]
    assert resources[4:] == [f"rules://rule/{rule}" for rule in article().rules]
    assert (templates, prompts) == (["rules://rule/{id}"], ["help-decide"])


def test_resources_are_the_pages_of_the_rules() -> None:
    """A rule reads as the command shows it, so does the list; the vocabulary has every attribute."""
    rule = speak(lambda client: read(client, f"rules://rule/{RULE}"))
    assert rule == blocks_to_markdown(rule_page(article(), article().rules[RULE]))
    listed = speak(lambda client: read(client, "rules://list"))
    assert listed == blocks_to_markdown(rule_list_page(article(), list(article().rules.values())))
    vocabulary = speak(lambda client: read(client, "rules://vocabulary")).replace("\\", "")
    assert [name for name in article().vocabulary.attributes if f"**{name}:**" not in vocabulary] == []


def test_every_resource_can_be_read() -> None:
    """Whatever is listed can be read, and is not empty."""

    async def all_read(client: Client) -> list[str]:
        return [await read(client, one.uri) for one in (await client.list_resources()).resources]

    assert all(text.startswith("## ") for text in speak(all_read, server_of("practice")))


def test_the_prompt_names_the_tools_and_takes_a_situation() -> None:
    """The prompt asks for an interview and then advice, and passes on what was said already."""

    async def got(client: Client) -> str:
        (message,) = (await client.get_prompt("help-decide", {"situation": "They asked me."})).messages
        assert message.role == "user"
        assert isinstance(message.content, TextContent)
        return message.content.text

    text = speak(got)
    assert text.startswith(f"Help me decide: “{article().title}” This is my situation: They asked me.")
    assert text.index("next_question") < text.index("call advise")


@every_mode
def test_an_assistant_is_told_what_this_is(mode: str) -> None:
    """At the start an assistant is told what is decided, and that the advice is no prediction, where it asks."""

    async def start(client: Client) -> tuple[str | None, str | None]:
        info = client.server_info
        return None if info is None else info.title, client.instructions

    title, said = speak(start, mode=mode)
    if mode == "2026-07-28":  # such a client adopts the revision without asking what the server says of itself
        assert said is None
        return
    assert title == article().title
    assert said is not None
    assert article().title in said
    assert "not a prediction" in said


@pytest.mark.parametrize("pack", ["article", "practice", "lead-or-build"])
def test_every_topic_can_be_described(pack: str) -> None:
    """Everything that can be described is described by its name, and what it leads on to can be described too."""
    knowledge = knowledge_of(pack)
    from pmo_expert.doors.mcp.describing import described

    known = list(subjects(knowledge))
    names = {one.name for one in known}
    for one in known:
        found = described(knowledge, one.name)
        assert found.text.startswith("## ")
        assert {topic.name for topic in found.topics} <= names


@pytest.mark.parametrize(
    ("topic", "kind", "has"),
    [
        ("", "overview", "accept with conditions"),
        ("opening", "section", "opening.leads"),
        ("candidate.goals", "attribute", "recognition"),
        ("staff-function", "concern", RULE),
        ("the PMO is a staff function.", "concern", RULE),
        (RULE, "rule", "raises staff-function"),
        ("sources", "sources", "Andrew Makar"),
        ("article", "source", "article I.1"),
    ],
)
def test_topics_are_described_by_name_or_title(topic: str, kind: str, has: str) -> None:
    """A section, a fact, a concern, a rule and the sources are described by their names or titles, in any case."""
    found = told("describe", {"topic": topic})
    assert found["kind"] == kind
    assert has in found["text"].replace("\\", "")


def test_the_overview_says_what_facts_there_are() -> None:
    """Without a topic, every fact and every concern is named."""
    text = told("describe")["text"].replace("\\", "")
    assert [one.field for one in article().vocabulary.attributes.values() if one.field not in text] == []
    assert [title for title in article().concerns.values() if title not in text] == []
