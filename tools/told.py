"""Compares the advice on the situations told in public with what became of them, and writes docs/told.md.

`python tools/told.py` writes the page; with `--check` it writes nothing and exits with 1 when the page is not current.
The case files in tests/told/ were written by readers who had the vocabulary and the stories, and had not seen a rule.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from attrs import frozen

from pmo_expert import Advice, Knowledge, advise, load_knowledge
from pmo_expert.knowledge.language.subjects import STATUS_NAMES
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph, Table
from pmo_expert.render.markdown import blocks_to_markdown
from pmo_expert.render.pages.advice_parts import make_sure_text
from pmo_expert.render.words import listed, sentence

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "told.md"
TOLD = ROOT / "tests" / "told"
AGAIN = "again"
"""The folder of the situations that a second reader coded, for the pack of practice."""
MEANT = {
    "accept": "accept",
    "stay": "accept",
    "accept_with_conditions": "accept_with_conditions",
    "find_out_more": "find_out_more",
    "decline_or_leave": "decline",
}
"""The verdict that an outcome comes to, where it comes to one."""
MOST_QUESTIONS = 7
"""How many questions are shown to people who do not ask for all."""


@frozen
class Told:
    """A situation with the advice on it, and with what became of it.

    `beyond` is what decided there and the article does not name, each with the attributes that ask for it.
    """

    name: str
    advice: Advice
    knowledge: Knowledge
    outcome: str
    kind: str
    decides: bool
    concerns: tuple[str, ...]
    beyond: Mapping[str, list[str]]

    @property
    def meant(self) -> str | None:
        """The verdict that became of it; None where nothing clear did."""
        return MEANT.get(self.outcome) if self.decides else None

    @property
    def agrees(self) -> bool | None:
        """Whether the verdict is what became of it; None where nothing clear did."""
        return None if self.meant is None else self.meant in (self.advice.verdict, self.advice.shown_lean)

    @property
    def raised(self) -> tuple[str, ...]:
        """The concerns of the story that the advice raises, open or answered."""
        statuses = {concern.id: concern.status for concern in self.advice.concerns}
        return tuple(name for name in self.concerns if statuses[name] in ("open", "mitigated"))

    @property
    def heard(self) -> tuple[str, ...]:
        """What decided beyond the article and the advice speaks of: in arguments, growth, conditions or questions."""
        spoken = set(self._spoken())
        return tuple(name for name, asked in self.beyond.items() if spoken.intersection(asked))

    def _spoken(self) -> Iterator[str]:
        """Yield the attributes of which the advice speaks."""
        advice = self.advice
        fired = [one.rule for concern in advice.concerns for one in concern.arguments]
        fired += [*advice.decided_by, *(one.rule for one in advice.growth), *(one.rule for one in advice.guidance)]
        for rule in fired:
            yield from (condition.subject for condition in self.knowledge.rules[rule].when)
            yield from getattr(self.knowledge.rules[rule].effect, "brings", ())
        yield from (question.attribute for question in advice.questions[:MOST_QUESTIONS])
        if advice.conditions is not None:
            yield from (term.attribute for agreement in advice.conditions.agree for term in agreement.terms)
            yield from (point.attribute for point in advice.conditions.make_sure)


def told_situations(knowledge: Knowledge, coding: str) -> list[Told]:
    """Return the situations of a coding, each with its advice."""
    outcomes: dict[str, dict[str, Any]] = yaml.safe_load((TOLD / "outcomes.yml").read_text(encoding="utf-8"))
    return [
        Told(
            name,
            advise(knowledge.read_case(path), knowledge, engine="compiled"),
            knowledge,
            outcome["outcome"],
            outcome["kind"],
            outcome["decide"],
            tuple(outcome["concerns"]),
            outcome["beyond"],
        )
        for name, outcome in outcomes.items()
        if (path := TOLD / coding / f"{name}.yaml").is_file()
    ]


def page() -> str:
    """Return the page as Markdown."""
    practice = load_knowledge("practice")
    alone = told_situations(load_knowledge(), "article")
    both = told_situations(practice, "practice")
    again = told_situations(practice, AGAIN)
    return blocks_to_markdown(
        [*_totals(alone, both), *_agreement(alone, both), *_twice(both, again), *_each(alone, both)]
    )


def _totals(alone: list[Told], both: list[Told]) -> Iterator[Block]:
    yield Heading(1, "Situations told in public")
    yield Paragraph(
        "This page is generated by tools/told.py. The case files in tests/told/ were written from the vocabularies "
        "alone, by readers who had not seen the rules: once with that of the article, once with that of practice too. "
        "After the rules of practice first ran on them, one verdict rule was added, nothing-said-of-the-post (the mean "
        "below was 68 % before), and two steps about alternatives; then proofs and a reviewer asked for changes. Beyond"
        " that rule, none of this turned the verdict of a graded situation."
    )
    columns = ("", "the article alone", "with practice")
    rows = zip(*map(_measures, (alone, both)), strict=True)
    yield Table(columns, tuple((first[0], first[1], second[1]) for first, second in rows))


def _measures(situations: list[Told]) -> Iterator[tuple[str, str]]:
    """Yield what is counted, and how much it is."""
    words = situations[0].advice.words.verdicts
    verdicts = Counter(one.advice.verdict for one in situations)
    conditioned = [one.advice.conditions for one in situations if one.advice.conditions is not None]
    lines = [bool(part.agree or part.make_sure or part.live_with) for part in conditioned]
    decided = [one for one in situations if one.beyond]
    yield "situations", str(len(situations))
    yield "facts, on average", f"{sum(len(one.advice.facts) for one in situations) / len(situations):.1f}"
    yield from ((words[name], str(verdicts[name])) for name in words)
    yield "acceptances with at least one condition named", f"{sum(lines)} of {len(lines)}"
    named, raised = (sum(len(part) for part in parts) for parts in zip(*_named_and_raised(situations), strict=True))
    yield "concerns of the article in the stories that the advice raises, open or answered", f"{raised} of {named}"
    some = sum(bool(one.heard) for one in decided)
    yield (
        "situations in which the advice speaks of something that decided beyond the article",
        f"{some} of {len(decided)}",
    )
    heard, factors = sum(len(one.heard) for one in decided), sum(len(one.beyond) for one in decided)
    yield (
        "all that decided beyond the article, and how much of it the advice speaks of",
        f"{heard} of {factors} ({heard / factors:.0%})",
    )


def _named_and_raised(situations: Iterable[Told]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    return ((one.concerns, one.raised) for one in situations)


def _agreement(alone: list[Told], both: list[Told]) -> Iterator[Block]:
    yield Heading(2, "Against what became of them")
    words = alone[0].advice.words.verdicts
    answers = {
        "the article alone": _agreeing(alone),
        "with practice": _agreeing(both),
        "always accept": {one.name: one.meant == "accept" for one in both if one.meant},
        "always accept with conditions": {one.name: one.meant == "accept_with_conditions" for one in both if one.meant},
    }
    classes = {verdict: [one.name for one in both if one.meant == verdict] for verdict in words}
    rows = [
        (words[verdict], str(len(names)), *(str(sum(right[name] for name in names)) for right in answers.values()))
        for verdict, names in classes.items()
    ]
    means = [
        sum(sum(right[name] for name in names) / len(names) for names in classes.values()) / len(classes)
        for right in answers.values()
    ]
    rows.append(("mean of the classes", "", *(f"{mean:.0%}" for mean in means)))
    yield Table(("what became of it", "situations", *answers), tuple(rows))
    yield Paragraph(
        "Counted is where the verdict, or the advice so far, is what became of it or what those who answered advised. "
        "The classes are small, the stories were told by whoever chose to tell them, and whoever wrote the rules of "
        "practice had read them: this shows that the pack can hear what decided, not how often it will be right."
    )


def _agreeing(situations: list[Told]) -> dict[str, bool]:
    return {one.name: one.agrees for one in situations if one.agrees is not None}


def _twice(both: list[Told], again: list[Told]) -> Iterator[Block]:
    """Yield how often two readers of a story come to the same verdict."""
    yield Heading(2, "Coded twice")
    first = {one.name: one.advice for one in both}
    words = again[0].advice.words.verdicts
    rows = [
        (
            one.advice.title,
            words[first[one.name].verdict],
            words[one.advice.verdict],
            f"{_shared(first[one.name], one)}",
        )
        for one in again
    ]
    same = sum(first[one.name].verdict == one.advice.verdict for one in again)
    yield Paragraph(
        f"Another reader coded every fourth situation a second time: {same} of {len(again)} got the same verdict."
    )
    yield Table(("situation", "first reader", "second reader", "facts that both state alike"), tuple(rows))


def _shared(first: Advice, second: Told) -> str:
    one, two = ({(fact.attribute, fact.text) for fact in advice.facts} for advice in (first, second.advice))
    return f"{len(one & two)} of {len(one | two)}"


def _each(alone: list[Told], both: list[Told]) -> Iterator[Block]:
    yield Heading(2, "One by one")
    for first, one in zip(alone, both, strict=True):
        yield Item("", lead=one.advice.title, items=tuple(_lines(first, one)))


def _lines(alone: Told, one: Told) -> Iterator[Item]:
    yield Item(_verdict(one.advice), lead="Advice with practice")
    yield Item(_verdict(alone.advice), lead="The article alone")
    agrees = {True: "the same", False: "another", None: "not graded"}[one.agrees]
    yield Item(f"{one.outcome.replace('_', ' ')} ({one.kind}): {agrees}", lead="What became of it")
    if one.agrees is False:
        yield Item(one.advice.reason, lead="Why the advice is another")
    statuses = {concern.id: concern for concern in one.advice.concerns}
    shown = [f"{statuses[name].title}: {STATUS_NAMES[statuses[name].status]}" for name in one.concerns]
    yield Item("; ".join(shown) or "none of the article's", lead="Concerns of the story")
    yield from _conditions(one.advice)
    if one.beyond:
        heard = [name.replace("_", " ") + ("" if name in one.heard else " (not heard)") for name in one.beyond]
        yield Item(listed(heard), lead="Decided beyond the article")


def _verdict(advice: Advice) -> str:
    words, lean = advice.words.verdicts, advice.shown_lean
    so_far = f"; so far: {words[lean]}" if lean else ""
    apart = advice.verdict_apart
    without = f"; apart from alternatives: {words[apart]}" if apart not in (None, advice.verdict) else ""
    return f"{words[advice.verdict]}{so_far}{without}"


def _conditions(advice: Advice) -> Iterator[Item]:
    if advice.conditions is not None:
        for agreement in advice.conditions.agree[:1]:
            yield Item(sentence(listed([term.text for term in agreement.terms])), lead="Agree")
        for point in advice.conditions.make_sure[:3]:
            yield Item(make_sure_text(point, advice.words), lead="Make sure")
        for burden in advice.conditions.live_with:
            yield Item(burden.because, lead="Live with")


def main() -> int:
    """Write the page, or check it."""
    text = page()
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    print("docs/told.md is not current; run python tools/told.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
