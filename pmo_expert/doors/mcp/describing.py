"""What there is to know of a topic of the rules: a section, a fact, a concern, a rule, a source, or all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from pmo_expert.advice.explaining.names import AROUND
from pmo_expert.domain.text import folded
from pmo_expert.doors.mcp.results import Described, Kind, Topic
from pmo_expert.doors.mcp.topic_pages import (
    attribute_page,
    concern_page,
    overview_page,
    section_page,
    source_page,
    sources_page,
)
from pmo_expert.faults import NOWHERE, InputError, fault_at
from pmo_expert.knowledge.compiling.arguments import rules_about
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.render.blocks import Block
from pmo_expert.render.markdown import blocks_to_markdown
from pmo_expert.render.pages.rule_page import rule_page

SOURCES = "sources"


@frozen
class Subject:
    """Something that can be described; `title` names it too."""

    kind: Kind
    name: str
    title: str


def described(knowledge: Knowledge, topic: str) -> Described:
    """Return what there is to know of a topic: a name or a title, in any case; of all that there is, for none.

    Raises InputError, with the nearest name, when there is no such topic, and with all when it could be several.
    """
    subject = _meant(knowledge, topic) if topic.strip() else Subject("overview", "", knowledge.title)
    return Described(
        kind=subject.kind,
        name=subject.name,
        title=subject.title,
        text=blocks_to_markdown(_page(knowledge, subject)),
        topics=tuple(Topic(name=one.name, title=one.title) for one in _below(knowledge, subject)),
    )


def subjects(knowledge: Knowledge) -> Iterator[Subject]:
    """Yield everything that can be described; where a name is taken twice, what comes first has it."""
    yield from _sections(knowledge)
    yield from (Subject("attribute", one.name, one.question) for one in knowledge.vocabulary.attributes.values())
    yield from _concerns(knowledge)
    yield Subject("sources", SOURCES, "What the rules rest on")
    yield from _rules(knowledge, knowledge.rules)
    yield from _sources(knowledge)


def _meant(knowledge: Knowledge, topic: str) -> Subject:
    known = list(subjects(knowledge))
    exact = [one for one in known if one.name == topic][:1]
    wanted = folded(topic.strip(AROUND))
    found = exact or [one for one in known if wanted in (folded(one.name), folded(one.title))]
    if len(found) == 1:
        return found[0]
    if found:
        names = [one.name for one in found]
        raise InputError(
            [fault_at(NOWHERE, "several topics have the title", place="topic", found=topic, allowed=names)]
        )
    names = [one.name for one in known]
    titles = [one.title for one in known if one.kind not in ("rule", "attribute")]
    raise InputError([fault_at(NOWHERE, "there is no topic", place="topic", found=topic, allowed=[*names, *titles])])


def _page(knowledge: Knowledge, subject: Subject) -> Iterable[Block]:
    match subject.kind:
        case "overview":
            return overview_page(knowledge)
        case "section":
            return section_page(knowledge, subject.name)
        case "attribute":
            return attribute_page(knowledge, knowledge.vocabulary.attributes[subject.name])
        case "concern":
            return concern_page(knowledge, subject.name)
        case "rule":
            return rule_page(knowledge, knowledge.rules[subject.name])
        case "source":
            return source_page(knowledge, knowledge.sources[subject.name])
        case "sources":
            return sources_page(knowledge)


def _below(knowledge: Knowledge, subject: Subject) -> Iterable[Subject]:
    """Return what to go on with from a topic."""
    match subject.kind:
        case "overview":
            everything = (*_sections(knowledge), *_concerns(knowledge))
            return (*everything, Subject("sources", SOURCES, "What the rules rest on"))
        case "section":
            own = knowledge.vocabulary.of_section(subject.name)
            return tuple(Subject("attribute", one.name, one.question) for one in own)
        case "attribute":
            rules = knowledge.rules.values()
            readers = [rule.id for rule in rules if any(part.subject == subject.name for part in rule.when)]
            return _rules(knowledge, readers)
        case "concern":
            return _rules(knowledge, [rule.id for rule in rules_about(knowledge.rules.values(), subject.name)])
        case "sources":
            return _sources(knowledge)
        case _:
            return ()


def _sections(knowledge: Knowledge) -> tuple[Subject, ...]:
    return tuple(Subject("section", name, words) for name, words in knowledge.vocabulary.sections.items())


def _concerns(knowledge: Knowledge) -> tuple[Subject, ...]:
    return tuple(Subject("concern", name, title) for name, title in knowledge.concerns.items())


def _rules(knowledge: Knowledge, names: Iterable[str]) -> tuple[Subject, ...]:
    return tuple(Subject("rule", name, knowledge.rules[name].because) for name in names)


def _sources(knowledge: Knowledge) -> tuple[Subject, ...]:
    return tuple(Subject("source", source.id, source.title) for source in knowledge.sources.values())
