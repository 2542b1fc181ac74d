"""Writes below tests/expected/ the advice that rules give on the cases of their pack.

Run `python tools/update_expected.py [--rules PACK]` after a change of rules, and review what it changed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from pmo_expert import load_knowledge
from tools.gate import expected_file, record_text, records
from tools.packs import add_rules_option


def expected_text(pack: Path) -> str:
    """Return the file of expected advice, made anew from the rules of a pack."""
    return record_text(records(load_knowledge(pack), pack))


def main() -> None:
    """Write the file when it changes, and say whether it did."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_rules_option(parser)
    pack: Path = parser.parse_args().rules
    text, path = expected_text(pack), expected_file(pack)
    if path.exists() and path.read_bytes() == text.encode():
        print(f"{path} stays as it is")
        return
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    print(f"{path} was written; review what changed in it")


if __name__ == "__main__":
    main()
