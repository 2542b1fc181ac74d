"""A knowledge base: rules, what they cite, and the program that they make."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cached_property
from os import PathLike
from typing import Any, TypeVar

from attrs import field, frozen

from pmo_expert.domain.case import AnyCase, PlainCase
from pmo_expert.domain.case_file import parse_case_text, read_case_file
from pmo_expert.domain.vocabulary import Vocabulary
from pmo_expert.knowledge.compiling.compiler import Compiled, Parts
from pmo_expert.knowledge.diagrams import (
    KnownWorld,
    known_world,
    lean_diagram,
    severe_atoms,
    verdict_atoms,
    verdict_diagram,
)
from pmo_expert.knowledge.kept import Kept
from pmo_expert.knowledge.language.decision import Decision
from pmo_expert.knowledge.language.identity import KnowledgeIdentity
from pmo_expert.knowledge.language.packs import PackDescription
from pmo_expert.knowledge.language.properties import Property
from pmo_expert.knowledge.language.rule import Claim, FindingPhrases, Finds, Rule, Source, SwitchedOff
from pmo_expert.knowledge.language.subjects import Subjects
from pmo_expert.knowledge.reading.needs_reader import Needs
from pmo_expert.logic.choice import EngineName, make_engine
from pmo_expert.logic.engine import Engine
from pmo_expert.logic.outcomes import Outcomes
from pmo_expert.logic.variants import VariantEngine

T = TypeVar("T")


@frozen(kw_only=True, slots=False, repr=False)
class Knowledge:
    """Everything that advice rests on; made by `load_knowledge`.

    `packs` is what its packs say of themselves, each after those that it extends. `needs` tells which questions need
    which answers, `switched_off` which rules of extended packs are not used.
    """

    identity: KnowledgeIdentity
    packs: tuple[PackDescription, ...]
    parts: Parts
    compiled: Compiled
    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    properties: tuple[Property, ...]
    needs: Needs
    switched_off: tuple[SwitchedOff, ...]
    _kept: Kept = field(factory=Kept, init=False, eq=False)

    def __repr__(self) -> str:
        return f"<Knowledge {self.name} {self.version}: {len(self.rules)} rules>"

    @property
    def name(self) -> str:
        """The names of the packs, joined by `+`."""
        return self.identity.name

    @property
    def title(self) -> str:
        """The title of the pack that was asked for."""
        return self.packs[-1].title

    @property
    def version(self) -> str:
        """The versions of the packs, joined by `+`."""
        return self.identity.version

    @property
    def sha256(self) -> str:
        """A digest of the files of the packs."""
        return self.identity.sha256

    @property
    def subjects(self) -> Subjects:
        """What conditions can be about."""
        return self.parts.subjects

    @property
    def vocabulary(self) -> Vocabulary:
        return self.parts.subjects.vocabulary

    @property
    def decision(self) -> Decision:
        return self.parts.subjects.decision

    @property
    def rules(self) -> Mapping[str, Rule]:
        """The rules by id, in their order."""
        return self.parts.rules

    @property
    def attackers(self) -> Mapping[str, tuple[str, ...]]:
        """For every rule, the rules that may defeat it."""
        return self.parts.attackers

    @property
    def attacked(self) -> Mapping[str, tuple[str, ...]]:
        """For every rule, the rules that it may defeat."""
        return self.parts.attacked

    @property
    def concerns(self) -> Mapping[str, str]:
        """The titles of the concerns, in their order."""
        return self.parts.concerns

    @property
    def findings(self) -> Mapping[str, FindingPhrases]:
        return self.parts.findings

    @property
    def growth(self) -> Mapping[str, str]:
        """The titles of the growth that rules offer."""
        return self.parts.growth

    @cached_property
    def _finding_rules(self) -> dict[str, tuple[Rule, ...]]:
        found: dict[str, tuple[Rule, ...]] = {}
        for rule in self.rules.values():
            if isinstance(rule.effect, Finds):
                found[rule.effect.finding] = (*found.get(rule.effect.finding, ()), rule)
        return found

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

    def kept(self, name: Hashable, make: Callable[[], T]) -> T:
        """Return what is made for this knowledge base when it is first asked for under a name, and kept."""
        return self._kept.get(name, make)

    def makes_sense(self, name: str, case: PlainCase) -> bool:
        """Say whether the question for an attribute needs nothing, or what it needs is known to be so."""
        ways = self.needs.get(name, ())
        return not ways or any(all(part.holds(case.value(part.subject)) for part in way) for way in ways)

    def causes(self, name: str, case: PlainCase) -> tuple[str, ...]:
        """Return the unknown attributes that the question for another one needs the answer to."""
        read = (part.subject for way in self.needs.get(name, ()) for part in way)
        return tuple(dict.fromkeys(subject for subject in read if case.value(subject) is None))

    def authority(self, claims: Iterable[str]) -> tuple[str, ...]:
        """Return how the sources of some claims are named in a sentence; none where all rules rest on one source."""
        if len(self.sources) == 1:
            return ()
        named = (self.sources[self.claims[claim].source].words for claim in claims)
        return tuple(dict.fromkeys(filter(None, named)))

    def is_extended(self, pack: str) -> bool:
        """Say whether another pack here adds to a pack, which is then checked without it."""
        return any(pack in one.extends for one in self.packs)

    def finding_rules(self, finding: str) -> tuple[Rule, ...]:
        """Return the rules that conclude a finding."""
        return self._finding_rules.get(finding, ())

    def engine(self, name: EngineName = "auto") -> Engine:
        """Return the engine that runs these rules, made once and kept; safe to share between threads."""
        program = self.compiled.program
        compiled = self._kept.get("compiled", lambda: make_engine(program, "compiled"))
        return self._kept.get(name, lambda: make_engine(program, name, compiled))

    def established_engine(self) -> Engine:
        """Return the engine `compiled` for these rules without presumptions, made once and kept."""
        return self._kept.get("established", lambda: make_engine(self.compiled.established.program, "compiled"))

    def variant_engine(self) -> VariantEngine:
        """Return the engine that tells verdicts and serious concerns of many variants of a case, made once and kept."""
        conclusions = (*verdict_atoms(self.decision), *severe_atoms(self.concerns, self.decision))
        return self._kept.get(VariantEngine, lambda: VariantEngine(self.compiled.program, conclusions))

    def known_world(self) -> KnownWorld:
        """Return the diagrams for the cases in which nothing is unknown, made once and kept.

        Raises ImportError without OxiDD, DiagramTooLargeError when the rules are too many for a diagram.
        """
        return self._kept.get(known_world, lambda: known_world(self.compiled, self.concerns, self.decision))

    def verdict_diagram(self) -> Outcomes:
        """Return the diagram of the verdict for all cases, made once and kept; raises as `known_world` does."""
        return self._kept.get(verdict_diagram, lambda: verdict_diagram(self.compiled, self.decision))

    def lean_diagram(self) -> Outcomes:
        """Return the diagram of the lean for all cases, made once and kept; raises as `known_world` does."""
        return self._kept.get(lean_diagram, lambda: lean_diagram(self.compiled, self.decision))
