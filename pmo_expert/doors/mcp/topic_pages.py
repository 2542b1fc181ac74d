"""The pages of the topics that can be described, and of the resources."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_expert.domain.attribute import Attribute
from pmo_expert.doors.mcp.asking import possible_answers, takes_text
from pmo_expert.knowledge.compiling.arguments import rules_about
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.rule import STRENGTHS, Presumes, Rule, Source
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph
from pmo_expert.render.pages.rule_page import effect_text
from pmo_expert.render.words import CLOSING, listed, sentence, sentence_start


def overview_page(knowledge: Knowledge) -> Iterator[Block]:
    """Yield what a pack decides, what facts there are, and what is looked at."""
    vocabulary, words = knowledge.vocabulary, [verdict.words for verdict in knowledge.decision.verdicts]
    yield Heading(2, knowledge.title)
    yield Paragraph(f"The verdict is one of these, from best to worst: {listed(words, 'or')}. {CLOSING}")
    facts = (
        Item(", ".join(one.field for one in vocabulary.of_section(section)), lead=section)
        for section in vocabulary.sections
    )
    yield Item("each is stated as section.attribute", lead="Facts", items=tuple(facts))
    concerns = (Item(title, lead=name) for name, title in knowledge.concerns.items())
    yield Item("what may speak against", lead="Concerns", items=tuple(concerns))
    yield Item(sentence(listed(list(knowledge.growth.values()))), lead="On offer may be")
    count = f"{len(knowledge.rules)} rules of {knowledge.name} {knowledge.version}"
    yield Item(sentence(f"{count}, which rest on {listed(list(_titles(knowledge)))}"), lead="Rules")


def section_page(knowledge: Knowledge, section: str) -> Iterator[Block]:
    """Yield the facts of a section: each with its question and its answers."""
    yield Heading(2, sentence_start(knowledge.vocabulary.sections[section]))
    for attribute in knowledge.vocabulary.of_section(section):
        names = ", ".join(answer.value for answer in possible_answers(attribute)) or takes_text(attribute)
        yield Item(attribute.question, lead=attribute.name, details=(names,))


def attribute_page(knowledge: Knowledge, attribute: Attribute) -> Iterator[Block]:
    """Yield the question for a fact, whom to ask, the answers, and what is usual."""
    yield Heading(2, attribute.name)
    yield Paragraph(f"{attribute.question} {attribute.help}".rstrip())
    yield Item(knowledge.vocabulary.asks[attribute.ask], lead="Whom to ask")
    answers = tuple(Item(answer.text, lead=answer.value) for answer in possible_answers(attribute))
    yield Item(takes_text(attribute), lead="Takes", items=answers)
    if attribute.negotiable:
        yield Item("the other side could change it for you", lead="Negotiable")
    for rule in knowledge.rules.values():
        if isinstance(rule.effect, Presumes) and rule.effect.attribute == attribute.name:
            yield Item(rule.because, lead=f"Usual: {attribute.written(rule.effect.value)}")


def concern_page(knowledge: Knowledge, concern: str) -> Iterator[Block]:
    """Yield the rules on a concern: what each says, and what it does."""
    yield Heading(2, knowledge.concerns[concern])
    yield from (_rule_item(knowledge, rule) for rule in rules_about(knowledge.rules.values(), concern))


def sources_page(knowledge: Knowledge) -> Iterator[Block]:
    """Yield what the rules rest on."""
    yield Heading(2, "What the rules rest on")
    yield from (Item(_about(source), lead=source.id) for source in knowledge.sources.values())


def source_page(knowledge: Knowledge, source: Source) -> Iterator[Block]:
    """Yield what rules cite of a source, claim by claim."""
    yield Heading(2, source.title)
    yield Paragraph(_about(source))
    for claim in knowledge.claims.values():
        if claim.source == source.id:
            yield Item(claim.says, lead=f"{claim.id} ({claim.place})")


def vocabulary_page(knowledge: Knowledge) -> Iterator[Block]:
    """Yield all facts, section by section."""
    for section in knowledge.vocabulary.sections:
        yield from section_page(knowledge, section)


def _rule_item(knowledge: Knowledge, rule: Rule) -> Item:
    return Item(rule.because, lead=rule.id, details=(effect_text(rule.effect, knowledge),))


def _about(source: Source) -> str:
    """Return who wrote a source, when, and how much it can bear."""
    parts = [source.author, str(source.year or ""), STRENGTHS.get(source.strength, "")]
    return f"{source.title} ({', '.join(filter(None, parts))})"


def _titles(knowledge: Knowledge) -> Iterator[str]:
    yield from (f"“{source.title}”" for source in knowledge.sources.values())
