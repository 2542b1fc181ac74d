"""What is told of arguments, offers and concerns wherever all of an advice is told."""

from __future__ import annotations

from pmo_expert.advice.advice_result import Advice, Argument, ConcernAdvice, Firing, GrowthAdvice
from pmo_expert.advice.words import Words
from pmo_expert.knowledge.language.subjects import STATUS_NAMES
from pmo_expert.render.pages.advice_parts import USUALLY
from pmo_expert.render.words import ROLES, listed, sentence


def first_firings(trace: tuple[Firing, ...]) -> dict[str, Firing]:
    """Return the firing of each rule that shows its conditions."""
    firings: dict[str, Firing] = {}
    for firing in trace:
        firings.setdefault(firing.rule, firing)
    return firings


def grounds_of(firing: Firing) -> list[str]:
    """Return the facts and conclusions, in clauses, from which a rule fired."""
    grounds = [condition.text for condition in firing.conditions]
    premises = [premise for premise in firing.premises if not premise.auxiliary]
    return [*grounds, *(premise.text for premise in premises if premise.holds or not grounds)]


def argument_lead(argument: Argument, words: Words) -> str:
    """Return what an argument does, how severe it is, and whether it rests on what is usual."""
    if argument.role == "mitigates" and not (argument.stands and argument.answers):
        return "Would answer it"
    severity = f" ({words.severities[argument.severity]})" if argument.severity else ""
    return f"{ROLES[argument.role]}{severity}{f', {USUALLY}' if argument.presumed else ''}"


def serves_sentence(growth: GrowthAdvice, words: Words) -> str:
    """Return in a sentence which goals an offer serves, or what answers it."""
    if not growth.stands:
        return sentence(f"answered by {listed(growth.answered_by)}")
    if growth.serves_your_goals:
        return sentence(f"serves your goal: {listed([words.goals[goal] for goal in growth.serves_your_goals])}")
    other = listed([words.goals[goal] for goal in growth.serves])
    return sentence(f"serves {other}, not known to be a goal of yours")


def cannot_tell_lines(concern: ConcernAdvice, advice: Advice) -> tuple[str, ...]:
    """Return the line that says which statuses of a concern unknown facts leave possible, where they leave several."""
    for unsure in advice.cannot_tell:
        if unsure.id == concern.id:
            possible = listed([STATUS_NAMES[status] for status in unsure.possible])
            return (f"Cannot tell yet; possible are: {possible}.",)
    return ()
