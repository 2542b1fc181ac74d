"""The page that shows a record beside what comes out today."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from pmo_expert.faults import fault_sentence
from pmo_expert.knowledge.language.identity import KnowledgeIdentity
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph, Tone
from pmo_expert.render.pages.what_if_page import concern_blocks
from pmo_expert.render.recording.replay import Replay
from pmo_expert.render.recording.replayed_rules import RuleDifference
from pmo_expert.render.recording.replays import OtherLine, Replays
from pmo_expert.render.words import counted

ASKED = {"advice": "The advice", "why": "The explanation", "why-not": "The explanation"}
DIFFERENCES: dict[RuleDifference, str] = {
    "changed": "Changed",
    "gone": "Gone",
    "switched_off": "Switched off",
    "new": "New",
    "applies_now": "Applies now",
    "applies_no_more": "Applies no more",
}


def replay_page(result: Replay) -> list[Block]:
    """Return the page for a replay."""
    return [*_head(result), *_origin(result), *_outcome(result), *_rules(result)]


def replays_page(result: Replays) -> list[Block]:
    """Return the page for a journal that was derived again."""
    tone: Tone = "bad" if result.faults or result.others else "good"
    return [Heading(1, _count(result), tone), *_faults(result), *map(_other, result.others)]


def _count(result: Replays) -> str:
    parts = []
    if result.same:
        parts.append(f"{result.same if result.others else 'all'} the same today, byte by byte")
    if result.others:
        parts.append(f"{len(result.others)} not the same today")
    if result.faults:
        parts.append(f"beside {counted(len({fault.line for fault in result.faults}), 'line')} that cannot be used")
    return ", ".join([counted(result.same + len(result.others), "record"), *parts])


def _faults(result: Replays) -> Iterable[Block]:
    for fault in result.faults:
        yield Item(fault_sentence(evolve(fault, file=None, line=None)), lead=f"Line {fault.line}")


def _other(other: OtherLine) -> Block:
    result = other.replay
    told = tuple(block for block in (*_origin(result), *_outcome(result)) if isinstance(block, Item))
    title = f" ({result.title})" if result.title else ""
    return Item(f"{_headline(result).text}{title}", lead=f"Line {other.line}", items=told)


def _head(result: Replay) -> Iterable[Block]:
    yield _headline(result)
    if result.refused:
        yield Paragraph(result.refused)
    if result.title:
        yield Paragraph(result.title)


def _headline(result: Replay) -> Heading:
    what = ASKED[result.question.ask]
    if result.same_result:
        return Heading(1, f"{what} is the same, byte by byte", "good")
    if result.refused:
        return Heading(1, f"{what} cannot be given any more", "bad")
    if result.before == result.after:
        return Heading(1, f"{what} comes to the same, but not word for word", "mixed")
    return Heading(1, f"{what} is another one", "bad")


def _origin(result: Replay) -> Iterable[Block]:
    before, after = _named(result.rules_before), _named(result.rules_after)
    if result.same_rules:
        yield Item(f"the same, {after}", lead="Rules")
    elif before == after:
        yield Item(f"{after}, but their files are others", lead="Rules")
    else:
        yield Item(f"{before} → {after}", lead="Rules")
    if result.made_by != result.replayed_by:
        yield Item(f"{result.made_by} → {result.replayed_by}", lead="Library")


def _named(rules: KnowledgeIdentity) -> str:
    return f"{rules.name} {rules.version}"


def _outcome(result: Replay) -> Iterable[Block]:
    """Yield the verdict or the answer, before and after where it is another."""
    before, after = result.before, result.after or result.before
    if after.verdict is not None:
        yield Item(_change(_verdict(result, before.verdict), _verdict(result, after.verdict)), lead="Verdict")
    if before.lean != after.lean:
        yield Item(f"{_verdict(result, before.lean)} → {_verdict(result, after.lean)}", lead="As far as is known")
    if after.answer:
        yield Item(_change(before.answer or "", after.answer), lead="Answer")
    if not result.refused:
        yield from concern_blocks(result.concerns, result.words)


def _verdict(result: Replay, name: str | None) -> str:
    return result.words.verdicts.get(name or "", name or "")


def _change(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"


def _rules(result: Replay) -> Iterable[Block]:
    if result.rules or result.unnamed:
        yield Heading(2, "Rules that the two speak of differently")
    for one in result.rules:
        yield Item(one.rule, lead=DIFFERENCES[one.difference])
    if result.unnamed:
        yield Item(f"{result.unnamed}, which only the rules of then could name", lead="Gone or changed")
