"""The command on several cases: compare."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmo_expert.doors.cli.html_files import check_html, html_options, show_and_write
from pmo_expert.doors.cli.shared import (
    case_from_argument,
    door,
    engine_option,
    format_option,
    knowledge_from,
    rules_option,
)
from pmo_expert.faults import NOWHERE, Fault, InputError, fault_at

if TYPE_CHECKING:
    from pmo_expert.domain.case import PlainCase
    from pmo_expert.knowledge.knowledge import Knowledge
    from pmo_expert.logic.choice import EngineName

STDIN = "-"


@click.command(short_help="Show several CASES side by side.")
@click.argument("cases", nargs=-1, required=True, metavar="CASE CASE...")
@html_options
@format_option("text", "markdown", "json")
@rules_option
@engine_option
@door
def compare(
    *,
    cases: tuple[str, ...],
    html: str | None,
    force: bool,
    style: str,
    packs: tuple[str, ...],
    engine: EngineName,
) -> None:
    """Show several cases side by side.

    One of the cases may be - for standard input. The better case has the better verdict, then fewer open concerns
    of severities that count, then more goals served; no case is better for what is not known of it. There are no
    scores.
    """
    from pmo_expert.advice.comparing.compare import compare as compare_cases

    check_html(html, cases)
    knowledge = knowledge_from(packs)
    names = ["" if path == STDIN else Path(path).stem for path in cases]
    result = compare_cases(_read(cases, knowledge), knowledge, names=names, engine=engine)
    show_and_write(result, style, html, overwrite=force)


def _read(paths: tuple[str, ...], knowledge: Knowledge) -> list[PlainCase]:
    """Read all cases. Raises InputError with the faults of all files."""
    from pmo_expert.advice.comparing.compare import FEWEST

    if len(paths) < FEWEST:
        raise InputError([fault_at(NOWHERE, "at least two cases are needed; there is only", found=paths[0])])
    if paths.count(STDIN) > 1:
        raise InputError([fault_at(NOWHERE, "only one case can come from standard input")])
    cases: list[PlainCase] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            cases.append(case_from_argument(path, knowledge))
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    return cases
