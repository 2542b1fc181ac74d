"""The last part of the report: the rule, the facts and the sources behind every sentence, and what all rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from pmo_expert.advice.advice_result import Advice, Argument, Firing, GrowthAdvice, Guidance
from pmo_expert.advice.cited_result import CitedSource
from pmo_expert.render.blocks import Item
from pmo_expert.render.html.blocks import points
from pmo_expert.render.html.report_sections import section, terms
from pmo_expert.render.html.tags import Element, Node, tag
from pmo_expert.render.pages.advice_parts import USUALLY
from pmo_expert.render.pages.advice_told import argument_lead, first_firings, grounds_of, serves_sentence
from pmo_expert.render.words import CLOSING, citation, listed, sentence, sentence_start

SHORT_HASH = 12
FOLDED = "Open a sentence to see the facts and the sources that it rests on, and its rule."


def rules(advice: Advice) -> Iterator[Element]:
    """Yield what stands behind every argument, offer and step, to be folded out, and the facts."""
    told = _Rules(advice, first_firings(advice.trace), _sources(advice))
    argued = [(one.title, map(told.argument, one.arguments)) for one in advice.concerns if one.arguments]
    others = [
        ("What is on offer", map(told.offer, advice.growth)),
        ("What to do next", map(told.guidance, advice.guidance)),
    ]
    folded = [(name, list(elements)) for name, elements in (*argued, *others)]
    parts = [node for name, elements in folded if elements for node in (tag("h3", name), *elements)]
    if parts:
        yield section("Behind every sentence", tag("p", FOLDED, class_="tone-faint"), *parts, class_="rules")
    if advice.facts:
        facts = points(Item(sentence(fact.text)) for fact in advice.facts)
        yield section("What you said", facts, class_="facts")
    if advice.presumptions:
        usual = (
            Item(sentence(one.text), details=(one.because, citation(one.rule, one.sources, one.authority)))
            for one in advice.presumptions
        )
        yield section("What is usual, and counts until you say how it is", points(usual), class_="facts")


def colophon(advice: Advice, *, full: bool) -> Element:
    """Return which rules gave the advice, what was switched off in them, and with `full` the sources."""
    knowledge = advice.knowledge
    identity = f"Rules {knowledge.name} {knowledge.version} ({knowledge.sha256[:SHORT_HASH]})."
    counts = f"Known facts: {len(advice.facts)}; presumed: {len(advice.presumptions)}."
    off = [
        Item(
            f"{one.rule}, switched off by the pack {one.pack}. {sentence(one.reason)}",
            lead="Not used",
            details=(f"{one.instead} stands in its place.",) if one.instead else (),
        )
        for one in advice.switched_off
    ]
    sources = [tag("h3", "Sources"), points(Item(_source(one)) for one in advice.cited)] if full else []
    last = tag("p", f"{identity} {counts} {CLOSING}")
    return tag("footer", *sources, *([points(off)] if off else []), last, class_="colophon")


def _sources(advice: Advice) -> dict[str, CitedSource]:
    """Return the source of each claim that is cited."""
    return {claim: source for source in advice.cited for claim in source.claims}


def _source(source: CitedSource) -> str:
    """Return a source in a sentence: title, author, year and how much it can bear."""
    year = str(source.year) if source.year else "year not known"
    strength = source.strength or "strength not told"
    return sentence(f"{source.title}, by {source.author} ({year}): {strength}")


@frozen
class _Rules:
    """What stands behind the sentences of an advice: the firing of each rule, and the source of each claim."""

    advice: Advice
    firings: Mapping[str, Firing]
    sources: Mapping[str, CitedSource]

    def argument(self, argument: Argument) -> Element:
        lead = argument_lead(argument, self.advice.words)
        lead = lead if argument.stands else f"{lead}, answered"
        answers = argument.answers if argument.stands else ()
        more = (("Answers", self._named(answers)), ("Answered by", self._named(argument.answered_by)))
        return self._folded(lead, argument, argument.because, *more)

    def offer(self, growth: GrowthAdvice) -> Element:
        lead = growth.title + (f", {USUALLY}" if growth.presumed else "")
        serves = serves_sentence(growth, self.advice.words) if growth.stands else ""
        more = (("Serves", (serves,) if serves else ()), ("Answered by", self._named(growth.answered_by)))
        return self._folded(lead, growth, growth.because, *more)

    def guidance(self, guidance: Guidance) -> Element:
        lead = sentence_start(self.advice.words.asks[guidance.ask]) if guidance.ask else "Step"
        return self._folded(lead, guidance, guidance.text, ("Because", (guidance.because,)))

    def _folded(
        self, lead: str, told: Argument | GrowthAdvice | Guidance, text: str, *more: tuple[str, tuple[Node, ...]]
    ) -> Element:
        """Return a sentence that folds out to its rule, the facts that met its conditions, its sources and more."""
        summary = tag("summary", tag("strong", f"{lead}:"), " ", text)
        grounds = grounds_of(self.firings[told.rule])
        since = (sentence(listed(grounds)),) if grounds else ()
        claims = (points(map(self._claim, told.sources)),) if told.sources else ()
        rule = (tag("code", told.rule),)
        return tag("details", summary, terms(*more, ("Since", since), ("Rests on", claims), ("Rule", rule)))

    def _claim(self, claim: str) -> Item:
        return Item(_source(self.sources[claim]), lead=claim)

    def _named(self, rules: Iterable[str]) -> tuple[Node, ...]:
        """Return the sentences of some rules, each with the id of its rule."""
        named = [Item(self.firings[rule].because, details=(rule,)) for rule in rules if rule in self.firings]
        return (points(named),) if named else ()
