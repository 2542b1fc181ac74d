"""How many requests per second the service answers, beside a bare Starlette application that returns the same bytes.

Run as `python -m benchmarks.service_speed`. Clients are threads on loopback that keep their connections. It prints
both rates and their ratio: what is left of the bare rate when the advice is worked out.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from statistics import median
from threading import Thread
from time import perf_counter, sleep
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pmo_expert import load_knowledge
from pmo_expert.doors.service.app import service
from pmo_expert.doors.service.hosts import hosts_of
from pmo_expert.doors.service.run import listen

BODY = b'{"facts": {"opening.manages_projects": "none", "candidate.goals": ["recognition"]}}'
HEADERS = {"Content-Type": "application/json"}
CLIENTS, REQUESTS, ROUNDS = 4, 100, 3
PATH = "/v1/advice"


@contextmanager
def served(app: Any, listening: socket.socket) -> Iterator[int]:
    """Serve an application in a thread; give its port."""
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off"))
    thread = Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        sleep(0.01)
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


def rate(port: int) -> float:
    """Return the requests per second that some clients get answered."""

    def client(_: int) -> None:
        connection = HTTPConnection("127.0.0.1", port)
        for _ in range(REQUESTS // CLIENTS):
            answer(connection)
        connection.close()

    start = perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(client, range(CLIENTS)))
    return REQUESTS / (perf_counter() - start)


def answer(connection: HTTPConnection) -> bytes:
    """Return what is answered to one request."""
    connection.request("POST", PATH, BODY, HEADERS)
    response = connection.getresponse()
    body = response.read()
    assert response.status == HTTPStatus.OK
    return body


def bare(body: bytes) -> Starlette:
    """Return an application that always answers the same."""

    async def handle(request: Request) -> Response:
        await request.body()
        return Response(body, media_type="application/json")

    return Starlette(routes=[Route(PATH, handle, methods=["POST"])])


def main() -> None:
    """Measure both, in turn, and print medians."""
    first, second = listen("127.0.0.1", 0), listen("127.0.0.1", 0)
    app = service({"article": load_knowledge()}, hosts_of(first.getsockname()[1], []))
    with served(app, first) as port:
        body = answer(HTTPConnection("127.0.0.1", port))
        with served(bare(body), second) as other:
            rates = [(rate(port), rate(other)) for _ in range(ROUNDS)]
    own, plain = (median(part) for part in zip(*rates, strict=True))
    print(f"{len(body)} bytes: {own:.0f} requests/s, bare Starlette {plain:.0f}, ratio {own / plain:.3f}")


if __name__ == "__main__":
    main()
