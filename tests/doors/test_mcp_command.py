"""The command that serves assistants, as far as it goes without serving."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pmo_expert.doors.cli import shared
from tests.advice.examples import ROOT
from tests.doors.run import environment, run


def test_without_the_sdk_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the packages of the extra are missing, the command says how to install them."""
    monkeypatch.setitem(shared.NEEDED, "mcp", ("no_such_package",))
    status, out, err = run("mcp")
    assert (status, out) == (2, "")
    assert err.endswith("to install them: pip install 'pmo-expert[mcp]'\n")


def test_options_of_http_without_it_are_told() -> None:
    """Where to listen means nothing without --http, and each such option is told."""
    pytest.importorskip("mcp_types", reason="the SDK of the Model Context Protocol is not installed")
    status, out, err = run("mcp", "--host", "0.0.0.0", "--port", "1", "--allow-host", "here")
    assert (status, out) == (2, "")
    said = "means something only with --http"
    assert err == f"error: --host: {said}\nerror: --port: {said}\nerror: --allow-host: {said}\n"


def test_rules_that_cannot_be_read_are_told() -> None:
    """A pack that there is not is told before anything is served."""
    pytest.importorskip("mcp_types", reason="the SDK of the Model Context Protocol is not installed")
    status, out, err = run("mcp", "--rules", "no-such-pack")
    assert (status, out) == (2, "")
    assert err.startswith("error: ")


def test_other_commands_do_not_load_the_sdk() -> None:
    """The command line loads neither the SDK nor an HTTP server before they are used."""
    script = (
        "import sys, pmo_expert.doors.cli.main; print({'mcp', 'mcp_types', 'uvicorn', 'pydantic'} & {*sys.modules})"
    )
    command = [sys.executable, "-c", script]
    result = subprocess.run(command, capture_output=True, timeout=60, check=True, cwd=ROOT, env=environment())
    assert result.stdout == b"set()\n"
