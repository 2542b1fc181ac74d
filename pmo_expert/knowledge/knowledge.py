"""A knowledge base: rules, what they cite, and the program that they make."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock

from attrs import field, frozen

from pmo_expert.knowledge.diagrams import Charts, known_charts, verdict_chart
from pmo_expert.knowledge.compiling.compiler import Compiled
from pmo_expert.knowledge.language.rule import Claim, FindingPhrases, Finds, Rule, Source
from pmo_expert.knowledge.once import Once
from pmo_expert.knowledge.language.properties import Property
from pmo_expert.knowledge.language.subjects import Subjects
from pmo_expert.logic.choice import EngineName, make_engine
from pmo_expert.logic.engine import Engine
from pmo_expert.logic.outcomes import Outcomes


@frozen(kw_only=True)
class Knowledge:
    """Everything that advice rests on; made by `load_knowledge`.

    `attackers` gives, for every rule, the rules that may defeat it, `attacked` those that it may defeat.
    `name`, `version` and `sha256` identify the packs: names and versions joined by `+`, and a digest of their files.
    """

    name: str
    version: str
    title: str
    sha256: str
    subjects: Subjects = field(repr=False)
    rules: Mapping[str, Rule] = field(repr=False)
    attackers: Mapping[str, tuple[str, ...]] = field(repr=False)
    attacked: Mapping[str, tuple[str, ...]] = field(repr=False)
    concerns: Mapping[str, str]
    findings: Mapping[str, FindingPhrases] = field(repr=False)
    growth: Mapping[str, str] = field(repr=False)
    sources: Mapping[str, Source] = field(repr=False)
    claims: Mapping[str, Claim] = field(repr=False)
    properties: tuple[Property, ...] = field(repr=False)
    compiled: Compiled = field(repr=False)
    _finding_rules: Mapping[str, tuple[Rule, ...]] = field(init=False, repr=False, eq=False)
    _engines: dict[str, Engine] = field(factory=dict, init=False, repr=False, eq=False)
    _charts: Once[Charts] = field(init=False, repr=False, eq=False)
    _verdicts: Once[Outcomes] = field(init=False, repr=False, eq=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False, eq=False)

    @_finding_rules.default
    def _rules_by_finding(self) -> dict[str, tuple[Rule, ...]]:
        found: dict[str, tuple[Rule, ...]] = {}
        for rule in self.rules.values():
            if isinstance(rule.effect, Finds):
                found[rule.effect.finding] = (*found.get(rule.effect.finding, ()), rule)
        return found

    @_charts.default
    def _known_charts(self) -> Once[Charts]:
        return Once(lambda: known_charts(self.compiled, self.concerns))

    @_verdicts.default
    def _verdict_chart(self) -> Once[Outcomes]:
        return Once(lambda: verdict_chart(self.compiled))

    def finding_rules(self, finding: str) -> tuple[Rule, ...]:
        """Return the rules that conclude a finding."""
        return self._finding_rules.get(finding, ())

    def engine(self, name: EngineName = "auto") -> Engine:
        """Return the engine that runs these rules, made once and kept; safe to share between threads."""
        with self._lock:
            if name not in self._engines:
                self._engines[name] = make_engine(self.compiled.program, name)
            return self._engines[name]

    def charts(self) -> Charts:
        """Return the charts for the cases in which nothing is unknown, made once and kept.

        Raises ImportError without OxiDD, DiagramTooLargeError when the rules are too many for a diagram.
        """
        return self._charts.get()

    def verdict_chart(self) -> Outcomes:
        """Return the chart of the verdict for all cases, made once and kept; raises as `charts` does."""
        return self._verdicts.get()
