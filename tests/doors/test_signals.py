"""Signals that end the command in the middle of what must be whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.doors.run import environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals that processes send themselves")

SIGNALS = [("SIGINT", "KeyboardInterrupt()"), ("SIGTERM", "SystemExit(143)"), ("SIGHUP", "SystemExit(129)")]
BEFORE = """
import signal
import time
from pmo_expert.doors.cli.signals import end_by_signals

for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.SIG_DFL)
end_by_signals()
"""


def said_by(program: str, folder: Path | None = None) -> list[str]:
    """Run a program in a folder, after what all of them begin with; return the lines that it prints within seconds."""
    command = [sys.executable, "-c", BEFORE + program]
    ran = subprocess.run(command, capture_output=True, timeout=20, check=True, env=environment(), text=True, cwd=folder)
    return ran.stdout.splitlines()


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
def test_all_files_get_their_names_or_none(name: str, raised: str, tmp_path: Path) -> None:
    """A signal that comes while files get their names raises when all have theirs."""
    program = f"""
import os
from pmo_expert.doors.cli.files import write_all

def link(source, target, link=os.link):
    signal.raise_signal(signal.{name})
    link(source, target)

os.link = link
try:
    write_all({{"a": "1", "b": "2"}}, overwrite=False)
    time.sleep(30)
except BaseException as error:
    print(repr(error), sorted(os.listdir()))
"""
    assert said_by(program, tmp_path) == [f"{raised} ['a', 'b']"]


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


def test_an_interruption_while_the_command_is_imported_gives_no_traceback() -> None:
    """Ctrl-C that comes before the command line is there ends with its status and one message."""
    program = """
import sys

class Finder:
    def find_spec(self, name, *_):
        if name == "pmo_expert.doors.cli.main":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Finder())
from pmo_expert.__main__ import main
main()
"""
    command = [sys.executable, "-c", program]
    ran = subprocess.run(command, capture_output=True, timeout=20, check=False, env=environment())
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, b"", b"error: interrupted\n")
