"""The parts of a comparison that say what to do: find out, agree, negotiate."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_expert.advice.comparing.compare_result import ComparedCase, Comparison, WayUp
from pmo_expert.advice.comparing.order import Step
from pmo_expert.advice.words import Words
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph
from pmo_expert.render.pages.changes_page import alike_text, collapsed
from pmo_expert.render.words import listed, sentence

MOST_SHOWN = 3


def ways_blocks(result: Comparison, names: list[str]) -> list[Block]:
    """Return what to find out about each case and to agree on, and what the others would need; `names` as shown."""
    return [*_next(result, names), *_ways(result, names)]


def _next(result: Comparison, names: list[str]) -> Iterable[Block]:
    told = [
        (name, items)
        for name, case in zip(names, result.cases, strict=True)
        if (items := (*_to_ask(case), *_to_agree(case)))
    ]
    if told:
        yield Heading(2, "What to find out and to agree on")
    for name, items in told:
        yield Item("", lead=name, items=items)


def _to_ask(case: ComparedCase) -> Iterable[Item]:
    """Yield the questions whose answer alone turns the verdict, those that can make it worse first."""
    for point in case.turning_points[:MOST_SHOWN]:
        yield Item(point.question, lead="Ask")
    more = len(case.turning_points) - MOST_SHOWN
    if more > 0:
        yield Item(f"And {more} more {'question' if more == 1 else 'questions'} that can turn it.", tone="faint")


def _to_agree(case: ComparedCase) -> Iterable[Item]:
    if case.conditions and case.conditions.agree:
        terms = case.conditions.agree[0].terms
        yield Item(sentence(listed([term.text for term in terms])), lead="Agree on")


def _ways(result: Comparison, names: list[str]) -> Iterable[Block]:
    if not result.ways:
        return
    yield Heading(2, "What would make the others as good")
    for way in result.ways:
        items = (*_change_items(way, result.words.verdicts[result.best_verdict]), *_question_items(way, result.words))
        yield Item(_behind(way.behind_by, result.words), lead=names[way.number - 1], items=items)
    if any(way.behind_by == "verdict" and (way.changes or way.questions) for way in result.ways):
        yield Paragraph("`pmo-expert changes` and `pmo-expert questions` say more about a case.", "faint")


def _behind(step: Step, words: Words) -> str:
    """Return by what a case is behind."""
    if step == "verdict":
        return "it has a worse verdict"
    if step == "goals_served":
        return "it serves fewer goals; its verdict is as good"
    counted = " or ".join(words.severities[name] for name in words.counting)
    return f"it has more open concerns that are {counted}; its verdict is as good"


def _change_items(way: WayUp, verdict: str) -> Iterable[Item]:
    if way.behind_by != "verdict":
        return
    if way.changes is None:
        yield Item("What would get it there cannot be computed with these rules.")
    elif not way.changes:
        yield Item(f"No change of what is known or usual leads to: {verdict}.")
    alike = collapsed(change.facts for change in way.changes or ())
    for facts in alike[:MOST_SHOWN]:
        negotiable = all(fact.negotiable for fact in facts[0])
        yield Item(sentence(alike_text(facts)), lead="If you can agree on this" if negotiable else "If this were so")
    if len(alike) > MOST_SHOWN:
        yield Item(f"And {len(alike) - MOST_SHOWN} more ways.", tone="faint")


def _question_items(way: WayUp, words: Words) -> Iterable[Item]:
    for question in way.questions[:MOST_SHOWN]:
        yield Item(question.question, lead=f"An answer can lead there; {words.asks[question.ask]}")
