"""The report on an advice, for people who get one file: first what fits on a page, then all that stands behind it."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_expert.advice.advice_result import Advice
from pmo_expert.render.blocks import Item
from pmo_expert.render.html.argument_map import argument_map
from pmo_expert.render.html.blocks import lead, point, points, tone_class
from pmo_expert.render.html.map_tree import SIGNS, argument_groups, group_item
from pmo_expert.render.html.report_rules import colophon, rules
from pmo_expert.render.html.report_sections import section
from pmo_expert.render.html.tags import Element, Node, tag
from pmo_expert.render.pages.advice_parts import (
    USUALLY,
    against_items,
    agree_items,
    conditions_lead,
    for_items,
    in_it,
    live_with_item,
    make_sure_item,
    questions_lead,
    verdict_item,
)
from pmo_expert.render.pages.advice_told import cannot_tell_lines
from pmo_expert.render.pages.questions_page import MOST_QUESTIONS, NOTHING_TO_ASK, TURNING, turning_items
from pmo_expert.render.words import CLOSING, concern_tone, concern_words, sentence_start

MOST_ARGUMENTS, MOST_CONDITIONS, MOST_FACTS, MOST_OFFERS = 3, 4, 5, 3
UNTITLED = "Advice to think with"
USUAL = f"“{sentence_start(USUALLY)}” marks what nobody said, but is usual."
NOTHING_FOR = "Nothing that is known of it serves a goal of yours."
NOTHING_AGAINST = "No argument against it stands, as far as is known."


def report(advice: Advice, *, full: bool) -> Iterator[Element]:
    """Yield the parts of the report; with `full`, the rule, the facts and the sources behind every sentence too."""
    yield tag("header", *_head(advice), class_="head")
    yield section("What decides it", *_sides(advice), class_="sides")
    conditions = list(_conditions(advice))
    if conditions:
        yield section(conditions_lead(advice), *conditions)
    yield section("In it for you", tag("p", in_it(advice, MOST_OFFERS)))
    yield section(questions_lead(advice), *_questions(advice))
    yield from _turning(advice)
    yield section("The concerns", _lights(advice), class_="concerns")
    yield from _map(advice)
    if full:
        yield from rules(advice)
    yield colophon(advice, full=full)


def _head(advice: Advice) -> Iterator[Node]:
    yield tag("h1", advice.title if advice.title.strip() else UNTITLED)
    verdict = verdict_item(advice)
    yield tag("p", tag("strong", verdict.lead), " ", verdict.text, class_=f"verdict {tone_class(verdict.tone)}".strip())
    yield tag("p", f"{CLOSING} {USUAL}", class_="tone-faint")


def _sides(advice: Advice) -> Iterator[Element]:
    """Yield what speaks for it and what against, in equal room."""
    sides = (("For", for_items(advice, ""), NOTHING_FOR), ("Against", against_items(advice, ""), NOTHING_AGAINST))
    for name, items, nothing in sides:
        told = _first(items, MOST_ARGUMENTS) if items else [tag("p", nothing)]
        yield tag("div", tag("h3", name), *told, class_="side")


def _first(items: list[Item], most: int) -> Iterator[Element]:
    """Yield points, so many at the most, and the others to be folded out."""
    yield points(items[:most])
    if len(items) > most:
        yield tag("details", tag("summary", f"And {len(items) - most} more"), points(items[most:]))


def _conditions(advice: Advice) -> Iterator[Element]:
    """Yield what to agree on, what to make sure of, and what to live with."""
    if advice.conditions is None:
        return
    sure = [make_sure_item(one, advice.words) for one in advice.conditions.make_sure]
    burdens = [live_with_item(one) for one in advice.conditions.live_with]
    for items in (list(agree_items(advice.conditions.agree)), sure, burdens):
        if items:
            yield from _first(items, MOST_CONDITIONS)


def _questions(advice: Advice) -> Iterator[Element]:
    """Yield the best questions by whom to ask: first facts that may turn the verdict, then those that rules suggest."""
    facts = [(one.ask, one.question) for one in advice.questions[:MOST_FACTS]]
    suggested = [(one.ask, one.text) for one in advice.guidance if one.kind == "question" and one.ask]
    by_whom: dict[str, list[Item]] = {}
    for ask, text in tuple(dict.fromkeys((*facts, *suggested)))[:MOST_QUESTIONS]:
        by_whom.setdefault(ask, []).append(Item(text))
    for ask in advice.words.asks:
        if ask in by_whom:
            yield tag("h3", sentence_start(advice.words.asks[ask]))
            yield points(by_whom[ask])
    if not by_whom:
        yield tag("p", NOTHING_TO_ASK)


def _turning(advice: Advice) -> Iterator[Element]:
    """Yield the questions whose answer alone turns the verdict, each with where its answers lead."""
    items = turning_items(advice)
    if items:
        yield section(TURNING, *map(_folded, items), class_="folds")


def _folded(item: Item) -> Element:
    return tag("details", tag("summary", *lead(item)), points(Item(detail) for detail in item.details))


def _lights(advice: Advice) -> Element:
    """Return the concerns, each with the sign and the word for its status."""
    rows = []
    for concern in advice.concerns:
        sign = tag("span", SIGNS[concern.status], aria_hidden="true", class_="sign")
        status = sentence_start(concern_words(concern, advice.words))
        usual = f" ({USUALLY})" if concern.presumed and concern.status == "open" else ""
        details = cannot_tell_lines(concern, advice)
        told = point(Item(f"{status}{usual}", lead=concern.title, details=details))
        tone = tone_class(concern_tone(concern, advice.words))
        rows.append(tag("li", sign, " ", tag("span", *told), class_=f"light {tone}".strip()))
    return tag("ul", *rows, class_="lights")


def _map(advice: Advice) -> Iterator[Element]:
    """Yield the argument map, and what it shows as a list."""
    groups = argument_groups(advice)
    if groups:
        listed = tag("details", tag("summary", "The same as a list"), points(map(group_item, groups)))
        summary = tag("summary", tag("h2", "Who argues for what, and what answers it"))
        yield tag("details", summary, argument_map(groups), listed, class_="argued")
