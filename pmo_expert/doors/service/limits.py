"""Limits: how long a request may be, how long it may take, and how many there may be at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from attrs import define, field, frozen
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request

from pmo_expert.doors.service.problems import RefusedError

JSON_TYPE = "application/json"
RETRY = {"Retry-After": "1"}


@frozen(kw_only=True)
class Limits:
    """The limits of a service: bytes of a body, seconds to send it and to answer, requests at work and in line."""

    body: int = 100_000
    seconds: float = 10
    working: int = 4
    waiting: int = 500


@define
class Line:
    """Requests that wait for a place to be worked on, first come, first served."""

    limits: Limits
    waiting: int = 0
    _places: asyncio.Semaphore = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._places = asyncio.Semaphore(self.limits.working)

    async def run(self, work: Callable[[], Any]) -> Any:
        """Return what some work returns, which is done in a thread.

        Raises RefusedError when too many wait already, or it takes too long; its place is then free when it has ended.
        """
        if self.waiting >= self.limits.waiting:
            raise RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, "Too many ask at once.", headers=RETRY)
        self.waiting += 1
        try:
            await self._places.acquire()
        finally:
            self.waiting -= 1
        task = asyncio.ensure_future(run_in_threadpool(work))
        task.add_done_callback(self._ended)
        done, _ = await asyncio.wait({task}, timeout=self.limits.seconds)
        if not done:
            raise RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, "The answer takes too long.", headers=RETRY)
        return task.result()

    def _ended(self, task: asyncio.Future[Any]) -> None:
        self._places.release()
        if not task.cancelled():
            task.exception()  # it is told to whoever still waits for it


async def body_of(request: Request, limits: Limits) -> bytes:
    """Return the body of a request. Raises RefusedError when it is no JSON, too long, or too slow to come."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JSON_TYPE:
        detail = f"Send the request as {JSON_TYPE}."
        raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail, headers={"Accept": JSON_TYPE})
    stated = request.headers.get("content-length", "")
    if stated.isdigit() and int(stated) > limits.body:
        raise _too_long(limits)
    try:
        return await asyncio.wait_for(_read(request, limits), limits.seconds)
    except TimeoutError:
        raise RefusedError(HTTPStatus.REQUEST_TIMEOUT, "The request takes too long to come.") from None
    except ClientDisconnect:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "The request was broken off.") from None


async def _read(request: Request, limits: Limits) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > limits.body:
            raise _too_long(limits)
        parts.append(part)
    return b"".join(parts)


def _too_long(limits: Limits) -> RefusedError:
    return RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A request has {limits.body} bytes at the most.")
