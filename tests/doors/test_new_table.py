"""Tables to fill in: `new --table`."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path

import fastexcel
import polars as pl
import pytest

from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.doors.cli import shared
from tests.advice.examples import REMOTE_PACK, article
from tests.doors.run import run
from tests.surveys.own import remote_work

NAMES = list(article().vocabulary.attributes)


def header(path: Path) -> list[str]:
    """Return the names of the columns of a table."""
    if path.suffix == ".csv":
        return next(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    cells = fastexcel.read_excel(str(path)).load_sheet(0, header_row=None, dtypes="string").to_polars()
    return list(cells.row(0))


def allowed(attribute: Attribute, row: int) -> str:
    """Return an allowed value of an attribute, another in every row."""
    if isinstance(attribute, Amount):
        return str(int(attribute.lowest) + row)
    if isinstance(attribute, SetOf):
        return "; ".join(attribute.values[:row]) or "none"
    return attribute.values[row % len(attribute.values)]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_has_a_column_for_each_attribute(ending: str, tmp_path: Path) -> None:
    """The table has a name and all attributes; empty it has no rows, filled in every row is advised on."""
    path = tmp_path / f"a.{ending}"
    result = run("new", "--table", str(path))
    assert (result.status, result.err) == (0, "")
    assert result.out == f"Wrote {path}. Fill in a row for each case, then run: pmo-expert survey {path}\n"
    assert header(path) == ["name", *NAMES]
    assert (run("survey", str(path)).status, run("survey", str(path)).err) == (2, f"error: {path}: has no rows\n")
    attributes = article().vocabulary.attributes.values()
    rows = [[f"case {row}", *(allowed(attribute, row) for attribute in attributes)] for row in range(5)]
    filled = pl.DataFrame(rows, header(path), orient="row")
    filled.write_csv(path) if ending == "csv" else filled.write_excel(path)
    result = run("survey", str(path))
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("ADVICE ON 5 ROWS\n")


def test_an_excel_table_has_lists_notes_and_help(tmp_path: Path) -> None:
    """In Excel, cells have lists of the values, headers have the question as a note, and a second sheet has all."""
    path = tmp_path / "a.xlsx"
    run("new", "--table", str(path))
    attributes = list(article().vocabulary.attributes.values())
    with zipfile.ZipFile(path) as parts:
        cases = parts.read("xl/worksheets/sheet1.xml").decode()
        notes = " ".join(parts.read("xl/comments1.xml").decode().split())
    lists = [attribute for attribute in attributes if not isinstance(attribute, Amount | SetOf)]
    assert len(re.findall('<dataValidation type="list"', cases)) == len(lists)
    assert len(re.findall('<dataValidation type="decimal"', cases)) == sum(
        isinstance(one, Amount) for one in attributes
    )
    assert all(attribute.question.replace("'", "&apos;") in notes.replace("'", "&apos;") for attribute in attributes)
    sheet = fastexcel.read_excel(str(path)).load_sheet("Help", dtypes="string").to_polars()
    assert sheet["column"].to_list() == NAMES
    assert all(attribute.question in text for attribute, text in zip(attributes, sheet["question"], strict=True))
    assert sheet.row(0)[4:8] == (*attributes[0].values, "unknown")


def test_a_table_is_of_the_rules_that_are_asked_for(tmp_path: Path) -> None:
    """With --rules the columns are those of the pack, and the command that is told has it too."""
    path = tmp_path / "a.csv"
    result = run("new", "--table", str(path), "--rules", str(REMOTE_PACK))
    assert result.out.endswith(f"pmo-expert survey {path} --rules {REMOTE_PACK}\n")
    assert header(path) == ["name", *remote_work().vocabulary.attributes]


def test_tables_that_cannot_be_written_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of no format, files that exist and packages that are missing are told, and nothing is written."""
    assert run("new", "--table", "a.txt").err.startswith(
        "error: a.txt: the end of its name does not tell a format for tables to fill in: “a.txt”"
    )
    path = tmp_path / "a.xlsx"
    path.touch()
    assert run("new", "--table", str(path)).err == f"error: {path}: exists already; --force overwrites it\n"
    assert run("new", "--table", str(path), "--force").status == 0
    monkeypatch.setattr(shared, "find_spec", lambda _: None)
    assert "pip install 'pmo-expert[survey,xlsx]'" in run("new", "--table", str(path)).err
