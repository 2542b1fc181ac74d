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
from pmo_expert.logic.outcomes import Counts, Joint


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
    joint = given.ahead.joint()
    settled = len(given.possible) == 1
    looking = _Looking(given, given.knowledge.decision.verdict_names, {point.attribute for point in points})
    possible = looking.shares(_whole(joint) or given.ahead.counts())
    return Outlook(
        verdict=given.verdict,
        settled=settled,
        possible=possible,
        cannot_tell=tuple(looking.open_concerns()),
        questions=tuple(in_order(looking.asked(joint, possible, settled=settled), points, given)),
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

    def asked(self, joint: Joint, possible: Shares, *, settled: bool) -> dict[str, Question]:
        """Return the questions that matter, by attribute, those that tell most first."""
        found = {question.attribute: question for question in self.questions(joint)}
        asks = settled and self.given.verdict == self.given.knowledge.decision.asking
        waiting = [*(self.given.awaited if asks else ()), *sorted(self.turning)]
        return found | {question.attribute: question for question in self._plain(waiting, possible, found)}

    def _plain(self, names: Iterable[str], possible: Shares, found: Mapping[str, Question]) -> Iterable[Question]:
        """Yield the questions that no answer to tells anything of where it ends, though the verdict now rests on it."""
        for name in names:
            if name not in found:
                attribute = self.given.knowledge.vocabulary.attributes[name]
                answers = [self._answer(attribute, attribute.variable, value, possible) for value in attribute.answers]
                yield self._question(attribute, 0.0, answers)

    def questions(self, joint: Joint) -> Iterable[Question]:
        """Yield the questions that matter, those that tell most first; of a set, what its most telling member tells."""
        before = _entropy(_whole(joint))
        best: dict[str, tuple[float, Variable]] = {}
        for variable, parts in joint.items():
            reduction = round(max(before - _entropy_after(parts), 0.0), 9)
            if variable.attribute not in best or reduction > best[variable.attribute][0]:
                best[variable.attribute] = reduction, variable
        ahead, attributes = self.given.ahead, self.given.knowledge.vocabulary.attributes
        values = dict(zip(ahead.facts, ahead.values, strict=True))
        place = {name: number for number, name in enumerate(attributes)}
        for name in sorted(best, key=lambda name: (-best[name][0], place[name])):
            reduction, variable = best[name]
            shares = map(self.shares, joint[variable])
            pairs = zip(values[variable], shares, strict=True)
            answers = [self._answer(attributes[name], variable, value, possible) for value, possible in pairs]
            yield self._question(attributes[name], reduction, answers)

    def _question(self, attribute: Attribute, reduction: float, answers: Iterable[Answer]) -> Question:
        return Question(
            attribute=attribute.name,
            question=attribute.question,
            ask=attribute.ask,
            reduction=reduction,
            turns=attribute.name in self.turning,
            outcomes=tuple(answers),
        )

    def _answer(self, attribute: Attribute, variable: Variable, value: str, possible: Shares) -> Answer:
        shown = value if not variable.member else f"{'' if value == 'yes' else 'not '}{variable.member}"
        return Answer(value=shown, text=attribute.state_fact(variable, value), possible=possible)


def _whole(joint: Joint) -> Counts:
    """Return the counts of all ways to answer: those of the answers to any one question together."""
    return next((tuple(map(sum, zip(*parts, strict=True))) for parts in joint.values()), ())


def _entropy_after(parts: tuple[Counts, ...]) -> float:
    total = sum(map(sum, parts))
    return sum(sum(part) / total * _entropy(part) for part in parts)


def _entropy(counts: Counts) -> float:
    total = sum(counts)
    shares = [count / total for count in counts if count]
    return -sum(share * log2(share) for share in shares)
