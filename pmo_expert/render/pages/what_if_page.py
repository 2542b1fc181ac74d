"""The page that shows what changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pmo_expert.advice.differences import ABSENT, ConcernChange, RuleChange
from pmo_expert.advice.what_if import WhatIf
from pmo_expert.advice.words import Words
from pmo_expert.knowledge.language.subjects import STATUS_NAMES
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph
from pmo_expert.render.words import IN_IT, by_authority, sentence_start

CHANGES = {
    ("absent", "stands"): "Gained",
    ("absent", "answered"): "New, but answered",
    ("stands", "absent"): "Lost",
    ("answered", "absent"): "Gone (was answered)",
    ("stands", "answered"): "Now answered",
    ("answered", "stands"): "Stands now",
}
ABOUT = {
    "raises": "For the concern",
    "mitigates": "Answers the concern",
    "defeats": "A caveat about the concern",
    "offers": "On offer",
    "step": "What to do next",
    "question": "What to do next",
}


def what_if_page(result: WhatIf) -> list[Block]:
    """Return the page for a what-if."""
    reasons = rule_blocks(result.rules, "Reasons and advice that changed")
    return [*_verdict(result), *_facts(result), *concern_blocks(result.concerns, result.after.words), *reasons]


def _verdict(result: WhatIf) -> Iterable[Block]:
    before, after = result.before.verdict, result.after.verdict
    verdicts, tones = result.after.words.verdicts, result.after.words.tones
    if before == after:
        yield Heading(1, f"The verdict stays: {verdicts[after]}", tones[after])
    else:
        yield Heading(1, f"Verdict: {verdicts[before]} → {verdicts[after]}", tones[after])
    yield Paragraph(result.after.reason)
    if result.before.lean != result.after.lean:
        lean = f"{verdicts[result.before.lean]} → {verdicts[result.after.lean]}"
        yield Item(lean, lead="As far as is known")
    if result.before.wiifm != result.after.wiifm:
        served = f"{IN_IT[result.before.wiifm]} → {IN_IT[result.after.wiifm]}"
        yield Item(served, lead="In it for you")


def _facts(result: WhatIf) -> Iterable[Block]:
    yield Heading(2, "Changed facts")
    for fact in result.facts:
        before = f"usually, {fact.text_before}" if fact.presumed_before else fact.text_before
        after = f"usually, {fact.text_after}" if fact.presumed_after else fact.text_after
        yield Item(f"{sentence_start(before)} → {after}")
    if not result.facts:
        yield Paragraph("None: the case says so already.")


def concern_blocks(changes: Sequence[ConcernChange], words: Words) -> Iterable[Block]:
    """Yield the concerns that changed, below a title; nothing where none did."""
    if changes:
        yield Heading(2, "Concerns that changed")
    for concern in changes:
        yield Item(f"{_status(concern.before, words)} → {_status(concern.after, words)}", lead=concern.title)


def _status(text: str, words: Words) -> str:
    """Return a status, and a severity where there is one, in words."""
    status, *severity = text.split(", ")
    told = STATUS_NAMES.get(status, "not there" if status == ABSENT else status)
    return ", ".join([told, *(words.severities.get(name, name) for name in severity)])


def rule_blocks(changes: Sequence[RuleChange], title: str) -> Iterable[Block]:
    """Yield what comes, goes or changes of reasons and advice, below a title."""
    yield Heading(2, title)
    for change in changes:
        yield _rule(change)
    if not changes:
        yield Paragraph("None.")


def _rule(change: RuleChange) -> Item:
    lead = CHANGES[change.before, change.after]
    role, _, title = change.about.partition(": ")
    return Item(
        by_authority(change.because, change.authority),
        lead=lead,
        details=(f"{ABOUT[role]}: {title}" if title else ABOUT[role],),
    )
