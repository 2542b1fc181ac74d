"""The command `serve` as a process of its own."""

from __future__ import annotations

import json
import re
import signal
import sys
import urllib.request

import pytest

from pmo_expert import advise, to_json
from tests.doors.run import run
from tests.doors.service.serving import served

pytest.importorskip("uvicorn", reason="serving needs the extra serve")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends by signals")
FACTS = {"pmo.level": "program"}


def asked(address: str) -> str:
    """Return the advice of a service."""
    body = json.dumps({"facts": FACTS}).encode()
    request = urllib.request.Request(f"{address}v1/advice", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as response:
        text: str = response.read().decode()
        return text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_starts_answers_ends_and_starts_again(number: signal.Signals) -> None:
    """A signal ends it with 0 and without a word on standard error, and at once it can be started on the same port."""
    port = "0"
    for _ in range(2):
        with served("--port", port) as (process, address):
            assert asked(address) == to_json(advise(FACTS, engine="compiled"))
            process.send_signal(number)
            out, err = process.communicate(timeout=30)
            assert (process.returncode, out, err) == (0, "Ended.\n", "")
            port = address.rstrip("/").rpartition(":")[2]


def test_a_port_that_is_taken_is_told() -> None:
    """Where another one listens already, the command says so and ends with 2."""
    with served("--port", "0") as (_, address):
        port = address.rstrip("/").rpartition(":")[2]
        result = run("serve", "--port", port)
        assert (result.status, result.out) == (2, "")
        assert re.fullmatch(rf"error: cannot listen there: .*: “127.0.0.1 {port}”\n", result.err)


def test_the_log_tells_requests_without_facts() -> None:
    """With --log there is a line for each request: method, path, status and time."""
    with served("--port", "0", "--log", "--rules", "practice") as (process, address):
        asked(address)
        process.terminate()
        _, err = process.communicate(timeout=30)
        assert re.fullmatch(r"\S+ \S+ INFO POST /v1/advice 200 \d+ ms\n", err)
