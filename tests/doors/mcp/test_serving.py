"""Serving assistants as a process of its own: over standard input and output, and over HTTP."""

from __future__ import annotations

import errno
import json
import os
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest

from pmo_expert import advise
from tests.advice.examples import ROOT, article
from tests.doors.mcp.connect import MODES, by_stdio, call, every_mode, reached_at, speak, started
from tests.doors.run import run

pytest.importorskip("mcp_types", reason="the SDK of the Model Context Protocol is not installed")

from mcp import Client
from mcp_types import CallToolResult
from mcp_types.version import HANDSHAKE_PROTOCOL_VERSIONS

FACTS = {"candidate.goals": ["recognition"], "pmo.level": "program"}
SECRET = "quiet-harbour"
HEADERS = {"accept": "application/json, text/event-stream", "content-type": "application/json"}
LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
signals = pytest.mark.skipif(sys.platform == "win32", reason="needs signals")


async def visit(client: Client) -> tuple[str, CallToolResult]:
    """Do what assistants do; return the revision that was spoken, and the advice."""
    assert len((await client.list_tools()).tools) == 4
    refused = await client.call_tool("advise", {"facts": {}, "of": SECRET})
    assert refused.is_error
    assert len((await client.list_prompts()).prompts) == 1
    return client.protocol_version, await client.call_tool("advise", {"facts": FACTS})


@pytest.fixture(scope="module")
def in_process() -> dict[str, Any]:
    """Return the advice that a server in this process gives."""
    found: dict[str, Any] = call("advise", {"facts": FACTS}).structured_content
    assert found["verdict"] == advise(FACTS, article()).verdict
    return found


@every_mode
def test_a_process_over_standard_input_and_output(mode: str, in_process: dict[str, Any]) -> None:
    """Over standard input and output, by each revision, the advice is that of this process."""
    version, advised = speak(visit, by_stdio(), mode)
    assert (version, advised.structured_content) == (MODES[mode], in_process)


def test_a_process_over_http(in_process: dict[str, Any]) -> None:
    """Over HTTP, by each revision, the advice is that of this process, and nothing that was said is logged."""
    with started("--http", "--port", "0") as process:
        address = reached_at(process)
        assert address.startswith("http://127.0.0.1:")
        for mode, spoken in MODES.items():
            version, advised = speak(visit, address, mode)
            assert (version, advised.structured_content) == (spoken, in_process)
        assert posted(address, f'{{"{SECRET}') == 400
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
        assert (out, err) == (b"", b"")


def test_only_known_hosts_and_origins_are_answered() -> None:
    """A request by another host name, or from a page of another site, is refused; this machine's own are answered."""
    with started("--http", "--port", "0", "--allow-host", "advice.example") as process:
        address = reached_at(process)

        def status(**headers: str) -> int:
            return posted(address, json.dumps(LIST), **headers)

        assert status() == 200
        assert status(origin="http://localhost:3000") == 200
        assert status(host="advice.example", origin="https://advice.example") == 200
        assert status(host="other.example") == 421
        assert status(origin="http://other.example") == 403
        assert status(origin="http://127.0.0.1.other.example") == 403


@pytest.mark.slow
@pytest.mark.parametrize("version", HANDSHAKE_PROTOCOL_VERSIONS)
def test_earlier_revisions_are_spoken(version: str) -> None:
    """A client that offers an earlier revision in its handshake is answered by that, line by line and nothing else."""
    with started("--rules", str(ROOT / "examples" / "packs" / "lead-or-build")) as process:
        hello, tools = answers(process, [*greeting(version), {**LIST, "id": 2}], 2)
        assert process.communicate(timeout=20) == (b"", b"")
    assert process.returncode == 0
    assert hello["result"]["protocolVersion"] == version
    assert [tool["name"] for tool in tools["result"]["tools"]] == ["advise", "explain", "next_question", "describe"]


def test_what_is_no_message_is_not_logged() -> None:
    """A line that is no message does not end the server, and is printed nowhere."""
    with started() as process:
        (hello,) = answers(process, [SECRET, *greeting(HANDSHAKE_PROTOCOL_VERSIONS[-1])], 1)
        assert process.communicate(timeout=20) == (b"", b"")
    assert process.returncode == 0
    assert hello["id"] == 1
    assert SECRET not in str(hello)


@signals
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_though_it_waits_for_input(number: signal.Signals) -> None:
    """A signal ends the server at once, without a word, while its client keeps standard input open."""
    with started() as process:
        assert answers(process, greeting(HANDSHAKE_PROTOCOL_VERSIONS[-1]), 1)
        process.send_signal(number)
        assert process.wait(timeout=10) == -number
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_a_port_that_is_taken_is_told() -> None:
    """A port on which something listens already is one clear message."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, out, err = run("mcp", "--http", "--port", str(port))
    assert (status, out) == (2, "")
    assert err == f"error: cannot listen at http://127.0.0.1:{port}/mcp: {os.strerror(errno.EADDRINUSE)}\n"


def posted(address: str, content: str, **headers: str) -> int:
    """Send something over HTTP, with headers beside the usual ones; return the status of the answer."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=20)
    try:
        connection.request("POST", parts.path, content, {**HEADERS, **headers})
        return connection.getresponse().status
    finally:
        connection.close()


def answers(process: subprocess.Popen[bytes], messages: list[Any], count: int) -> list[Any]:
    """Send messages, which are JSON unless they are text, and return so many answers; standard input stays open."""
    assert process.stdin is not None
    assert process.stdout is not None
    lines = [message if isinstance(message, str) else json.dumps(message) for message in messages]
    process.stdin.write("".join(f"{line}\n" for line in lines).encode())
    process.stdin.flush()
    return [json.loads(process.stdout.readline()) for _ in range(count)]


def greeting(version: str) -> list[dict[str, Any]]:
    """Return the messages of a handshake."""
    offer = {"protocolVersion": version, "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    return [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": offer},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
    ]
