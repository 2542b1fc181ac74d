"""Serving: over standard input and output, or over HTTP. Nothing that is said is logged."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any

from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings

from pmo_expert.faults import NOWHERE, InputError, fault_at

PATH = "/mcp"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def serve_stdio(server: Server[Any]) -> None:
    """Serve the process that started this one, until it closes standard input; only the protocol is written there."""
    _be_quiet()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # a thread waits for input, so only the signal itself ends the process
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, signal.SIG_DFL)
    asyncio.run(_serve_stdio(server))


async def _serve_stdio(server: Server[Any]) -> None:
    async with stdio_server() as (received, sent):
        await server.run(received, sent, server.create_initialization_options())


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 takes any that is free. Raises InputError when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        number = getattr(error, "errno", None)
        reason = os.strerror(number) if number and not isinstance(error, socket.gaierror) else str(error)
        raise InputError([fault_at(NOWHERE, f"cannot listen at {address(host, port)}: {reason}")]) from None


def serve_http(server: Server[Any], listener: socket.socket, hosts: Iterable[str]) -> None:
    """Serve over HTTP at `PATH` until a signal ends it; only requests to, and pages from, known hosts are answered.

    `hosts` are the names by which it is reached, beside those of this machine for itself.
    """
    import uvicorn

    _be_quiet()
    app = server.streamable_http_app(
        streamable_http_path=PATH, json_response=True, stateless_http=True, transport_security=security(hosts)
    )
    config = uvicorn.Config(app, access_log=False, log_config=None, log_level=logging.CRITICAL, server_header=False)
    uvicorn.Server(config).run(sockets=[listener])


def security(hosts: Iterable[str]) -> TransportSecuritySettings:
    """Return which hosts and origins are answered: this machine, and others by name with any port or without one."""
    known = dict.fromkeys([*LOOPBACK, *map(_in_url, hosts)])
    return TransportSecuritySettings(
        allowed_hosts=[form for name in known for form in (name, f"{name}:*")],
        allowed_origins=[form for name in known for scheme in ("http", "https") for form in _origins(scheme, name)],
    )


def address(host: str, port: int) -> str:
    """Return where clients reach a host and a port."""
    return f"http://{_in_url(host)}:{port}{PATH}"


def _origins(scheme: str, name: str) -> tuple[str, str]:
    return f"{scheme}://{name}", f"{scheme}://{name}:*"


def _in_url(host: str) -> str:
    """Return a host as URLs write it."""
    try:
        return f"[{host}]" if ip_address(host).version == 6 else host  # noqa: PLR2004
    except ValueError:
        return host


def _be_quiet() -> None:
    """Keep the SDK and the HTTP server from logging what they are sent; without settings Python prints warnings."""
    for name in ("mcp", "uvicorn"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
