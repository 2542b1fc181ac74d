"""What the service can be asked: paths, requests and answers, in one table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import frozen

from pmo_expert.advice.advice_result import Advice
from pmo_expert.advice.changes import Changes
from pmo_expert.advice.comparing.compare_result import Comparison
from pmo_expert.advice.explaining.explanation_result import Explanation
from pmo_expert.advice.what_if import WhatIf
from pmo_expert.domain.attribute import Attribute
from pmo_expert.doors.service import answers
from pmo_expert.doors.service.answers import Answer
from pmo_expert.doors.service.requests import (
    AdviceRequest,
    ChangesRequest,
    CompareRequest,
    NextRequest,
    WhatIfRequest,
    WhyNotRequest,
    WhyRequest,
)
from pmo_expert.interview.standing import Standing
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.render.pages.rule_page import rule_records

PREFIX = "/v1"


@frozen
class Operation:
    """A question that a request asks by its body, and the class of the answer."""

    name: str
    request: type[Any]
    result: type[Any]
    answer: Answer

    @property
    def path(self) -> str:
        return f"{PREFIX}/{self.name}"


@frozen
class Listing:
    """Something that the rules say, whatever the case; `says` tells what."""

    name: str
    says: str
    make: Callable[[Knowledge], list[dict[str, Any]]]

    @property
    def path(self) -> str:
        return f"{PREFIX}/{self.name}"


def _rules(knowledge: Knowledge) -> list[dict[str, Any]]:
    return rule_records(knowledge, list(knowledge.rules.values()))


def _questions(knowledge: Knowledge) -> list[dict[str, Any]]:
    return [_question(attribute, knowledge) for attribute in knowledge.vocabulary.attributes.values()]


def _question(attribute: Attribute, knowledge: Knowledge) -> dict[str, Any]:
    return {
        "attribute": attribute.name,
        "section": attribute.section,
        "question": attribute.question,
        "help": attribute.help,
        "ask": attribute.ask,
        "ask_in_words": knowledge.vocabulary.asks[attribute.ask],
        "kind": attribute.kind,
        "values": [{"value": value, "text": text} for value, text in attribute.numbered()],
        "negotiable": attribute.negotiable,
        "schema": attribute.schema(),
    }


OPERATIONS = (
    Operation("advice", AdviceRequest, Advice, answers.advice_on),
    Operation("next", NextRequest, Standing, answers.next_question),
    Operation("why", WhyRequest, Explanation, answers.reasons),
    Operation("why-not", WhyNotRequest, Explanation, answers.obstacles),
    Operation("what-if", WhatIfRequest, WhatIf, answers.difference),
    Operation("changes", ChangesRequest, Changes, answers.smallest_changes),
    Operation("compare", CompareRequest, Comparison, answers.side_by_side),
)
LISTS = (
    Listing("rules", "The rules: what each does, when, why, and on whose authority.", _rules),
    Listing("questions", "All that can be asked: questions, whom to ask, and what facts may be.", _questions),
)
