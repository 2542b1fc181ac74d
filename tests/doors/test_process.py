"""The command line as a process of its own: entry points, pipes, terminals, encodings."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from tests.doors.run import FIRST, STAR, environment, process, run, write

BLACK_BOX = Path("/dev/full")
ESCAPE = b"\x1b["
no_terminals = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def installed_command() -> str:
    """Return the installed command; skip the test where only the checkout is on the path."""
    beside = shutil.which("pmo-expert", path=str(Path(sys.executable).parent))
    if beside is None:
        pytest.skip("the package is not installed beside this Python")
    return beside


def test_installed_command_advises() -> None:
    """The installed command prints what the command prints within a process."""
    command = [installed_command(), "advise", FIRST]
    result = subprocess.run(command, capture_output=True, timeout=60, check=False, env=environment())
    assert (result.returncode, result.stdout.decode(), result.stderr) == (*run("advise", FIRST)[:2], b"")


def test_module_advises_from_anywhere(tmp_path: Path) -> None:
    """Run as a module from another folder, the command prints the same."""
    result = process("advise", FIRST, cwd=tmp_path)
    assert (result.returncode, result.stdout.decode(), result.stderr) == (*run("advise", FIRST)[:2], b"")


def test_module_tells_its_version() -> None:
    """Run as a module, the command calls itself by its name."""
    assert process("--version").stdout.decode() == f"pmo-expert {version('pmo-expert')}\n"


def test_bad_input_of_a_process(tmp_path: Path) -> None:
    """A process given bad input exits with 2, prints only errors, without codes and without a traceback."""
    path = write(tmp_path, "pmo: {level: galaxy}\nx: {}\n")
    result = process("advise", path)
    assert (result.returncode, result.stdout.decode(), result.stderr.decode()) == run("advise", path)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.count(b"error: ") == 2
    assert ESCAPE not in result.stderr


def test_standard_input_of_a_process() -> None:
    """A process reads a case from a pipe."""
    result = process("advise", "-", input=Path(FIRST).read_bytes())
    assert (result.returncode, result.stdout.decode()) == run("advise", FIRST)[:2]


@pytest.mark.parametrize(
    "arguments", [("advise", STAR), ("rules", "--format", "json"), ("schema", "case"), ("--help",)]
)
def test_closed_pipe_gives_no_traceback(arguments: tuple[str, ...]) -> None:
    """When nobody reads the output any more, the process ends without a word."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert process(*arguments, stdout=writing).stderr == b""
    finally:
        os.close(writing)


def test_reader_that_stops_early_gives_no_traceback() -> None:
    """When the reader goes away in the middle, as head does, the process ends without a word."""
    command = [sys.executable, "-m", "pmo_expert", "rules", "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.read(10) == b"[\n  {\n    "
        running.stdout.close()
        assert running.stderr.read() == b""


@pytest.mark.skipif(not BLACK_BOX.exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [("advise", FIRST), ("--help",)])
def test_output_that_cannot_be_written_gives_no_traceback(arguments: tuple[str, ...]) -> None:
    """When the disk is full, one message says so."""
    with BLACK_BOX.open("wb") as full:
        result = process(*arguments, stdout=full)
    assert result.returncode == 2
    assert result.stderr.decode() == f"error: the output cannot be written: {os.strerror(28)}\n"


@no_terminals
@pytest.mark.parametrize(("closing", "status"), [(">&-", 0), ("<&-", 0), ("2>&-", 0), (">&- 2>&-", 0)])
def test_closed_streams_give_no_traceback(closing: str, status: int) -> None:
    """Started with a closed stream, the command runs as if what it prints there went nowhere."""
    script = f'"$0" -m pmo_expert advise "$1" {closing}'
    command = ["sh", "-c", script, sys.executable, FIRST]
    result = subprocess.run(command, capture_output=True, timeout=60, check=False, env=environment())
    assert (result.returncode, result.stderr) == (status, b"")


@no_terminals
def test_closed_standard_input_is_empty() -> None:
    """A case from a standard input that is closed is an empty one."""
    command = ["sh", "-c", '"$0" -m pmo_expert advise - <&-', sys.executable]
    result = subprocess.run(command, capture_output=True, timeout=60, check=False, env=environment())
    assert (result.returncode, result.stdout, result.stderr) == (2, b"", b"error: <standard input>: is empty\n")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_other_encodings_give_no_traceback(encoding: str, tmp_path: Path) -> None:
    """Where the terminal knows few characters, the rest are replaced, in results and in errors."""
    env = environment(PYTHONIOENCODING=encoding)
    title = process("advise", "-", env=env, input='title: "Žofie → 鈴木"'.encode())
    assert (title.returncode, title.stderr) == (0, b"")
    assert b"Find out more: " in title.stdout
    wrong = process("advise", write(tmp_path, "Žofie: 1\n"), env=env)
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert wrong.stderr.startswith(b"error: ")
    assert b"Traceback" not in wrong.stderr


def on_terminal(*arguments: str, stream: str = "stdout", **variables: str) -> bytes:
    """Run a process with one of its streams on a pseudo-terminal; return what that showed."""
    pty = pytest.importorskip("pty", reason="needs a pseudo-terminal")
    own, its = pty.openpty()
    streams: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: its}
    command = [sys.executable, "-m", "pmo_expert", *arguments]
    with subprocess.Popen(command, env=environment(**variables), stdin=subprocess.DEVNULL, **streams) as running:
        os.close(its)
        shown = b"".join(iter(lambda: read_terminal(own), b""))
        running.wait(60)
    os.close(own)
    return shown


def read_terminal(handle: int) -> bytes:
    """Read from a pseudo-terminal; nothing at its end, which Linux tells as an error."""
    try:
        return os.read(handle, 65536)
    except OSError:
        return b""


def test_terminal_shows_colours() -> None:
    """On a terminal the verdict is coloured."""
    assert b"\x1b[33m\x1b[1mAccept with conditions:\x1b[0m" in on_terminal("advise", FIRST)


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_terminal_without_colours(variables: dict[str, str]) -> None:
    """With NO_COLOR, or on a dumb terminal, there are no codes."""
    shown = on_terminal("advise", FIRST, **variables)
    assert ESCAPE not in shown
    assert b"Accept with conditions: " in shown


def test_pipe_shows_no_colours() -> None:
    """Through a pipe there are no codes."""
    result = process("advise", FIRST)
    assert ESCAPE not in result.stdout
    assert b"Accept with conditions: " in result.stdout


@pytest.mark.parametrize(("columns", "widest"), [("40", 60), ("70", 70), ("200", 100)])
def test_terminal_width_is_used(columns: str, widest: int) -> None:
    """Text fills the terminal's width, within 60 and 100 columns."""
    lines = on_terminal("advise", STAR, NO_COLOR="1", COLUMNS=columns).decode().splitlines()
    assert widest - 5 <= max(map(len, lines)) <= widest


@pytest.mark.parametrize("style", ["markdown", "json"])
def test_terminal_shows_markdown_and_json_plain(style: str) -> None:
    """Markdown and JSON have no codes even on a terminal."""
    shown = on_terminal("advise", FIRST, "--format", style)
    assert ESCAPE not in shown
    assert shown


def test_errors_on_a_terminal_are_coloured(tmp_path: Path) -> None:
    """On a terminal an error begins in colour, and does not with NO_COLOR."""
    path = write(tmp_path, "x: {}\n")
    assert on_terminal("advise", path, stream="stderr").startswith(b"\x1b[31m\x1b[1merror:\x1b[0m ")
    assert on_terminal("advise", path, stream="stderr", NO_COLOR="1").startswith(b"error: ")


@pytest.mark.parametrize(("raised", "told"), [("KeyboardInterrupt", False), ("ValueError", True)])
def test_an_interruption_while_something_is_freed_gives_no_traceback(raised: str, told: bool) -> None:
    """What Python raises a second time of one Ctrl-C stays silent, and other errors while something is freed do not."""
    program = f"""
import sys
from pmo_expert.doors.cli.main import main

class Freed:
    def __del__(self):
        raise {raised}

sys.argv = ["pmo-expert", "--version"]
try:
    main()
except SystemExit:
    Freed()
"""
    command = [sys.executable, "-c", program]
    result = subprocess.run(command, capture_output=True, timeout=60, check=True, env=environment())
    assert (b"Traceback" in result.stderr) is told
