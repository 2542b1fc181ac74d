"""The advice in brief: what fits on one screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from attrs import evolve, frozen

from pmo_expert.advice.advice_result import Advice, Argument, GrowthAdvice
from pmo_expert.advice.conditions_result import Agreement, Burden
from pmo_expert.advice.unknowns.unknowns_result import Question, TurningPoint
from pmo_expert.advice.words import Words
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph
from pmo_expert.render.pages.questions_page import holds_for
from pmo_expert.render.words import by_authority, either, listed, one_line, sentence, sentence_start
from pmo_expert.render.writer import blocks_to_text

MOST_LINES, LONGEST_TITLE = 23, 140
USUALLY = "usually"
CLOSING = "Advice to think with, no prediction."
MORE = "add --full, or run why or questions."


@frozen
class Room:
    """How many points of each kind are told."""

    arguments: int
    agree: int
    make_sure: int
    live_with: int
    questions: int
    offers: int


ROOMS = (
    Room(3, 3, 3, 3, 2, 3),
    Room(3, 2, 3, 2, 2, 2),
    Room(2, 2, 3, 2, 2, 2),
    Room(2, 2, 2, 2, 2, 1),
    Room(2, 1, 2, 1, 1, 1),
    Room(2, 1, 1, 1, 1, 1),
    Room(1, 1, 1, 1, 1, 1),
    Room(1, 1, 1, 1, 0, 0),
)
"""From roomy to narrow: the first that fits on a screen is taken."""


def advice_brief(advice: Advice, lines: int = MOST_LINES) -> list[Block]:
    """Return the page that fits on a screen of 80 columns, with as much of the advice as has room in some lines."""
    shortest: list[Block] = []
    for room in ROOMS:
        told = [*head(evolve(advice, title=_cut(advice.title))), *summary(advice, room)]
        shortest = [*told, _foot(told)]
        if blocks_to_text(shortest).count("\n") <= lines:
            break
    return shortest


def _cut(title: str) -> str:
    """Return a title that takes two lines at the most."""
    text = one_line(title)
    return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1].rstrip()}…"


def head(advice: Advice) -> Iterator[Block]:
    """Yield the title, and the verdict in a sentence."""
    if advice.title.strip():
        yield Heading(2, advice.title)
    words = advice.words
    lean = advice.shown_lean
    so_far = f" As far as is known it would be: {words.verdicts[lean]}." if lean is not None else ""
    text = f"{advice.reason}{so_far}{_apart(advice)}"
    yield Item(text, lead=sentence_start(words.verdicts[advice.verdict]), tone=words.tones[advice.verdict])


def _apart(advice: Advice) -> str:
    """Return what the verdict would be without what is weighed last, where that makes a difference."""
    if advice.verdict_apart in (None, advice.verdict):
        return ""
    last = listed([advice.words.sections[section] for section in advice.words.weighed_last])
    return f" Apart from your {last} it would be: {advice.words.verdicts[advice.verdict_apart]}."


def summary(advice: Advice, room: Room) -> Iterator[Block]:
    """Yield what decides, the conditions or what to find out, what is in it for you, and what to ask."""
    decides = tuple(islice(_deciding(advice), room.arguments))
    if decides:
        yield Item("", lead="What decides it", items=decides)
    if advice.conditions is not None:
        conditions = (
            *_agree(advice.conditions.agree[: room.agree]),
            *(_make_sure(point, advice.words) for point in advice.conditions.make_sure[: room.make_sure]),
            *(_live_with(burden) for burden in advice.conditions.live_with[: room.live_with]),
        )
        if conditions:
            yield Item("", lead="What it rests on" if _is_best(advice) else "On these conditions", items=conditions)
    yield Item(_in_it(advice, room), lead="In it for you")
    questions = tuple(_question(question, advice.words) for question in _to_ask(advice)[: room.questions])
    if questions:
        waits = advice.verdict == advice.words.asking
        yield Item("", lead="Find out first" if waits else "Worth asking", items=questions)


def _foot(told: list[Block]) -> Paragraph:
    usual = "“Usually” marks what nobody said, but is usual. " if any(map(_is_marked, told)) else ""
    return Paragraph(f"{usual}{CLOSING} More: {MORE}", "faint")


def _is_marked(block: Block) -> bool:
    """Say whether something in a block is marked as usual."""
    if not isinstance(block, Item):
        return False
    return (
        block.lead.endswith(f", {USUALLY}") or block.text.count(f"({USUALLY})") > 0 or any(map(_is_marked, block.items))
    )


def _deciding(advice: Advice) -> Iterator[Item]:
    """Yield the arguments that decide: the gravest against first, and the offer that serves you most."""
    against = [_argument(argument, advice.words) for argument in _against(advice)]
    offers = [growth for growth in advice.growth if growth.serves_your_goals]
    ours = map(_offered, offers[:1])
    yield from (*ours, *against) if _is_best(advice) else (*against[:2], *ours, *against[2:])


def _is_best(advice: Advice) -> bool:
    return advice.verdict == next(iter(advice.words.verdicts))


def _against(advice: Advice) -> list[Argument]:
    """Return the standing arguments that raise concerns, the gravest first and what is stated before what is usual."""
    severities = list(advice.words.severities)
    raised = [
        argument
        for concern in advice.concerns
        for argument in concern.arguments
        if argument.role == "raises" and argument.stands and argument.severity is not None
    ]
    return sorted(raised, key=lambda one: (-severities.index(one.severity or ""), one.presumed))


def _argument(argument: Argument, words: Words) -> Item:
    text, lead = by_authority(argument.because, argument.authority), _lead("Against", presumed=argument.presumed)
    return Item(text, lead=lead, tone="bad" if argument.severity in words.counting else "mixed")


def _offered(growth: GrowthAdvice) -> Item:
    text, lead = by_authority(growth.because, growth.authority), _lead("For", presumed=growth.presumed)
    return Item(text, lead=lead, tone="good")


def _lead(side: str, *, presumed: bool) -> str:
    return f"{side}, {USUALLY}" if presumed else side


def _agree(agreements: Iterable[Agreement]) -> Iterator[Item]:
    """Yield the sets of terms as alternatives; those of one and the same fact as one."""
    alternatives: dict[tuple[str, ...], list[str]] = {}
    for agreement in agreements:
        about = tuple(term.attribute for term in agreement.terms)
        text = listed([f"that {term.text}" for term in agreement.terms])
        alternatives.setdefault(about if len(about) == 1 else (text,), []).append(text)
    for number, texts in enumerate(alternatives.values()):
        yield Item(f"{'Agree' if number == 0 else 'Or agree'} {listed(texts, 'or')}.")


def _make_sure(point: TurningPoint, words: Words) -> Item:
    return Item(make_sure_text(point, words), lead="Make sure")


def make_sure_text(point: TurningPoint, words: Words) -> str:
    """Return in a sentence what to make sure of, whom to ask, and what the verdict becomes otherwise."""
    if point.members is not None:
        return f"{point.question} {holds_for(point)}"
    worst = point.worst
    verdicts = listed(list(dict.fromkeys(words.verdicts[turn.verdict] for turn in worst)), "or")
    return f"{words.asks[point.ask]} whether {either([turn.text for turn in worst])}; if so, the advice is: {verdicts}."


def _live_with(burden: Burden) -> Item:
    return Item(by_authority(burden.because, burden.authority), lead="Live with")


def _in_it(advice: Advice, room: Room) -> str:
    served = list(dict.fromkeys(goal for growth in advice.growth for goal in growth.serves_your_goals))
    standing = sorted(
        (growth for growth in advice.growth if growth.stands), key=lambda growth: not growth.serves_your_goals
    )
    offers = listed(list(dict.fromkeys(map(_offer, standing)))[: room.offers])
    known = f" {sentence(f'It offers: {offers}')}" if offers else ""
    goals = f" Served: {listed([advice.words.goals[goal] for goal in served])}." if served else ""
    return f"{advice.words.wiifm[advice.wiifm]}{goals}{known}"


def _offer(growth: GrowthAdvice) -> str:
    title = growth.title[:1].lower() + growth.title[1:]
    return f"{title} ({USUALLY})" if growth.presumed else title


def _to_ask(advice: Advice) -> list[Question]:
    """Return the questions that the conditions do not tell already."""
    told = {point.attribute for point in advice.conditions.make_sure} if advice.conditions is not None else set()
    return [question for question in advice.questions if question.attribute not in told]


def _question(question: Question, words: Words) -> Item:
    return Item(f"{question.question} ({words.asks[question.ask]})")
