"""An ordinary table, as people keep it: every row is advised on, and what is nonsense is told."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import polars as pl

from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.kinds.yes_no import YesNo
from tests.advice.examples import article
from tests.doors.run import run

ROWS = 300
NONSENSE = {
    "pmo.level": 3,
    "opening.leads_people": 50,
    "candidate.goals": 51,
    "pmo.standing": 200,
    "opening.administrative_share": 299,
}


def messy(attribute: Attribute, random: Random) -> str:
    """Return a known or unknown value as people spell it."""
    if random.random() < 0.2:
        return random.choice(["", " ", "Unknown", "?", "n/a", "-", "Don't know"])
    match attribute:
        case YesNo():
            return random.choice(["Y", "N", "yes ", "No", "TRUE", "0", " 1"])
        case Amount(unit=unit, highest=highest):
            number = random.randint(0, int(highest) - 1)
            ending = random.choice(["%", " %", ",5"] if unit.startswith("percent") else ["", f" {unit}", ",5"])
            return f"{number}{ending}"
        case SetOf():
            return (
                ", ".join(name.replace("_", " ").title() for name in attribute.values if random.random() < 0.3)
                or "None"
            )
    name = random.choice(attribute.values)
    return random.choice([name.upper(), name.replace("_", " ").capitalize(), f"{name} ", name.replace("_", "-")])


def test_a_messy_table_is_advised_on(tmp_path: Path) -> None:
    """Of 300 rows with a mark, semicolons, blanks, mixed case, Y and N and percent signs, all get advice; of five cells
    with nonsense each is told."""
    attributes, random = article().vocabulary.attributes, Random(3)
    rows = [[str(row), *(messy(attribute, random) for attribute in attributes.values())] for row in range(ROWS)]
    for name, row in NONSENSE.items():
        rows[row][1 + list(attributes).index(name)] = "gibberish!"
    lines = [";".join(f'"{cell}"' if ";" in cell else cell for cell in row) for row in [["id", *attributes], *rows]]
    path, out = tmp_path / "a.csv", tmp_path / "b.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    result = run("survey", str(path), "--out", str(out), "--format", "json")
    summary = json.loads(result.out)
    assert (result.status, summary["rows"], summary["wrong_rows"], summary["left_out"]) == (1, ROWS, 5, 0)
    assert sum(verdict["rows"] for verdict in summary["verdicts"]) == ROWS
    told = [line for line in result.err.splitlines() if line.startswith("wrong: ")]
    assert sorted((line.split(": ")[2], int(line.rpartition("(row ")[2].partition(";")[0])) for line in told) == sorted(
        (name, row + 1) for name, row in NONSENSE.items()
    )
    found = pl.read_csv(out, infer_schema=False)
    assert found["verdict"].null_count() == 0
    assert found["error"].is_not_null().arg_true().to_list() == sorted(NONSENSE.values())
