"""An interview: the question that tells most comes next, until nothing that could be asked matters.

No printing here: a door shows the questions and passes on the answers.
"""

from __future__ import annotations

from typing import Literal

from attrs import Factory, define, evolve, field, frozen

from pmo_expert.advice.advise import advise
from pmo_expert.interview.answers import read_answer
from pmo_expert.advice.model import Advice, Answer, Outlook, Question
from pmo_expert.advice.outlook import outlook_if_any
from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.case import Case
from pmo_expert.domain.vocabulary import GOALS, case_from, known_facts
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.load import shipped_knowledge
from pmo_expert.logic.choice import EngineName

End = Literal["settled", "exhausted"]
"""Why there is no question: no answer could change the verdict, or you answered all that could with unknown."""


@frozen(kw_only=True)
class WaitingRule:
    """A rule that is not decided while a fact is unknown."""

    rule: str
    because: str


@frozen(kw_only=True)
class Asked:
    """Why a question is asked: the rules that wait for the fact, and where each answer leads.

    `outcomes` are those of the question; of a set they tell of its most telling member. They are empty where no
    answer alone decides between verdicts, and where the outlook cannot be computed.
    """

    question: Question
    rules: tuple[WaitingRule, ...]
    outcomes: tuple[Answer, ...]


@frozen(kw_only=True)
class Standing:
    """Where the interview stands: the advice so far, what is open, and the next question.

    `open` are all questions that matter, the next one first, those answered with unknown included. `ahead` is None
    where the outlook cannot be computed; the rules that wait for facts then say what to ask. `end` says why there is
    no next question, and is None while there is one.
    """

    advice: Advice
    ahead: Outlook | None
    open: tuple[Question, ...]
    question: Question | None
    end: End | None


@frozen
class _State:
    case: Case
    skipped: frozenset[str] = frozenset()


@define
class Interview:
    """An interview about one case.

    `later` are facts that were answered with unknown in an earlier sitting; they are asked again, but last.
    Raises as `advise` does. Everything that is asked follows from the case, so an interview can be resumed from it.
    """

    _start: Case
    _knowledge: Knowledge = field(factory=shipped_knowledge)
    later: frozenset[str] = field(default=frozenset(), kw_only=True)
    _engine: EngineName = field(default="auto", kw_only=True)
    _states: list[_State] = field(init=False, default=Factory(lambda self: [_State(self._start)], takes_self=True))
    standing: Standing = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._look()

    @property
    def case(self) -> Case:
        """What is known so far."""
        return self._states[-1].case

    @property
    def answered(self) -> int:
        """How many questions were answered, with unknown or with a value."""
        return len(self._states) - 1

    @property
    def asked_in_vain(self) -> frozenset[str]:
        """The facts that are still unknown because the answer was unknown, now or in an earlier sitting."""
        known = known_facts(self.case)
        return frozenset(name for name in self.later | self._states[-1].skipped if name not in known)

    @property
    def attribute(self) -> Attribute | None:
        """The attribute that the next question asks for."""
        question = self.standing.question
        return self._knowledge.subjects.vocabulary.attributes[question.attribute] if question else None

    def answer(self, text: str) -> None:
        """Take a typed answer to the next question. Raises InputError when there is no such answer."""
        attribute = self._asked()
        value = read_answer(attribute, text)
        state = self._states[-1]
        if value is None:
            new = evolve(state, skipped=state.skipped | {attribute.name})
        else:
            facts = known_facts(state.case) | {attribute.name: value}
            new = evolve(state, case=case_from(facts, type(state.case), title=state.case.title))
        self._states.append(new)
        self._look()

    def back(self) -> bool:
        """Take back the last answer, so that its question comes again; return whether there was one."""
        if not self.answered:
            return False
        self._states.pop()
        self._look()
        return True

    def why(self) -> Asked:
        """Return why the next question is asked."""
        question = self.standing.question
        assert question is not None
        waiting = {fact.attribute: fact.rules for fact in self.standing.advice.unknown}
        rules = [self._knowledge.rules[rule] for rule in waiting.get(question.attribute, ())]
        return Asked(
            question=question,
            rules=tuple(WaitingRule(rule=rule.id, because=rule.because) for rule in rules),
            outcomes=question.outcomes,
        )

    def advice(self) -> Advice:
        """Return the full advice on what is known so far, with the outlook."""
        return advise(self.case, self._knowledge, engine=self._engine)

    def _asked(self) -> Attribute:
        if self.attribute is None:
            raise ValueError("the interview has ended: there is no question to answer")
        return self.attribute

    def _look(self) -> None:
        """Find out where the interview stands now."""
        advice = advise(self.case, self._knowledge, engine=self._engine, with_outlook=False)
        ahead = outlook_if_any(self.case, self._knowledge)
        questions = self._questions(advice, ahead)
        left = [question for question in questions if question.attribute not in self._states[-1].skipped]
        self.standing = Standing(
            advice=advice,
            ahead=ahead,
            open=tuple(questions),
            question=left[0] if left else None,
            end=None if left else "exhausted" if questions else "settled",
        )

    def _questions(self, advice: Advice, ahead: Outlook | None) -> list[Question]:
        """Return the questions that matter in the order in which to ask them: your goals, then what tells most."""
        if ahead is None:
            questions = [self._plain_question(fact.attribute) for fact in advice.unknown]
        else:
            questions = list(ahead.questions)
        return sorted(questions, key=lambda question: (question.attribute in self.later, question.attribute != GOALS))

    def _plain_question(self, name: str) -> Question:
        attribute = self._knowledge.subjects.vocabulary.attributes[name]
        return Question(attribute=name, question=attribute.question, ask=attribute.ask, reduction=0.0, outcomes=())
