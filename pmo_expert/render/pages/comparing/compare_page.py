"""The page that shows cases side by side."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_expert.advice.advice_result import ConcernAdvice
from pmo_expert.advice.comparing.compare_result import ComparedCase, Comparison, DifferingFact, LessKnown
from pmo_expert.advice.words import Words
from pmo_expert.knowledge.language.subjects import STATUS_NAMES
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph, Table
from pmo_expert.render.pages.comparing.compare_names import COLUMNS, GAP, SHORTEST, first_column, short_names, shortened
from pmo_expert.render.pages.comparing.compare_ways import ways_blocks
from pmo_expert.render.words import CLOSING, IN_IT, concern_tone, concern_words, listed, name_text, sentence

MOST_FACTS = 7
MOST_REASONS = 2


def compare_page(result: Comparison, *, full: bool = False) -> list[Block]:
    """Return the page for a comparison; `full` tells of all facts that differ."""
    names = short_names(result.cases)
    return [
        *_best(result, names),
        *_table(result),
        *_concerns(result, names),
        *_growth(result, names),
        *ways_blocks(result, names),
        *_facts(result, names, full=full),
        Paragraph(CLOSING, "faint"),
    ]


def _best(result: Comparison, names: list[str]) -> Iterable[Block]:
    verdicts, tones = result.words.verdicts, result.words.tones
    best = listed([names[number - 1] for number in result.best])
    if result.less_known:
        yield Heading(1, f"No clear best: {best}")
    elif len(result.best) == 1:
        yield Heading(1, f"The best is: {best}", tones[result.best_verdict])
    else:
        yield Heading(1, f"Equally good: {best}", tones[result.best_verdict])
    for less in result.less_known:
        yield _less_known(less, names)
    for case in result.cases:
        so_far = f" As far as is known it would be: {verdicts[case.lean]}." if case.lean != case.verdict else ""
        yield Item(verdicts[case.verdict], lead=case.name, tone=tones[case.verdict], details=(case.reason + so_far,))
    yield Paragraph(_order(result.words), "faint")


def _less_known(less: LessKnown, names: list[str]) -> Item:
    """Return what is known of one case and not of another, which therefore does not count as better."""
    name, other = names[less.number - 1], names[less.other - 1]
    known = tuple(Item(sentence(fact.text)) for fact in less.facts[:MOST_FACTS])
    more = len(less.facts) - MOST_FACTS
    rest = (Item(f"And {more} more facts."),) if more > 0 else ()
    return Item(
        f"Less is known of “{name}”, so it does not count as better than “{other}”. Find out how this is there; of "
        f"“{other}” it is known:",
        items=(*known, *rest),
    )


def _order(words: Words) -> str:
    """Return in a sentence what cases are compared by."""
    counted = " or ".join(words.severities[name] for name in words.counting)
    concerns = f", then fewer open concerns that are {counted}" if words.counting else ""
    return f"Better is the better verdict{concerns}, then more goals served; never what is merely not known."


def _table(result: Comparison) -> Iterable[Block]:
    cases = result.cases
    rows = [(concerns[0].title, [_status(one, result.words) for one in concerns]) for concerns in _by_concern(cases)]
    rows.append(("In it for you", [IN_IT[case.wiifm] for case in cases]))
    rows.append(("Goals served", list(map(_goals_served, cases))))
    widest = max(len(cell) for _, cells in rows for cell in cells)
    first = first_column([title for title, _ in rows], widest, len(cases))
    room = (COLUMNS - first) // len(cases) - GAP
    names = short_names(cases, max(room, SHORTEST)) if room >= widest else short_names(cases)
    first = first if room >= widest else COLUMNS
    yield Heading(2, "Side by side")
    yield Table(("", *names), tuple((shortened(title, first), *cells) for title, cells in rows))


def _status(concern: ConcernAdvice, words: Words) -> str:
    """Return the severity of an open concern, the status of another."""
    return words.severities[concern.severity] if concern.severity else STATUS_NAMES[concern.status]


def _goals_served(case: ComparedCase) -> str:
    return "not known" if case.goals is None else f"{len(case.goals_served)} of {len(case.goals)}"


def _by_concern(cases: tuple[ComparedCase, ...]) -> Iterable[tuple[ConcernAdvice, ...]]:
    return zip(*(case.concerns for case in cases), strict=True)


def _concerns(result: Comparison, names: list[str]) -> Iterable[Block]:
    yield Heading(2, "Concerns that differ")
    for concerns in _by_concern(result.cases):
        if concerns[0].id in result.differing_concerns:
            items = tuple(_concern(name, one, result.words) for name, one in zip(names, concerns, strict=True))
            yield Item("", lead=concerns[0].title, items=items)
    if not result.differing_concerns:
        yield Paragraph("None: every concern stands the same in all cases.")


def _concern(name: str, concern: ConcernAdvice, words: Words) -> Item:
    """Return how a concern stands in a case, with the gravest reasons for an open one, and what answers another."""
    status = concern_words(concern, words)
    role, severity = ("raises", concern.severity) if concern.status == "open" else ("mitigates", None)
    told = [one for one in concern.arguments if (one.role, one.severity) == (role, severity) and one.stands]
    told = [one for one in told if one.answers or role == "raises"]
    items = tuple(
        Item(f"{'Usually: ' if one.presumed else ''}{one.because}")
        for one in told[:MOST_REASONS]
        if concern.status in ("open", "mitigated")
    )
    return Item(status, lead=name, tone=concern_tone(concern, words), items=items)


def _growth(result: Comparison, names: list[str]) -> Iterable[Block]:
    yield Heading(2, "What is in it for you")
    for name, case in zip(names, result.cases, strict=True):
        standing = [growth for growth in case.growth if growth.stands]
        items = tuple(
            Item(
                growth.title, lead=f"For {listed([name_text(goal) for goal in growth.serves_your_goals])}", tone="good"
            )
            for growth in standing
            if growth.serves_your_goals
        )
        others = [growth.title for growth in standing if not growth.serves_your_goals]
        rest = (Item("; ".join(others), lead="No goal of yours that is known"),) if others else ()
        yield Item("" if standing else "nothing known yet", lead=name, items=(*items, *rest))


def _facts(result: Comparison, names: list[str], *, full: bool) -> Iterable[Block]:
    yield Heading(2, "Facts that differ")
    if not result.facts:
        yield Paragraph("None: the cases say the same.")
        return
    same = [words for section, words in result.words.sections.items() if section not in result.differing_sections]
    if same:
        yield Paragraph(f"The same in all cases: the {listed(same)}.")
    shown = result.facts if full else result.facts[:MOST_FACTS]
    for fact in shown:
        yield Item(fact.question, items=tuple(_phrases(fact, names)))
    more = len(result.facts) - len(shown)
    if more > 0:
        facts = "1 more fact differs" if more == 1 else f"{more} more facts differ"
        yield Paragraph(f"{facts}; --format json lists them all.", "faint")


def _phrases(fact: DifferingFact, names: list[str]) -> Iterable[Item]:
    """Yield each phrase once, after the cases that it is true of."""
    cases: dict[str, list[str]] = {}
    for name, text, presumed in zip(names, fact.texts, fact.presumed, strict=True):
        cases.setdefault(f"usually, {text}" if presumed else text, []).append(name)
    for text, said in cases.items():
        yield Item(text, lead="; ".join(said))
