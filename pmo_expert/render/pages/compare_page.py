"""The page that shows cases side by side."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_expert.advice.advice_result import Argument, ConcernAdvice, GrowthAdvice, Words
from pmo_expert.advice.changes import Change
from pmo_expert.advice.compare import ComparedCase, Comparison, DifferingFact, WayUp
from pmo_expert.advice.order import Step
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph, Table
from pmo_expert.render.words import (
    CLOSING,
    ROLES,
    STATUSES,
    concern_tone,
    listed,
    name_text,
)

MOST_SHOWN = 5
IN_IT = {"passes": "yes", "fails": "no", "not_known": "not known"}
SETTLED = {True: "yes", False: "no", None: "not told"}


def compare_page(result: Comparison) -> list[Block]:
    """Return the page for a comparison."""
    return [*_best(result), *_table(result), *_concerns(result), *_growth(result), *_facts(result), *_ways(result)]


def _best(result: Comparison) -> Iterable[Block]:
    verdicts, tones = result.words.verdicts, result.words.tones
    tone = tones[result.best_verdict]
    numbers = listed([str(number) for number in result.best])
    if len(result.best) == 1:
        yield Heading(1, f"Case {numbers} is the best: {verdicts[result.best_verdict]}", tone)
    else:
        yield Heading(1, f"Cases {numbers} tie: {verdicts[result.best_verdict]}", tone)
    yield Paragraph(_order(result.words), "faint")
    for case in result.cases:
        lean = f" As far as is known: {verdicts[case.lean]}." if case.lean != case.verdict else ""
        text = f"{case.title.strip() or 'without a title'}: {verdicts[case.verdict]}"
        yield Item(text, lead=f"Case {case.number}", tone=tones[case.verdict], details=(case.reason + lean,))


def _counted(words: Words) -> str:
    """Return the words for the severities whose open concerns are counted."""
    return " or ".join(words.severities[name] for name in words.counting)


def _behind(step: Step, words: Words) -> str:
    """Return by what a case is behind."""
    if step == "verdict":
        return "behind by its verdict"
    if step == "goals_served":
        return "behind by the goals that it serves; its verdict is as good"
    return f"behind by its open concerns that are {_counted(words)}; its verdict is as good"


def _order(words: Words) -> str:
    """Return in a sentence what cases are compared by."""
    concerns = f", then fewer open concerns that are {_counted(words)}" if words.counting else ""
    verdicts = ", ".join(words.verdicts.values())
    return f"The better case has the better verdict ({verdicts}){concerns}, then more goals served."


def _table(result: Comparison) -> Iterable[Block]:
    cases = result.cases
    yield Heading(2, "Side by side")
    yield Paragraph("A concern that is open shows how severe it is.", "faint")
    rows = [
        (
            concerns[0].id,
            *(result.words.severities.get(concern.severity or "") or STATUSES[concern.status] for concern in concerns),
        )
        for concerns in _by_concern(cases)
    ]
    rows.append(("in it for you", *(IN_IT[case.wiifm] for case in cases)))
    rows.append(("goals served", *map(_goals_served, cases)))
    rows.append(("settled", *(SETTLED[case.settled] for case in cases)))
    yield Table(("", *(f"Case {case.number}" for case in cases)), tuple(rows))


def _goals_served(case: ComparedCase) -> str:
    return "unknown" if case.goals is None else f"{len(case.goals_served)} of {len(case.goals)}"


def _by_concern(cases: tuple[ComparedCase, ...]) -> Iterable[tuple[ConcernAdvice, ...]]:
    return zip(*(case.concerns for case in cases), strict=True)


def _concerns(result: Comparison) -> Iterable[Block]:
    yield Heading(2, "Concerns that differ")
    for concerns in _by_concern(result.cases):
        if concerns[0].id in result.differing_concerns:
            pairs = zip(result.cases, concerns, strict=True)
            yield Item(
                "", lead=concerns[0].title, items=tuple(_concern(case.number, one, result.words) for case, one in pairs)
            )
    if not result.differing_concerns:
        yield Paragraph("None: every concern has the same status in all cases.")


def _concern(number: int, concern: ConcernAdvice, words: Words) -> Item:
    status = STATUSES[concern.status] + (f", {words.severities[concern.severity]}" if concern.severity else "")
    items = tuple(_argument(argument, words) for argument in concern.arguments)
    return Item(status, lead=f"Case {number}", tone=concern_tone(concern, words), items=items)


def _argument(argument: Argument, words: Words) -> Item:
    lead = ROLES[argument.role] + (f" ({words.severities[argument.severity]})" if argument.severity else "")
    answered = f"answered by {listed(argument.answered_by)}" if argument.answered_by else ""
    detail = " · ".join(filter(None, (argument.rule, ", ".join(argument.sources), answered)))
    return Item(argument.because, lead=lead, tone="plain" if argument.stands else "faint", details=(detail,))


def _growth(result: Comparison) -> Iterable[Block]:
    yield Heading(2, "What each offers")
    for case in result.cases:
        standing = [growth for growth in case.growth if growth.stands]
        text = "" if standing else "nothing is known that lets one grow"
        yield Item(text, lead=f"Case {case.number}", items=tuple(map(_offer, standing)))


def _offer(growth: GrowthAdvice) -> Item:
    goals = [name_text(goal) for goal in growth.serves_your_goals]
    served = f"serves {'the goal' if len(goals) == 1 else 'the goals'}: {listed(goals)}"
    text = served if goals else "serves no goal that is known"
    return Item(text, lead=growth.title, tone="good" if goals else "plain", details=(growth.rule,))


def _facts(result: Comparison) -> Iterable[Block]:
    yield Heading(2, "Facts that differ")
    if not result.facts:
        yield Paragraph("None: the cases say the same.")
        return
    same = [words for section, words in result.words.sections.items() if section not in result.differing_sections]
    if same:
        yield Paragraph(f"The same in all cases: the {listed(same)}.")
    for fact in result.facts:
        yield Item("", lead=fact.attribute, items=tuple(_phrases(fact)))


def _phrases(fact: DifferingFact) -> Iterable[Item]:
    """Yield each phrase once, after the cases that it is true of."""
    numbers: dict[str, list[str]] = {}
    for number, text in enumerate(fact.texts, start=1):
        numbers.setdefault(text, []).append(str(number))
    for text, cases in numbers.items():
        yield Item(text, lead=f"Case{'s' if len(cases) > 1 else ''} {listed(cases)}")


def _ways(result: Comparison) -> Iterable[Block]:
    yield Heading(2, "What each would need to become as good")
    for way in result.ways:
        items = (*_change_items(way, result.words.verdicts[result.best_verdict]), *_question_items(way, result.words))
        yield Item(_behind(way.behind_by, result.words), lead=f"Case {way.number}", items=items)
    if not result.ways:
        yield Paragraph("Nothing: all cases are equally good.")
    yield Paragraph(CLOSING, "faint")


def _change_items(way: WayUp, verdict: str) -> Iterable[Item]:
    if way.behind_by != "verdict":
        return
    if way.changes is None:
        yield Item("what would get it there cannot be computed with these rules")
    elif not way.changes:
        yield Item(f"no change to what is known leads to the verdict {verdict}")
    for change in (way.changes or ())[:MOST_SHOWN]:
        yield _change(change)
    if len(way.changes or ()) > MOST_SHOWN:
        yield Item(f"the JSON form lists all {len(way.changes or ())} ways of this size")


def _change(change: Change) -> Item:
    texts = [f"{fact.text_before} → {fact.text_after}" for fact in change.facts]
    lead = "If this is negotiated" if change.scope == "negotiable" else "If this were so"
    return Item("; ".join(texts), lead=lead, details=(", ".join(fact.attribute for fact in change.facts),))


def _question_items(way: WayUp, words: Words) -> Iterable[Item]:
    for question in way.questions[:MOST_SHOWN]:
        yield Item(
            question.question, lead=f"Answers can lead there; {words.asks[question.ask]}", details=(question.attribute,)
        )
