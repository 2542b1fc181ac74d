"""For whom the service is: the hosts that it may be called by, and the pages that may call it."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus

from attrs import frozen
from starlette.datastructures import Headers

from pmo_expert.doors.service.problems import RefusedError

LOCAL = ("localhost", "127.0.0.1", "[::1]")
HTTP_PORT = 80
SCHEMES = ("http", "https")


@frozen
class Hosts:
    """The hosts that a request may name, in small letters."""

    names: frozenset[str]

    def check(self, headers: Headers) -> None:
        """Raise RefusedError when a request names another host, or comes from a page of another one.

        So no page elsewhere can ask this service, not even by a name of its own that leads here.
        """
        host = headers.getlist("host")
        if len(host) != 1 or not self._allows(host[0].lower()):
            detail = "This service is not called so. Whoever runs it allows a name by --allow-host NAME."
            raise RefusedError(HTTPStatus.MISDIRECTED_REQUEST, detail)
        for origin in headers.getlist("origin"):
            if origin.lower() not in [f"{scheme}://{host[0].lower()}" for scheme in SCHEMES]:
                raise RefusedError(HTTPStatus.FORBIDDEN, "Pages of other sites may not ask this service.")

    def _allows(self, host: str) -> bool:
        return host in self.names or _without_port(host) in self.names


def _without_port(host: str) -> str:
    """Return a host without its port."""
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def hosts_of(port: int, allowed: Iterable[str], bound: str = LOCAL[1]) -> Hosts:
    """Return the hosts by which a service is called that listens on a port of a host.

    `allowed` are further names; one without a port holds for every port.
    """
    named = {*LOCAL, f"[{bound}]" if ":" in bound else bound}
    local = {f"{name}:{port}" for name in named} | (named if port == HTTP_PORT else set())
    return Hosts(frozenset({*local, *(name.lower() for name in allowed)}))
