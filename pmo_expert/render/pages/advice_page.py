"""The page that shows all of an advice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from pmo_expert.advice.advice_result import Advice, Argument, ConcernAdvice, Firing, GrowthAdvice, Guidance
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph
from pmo_expert.render.pages.advice_brief import Room, head, summary
from pmo_expert.render.pages.advice_told import (
    argument_lead,
    cannot_tell_lines,
    first_firings,
    grounds_of,
    serves_sentence,
)
from pmo_expert.render.pages.questions_page import questions_blocks
from pmo_expert.render.words import (
    CLOSING,
    citation,
    concern_tone,
    concern_words,
    listed,
    sentence,
    sentence_start,
)

ALL = Room(3, 99, 99, 99, 0, 0)
MORE_QUESTIONS = "the command questions lists them with --all"


def advice_page(advice: Advice) -> list[Block]:
    """Return the page with all of an advice: first what the brief one tells, then what stands behind it."""
    page = _Page(advice, first_firings(advice.trace))
    return [
        *head(advice),
        *summary(advice, ALL),
        *page.growth(),
        *questions_blocks(advice, more=MORE_QUESTIONS),
        *page.concerns(),
        *page.guidance(),
        *page.said(),
        *page.usual(),
        *page.colophon(),
    ]


@frozen
class _Page:
    advice: Advice
    firings: Mapping[str, Firing]

    def growth(self) -> Iterable[Block]:
        yield Heading(2, "What is in it for you")
        for growth in sorted(self.advice.growth, key=lambda growth: not growth.serves_your_goals):
            yield self._growth(growth)
        if not self.advice.growth:
            subject = sentence_start(self.advice.words.subject)
            yield Paragraph(f"{subject} is not known to offer anything that lets you grow.", "faint")

    def concerns(self) -> Iterable[Block]:
        yield Heading(2, "What speaks against it, and what answers that")
        for concern in self.advice.concerns:
            yield self._concern(concern)

    def guidance(self) -> Iterable[Block]:
        if not self.advice.guidance:
            return
        yield Heading(2, "What to do next")
        for guidance in self.advice.guidance:
            lead = sentence_start(self.advice.words.asks[guidance.ask]) if guidance.ask else "Step"
            details = (guidance.because, *self._grounds(guidance))
            yield Item(guidance.text, lead=lead, details=details)

    def said(self) -> Iterable[Block]:
        if self.advice.facts:
            yield Heading(2, "What you said")
            yield Paragraph(sentence("; ".join(fact.text for fact in self.advice.facts)))

    def usual(self) -> Iterable[Block]:
        if not self.advice.presumptions:
            return
        yield Heading(2, "What is usual, and counts until you say how it is")
        for presumption in self.advice.presumptions:
            cited = citation(presumption.rule, presumption.sources, presumption.authority)
            details = (presumption.because, cited)
            yield Item(sentence(presumption.text), details=details)

    def colophon(self) -> Iterable[Block]:
        knowledge, engines = self.advice.knowledge, listed(self.advice.engines)
        agreed = "engines that agree" if len(self.advice.engines) > 1 else "engine"
        yield Heading(2, "How this was found")
        yield Paragraph(
            f"Known facts: {len(self.advice.facts)}; firings: {len(self.advice.trace)}; rules {knowledge.name} "
            f"{knowledge.version} ({knowledge.sha256[:12]}); {agreed}: {engines}. {CLOSING}",
            "faint",
        )
        for off in self.advice.switched_off:
            instead = f"; {off.instead} stands in its place" if off.instead else ""
            text = f"Not used: {off.rule}, switched off by the pack {off.pack}{instead}. {sentence(off.reason)}"
            yield Paragraph(text, "faint")

    def _concern(self, concern: ConcernAdvice) -> Item:
        status = concern_words(concern, self.advice.words)
        tone = concern_tone(concern, self.advice.words)
        items = tuple(map(self._argument, concern.arguments))
        return Item(status, lead=concern.title, tone=tone, details=cannot_tell_lines(concern, self.advice), items=items)

    def _argument(self, argument: Argument) -> Item:
        lead = argument_lead(argument, self.advice.words)
        answered = f"Answered by {listed(argument.answered_by)}." if argument.answered_by else ""
        answers = f"Answers {listed(argument.answers)}." if argument.answers and argument.stands else ""
        return Item(
            argument.because,
            lead=lead,
            tone="plain" if argument.stands else "faint",
            details=(*self._grounds(argument), *filter(None, [answered, answers])),
        )

    def _growth(self, growth: GrowthAdvice) -> Item:
        return Item(
            growth.because,
            lead=growth.title + (" (usually)" if growth.presumed else ""),
            tone="good" if growth.serves_your_goals else "plain",
            details=(serves_sentence(growth, self.advice.words), *self._grounds(growth)),
        )

    def _grounds(self, told: Argument | GrowthAdvice | Guidance) -> tuple[str, ...]:
        """Return the lines that say from which facts, by which rule and on whose authority."""
        grounds = grounds_of(self.firings[told.rule])
        facts = (f"Since {listed(grounds)}.",) if grounds else ()
        return (*facts, citation(told.rule, told.sources, told.authority))
