"""Tables in files: what is read is what is there, and what is broken is told, whatever the bytes."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pmo_expert.faults import InputError
from pmo_expert.surveys.tables import csv_file, json_lines, parquet_file
from pmo_expert.surveys.tables.encoding import NO_UTF8
from pmo_expert.surveys.tables.joint import JointTable
from pmo_expert.surveys.tables.opening import open_tables
from pmo_expert.surveys.tables.sheet import Rows, Sheet
from pmo_expert.surveys.tables.table import Table
from pmo_expert.surveys.tables.writing import WRITERS
from tests.doors.run import write

CELLS = st.text(st.sampled_from("ab \",\n\r;é￾𝄞\0\\#\t'") | st.characters(exclude_categories=["Cs"]), max_size=5)
PIECES = ("a", "b", '"', ",", "\n", "\r", "\r\n", '""', "é", " ", "\0", "\ufeff", '","')
JSON_PIECES = (
    "{",
    "}",
    '"a"',
    ":",
    ",",
    "[",
    "]",
    "1",
    "null",
    "true",
    "\n",
    " ",
    '"\\ud800"',
    '"é"',
    "NaN",
    "\\u0061",
)
VALUES = st.none() | st.booleans() | CELLS | st.integers(-(10**15), 10**15)
Cells = list[dict[str, Any]]


def opened(path: str | Path) -> Table:
    (table,) = open_tables([str(path)], lambda _: None)
    return table


def cells_of(table: Table) -> Cells:
    return [row for part in table.parts() for row in part.frame.to_dicts()]


def read(folder: Path, name: str, data: bytes) -> Cells | None:
    """Return the rows of a file with some bytes, None when it is refused."""
    path = folder / name
    path.write_bytes(data)
    try:
        return cells_of(opened(path))
    except InputError as error:
        refused = error.faults
    assert [fault.file for fault in refused] == [str(path)]
    return None


def refusal(path: str) -> str:
    """Return what is said when a file is refused, without its name."""
    with pytest.raises(InputError) as caught:
        cells_of(opened(path))
    (fault,) = caught.value.faults
    return str(fault).removeprefix(f"{path}: ")


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read a few bytes or rows at a time, so that small files have many parts."""
    monkeypatch.setattr(csv_file, "BLOCK", 24)
    monkeypatch.setattr(csv_file, "STEP", 7)
    monkeypatch.setattr(json_lines, "BLOCK", 24)
    monkeypatch.setattr(json_lines, "CHECKED", 20)
    monkeypatch.setattr(parquet_file, "FEWEST", 2)
    monkeypatch.setattr(parquet_file, "MOST", 3)


def rows_by_csv(text: str) -> Cells | None:
    """Return the rows of a CSV text by Python's csv module; None when it is refused."""
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline="\n"), strict=True) if row]
    except csv.Error:
        return None
    if len(rows) < 2 or len({len(row) for row in rows}) > 1 or len(set(rows[0])) < len(rows[0]):
        return None
    return [dict(zip(rows[0], (cell or None for cell in row), strict=True)) for row in rows[1:]]


@pytest.mark.usefixtures("small_blocks")
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_csv_is_read_as_pythons_csv_module_reads_it(text: str) -> None:
    """Any text is read as the csv module reads it, strictly, or refused; a byte order mark is skipped."""
    with TemporaryDirectory() as folder:
        assert read(Path(folder), "a.csv", text.encode()) == rows_by_csv(text.removeprefix("\ufeff"))


def tables_of_cells() -> SearchStrategy[list[list[str]]]:
    return st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=6)
    )


@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@given(rows=tables_of_cells())
def test_csv_cells_stay_as_they_are(quoting: Any, end: str, rows: list[list[str]]) -> None:
    """Cells of any text come out as they went in, byte by byte, and so do they when written and read again."""
    text = io.StringIO(newline="")
    names = [f"column {place}" for place in range(len(rows[0]))]
    csv.writer(text, quoting=quoting, lineterminator=end).writerows([names, *rows])
    wanted = [dict(zip(names, (cell or None for cell in row), strict=True)) for row in rows]
    assume(rows_by_csv(text.getvalue()) == wanted)  # Python before 3.13 does not quote a lone CR
    with TemporaryDirectory() as folder:
        found = read(Path(folder), "a.csv", text.getvalue().encode())
        assert found == wanted
        again = Path(folder) / "b.csv"
        WRITERS[".csv"](again, sheet_of(Path(folder) / "a.csv"))
        assert cells_of(opened(again)) == found


def sheet_of(path: Path) -> Sheet:
    table = opened(path)
    return Sheet((Rows(part.frame, (), part.lines) for part in table.parts()), table.schema, ())


@pytest.mark.usefixtures("small_blocks")
@given(st.lists(st.dictionaries(CELLS, VALUES, min_size=1, max_size=4), min_size=1, max_size=6), st.booleans())
def test_json_lines_are_read_as_text(rows: Cells, compact: bool) -> None:
    """Names of any row are columns of all; text is itself, other values are as JSON has them."""
    separators = (",", ":") if compact else (", ", ": ")
    text = "\n".join(json.dumps(row, ensure_ascii=compact, separators=separators) for row in rows)
    names = dict.fromkeys(name for row in rows for name in row)
    with TemporaryDirectory() as folder:
        found = read(Path(folder), "a.jsonl", text.encode())
        assert found == [{name: json_text(row.get(name)) for name in names} for row in rows]


def json_text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value)


@pytest.mark.usefixtures("small_blocks")
@given(st.lists(st.sampled_from(JSON_PIECES), max_size=12).map("".join))
def test_broken_json_lines_are_refused(text: str) -> None:
    """What Python takes for objects with names that stand once, and nothing else, is read."""
    with TemporaryDirectory() as folder:
        found = read(Path(folder), "a.jsonl", text.encode())
    assert (found is not None) == (is_json_lines(text) and bool(text.strip()))


@pytest.mark.parametrize("blank", [" ", "\t", "\r", "\v", "\f"])
def test_blanks_around_objects_and_alone_are_skipped(blank: str, tmp_path: Path) -> None:
    """Lines may have any blanks around their object, and nothing else; such lines are no rows."""
    text = f'{blank}{{"a": "x"}}{blank}\n{blank}\n\n{{"b": 1}}{blank}'
    rows = cells_of(opened(write(tmp_path, text, "a.jsonl")))
    assert rows == [{"a": "x", "b": None}, {"a": None, "b": "1"}]


def objects() -> SearchStrategy[str]:
    """Return what draws objects whose names may stand twice, however that is written."""
    name = st.sampled_from(['"a"', '"b"', '"\\u0061"', '":"', '"\\""'])
    plain = st.sampled_from(["1", '"x"', '":"', '"\\":"', '"\\\\"', "null", '{"a":1}', '{"a":1,"a" :2}'])
    members = st.lists(st.tuples(name, st.sampled_from([":", " :", ": ", "\t:"]), plain).map("".join), max_size=4)
    return members.map(lambda written: f"{{{','.join(written)}}}")


@settings(max_examples=200)
@given(objects())
def test_objects_are_read_where_no_name_stands_twice(text: str) -> None:
    """However a name is written and whatever stands in texts, it is refused when it stands twice, and only then."""
    with TemporaryDirectory() as folder:
        found = read(Path(folder), "a.jsonl", text.encode())
    assert (found is not None) == is_json_lines(text)


def is_json_lines(text: str) -> bool:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) < len(pairs):
            raise ValueError
        return dict(pairs)

    def no_number(_: str) -> None:
        raise ValueError

    try:
        rows = [json.loads(line, object_pairs_hook=once, parse_constant=no_number) for line in filled(text)]
        json.dumps(rows, ensure_ascii=False).encode()
    except ValueError:
        return False
    return all(isinstance(row, dict) for row in rows)


def filled(text: str) -> Iterator[str]:
    return (line for line in text.split("\n") if line.strip())


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(ending: str, data: bytes) -> None:
    """A file of any bytes raises nothing but InputError that names it."""
    with TemporaryDirectory() as folder:
        read(Path(folder), f"a.{ending}", data)


@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=4), st.floats(0, 1))
def test_spoilt_parquet_is_read_or_refused(changes: list[tuple[float, int]], kept: float) -> None:
    """A Parquet file in which bytes were changed, or whose end is lost, raises nothing but InputError."""
    data = bytearray(parquet_bytes())
    for place, byte in changes:
        data[int(place * len(data))] = byte
    with TemporaryDirectory() as folder:
        read(Path(folder), "a.parquet", bytes(data if changes else data[: int(kept * len(data))]))


def parquet_bytes() -> bytes:
    buffer = io.BytesIO()
    pl.DataFrame({"a": ["x" * place for place in range(50)], "b": range(50), "c": [[1], []] * 25}).write_parquet(buffer)
    return buffer.getvalue()


@pytest.mark.usefixtures("small_blocks")
def test_parquet_is_read_in_parts(tmp_path: Path) -> None:
    """The rows of a Parquet file come in order, a few at a time, with their types; the sizes add up to the file's."""
    frame = pl.DataFrame({"a": range(20), "b": [[1], None] * 10})
    frame.write_parquet(tmp_path / "a.parquet")
    parts = list(opened(tmp_path / "a.parquet").parts())
    assert [len(part.frame) for part in parts] == [2, *[3] * 6]
    assert pl.concat(part.frame for part in parts).equals(frame)
    assert sum(part.size for part in parts) == (tmp_path / "a.parquet").stat().st_size


def test_names_of_parquet_files_are_no_patterns(tmp_path: Path) -> None:
    """A name with an asterisk, or in a folder that looks like a column, is the name of a file."""
    (tmp_path / "b=1").mkdir()
    for name in ("b=1/x*.parquet", "b=1/xy.parquet"):
        pl.DataFrame({"a": [name]}).write_parquet(tmp_path / name)
    assert cells_of(opened(tmp_path / "b=1/x*.parquet")) == [{"a": "b=1/x*.parquet"}]


BROKEN: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.csv", b"", "is empty"),
    "blank": ("a.csv", b"\n\r\n", "is empty"),
    "header only": ("a.csv", b"a,b\n\n", "has no rows"),
    "too many cells": (
        "a.csv",
        b"a,b\n1,2\n1,2,3\n",
        "row 2: 2 cells are expected, as many as the header has; found 3",
    ),
    "too few cells": ("a.csv", b"a,b\n1\n", "row 1: 2 cells are expected, as many as the header has; found 1"),
    "open quote": ("a.csv", b'a,b\n"1,2\n3,4\n', "row 1: a quote is opened and never closed"),
    "text after a quote": (
        "a.csv",
        b'a,b\n1,2\n"1"2,3\n',
        "row 2: a cell goes on after its closing quote; a quote inside a cell is written twice",
    ),
    "old line ends": (
        "a.csv",
        b"a,b\r1,2\r",
        "header: a line must end with LF or CR LF, and has a CR alone",
    ),
    "Latin-1": ("a.csv", "a,b\n1,2\n3,é\n".encode("latin-1"), f"row 2: {NO_UTF8}"),
    "Latin-1 in the header": ("a.csv", "é,b\n1,2\n".encode("latin-1"), f"header: {NO_UTF8}"),
    "half of UTF-16": ("a.csv", "a,b\n1,2\n".encode("utf-16")[:-1], "is not utf-16"),
    "two of a name": ("a.csv", b"a,b,a\n1,2,3\n", "two columns have one name: “a”"),
    "no JSON": ("a.jsonl", b'{"a": 1}\n{"a": }\n', "row 2: is no JSON: Expecting value, at character 7"),
    "no object": ("a.jsonl", b"[1]\n", "row 1: is no JSON object"),
    "NaN": ("a.jsonl", b'{"a": NaN}\n', "row 1: is no JSON: “NaN”"),
    "a name twice": ("a.ndjson", b'{"a": 1, "b": {"c": 2, "c": 2}}\n', "row 1: a name stands twice: “c”"),
    "half a pair": (
        "a.jsonl",
        b'{"a": "\\ud800"}\n',
        "row 1: has half a character; JSON escapes those beyond U+FFFF in pairs",
    ),
    "too deep": ("a.jsonl", b'{"a": ' + b"[" * 9999 + b"]" * 9999 + b"}", "row 1: has too many levels"),
    "Latin-1 in JSON": ("a.jsonl", '{"a": "é"}'.encode("latin-1"), "row 1: is not UTF-8"),
    "blank lines": ("a.jsonl", b"\n \n", "has no rows"),
    "nothing in JSON": ("a.jsonl", b"", "is empty"),
}


@pytest.mark.parametrize(("name", "data", "said"), BROKEN.values(), ids=BROKEN)
def test_broken_files_are_told(name: str, data: bytes, said: str, tmp_path: Path) -> None:
    """What is wrong with a file is told in a sentence, with the row where one is wrong."""
    assert refusal(write(tmp_path, data, name)) == said


def test_no_parquet_is_told(tmp_path: Path) -> None:
    """A file that is no Parquet, or has no rows, is refused."""
    assert refusal(write(tmp_path, b"a,b\n1,2\n", "a.parquet")).startswith("is no Parquet file that can be read: ")
    pl.DataFrame({"a": []}).write_parquet(tmp_path / "b.parquet")
    assert refusal(str(tmp_path / "b.parquet")) == "has no rows"


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    """Folders, pipes and missing files are refused, and names that tell no format; nothing waits."""
    (tmp_path / "a.csv").mkdir()
    assert refusal(str(tmp_path / "a.csv")) == "cannot be read: it is no ordinary file"
    os.mkfifo(tmp_path / "b.jsonl")
    assert refusal(str(tmp_path / "b.jsonl")) == "cannot be read: it is no ordinary file"
    assert refusal(str(tmp_path / "c.parquet")) == "cannot be read: No such file or directory"
    allowed = "allowed: .csv, .parquet, .jsonl, .ndjson, .xlsx"
    assert refusal(str(tmp_path / "d.ods")) == (
        f"the end of its name does not tell a format that is read or written: “d.ods”; {allowed}"
    )


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_files_that_may_not_be_read_are_told(tmp_path: Path) -> None:
    """A file without permission to read it is refused."""
    path = write(tmp_path, "a,b\n1,2\n", "a.csv")
    Path(path).chmod(0)
    assert refusal(path) == "cannot be read: Permission denied"


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_rows_without_an_end_are_told(ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A quote that is never closed, or a line without an end, is refused before it has filled the memory."""
    monkeypatch.setattr(csv_file, "LONGEST", 100)
    monkeypatch.setattr(csv_file, "BLOCK", 50)
    monkeypatch.setattr(json_lines, "LONGEST", 100)
    monkeypatch.setattr(json_lines, "CHECKED", 50)
    data = {"csv": 'a,b\n1,"2\n' + "3,4\n" * 100, "jsonl": '{"a": 1}\n{"a": "' + "x" * 300}[ending]
    said = {
        "csv": "row 1: is longer than 64 MiB; is a quote never closed?",
        "jsonl": "row 2: has a line longer than 64 MiB",
    }[ending]
    assert refusal(write(tmp_path, data, f"a.{ending}")) == said


def test_a_file_given_twice_is_refused(tmp_path: Path) -> None:
    """One file under two names would count twice; it is refused, and so are all other faults at once."""
    path = write(tmp_path, "a,b\n1,2\n", "a.csv")
    same = f"{tmp_path}/./a.csv"
    with pytest.raises(InputError) as caught:
        open_tables([path, same, str(tmp_path / "c.csv")], lambda _: None)
    assert [str(fault) for fault in caught.value.faults] == [
        f"{same}: is given twice",
        f"{tmp_path}/c.csv: cannot be read: No such file or directory",
    ]


def test_tables_are_joined_under_the_columns_of_all(tmp_path: Path) -> None:
    """Rows follow file by file; a column that a file lacks is empty there, and one of several types is text."""
    pl.DataFrame({"id": [1], "x": [1.5], "set": [["p", "q"]], "only": [True]}).write_parquet(tmp_path / "a.parquet")
    write(tmp_path, "set,x,more\np; q,2,é\n", "b.csv")
    write(tmp_path, '{"set": ["p", "q"], "id": 7}\n{"set": [], "x": null}\n{"set": ["p, q"]}\n', "c.jsonl")
    tables = open_tables([str(tmp_path / name) for name in ("a.parquet", "b.csv", "c.jsonl")], lambda _: None)
    joint = JointTable(tables, {"set"})
    assert [(Path(place.path).name, place.row) for place, _ in joint.parts()] == [
        ("a.parquet", 1),
        ("b.csv", 1),
        ("c.jsonl", 1),
    ]
    assert pl.concat(part.frame for _, part in joint.parts()).rows() == [
        ("1", "1.5", "p; q", True, None),
        (None, "2", "p; q", None, "é"),
        ("7", None, "p; q", None, None),
        (None, None, "none", None, None),
        (None, None, '["p, q"]', None, None),
    ]


TYPED: dict[str, Callable[[], pl.Series]] = {
    "list": lambda: pl.Series([[1, 2], None]),
    "structure": lambda: pl.Series([{"x": 1}, None]),
    "bytes": lambda: pl.Series([b"\xff", None]),
    "span": lambda: pl.Series([1, None], dtype=pl.Duration("ms")),
    "bytes in lists": lambda: pl.Series([[b"\xff"], None]),
    "categories": lambda: pl.Series(["a", None], dtype=pl.Categorical),
    "decimals": lambda: pl.Series(["1.50", None]).cast(pl.Decimal(5, 2)),
    "nothing": lambda: pl.Series([None, None]),
}


@pytest.mark.parametrize("kind", TYPED)
@pytest.mark.parametrize("ending", WRITERS)
def test_every_type_can_be_written(kind: str, ending: str, tmp_path: Path) -> None:
    """Columns of any type are written to any format: what a format lacks as text, and Parquet keeps them."""
    frame = pl.DataFrame({"a": TYPED[kind](), "b": [1, 2]})
    frame.write_parquet(tmp_path / "a.parquet")
    path = tmp_path / f"b{ending}"
    WRITERS[ending](path, sheet_of(tmp_path / "a.parquet"))
    found = [row["a"] for row in cells_of(opened(path))]
    texts = {"list": "[1,2]", "structure": '{"x":1}', "bytes": "/w==", "bytes in lists": '["/w=="]', "nothing": None}
    if ending == ".parquet":
        assert found == frame["a"].to_list()
    elif kind in texts:
        assert [found[0] and found[0].replace(" ", ""), found[1]] == [texts[kind], None]
    assert len(found) == 2


@pytest.mark.parametrize("number", ["1e999", "9" * 5000])
def test_numbers_that_are_too_large_are_told(number: str, tmp_path: Path) -> None:
    """A number that cannot be held is refused with its row."""
    said = refusal(write(tmp_path, f'{{"a": 1}}\n{{"a": 2}}\n{{"a": {number}}}\n', "a.jsonl"))
    assert said.startswith("row 3: cannot be read: ")
