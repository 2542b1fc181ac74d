"""One rule of a rule file, read into a Rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from attrs import frozen

from pmo_expert.documents import Items, Node, Scalar, Table, describe
from pmo_expert.domain.attribute import Value
from pmo_expert.domain.case_file import read_fact
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.record import Reader
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.knowledge.language.rule import (
    Decides,
    Defeats,
    Effect,
    Example,
    Finds,
    Guides,
    Mitigates,
    Offers,
    Presumes,
    Raises,
    Rule,
)
from pmo_expert.knowledge.language.subjects import Subjects
from pmo_expert.knowledge.reading.condition_reader import read_condition

EFFECTS = ("finds", "presumes", "raises", "mitigates", "defeats", "offers", "verdict", "guides")
COMPANIONS = {"serves": "offers", "ask": "guides", "brings": "guides"}
RULE_KEYS = ("id", *EFFECTS, *COMPANIONS, "instead_of", "before", "when", "because", "source", "examples")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@frozen
class Names:
    """The names that the rules of all packs may use."""

    subjects: Subjects
    findings: Mapping[str, Any]
    growth: Mapping[str, str]

    @property
    def goals(self) -> tuple[str, ...]:
        """The goals that growth may serve; none where the decision has none."""
        name = self.subjects.decision.goals
        return () if name is None else self.subjects.attribute(name).values


def read_rule(reader: Reader, node: Node, names: Names, concern: str | None, pack: str) -> Rule | None:
    """Return the rule of a pack that a node states, or None after noting what is wrong with it."""
    before = len(reader.faults)
    table = reader.table(node, "rules", node.position)
    if not isinstance(node, Table):
        return None
    place = reader.text(table, "id", "rule")
    if place and not NAME.fullmatch(place):
        reader.fault(table.position, "expected an id of small letters, digits and hyphens, found", found=place)
    reader.keys(table, RULE_KEYS, place)
    read = _RuleReader(reader, table, names, concern, place)
    effect = read.effect()
    when = _read_when(reader, table, names, place)
    if isinstance(effect, Presumes):
        read.check_stated(when, effect)
    because = reader.text(table, "because", place)
    sources = tuple(source.text for source in reader.texts(table.get("source"), place))
    examples = _read_examples(reader, table, names, place)
    if effect is None or len(reader.faults) > before:
        return None
    return Rule(
        id=place,
        effect=effect,
        when=when,
        because=because,
        sources=sources,
        pack=pack,
        instead_of=reader.text(table, "instead_of", place, required=False) or None,
        before=_before(reader, table, effect, place),
        examples=examples,
        position=table.position,
    )


def _before(reader: Reader, table: Table, effect: Effect, place: str) -> str | None:
    node = table.get("before")
    if node is not None and not isinstance(effect, Decides):
        reader.fault(node.position, "before goes with verdict only", place=place)
    return reader.text(table, "before", place, required=False) or None


def _read_when(reader: Reader, table: Table, names: Names, place: str) -> tuple[Condition, ...]:
    node = table.get("when")
    if node is None:
        reader.fault(table.position, "lacks when", place=place)
    if isinstance(node, Items):
        reader.fault(node.position, "expected conditions as NAME: TEST, without dashes, found a list", place=place)
        return ()
    conditions = (
        read_condition(names.subjects, key, test, reader.faults)
        for key, test in reader.table(node, place, table.position).entries
    )
    return tuple(condition for condition in conditions if condition is not None)


def _read_examples(reader: Reader, table: Table, names: Names, place: str) -> tuple[Example, ...]:
    examples: list[Example] = []
    base: dict[str, Value] | None = None
    for node in reader.items(table.get("examples"), place):
        example = reader.table(node, place, node.position)
        reader.keys(example, ("fires", "silent", "near_miss"), place)
        for kind, facts_node in example.entries[:1]:
            facts = _read_facts(reader, facts_node, names, place)
            if kind.text == "fires":
                base = facts
            if kind.text == "near_miss":
                if base is None:
                    reader.fault(kind.position, "a near miss needs an example that fires before it", place=place)
                facts = {**(base or {}), **facts}
            examples.append(Example(facts, kind.text == "fires", kind.position))
    return tuple(examples)


def _read_facts(reader: Reader, node: Node, names: Names, place: str) -> dict[str, Value]:
    facts: dict[str, Value] = {}
    for key, value in reader.table(node, place, node.position).entries:
        read_fact(names.subjects.vocabulary, key, value, facts, reader.faults)
    return facts


@frozen
class _RuleReader:
    """Reads what a rule does."""

    reader: Reader
    table: Table
    names: Names
    concern: str | None
    place: str

    def effect(self) -> Effect | None:
        keys = [key for key, _ in self.table.entries if key.text in EFFECTS]
        if len(keys) != 1:
            problem = "does nothing; it needs one of" if not keys else "does more than one thing; it may do one of"
            self.reader.fault(self.table.position, f"{problem} {', '.join(EFFECTS)}", place=self.place)
            return None
        kind = keys[0].text
        self._check_companions(kind)
        node = self.table.get(kind)
        assert node is not None
        effect: Effect | None = getattr(self, f"_{kind}")(node)
        return effect

    def _check_companions(self, kind: str) -> None:
        for companion, owner in COMPANIONS.items():
            node = self.table.get(companion)
            if node is not None and kind != owner:
                self.reader.fault(node.position, f"{companion} goes with {owner} only", place=self.place)

    def _scalar(self, node: Node) -> Scalar | None:
        if isinstance(node, Scalar) and not node.is_null:
            return node
        self.reader.fault(node.position, f"expected a name, found {describe(node)}", place=self.place)
        return None

    def _name(self, node: Node, allowed: tuple[str, ...], what: str) -> str:
        scalar = self._scalar(node)
        return "" if scalar is None else self.reader.one_of(scalar, allowed, what, self.place)

    def _own_concern(self, node: Node) -> str:
        if self.concern is None:
            self.reader.fault(node.position, "stands in a file that names no concern", place=self.place)
        return self.concern or ""

    def _finds(self, node: Node) -> Effect:
        return Finds(self._name(node, tuple(self.names.findings), "finding"))

    def check_stated(self, when: tuple[Condition, ...], effect: Presumes) -> None:
        """Note conditions of a presumption that are not on stated facts, or on what it presumes itself."""
        for condition in when:
            if condition.subject in self.names.subjects.conclusions:
                problem = "a presumption reads stated facts only, and this is a conclusion:"
                self.reader.fault(self.table.position, problem, place=self.place, found=condition.subject)
            elif condition.subject == effect.attribute:
                problem = "presumes what it reads:"
                self.reader.fault(self.table.position, problem, place=self.place, found=condition.subject)

    def _presumes(self, node: Node) -> Effect | None:
        if not isinstance(node, Table) or len(node.entries) != 1:
            self.reader.fault(node.position, "presumes takes one attribute with its value", place=self.place)
            return None
        ((key, _),) = node.entries
        if isinstance(self.names.subjects.vocabulary.attributes.get(key.text), SetOf):
            problem = "is a set, of which nothing can be presumed:"
            self.reader.fault(key.position, problem, place=self.place, found=key.text)
            return None
        facts = self._known_facts(node, "presumes")
        return Presumes(key.text, facts.get(key.text))

    def _known_facts(self, node: Node, effect: str) -> dict[str, Value]:
        """Return the facts under an effect, each of which must be known."""
        facts: dict[str, Value] = {}
        for key, stated in self.reader.table(node, self.place, node.position).entries:
            before = len(self.reader.faults)
            read_fact(self.names.subjects.vocabulary, key, stated, facts, self.reader.faults)
            if len(self.reader.faults) == before and facts[key.text] is None:
                problem = f"{effect} nothing; name a value other than unknown"
                self.reader.fault(stated.position, problem, place=key.text)
        return facts

    def _raises(self, node: Node) -> Effect:
        severity = self._name(node, self.names.subjects.decision.severity_names, "severity")
        return Raises(self._own_concern(node), severity)

    def _mitigates(self, node: Node) -> Effect:
        targets = self._targets(node, "mitigates")
        return Mitigates(self._own_concern(node), None if targets == ("all",) else targets)

    def _defeats(self, node: Node) -> Effect:
        return Defeats(self._targets(node, "defeats"))

    def _targets(self, node: Node, effect: str) -> tuple[str, ...]:
        if isinstance(node, Items) and not node.nodes:
            self.reader.fault(node.position, f"names no rule under {effect}", place=self.place)
        return tuple(part.text for part in self.reader.texts(node, self.place))

    def _offers(self, node: Node) -> Effect:
        growth = self._name(node, tuple(self.names.growth), "growth")
        goals = self.names.goals
        serves = self.reader.texts(self.table.get("serves"), self.place)
        if not serves and goals:
            self.reader.fault(node.position, "lacks serves, the goals that the growth serves", place=self.place)
        return Offers(growth, tuple(self.reader.one_of(goal, goals, "goal", self.place) for goal in serves))

    def _verdict(self, node: Node) -> Effect:
        return Decides(self._name(node, self.names.subjects.decision.verdict_names, "verdict"))

    def _guides(self, node: Node) -> Effect | None:
        table = self.reader.table(node, self.place, node.position)
        keys = [key.text for key, _ in table.entries]
        if "ask" in keys:
            self.reader.fault(node.position, "ask stands beside guides, not inside it", place=self.place)
            return None
        self.reader.keys(table, ("step", "question"), self.place)
        if len(keys) != 1:
            self.reader.fault(node.position, "guides takes one of step, question", place=self.place)
            return None
        (kind,) = keys
        asked = self.table.get("ask")
        ask = None if asked is None else self._name(asked, tuple(self.names.subjects.vocabulary.asks), "one to ask")
        return Guides(kind, self.reader.text(table, kind, self.place), ask, self._brings(kind))  # type: ignore[arg-type]

    def _brings(self, kind: str) -> dict[str, Value]:
        node = self.table.get("brings")
        if node is None:
            return {}
        if kind != "step":
            self.reader.fault(node.position, "brings goes with a step only", place=self.place)
        elif isinstance(node, Table) and not node.entries:
            self.reader.fault(node.position, "names no fact under brings", place=self.place)
        return self._known_facts(node, "brings")
