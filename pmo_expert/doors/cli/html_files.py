"""The option --html: a result in one file that a browser shows, for people who have no Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from pmo_expert.faults import InputError, Position, fault_at

HTML = (".html", ".htm")


def html_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options --html and --force."""
    html = click.option("--html", metavar="FILE", help="Write it too as a report in one HTML file.")
    force = click.option("--force", is_flag=True, help="Overwrite files that exist.")
    return html(force(command))


def check_html(path: str | None, inputs: Iterable[str]) -> None:
    """Raise InputError when an HTML file that is wanted is not named like one, or is one of the files to read."""
    from pmo_expert.doors.cli.files import check_not_read

    if path is None:
        return
    if Path(path).suffix.lower() not in HTML:
        raise InputError([fault_at(Position(path), f"the report is HTML; its name must end with {HTML[0]}")])
    check_not_read([path], inputs)


def show_and_write(
    result: Any, style: str, path: str | None, *, overwrite: bool, full: bool = False, record: Mapping[str, str] = {}
) -> None:
    """Print a result in a format, and write it as HTML where that is wanted; nothing is printed when that fails.

    `record` is the text of a record to write beside it, by its path.
    """
    from pmo_expert.doors.cli.files import write_all
    from pmo_expert.doors.cli.shared import show

    texts = {**({} if path is None else {path: _report(result)}), **record}
    write_all(texts, overwrite=overwrite)
    show(result, style, full=full)
    for written in texts:
        click.echo(f"Wrote {written}.", err=True)


def _report(result: Any) -> str:
    from pmo_expert.render.html.to_html import to_html

    return to_html(result, full=True)
