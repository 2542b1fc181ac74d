"""What the unknown facts can still lead to: which verdicts, and which questions tell most.

Shares are shares of all ways to answer the open questions: each known value of a choice or a scale, each part of an
amount between the numbers that rules test, and each set of goals counts once. They are counted exactly on a decision
diagram, and they are no probabilities.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log2
from typing import Any

from attrs import frozen

from pmo_expert.advice.consultation import Consultation, consult
from pmo_expert.advice.unknowns.question_order import in_order
from pmo_expert.advice.unknowns.turning_points import turning_points
from pmo_expert.advice.unknowns.unknowns_result import Answer, OpenConcern, Outlook, Question, Shares, TurningPoint
from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.case import AnyCase
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.subjects import STATUSES
from pmo_expert.logic.choice import EngineName
from pmo_expert.logic.diagram import DiagramTooLargeError
from pmo_expert.logic.keys import Variable
from pmo_expert.logic.outcomes import Counts


def outlook(
    case: AnyCase | Mapping[str, Any] | Consultation, knowledge: Knowledge | None = None, *, engine: EngineName = "auto"
) -> Outlook:
    """Return where the answers to the open questions can lead.

    `case`, `knowledge` and `engine` are those of `consult`. Raises what that raises, ImportError where OxiDD cannot be
    imported, and DiagramTooLargeError when the rules are too many for a diagram.
    """
    given = consult(case, knowledge, engine=engine)
    return outlook_with(given, turning_points(given))


def outlook_with(given: Consultation, points: tuple[TurningPoint, ...]) -> Outlook:
    """Return the outlook of a consultation, of which the turning points are at hand; raises as `outlook` does."""
    counts = given.ahead.counts()
    settled = len(given.possible) == 1
    looking = _Looking(given, given.knowledge.decision.verdict_names, {point.attribute for point in points})
    possible = looking.shares(counts)
    return Outlook(
        verdict=given.verdict,
        settled=settled,
        possible=possible,
        cannot_tell=tuple(looking.open_concerns()),
        questions=tuple(in_order(looking.asked(counts, possible, settled=settled), points, given)),
        turning_points=points,
        words=given.words,
    )


def outlook_if_any(given: Consultation, points: tuple[TurningPoint, ...]) -> Outlook | None:
    """Return the outlook of a consultation with its turning points, None where the diagram for it cannot be made."""
    try:
        return outlook_with(given, points)
    except (ImportError, DiagramTooLargeError):
        return None


@frozen
class _Looking:
    given: Consultation
    verdicts: tuple[str, ...]
    turning: set[str]

    def shares(self, counts: Counts) -> Shares:
        total = sum(counts)
        return {name: count / total for name, count in zip(self.verdicts, counts, strict=True) if count}

    def open_concerns(self) -> Iterable[OpenConcern]:
        knowledge = self.given.knowledge
        for concern, diagram in knowledge.known_world().statuses.items():
            possible = sorted(diagram.possible(self.given.known))
            if len(possible) > 1:
                yield OpenConcern(
                    id=concern,
                    title=knowledge.concerns[concern],
                    possible=tuple(STATUSES[number] for number in possible),
                )

    def asked(self, counts: Counts, possible: Shares, *, settled: bool) -> dict[str, Question]:
        """Return the questions that matter, by attribute, those that tell most first."""
        found = {} if settled else {question.attribute: question for question in self.questions(counts)}
        asks = settled and self.given.verdict == self.given.knowledge.decision.asking
        waiting = [*(self.given.awaited if asks else ()), *sorted(self.turning)]
        return found | {question.attribute: question for question in self._plain(waiting, possible, found)}

    def _plain(self, names: Iterable[str], possible: Shares, found: Mapping[str, Question]) -> Iterable[Question]:
        """Yield the questions that no answer to tells anything of where it ends, though the verdict now rests on it."""
        attributes = [self.given.knowledge.vocabulary.attributes[name] for name in names if name not in found]
        for attribute in attributes:
            yield Question(
                attribute=attribute.name,
                question=attribute.question,
                ask=attribute.ask,
                reduction=0.0,
                turns=attribute.name in self.turning,
                outcomes=tuple(
                    Answer(value=value, text=attribute.state_fact(attribute.variable, value), possible=possible)
                    for value in attribute.answers
                ),
            )

    def questions(self, counts: Counts) -> tuple[Question, ...]:
        """Return the questions that matter; of a set, what its most telling member tells."""
        best: dict[str, Question] = {}
        before = _entropy(counts)
        ahead, attributes = self.given.ahead, self.given.knowledge.vocabulary.attributes
        values = dict(zip(ahead.facts, ahead.values, strict=True))
        for variable, parts in ahead.joint().items():
            name = variable.attribute
            question = self._question(attributes[name], variable, values[variable], parts, before)
            if name not in best or question.reduction > best[name].reduction:
                best[name] = question
        place = {name: number for number, name in enumerate(attributes)}
        return tuple(sorted(best.values(), key=lambda question: (-question.reduction, place[question.attribute])))

    def _question(
        self,
        attribute: Attribute,
        variable: Variable,
        values: tuple[str, ...],
        parts: tuple[Counts, ...],
        before: float,
    ) -> Question:
        total = sum(map(sum, parts))
        after = sum(sum(part) / total * _entropy(part) for part in parts)
        return Question(
            attribute=attribute.name,
            question=attribute.question,
            ask=attribute.ask,
            reduction=round(max(before - after, 0.0), 9),
            turns=attribute.name in self.turning,
            outcomes=tuple(
                self._answer(attribute, variable, value, part) for value, part in zip(values, parts, strict=True)
            ),
        )

    def _answer(self, attribute: Attribute, variable: Variable, value: str, part: Counts) -> Answer:
        shown = value if not variable.member else f"{'' if value == 'yes' else 'not '}{variable.member}"
        return Answer(value=shown, text=attribute.state_fact(variable, value), possible=self.shares(part))


def _entropy(counts: Counts) -> float:
    total = sum(counts)
    shares = [count / total for count in counts if count]
    return -sum(share * log2(share) for share in shares)
