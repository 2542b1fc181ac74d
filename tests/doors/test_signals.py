"""Signals that end the command in the middle of what must be whole."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.doors.run import environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals that processes send themselves")

SIGNALS = [("SIGINT", "KeyboardInterrupt()"), ("SIGTERM", "SystemExit(143)"), ("SIGHUP", "SystemExit(129)")]
BEFORE = """
import signal
import time
from contextlib import contextmanager
from pmo_expert.doors.cli.signals import end_by_signals

for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.SIG_DFL)
end_by_signals()
"""


def said_by(program: str) -> list[str]:
    """Run a program, after what all of them begin with, and return the lines that it prints."""
    command = [sys.executable, "-c", BEFORE + program]
    return subprocess.run(
        command, capture_output=True, timeout=60, check=True, env=environment(), text=True
    ).stdout.splitlines()


@pytest.mark.parametrize(("name", "raised"), SIGNALS)
def test_a_signal_ends_what_may_be_broken_off(name: str, raised: str) -> None:
    """Outside calls that must be whole a signal raises at once."""
    program = f"""
try:
    signal.raise_signal(signal.{name})
    print("went on")
except BaseException as error:
    print(repr(error))
"""
    assert said_by(program) == [raised]


@pytest.mark.parametrize(("name", "raised"), SIGNALS)
def test_a_signal_that_comes_while_polars_calls_python_ends_it_after_that(name: str, raised: str) -> None:
    """Python that Polars calls, which must not raise, ends as if nothing were; then the signal raises."""
    pytest.importorskip("polars")
    program = f"""
import polars

def called(number):
    signal.raise_signal(signal.{name})
    return number + 1

try:
    print(polars.Series([1, 2]).map_elements(called, polars.Int64).to_list())
    time.sleep(30)
except BaseException as error:
    print(repr(error))
"""
    assert said_by(program) == ["[2, 3]", raised]


@pytest.mark.parametrize(("name", "raised"), SIGNALS)
def test_a_context_is_left_whole(name: str, raised: str) -> None:
    """A signal that comes while a context is left raises when all was done that leaving it does."""
    program = f"""
@contextmanager
def context():
    yield
    signal.raise_signal(signal.{name})
    print("left")

try:
    with context():
        print("entered")
    time.sleep(30)
except BaseException as error:
    print(repr(error))
"""
    assert said_by(program) == ["entered", "left", raised]


@pytest.mark.parametrize(("name", "raised"), SIGNALS)
def test_a_second_signal_does_not_disturb_the_end(name: str, raised: str) -> None:
    """What is done about a first signal is not broken off by another."""
    program = f"""
try:
    signal.raise_signal(signal.{name})
except BaseException as error:
    signal.raise_signal(signal.{name})
    print(repr(error))
"""
    assert said_by(program) == [raised]
