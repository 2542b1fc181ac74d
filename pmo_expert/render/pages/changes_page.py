"""The pages that show what would change the verdict, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pmo_expert.advice.changes import MOST, Change, Changes
from pmo_expert.advice.grounds import Grounds
from pmo_expert.advice.what_if import FactChange
from pmo_expert.advice.words import Words
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph
from pmo_expert.render.words import either, listed, sentence, sentence_start

SO_FAR = "as far as is known"


def change_page(change: Change) -> list[Block]:
    """Return the page for one set of changes."""
    return list(set_items([change]))


def changes_page(result: Changes) -> list[Block]:
    """Return the page with the smallest changes to facts that lead from a verdict to others, or to one."""
    return [*_now(result), *_changes(result), *_none(result)]


def _now(result: Changes) -> Iterable[Block]:
    words = result.words
    if result.about == "verdict" or words.asking is None:
        yield Heading(1, f"Verdict now: {words.verdicts[result.verdict]}", words.tones[result.verdict])
        return
    yield Heading(1, f"Verdict now: {words.verdicts[words.asking]}", words.tones[words.asking])
    so_far = f"As far as is known it would be: {words.verdicts[result.verdict]}. This is what would change that."
    yield Paragraph(so_far if result.sets else so_far.partition(". ")[0] + ".")


def _changes(result: Changes) -> Iterable[Block]:
    words = result.words
    for verdict in dict.fromkeys(change.verdict for change in result):
        sets = [change for change in result if change.verdict == verdict]
        so_far = f" ({SO_FAR})" if result.about == "lean" else ""
        yield Heading(2, f"{sentence_start(words.verdicts[verdict])}{so_far}, if", words.tones[verdict])
        if any(not fact.negotiable for change in sets for fact in change.facts):
            yield Paragraph("Some of this cannot be negotiated.", "faint")
        yield from set_items(sets)
        if len(sets) == MOST:
            yield Paragraph(f"These are the first {MOST} ways; there may be more.", "faint")


def _none(result: Changes) -> Iterable[Block]:
    words = result.words
    if result.about == "lean" or result.verdict == words.asking:
        yield Paragraph("Some facts are still missing; `pmo-expert questions` lists them.", "faint")
    if result.target == result.verdict:
        yield Paragraph("That is the verdict already." if result.about == "verdict" else "That is so already.")
    elif not result.sets:
        yield Paragraph(no_change(result.target, words))


def no_change(target: str | None, words: Words) -> str:
    """Return in a sentence that no change leads to a verdict, or to any other."""
    to = words.verdicts[target] if target else "another verdict"
    return f"No change of what is known or usual leads to {to} while the rest stays unknown."


def set_items(sets: Iterable[Change]) -> Iterable[Item]:
    """Yield the sets; those that are alike but for what one fact becomes stand together."""
    for alike in collapsed([change.facts for change in sets]):
        yield Item(sentence(alike_text(alike)), details=tuple(_before(facts) for facts in zip(*alike, strict=True)))


def alike_text(alike: Sequence[Sequence[FactChange]]) -> str:
    """Return in a clause what facts become, in one of some alternatives that differ in one fact."""
    facts = [_alternatives(facts) for facts in zip(*alike, strict=True)]
    return "; and ".join(facts) if len(alike) > 1 else listed(facts)


def collapsed(sets: Iterable[tuple[FactChange, ...]]) -> list[list[tuple[FactChange, ...]]]:
    """Return sets of changes, each with those that change the same facts and differ from it in one alone."""
    groups: list[list[tuple[FactChange, ...]]] = []
    for facts in sets:
        group = next((group for group in groups if _joins(group, facts)), None)
        if group is None:
            groups.append([facts])
        else:
            group.append(facts)
    return groups


def _joins(group: list[tuple[FactChange, ...]], facts: tuple[FactChange, ...]) -> bool:
    """Say whether facts are those of a group, and at most one of them differs in the group and them."""
    if [fact.attribute for fact in group[0]] != [fact.attribute for fact in facts]:
        return False
    differing = [len(set(column)) > 1 for column in zip(*group, facts, strict=True)]
    return sum(differing) <= 1


def _alternatives(facts: Iterable[FactChange]) -> str:
    return either(list(dict.fromkeys(fact.text_after for fact in facts)))


def _before(facts: Sequence[FactChange]) -> str:
    fact = facts[0]
    return f"{'Usually' if fact.presumed_before else 'Now'}: {fact.text_before}."


def grounds_page(grounds: Grounds) -> list[Block]:
    """Return the page with the known facts that suffice for the verdict."""
    return list(_grounds(grounds))


def _grounds(grounds: Grounds) -> Iterable[Block]:
    words = grounds.words
    if grounds.about == "lean" and words.asking is not None:
        yield Heading(1, f"Verdict: {words.verdicts[words.asking]}", words.tones[words.asking])
        yield Paragraph(f"As far as is known it would be: {words.verdicts[grounds.verdict]}.")
    else:
        yield Heading(1, f"Verdict: {words.verdicts[grounds.verdict]}", words.tones[grounds.verdict])
    if not grounds.facts:
        yield Paragraph("No fact is needed for it: it is what the rules say when nothing is known.")
        return
    whatever = "whatever all others turn out to be" if grounds.settled else "as long as nothing else is known"
    facts = tuple(Item(sentence(fact.text)) for fact in grounds.facts)
    yield Item(f"These facts suffice for it, {whatever}:", items=facts)
