"""A survey carried out: its rows are taken, and all files that are wanted are written, or none."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from pmo_expert.doors.cli.progress import progress

if TYPE_CHECKING:
    from pmo_expert.surveys.levers_result import Levers
    from pmo_expert.surveys.summary_result import Summary
    from pmo_expert.surveys.survey_run import SurveyRun
    from pmo_expert.surveys.tables.sheet import Sheet


@frozen
class Wanted:
    """What is wanted besides the summary: files to write, None where not, the order of rows, and the levers."""

    out: str | None
    chart: str | None
    html: str | None
    overwrite: bool
    rank: bool
    why: bool
    safe_cells: bool
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


def carried_out(run: SurveyRun, wanted: Wanted, total: int) -> Found:
    """Survey all rows, and write the files, each in one step, when all has gone well."""
    from pmo_expert.doors.cli.files import whole_files

    with whole_files(wanted.paths, overwrite=wanted.overwrite) as new:
        _take_rows(run, wanted, new, total)
        if wanted.chart is not None:
            from pmo_expert.render.chart import summary_chart

            new[wanted.chart].write_text(summary_chart(run.summary), encoding="utf-8", newline="\n")
        found = Found(run.summary, _levers(run, total) if wanted.levers else None)
        if wanted.html is not None:
            from pmo_expert.render.html.to_html import to_html

            new[wanted.html].write_text(to_html(found.results, full=True), encoding="utf-8", newline="\n")
        return found


def _levers(run: SurveyRun, total: int) -> Levers:
    from pmo_expert.surveys.survey_levers import levers_of

    with progress(total, "Looking for levers") as done:
        return levers_of(run, done)


def _take_rows(run: SurveyRun, wanted: Wanted, new: dict[str, Path], total: int) -> None:
    """Survey all rows and write them to a file that is still without its name, if that is wanted."""
    with progress(total, "Surveying") as done:
        sheet = run.sheet(done)
        if wanted.out is not None and not wanted.rank:
            _write(sheet, wanted, new[wanted.out])
        else:
            for _ in sheet.rows:
                pass
    if wanted.out is not None and wanted.rank:
        from pmo_expert.surveys.survey_levers import ranked_sheet

        with progress(total, "Ranking") as done:
            _write(ranked_sheet(run, done), wanted, new[wanted.out])


def _write(sheet: Sheet, wanted: Wanted, new: Path) -> None:
    """Write rows to a file that is still without its name."""
    from pmo_expert.surveys.tables.opening import table_format
    from pmo_expert.surveys.tables.writing import WRITERS, write_csv

    assert wanted.out is not None
    if wanted.safe_cells:
        write_csv(new, sheet, safe=True)
    else:
        WRITERS[table_format(wanted.out)](new, sheet)


def size(paths: Iterable[str]) -> int:
    """Return how many bytes files have; what is no file has none."""
    return sum(Path(path).stat().st_size for path in paths if Path(path).is_file())
