"""The pages that show why, and why not."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_expert.advice.explaining.explanation_result import Explanation, Reason, TestedCondition, TestedPremise
from pmo_expert.domain.sentences import clause_of
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph, Tone
from pmo_expert.render.pages.changes_page import alike_text, collapsed
from pmo_expert.render.pages.explaining.brief_explanation import brief_blocks
from pmo_expert.render.words import by_authority, sentence

MOST_WAYS = 3
TONES: dict[str, Tone] = {"met": "plain", "failed": "bad", "unknown": "mixed"}


def explanation_page(explanation: Explanation, *, full: bool = False) -> list[Block]:
    """Return the page for an explanation: its answer and three levels of reasons, or with `full` all there is to it."""
    if full:
        return [*answer_blocks(explanation), *_full(explanation)]
    return [*answer_blocks(explanation), *brief_blocks(explanation)]


def answer_blocks(explanation: Explanation) -> Iterable[Block]:
    """Yield what comes first: what would make it so, where it is not so, and the answer."""
    if explanation.holds:
        yield Paragraph(explanation.answer or sentence(explanation.text), "strong")
        return
    yield Paragraph(takes_text(explanation), "strong")
    if not explanation.about_a_rule:
        yield Paragraph(f"As it is, {clause_of(explanation.answer or explanation.text)}.")


def takes_text(explanation: Explanation) -> str:
    """Return in a sentence or two what would make so what does not hold."""
    ways = [alike_text(alike) for alike in collapsed(explanation.takes)]
    if not ways:
        return "What it would take: more than a few changes; what is missing stands below."
    told = "; or: ".join(ways[:MOST_WAYS])
    more = len(ways) - MOST_WAYS
    others = "" if more < 1 else f" There {'is 1 more way' if more == 1 else f'are {more} more ways'} like that."
    return f"What it would take: {told}.{others}"


def _full(explanation: Explanation) -> Iterable[Block]:
    yield Heading(2, f"{'Why' if explanation.holds else 'Why not'}: {explanation.conclusion}")
    if not explanation.holds and explanation.reasons:
        yield Paragraph("Each of these could have led to it; see what it lacks.", "faint")
    if not explanation.reasons:
        yield Paragraph("No rule concludes anything else.", "faint")
    seen: set[str] = set()
    for reason in explanation.reasons:
        yield from _reasons(reason, seen)


def _reasons(reason: Reason, seen: set[str]) -> list[Item]:
    """Return a reason; of a principle that only passes on what its one premise lacks, return that premise's reasons."""
    if reason.principle and not reason.holds and not reason.conditions:
        failing = [premise for premise in reason.premises if not premise.met]
        if len(failing) == 1 and failing[0].wanted and failing[0].explanation.reasons:
            return [part for below in failing[0].explanation.reasons for part in _reasons(below, seen)]
    return [_reason(reason, seen)]


def _reason(reason: Reason, seen: set[str]) -> Item:
    kind = "Principle" if reason.principle else "Rule"
    told = [premise for premise in reason.premises if reason.holds or premise.wanted or not premise.met]
    parts = (*map(_condition, reason.conditions), *(_premise(premise, seen) for premise in told))
    text = reason.because if reason.holds or _stopped(reason) else f"It would say: {reason.because}"
    return Item(
        text,
        lead=f"{kind} {reason.rule}{_outcome(reason)}",
        details=(by_authority(", ".join(reason.sources), reason.authority),) if reason.sources else (),
        items=parts,
    )


def _condition(condition: TestedCondition) -> Item:
    lead = {"met": "Fact", "failed": "Fails", "unknown": "Unknown"}[condition.outcome]
    if condition.usual and condition.outcome == "met":
        lead = "Usually"
    needed = () if condition.outcome == "met" else (f"It would take: {' or '.join(condition.needed)}.",)
    details = (*needed, *((f"It is usual: {clause_of(condition.usual)}.",) if condition.usual else ()))
    text = f"{sentence(condition.text)} [{condition.attribute}: {condition.test}]"
    return Item(text, lead=lead, tone=TONES[condition.outcome], details=details)


def _premise(premise: TestedPremise, seen: set[str]) -> Item:
    explanation = premise.explanation
    lead = ("Since" if premise.met else "Fails") if premise.wanted else ("Since" if premise.met else "Stopped")
    tone: Tone = "plain" if premise.met else "bad"
    if explanation.reasons and explanation.conclusion in seen:
        return Item(f"{sentence(explanation.text)} (See above.)", lead=lead, tone=tone)
    seen.add(explanation.conclusion)
    items = tuple(part for reason in explanation.reasons for part in _reasons(reason, seen))
    return Item(sentence(explanation.text), lead=lead, tone=tone, items=items)


def _outcome(reason: Reason) -> str:
    """Return what came of a reason, when it did not hold."""
    if reason.holds:
        return ""
    if not _stopped(reason):
        return " (does not apply)"
    return " (answered)" if any(premise.attack for premise in reason.premises if not premise.met) else " (passed over)"


def _stopped(reason: Reason) -> bool:
    """Say whether a reason failed for nothing but what answers it or comes before it."""
    conditions = all(condition.outcome == "met" for condition in reason.conditions)
    return conditions and all(premise.met or not premise.wanted for premise in reason.premises)
