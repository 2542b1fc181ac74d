"""The command on whole populations: survey."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import frozen

from pmo_expert.doors.cli.commands.survey_notes import tell_wrong
from pmo_expert.doors.cli.html_files import check_html
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
    from pmo_expert.surveys.levers_result import Levers
    from pmo_expert.surveys.summary_result import Summary
    from pmo_expert.surveys.survey_run import SurveyRun

FOUND_WRONG = 1
CHART = ".svg"


@frozen
class Wanted:
    """What is wanted besides the summary: files to write, None where not, the order of rows, and the levers."""

    out: str | None
    chart: str | None
    html: str | None
    overwrite: bool
    rank: bool
    why: bool
    levers: bool

    @property
    def paths(self) -> list[str]:
        return [path for path in (self.out, self.chart, self.html) if path is not None]


@frozen(slots=False)
class Found:
    """What a survey found in all rows together."""

    summary: Summary
    levers: Levers | None

    @property
    def results(self) -> tuple[Summary | Levers, ...]:
        return (self.summary, *([] if self.levers is None else [self.levers]))


@click.command(short_help="Advise on every row of FILES.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--case", metavar="CASE", help="A case file with what is known of all rows.")
@click.option("--encoding", metavar="NAME", help="The encoding of CSV files that are not UTF-8, such as windows-1252.")
@click.option("--out", metavar="FILE", help="Write all rows, with the advice on each, to this file.")
@click.option("--rank", is_flag=True, help="Write the best rows first, with the reason; this holds all in memory.")
@click.option("--why", is_flag=True, help="Write too which rules count in each row and what is presumed there.")
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
    told with the first rows that have them.

    Exit status: 0 done, 1 done but some rows have values that do not exist, 2 bad input, 130 interrupted by Ctrl-C.
    """
    wanted = Wanted(out, chart, html, force, rank, why, levers)
    _check_needed(files, wanted)
    _check_wanted([*files, *([case] if case is not None else [])], wanted)
    try:
        run = _opened(files, case, packs, why=why, strict=strict, encoding=encoding)
        found = _carried_out(run, wanted, _size(files))
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
        table_format(wanted.out)
    elif wanted.rank or wanted.why:
        option = "--rank" if wanted.rank else "--why"
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
    with _progress(_size(read_twice), "Looking for columns") as done:
        tables = open_tables(files, done, encoding)
    return survey_tables(tables, shared, knowledge, rules=why, strict=strict)


def _carried_out(run: SurveyRun, wanted: Wanted, size: int) -> Found:
    """Survey all rows, and write the files, each in one step, when all has gone well."""
    from pmo_expert.doors.cli.files import whole_file

    with ExitStack() as stack:
        new = {path: stack.enter_context(whole_file(path, overwrite=wanted.overwrite)) for path in wanted.paths}
        _take_rows(run, wanted, new, size)
        if wanted.chart is not None:
            from pmo_expert.render.chart import summary_chart

            new[wanted.chart].write_text(summary_chart(run.summary), encoding="utf-8", newline="\n")
        found = Found(run.summary, _levers(run, size) if wanted.levers else None)
        if wanted.html is not None:
            from pmo_expert.render.html.to_html import to_html

            new[wanted.html].write_text(to_html(found.results, full=True), encoding="utf-8", newline="\n")
        return found


def _levers(run: SurveyRun, size: int) -> Levers:
    from pmo_expert.surveys.survey_levers import levers_of

    with _progress(size, "Looking for levers") as done:
        return levers_of(run, done)


def _take_rows(run: SurveyRun, wanted: Wanted, new: dict[str, Path], size: int) -> None:
    """Survey all rows and write them to a file that is still without its name, if that is wanted."""
    from pmo_expert.surveys.tables.opening import table_format
    from pmo_expert.surveys.tables.writing import WRITERS

    with _progress(size) as done:
        sheet = run.sheet(done)
        if wanted.out is not None and not wanted.rank:
            WRITERS[table_format(wanted.out)](new[wanted.out], sheet)
        else:
            for _ in sheet.rows:
                pass
    if wanted.out is not None and wanted.rank:
        from pmo_expert.surveys.survey_levers import ranked_sheet

        with _progress(size, "Ranking") as done:
            WRITERS[table_format(wanted.out)](new[wanted.out], ranked_sheet(run, done))


def _size(paths: Iterable[str]) -> int:
    """Return how many bytes files have; what is no file has none."""
    return sum(Path(path).stat().st_size for path in paths if Path(path).is_file())


@contextmanager
def _progress(size: int, label: str = "Surveying") -> Iterator[Callable[[int], object]]:
    """Show on a terminal how much of all bytes is done; give what to tell so."""
    if not size or not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=size, label=label, file=sys.stderr) as bar:
        yield bar.update
        bar.update(size - bar.pos)


def _show(found: Found, style: str) -> None:
    if found.levers is None:
        show(found.summary, style)
    elif style == "json":
        show(found, style)
    else:
        show(found.summary, style)
        click.echo()
        show(found.levers, style)
