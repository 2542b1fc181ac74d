"""Runs the command `serve` as a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.doors.run import environment


@contextmanager
def served(*options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start the service; give the process, and its address once it is ready."""
    command = [sys.executable, "-m", "pmo_expert", "serve", *options]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, env=environment(PYTHONUNBUFFERED="1"), **pipes) as process:  # type: ignore[call-overload]
        try:
            ready = re.search(r"http://\S+/", process.stdout.readline())
            assert ready is not None
            yield process, ready[0]
        finally:
            if process.poll() is None:
                process.kill()
