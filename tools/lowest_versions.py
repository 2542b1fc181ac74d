"""Prints the lowest version of everything that the project may require, as constraints for pip.

Run `python tools/lowest_versions.py > lowest.txt`, then `pip install -c lowest.txt -e .` in a fresh environment.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOWEST = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[.*\])?>=([^,;]+)")


def lowest_versions(project: Path = ROOT / "pyproject.toml") -> Iterator[str]:
    """Yield `name==version` for each requirement of a project that has a lower bound, its extras' too; each once."""
    told = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    bounds: dict[str, str] = {}
    for requirement in (told["dependencies"], *told["optional-dependencies"].values()):
        for line in requirement:
            if found := LOWEST.match(line):
                bounds.setdefault(found[1], found[2].strip())
    yield from (f"{name}=={version}" for name, version in sorted(bounds.items()))


if __name__ == "__main__":
    print("\n".join(lowest_versions()))
