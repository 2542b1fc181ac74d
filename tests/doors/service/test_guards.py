"""What the service refuses, and how."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from time import sleep
from typing import Any

import pytest

from pmo_expert.doors.service.hosts import hosts_of
from pmo_expert.doors.service.limits import Limits, Line
from pmo_expert.doors.service.problems import RefusedError
from pmo_expert.logic.diagram import DiagramTooLargeError
from tests.doors.service.calling import BASE, ask, limited, tell

FACTS = {"pmo.level": "program"}
JSON = {"content-type": "application/json"}


def problem(response: Any) -> tuple[int, str]:
    """Return the status and the detail of a problem, which every refusal is."""
    told = response.json()
    assert response.headers["content-type"] == "application/problem+json"
    assert (told["type"], told["status"]) == ("about:blank", response.status_code)
    return response.status_code, told["detail"]


@pytest.mark.parametrize("base", [BASE, "http://localhost:8000", "http://[::1]:8000", "http://advice.example"])
def test_hosts_that_are_allowed(base: str) -> None:
    """The service answers by the names of this machine with its port, and by those that are allowed."""
    assert asyncio.run(ask("GET", "/v1/health", base=base)).status_code == 200


@pytest.mark.parametrize(
    "base", ["http://evil.example", "http://127.0.0.1:9000", "http://localhost", "http://[::2]:8000"]
)
def test_other_hosts_are_refused(base: str) -> None:
    """By another name, or another port, it does not answer: names that lead here by a trick are no use."""
    assert problem(asyncio.run(ask("GET", "/", base=base)))[0] == 421


def test_a_service_on_port_80_is_called_without_a_port() -> None:
    """On port 80 the names of this machine stand alone; elsewhere they do not."""
    assert "localhost" in hosts_of(80, []).names
    assert "localhost" not in hosts_of(8000, []).names
    assert "[fd00::1]:8000" in hosts_of(8000, [], "fd00::1").names


@pytest.mark.parametrize(("origin", "status"), [(BASE, 200), ("http://evil.example", 403), ("null", 403)])
def test_pages_of_other_sites_are_refused(origin: str, status: int) -> None:
    """A request that a page sends is answered only where the page is of this service."""
    response = asyncio.run(ask("POST", "/v1/advice", json={"facts": FACTS}, headers={"origin": origin}))
    assert response.status_code == status


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_only_json_is_taken(kind: str) -> None:
    """Any other type than JSON is refused, so no form of another site can ask."""
    response = asyncio.run(ask("POST", "/v1/advice", content=b'{"facts": {}}', headers={"content-type": kind}))
    assert problem(response) == (415, "Send the request as application/json.")


def test_a_long_request_is_refused() -> None:
    """A body of more than 100 KB is refused, whether or not it says how long it is."""

    async def parts() -> AsyncIterator[bytes]:
        for _ in range(101):
            yield b" " * 1000

    for content in (b" " * 100_001, parts()):
        response = asyncio.run(ask("POST", "/v1/advice", content=content, headers=JSON))
        assert problem(response) == (413, "A request has 100000 bytes at the most.")


def test_a_slow_request_is_refused() -> None:
    """A body that does not come in time is refused."""

    async def never() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(5)

    async def refused() -> None:
        from starlette.requests import Request

        from pmo_expert.doors.service.limits import body_of

        stream = never()

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": await anext(stream), "more_body": True}

        scope = {"type": "http", "headers": [(b"content-type", b"application/json")]}
        await body_of(Request(scope, receive), Limits(seconds=0.05))

    with pytest.raises(RefusedError, match="The request takes too long to come"):
        asyncio.run(refused())


def test_an_answer_that_takes_too_long_is_refused() -> None:
    """What takes longer than it may is answered with 503 and when to try again; its place is free when it has ended."""

    async def late() -> None:
        line = Line(Limits(seconds=0.05, working=1))
        with pytest.raises(RefusedError, match="The answer takes too long") as refused:
            await line.run(lambda: sleep(0.3))
        assert (refused.value.response.status_code, refused.value.response.headers["retry-after"]) == (503, "1")
        assert await line.run(lambda: 7) == 7

    asyncio.run(late())


def test_too_many_at_once_are_refused() -> None:
    """When as many wait as may, one more is told to try again, and the others are answered."""

    async def crowd() -> list[Any]:
        narrow = limited(working=1, waiting=2)
        return await asyncio.gather(*(tell("advice", on=narrow, facts=FACTS) for _ in range(8)))

    responses = asyncio.run(crowd())
    refused = [response for response in responses if response.status_code != 200]
    assert 0 < len(refused) < 8
    assert {problem(response) for response in refused} == {(503, "Too many ask at once.")}
    assert {response.headers["retry-after"] for response in refused} == {"1"}


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"3", b"\xff", b"[" * 50_000, b'{"a": NaN}', b'"\\ud800"'])
def test_what_is_no_json_object_is_refused(body: bytes) -> None:
    """A body that is no JSON object is a bad request."""
    assert problem(asyncio.run(ask("POST", "/v1/advice", content=body, headers=JSON)))[0] == 400


def test_all_faults_of_a_request_are_told() -> None:
    """Every wrong fact is told with its place, what was found, what is allowed and what is most like it."""
    response = asyncio.run(tell("advice", facts={"pmo.levl": "program", "opening.leads_people": "perhaps"}))
    assert problem(response) == (422, "Some of it cannot be used; see the faults.")
    first, second = response.json()["faults"]
    assert (first["place"], first["found"], first["nearest"]) == ("facts.pmo", "levl", "level")
    assert (second["place"], second["found"]) == ("facts.opening.leads_people", "perhaps")


@pytest.mark.parametrize(
    ("name", "fields", "place"),
    [
        ("advice", {}, "facts"),
        ("advice", {"facts": []}, "facts"),
        ("advice", {"facts": {"pmo.level": {}}}, "facts.pmo.level"),
        ("advice", {"facts": {"candidate.goals": [["a"]]}}, "facts.candidate.goals"),
        ("advice", {"facts": {}, "title": 3}, "title"),
        ("advice", {"facts": {}, "rules": "articel"}, "rules"),
        ("advice", {"facts": {}, "titel": "x"}, ""),
        ("next", {"facts": {}, "asked": ["pmo.levl"]}, "pmo"),
        ("next", {"facts": {}, "unknown": "pmo.level"}, "unknown"),
        ("next", {"facts": {}, "thorough": 1}, "thorough"),
        ("why", {"facts": {}, "about": "staf-function"}, "about"),
        ("why-not", {"facts": {}}, "about"),
        ("what-if", {"facts": {}, "changes": {"pmo.level": "galaxy"}}, "changes.pmo.level"),
        ("changes", {"facts": {}, "scope": "some"}, "scope"),
        ("compare", {"cases": [{"facts": {}}]}, "cases"),
        ("compare", {"cases": [{"facts": {}}, 3]}, "cases.2"),
        ("compare", {"cases": [{"facts": {}}, {"facts": {"pmo.level": "galaxy"}}]}, "cases.2.facts.pmo.level"),
    ],
)
def test_wrong_fields_are_told_by_their_place(name: str, fields: dict[str, Any], place: str) -> None:
    """Each wrong, missing or unknown field is one fault, with its place."""
    response = asyncio.run(tell(name, **fields))
    assert problem(response)[0] == 422
    assert [fault["place"] for fault in response.json()["faults"]] == [place]


def test_what_is_otherwise_is_a_conflict() -> None:
    """Why of something that does not hold, and why not of what does, is told as such."""
    assert problem(asyncio.run(tell("why", facts=FACTS, about="decline")))[0] == 409


@pytest.mark.parametrize("path", ["/v2", "/v1/advise", "/index.html", "/v1/"])
def test_other_paths_are_not_found(path: str) -> None:
    """Any other path is a problem too."""
    assert problem(asyncio.run(ask("GET", path))) == (404, "There is nothing at this path.")


@pytest.mark.parametrize(
    ("method", "path", "allowed"), [("GET", "/v1/advice", "POST"), ("PUT", "/v1/rules", "GET, HEAD")]
)
def test_other_methods_are_refused(method: str, path: str, allowed: str) -> None:
    """A method that a path does not take is a problem that says which it takes."""
    response = asyncio.run(ask(method, path))
    assert problem(response) == (405, "This path takes another method.")
    assert ", ".join(sorted(response.headers["allow"].split(", "))) == allowed


def test_facts_in_an_address_are_refused() -> None:
    """An address says no facts: any query is refused but the rules of the lists."""
    for method, path in (("POST", "/v1/advice?pmo.level=program"), ("GET", "/v1/rules?x=1"), ("GET", "/?pmo.level=x")):
        options: dict[str, Any] = {"json": {"facts": {}}} if method == "POST" else {}
        assert problem(asyncio.run(ask(method, path, **options)))[0] == 400


@pytest.mark.parametrize("path", ["/", "/v1/health", "/v1/nothing"])
def test_every_response_protects_its_reader(path: str) -> None:
    """Every response forbids guessing its type, telling where one came from, and frames around it."""
    headers = asyncio.run(ask("GET", path)).headers
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_logs_have_no_facts(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither facts, titles, queries and unknown paths nor what a mistake says of them stand in the log."""
    caplog.set_level(logging.DEBUG)
    asyncio.run(tell("advice", facts={"pmo.level": "secretlevel"}, title="secrettitle"))
    asyncio.run(ask("GET", "/v1/rules?secretname=secretvalue"))
    asyncio.run(ask("GET", "/secretpath"))

    def broken(*_: object) -> None:
        raise RuntimeError("secretreason")

    monkeypatch.setattr("pmo_expert.doors.service.app.read_request", broken)
    response = asyncio.run(tell("advice", facts={}))
    assert problem(response) == (500, "This is a mistake of the service, not yours.")
    own = [record.getMessage() for record in caplog.records if record.name.startswith(("pmo_expert", "uvicorn"))]
    assert "POST /v1/advice 422" in own[0]
    assert not any("secret" in message for message in own)


def test_changes_by_too_many_rules_are_no_mistake_of_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the rules are too many for a diagram, the smallest changes are refused with the limit."""

    def too_large(*_: object, **__: object) -> None:
        raise DiagramTooLargeError("these rules need a diagram of more than 7 nodes")

    monkeypatch.setattr("pmo_expert.doors.service.answers.changes", too_large)
    response = asyncio.run(tell("changes", facts={}))
    assert problem(response) == (501, "It cannot be told: these rules need a diagram of more than 7 nodes.")
