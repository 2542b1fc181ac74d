"""Lines that are typed at a prompt."""

from __future__ import annotations

import sys

import click

YES = ("y", "yes")
NO = ("n", "no", "stop", "quit", "exit")


def on_terminal() -> bool:
    """Say whether somebody sits at a terminal and can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def read_line() -> str | None:
    """Show the prompt and return the next line that is typed, None at the end of the input."""
    click.echo("> ", nl=False)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        click.echo()
        return None
    if not sys.stdin.isatty():
        from pmo_expert.render.words import one_line

        click.echo(one_line(line))
    return line.strip()


def agrees(*, otherwise: bool) -> bool:
    """Read yes or no; nothing typed means `otherwise`, the end of the input no."""
    while True:
        text = read_line()
        said = None if text is None else text.casefold()
        if said is None or said in NO:
            return False
        if said in YES:
            return True
        if not said:
            return otherwise
        click.echo("Say y for yes or n for no.")
