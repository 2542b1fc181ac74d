"""Random packs over a vocabulary so small that every case can be tried.

Conclusions stand in an order, and a rule reads only those before its own, so that no rule feeds itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attrs import frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from pmo_expert import Knowledge, PlainCase, load_knowledge
from tests.knowledge.own_words import MODEL
from tests.knowledge.packs import SOURCES, pack_yaml, write_files
from tests.strategies import known_values

WORDS = """\
asks: {you: ask yourself, them: ask them}
sections: {home: home}
attributes:
  home.a: {kind: yes_no, question: A?, ask: you, unknown: U, values: {yes: a, no: not a}}
  home.b: {kind: yes_no, question: B?, ask: them, negotiable: yes, unknown: U, values: {yes: b, no: not b}}
  home.c: {kind: scale, question: C?, ask: them, negotiable: yes, unknown: U, values: {low: low, mid: mid, high: high}}
  home.n: {kind: amount, question: N?, ask: them, unknown: U, unit: m, highest: 10, phrase: "{value} m"}
  home.goals:
    kind: set
    question: What for?
    ask: you
    unknown: it is unknown what for
    values: {rest: rest, view: a view}
    phrases: {all: "you want {members}", none: you want nothing, included: "want {member}", excluded: "not {member}"}
"""
GOALS = "home.goals"
FIRST = "findings: {f: {holds: f, absent: not f}}\ngrowth: {g: G, h: H}\n"
VERDICTS = ("stay", "ask_first", "move")
SEVERITIES = ("slight", "grave")
TESTS: dict[str, tuple[Any, ...]] = {
    "home.a": ("yes", "no", "unknown", ["yes", "unknown"], ["no", "unknown"], {"not": "unknown"}),
    "home.b": ("yes", "no", ["yes", "unknown"], ["no", "unknown"]),
    "home.c": ("low", {"at_least": "mid"}, ["low", "unknown"], ["low", "high", "unknown"], {"not": "mid"}, "unknown"),
    "home.n": ({"at_least": 5}, {"at_most": 5}, {"not": "unknown"}, "unknown"),
    GOALS: ({"includes": "rest"}, {"includes": ["rest", "view"]}, {"excludes": "view"}, {"not": "unknown"}, "unknown"),
}
FLAG: tuple[Any, ...] = ("yes", "no")
STATUS: tuple[Any, ...] = ("open", "mitigated", "not_known", "not_raised", ["open", "not_known"], {"not": "not_raised"})
SEVERITY: tuple[Any, ...] = ({"at_least": "grave"}, {"at_most": "slight"}, "none")
ORDER: tuple[tuple[str, Mapping[str, tuple[Any, ...]]], ...] = (
    ("f", {"finding.f": FLAG}),
    ("g", {"growth.g": FLAG}),
    ("c", {"concern.c": STATUS, "severity.c": SEVERITY}),
    ("h", {"growth.h": FLAG, "wiifm": ("passes", "fails", "not_known", {"not": "fails"}), "wiifm.still_open": FLAG}),
    ("d", {"concern.d": STATUS, "severity.d": SEVERITY, "concerns.worst": SEVERITY}),
    ("verdict", {}),
)
"""What rules conclude, in order, with the conclusions that rules further down may read and tests of them."""
TAIL: Mapping[str, Any] = {"because": "B", "source": "s 1"}
USUAL: dict[str, tuple[Any, ...]] = {
    "home.a": ("yes", "no"),
    "home.b": ("yes", "no"),
    "home.c": ("low", "high"),
    "home.n": (3, 7),
}

OF_UNKNOWN = ("not_known", "not_raised", "fails")
"""Values of conclusions that differ by what is still unknown, also where it is presumed."""

Rule = dict[str, Any]


@frozen
class Pack:
    """The rules of a pack by the name of their file."""

    files: Mapping[str, Sequence[Rule]]

    def without_presumptions(self) -> Pack:
        """Return the pack in which nothing is presumed."""
        return Pack({name: [rule for rule in rules if "presumes" not in rule] for name, rules in self.files.items()})

    def load(self) -> Knowledge:
        """Return the knowledge base that they make."""
        texts = {}
        for name, rules in self.files.items():
            start = f"concern: {name}\ntitle: {name.upper()}\n" if name in "cd" else FIRST
            start += "rules:\n" if rules else ""
            texts[name] = start + "".join(f"- {json.dumps(rule)}\n" for rule in rules)
        words = {"vocabulary": WORDS, "decision": MODEL, "sources": SOURCES}
        with TemporaryDirectory() as folder:
            pack = pack_yaml(*(f"{name}.yaml" for name in self.files))
            return load_knowledge(write_files(Path(folder) / "tiny", pack=pack, **words, **texts))


def _one_of(tests: Mapping[str, tuple[Any, ...]]) -> SearchStrategy[tuple[str, Any]]:
    """Draw what a test is about, and one of the tests of that."""
    return st.sampled_from(sorted(tests)).flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(tests[name])))


def _conditions(level: int, *, on_unknown: bool) -> SearchStrategy[dict[str, Any]]:
    """Draw conditions on attributes and on conclusions before a level; such on what is still unknown, or not."""
    tests = {**TESTS, **({"case.empty": FLAG, "case.empty.home": FLAG} if on_unknown else {})}
    for _, conclusions in ORDER[:level]:
        tests |= conclusions if on_unknown else dict(_of_known(conclusions))
    one = _one_of(tests)
    return st.lists(one, max_size=3, unique_by=lambda pair: pair[0]).map(dict)


def _of_known(conclusions: Mapping[str, tuple[Any, ...]]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for name, tests in conclusions.items():
        if name != "wiifm.still_open":
            yield name, tuple(test for test in tests if not any(value in str(test) for value in OF_UNKNOWN))


def _effect(draw: DrawFn, kind: str, before: Sequence[Rule]) -> dict[str, Any]:
    """Draw what a rule on one level does; it may answer those before it."""
    if kind == "verdict":
        return {"verdict": draw(st.sampled_from(VERDICTS))}
    answerable = [rule["id"] for rule in before if rule.get("raises") != "grave"]
    if answerable and draw(st.integers(0, 3)) == 0:
        return {"defeats": draw(st.sampled_from(answerable))}
    raising = [rule["id"] for rule in before if rule.get("raises") == "slight"]
    if kind in "cd" and draw(st.integers(0, 3)) == 0:
        return {"mitigates": draw(st.sampled_from(["all", *([raising] if raising else [])]))}
    if kind in "cd":
        return {"raises": draw(st.sampled_from(SEVERITIES))}
    if kind in "gh":
        return {"offers": kind, "serves": draw(st.sampled_from([["rest"], ["view"], ["rest", "view"]]))}
    return {"finds": kind}


def _level(draw: DrawFn, level: int, kind: str, *, on_unknown: bool) -> list[Rule]:
    rules: list[Rule] = []
    for number in range(draw(st.integers(0, 3))):
        effect = _effect(draw, kind, rules)
        rules.append(
            {"id": f"{kind}-{number}", **effect, "when": draw(_conditions(level, on_unknown=on_unknown)), **TAIL}
        )
    return rules


def _presumptions(draw: DrawFn) -> list[Rule]:
    rules: list[Rule] = []
    for name, values in USUAL.items():
        others = {other: tests for other, tests in TESTS.items() if other != name}
        one = _one_of(others)
        for number in range(draw(st.integers(0, 2))):
            when = dict(draw(st.lists(one, max_size=2, unique_by=lambda pair: pair[0])))
            value = draw(st.sampled_from(values))
            rules.append({"id": f"usual-{name[5:]}-{number}", "presumes": {name: value}, "when": when, **TAIL})
    return rules


@st.composite
def packs(draw: DrawFn, *, on_unknown: bool = True) -> Pack:
    """Draw a pack; rules may test conclusions that tell what is still unknown, or not."""
    levels = {kind: _level(draw, level, kind, on_unknown=on_unknown) for level, (kind, _) in enumerate(ORDER)}
    last = {"id": "otherwise", "verdict": "move", "when": {}, **TAIL}
    common = [*_presumptions(draw), *levels["f"], *levels["g"], *levels["h"], *levels["verdict"], last]
    return Pack({"common": common, "c": levels["c"], "d": levels["d"]})


def partial_cases(knowledge: Knowledge) -> SearchStrategy[PlainCase]:
    """Draw a case with any facts known."""
    attributes = knowledge.vocabulary.attributes
    known = st.fixed_dictionaries({}, optional={name: known_values(part) for name, part in attributes.items()})
    return known.map(knowledge.case)
