"""Errors as problem details (RFC 9457)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus

from attrs import frozen
from starlette.responses import Response

from pmo_expert.faults import Fault

PROBLEM_JSON = "application/problem+json"
BLANK = "about:blank"


@frozen(kw_only=True, slots=False)
class WrongField:
    """One thing wrong with a request: where, what, what was found, what is allowed, and what is most like it."""

    place: str
    problem: str
    found: str | None
    allowed: tuple[str, ...]
    nearest: str | None


@frozen(kw_only=True, slots=False)
class Problem:
    """Why a request was refused. `title` says what its status says; `faults` tell everything that is wrong with it."""

    type: str
    title: str
    status: int
    detail: str
    faults: tuple[WrongField, ...]


class RefusedError(Exception):
    """A request was refused; `response` says why."""

    def __init__(
        self,
        status: HTTPStatus,
        detail: str,
        *,
        faults: Iterable[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.response = problem_response(status, detail, faults=faults, headers=headers)


def problem_response(
    status: HTTPStatus, detail: str, *, faults: Iterable[Fault] = (), headers: Mapping[str, str] | None = None
) -> Response:
    """Return the response that tells a problem."""
    import msgspec

    problem = Problem(
        type=BLANK, title=status.phrase, status=status, detail=detail, faults=tuple(map(_wrong_field, faults))
    )
    return Response(msgspec.json.encode(problem), status, headers, PROBLEM_JSON)


def _wrong_field(fault: Fault) -> WrongField:
    return WrongField(
        place=fault.place, problem=fault.problem, found=fault.found, allowed=fault.allowed, nearest=fault.nearest
    )
