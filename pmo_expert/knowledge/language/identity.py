"""What identifies the rules that gave an advice."""

from __future__ import annotations

from attrs import frozen


@frozen(kw_only=True, slots=False)
class KnowledgeIdentity:
    """Which rules gave the advice: names and versions of their packs joined by `+`, and a digest of their files."""

    name: str
    version: str
    sha256: str
