"""The pages that show what to ask, what would change the verdict, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_expert.advice.changes import MOST, Change
from pmo_expert.advice.grounds import Grounds
from pmo_expert.advice.model import Advice, Question, Shares
from pmo_expert.knowledge.compiling.statements import VERDICT_WORDS
from pmo_expert.knowledge.language.rule import FIND_OUT_MORE, VerdictName
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph
from pmo_expert.render.words import ASKS, VERDICT_TONES, listed, name_text, sentence

OPEN_QUESTIONS = "of all ways to answer the open questions"


def settled_text(advice: Advice) -> str:
    """Return in a sentence whether unknown facts can still change the verdict."""
    possible = advice.possible or {}
    if not advice.settled:
        return f"{OPEN_QUESTIONS}, {shares_text(possible)}."
    (verdict,) = possible
    if verdict == advice.verdict:
        return "nothing that is still unknown can change the verdict."
    waits = "; the rules wait for the facts below all the same" if advice.questions else ""
    return f"however the open questions are answered, the verdict becomes {VERDICT_WORDS[verdict]}{waits}."


def shares_text(shares: Shares) -> str:
    """Return shares in words, as in: 48 % lead to accept and 52 % to decline."""
    parts = [f"{percent(share)} to {VERDICT_WORDS[verdict]}" for verdict, share in shares.items()]
    return listed([parts[0].replace(" to ", " lead to ", 1), *parts[1:]])


def percent(share: float) -> str:
    """Return a share in whole percent; what is neither none nor all is never shown as 0 or 100."""
    text = f"{share:.0%}".replace("%", " %")
    if text == "0 %" and share > 0:
        return "under 1 %"
    return "over 99 %" if text == "100 %" and share < 1 else text


def question_item(question: Question, *, with_ask: bool = True) -> Item:
    """Return a question with the answers that it may get and where each leads."""
    leading: dict[str, list[str]] = {}
    for answer in question.outcomes:
        leading.setdefault(_short(answer.possible), []).append(name_text(answer.value))
    answers = tuple(f"{' or '.join(values)}: {where}" for where, values in leading.items())
    about = f"{question.attribute} · {ASKS[question.ask]}" if with_ask else question.attribute
    return Item(question.question, details=(about, *answers))


def _short(shares: Shares) -> str:
    if len(shares) == 1:
        (verdict,) = shares
        return VERDICT_WORDS[verdict]
    return ", ".join(f"{VERDICT_WORDS[verdict]} {percent(share)}" for verdict, share in shares.items())


def questions_page(advice: Advice) -> Iterable[Block]:
    """Yield the page with all questions that matter, by whom to ask; the most telling first."""
    yield Heading(1, f"Verdict: {VERDICT_WORDS[advice.verdict]}", VERDICT_TONES[advice.verdict])
    if advice.settled is None:
        yield Paragraph("The rules are too many to tell which questions still matter.")
        return
    yield Item(settled_text(advice), lead="Settled" if advice.settled else "Not settled")
    for ask, words in ASKS.items():
        questions = [question for question in advice.questions if question.ask == ask]
        if questions:
            yield Heading(2, words.capitalize())
        for question in questions:
            yield question_item(question, with_ask=False)
    if not advice.questions:
        yield Paragraph("Nothing that is still unknown can change the verdict, so there is nothing to ask.")


def changes_page(now: VerdictName, changes: tuple[Change, ...], target: VerdictName | None = None) -> Iterable[Block]:
    """Yield the page with the smallest changes to known facts that lead from a verdict to others, or to one."""
    yield Heading(1, f"Verdict now: {VERDICT_WORDS[now]}", VERDICT_TONES[now])
    for verdict in dict.fromkeys(change.verdict for change in changes):
        sets = [change for change in changes if change.verdict == verdict]
        yield Heading(2, f"{VERDICT_WORDS[verdict].capitalize()}, if", VERDICT_TONES[verdict])
        if sets[0].scope == "all":
            yield Paragraph("These change facts that cannot be negotiated.", "faint")
        yield from _changes(sets)
        if len(sets) == MOST:
            yield Paragraph(f"These are the first {MOST}; there may be more.", "faint")
    if now == FIND_OUT_MORE:
        yield Paragraph("It waits for unknown facts; `pmo-expert questions` lists them.")
    if target == now:
        yield Paragraph("That is the verdict already.")
    elif not changes:
        to = VERDICT_WORDS[target] if target else "another verdict"
        yield Paragraph(f"No change of known facts alone leads to {to} while the unknown facts stay unknown.")


def _changes(sets: list[Change]) -> Iterable[Item]:
    """Yield the sets; those that change one fact alone to several values as one."""
    single: dict[str, list[Change]] = {}
    for change in sets:
        if len(change.facts) == 1:
            single.setdefault(change.facts[0].attribute, []).append(change)
    for changes in single.values():
        fact = changes[0].facts[0]
        texts = " or ".join(change.facts[0].text_after for change in changes)
        yield Item(sentence(texts), details=(f"{fact.attribute}: {fact.text_before} → {texts}",))
    yield from (_change(change) for change in sets if len(change.facts) > 1)


def _change(change: Change) -> Item:
    attributes = (f"{fact.attribute}: {fact.text_before} → {fact.text_after}" for fact in change.facts)
    return Item(sentence(listed([fact.text_after for fact in change.facts])), details=tuple(attributes))


def grounds_page(grounds: Grounds) -> Iterable[Block]:
    """Yield the page with the known facts that suffice for the verdict."""
    if grounds.settled:
        yield Heading(1, f"Settled: {VERDICT_WORDS[grounds.verdict]}", VERDICT_TONES[grounds.verdict])
        yield Paragraph("These known facts suffice for that verdict, whatever all others turn out to be:")
    else:
        yield Heading(1, f"Verdict: {VERDICT_WORDS[grounds.verdict]}", VERDICT_TONES[grounds.verdict])
        yield Paragraph("By the rules, these known facts suffice for it while everything else is unknown:")
    for fact in grounds.facts:
        yield Item(sentence(fact.text), details=(fact.attribute,))
    if not grounds.facts:
        yield Paragraph("None is needed: it is what the rules say when nothing is known.")
