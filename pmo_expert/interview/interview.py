"""An interview: the question that tells most comes next, until nothing that could be asked matters.

No printing here: a door shows the questions and passes on the answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import define, evolve, frozen

from pmo_expert.advice.advice_result import Advice
from pmo_expert.advice.advise import advise
from pmo_expert.advice.consultation import Consultation, consult
from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.case import AnyCase, PlainCase
from pmo_expert.domain.text import is_unknown
from pmo_expert.faults import InputError
from pmo_expert.interview.asking import Asking
from pmo_expert.interview.looking import look, why_asked
from pmo_expert.interview.standing import Asked, Standing
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.logic.choice import EngineName


@frozen
class _State:
    """The case after an answer, what was answered with unknown, what was asked for in its order, and what is again."""

    consultation: Consultation
    skipped: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ()
    reopened: str | None = None


@define(init=False, repr=False)
class Interview:
    """An interview about one case.

    What is asked follows from the case, from what was answered with unknown and from the section of the last question,
    so an interview can be resumed from its case.
    """

    later: frozenset[str]
    thorough: bool
    standing: Standing
    _states: list[_State]

    def __init__(
        self,
        case: AnyCase | Mapping[str, Any] | Consultation | None = None,
        knowledge: Knowledge | None = None,
        *,
        later: Iterable[str] = (),
        thorough: bool = False,
        engine: EngineName = "auto",
    ) -> None:
        """Begin with what is known.

        `case`, `knowledge` and `engine` are those of `consult`; without a case, nothing is known. `later` are facts
        that were answered with unknown in an earlier sitting; they are asked again, but last. With `thorough` it goes
        on when no answer changes the verdict any more, as after `go_on`. Raises what `consult` raises.
        """
        self.later, self.thorough = frozenset(later), thorough
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
        """How many answers were given, with unknown or with a value."""
        return len(self._states) - 1

    @property
    def answers(self) -> tuple[str, ...]:
        """The facts that are known or were answered with unknown: those from the start, then in the order of asking."""
        start = [name for name in self.knowledge.vocabulary.attributes if self._is_from_start(name)]
        return tuple(filter(self._is_answered, dict.fromkeys([*start, *self._states[-1].asked])))

    @property
    def asked_in_vain(self) -> frozenset[str]:
        """The facts that are still unknown because the answer was unknown, now or in an earlier sitting."""
        return frozenset(name for name in self.later | self._states[-1].skipped if self.case.value(name) is None)

    @property
    def attribute(self) -> Attribute | None:
        """The attribute that the next question asks for."""
        question = self.standing.question
        return self.knowledge.vocabulary.attributes[question.attribute] if question else None

    @property
    def reopened(self) -> bool:
        """Whether the next question is one that was reopened, with its old answer in the case."""
        return self._states[-1].reopened is not None

    def answer(self, text: str) -> None:
        """Take a typed answer to the next question, or unknown.

        Values are named, in any case, or given by their number, from 1 in the order of the vocabulary. The members of a
        set are parted by commas or blanks. Raises InputError, with the nearest name, when there is no such answer,
        ValueError when the interview has ended.
        """
        attribute = self._asked()
        value = None if is_unknown(text) else self._read(attribute, text)
        state = self._states[-1]
        new = evolve(
            state,
            consultation=self._with(attribute.name, value),
            skipped=state.skipped - {attribute.name} if value is not None else state.skipped | {attribute.name},
            reopened=None,
            asked=state.asked if self.reopened and attribute.name in self.answers else (*state.asked, attribute.name),
        )
        self._states.append(new)
        self._look()

    def back(self) -> bool:
        """Take back the last answer, or leave a reopened question; return whether there was anything to take back."""
        if self.reopened:
            self._states[-1] = evolve(self._states[-1], reopened=None)
        elif self.answered:
            self._states.pop()
        else:
            return False
        self._look()
        return True

    def reopen(self, name: str) -> None:
        """Ask the question for a fact again, or for the first time; all answers stay until it is answered.

        Raises InputError, with the nearest name, when there is no such attribute.
        """
        faults = self.knowledge.vocabulary.name_faults(name)
        if faults:
            raise InputError(faults)
        self._states[-1] = evolve(self._states[-1], reopened=name)
        self._look()

    def go_on(self) -> None:
        """Go on, though no answer changes the verdict any more, with what tells about concerns and offers."""
        self.thorough = True
        self._look()

    def why(self) -> Asked:
        """Return why the next question is asked. Raises ValueError when the interview has ended."""
        return why_asked(self.standing, self.knowledge)

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

    def _read(self, attribute: Attribute, text: str) -> Any:
        value, faults = attribute.read_answer(text.strip())
        if faults:
            raise InputError(faults)
        return value

    def _with(self, name: str, value: Any) -> Consultation:
        """Return the consultation with a fact; nothing is derived anew where it is as it was."""
        return self._given if value == self.case.value(name) else self._given.with_facts({name: value})

    def _is_from_start(self, name: str) -> bool:
        return name in self.later or self._states[0].consultation.case.value(name) is not None

    def _is_answered(self, name: str) -> bool:
        return self.case.value(name) is not None or name in self.asked_in_vain

    def _look(self) -> None:
        """Find out where the interview stands now."""
        state = self._states[-1]
        asking = Asking(self.knowledge, self.case, state.skipped, self.later)
        section = state.asked[-1].partition(".")[0] if state.asked else None
        self.standing = look(asking, self._given, section=section, reopened=state.reopened, thorough=self.thorough)
