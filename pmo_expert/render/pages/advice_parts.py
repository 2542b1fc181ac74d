"""What an advice says in brief, point by point; the screen and the report are made of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmo_expert.advice.advice_result import Advice, Argument, GrowthAdvice
from pmo_expert.advice.conditions_result import Agreement, Burden
from pmo_expert.advice.unknowns.unknowns_result import Question, TurningPoint
from pmo_expert.advice.words import Words
from pmo_expert.render.blocks import Item
from pmo_expert.render.pages.questions_page import holds_for
from pmo_expert.render.words import by_authority, either, listed, sentence, sentence_start

USUALLY = "usually"


def verdict_item(advice: Advice) -> Item:
    """Return the verdict in a sentence, with what it would be as far as is known, and apart from what weighs last."""
    words = advice.words
    lean = advice.shown_lean
    so_far = f" As far as is known it would be: {words.verdicts[lean]}." if lean is not None else ""
    text = f"{advice.reason}{so_far}{_apart(advice)}"
    return Item(text, lead=sentence_start(words.verdicts[advice.verdict]), tone=words.tones[advice.verdict])


def _apart(advice: Advice) -> str:
    """Return what the verdict would be without what is weighed last, where that makes a difference."""
    if advice.verdict_apart in (None, advice.verdict):
        return ""
    last = listed([advice.words.sections[section] for section in advice.words.weighed_last])
    return f" Apart from your {last} it would be: {advice.words.verdicts[advice.verdict_apart]}."


def conditions_lead(advice: Advice) -> str:
    """Return what announces the conditions: those of the best verdict are what it rests on."""
    return "What it rests on" if is_best(advice) else "On these conditions"


def questions_lead(advice: Advice) -> str:
    """Return what announces the questions: a verdict that asks waits for them."""
    return "Find out first" if advice.verdict == advice.words.asking else "Worth asking"


def deciding(advice: Advice) -> Iterator[Item]:
    """Yield the arguments that decide: the gravest against first, and the offer that serves you most."""
    against = against_items(advice)
    ours = for_items(advice)[:1]
    yield from (*ours, *against) if is_best(advice) else (*against[:2], *ours, *against[2:])


def is_best(advice: Advice) -> bool:
    """Say whether the verdict is the best that there is."""
    return advice.verdict == next(iter(advice.words.verdicts))


def against_items(advice: Advice, side: str = "Against") -> list[Item]:
    """Return the standing arguments that raise concerns, the gravest first and what is stated before what is usual.

    `side` is the word that leads in each, empty where a heading has it.
    """
    severities = list(advice.words.severities)
    raised = [
        argument
        for concern in advice.concerns
        for argument in concern.arguments
        if argument.role == "raises" and argument.stands and argument.severity is not None
    ]
    ordered = sorted(raised, key=lambda one: (-severities.index(one.severity or ""), one.presumed))
    return [_against(argument, side, advice.words) for argument in ordered]


def _against(argument: Argument, side: str, words: Words) -> Item:
    text, lead = by_authority(argument.because, argument.authority), _lead(side, presumed=argument.presumed)
    return Item(text, lead=lead, tone="bad" if argument.severity in words.counting else "mixed")


def for_items(advice: Advice, side: str = "For") -> list[Item]:
    """Return the offers that serve a goal of yours; `side` is that of `against_items`."""
    return [_for(growth, side) for growth in advice.growth if growth.serves_your_goals]


def _for(growth: GrowthAdvice, side: str) -> Item:
    text, lead = by_authority(growth.because, growth.authority), _lead(side, presumed=growth.presumed)
    return Item(text, lead=lead, tone="good")


def _lead(side: str, *, presumed: bool) -> str:
    return sentence_start(", ".join(filter(None, [side, USUALLY if presumed else ""])))


def agree_items(agreements: Iterable[Agreement]) -> Iterator[Item]:
    """Yield the sets of terms as alternatives; those of one and the same fact as one."""
    alternatives: dict[tuple[str, ...], list[str]] = {}
    for agreement in agreements:
        about = tuple(term.attribute for term in agreement.terms)
        text = listed([f"that {term.text}" for term in agreement.terms])
        alternatives.setdefault(about if len(about) == 1 else (text,), []).append(text)
    for number, texts in enumerate(alternatives.values()):
        yield Item(f"{'Agree' if number == 0 else 'Or agree'} {listed(texts, 'or')}.")


def make_sure_item(point: TurningPoint, words: Words) -> Item:
    """Return what to make sure of."""
    return Item(make_sure_text(point, words), lead="Make sure")


def make_sure_text(point: TurningPoint, words: Words) -> str:
    """Return in a sentence what to make sure of, whom to ask, and what the verdict becomes otherwise."""
    if point.members is not None:
        return f"{point.question} {holds_for(point)}"
    worst = point.worst
    verdicts = listed(list(dict.fromkeys(words.verdicts[turn.verdict] for turn in worst)), "or")
    return f"{words.asks[point.ask]} whether {either([turn.text for turn in worst])}; if so, the advice is: {verdicts}."


def live_with_item(burden: Burden) -> Item:
    """Return what to live with."""
    return Item(by_authority(burden.because, burden.authority), lead="Live with")


def in_it(advice: Advice, most: int) -> str:
    """Return what is in it for you: which goals it serves, and what it offers, so many things at the most."""
    served = list(dict.fromkeys(goal for growth in advice.growth for goal in growth.serves_your_goals))
    standing = sorted(
        (growth for growth in advice.growth if growth.stands), key=lambda growth: not growth.serves_your_goals
    )
    offers = listed(list(dict.fromkeys(map(_offer, standing)))[:most])
    known = f" {sentence(f'It offers: {offers}')}" if offers else ""
    goals = f" Served: {listed([advice.words.goals[goal] for goal in served])}." if served else ""
    return f"{advice.words.wiifm[advice.wiifm]}{goals}{known}"


def _offer(growth: GrowthAdvice) -> str:
    title = growth.title[:1].lower() + growth.title[1:]
    return f"{title} ({USUALLY})" if growth.presumed else title


def to_ask(advice: Advice) -> list[Question]:
    """Return the questions that the conditions do not tell already."""
    told = {point.attribute for point in advice.conditions.make_sure} if advice.conditions is not None else set()
    return [question for question in advice.questions if question.attribute not in told]


def question_item(question: Question, words: Words) -> Item:
    """Return a question, and whom to ask."""
    return Item(f"{question.question} ({words.asks[question.ask]})")
