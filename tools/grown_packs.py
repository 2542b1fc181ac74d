"""Packs of the article's shape with any number of rules: renamed copies of the article's rules, side by side.

Each copy has the article's concerns, findings, growth, attributes, presumptions and properties under names of its own,
and reads them as the article does. What reads nothing of a copy stands once, such as most verdict rules, so that one
list of verdicts weighs the concerns of all copies. The copies meet in the verdict, and in the goals: these are `apart`,
where every copy serves goals of its own, or `together`, where all copies serve the twelve goals of the article.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

import yaml
from attrs import frozen

from pmo_expert import rules_folder

Goals = Literal["apart", "together"]
GOALS: tuple[Goals, ...] = get_args(Goals)
SERVED = "candidate.goals"
SPARE = ("guides", "presumes", "offers")
"""Rules of these kinds may be left out, as far as no other rule reads what they conclude."""
BY_SUBJECT = ("when", "always", "never", "presumes", "brings", "fires", "near_miss", "silent")
BY_NAME = ("id", "finds", "offers", "mitigates", "defeats")

Node: TypeAlias = dict[str, Any]


@frozen
class Article:
    """The files of the article's pack by name, as plain data, and the names of its attributes and goals."""

    files: Mapping[str, Node]

    @property
    def rule_files(self) -> list[str]:
        return [name.removesuffix(".yaml") for name in self.files["pack"]["files"]]

    @property
    def attributes(self) -> dict[str, Node]:
        found: dict[str, Node] = self.files["vocabulary"]["attributes"]
        return found

    @property
    def goals(self) -> dict[str, Any]:
        found: dict[str, Any] = self.attributes[SERVED]["values"]
        return found


def article() -> Article:
    """Return the shipped pack."""
    files = sorted(rules_folder().glob("*.yaml"))
    return Article({file.stem: yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader) for file in files})


@frozen
class Copy:
    """One copy of the article's rules; the first has its names, the others a number after them."""

    article: Article
    number: int
    goals: Goals

    def name(self, name: str, joint: str = "-") -> str:
        """Return what a name of the article is here."""
        return f"{name}{joint}{self.number}" if self.number > 1 else name

    def subject(self, name: str) -> str:
        """Return what a condition is about here; the verdict, the goals and what else is there once keep their name."""
        if name == SERVED:
            return name
        if name in self.article.attributes:
            return self.name(name, "_")
        about = name.partition(".")[0]
        return self.name(name) if about in ("finding", "growth", "concern", "severity") else name

    def goal(self, name: str) -> str:
        return self.name(name, "_") if self.goals == "apart" and name in self.article.goals else name

    def facts(self, facts: Node) -> Node:
        """Return conditions, facts or bounds by what they are about."""
        return {self.subject(name): self._goals(test) if name == SERVED else test for name, test in facts.items()}

    def _goals(self, test: Any) -> Any:
        if isinstance(test, dict):
            return {key: self._goals(part) for key, part in test.items()}
        return [self.goal(one) for one in test] if isinstance(test, list) else self.goal(test)

    def part(self, key: str, value: Any) -> Any:
        """Return a part of a rule or of a property."""
        if key in BY_SUBJECT:
            return self.facts(value)
        if key in BY_NAME and value != "all":
            return [self.name(one) for one in value] if isinstance(value, list) else self.name(value)
        if key == "serves":
            return [self.goal(one) for one in value]
        if key == "change":
            return {step: self.subject(name) for step, name in value.items()}
        return [self.record(one) for one in value] if key == "examples" else value

    def record(self, record: Node) -> Node:
        """Return a rule, an example or a property."""
        return {key: self.part(key, value) for key, value in record.items()}

    def is_own(self, record: Node) -> bool:
        """Say whether a rule or a property is about this copy; what is not stands once, as the article has it."""
        return any(self.part(key, value) != value for key, value in record.items() if key not in ("id", "examples"))

    def member(self, name: str) -> Any:
        """Return what is said of a goal: without other names, which would mean the goals of several copies."""
        said = self.article.goals[name]
        return said if self.goal(name) == name else self.name(said["phrase"], " ")

    def attribute(self, name: str) -> Node:
        found = self.article.attributes[name]
        needs = found.get("needs", {})
        several = [self.facts(one) for one in needs] if isinstance(needs, list) else self.facts(needs)
        return {**found, **({"needs": several} if needs else {})}


def grown_pack(rules: int, goals: Goals = "apart") -> dict[str, str]:
    """Return the files of a pack with a number of rules, by name, each as text.

    Raises ValueError when there is none: copies can be trimmed only of rules that no others read.
    """
    source = article()
    copies, left_out = _copies(source, rules, goals)
    files: dict[str, Node] = {
        "decision": source.files["decision"],
        "sources": source.files["sources"],
        "vocabulary": {**source.files["vocabulary"], "attributes": _attributes(source, copies)},
        "properties": {"properties": _beside(source.files["properties"]["properties"], copies)},
    }
    names = []
    for name in source.rule_files:
        for file, part in _rule_files(name, source.files[name], copies, left_out):
            names.append(f"{file}.yaml")
            files[file] = part
    about = {"name": "grown", "title": f"The article's shape with {rules} rules", "version": "1", "files": names}
    return {f"{name}.yaml": _text(part) for name, part in {"pack": about, **files}.items()}


def write_grown_pack(folder: Path, rules: int, goals: Goals = "apart") -> Path:
    """Write a pack with a number of rules into a folder, which is made, and return it; raises as `grown_pack` does."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in grown_pack(rules, goals).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _copies(source: Article, rules: int, goals: Goals) -> tuple[list[Copy], set[str]]:
    """Return as few copies as have that many rules, and the rules of them that are too many."""
    stated = [rule for name in source.rule_files for rule in source.files[name]["rules"]]
    own = sum(Copy(source, 2, goals).is_own(rule) for rule in stated)
    count = max(1, -(-(rules - len(stated)) // own) + 1)
    copies = [Copy(source, number, goals) for number in range(1, count + 1)]
    spare = list(_spare(stated, copies))
    too_many = len(stated) + own * (count - 1) - rules
    if too_many > len(spare):
        raise ValueError(f"there is no pack of the article's shape with {rules} rules")
    return copies, set(spare[:too_many])


def _spare(stated: Sequence[Node], copies: Sequence[Copy]) -> Iterator[str]:
    """Yield the rules that may be left out, of each kind and of each copy in turn, the last ones first."""
    read = {name for rule in stated for name in rule["when"]}
    kinds = [
        [rule for rule in reversed(stated) if kind in rule and f"growth.{rule.get('offers')}" not in read]
        for kind in SPARE
    ]
    for rule in filter(None, chain.from_iterable(zip_longest(*kinds))):
        for copy in reversed(copies):
            if Copy(copy.article, 2, copy.goals).is_own(rule):
                yield copy.name(rule["id"])


def _attributes(source: Article, copies: Sequence[Copy]) -> Node:
    found = {copy.subject(name): copy.attribute(name) for copy in copies for name in source.attributes}
    members = {copy.goal(name): copy.member(name) for copy in copies for name in source.goals}
    return {**found, SERVED: {**source.attributes[SERVED], "values": members}}


def _beside(stated: Sequence[Node], copies: Sequence[Copy]) -> list[Node]:
    """Return rules or properties with those of all copies beside each other, in the order of the article."""
    return [copy.record(one) for one in stated for copy in copies if copy.number == 1 or copy.is_own(one)]


def _rule_files(name: str, file: Node, copies: Sequence[Copy], left_out: set[str]) -> Iterator[tuple[str, Node]]:
    """Yield the files that a rule file becomes: one for each copy; of verdicts one in all, as their order counts."""
    groups = [copies] if any("verdict" in rule for rule in file["rules"]) else [[copy] for copy in copies]
    for group in groups:
        rules = [rule for rule in _beside(file["rules"], group) if rule["id"] not in left_out]
        yield group[0].name(name), {**_head(file, group[0], rules), "rules": rules}


def _head(file: Node, copy: Copy, rules: Sequence[Node]) -> Node:
    """Return what a rule file declares, without growth that none of its rules offers."""
    head = {"concern": copy.name(file["concern"]), "title": copy.name(file["title"], " ")} if "concern" in file else {}
    offered = {rule.get("offers") for rule in rules}
    growth = {copy.name(one): copy.name(title, " ") for one, title in file.get("growth", {}).items()}
    declared = {
        "findings": {copy.name(one): said for one, said in file.get("findings", {}).items()},
        "growth": {one: title for one, title in growth.items() if one in offered},
    }
    return {**head, **{key: part for key, part in declared.items() if part}}


def _text(node: Node) -> str:
    """Return data as YAML, which JSON is."""
    return json.dumps(node, indent=1, ensure_ascii=False) + "\n"
