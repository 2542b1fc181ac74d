"""The page that shows a record beside what comes out today."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_expert.knowledge.language.identity import KnowledgeIdentity
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph
from pmo_expert.render.pages.what_if_page import concern_blocks
from pmo_expert.render.recording.replay import Replay
from pmo_expert.render.recording.replayed_rules import RuleDifference

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


def _head(result: Replay) -> Iterable[Block]:
    what = ASKED[result.question.ask]
    if result.same_result:
        yield Heading(1, f"{what} is the same, byte by byte", "good")
    elif result.refused:
        yield Heading(1, f"{what} cannot be given any more", "bad")
        yield Paragraph(result.refused)
    elif result.before == result.after:
        yield Heading(1, f"{what} comes to the same, but not word for word", "mixed")
    else:
        yield Heading(1, f"{what} is another one", "bad")
    if result.title:
        yield Paragraph(result.title)


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
