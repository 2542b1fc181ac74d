"""The page that shows what changes."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_expert.advice.what_if import RuleChange, WhatIf
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph
from pmo_expert.render.words import name_text

CHANGES = {
    ("absent", "stands"): "Gained",
    ("absent", "answered"): "New, but answered",
    ("stands", "absent"): "Lost",
    ("answered", "absent"): "Gone (was answered)",
    ("stands", "answered"): "Now answered",
    ("answered", "stands"): "Stands now",
}


def what_if_page(result: WhatIf) -> list[Block]:
    """Return the page for a what-if."""
    return [*_verdict(result), *_facts(result), *_concerns(result), *_rules(result)]


def _verdict(result: WhatIf) -> Iterable[Block]:
    before, after = result.before.verdict, result.after.verdict
    verdicts, tones = result.after.words.verdicts, result.after.words.tones
    if before == after:
        yield Heading(1, f"The verdict stays: {verdicts[after]}", tones[after])
    else:
        yield Heading(1, f"Verdict: {verdicts[before]} → {verdicts[after]}", tones[after])
    yield Item(result.after.reason, details=(result.after.decided_by[0],))
    if result.before.lean != result.after.lean:
        lean = f"{verdicts[result.before.lean]} → {verdicts[result.after.lean]}"
        yield Item(lean, lead="As far as is known")
    if result.before.wiifm != result.after.wiifm:
        yield Item(f"{result.before.wiifm} → {result.after.wiifm}", lead="What is in it for you")


def _facts(result: WhatIf) -> Iterable[Block]:
    yield Heading(2, "Changed facts")
    for fact in result.facts:
        yield Item(f"{fact.text_before} → {fact.text_after}", lead=fact.attribute)
    if not result.facts:
        yield Paragraph("None: the case says so already.")


def _concerns(result: WhatIf) -> Iterable[Block]:
    if result.concerns:
        yield Heading(2, "Concerns that changed")
    for concern in result.concerns:
        yield Item(f"{name_text(concern.before)} → {name_text(concern.after)}", lead=concern.title)


def _rules(result: WhatIf) -> Iterable[Block]:
    yield Heading(2, "Arguments and advice that changed")
    for change in result.rules:
        yield _rule(change)
    if not result.rules:
        yield Paragraph("None.")


def _rule(change: RuleChange) -> Item:
    lead = CHANGES[change.before, change.after]
    return Item(change.because, lead=lead, details=(f"{change.rule} · {name_text(change.about)}",))
