"""The option --html: a result in one file that a browser shows, for people who have no Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from pmo_expert.faults import InputError, Position, fault_at

HTML = (".html", ".htm")


def html_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options --html and --force."""
    html = click.option("--html", metavar="FILE", help="Write it too as a report in one HTML file.")
    force = click.option("--force", is_flag=True, help="Overwrite the file of --html when it exists.")
    return html(force(command))


def check_html(path: str | None, inputs: Iterable[str]) -> None:
    """Raise InputError when an HTML file that is wanted is not named like one, or is one of the files to read."""
    from pmo_expert.doors.cli.files import check_not_read

    if path is None:
        return
    if Path(path).suffix.lower() not in HTML:
        raise InputError([fault_at(Position(path), f"the report is HTML; its name must end with {HTML[0]}")])
    check_not_read([path], inputs)


def write_html(result: Any, path: str, *, overwrite: bool) -> None:
    """Write all of a result, or of several, as one HTML file. Raises InputError when it cannot be written."""
    from pmo_expert.doors.cli.files import write_whole
    from pmo_expert.render.html.to_html import to_html

    write_whole(path, to_html(result, full=True), overwrite=overwrite)


def show_and_write(result: Any, style: str, path: str | None, *, overwrite: bool, full: bool = False) -> None:
    """Print a result in a format, and write it as HTML where that is wanted; nothing is printed when that fails."""
    from pmo_expert.doors.cli.shared import show

    if path is not None:
        write_html(result, path, overwrite=overwrite)
    show(result, style, full=full)
    if path is not None:
        click.echo(f"Wrote {path}.", err=True)
