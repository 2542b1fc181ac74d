"""The command survey: whole populations in files."""

from __future__ import annotations

import csv
import io
import json
import re
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import polars as pl
import pytest

from pmo_expert import PlainCase, Summary, from_json, levers, ranking, read_case, summarize, survey, to_json, to_text
from pmo_expert.doors.cli import shared
from pmo_expert.render.chart import summary_chart
from pmo_expert.surveys.tables import csv_file, json_lines, parquet_file
from tests.advice.examples import REMOTE_PACK, ROOT, article
from tests.doors.run import Run, environment, process, run, write
from tests.doors.test_process import no_terminals, on_terminal
from tests.surveys.own import lead_or_build, remote_work
from tests.surveys.test_tables import json_text
from tools.populations import population

CANDIDATES = str(ROOT / "examples/populations/candidates.csv")
OPENING = str(ROOT / "examples/populations/opening.yaml")
GOALS, YEARS = "candidate.goals", "candidate.experience_years"
PACKS = {"remote-work": remote_work, "lead-or-build": lead_or_build}
ROWS = 60
FORMATS = ("csv", "jsonl", "ndjson", "parquet")
ADDED = survey(pl.DataFrame({"pmo.level": ["program"]})).columns[1:]


def written(frame: pl.DataFrame, path: Path) -> str:
    """Write a frame to a file of the format that its name ends with; return its path."""
    if path.suffix == ".csv":
        frame.write_csv(path)
    elif path.suffix == ".parquet":
        frame.write_parquet(path)
    else:
        frame.write_ndjson(path)
    return str(path)


def opening() -> PlainCase:
    return read_case(OPENING)


def frame_of(ending: str) -> pl.DataFrame:
    """Return rows, some of them wrong, as a file of a format has them."""
    style = "lists" if ending == "parquet" else "text"
    return population(article(), ROWS, seed=7, style=style, wrong=0.05)  # type: ignore[arg-type]


def file_of(folder: Path, ending: str) -> str:
    path = folder / f"rows.{ending}"
    frame = frame_of(ending)
    if ending == "parquet":
        frame.write_parquet(path)
    elif ending == "csv":
        frame.write_csv(path)
    else:
        frame.write_ndjson(path)
    return str(path)


def read_back(path: str) -> pl.DataFrame:
    """Return the rows of a file; but for Parquet every column as text, and nothing for empty text."""
    if path.endswith("parquet"):
        return pl.read_parquet(path)
    if path.endswith("csv"):
        frame = pl.read_csv(path, infer_schema=False)
    else:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        rows = [{name: json_text(value) for name, value in json.loads(line).items()} for line in lines]
        frame = pl.DataFrame(rows, dict.fromkeys(rows[0], pl.String))
    return frame.with_columns(pl.all().replace("", None))


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read a few rows at a time."""
    monkeypatch.setattr(csv_file, "BLOCK", 8_000)
    monkeypatch.setattr(json_lines, "BLOCK", 24_000)
    monkeypatch.setattr(parquet_file, "MOST", 23)
    monkeypatch.setattr(parquet_file, "FEWEST", 7)


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize(
    ("read", "written"),
    [*((name, name) for name in FORMATS), ("csv", "parquet"), ("parquet", "jsonl"), ("jsonl", "csv")],
)
def test_every_row_comes_out_with_the_advice_on_it(read: str, written: str, tmp_path: Path) -> None:
    """From one format to another, rows come out in order, each with its cells and what survey says of it."""
    path, out = file_of(tmp_path, read), str(tmp_path / f"out.{written}")
    assert run("survey", path, "--out", out).status == 1
    found, frame = read_back(out), frame_of(read)
    assert found.columns == [*frame.columns, *ADDED]
    assert found.select(ADDED).equals(survey(frame).select(ADDED))
    kept = found.select(frame.columns)
    if "parquet" in (read, written) and read != written:
        assert kept["id"].cast(pl.Int64).to_list() == list(range(ROWS))
    else:
        same = frame if written == "parquet" else frame.cast(pl.String).with_columns(pl.all().replace("", None))
        assert kept.equals(same)


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("ending", FORMATS)
def test_the_summary_is_that_of_the_library(ending: str, tmp_path: Path) -> None:
    """The summary printed is that of summarize, in text and in JSON, however many parts there were."""
    path, summary = file_of(tmp_path, ending), summarize(frame_of(ending))
    assert run("survey", path).out == to_text(summary)
    if ending == "csv":
        assert from_json(run("survey", path, "--format", "json").out, Summary) == summary
        assert run("survey", path, "--format", "markdown").out.startswith("# Advice on ")


@pytest.mark.parametrize("rank", [False, True])
def test_why_writes_rules_and_presumptions(rank: bool, tmp_path: Path) -> None:
    """With --why each row tells the rules whose conditions hold and what is presumed, ranked or not."""
    out = str(tmp_path / "out.parquet")
    result = run("survey", CANDIDATES, "--case", OPENING, "--out", out, "--why", *(["--rank"] if rank else []))
    assert result.status == 0
    candidates = pl.read_csv(CANDIDATES, infer_schema=False)
    wanted = (ranking if rank else survey)(candidates, case=opening(), rules=True)
    found = pl.read_parquet(out)
    assert found.columns == wanted.columns
    assert found.select("rules", "presumed").equals(wanted.select("rules", "presumed"))


FORMULAS = ["=1+1", " =1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "＝1", "-5 a"]
PLAIN = ["-5", "+3", "-1.5e3", "-2,5", "a=b", "", "'=1", "1-2"]


def test_cells_that_are_formulas_are_marked_on_request(tmp_path: Path) -> None:
    """With --safe-cells what could be a formula begins with an apostrophe, names of columns too; all else stays."""
    names = ["id", "pmo.level", "=name"]
    rows = [[f"{place}", "program", text] for place, text in enumerate([*FORMULAS, *PLAIN])]
    buffer = io.StringIO()
    csv.writer(buffer).writerows([names, *rows])
    path = write(tmp_path, buffer.getvalue(), "a.csv")
    run("survey", path, "--out", f"{tmp_path}/plain.csv")
    run("survey", path, "--out", f"{tmp_path}/safe.csv", "--safe-cells")
    run("survey", path, "--out", f"{tmp_path}/ranked.csv", "--safe-cells", "--rank")
    plain, safe, ranked = (
        list(csv.reader(io.StringIO((tmp_path / f"{name}.csv").read_text(encoding="utf-8"))))
        for name in ("plain", "safe", "ranked")
    )
    assert [row[2] for row in plain] == ["=name", *FORMULAS, *PLAIN]
    assert [row[2] for row in safe] == ["'=name", *(f"'{text}" for text in FORMULAS), *PLAIN]
    assert [row[3:] for row in safe] == [row[3:] for row in plain]
    assert sorted(row[2] for row in ranked) == sorted(row[2] for row in safe)


@pytest.mark.parametrize("out", ["out.parquet", "out.xlsx", None])
def test_safe_cells_are_about_csv_that_is_written(out: str | None, tmp_path: Path) -> None:
    """For other formats, and where no rows are written, --safe-cells is refused."""
    result = run("survey", CANDIDATES, "--safe-cells", *(["--out", str(tmp_path / out)] if out else []))
    assert (result.status, result.out) == (2, "")
    assert "--safe-cells is about" in result.err
    assert list(tmp_path.iterdir()) == []


def test_why_is_about_rows_that_are_written() -> None:
    """Where no rows are written, --why is refused."""
    result = run("survey", CANDIDATES, "--why")
    assert (result.status, result.err) == (2, "error: --why is about the rows that --out writes; give --out too\n")


def test_json_lines_keep_what_they_say(tmp_path: Path) -> None:
    """Each line of JSON comes out as it is, byte by byte, with the advice after its own names."""
    lines = ['{"id": 1.50, "pmo.level": "program", "x": {"é": [1, null]} }', "{}", '{"candidate.goals":["promotion"]}']
    path = write(tmp_path, "\n".join([lines[0], "", *lines[1:]]), "a.jsonl")
    assert run("survey", path, "--out", f"{tmp_path}/b.jsonl").status == 0
    found = (tmp_path / "b.jsonl").read_text(encoding="utf-8").splitlines()
    assert [line.startswith(before.rstrip("} ")) for line, before in zip(found, lines, strict=True)] == [True] * 3
    assert [list(json.loads(line))[-len(ADDED) :] for line in found] == [ADDED] * 3


def test_wrong_cells_are_told_and_their_rows_kept(tmp_path: Path) -> None:
    """A wrong value is told with its column, the nearest name or what is allowed, and rows; its row has advice."""
    text = "id,pmo.level,candidate.goals,candidate.experience_years,opening.leads_people\n"
    text += 'a,program,none,3,yes\nb,progam,"leadership; promtion",61,maybe\nc,,,"a lot",\n'
    path = write(tmp_path, text, "a.csv")
    result = run("survey", path, "--out", f"{tmp_path}/b.csv")
    assert result.status == 1
    *wrong, wrote = result.err.splitlines()
    assert wrote == f"Wrote {tmp_path}/b.csv."
    assert [line.removeprefix(f"wrong: {path}: ") for line in wrong] == [
        "pmo.level: there is no value “progam”; did you mean “program”? (row 2; read as unknown)",
        "opening.leads_people: expected yes or no, found “maybe”; allowed: yes, no, unknown (row 2; read as unknown)",
        "candidate.goals: there is no member “promtion”; did you mean “promotion”? (row 2; read as unknown)",
        "candidate.experience_years: expected 0 to 60 years, found “61” (row 2; read as unknown)",
        (
            "candidate.experience_years: expected a number (years), found “a lot”; "
            "allowed: novice, experienced, veteran (row 3; read as unknown)"
        ),
    ]
    rows = list(csv.DictReader(io.StringIO((tmp_path / "b.csv").read_text(encoding="utf-8"))))
    assert [(row["id"], bool(row["verdict"]), bool(row["error"])) for row in rows] == [
        ("a", True, False),
        ("b", True, True),
        ("c", True, True),
    ]
    names = ["pmo.level", "opening.leads_people", "candidate.goals", "candidate.experience_years"]
    places = [rows[1]["error"].index(f"{name}: ") for name in names]
    assert places == sorted(places)
    told_of = "2 rows of 3 have values that do not exist. What these are about is taken as unknown."
    assert told_of in " ".join(result.out.split())


def test_with_strict_wrong_rows_get_no_advice(tmp_path: Path) -> None:
    """With --strict a row with a value that does not exist has no verdict, and is left out of what is summed up."""
    frame = frame_of("csv")
    result = run("survey", file_of(tmp_path, "csv"), "--strict", "--levers", "--rank", "--out", f"{tmp_path}/b.csv")
    summary = summarize(frame, strict=True)
    assert result.status == 1
    assert result.out == to_text(summary) + "\n" + to_text(levers(frame, strict=True))
    assert all(line.endswith("; no advice)") for line in result.err.splitlines() if line.startswith("wrong: rows"))
    found = read_back(f"{tmp_path}/b.csv")
    assert found["verdict"].is_null().to_list() == found["error"].is_not_null().to_list()
    assert found["verdict"].null_count() == summary.left_out > 0


def test_a_wrong_value_is_told_once_with_its_rows(tmp_path: Path) -> None:
    """However many rows have a wrong value, it is told once, with their number and the first of them."""
    levels = ["progam", "program", "progam", "moon", "progam", "moon", "progam"]
    path = write(tmp_path, "pmo.level\n" + "\n".join(levels), "a.csv")
    assert run("survey", path).err.splitlines() == [
        f"wrong: {path}: pmo.level: there is no value {said}; read as unknown)"
        for said in (
            "“progam”; did you mean “program”? (4 rows, first 1, 3, 5",
            "“moon”; allowed: project, program, department, organization, executive, unknown (rows 4, 6",
        )
    ]


WRONG_AMOUNTS = ("61.0", "61.50", "60.0001", "-0.5", "+61", "1e2", "6.1e1", "-1E2", "610e-1", "61 years", "60,5")
"""Amounts beyond 0 to 60 years, in spellings that programs and people write."""
RIGHT_AMOUNTS = ("60.0", "6e1", "0.5", "600e-1", "1e-3", "", "60 years", " 7,5", ".5", "5.")


@pytest.mark.parametrize("ending", FORMATS)
def test_wrong_amounts_with_fraction_or_exponent_are_told(ending: str, tmp_path: Path) -> None:
    """An amount in text, with a fraction or an exponent, is told when it is wrong, as one that is right is read."""
    cells = [*RIGHT_AMOUNTS, *WRONG_AMOUNTS, *RIGHT_AMOUNTS]
    path = written(pl.DataFrame({YEARS: cells, "id": range(len(cells))}), tmp_path / f"a.{ending}")
    result = run("survey", path, "--out", f"{tmp_path}/b.csv")
    assert result.status == 1
    assert result.err.splitlines()[:-1] == [
        f"wrong: {path}: {YEARS}: expected 0 to 60 years, found “{found}” (row {row}; read as unknown)"
        for row, found in enumerate(WRONG_AMOUNTS, start=len(RIGHT_AMOUNTS) + 1)
    ]
    found = read_back(f"{tmp_path}/b.csv")
    assert found["id"].to_list() == [str(place) for place in range(len(cells))]
    assert [error for error in found["error"] if error is not None] == [
        f"{YEARS}: expected 0 to 60 years, found “{cell}”" for cell in WRONG_AMOUNTS
    ]
    assert f"{len(WRONG_AMOUNTS)} rows of {len(cells)} have values that do not exist" in result.out


@pytest.mark.parametrize("ending", FORMATS)
def test_amounts_that_no_number_can_be_are_told(ending: str, tmp_path: Path) -> None:
    """What is no number, or one beyond all measure, is told as no number, with the words that do, and ends nothing."""
    cells = ["1e", "1e400", "--1", "0x3d", "1_0", "NaN", "inf", "6,1e1", "9" * 400]
    path = written(pl.DataFrame({YEARS: [*cells, "60"]}), tmp_path / f"a.{ending}")
    result = run("survey", path)
    assert result.status == 1
    assert [line.removeprefix(f"wrong: {path}: ") for line in result.err.splitlines()] == [
        f"{YEARS}: expected a number (years), found “{shown(cell)}”; allowed: novice, experienced, veteran "
        f"(row {row}; read as unknown)"
        for row, cell in enumerate(cells, start=1)
    ]


def shown(cell: str) -> str:
    return cell if len(cell) <= 60 else f"{cell[:59]}…"


def test_wrong_numbers_of_a_type_are_told(tmp_path: Path) -> None:
    """Whole numbers, fractions and decimals that are out of bounds are told without a needless fraction."""
    path = tmp_path / "a.parquet"
    for column in (
        pl.Series([61, -1]),
        pl.Series([61.0, -1.0]),
        pl.Series(["61.00", "-1.00"]).cast(pl.Decimal(6, 2)),
    ):
        pl.DataFrame({YEARS: column}).write_parquet(path)
        lines = run("survey", str(path)).err.splitlines()
        assert [re.sub(r"(\d)\.0”", r"\1”", line) for line in lines] == [
            f"wrong: {path}: {YEARS}: expected 0 to 60 years, found “61” (row 1; read as unknown)",
            f"wrong: {path}: {YEARS}: expected 0 to 60 years, found “-1” (row 2; read as unknown)",
        ]


def test_wrong_numbers_of_json_are_told(tmp_path: Path) -> None:
    """A number in JSON that is out of bounds is told, whatever its spelling."""
    path = write(tmp_path, "".join(f'{{"{YEARS}": {cell}}}\n' for cell in ("61.0", "1e2", "-1", "6e1")), "a.jsonl")
    lines = run("survey", path).err.splitlines()
    found = [line.partition("found ")[2].partition(" (")[0] for line in lines]
    assert [re.sub(r"(\d)\.0”", r"\1”", shown_cell) for shown_cell in found] == ["“61”", "“100”", "“-1”"]


def test_names_of_attributes_in_cells_tell_nothing_of_others(tmp_path: Path) -> None:
    """A wrong cell whose text reads like what is told of other cells is told alone, as it is in the column error."""
    cell = f"{GOALS}: there is no member “x”; {YEARS}: expected a number"
    path = write(tmp_path, f'pmo.level,{GOALS},{YEARS}\n"{cell}",leadership,3\nprogram,fame,3\n', "a.csv")
    lines = run("survey", path, "--out", f"{tmp_path}/b.csv").err.splitlines()[:-1]
    assert [line.removeprefix(f"wrong: {path}: ").split(": ")[0] for line in lines] == ["pmo.level", GOALS]
    errors = read_back(f"{tmp_path}/b.csv")["error"].to_list()
    assert [error.split(": ")[0] for error in errors] == ["pmo.level", GOALS]


def test_columns_may_have_names_like_those_of_a_survey(tmp_path: Path) -> None:
    """Columns that begin as a survey's own ones do are carried along, and wrong cells are told all the same."""
    names = ["_cell0", "__wrong0", "_unknown0", "_error", "_place"]
    path = write(tmp_path, f"{','.join(names)},pmo.level\n1,2,3,4,5,moon\n6,7,8,9,0,program\n", "a.csv")
    result = run("survey", path, "--out", f"{tmp_path}/b.csv", "--rank")
    assert result.err.count("wrong: ") == 1
    assert sorted(read_back(f"{tmp_path}/b.csv").select(names).rows()) == [tuple("12345"), tuple("67890")]


LISTS: dict[str, tuple[pl.DataFrame, list[str]]] = {
    "a name that is no member": (
        pl.DataFrame({GOALS: [["leadership", "fame"]]}),
        [f"{GOALS}: there is no member “fame”"],
    ),
    "numbers": (pl.DataFrame({GOALS: [[1, 2]]}), [f"{GOALS}: expected a list of names, found “[1, 2]”"]),
    "nothing": (
        pl.DataFrame({GOALS: [[None]]}, {GOALS: pl.List(pl.String)}),
        [f"{GOALS}: expected a list of names, found “[None]”"],
    ),
    "lists": (
        pl.DataFrame({GOALS: [[["leadership"]]]}),
        [f"{GOALS}: expected a list of names, found “[['leadership']]”"],
    ),
    "a structure": (
        pl.DataFrame({GOALS: [{"leadership": True}]}),
        [f"{GOALS}: expected a list of names, found “{{'leadership': True}}”"],
    ),
    "no set": (
        pl.DataFrame({"pmo.level": [["program"]], "opening.leads_people": [[True]], YEARS: [[3]]}),
        [
            "pmo.level: there is no value “['program']”",
            "opening.leads_people: expected yes or no, found “[True]”",
            f"{YEARS}: expected a number (years), found “[3]”",
        ],
    ),
}


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_that_is_no_list_of_names_is_told(kind: str, tmp_path: Path) -> None:
    """A list in a cell of Parquet that is no list of members is told as it is; its row keeps the advice."""
    frame, said = LISTS[kind]
    path = written(frame, tmp_path / "a.parquet")
    result = run("survey", path, "--out", f"{tmp_path}/b.parquet")
    assert result.status == 1
    lines = result.err.splitlines()[:-1]
    assert [re.split("; did you mean|; allowed| [(]row", line)[0] for line in lines] == [
        f"wrong: {path}: {sentence}" for sentence in said
    ]
    found = pl.read_parquet(f"{tmp_path}/b.parquet")
    assert found["verdict"].null_count() == 0
    assert found.select(frame.columns).equals(frame)


LISTS_IN_LINES = {
    '["leadership", "fame"]': ["there is no member “fame”"],
    "[1, 2]": ["there is no member “1”", "there is no member “2”"],
    '[["leadership"]]': ['there is no member “["leadership"]”'],
    "[null]": ["there is no member “null”"],
    '[{"leadership": 1}]': ['there is no member “{"leadership": 1}”'],
    '{"leadership": 1}': ['there is no member “{"leadership": 1}”'],
    "true": ["there is no member “true”"],
    "7": ["there is no member “7”"],
}


def test_a_list_in_json_lines_that_is_no_list_of_names_is_told(tmp_path: Path) -> None:
    """In JSON Lines, too, what is no list of members is told, cell by cell, between rows that are right."""
    right = f'{{"{GOALS}": ["leadership", "influence"]}}'
    lines = [text for cell in LISTS_IN_LINES for text in (right, f'{{"{GOALS}": {cell}}}')]
    path = write(tmp_path, "\n".join(lines), "a.jsonl")
    result = run("survey", path, "--format", "json")
    assert result.status == 1
    said = [
        (f"wrong: {path}: {GOALS}: {sentence}", 2 * place)
        for place, sentences in enumerate(LISTS_IN_LINES.values(), start=1)
        for sentence in sentences
    ]
    found = [re.split("; did you mean|; allowed| [(]row", line)[0] for line in result.err.splitlines()]
    assert found == list(dict(said))
    summary = from_json(result.out, Summary)
    assert (summary.advised, summary.wrong_rows) == (2 * len(LISTS_IN_LINES), len(LISTS_IN_LINES))


def test_columns_of_members_that_disagree_are_told(tmp_path: Path) -> None:
    """Where only some members of a set say something, that is told of the set, in the row that has them."""
    members = article().vocabulary.attributes[GOALS].values
    frame = pl.DataFrame({f"{GOALS}.{member}": ["yes", "yes", None] for member in members})
    frame = frame.with_columns(pl.Series(f"{GOALS}.{members[0]}", ["no", None, None]))
    path = written(frame, tmp_path / "a.csv")
    assert run("survey", path).err == (
        f"wrong: {path}: {GOALS}: expected yes or no for every member, or nothing for any (row 2; read as unknown)\n"
    )


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_packs_with_attributes_of_their_own_survey(pack: str, ending: str, tmp_path: Path) -> None:
    """With --rules everything is by the rules of the pack: summary, levers, wrong rows, ranked rows and the chart."""
    knowledge = PACKS[pack]()
    style = "lists" if ending == "parquet" else "text"
    frame = population(knowledge, 60, seed=9, style=style, wrong=0.1)  # type: ignore[arg-type]
    path, out, chart = written(frame, tmp_path / f"a.{ending}"), f"{tmp_path}/b.{ending}", f"{tmp_path}/c.svg"
    rules = ("--rules", str(REMOTE_PACK.parent / pack))
    result = run("survey", path, *rules, "--levers", "--rank", "--out", out, "--chart", chart)
    summary = summarize(frame, knowledge)
    assert result.out == to_text(summary) + "\n" + to_text(levers(frame, knowledge))
    assert result.status == (1 if summary.wrong_rows else 0)
    rows = {int(row) for row in re.findall(r"\d+", " ".join(re.findall(r"\(rows? ([\d, ]+);", result.err)))}
    wrong = survey(frame, knowledge)["error"].is_not_null().arg_true() + 1
    assert rows == set(wrong.to_list())
    ranked, found = ranking(frame, knowledge), read_back(out)
    assert found.columns == ranked.columns
    assert found["id"].cast(pl.Int64).to_list() == ranked["id"].to_list()
    for name in ("verdict", "reason", "error"):
        assert found[name].cast(pl.String).equals(ranked[name].cast(pl.String)), name
    assert Path(chart).read_text(encoding="utf-8") == summary_chart(summary)


def test_a_case_of_a_pack_is_read_by_its_rules(tmp_path: Path) -> None:
    """With --rules the case of --case may state attributes of the pack, and without them they are refused."""
    case = str(REMOTE_PACK / "cases" / "weeks-on-the-road.yaml")
    path = write(tmp_path, "opening.step_up\nyes\nno\n", "a.csv")
    result = run("survey", path, "--case", case, "--rules", str(REMOTE_PACK), "--format", "json")
    shared = remote_work().read_case(case)
    summary = summarize(pl.DataFrame({"opening.step_up": [True, False]}), remote_work(), case=shared)
    assert (result.status, from_json(result.out, Summary)) == (0, summary)
    refused = [line.partition("; ")[0].partition(": ")[2] for line in told(run("survey", path, "--case", case))]
    assert refused == [
        "opening: there is no attribute “remote_days”",
        "opening: there is no attribute “travel”",
        "candidate: there is no attribute “remote_wish”",
    ]


def test_of_many_wrong_values_the_first_are_told(tmp_path: Path) -> None:
    """Twenty wrong values are told one by one, the cells with others by their number; all rows have their error."""
    path = write(tmp_path, "pmo.level\n" + "".join(f"galaxy {place}\n" for place in range(45)), "a.csv")
    lines = run("survey", path, "--out", f"{tmp_path}/b.parquet").err.splitlines()
    assert len(lines) == 22
    assert lines[20] == "wrong: and 25 more cells; the column error of --out says what is wrong with each row"
    assert pl.read_parquet(tmp_path / "b.parquet")["error"].null_count() == 0


@pytest.mark.usefixtures("small_parts")
def test_several_files_are_one_population(tmp_path: Path) -> None:
    """Rows of several files come out file by file; wrong ones are told with their file and the row within it."""
    one = file_of(tmp_path, "csv")
    other = write(tmp_path, '{"pmo.level": "program", "who": "x"}\n{"pmo.level": "moon"}\n', "other.jsonl")
    result = run("survey", one, other, "--out", f"{tmp_path}/out.csv", "--format", "json")
    summary = from_json(result.out, Summary)
    alone = from_json(run("survey", one, "--format", "json").out, Summary)
    assert (summary.rows, summary.wrong_rows) == (ROWS + 2, alone.wrong_rows + 1)
    found = read_back(str(tmp_path / "out.csv"))
    assert found.columns == [*frame_of("csv").columns, "who", *ADDED]
    assert found["who"].to_list() == [None] * ROWS + ["x", None]
    last = f"wrong: {other}: pmo.level: there is no value “moon”"
    assert any(line.startswith(last) for line in result.err.splitlines())


def test_a_case_says_what_is_known_of_all_rows(tmp_path: Path) -> None:
    """With --case the opening is stated once; the columns of the rows stay theirs."""
    found = run("survey", CANDIDATES, "--case", OPENING, "--out", f"{tmp_path}/out.csv")
    assert (found.status, found.err) == (0, f"Wrote {tmp_path}/out.csv.\n")
    frame = pl.read_csv(CANDIDATES, infer_schema=False)
    assert found.out == to_text(summarize(frame, case=opening()))
    assert read_back(f"{tmp_path}/out.csv")["verdict"].equals(survey(frame, case=opening())["verdict"])


@pytest.mark.parametrize("ending", FORMATS)
def test_rank_writes_the_best_first(ending: str, tmp_path: Path) -> None:
    """With --rank the rows of the output are those of ranking, in its order, with the reason."""
    path, out = file_of(tmp_path, ending), f"{tmp_path}/out.{ending}"
    run("survey", path, "--out", out, "--rank")
    ranked = ranking(frame_of(ending))
    found = read_back(out)
    assert found.columns == ranked.columns
    assert found["id"].cast(pl.Int64).to_list() == ranked["id"].to_list()
    assert found["reason"].equals(ranked["reason"])
    assert found["verdict"].equals(ranked["verdict"])


def test_rank_of_several_formats_keeps_lines_of_json(tmp_path: Path) -> None:
    """Ranked into JSON Lines, a line that was JSON stays as it is, and other rows become objects."""
    line = '{"candidate.goals": ["leadership"],  "name": "Zoe"}'
    path = write(tmp_path, line, "a.jsonl")
    run("survey", CANDIDATES, path, "--case", OPENING, "--out", f"{tmp_path}/b.jsonl", "--rank")
    found = (tmp_path / "b.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(found) == 13
    assert sum(text.startswith(line[:-1]) for text in found) == 1
    assert max(json.loads(text)["name"] for text in found) == "Zoe"


def test_levers_follow_the_summary() -> None:
    """With --levers the levers of the population follow the summary, in JSON under names of their own."""
    frame, case = pl.read_csv(CANDIDATES, infer_schema=False), opening()
    shown = run("survey", CANDIDATES, "--case", OPENING, "--levers").out
    assert shown == to_text(summarize(frame, case=case)) + "\n" + to_text(levers(frame, case=case))
    found = json.loads(run("survey", CANDIDATES, "--case", OPENING, "--levers", "--format", "json").out)
    assert list(found) == ["format", "summary", "levers"]
    assert found["levers"]["refused"] == levers(frame, case=case).refused


def test_the_chart_is_that_of_the_summary(tmp_path: Path) -> None:
    """With --chart the summary is drawn into an SVG file."""
    pytest.importorskip("vl_convert")
    assert run("survey", CANDIDATES, "--case", OPENING, "--chart", f"{tmp_path}/a.svg").status == 0
    summary = summarize(pl.read_csv(CANDIDATES, infer_schema=False), case=opening())
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == summary_chart(summary)


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    """Two runs write the same bytes, in every format."""
    path = file_of(tmp_path, "parquet")
    for ending in FORMATS:
        for name in ("a", "b"):
            run("survey", path, "--out", f"{tmp_path}/{name}.{ending}")
        assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()


def told(result: Run) -> list[str]:
    """Return the errors of a run that was refused."""
    assert (result.status, result.out) == (2, "")
    lines = result.err.splitlines()
    assert all(line.startswith("error: ") for line in lines)
    return [line.removeprefix("error: ") for line in lines]


def test_wrong_columns_are_told_for_every_file(tmp_path: Path) -> None:
    """Columns that name no attribute are refused before anything is done, in all files, with the nearest name."""
    one = write(tmp_path, "pmo.levle,candidate.goal\n1,2\n", "a.csv")
    other = write(tmp_path, '{"opening.kindd": 1}', "b.jsonl")
    lines = told(run("survey", one, other))
    assert [line.partition("; did you mean ")[0] for line in lines] == [
        f"{one}: pmo: there is no attribute “levle”",
        f"{one}: candidate: there is no attribute “goal”",
        f"{other}: opening: there is no attribute “kindd”",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,name\n1,2\n", "no column states an attribute"),
        ("candidate.background,Lean\nmixed,x\n", "there is a column already that the result would have “lean”"),
        ("pmo.level\nprogram\n", "pmo.level: this attribute has a column and a value for all rows"),
        ("candidate.goals.promotion\nyes\n", "candidate.goals.recognition: this column is missing"),
    ],
)
def test_columns_that_cannot_be_surveyed_are_told(text: str, said: str, tmp_path: Path) -> None:
    """Columns that state nothing, too much, or what comes out, are refused with the name of the file."""
    path = write(tmp_path, text, "a.csv")
    assert told(run("survey", path, "--case", OPENING))[0].startswith(f"{path}: {said}")


def test_columns_that_look_misspelt_are_noted(tmp_path: Path) -> None:
    """A column whose section is misspelt is carried along, and noted with the nearest attribute."""
    path = write(tmp_path, "candidat.goals,a.b,pmo.level\nx,y,program\n", "a.csv")
    result = run("survey", path)
    said = "only carried along: the column “candidat.goals”; did you mean “candidate.goals”?"
    assert (result.status, result.err) == (0, f"note: {path}: {said}\n")


def test_columns_with_near_names_are_read_and_noted(tmp_path: Path) -> None:
    """A column with nearly the name of an attribute is read as it, and said once; one that may be meant is noted."""
    path = write(
        tmp_path, "Goals,experience_yeers,PMO Level,pmo.standing,standing\nleadership,3,program,neutral,x\n", "a.csv"
    )
    result = run("survey", path, "--levers", "--format", "json")
    assert (result.status, result.err.splitlines()) == (
        0,
        [
            f"note: {path}: the column “Goals” is read as candidate.goals",
            f"note: {path}: the column “PMO Level” is read as pmo.level",
            f"note: {path}: only carried along: the column “experience_yeers”; did you mean “{YEARS}”?",
            f"note: {path}: only carried along: the column “standing”; did you mean “pmo.standing”?",
        ],
    )
    frame = pl.DataFrame({"candidate.goals": ["leadership"], "pmo.level": ["program"], "pmo.standing": ["neutral"]})
    found = json.loads(result.out)
    assert (found["summary"], found["levers"]) == tuple(
        {name: value for name, value in json.loads(to_json(part)).items() if name != "format"}
        for part in (summarize(frame), levers(frame))
    )


def test_files_that_name_a_column_in_two_ways_are_refused(tmp_path: Path) -> None:
    """A column with a near name is refused where another file has another column for the same attribute."""
    one, other = write(tmp_path, "Level\nprogram\n", "a.csv"), write(tmp_path, "pmo.level\nprogram\n", "b.csv")
    said = "another file has another column for pmo.level; give both one name, found “Level”"
    assert told(run("survey", one, other)) == [f"{one}: {said}"]


def test_files_are_never_overwritten_by_accident(tmp_path: Path) -> None:
    """A file that exists is written over with --force only, and one that is read never."""
    out = write(tmp_path, "mine", "out.csv")
    assert told(run("survey", CANDIDATES, "--out", out)) == [f"{out}: exists already; --force overwrites it"]
    assert Path(out).read_text(encoding="utf-8") == "mine"
    assert run("survey", CANDIDATES, "--out", out, "--force").status == 0
    assert Path(out).read_text(encoding="utf-8").startswith("name,")
    (tmp_path / "link.csv").symlink_to(out)
    for path in (out, str(tmp_path / "link.csv"), f"{tmp_path}/./out.csv"):
        assert told(run("survey", out, "--out", path, "--force")) == [
            f"{path}: is one of the files to read; it is not overwritten"
        ]


def test_the_case_file_is_never_overwritten(tmp_path: Path) -> None:
    """Neither rows nor the chart are written over the case of all rows, by whatever name or link."""
    rows = write(tmp_path, "opening.leads_people\nyes\n", "rows.csv")
    case = write(tmp_path, "format: 1\npmo:\n  level: program\n", "case.svg")
    (tmp_path / "soft.csv").symlink_to(case)
    (tmp_path / "hard.csv").hardlink_to(case)
    for option, path in (("--chart", case), ("--out", f"{tmp_path}/soft.csv"), ("--out", f"{tmp_path}/hard.csv")):
        assert told(run("survey", rows, "--case", case, option, path, "--force")) == [
            f"{path}: is one of the files to read; it is not overwritten"
        ]
    assert Path(case).read_text(encoding="utf-8").startswith("format: 1")


@pytest.mark.parametrize("ending", FORMATS)
def test_a_survey_that_fails_leaves_no_file(ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the last row is broken nothing is written, not even in part."""
    monkeypatch.setattr(csv_file, "BLOCK", 8_000)
    text = Path(file_of(tmp_path, "csv")).read_text(encoding="utf-8")
    path = write(tmp_path, text + "1,2,3\n", "broken.csv")
    before = sorted(tmp_path.iterdir())
    lines = told(run("survey", path, "--out", f"{tmp_path}/out.{ending}", "--chart", f"{tmp_path}/out.svg"))
    assert lines == [f"{path}: row {ROWS + 1}: 54 cells are expected, as many as the header has; found 3"]
    assert sorted(tmp_path.iterdir()) == before


def test_a_wrong_way_to_ask_is_told(tmp_path: Path) -> None:
    """Formats that are not known, a chart that is no SVG, and a ranking without output are refused."""
    assert told(run("survey", CANDIDATES, "--out", "a.xls"))[0].startswith("a.xls: the end of its name")
    assert told(run("survey", CANDIDATES, "--chart", "a.png")) == [
        "a.png: the chart is SVG; its name must end with .svg"
    ]
    assert told(run("survey", CANDIDATES, "--rank")) == ["--rank is about the rows that --out writes; give --out too"]
    assert told(run("survey", CANDIDATES, "--out", f"{tmp_path}/no/a.csv")) == [
        f"{tmp_path}/no/a.csv: cannot be written: No such file or directory"
    ]


@pytest.mark.parametrize(
    ("extra", "options"), [("survey", ()), ("survey,chart", ("--chart", "a.svg")), ("survey,xlsx", ("--out", "a.xlsx"))]
)
def test_missing_packages_are_told(extra: str, options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a package is not installed, the command to install it is told."""
    monkeypatch.setattr(shared, "find_spec", lambda _: None)
    assert told(run("survey", CANDIDATES, *options)) == [
        f"this needs packages that are not installed; to install them: pip install 'pmo-expert[{extra}]'"
    ]


@no_terminals
def test_a_terminal_shows_progress() -> None:
    """On a terminal a bar says how far the survey is, up to all of it."""
    shown = on_terminal("survey", CANDIDATES, "--case", OPENING, stream="stderr").decode()
    assert "Surveying  [" in shown
    assert "100%" in shown
    assert "wrong:" not in shown


@no_terminals
def test_json_lines_show_that_they_are_read_twice(tmp_path: Path) -> None:
    """On a terminal the first reading of JSON Lines has a bar of its own."""
    shown = on_terminal("survey", write(tmp_path, '{"pmo.level": null}', "a.jsonl"), stream="stderr").decode()
    assert "Looking for columns  [" in shown
    assert "Surveying  [" in shown


@no_terminals
def test_what_reads_the_files_again_shows_it(tmp_path: Path) -> None:
    """On a terminal --rank and --levers, which read the files again, have bars of their own."""
    arguments = ("survey", CANDIDATES, "--case", OPENING, "--levers", "--rank", "--out", f"{tmp_path}/a.csv")
    shown = on_terminal(*arguments, stream="stderr").decode()
    assert [shown.count("100%"), "Ranking  [" in shown, "Looking for levers  [" in shown] == [3, True, True]


def test_nothing_of_progress_goes_elsewhere() -> None:
    """Where standard error is no terminal, nothing of a bar is written."""
    result = process("survey", CANDIDATES, "--case", OPENING)
    assert (result.returncode, result.stderr) == (0, b"")


@no_terminals
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_an_interruption_leaves_no_file(ending: str, tmp_path: Path) -> None:
    """Ctrl-C ends the survey with status 130 and a message, beside which Polars may have its own; nothing is left."""
    source = tmp_path / "rows"
    source.mkdir()
    path = source / "a.csv"
    path.write_text("pmo.level,candidate.goals\n" + 'program,"leadership, influence"\n' * 2_000_000)
    folder = tmp_path / "out"
    folder.mkdir()
    command = [sys.executable, "-m", "pmo_expert", "survey", str(path), "--out", str(folder / f"a.{ending}")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment()) as running:
        while not any(part.stat().st_size for part in folder.iterdir()):
            assert running.poll() is None
        running.send_signal(2)
        assert running.stderr is not None
        shown = running.stderr.read()
        assert b"error: interrupted; nothing was written" in shown.splitlines()
        assert b"Traceback" not in shown
    assert (running.returncode, list(folder.iterdir())) == (130, [])


@no_terminals
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_survey_that_is_ended_leaves_no_file(number: signal.Signals, tmp_path: Path) -> None:
    """A signal to end removes what is half written, and the status says which signal it was."""
    path = tmp_path / "a.csv"
    path.write_text("pmo.level,candidate.goals\n" + 'program,"leadership, influence"\n' * 2_000_000)
    folder = tmp_path / "out"
    folder.mkdir()
    command = [sys.executable, "-m", "pmo_expert", "survey", str(path), "--out", str(folder / "a.csv")]
    heard = partial(signal.signal, number, signal.SIG_DFL)  # whatever those who started the tests ignore
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment(), preexec_fn=heard) as running:  # noqa: PLW1509
        while not any(part.stat().st_size for part in folder.iterdir()):
            assert running.poll() is None
        running.send_signal(number)
        assert running.stderr is not None
        assert b"Traceback" not in running.stderr.read()
    assert (running.returncode, list(folder.iterdir())) == (128 + number, [])


def test_full_disks_are_told(tmp_path: Path) -> None:
    """Where no more can be written, one message says so, and nothing is left behind."""
    pytest.importorskip("resource")
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)); "
        "from pmo_expert.doors.cli.main import main; main()"
    )
    path = file_of(tmp_path, "csv")
    for ending in FORMATS:
        out = f"{tmp_path}/out.{ending}"
        command = [sys.executable, "-c", script, "survey", path, "--out", out]
        result = subprocess.run(command, capture_output=True, timeout=60, check=False, env=environment())
        assert result.returncode == 2
        assert re.fullmatch(f"error: {re.escape(out)}: cannot be written: .+\n", result.stderr.decode())
        assert [file.name for file in tmp_path.iterdir()] == ["rows.csv"]
