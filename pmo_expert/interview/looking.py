"""Finding out where an interview stands."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_expert.advice.advise import advise
from pmo_expert.advice.consultation import Consultation
from pmo_expert.advice.unknowns.outlook import outlook_if_any
from pmo_expert.advice.unknowns.unknowns_result import Question
from pmo_expert.interview.asking import Asking
from pmo_expert.interview.standing import Asked, End, Standing, WaitingRule
from pmo_expert.knowledge.knowledge import Knowledge


def look(asking: Asking, given: Consultation, *, section: str | None, reopened: str | None, thorough: bool) -> Standing:
    """Return where an interview stands.

    `section` is that of the question that was asked last, if any; it goes on with it where that costs little.
    `reopened` is a fact that is asked for again, whatever else there is to ask. `thorough` says whether to go on with
    what no longer changes the verdict.
    """
    advice = advise(given, with_outlook=False)
    ahead = outlook_if_any(given, advice.turning_points)
    about_verdict = asking.ordered(ahead.questions if ahead else asking.waited_for(advice))
    others = asking.more(advice, about_verdict)
    more = [question for question in asking.ready([*about_verdict, *others]) if question in others]
    ready = asking.ready(about_verdict)
    following = asking.first(asking.telling([*ready, *more]), section)
    if following is None and thorough:
        following = asking.first(ready, section) or asking.first(more, section)
    question = asking.plain_question(reopened) if reopened else following
    return Standing(
        advice=advice,
        ahead=ahead,
        open=tuple(about_verdict),
        more=tuple(more),
        question=question,
        end=None if question else _end(about_verdict, ready, asking.skipped),
        left=len(asking.may_come([*about_verdict, *others] if thorough else asking.telling([*about_verdict, *others]))),
        thin=asking.is_thin([*ready, *more]),
    )


def why_asked(standing: Standing, knowledge: Knowledge) -> Asked:
    """Return why the next question is asked. Raises ValueError when the interview has ended."""
    question = standing.question
    if question is None:
        raise ValueError("the interview has ended: there is no question to answer")
    waiting = {fact.attribute: fact.rules for fact in standing.advice.unknown}
    rules = [knowledge.rules[rule] for rule in waiting.get(question.attribute, ())]
    return Asked(
        question=question,
        rules=tuple(WaitingRule(rule=rule.id, because=rule.because) for rule in rules),
        outcomes=question.outcomes,
    )


def _end(questions: Sequence[Question], ready: Sequence[Question], skipped: frozenset[str]) -> End:
    in_vain = [question for question in questions if question.attribute in skipped]
    if not questions:
        return "settled"
    if any(question.turns for question in in_vain):
        return "exhausted"
    if ready:
        return "steady"
    return "exhausted" if in_vain else "pointless"
