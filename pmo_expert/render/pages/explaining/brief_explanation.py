"""Explanations in plain words: three levels of because and since, without ids or tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve, field, frozen

from pmo_expert.advice.explaining.explanation_result import Explanation, Reason, TestedCondition, TestedPremise
from pmo_expert.domain.sentences import clause_of
from pmo_expert.render.blocks import Block, Item, Paragraph, Tone

LEVELS = 3
MORE = "There is more below this; --full shows all of it."


@frozen
class Point:
    """Something that is said, and the points below it."""

    text: str
    tone: Tone = "plain"
    below: tuple[Point, ...] = field(default=())


def brief_blocks(explanation: Explanation) -> Iterator[Block]:
    """Yield the first levels of the points for an explanation, and that there are more where there are."""
    points = _once(_top(explanation), set())
    if points:
        lead = "What this rests on" if explanation.holds else "What stands in its way"
        yield Item("", lead=lead, items=tuple(_item(point, LEVELS) for point in points))
    if any(_deeper(point, LEVELS) for point in points):
        yield Paragraph(MORE, "faint")


def _top(explanation: Explanation) -> list[Point]:
    """Return the points of an explanation; the one reason that its answer tells is not told again."""
    reasons = explanation.reasons
    if explanation.holds and len(reasons) == 1 and not reasons[0].principle:
        return list(_parts(reasons[0]))
    return list(_points(explanation))


def _points(explanation: Explanation) -> Iterator[Point]:
    for reason in explanation.gravest_first:
        yield from _reason(reason)


def _reason(reason: Reason) -> Iterator[Point]:
    """Yield what a reason says above what it rests on, or, where it is no rule's own, only that."""
    below = tuple(_parts(reason))
    if reason.principle:
        yield from below
    elif reason.holds:
        yield Point(f"because {clause_of(reason.because)}", "plain", below)
    else:
        yield Point(f"it could be so because {clause_of(reason.because)}", "faint", below)


def _parts(reason: Reason) -> Iterator[Point]:
    """Yield what a reason rests on, or, where it does not hold, what stands in its way."""
    for condition in reason.conditions:
        if reason.holds or condition.outcome != "met":
            yield _condition(condition)
    for premise in reason.premises:
        yield from _premise(premise, holds=reason.holds)


def _condition(condition: TestedCondition) -> Point:
    usual = f" (usually: {clause_of(condition.usual)})" if condition.usual else ""
    if condition.outcome == "met":
        return Point(f"since {condition.text}{usual}")
    tone: Tone = "bad" if condition.outcome == "failed" else "mixed"
    return Point(f"but {condition.text}{usual}; it would take: {' or '.join(condition.needed)}", tone)


def _premise(premise: TestedPremise, *, holds: bool) -> Iterator[Point]:
    """Yield a premise as a point, or, where it is about rules alone, the points below it."""
    explanation = premise.explanation
    if premise.met and not (holds and (premise.wanted or not explanation.about_a_rule)):
        return
    below = tuple(_points(explanation))
    if explanation.about_a_rule and (premise.met or premise.wanted):
        yield from below
    elif explanation.about_a_rule:
        said = "this answers it" if premise.attack else "this comes first"
        for point in below:
            yield Point(f"but {said}: {point.text.removeprefix('because ')}", "bad", point.below)
    elif premise.met:
        yield Point(f"since {explanation.text}", "plain", below)
    else:
        yield Point(f"but {explanation.text}", "bad", below)


def _once(points: Iterable[Point], seen: set[Point]) -> list[Point]:
    """Return points in which what stands below one is not told again where the same point comes once more."""
    kept = []
    for point in dict.fromkeys(points):
        if point.below and point in seen:
            kept.append(Point(f"{point.text} (see above)", point.tone))
            continue
        seen.add(point)
        kept.append(evolve(point, below=tuple(_once(point.below, seen))))
    return kept


def _item(point: Point, levels: int) -> Item:
    below = point.below if levels > 1 else ()
    return Item(_ended(point.text), tone=point.tone, items=tuple(_item(part, levels - 1) for part in below))


def _ended(text: str) -> str:
    return text if text.endswith((".", ":", "?", "!")) else f"{text}."


def _deeper(point: Point, levels: int) -> bool:
    return bool(point.below) and (levels == 1 or any(_deeper(part, levels - 1) for part in point.below))
