"""Small packs, written for one test."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import yaml

from pmo_expert import rules_folder

SOURCES = "sources: {s: {title: T, author: A, claims: {'1': {place: P, kind: raises, says: S}}}}\n"
FINDINGS = "findings: {known: {holds: it is known, absent: it is not known}}\n"
GROWTH = "growth: {g: Growth of yours}\n"
DECIDES = "- {id: otherwise, verdict: accept, when: {}, because: B, source: s 1}\n"
VOCABULARY = (rules_folder() / "vocabulary.yaml").read_text(encoding="utf-8")
DECISION = (rules_folder() / "decision.yaml").read_text(encoding="utf-8")
SET_PHRASES = {"all": "{members}", "none": "none", "included": "{member} in", "excluded": "{member} out"}


def vocabulary(**attributes: Mapping[str, Any]) -> str:
    """Return the article's vocabulary with attributes of the candidate in place of, or beside, its own."""
    stated = yaml.load(VOCABULARY, Loader=yaml.BaseLoader)
    asked = {"question": "Q?", "ask": "yourself", "unknown": "U"}
    stated["attributes"] |= {f"candidate.{name}": {**asked, **part} for name, part in attributes.items()}
    text: str = yaml.safe_dump(stated, sort_keys=False, allow_unicode=True)
    return text


def pack_yaml(*files: str) -> str:
    """Return a `pack.yaml` that lists files."""
    return f"name: tiny\nversion: '1'\ntitle: Tiny\nfiles: [{', '.join(files)}]\n"


def write_files(folder: Path, **texts: str) -> Path:
    """Write files, each named without `.yaml`, with the words of the article unless others are given."""
    folder.mkdir(exist_ok=True)
    for name, text in {"vocabulary": VOCABULARY, "decision": DECISION, **texts}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def write_pack(folder: Path, rules: str, verdicts: str = DECIDES, **words: str) -> Path:
    """Write a pack whose file `rules.yaml` holds the concern `c` with the rules, which start at line 5."""
    first = f"concern: c\ntitle: C\n{FINDINGS}rules:\n{indent(dedent(rules).strip(), '  ')}\n"
    return write_files(
        folder,
        pack=pack_yaml("rules.yaml", "other.yaml"),
        sources=SOURCES,
        rules=first,
        other=f"{GROWTH}concern: d\ntitle: D\nrules:\n{indent(dedent(verdicts), '  ')}",
        **words,
    )
