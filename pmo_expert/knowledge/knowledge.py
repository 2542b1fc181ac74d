"""A knowledge base: rules, what they cite, and the program that they make."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock

from attrs import field, frozen

from pmo_expert.knowledge.compiler import Compiled
from pmo_expert.knowledge.model import Claim, FindingPhrases, Rule, Source
from pmo_expert.knowledge.subjects import Subjects
from pmo_expert.logic.choice import EngineName, make_engine
from pmo_expert.logic.engine import Engine


@frozen(kw_only=True)
class Knowledge:
    """Everything that advice rests on; made by `load_knowledge`.

    `name`, `version` and `sha256` identify the packs: names and versions joined by `+`, and a digest of their files.
    """

    name: str
    version: str
    title: str
    sha256: str
    subjects: Subjects = field(repr=False)
    rules: Mapping[str, Rule] = field(repr=False)
    attackers: Mapping[str, tuple[str, ...]] = field(repr=False)
    concerns: Mapping[str, str]
    findings: Mapping[str, FindingPhrases] = field(repr=False)
    growth: Mapping[str, str] = field(repr=False)
    sources: Mapping[str, Source] = field(repr=False)
    claims: Mapping[str, Claim] = field(repr=False)
    compiled: Compiled = field(repr=False)
    _engines: dict[str, Engine] = field(factory=dict, init=False, repr=False, eq=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False, eq=False)

    def engine(self, name: EngineName = "auto") -> Engine:
        """Return the engine that runs these rules, made once and kept; safe to share between threads."""
        with self._lock:
            if name not in self._engines:
                self._engines[name] = make_engine(self.compiled.program, name)
            return self._engines[name]
