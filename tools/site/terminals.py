"""What a command prints at a terminal of 80 columns, with its colours, as an HTML document."""

from __future__ import annotations

import os
import pty
import shlex
import subprocess
import sys
from io import StringIO
from pathlib import Path

COLUMNS = 80
DOCUMENT = """<!DOCTYPE html><meta charset="utf-8"><style>{stylesheet}
body {{ margin: 0; padding: 1em 1.5em; width: max-content; background: {background}; color: {foreground}; }}
pre {{ margin: 0; font: 15px/1.4 "DejaVu Sans Mono", monospace; }}</style><pre>{code}</pre>
"""


def terminal_html(command: str, folder: Path) -> str:
    """Return what `pmo-expert` prints when it is run in a folder with some arguments, below the command itself."""
    from rich.console import Console
    from rich.terminal_theme import MONOKAI
    from rich.text import Text

    console = Console(record=True, width=COLUMNS + 20, file=StringIO())
    console.print(Text(f"$ pmo-expert {command}", "bold"), soft_wrap=True)
    console.print(Text.from_ansi(_printed(command, folder)))
    return console.export_html(theme=MONOKAI, code_format=DOCUMENT)


def _printed(command: str, folder: Path) -> str:
    """Return what a command prints at a pseudo-terminal."""
    own, its = pty.openpty()
    settings = {
        **os.environ,
        "COLUMNS": str(COLUMNS),
        "LINES": "24",
        "TERM": "xterm-256color",
        "PYTHONPATH": str(folder),
    }
    arguments = [sys.executable, "-m", "pmo_expert", *shlex.split(command)]
    with subprocess.Popen(arguments, stdout=its, stderr=its, cwd=folder, env=settings):
        os.close(its)
        printed = b""
        while part := _read(own):
            printed += part
    os.close(own)
    return printed.decode().replace("\r\n", "\n")


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # what Linux says when the other end is closed
        return b""
