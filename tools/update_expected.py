"""Writes tests/expected/advice.json: the advice that the shipped rules give on the example cases.

Run `python tools/update_expected.py` after a change of rules, and review what it changed.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from pmo_expert import load_knowledge, rules_folder
from tests.gate import EXPECTED, record_text, records


def expected_text() -> str:
    """Return the file of expected advice, made anew from the shipped rules."""
    return record_text(records(load_knowledge(rules_folder())))


def main() -> None:
    """Write the file when it changes, and say whether it did."""
    text = expected_text()
    if EXPECTED.exists() and EXPECTED.read_bytes() == text.encode():
        print(f"{EXPECTED} stays as it is")
        return
    EXPECTED.parent.mkdir(exist_ok=True)
    EXPECTED.write_bytes(text.encode())
    print(f"{EXPECTED} was written; review what changed in it")


if __name__ == "__main__":
    main()
