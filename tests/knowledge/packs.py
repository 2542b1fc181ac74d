"""Small packs, written for one test."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

SOURCES = "sources: {s: {title: T, author: A, claims: {'1': {place: P, kind: raises, says: S}}}}\n"
FINDINGS = "findings: {known: {holds: it is known, absent: it is not known}}\n"
GROWTH = "growth: {g: Growth of yours}\n"
DECIDES = "- {id: otherwise, verdict: accept, when: {}, because: B, source: s 1}\n"


def pack_yaml(*files: str) -> str:
    """Return a `pack.yaml` that lists files."""
    return f"name: tiny\nversion: '1'\ntitle: Tiny\nfiles: [{', '.join(files)}]\n"


def write_files(folder: Path, **texts: str) -> Path:
    """Write files, each named without `.yaml`; return their folder."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def write_pack(folder: Path, rules: str, verdicts: str = DECIDES) -> Path:
    """Write a pack whose file `rules.yaml` holds the concern `c` with the rules, which start at line 5."""
    first = f"concern: c\ntitle: C\n{FINDINGS}rules:\n{indent(dedent(rules).strip(), '  ')}\n"
    return write_files(
        folder,
        pack=pack_yaml("rules.yaml", "other.yaml"),
        sources=SOURCES,
        rules=first,
        other=f"{GROWTH}concern: d\ntitle: D\nrules:\n{indent(dedent(verdicts), '  ')}",
    )
