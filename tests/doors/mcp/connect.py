"""Speaks with the server as assistants do, by the SDK's own client."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

import pytest

pytest.importorskip("mcp_types", reason="the SDK of the Model Context Protocol is not installed")

from mcp import Client, StdioServerParameters
from mcp.server import Server
from mcp_types import CallToolResult, TextContent
from mcp_types.version import LATEST_HANDSHAKE_VERSION, LATEST_MODERN_VERSION

from pmo_expert import Knowledge, PlainCase
from pmo_expert.doors.mcp.server import make_server
from tests.advice.examples import ROOT, article, lead_or_build, practice
from tests.doors.run import environment

Target = Server[Any] | StdioServerParameters | str
T = TypeVar("T")
ARTICLE = "article"
PACKS = {ARTICLE: article, "practice": practice, "lead-or-build": lead_or_build}
MODES = {
    "legacy": LATEST_HANDSHAKE_VERSION,
    LATEST_MODERN_VERSION: LATEST_MODERN_VERSION,
    "auto": LATEST_MODERN_VERSION,
}
"""How the client may speak: with the handshake of the previous revision, by the current one, and as it finds out."""
LEAD_CASES = {path.stem: path for path in sorted((ROOT / "examples/packs/lead-or-build/cases").glob("*.yaml"))}
every_mode = pytest.mark.parametrize("mode", MODES)
REACHED = re.compile(r"(http://\S+);")


def facts_of(case: PlainCase) -> dict[str, Any]:
    """Return the facts of a case as JSON has them."""
    return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in case.facts.items()}


def knowledge_of(pack: str) -> Knowledge:
    """Return the rules of a pack."""
    return PACKS[pack]()


@cache
def server_of(pack: str) -> Server[Any]:
    """Return the server for the rules of a pack, in this process."""
    return make_server(knowledge_of(pack))


def speak(use: Callable[[Client], Awaitable[T]], target: Target | None = None, mode: str = "auto") -> T:
    """Connect, and return what `use` returns; without a target, to a server of the article in this process."""

    async def connected() -> T:
        async with Client(server_of(ARTICLE) if target is None else target, mode=mode) as client:
            return await use(client)

    return asyncio.run(connected())


def call(tool: str, arguments: Any = None, *, target: Target | None = None, mode: str = "auto") -> CallToolResult:
    """Call a tool."""
    return speak(lambda client: client.call_tool(tool, arguments or {}), target, mode)


def told(tool: str, arguments: Any = None, *, pack: str = ARTICLE) -> dict[str, Any]:
    """Return what a tool returns as data."""
    result = call(tool, arguments, target=server_of(pack))
    assert not result.is_error, text_of(result)
    found: dict[str, Any] = result.structured_content
    return found


def text_of(result: CallToolResult) -> str:
    """Return the text of a result."""
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def refused(tool: str, arguments: Any) -> list[str]:
    """Return the lines in which a tool says what is wrong with its arguments."""
    result = call(tool, arguments)
    assert (result.is_error, result.structured_content) == (True, None)
    return text_of(result).splitlines()


def by_stdio(*options: str) -> StdioServerParameters:
    """Return how a client starts the command as a process of its own."""
    return StdioServerParameters(command=sys.executable, args=["-m", "pmo_expert", "mcp", *options], env=environment())


@contextmanager
def started(*options: str) -> Iterator[subprocess.Popen[bytes]]:
    """Give the command as a process of its own, which is ended at last."""
    command = [sys.executable, "-m", "pmo_expert", "mcp", *options]
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command, env=environment(), **pipes) as process:
        try:
            yield process
        finally:
            process.kill()


def reached_at(process: subprocess.Popen[bytes]) -> str:
    """Return where a process that serves over HTTP says that it is reached."""
    assert process.stderr is not None
    found = REACHED.search(process.stderr.readline().decode())
    assert found
    return found[1]
