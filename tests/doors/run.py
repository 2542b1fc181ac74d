"""Runs the command line, within this process or as one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from inspect import signature
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from pmo_expert.doors.cli.main import cli
from tests.advice.examples import CASE_FILES, ROOT

STAR = str(CASE_FILES["star-asked-backstage"])
FIRST = str(CASE_FILES["first-coffee"])


class Run(NamedTuple):
    """What a run of the command line left behind."""

    status: int
    out: str
    err: str


def run(*arguments: str, stdin: bytes | None = None) -> Run:
    """Run the command line within this process; an exception other than an exit is raised."""
    options: dict[str, Any] = {"mix_stderr": False} if "mix_stderr" in signature(CliRunner).parameters else {}
    result = CliRunner(**options).invoke(cli, arguments, input=stdin, prog_name="pmo-expert")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Run(result.exit_code, result.stdout, result.stderr)


def environment(**changes: str) -> dict[str, str]:
    """Return the environment for a process that imports this checkout, in UTF-8 and without wishes for colour."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    return {**kept, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8", "TERM": "xterm", **changes}


def process(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m pmo_expert` as a process of its own."""
    command = [sys.executable, "-m", "pmo_expert", *arguments]
    settings: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": environment()}
    return subprocess.run(command, timeout=60, check=False, **{**settings, **options})


def write(folder: Path, text: str | bytes, name: str = "case.yaml") -> str:
    """Write a file; return its path."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)
