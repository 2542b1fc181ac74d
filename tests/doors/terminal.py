"""Runs the command line on a pseudo-terminal."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.doors.run import environment

PATIENCE = 60
SETTLED = 0.3
"""A signal that comes after the prompt and before the read is noticed only when the read ends."""


class Terminal:
    """A command that runs on a pseudo-terminal."""

    def __init__(self, running: subprocess.Popen[bytes], handle: int) -> None:
        self.running = running
        self.handle = handle
        self.shown = b""

    def wait_for(self, text: str) -> str:
        """Read until a text is shown; return what was shown up to it."""
        until = time.monotonic() + PATIENCE
        while text.encode() not in self.shown:
            assert time.monotonic() < until, self.shown.decode()
            self.shown += self._read() or pytest.fail(f"no {text!r} in: {self.shown.decode()}")
        before, found, self.shown = self.shown.partition(text.encode())
        return (before + found).decode()

    def say(self, text: str) -> str:
        """Wait for the prompt, type a line; return what was shown before."""
        shown = self.wait_for("\n> ")
        os.write(self.handle, f"{text}\n".encode())
        return shown

    def press(self, key: bytes) -> None:
        """Wait for the prompt, and until the command waits for what is typed there, and press a key."""
        self.wait_for("\n> ")
        time.sleep(SETTLED)
        os.write(self.handle, key)

    def end(self) -> tuple[int, str]:
        """Return the exit status, and what was shown until the end."""
        while data := self._read():
            self.shown += data
        return self.running.wait(PATIENCE), self.shown.decode()

    def _read(self) -> bytes:
        if not select.select([self.handle], [], [], PATIENCE)[0]:
            pytest.fail(f"nothing is shown any more after: {self.shown.decode()}")
        try:
            return os.read(self.handle, 65536)
        except OSError:
            return b""


@contextmanager
def terminal(*options: str, command: str = "interview", **variables: str) -> Iterator[Terminal]:
    """Run a command on a pseudo-terminal that is its own, so that Ctrl-C reaches it; without a name, none."""
    pty = pytest.importorskip("pty", reason="needs a pseudo-terminal")
    own, its = pty.openpty()
    script = "import fcntl, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
    script += "from pmo_expert.doors.cli.main import main; sys.argv[0] = 'pmo-expert'; main()"
    arguments = [sys.executable, "-c", script, *filter(None, [command]), *options]
    settings = environment(COLUMNS="80", LINES="24", **variables)
    with subprocess.Popen(
        arguments, stdin=its, stdout=its, stderr=its, env=settings, start_new_session=True
    ) as running:
        os.close(its)
        try:
            yield Terminal(running, own)
        finally:
            if running.poll() is None:
                running.kill()
            os.close(own)
