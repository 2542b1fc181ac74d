"""The order of questions: what turns the verdict first, then what tells most; never a follow-up before its cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmo_expert.advice.consultation import Consultation
from pmo_expert.advice.unknowns.unknowns_result import Question, TurningPoint


def in_order(
    questions: Mapping[str, Question], points: tuple[TurningPoint, ...], given: Consultation
) -> Iterator[Question]:
    """Yield questions, which stand by what they tell, in the order in which to ask them.

    In the place of a question that makes sense only after certain answers comes what it needs the answer to.
    """
    order = [*(point.attribute for point in points), *questions]
    told: set[str] = set()
    for name in dict.fromkeys(order):
        yield from _with_causes(name, questions, given, told)


def _with_causes(
    name: str, questions: Mapping[str, Question], given: Consultation, told: set[str]
) -> Iterator[Question]:
    if name in told or name not in questions:
        return
    told.add(name)
    if given.knowledge.makes_sense(name, given.case):
        yield questions[name]
        return
    for cause in given.knowledge.causes(name, given.case):
        yield from _with_causes(cause, questions, given, told)
