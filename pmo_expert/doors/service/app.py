"""The service as an application of ASGI."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from importlib.metadata import version
from logging import getLogger
from typing import Any

import attrs
from attrs import frozen
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from pmo_expert.advice.advice_result import Advice
from pmo_expert.advice.explaining.explanation_result import Explanation
from pmo_expert.doors.journal import Journal, JournalError
from pmo_expert.doors.service.answers import Packs, about_of, pack_of
from pmo_expert.doors.service.guard import Guard
from pmo_expert.doors.service.hosts import Hosts
from pmo_expert.doors.service.limits import JSON_TYPE, RETRY, Limits, Line, body_of
from pmo_expert.doors.service.openapi import openapi
from pmo_expert.doors.service.operations import LISTS, OPERATIONS, PREFIX, Listing, Operation
from pmo_expert.doors.service.problems import RefusedError, problem_response
from pmo_expert.doors.service.reading import read_request
from pmo_expert.doors.web.page import page_html, page_policy
from pmo_expert.faults import NOWHERE, Fault, InputError, fault_at
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.render.json import to_json

LOG = getLogger(__name__)
Handler = Callable[[Request], Awaitable[Response]]
RULES = "rules"


def service(packs: Packs, hosts: Hosts, limits: Limits | None = None, journal: Journal | None = None) -> Guard:
    """Return the service with some rules, which is called by some hosts; the page and its description are made now.

    With a journal, no advice or explanation is given that is not recorded there.
    """
    endpoints = _Endpoints(packs, Line(limits or Limits()), limits or Limits(), journal)
    routes = endpoints.routes()
    handlers: Mapping[Any, Any] = {HTTPException: _http_problem, RefusedError: _refused}
    return Guard(
        app=Starlette(routes=routes, exception_handlers=handlers),
        hosts=hosts,
        paths=frozenset(route.path for route in routes if isinstance(route, Route)),
    )


@frozen
class _Endpoints:
    """What the service answers to each path."""

    packs: Packs
    line: Line
    limits: Limits
    journal: Journal | None

    def routes(self) -> Sequence[BaseRoute]:
        described = to_json(openapi(self.packs)).encode()
        knowledge = list(self.packs.values())
        return [
            Route("/", _fixed(_page(knowledge)), methods=["GET"]),
            Route(f"{PREFIX}/health", _fixed(_json(to_json(_health(self.packs)).encode())), methods=["GET"]),
            Route(f"{PREFIX}/openapi.json", _fixed(_json(described)), methods=["GET"]),
            *(Route(one.path, self._listing(one), methods=["GET"]) for one in LISTS),
            *(Route(one.path, self._operation(one), methods=["POST"]) for one in OPERATIONS),
        ]

    def _listing(self, listing: Listing) -> Handler:
        """Return what tells something of the rules that the query names."""

        async def handle(request: Request) -> Response:
            _check_query(request, (RULES,))
            make = partial(_listed, listing, self.packs, request.query_params.get(RULES, ""))
            return await self._answered(listing.path, make)

        return handle

    def _operation(self, operation: Operation) -> Handler:
        """Return what answers a question that the body of a request asks."""

        async def handle(request: Request) -> Response:
            _check_query(request, ())
            body = await body_of(request, self.limits)
            return await self._answered(operation.path, partial(_operated, operation, self.packs, self.journal, body))

        return handle

    async def _answered(self, path: str, make: Callable[[], bytes]) -> Response:
        """Return what some work in a thread comes to; that it failed is logged without what it was about."""
        try:
            return _json(await self.line.run(make))
        except InputError as error:
            detail = "Some of it cannot be used; see the faults."
            return problem_response(HTTPStatus.UNPROCESSABLE_ENTITY, detail, faults=error.faults)
        except RefusedError:
            raise
        except JournalError as error:
            LOG.error("%s failed: %s", path, error)  # noqa: TRY400
            detail = "What is said here is to be recorded, and that fails now."
            return problem_response(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers=RETRY)
        except Exception as error:  # noqa: BLE001  # a traceback could tell facts
            LOG.error("%s failed: %s", path, type(error).__name__)  # noqa: TRY400
            return problem_response(HTTPStatus.INTERNAL_SERVER_ERROR, "This is a mistake of the service, not yours.")


def _operated(operation: Operation, packs: Packs, journal: Journal | None, body: bytes) -> bytes:
    request = read_request(body, operation.request)
    knowledge = pack_of(packs, request.rules)
    result = operation.answer(request, knowledge)
    if journal is not None and isinstance(result, Advice | Explanation):
        case = knowledge.case(request.facts, title=request.title)
        journal.add(result, case, knowledge, about=about_of(request))
    return to_json(result).encode()


def _listed(listing: Listing, packs: Packs, name: str) -> bytes:
    return to_json(listing.make(pack_of(packs, name))).encode()


def _page(packs: Sequence[Knowledge]) -> Response:
    headers = {"Content-Security-Policy": f"{page_policy()}; frame-ancestors 'none'", "Cache-Control": "no-cache"}
    return HTMLResponse(page_html(packs), headers=headers)


def _health(packs: Packs) -> dict[str, Any]:
    rules = [{"pack": name, **attrs.asdict(one.identity)} for name, one in packs.items()]
    return {"status": "ok", "version": version("pmo-expert"), "rules": rules}


def _json(body: bytes) -> Response:
    return Response(body, media_type=JSON_TYPE)


def _fixed(response: Response) -> Handler:
    """Return what always answers the same."""

    async def handle(request: Request) -> Response:
        _check_query(request, ())
        return response

    return handle


def _check_query(request: Request, allowed: tuple[str, ...]) -> None:
    """Raise RefusedError when a query says anything else than it may; addresses are logged by others, so no facts."""
    names = [name for name, _ in request.query_params.multi_items()]
    faults: list[Fault] = [
        fault_at(NOWHERE, "is no part of the address here:", place="query", found=name, allowed=allowed)
        for name in names
        if name not in allowed or names.count(name) > 1
    ]
    if faults:
        detail = "The address may not say that; facts belong into the body."
        raise RefusedError(HTTPStatus.BAD_REQUEST, detail, faults=faults)


async def _http_problem(_: Request, error: HTTPException) -> Response:
    """Return what starlette refuses by itself, as a problem."""
    details = {404: "There is nothing at this path.", 405: "This path takes another method."}
    status = HTTPStatus(error.status_code)
    return problem_response(status, details.get(error.status_code, status.phrase), headers=error.headers)


async def _refused(_: Request, error: RefusedError) -> Response:
    return error.response
