"""What takes hostile inputs: each says what may come of them, and raises AttackedError for anything else."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from pmo_expert import (
    InputError,
    Knowledge,
    advise,
    case_from,
    from_json,
    load_knowledge,
    parse_case,
    read_record,
    record_of,
    record_text,
    to_json,
)
from pmo_expert.render.case_file import known_case_file
from tools.attack.mutation import HOSTILE, mutated

ROOT = Path(__file__).resolve().parents[2]
SMALL_PACK = ROOT / "examples" / "packs" / "lead-or-build"
LONGEST_MESSAGE = 10_000
MOST_LINES = 101


class AttackedError(Exception):
    """Something came of an input that must not."""


def attack_case(random: Random) -> None:
    """Read a case file: it is refused with faults, or says the same when it is written and read again."""
    data = mutated(random.choice(_case_texts()), random)
    try:
        case = parse_case(data)
    except InputError as error:
        check_message(error)
        return
    again = parse_case(known_case_file(case))
    if again.facts != case.facts:
        raise AttackedError(f"{case.facts} is read again as {again.facts}")
    advise(case, with_outlook=False, engine="compiled")


def attack_rules(random: Random) -> None:
    """Load a pack: it is refused with faults, or loads."""
    texts = _rule_texts()
    name = random.choice(sorted(texts))
    with TemporaryDirectory() as folder:
        pack = Path(shutil.copytree(SMALL_PACK, Path(folder, "pack")))
        (pack / name).write_bytes(mutated(texts[name], random))
        try:
            load_knowledge(pack)
        except InputError as error:
            check_message(error)


def attack_json(random: Random) -> None:
    """Read an advice or a record in JSON: it is refused with faults, or read."""
    advice, record = _json_texts()
    if random.random() < 1 / 2:
        _refused_or_read(from_json, mutated(advice, random).decode("utf-8", "replace"))
    else:
        _refused_or_read(read_record, mutated(record, random))


def attack_table(random: Random) -> None:
    """Survey a table: it is refused and nothing is written, or each of its rows is."""
    ending = random.choice((".csv", ".jsonl", ".parquet"))
    with TemporaryDirectory() as folder:
        path, out = Path(folder, f"rows{ending}"), Path(folder, f"out{random.choice(('.csv', '.jsonl', '.parquet'))}")
        _write_table(path, random)
        status = _surveyed(path, out)
        left = sorted(other.name for other in Path(folder).iterdir())
        wanted = sorted([path.name, *([out.name] if status in (0, 1) else [])])
        if left != wanted:
            raise AttackedError(f"status {status} leaves {left}")
        if ending == ".parquet" and out.suffix == ".parquet" and status in (0, 1):
            rows, written = pl.read_parquet(path), pl.read_parquet(out)
            if len(rows) != len(written) or not written.select(rows.columns).equals(rows):
                raise AttackedError("rows are lost or changed")


def check_message(error: InputError) -> None:
    """Raise AttackedError unless an error tells something, on few short lines that can be printed."""
    message = str(error)
    lines = message.split("\n")
    if not error.faults or len(lines) > MOST_LINES or max(map(len, lines)) > LONGEST_MESSAGE:
        raise AttackedError(f"a message of {len(lines)} lines and {len(message)} characters")
    if not all(line.isprintable() for line in lines):
        raise AttackedError(f"a message with control characters: {message!r:.300}")


def _surveyed(path: Path, out: Path) -> int:
    """Run the command in this process and return its status; what it prints is checked."""
    from click.testing import CliRunner

    from pmo_expert.doors.cli.main import cli

    result = CliRunner().invoke(cli, ["survey", str(path), "--out", str(out), "--rules", str(SMALL_PACK)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise AttackedError(f"survey raises {result.exception!r}") from result.exception
    lines = result.output.split("\n")
    if not all(line.isprintable() for line in lines) or max(map(len, lines)) > LONGEST_MESSAGE:
        raise AttackedError(f"survey prints {result.output!r:.300}")
    return result.exit_code


def _write_table(path: Path, random: Random) -> None:
    if path.suffix == ".parquet":
        _hostile_frame(random).write_parquet(path)
    else:
        path.write_bytes(mutated(_table_texts()[path.suffix], random))


def _hostile_frame(random: Random) -> pl.DataFrame:
    """Return a frame whose columns have any type: texts, numbers, lists of lists, structures, and nothing."""
    names = random.sample(sorted(_small().vocabulary.attributes), random.randint(1, 4))
    rows = random.randint(0, 4)
    return pl.DataFrame({name: _column(random, rows) for name in names})


def _column(random: Random, rows: int) -> pl.Series:
    texts = [random.choice((*HOSTILE, "strong", "decides", None)) for _ in range(rows)]
    numbers = [random.choice((0, 1, 61, 2**62, -1, None)) for _ in range(rows)]
    floats = [random.choice((0.5, 61.0, float("inf"), float("nan"), None)) for _ in range(rows)]
    lists = [None if one is None else [one] for one in texts]
    kinds: list[Callable[[], pl.Series]] = [
        lambda: pl.Series(texts, dtype=pl.String),
        lambda: pl.Series(numbers, dtype=pl.Int64),
        lambda: pl.Series(floats, dtype=pl.Float64),
        lambda: pl.Series(lists, dtype=pl.List(pl.String)),
        lambda: pl.Series([None if one is None else [one] for one in lists], dtype=pl.List(pl.List(pl.String))),
        lambda: pl.Series([{"a": one} for one in numbers], dtype=pl.Struct({"a": pl.Int64})),
        lambda: pl.Series([[{"a": one}] for one in numbers], dtype=pl.List(pl.Struct({"a": pl.Int64}))),
        lambda: pl.Series([None] * rows, dtype=pl.Null),
        lambda: pl.Series([b"\xff"] * rows, dtype=pl.Binary),
        lambda: pl.Series([random.choice((True, False, None)) for _ in range(rows)], dtype=pl.Boolean),
    ]
    return random.choice(kinds)()


def _refused_or_read(read: Callable[[Any], object], data: Any) -> None:
    try:
        read(data)
    except InputError as error:
        check_message(error)


@cache
def _small() -> Knowledge:
    return load_knowledge(SMALL_PACK)


@cache
def _case_texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples" / "cases").glob("*.yaml"))]


@cache
def _rule_texts() -> Mapping[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(SMALL_PACK.glob("*.yaml"))}


@cache
def _json_texts() -> tuple[str, str]:
    case = case_from(
        {"candidate.goals": ["leadership"], "opening.leads_people": True, "opening.administrative_share": 61}
    )
    advice = advise(case, engine="compiled")
    return to_json(advice), record_text(record_of(advice, case))


@cache
def _table_texts() -> Mapping[str, str]:
    frame = pl.read_csv(SMALL_PACK / "engineers.csv", infer_schema=False)
    return {".csv": frame.write_csv(), ".jsonl": frame.write_ndjson()}


TARGETS: Mapping[str, Callable[[Random], None]] = {
    "case": attack_case,
    "rules": attack_rules,
    "json": attack_json,
    "table": attack_table,
}
