"""Calls of the service, within this process."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the service needs the extra serve")
pytest.importorskip("httpx", reason="calling the service needs httpx")
import httpx

from pmo_expert.doors.service.app import service
from pmo_expert.doors.service.guard import Guard
from pmo_expert.doors.service.hosts import hosts_of
from pmo_expert.doors.service.limits import Limits
from tests.advice.examples import article, practice

BASE = "http://127.0.0.1:8000"


@cache
def app() -> Guard:
    """Return the service with both shipped packs, as it is served on port 8000."""
    return service({"article": article(), "practice": practice()}, hosts_of(8000, ["advice.example"]))


def limited(**limits: Any) -> Guard:
    """Return the service with other limits."""
    return service({"article": article()}, hosts_of(8000, []), Limits(**limits))


async def ask(method: str, path: str, *, on: Guard | None = None, base: str = BASE, **options: Any) -> httpx.Response:
    """Return the response to one request."""
    transport = httpx.ASGITransport(app=on or app())
    async with httpx.AsyncClient(transport=transport, base_url=base) as client:
        return await client.request(method, path, **options)


async def tell(name: str, /, *, on: Guard | None = None, **fields: Any) -> httpx.Response:
    """Return the response to a question of the API with some fields."""
    return await ask("POST", f"/v1/{name}", on=on, json=fields)
