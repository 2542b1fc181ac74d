"""Which question comes next, and which may come at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from attrs import frozen

from pmo_expert.advice.advice_result import Advice
from pmo_expert.advice.unknowns.unknowns_result import Question
from pmo_expert.domain.case import PlainCase
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.rule import Defeats, Finds, Mitigates, Offers, Raises

FEW = 6
"""With fewer facts than this a picture is thin."""
NEAR = 5
"""How many questions are looked through for one that stays with the theme."""
ABOUT_EQUAL = 0.5
"""What share of the weight of the first question another one needs to come before it,"""
HARDLY_LESS = 0.02
"""or how many bits it may tell less."""
TELLING = (Raises, Mitigates, Defeats, Offers, Finds)
"""What rules say about concerns and about what is on offer, by themselves or through findings."""


@frozen
class Asking:
    """What is asked about one case: `skipped` are the facts that were answered with unknown, `later` come last."""

    knowledge: Knowledge
    case: PlainCase
    skipped: frozenset[str]
    later: frozenset[str]

    def ordered(self, questions: Sequence[Question]) -> list[Question]:
        """Return questions with your goals first and what was answered with unknown earlier last."""
        goals = self.knowledge.decision.goals
        return sorted(questions, key=lambda question: (question.attribute in self.later, question.attribute != goals))

    def more(self, advice: Advice, others: Collection[Question]) -> list[Question]:
        """Return questions beside the others that say more about concerns and offers, the most awaited first."""
        names = {question.attribute for question in others}
        waiting = [
            fact.attribute
            for fact in advice.unknown
            if fact.attribute not in names and any(map(self._is_telling, fact.rules))
        ]
        return self.ordered(list(map(self.plain_question, waiting)))

    def _is_telling(self, rule: str) -> bool:
        return isinstance(self.knowledge.rules[rule].effect, TELLING)

    def waited_for(self, advice: Advice) -> list[Question]:
        """Return the questions for turning points, and then for what else rules wait for, as an outlook would."""
        turning = [point.attribute for point in advice.turning_points]
        names = dict.fromkeys([*turning, *(fact.attribute for fact in advice.unknown)])
        return [self.plain_question(name, turns=name in turning) for name in names]

    def plain_question(self, name: str, *, turns: bool = False) -> Question:
        """Return the question for an attribute, which does not say to what each answer can lead."""
        attribute = self.knowledge.vocabulary.attributes[name]
        return Question(
            attribute=name, question=attribute.question, ask=attribute.ask, reduction=0.0, turns=turns, outcomes=()
        )

    def ready(self, questions: Sequence[Question]) -> list[Question]:
        """Return the questions that may be asked now: not answered yet, and what they need is not still to be asked."""
        asked = {question.attribute for question in questions}
        return [question for question in questions if self._is_ready(question.attribute, asked)]

    def may_come(self, questions: Sequence[Question]) -> list[Question]:
        """Return the questions that may be asked now or after other answers."""
        return [
            question
            for question in questions
            if question.attribute not in self.skipped
            and (self._makes_sense(question.attribute) or self._causes(question.attribute))
        ]

    def _is_ready(self, name: str, asked: set[str]) -> bool:
        if name in self.skipped:
            return False
        causes = self._causes(name)
        return self._makes_sense(name) or (bool(causes) and not (causes & asked) - self.skipped)

    def _makes_sense(self, name: str) -> bool:
        return self.knowledge.makes_sense(name, self.case)

    def _causes(self, name: str) -> set[str]:
        return set(self.knowledge.causes(name, self.case))

    def telling(self, questions: Sequence[Question]) -> list[Question]:
        """Return the questions that are worth asking of those that matter for the verdict.

        They are those of which one answer turns it, and in each section of which nothing was asked yet one more.
        """
        asked = {name.partition(".")[0] for name in (*self.case.facts, *self.skipped)}
        found = []
        for question in questions:
            if question.turns or section_of(question) not in asked:
                found.append(question)
                asked.add(section_of(question))
        return found

    def first(self, ready: Sequence[Question], section: str | None) -> Question | None:
        """Return what to ask next of the questions that may be asked now, which stand in their order.

        That is the first one, unless one of about equal weight stays with the section of the last question. Your goals
        do not wait, and what was answered with unknown earlier does not come before the rest.
        """
        if not ready:
            return None
        first = ready[0]
        if first.attribute == self.knowledge.decision.goals:
            return first
        near = (question for question in ready[:NEAR] if self._is_near(question, first))
        return next((question for question in near if section_of(question) == section), first)

    def _is_near(self, question: Question, first: Question) -> bool:
        is_later = question.attribute in self.later
        if first.turns and not question.turns:
            return False
        enough = min(first.reduction * ABOUT_EQUAL, first.reduction - HARDLY_LESS)
        return question.reduction >= enough and is_later == (first.attribute in self.later)

    def is_thin(self, more: Sequence[Question]) -> bool:
        """Say whether there is more to ask, and few facts are known or none of a section that it is about."""
        known = {name.partition(".")[0] for name in self.case.facts}
        is_missing = any(section_of(question) not in known for question in more)
        return is_missing or (bool(more) and len(self.case.facts) < FEW)


def section_of(question: Question) -> str:
    """Return the section of the fact that a question asks for."""
    return question.attribute.partition(".")[0]
