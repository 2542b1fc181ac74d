"""What may import what, beyond the package itself."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NEVER = {"pmo_expert": ("tests", "tools", "benchmarks"), "tools": ("tests", "benchmarks"), "benchmarks": ("tests",)}


def imported(path: Path) -> set[str]:
    """Return the first parts of the modules that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("folder", NEVER)
def test_imports_go_one_way(folder: str) -> None:
    """Tests import tools, and what measures imports what is measured, never the other way round."""
    files = sorted((ROOT / folder).rglob("*.py"))
    wrong = [(path.name, name) for path in files for name in imported(path) & set(NEVER[folder])]
    assert files
    assert wrong == []
