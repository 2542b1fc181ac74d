"""What assistants can read beside calling tools: the rules and the vocabulary as Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from pmo_expert.doors.mcp.topic_pages import overview_page, sources_page, vocabulary_page
from pmo_expert.faults import NOWHERE, InputError, fault_at
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.render.blocks import Block
from pmo_expert.render.markdown import blocks_to_markdown
from pmo_expert.render.pages.rule_page import rule_list_page, rule_page

MARKDOWN = "text/markdown"
OVERVIEW, LIST, VOCABULARY, SOURCES = "rules://overview", "rules://list", "rules://vocabulary", "rules://sources"
RULE = "rules://rule/"
RULE_TEMPLATE = "rules://rule/{id}"


@frozen
class Readable:
    """Something to read: its address, its name, and a line that says what it is."""

    uri: str
    name: str
    title: str


def readables(knowledge: Knowledge) -> tuple[Readable, ...]:
    """Return all that there is to read, the rules one by one last."""
    return (
        Readable(OVERVIEW, "overview", knowledge.title),
        Readable(LIST, "rules", "All rules: what each does, and what it cites"),
        Readable(VOCABULARY, "vocabulary", "All facts: what each asks, and its answers"),
        Readable(SOURCES, "sources", "What the rules rest on"),
        *(Readable(f"{RULE}{rule.id}", rule.id, rule.because) for rule in knowledge.rules.values()),
    )


def read(knowledge: Knowledge, uri: str) -> str:
    """Return what stands at an address, as Markdown. Raises InputError, with the nearest one, when nothing does."""
    return blocks_to_markdown(_page(knowledge, uri))


def _page(knowledge: Knowledge, uri: str) -> Iterable[Block]:
    if uri == OVERVIEW:
        return overview_page(knowledge)
    if uri == LIST:
        return rule_list_page(knowledge, list(knowledge.rules.values()))
    if uri == VOCABULARY:
        return vocabulary_page(knowledge)
    if uri == SOURCES:
        return sources_page(knowledge)
    rule = knowledge.rules.get(uri.removeprefix(RULE)) if uri.startswith(RULE) else None
    if rule is None:
        known = [one.uri for one in readables(knowledge)]
        raise InputError([fault_at(NOWHERE, "there is nothing to read at", found=uri, allowed=known)])
    return rule_page(knowledge, rule)
