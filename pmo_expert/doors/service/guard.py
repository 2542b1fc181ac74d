"""What stands around every request: who may ask, headers that protect whoever reads, and a log without facts."""

from __future__ import annotations

from collections.abc import Mapping
from logging import getLogger
from time import perf_counter

from attrs import frozen
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pmo_expert.doors.service.hosts import Hosts
from pmo_expert.doors.service.problems import RefusedError

LOG = getLogger(__name__)
POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What every response has, unless it has its own."""
ELSEWHERE = "another path"


@frozen
class Guard:
    """Lets through to an application only who may ask it. `paths` are those that may stand in a log."""

    app: ASGIApp
    hosts: Hosts
    paths: frozenset[str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start, status = perf_counter(), 0

        async def send_guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add(MutableHeaders(scope=message), HEADERS)
            await send(message)

        try:
            self.hosts.check(Headers(scope=scope))
        except RefusedError as error:
            await error.response(scope, receive, send_guarded)
        else:
            await self.app(scope, receive, send_guarded)
        finally:
            path = scope["path"] if scope["path"] in self.paths else ELSEWHERE
            LOG.info("%s %s %d %.0f ms", scope["method"], path, status, 1000 * (perf_counter() - start))


def _add(headers: MutableHeaders, added: Mapping[str, str]) -> None:
    for name, value in added.items():
        headers.setdefault(name, value)
