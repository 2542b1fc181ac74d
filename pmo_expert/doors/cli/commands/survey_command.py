"""The command on whole populations: survey."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmo_expert.doors.cli.commands.survey_files import Found, Wanted, carried_out, size
from pmo_expert.doors.cli.commands.survey_notes import tell_wrong
from pmo_expert.doors.cli.html_files import check_html
from pmo_expert.doors.cli.progress import progress
from pmo_expert.doors.cli.shared import (
    EXCEL,
    INTERRUPTED,
    case_from_argument,
    check_extras,
    door,
    fail,
    format_option,
    knowledge_from,
    rules_option,
    show,
)
from pmo_expert.faults import NOWHERE, InputError, Position, fault_at

if TYPE_CHECKING:
    from pmo_expert.surveys.survey_run import SurveyRun

FOUND_WRONG = 1
CHART, CSV = ".svg", ".csv"


@click.command(short_help="Advise on every row of FILES.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--case", metavar="CASE", help="A case file with what is known of all rows.")
@click.option("--encoding", metavar="NAME", help="The encoding of CSV files that are not UTF-8, such as windows-1252.")
@click.option("--out", metavar="FILE", help="Write all rows, with the advice on each, to this file.")
@click.option("--rank", is_flag=True, help="Write the best rows first, with the reason; this holds all in memory.")
@click.option("--why", is_flag=True, help="Write too which rules count in each row and what is presumed there.")
@click.option("--safe-cells", is_flag=True, help="Mark cells of CSV that a spreadsheet would run as a formula.")
@click.option("--strict", is_flag=True, help="Give no advice on rows with values that do not exist.")
@click.option("--levers", is_flag=True, help="Show which changes turn most of the worst verdicts into better ones.")
@click.option("--chart", metavar="FILE", help="Draw the summary into this SVG file.")
@click.option("--html", metavar="FILE", help="Write the summary, and the levers, as one HTML file too.")
@click.option("--force", is_flag=True, help="Overwrite the files of --out, --chart and --html when they exist.")
@format_option("text", "markdown", "json")
@rules_option
@door
def survey(
    *,
    files: tuple[str, ...],
    case: str | None,
    encoding: str | None,
    out: str | None,
    rank: bool,
    why: bool,
    safe_cells: bool,
    strict: bool,
    levers: bool,
    chart: str | None,
    html: str | None,
    force: bool,
    style: str,
    packs: tuple[str, ...],
) -> None:
    """Advise on every row of the FILES, taken together, and sum up.

    A FILE is CSV, Parquet, JSON Lines or Excel, as the end of its name says: .csv, .parquet, .jsonl, .ndjson or .xlsx.
    But for Excel it may be larger than memory. A column states the attribute whose name it has, as section.attribute,
    or nearly so; other columns are carried along. What a row does not say is unknown.

    With --out every row is written, in order: its columns, then the advice. What does not exist
    is taken as unknown, or with --strict its row gets no advice; the column error says what is wrong. Wrong values are
    told with the first rows that have them. Where people you do not know wrote cells, and a spreadsheet is to open the
    CSV, add --safe-cells: what it would run as a formula then begins with an apostrophe.

    Exit status: 0 done, 1 done but some rows have values that do not exist, 2 bad input, 130 interrupted by Ctrl-C.
    """
    wanted = Wanted(out, chart, html, force, rank, why, safe_cells, levers)
    _check_needed(files, wanted)
    _check_wanted([*files, *([case] if case is not None else [])], wanted)
    try:
        run = _opened(files, case, packs, why=why, strict=strict, encoding=encoding)
        found = carried_out(run, wanted, size(files))
    except KeyboardInterrupt:
        fail(["interrupted; nothing was written"], INTERRUPTED)
    tell_wrong(run)
    _show(found, style)
    for path in wanted.paths:
        click.echo(f"Wrote {path}.", err=True)
    if run.wrong.values:
        sys.exit(FOUND_WRONG)


def _check_needed(files: tuple[str, ...], wanted: Wanted) -> None:
    """Raise InputError, saying what to install, when a package is missing."""
    excel = any(path.lower().endswith(EXCEL) for path in (*files, *wanted.paths))
    extras = ["survey", *(["chart"] if wanted.chart is not None else []), *(["xlsx"] if excel else [])]
    check_extras(extras)


def _check_wanted(inputs: Sequence[str], wanted: Wanted) -> None:
    """Raise InputError when files cannot be written as they are named, or there is nothing to rank."""
    from pmo_expert.doors.cli.files import check_not_read
    from pmo_expert.surveys.tables.opening import table_format

    if wanted.out is not None:
        if table_format(wanted.out) != CSV and wanted.safe_cells:
            raise InputError([fault_at(Position(wanted.out), "--safe-cells is about CSV alone; leave it out")])
    elif wanted.rank or wanted.why or wanted.safe_cells:
        option = "--rank" if wanted.rank else "--why" if wanted.why else "--safe-cells"
        raise InputError([fault_at(NOWHERE, f"{option} is about the rows that --out writes; give --out too")])
    if wanted.chart is not None and Path(wanted.chart).suffix.lower() != CHART:
        raise InputError([fault_at(Position(wanted.chart), f"the chart is SVG; its name must end with {CHART}")])
    check_html(wanted.html, inputs)
    check_not_read(wanted.paths, inputs)


def _opened(
    files: tuple[str, ...], case: str | None, packs: tuple[str, ...], *, why: bool, strict: bool, encoding: str | None
) -> SurveyRun:
    from pmo_expert.surveys.survey_run import survey_tables
    from pmo_expert.surveys.tables.encoding import check_encoding
    from pmo_expert.surveys.tables.opening import READ_TWICE, open_tables

    if encoding is not None:
        check_encoding(encoding)
    knowledge = knowledge_from(packs)
    shared = None if case is None else case_from_argument(case, knowledge)
    read_twice = [path for path in files if path.lower().endswith(READ_TWICE)]
    with progress(size(read_twice), "Looking for columns") as done:
        tables = open_tables(files, done, encoding)
    return survey_tables(tables, shared, knowledge, rules=why, strict=strict)


def _show(found: Found, style: str) -> None:
    if found.levers is None:
        show(found.summary, style)
    elif style == "json":
        show(found, style)
    else:
        show(found.summary, style)
        click.echo()
        show(found.levers, style)
