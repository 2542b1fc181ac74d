"""Tables as people have them: with semicolons or tabs, in other encodings, and in Excel files."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from pmo_expert.faults import InputError
from pmo_expert.surveys.tables.encoding import check_encoding
from pmo_expert.surveys.tables.opening import open_tables
from pmo_expert.surveys.tables.sheet import Rows, Sheet
from pmo_expert.surveys.tables.writing import WRITERS
from tests.doors.run import write

ROWS = [("1", "é; ü, “x”", None), ("2", "a\nb", "=1+1"), ("3", None, "http://x.y/")]
TEXT = 'id{0}"name"{0}note\n1{0}"é; ü, “x”"{0}\n2{0}"a\nb"{0}=1+1\n3{0}{0}http://x.y/\n'


def read(path: Path, encoding: str | None = None) -> pl.DataFrame:
    """Return all rows of a table in a file."""
    (table,) = open_tables([str(path)], lambda _: None, encoding)
    return pl.concat(part.frame for part in table.parts())


def refusal(path: Path, encoding: str | None = None) -> str:
    """Return why a table is refused, without the name of the file."""
    with pytest.raises(InputError) as caught:
        read(path, encoding)
    return str(caught.value).removeprefix(f"{path}: ")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separators_and_marks_are_found(separator: str, encoding: str, tmp_path: Path) -> None:
    """What is between the cells is what the header has, and a byte order mark tells the encoding."""
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.format(separator).encode(encoding))
    frame = read(path)
    assert frame.columns == ["id", "name", "note"]
    assert frame.rows() == ROWS


@pytest.mark.parametrize("encoding", ["windows-1252", "latin-1", "utf-16-le"])
def test_other_encodings_are_read_when_they_are_named(encoding: str, tmp_path: Path) -> None:
    """A file in another encoding is refused with what to say, and read when it is named."""
    path = tmp_path / "a.csv"
    path.write_bytes("id;note\n1;é\n".encode(encoding))
    if encoding != "utf-16-le":
        assert "is not UTF-8; say with --encoding what it is, such as windows-1252 or latin-1" in refusal(path)
    assert read(path, encoding).rows() == [("1", "é")]


def test_a_mark_says_more_than_what_is_named(tmp_path: Path) -> None:
    """A file that begins with a byte order mark is read as that says."""
    path = tmp_path / "a.csv"
    path.write_bytes("id;note\n1;é\n".encode("utf-8-sig"))
    assert read(path, "latin-1").rows() == [("1", "é")]


def test_a_wrong_encoding_is_told(tmp_path: Path) -> None:
    """Bytes that the encoding does not have, and encodings that do not exist, are refused."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"id;note\n1;\x81\n")
    assert refusal(path, "windows-1252") == "is not windows-1252"
    for name in ("windows-1525", "base64", "\0"):
        with pytest.raises(InputError, match="there is no encoding"):
            check_encoding(name)


def test_the_header_decides_between_separators(tmp_path: Path) -> None:
    """Of signs that both stand in the header, the one that makes more cells is between them; commas win a tie."""
    assert read(Path(write(tmp_path, "a;b,c;d\n1;2,3;4\n", "a.csv"))).columns == ["a", "b,c", "d"]
    assert read(Path(write(tmp_path, "a;b,c\n1;2,3\n", "b.csv"))).columns == ["a;b", "c"]


def written(frame: pl.DataFrame, path: Path) -> Path:
    """Write a frame as a table to a file."""
    WRITERS[path.suffix](path, Sheet(iter([Rows(frame, ())]), frame.schema, ()))
    return path


def test_excel_files_come_back_as_text(tmp_path: Path) -> None:
    """What is written to Excel is read again, cell by cell, as text; formulas and links stay text."""
    frame = pl.DataFrame(ROWS, ["id", "name", "note"], orient="row")
    assert read(written(frame, tmp_path / "a.xlsx")).rows() == ROWS
    typed = pl.DataFrame({"a": [1, None], "b": [2.5, 3.0], "c": [True, None], "d": [["x", "y"], []]})
    assert read(written(typed, tmp_path / "b.xlsx")).rows() == [
        ("1", "2.5", "true", '["x","y"]'),
        (None, "3", None, "[]"),
    ]


def test_the_same_rows_give_the_same_excel_file(tmp_path: Path) -> None:
    """Two files of the same rows have the same bytes."""
    frame = pl.DataFrame({"a": ["x"]})
    one, other = written(frame, tmp_path / "a.xlsx"), written(frame, tmp_path / "b.xlsx")
    assert one.read_bytes() == other.read_bytes()


def test_excel_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    """A file that is no Excel file, has no rows, two columns of a name or one without, is refused."""
    (tmp_path / "a.xlsx").write_bytes(b"no workbook")
    assert refusal(tmp_path / "a.xlsx").startswith("is no Excel file that can be read: ")
    assert refusal(written(pl.DataFrame({"a": []}), tmp_path / "b.xlsx")) == "has no rows"


def test_what_a_sheet_cannot_hold_is_told(tmp_path: Path) -> None:
    """Text that Excel would cut is refused, so that nothing is lost."""
    with pytest.raises(InputError, match="32,767 characters a cell"):
        written(pl.DataFrame({"a": ["x" * 32_768]}), tmp_path / "a.xlsx")
