"""The service on a port, until a signal ends it."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

from starlette.types import ASGIApp

from pmo_expert.faults import NOWHERE, InputError, fault_at

LAST_SECONDS = 12
"""How long requests have that are being answered when the service ends."""
SLOW_HEADERS = 10


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises InputError when it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError([fault_at(NOWHERE, f"cannot listen there: {reason}:", found=f"{host} {port}")]) from None


def run(app: ASGIApp, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until SIGTERM or SIGINT, and then answer what is being answered; `ready` is called when it begins."""
    import uvicorn

    config = uvicorn.Config(
        app,
        access_log=False,
        log_config=None,
        server_header=False,
        lifespan="off",
        ws="none",
        timeout_keep_alive=SLOW_HEADERS,
        timeout_graceful_shutdown=LAST_SECONDS,
    )
    server = uvicorn.Server(config)

    def end(number: int, _: object) -> None:
        del number
        server.should_exit = True

    kept = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        ready()
        server.run(sockets=[listening])
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
