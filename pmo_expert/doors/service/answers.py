"""What the service answers: each is the library's own result, by the engine that is safe in many threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any, TypeAlias

from attrs import evolve

from pmo_expert.advice.advice_result import Advice
from pmo_expert.advice.advise import advise
from pmo_expert.advice.changes import Changes, changes
from pmo_expert.advice.comparing.compare import compare
from pmo_expert.advice.comparing.compare_result import Comparison
from pmo_expert.advice.consultation import Consultation, consult
from pmo_expert.advice.explaining.explanation_result import Explanation
from pmo_expert.advice.explaining.names import conclusion_names
from pmo_expert.advice.explaining.why import why
from pmo_expert.advice.explaining.why_not import why_not
from pmo_expert.advice.what_if import WhatIf, what_if
from pmo_expert.domain.case import PlainCase
from pmo_expert.doors.service.problems import RefusedError
from pmo_expert.doors.service.requests import (
    AdviceRequest,
    ChangesRequest,
    CompareRequest,
    Facts,
    NextRequest,
    WhatIfRequest,
    WhyNotRequest,
    WhyRequest,
)
from pmo_expert.faults import NOWHERE, Fault, InputError, fault_at
from pmo_expert.interview.asking import Asking
from pmo_expert.interview.looking import look
from pmo_expert.interview.standing import Standing
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.subjects import VERDICT
from pmo_expert.logic.choice import EngineName
from pmo_expert.logic.diagram import DiagramTooLargeError

ENGINE: EngineName = "compiled"
Packs: TypeAlias = Mapping[str, Knowledge]
"""The rules that the service has, by the name to ask for them by; the first are used where a request names none."""
Answer: TypeAlias = Callable[[Any, Knowledge], Any]


def pack_of(packs: Packs, name: str) -> Knowledge:
    """Return the rules that a request names. Raises InputError, with the nearest name, when there are none."""
    if name and name not in packs:
        raise InputError([fault_at(NOWHERE, "there are no rules", place="rules", found=name, allowed=tuple(packs))])
    return packs[name] if name else next(iter(packs.values()))


def advice_on(request: AdviceRequest, knowledge: Knowledge) -> Advice:
    """Return the advice."""
    return advise(_given(request, knowledge))


def next_question(request: NextRequest, knowledge: Knowledge) -> Standing:
    """Return where the interview stands that the request tells of."""
    attributes = knowledge.vocabulary.attributes
    faults = [fault for name in (*request.unknown, *request.asked) for fault in knowledge.vocabulary.name_faults(name)]
    given = _given(request, knowledge, faults)
    skipped = frozenset(name for name in request.unknown if given.case.value(name) is None)
    section = attributes[request.asked[-1]].section if request.asked else None
    asking = Asking(knowledge, given.case, skipped, frozenset())
    return look(asking, given, section=section, reopened=None, thorough=request.thorough)


def reasons(request: WhyRequest, knowledge: Knowledge) -> Explanation:
    """Return why something holds."""
    return _explained(why, _given(request, knowledge), about_of(request))


def obstacles(request: WhyNotRequest, knowledge: Knowledge) -> Explanation:
    """Return why something does not hold."""
    return _explained(why_not, _given(request, knowledge), about_of(request))


def about_of(request: AdviceRequest) -> str:
    """Return the conclusion that a request asks for."""
    if isinstance(request, WhyNotRequest):
        return request.about
    return request.about or VERDICT if isinstance(request, WhyRequest) else VERDICT


def _explained(explain: Callable[[Consultation, str], Explanation], given: Consultation, about: str) -> Explanation:
    """Return an explanation. Raises InputError when there is no such conclusion, RefusedError when it is not so."""
    try:
        return explain(given, about)
    except InputError as error:
        faults = [evolve(fault, place="about") for fault in error.faults]
        if about not in conclusion_names(given.knowledge):
            raise InputError(faults) from None
        raise RefusedError(HTTPStatus.CONFLICT, "It is otherwise in this case.", faults=faults) from None


def difference(request: WhatIfRequest, knowledge: Knowledge) -> WhatIf:
    """Return what changes in the advice."""
    faults = _faults(request.changes, knowledge, "changes")
    return what_if(_given(request, knowledge, faults), request.changes)


def smallest_changes(request: ChangesRequest, knowledge: Knowledge) -> Changes:
    """Return the smallest changes to another verdict. Raises RefusedError when the rules are too many for that."""
    try:
        return changes(_given(request, knowledge), request.verdict or None, scope=request.scope or None)
    except DiagramTooLargeError as error:
        raise RefusedError(HTTPStatus.NOT_IMPLEMENTED, f"It cannot be told: {error}.") from None


def side_by_side(request: CompareRequest, knowledge: Knowledge) -> Comparison:
    """Return the cases side by side."""
    faults: list[Fault] = []
    for number, case in enumerate(request.cases, 1):
        faults += _faults(case.facts, knowledge, f"cases.{number}.facts")
    if faults:
        raise InputError(faults)
    cases = [knowledge.case(case.facts, title=case.title) for case in request.cases]
    return compare(cases, knowledge, engine=ENGINE)


def _given(request: AdviceRequest, knowledge: Knowledge, faults: Iterable[Fault] = ()) -> Consultation:
    """Return the case of a request put to the rules. Raises InputError with what is wrong with it, and some faults."""
    wrong = [*_faults(request.facts, knowledge, "facts"), *faults]
    if wrong:
        raise InputError(wrong)
    case: PlainCase = knowledge.case(request.facts, title=request.title)
    return consult(case, knowledge, engine=ENGINE)


def _faults(facts: Facts, knowledge: Knowledge, place: str) -> list[Fault]:
    """Return what is wrong with facts, each fault with its place in the request."""
    try:
        knowledge.case(facts)
    except InputError as error:
        return [evolve(fault, place=f"{place}.{fault.place}" if fault.place else place) for fault in error.faults]
    return []
