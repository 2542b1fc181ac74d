"""A knowledge base: rules, what they cite, and the program that they make."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from typing import Any

from attrs import field, frozen

from pmo_expert.domain.case import AnyCase, PlainCase
from pmo_expert.domain.case_file import parse_case_text, read_case_file
from pmo_expert.domain.vocabulary import Vocabulary
from pmo_expert.knowledge.compiling.compiler import Compiled
from pmo_expert.knowledge.diagrams import KnownWorld, known_world, verdict_diagram
from pmo_expert.knowledge.kept import Kept
from pmo_expert.knowledge.language.decision import Decision
from pmo_expert.knowledge.language.properties import Property
from pmo_expert.knowledge.language.rule import Claim, FindingPhrases, Finds, Rule, Source, SwitchedOff
from pmo_expert.knowledge.language.subjects import Subjects
from pmo_expert.knowledge.reading.needs_reader import Needs
from pmo_expert.logic.choice import EngineName, make_engine
from pmo_expert.logic.engine import Engine
from pmo_expert.logic.outcomes import Outcomes


@frozen(kw_only=True, slots=False)
class Knowledge:
    """Everything that advice rests on; made by `load_knowledge`.

    `vocabulary` and `decision` say in which terms. `attackers` gives, for every rule, the rules that may defeat it,
    `attacked` those that it may defeat. `needs` tells which questions need which answers, `switched_off` which rules
    of extended packs are not used. `name`, `version` and `sha256` identify the packs: names and versions joined by
    `+`, and a digest of their files; `title` is that of the pack that was asked for.
    """

    name: str
    version: str
    title: str
    sha256: str
    subjects: Subjects = field(repr=False)
    rules: Mapping[str, Rule] = field(repr=False)
    attackers: Mapping[str, tuple[str, ...]] = field(repr=False)
    attacked: Mapping[str, tuple[str, ...]] = field(repr=False)
    concerns: Mapping[str, str] = field(repr=False)
    findings: Mapping[str, FindingPhrases] = field(repr=False)
    growth: Mapping[str, str] = field(repr=False)
    sources: Mapping[str, Source] = field(repr=False)
    claims: Mapping[str, Claim] = field(repr=False)
    properties: tuple[Property, ...] = field(repr=False)
    needs: Needs = field(repr=False)
    switched_off: tuple[SwitchedOff, ...] = field(repr=False)
    compiled: Compiled = field(repr=False)
    _finding_rules: Mapping[str, tuple[Rule, ...]] = field(init=False, repr=False, eq=False)
    _kept: Kept = field(factory=Kept, init=False, repr=False, eq=False)

    @_finding_rules.default
    def _rules_by_finding(self) -> dict[str, tuple[Rule, ...]]:
        found: dict[str, tuple[Rule, ...]] = {}
        for rule in self.rules.values():
            if isinstance(rule.effect, Finds):
                found[rule.effect.finding] = (*found.get(rule.effect.finding, ()), rule)
        return found

    @property
    def vocabulary(self) -> Vocabulary:
        return self.subjects.vocabulary

    @property
    def decision(self) -> Decision:
        return self.subjects.decision

    def case(self, stated: AnyCase | Mapping[str, Any], *, title: str | None = None) -> PlainCase:
        """Return the case that facts by `section.attribute`, or another case, state.

        Values may be Python values or text as a case file has it; None means unknown. Raises InputError with every
        fault, TypeError when it is neither a mapping nor a case.
        """
        return self.vocabulary.case(stated, title=title)

    def read_case(self, path: str | PathLike[str]) -> PlainCase:
        """Return the case in a YAML or JSON file. Raises InputError with every fault, its line and its column."""
        return read_case_file(path, self.vocabulary)

    def parse_case(self, text: bytes | str, *, shown: str | None = None) -> PlainCase:
        """Return the case in a YAML or JSON text, which `shown` names in faults. Raises as `read_case` does."""
        return parse_case_text(text, self.vocabulary, shown)

    def finding_rules(self, finding: str) -> tuple[Rule, ...]:
        """Return the rules that conclude a finding."""
        return self._finding_rules.get(finding, ())

    def engine(self, name: EngineName = "auto") -> Engine:
        """Return the engine that runs these rules, made once and kept; safe to share between threads."""
        return self._kept.get(name, lambda: make_engine(self.compiled.program, name))

    def known_world(self) -> KnownWorld:
        """Return the diagrams for the cases in which nothing is unknown, made once and kept.

        Raises ImportError without OxiDD, DiagramTooLargeError when the rules are too many for a diagram.
        """
        return self._kept.get(known_world, lambda: known_world(self.compiled, self.concerns, self.decision))

    def verdict_diagram(self) -> Outcomes:
        """Return the diagram of the verdict for all cases, made once and kept; raises as `known_world` does."""
        return self._kept.get(verdict_diagram, lambda: verdict_diagram(self.compiled, self.decision))
