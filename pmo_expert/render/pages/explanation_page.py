"""The pages that show why, and why not."""

from __future__ import annotations

from pmo_expert.advice.explaining.explanation_result import Explanation, Reason, TestedCondition, TestedPremise
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph, Tone
from pmo_expert.render.words import sentence

TONES: dict[str, Tone] = {"met": "plain", "failed": "bad", "unknown": "mixed"}


def explanation_page(explanation: Explanation) -> list[Block]:
    """Return the page for an explanation."""
    title = "Why" if explanation.holds else "Why not"
    blocks: list[Block] = [Heading(2, f"{title}: {explanation.conclusion}"), Paragraph(sentence(explanation.text))]
    if not explanation.holds and explanation.reasons:
        blocks.append(Paragraph("Each of these could have led to it; see what it lacks.", "faint"))
    if not explanation.reasons:
        blocks.append(Paragraph("No rule concludes anything else.", "faint"))
    seen: set[str] = set()
    return [*blocks, *(part for reason in explanation.reasons for part in _reasons(reason, seen))]


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
        details=(", ".join(reason.sources),) if reason.sources else (),
        items=parts,
    )


def _condition(condition: TestedCondition) -> Item:
    lead = {"met": "Fact", "failed": "Fails", "unknown": "Unknown"}[condition.outcome]
    details = () if condition.outcome == "met" else (f"It would take: {' or '.join(condition.needed)}.",)
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
