"""The option --html: a result as one file for a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmo_expert import advise, beside, compare, load_knowledge, read_case, to_html
from tests.doors.run import FIRST, STAR, run, write

TABLE = "opening.leads_people,candidate.goals\nyes,leadership\nno,none\n"


def test_advise_writes_the_whole_report_and_shows_the_advice(tmp_path: Path) -> None:
    """The file is the report in full; the terminal shows what it would show without it, and where the file is."""
    file = tmp_path / "report.html"
    result = run("advise", FIRST, "--html", str(file))
    assert (result.status, result.err) == (0, f"Wrote {file}.\n")
    assert result.out == run("advise", FIRST).out
    assert file.read_text(encoding="utf-8") == to_html(advise(read_case(FIRST)), full=True)


def test_compare_writes_the_comparison(tmp_path: Path) -> None:
    """Compare writes its page, with the names of the files for the cases without a title."""
    file = tmp_path / "both.html"
    result = run("compare", STAR, FIRST, "--html", str(file))
    assert (result.status, result.err) == (0, f"Wrote {file}.\n")
    names = [Path(path).stem for path in (STAR, FIRST)]
    assert file.read_text(encoding="utf-8") == to_html(
        compare([read_case(STAR), read_case(FIRST)], names=names), full=True
    )


def test_advise_beside_another_pack_writes_both(tmp_path: Path) -> None:
    """With --beside the file has the advice by both packs, and what differs."""
    file = tmp_path / "both.html"
    options = ("--rules", "practice", "--beside", "article", "--engine", "compiled")
    assert run("advise", FIRST, *options, "--html", str(file)).status == 0
    both = beside(read_case(FIRST), load_knowledge("article"), load_knowledge("practice"), engine="compiled")
    assert file.read_text(encoding="utf-8") == to_html(both)


def test_survey_writes_the_summary_and_the_levers(tmp_path: Path) -> None:
    """Survey writes what it shows: the summary, and the levers where they are asked for."""
    file = tmp_path / "summary.html"
    result = run("survey", write(tmp_path, TABLE, "rows.csv"), "--levers", "--html", str(file))
    assert (result.status, result.err) == (0, f"Wrote {file}.\n")
    html = file.read_text(encoding="utf-8")
    assert html.index("Advice on 2 rows") < html.index("A change gives all rows one value")


@pytest.mark.parametrize("command", [["advise", FIRST], ["compare", FIRST, STAR], ["survey"]])
def test_a_file_that_exists_is_kept_unless_forced(command: list[str], tmp_path: Path) -> None:
    """A file that exists is refused and stays as it is, and nothing is shown; --force overwrites it."""
    file = write(tmp_path, "mine", "report.html")
    words = [*command, *([write(tmp_path, TABLE, "rows.csv")] if command == ["survey"] else [])]
    result = run(*words, "--html", file)
    assert (result.status, result.out) == (2, "")
    assert result.err == f"error: {file}: exists already; --force overwrites it\n"
    assert Path(file).read_text(encoding="utf-8") == "mine"
    assert run(*words, "--html", file, "--force").status == 0
    assert Path(file).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_name_must_be_that_of_an_html_file(tmp_path: Path) -> None:
    """Another end of the name is refused before anything is done."""
    file = tmp_path / "report.pdf"
    result = run("advise", FIRST, "--html", str(file))
    assert (result.status, result.out) == (2, "")
    assert result.err == f"error: {file}: the report is HTML; its name must end with .html\n"
    assert not file.exists()


def test_a_file_that_is_read_is_never_overwritten(tmp_path: Path) -> None:
    """A case file is not overwritten by its own report, even when forced."""
    case = write(tmp_path, Path(FIRST).read_bytes(), "case.html")
    result = run("advise", case, "--html", case, "--force")
    assert (result.status, result.out) == (2, "")
    assert result.err == f"error: {case}: is one of the files to read; it is not overwritten\n"


def test_nothing_is_left_where_a_report_cannot_be_written(tmp_path: Path) -> None:
    """A folder that is not there is told, and nothing is shown."""
    file = tmp_path / "nowhere" / "report.html"
    result = run("advise", FIRST, "--html", str(file))
    assert (result.status, result.out) == (2, "")
    assert f"{file}: cannot be written: " in result.err
