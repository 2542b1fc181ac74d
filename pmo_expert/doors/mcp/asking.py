"""The next question of an interview that remembers nothing: all that was said comes with every call."""

from __future__ import annotations

from collections.abc import Collection

from pmo_expert.advice.consultation import consult
from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.case import PlainCase
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.doors.mcp.results import InterviewState, NextQuestion, PossibleAnswer
from pmo_expert.interview.asking import Asking
from pmo_expert.interview.looking import look, why_asked
from pmo_expert.interview.standing import Standing, so_far
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.render.pages.interview_page import end_text, theme_text, why_lines
from pmo_expert.render.words import name_text

WIDTH = 1000
"""As many columns as a sentence of a pack may take."""


def next_question(case: PlainCase, knowledge: Knowledge, unknown: Collection[str]) -> InterviewState:
    """Return where an interview stands that knows a case; `unknown` are the facts that were asked for in vain."""
    skipped = frozenset(name for name in unknown if case.value(name) is None)
    asking = Asking(knowledge, case, skipped, frozenset())
    standing = look(asking, consult(case, knowledge), section=None, reopened=None, thorough=False)
    verdict = so_far(standing.advice)
    return InterviewState(
        question=_question(standing, knowledge) if standing.question else None,
        ended=end_text(standing, standing.end) if standing.end else None,
        verdict_so_far=None if verdict is None else standing.advice.words.verdicts[verdict],
        left=standing.left,
    )


def _question(standing: Standing, knowledge: Knowledge) -> NextQuestion:
    asked = why_asked(standing, knowledge)
    attribute = knowledge.vocabulary.attributes[asked.question.attribute]
    return NextQuestion(
        attribute=attribute.name,
        theme=theme_text(attribute, knowledge.vocabulary),
        question=attribute.question,
        help=attribute.help,
        ask=knowledge.vocabulary.asks[attribute.ask],
        takes=takes_text(attribute),
        answers=possible_answers(attribute),
        why="\n".join(why_lines(asked, standing.advice.words, WIDTH)),
    )


def possible_answers(attribute: Attribute) -> tuple[PossibleAnswer, ...]:
    """Return the answers that a question offers by name, each with what it says; none for a mere number."""
    named = attribute.words.phrases.items() if isinstance(attribute, Amount) else attribute.numbered()
    return tuple(PossibleAnswer(value=name, text=text or name_text(name)) for name, text in named)


def takes_text(attribute: Attribute) -> str:
    """Return what an answer is, beside those that a question offers by name."""
    if isinstance(attribute, Amount):
        return f"{attribute.expected}, {attribute.bounds}"
    if isinstance(attribute, SetOf):
        return "a list of as many of the answers as apply; an empty one where none does"
    return "one of the answers"
