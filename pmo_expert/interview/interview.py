"""An interview: the question that tells most comes next, until nothing that could be asked matters.

No printing here: a door shows the questions and passes on the answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from attrs import define, evolve, frozen

from pmo_expert.advice.advice_result import Advice, Answer, Outlook, Question
from pmo_expert.advice.advise import advise
from pmo_expert.advice.consultation import Consultation, consult
from pmo_expert.advice.outlook import outlook_if_any
from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.case import AnyCase, PlainCase
from pmo_expert.domain.text import is_unknown
from pmo_expert.faults import InputError
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.logic.choice import EngineName

End = Literal["settled", "exhausted", "pointless"]
"""Why there is no question: no answer could change the verdict, or you answered with unknown all that could, or what is
left makes no sense after what you answered."""


@frozen(kw_only=True, slots=False)
class WaitingRule:
    """A rule that is not decided while a fact is unknown."""

    rule: str
    because: str


@frozen(kw_only=True, slots=False)
class Asked:
    """Why a question is asked: the rules that wait for the fact, and where each answer leads.

    `outcomes` are those of the question; of a set they tell of its most telling member. They are empty where no
    answer alone decides between verdicts, and where the outlook cannot be computed.
    """

    question: Question
    rules: tuple[WaitingRule, ...]
    outcomes: tuple[Answer, ...]


@frozen(kw_only=True, slots=False)
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
    consultation: Consultation
    skipped: frozenset[str] = frozenset()


@define(init=False, repr=False)
class Interview:
    """An interview about one case.

    Everything that is asked follows from the case, so an interview can be resumed from it.
    """

    later: frozenset[str]
    standing: Standing
    _states: list[_State]

    def __init__(
        self,
        case: AnyCase | Mapping[str, Any] | Consultation | None = None,
        knowledge: Knowledge | None = None,
        *,
        later: Iterable[str] = (),
        engine: EngineName = "auto",
    ) -> None:
        """Begin with what is known.

        `case`, `knowledge` and `engine` are those of `consult`; without a case, nothing is known. `later` are facts
        that were answered with unknown in an earlier sitting; they are asked again, but last. Raises what `consult`
        raises.
        """
        self.later = frozenset(later)
        self._states = [_State(consult({} if case is None else case, knowledge, engine=engine))]
        self._look()

    def __repr__(self) -> str:
        question = self.standing.question
        next_up = "ended" if question is None else f"next: {question.attribute}"
        return f"<Interview: {self.answered} answered, {next_up}>"

    @property
    def case(self) -> PlainCase:
        """What is known so far."""
        return self._given.case

    @property
    def knowledge(self) -> Knowledge:
        """The rules that the questions are for."""
        return self._given.knowledge

    @property
    def answered(self) -> int:
        """How many questions were answered, with unknown or with a value."""
        return len(self._states) - 1

    @property
    def asked_in_vain(self) -> frozenset[str]:
        """The facts that are still unknown because the answer was unknown, now or in an earlier sitting."""
        return frozenset(name for name in self.later | self._states[-1].skipped if self.case.value(name) is None)

    @property
    def attribute(self) -> Attribute | None:
        """The attribute that the next question asks for."""
        question = self.standing.question
        return self.knowledge.vocabulary.attributes[question.attribute] if question else None

    def answer(self, text: str) -> None:
        """Take a typed answer to the next question, or unknown.

        Values are named, in any case, or given by their number, from 1 in the order of the vocabulary. The members of a
        set are parted by commas or blanks. Raises InputError, with the nearest name, when there is no such answer,
        ValueError when the interview has ended.
        """
        attribute = self._asked()
        state = self._states[-1]
        if is_unknown(text):
            new = evolve(state, skipped=state.skipped | {attribute.name})
        else:
            value, faults = attribute.read_answer(text.strip())
            if faults:
                raise InputError(faults)
            new = evolve(state, consultation=self._given.with_facts({attribute.name: value}))
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
        """Return why the next question is asked. Raises ValueError when the interview has ended."""
        self._asked()
        question = self.standing.question
        assert question is not None
        waiting = {fact.attribute: fact.rules for fact in self.standing.advice.unknown}
        rules = [self.knowledge.rules[rule] for rule in waiting.get(question.attribute, ())]
        return Asked(
            question=question,
            rules=tuple(WaitingRule(rule=rule.id, because=rule.because) for rule in rules),
            outcomes=question.outcomes,
        )

    def advice(self) -> Advice:
        """Return the full advice on what is known so far, with the outlook."""
        return advise(self._given)

    @property
    def _given(self) -> Consultation:
        return self._states[-1].consultation

    def _asked(self) -> Attribute:
        if self.attribute is None:
            raise ValueError("the interview has ended: there is no question to answer")
        return self.attribute

    def _look(self) -> None:
        """Find out where the interview stands now."""
        advice = advise(self._given, with_outlook=False)
        ahead = outlook_if_any(self._given)
        questions = self._questions(advice, ahead)
        left = [question for question in questions if self._may_ask(question.attribute, questions)]
        self.standing = Standing(
            advice=advice,
            ahead=ahead,
            open=tuple(questions),
            question=left[0] if left else None,
            end=None if left else self._end(questions),
        )

    def _end(self, questions: list[Question]) -> End:
        if not questions:
            return "settled"
        skipped = self._states[-1].skipped
        return "exhausted" if any(question.attribute in skipped for question in questions) else "pointless"

    def _may_ask(self, name: str, questions: list[Question]) -> bool:
        """Say whether a question was not answered yet, and no question that it needs is still to be asked."""
        skipped = self._states[-1].skipped
        if name in skipped:
            return False
        ways = self.knowledge.needs.get(name, ())
        if not ways or any(all(part.holds(self.case.value(part.subject)) for part in way) for way in ways):
            return True
        causes = {part.subject for way in ways for part in way if self.case.value(part.subject) is None}
        asked = {question.attribute for question in questions}
        return bool(causes) and not (causes & asked) - skipped

    def _questions(self, advice: Advice, ahead: Outlook | None) -> list[Question]:
        """Return the questions that matter in the order in which to ask them: your goals, then what tells most."""
        if ahead is None:
            questions = [self._plain_question(fact.attribute) for fact in advice.unknown]
        else:
            questions = list(ahead.questions)
        goals = self.knowledge.decision.goals
        return sorted(questions, key=lambda question: (question.attribute in self.later, question.attribute != goals))

    def _plain_question(self, name: str) -> Question:
        attribute = self.knowledge.vocabulary.attributes[name]
        return Question(attribute=name, question=attribute.question, ask=attribute.ask, reduction=0.0, outcomes=())
