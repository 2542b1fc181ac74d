"""The page that shows the advice by the rules of two packs side by side."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_expert.advice.comparing.beside import Beside
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph, Table
from pmo_expert.render.pages.what_if_page import rule_blocks
from pmo_expert.render.words import CLOSING, IN_IT, UNKNOWN_TO_IT, concern_words, sentence


def beside_page(result: Beside) -> list[Block]:
    """Return the page for the advice by two packs."""
    rules = rule_blocks(result.rules, "What differs, and why")
    return [*_verdicts(result), _table(result), *_unread(result), *rules, Paragraph(CLOSING, "faint")]


def _verdicts(result: Beside) -> Iterable[Block]:
    first, second = result.first, result.second
    words, tones = second.words.verdicts, second.words.tones
    same = first.verdict == second.verdict
    text = f"Both say: {words[second.verdict]}" if same else f"{words[first.verdict]} → {words[second.verdict]}"
    yield Heading(1, sentence(text).rstrip("."), tones[second.verdict])
    for advice in (first, second):
        yield Item(advice.reason, lead=f"{advice.knowledge.name}: {words[advice.verdict]}", tone=tones[advice.verdict])


def _table(result: Beside) -> Table:
    first, second = result.first, result.second
    words = second.words
    concerns = [{concern.id: concern for concern in advice.concerns} for advice in (first, second)]
    rows: list[tuple[str, ...]] = [("In it for you", IN_IT[first.wiifm], IN_IT[second.wiifm])]
    for concern in second.concerns:
        told = (known.get(concern.id) for known in concerns)
        rows.append((concern.title, *(UNKNOWN_TO_IT if one is None else concern_words(one, words) for one in told)))
    return Table(("", first.knowledge.name, second.knowledge.name), tuple(rows))


def _unread(result: Beside) -> Iterable[Block]:
    if result.unread:
        yield Heading(2, f"What the rules of {result.first.knowledge.name} cannot read")
    for fact in result.unread:
        yield Item(sentence(fact.text))
