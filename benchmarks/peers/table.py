"""Which peers there are."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from types import ModuleType
from typing import NamedTuple

from benchmarks.peers.peer import Peer
from pmo_expert.logic.program import Program


class Entry(NamedTuple):
    """Where a peer is to be found, and whether it slows with use, so that a measurement makes it anew each time."""

    name: str
    module: str
    class_name: str
    package: str
    anew: bool = False

    def make(self, program: Program) -> Peer:
        """Set the peer up for a program; raises ImportError where something that it needs is not installed."""
        peer: Peer = getattr(self._imported(), self.class_name)(program)
        return peer

    def version(self) -> str:
        """Return the package that is installed: a Python package, or another of which the module tells."""
        told = getattr(self._imported(), "version", None)
        return f"{self.package} {told() if told else version(self.package)}"

    def _imported(self) -> ModuleType:
        return import_module(f"benchmarks.peers.{self.module}")


ENTRIES = (
    Entry("CLIPS", "clips", "ClipsEngine", "clipspy", anew=True),
    Entry("GoRules", "zen", "ZenEngine", "zen-engine"),
    Entry("Drools (drools_jpy's rulesets)", "drools_rulesets", "DroolsRulesetsEngine", "drools_jpy"),
    Entry("Drools (executable model in Java)", "drools", "DroolsEngine", "drools_jpy"),
    Entry("rule-engine", "rule_engine_peer", "RuleEngineEngine", "rule-engine"),
    Entry("clingo", "clingo_peer", "ClingoEngine", "clingo"),
    Entry("durable_rules (as documented)", "durable_documented", "DocumentedDurableEngine", "durable_rules"),
    Entry("json-rules-engine", "json_rules_engine", "JsonRulesEngine", "json-rules-engine"),
)
"""Both uses of Drools share one Java, so that the faster is set up last: it is a tenth slower the other way round."""
