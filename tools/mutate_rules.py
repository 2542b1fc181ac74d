"""Mutates the shipped rules one place at a time and asks the gate whether it notices.

A mutant is detected when it does not load or the gate has something against it. Exit status 1 when a mutant of a
required class survives, or there is none. Run `python tools/mutate_rules.py`.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, TypeAlias

import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))

from pmo_expert import InputError, Knowledge, load_knowledge, rules_folder
from pmo_expert.knowledge.language.rule import SEVERITIES
from tests.gate import advice_problems, check_problems

Rule: TypeAlias = dict[str, Any]
Test: TypeAlias = Any
"""A test of a condition as the file holds it: a text, a list of texts, or a mapping of operators to operands."""

REQUIRED = ("rule removed", "condition removed", "severity changed")
STAGES = ("load", "check", "advice")
BOUNDS = ("at_least", "at_most")
LISTED_EFFECTS = {"mitigates": "target removed", "defeats": "target removed", "serves": "served goal removed"}
DECIDES = "verdict"
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Change(NamedTuple):
    """One change of one rule; `rule` is None when it is removed."""

    kind: str
    what: str
    rule: Rule | None


class Mutant(NamedTuple):
    """A pack that differs in one file."""

    kind: str
    what: str
    file: str
    text: str


class Outcome(NamedTuple):
    """What became of a mutant; `stage` is where it was detected first, None when it survived."""

    mutant: Mutant
    stage: str | None


def mutants(pack: Path) -> Iterator[Mutant]:
    """Yield every mutant of the pack in a folder."""
    knowledge = load_knowledge(pack)
    for file, document in _documents(pack).items():
        rules: list[Rule] = document["rules"]
        for place, rule in enumerate(rules):
            for kind, what, changed in _changes(rule, knowledge):
                kept = [changed] if changed is not None else []
                text = _dump(document, [*rules[:place], *kept, *rules[place + 1 :]])
                yield Mutant(kind, f"{rule['id']}: {what}", file, text)
        for place, (first, second) in enumerate(pairwise(rules)):
            if DECIDES in first and DECIDES in second:
                swapped = _dump(document, [*rules[:place], second, first, *rules[place + 2 :]])
                yield Mutant("neighbouring verdicts swapped", f"{first['id']}: after {second['id']}", file, swapped)


def _documents(pack: Path) -> dict[str, dict[str, Any]]:
    """Return the rule files of a pack by name, every scalar a text."""
    files = _parse(pack / "pack.yaml")["files"]
    return {file: _parse(pack / file) for file in files}


def _parse(path: Path) -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return parsed


def _dump(document: dict[str, Any], rules: list[Rule]) -> str:
    """Return a rule file with other rules; texts such as "no" come out quoted, which pmo_expert reads alike."""
    text: str = yaml.dump({**document, "rules": rules}, Dumper=DUMPER, sort_keys=False, allow_unicode=True)
    return text


def _changes(rule: Rule, knowledge: Knowledge) -> Iterator[Change]:
    yield Change("rule removed", "the whole rule", None)
    for severity in SEVERITIES:
        if rule.get("raises", severity) != severity:
            yield Change("severity changed", f"{rule['raises']} to {severity}", {**rule, "raises": severity})
    when: dict[str, Test] = rule["when"]
    for subject, test in when.items():
        others = {name: other for name, other in when.items() if name != subject}
        yield Change("condition removed", subject, {**rule, "when": others})
        for kind, what, changed in _test_changes(test, _steps(knowledge, subject)):
            yield Change(kind, f"{subject} {what}", {**rule, "when": {**when, subject: changed}})
    for effect, kind in LISTED_EFFECTS.items():
        for removed, shorter in _shorter(rule.get(effect)):
            yield Change(kind, removed, {**rule, effect: shorter})


class TestChange(NamedTuple):
    """One change of one test."""

    kind: str
    what: str
    test: Test


def _test_changes(test: Test, steps: tuple[str, ...]) -> Iterator[TestChange]:
    """Yield the changes inside a test; `steps` are the values of an ordered subject, () for an amount."""
    for removed, shorter in _shorter(test):
        yield TestChange("value removed", f"without {removed}", shorter)
    if isinstance(test, dict):
        for operator, operand in test.items():
            moves = _moved(operand, steps) if operator in BOUNDS else ()
            for moved in moves:
                yield TestChange("bound moved", f"{operator} {operand} to {moved}", {**test, operator: moved})
            for kind, what, changed in _test_changes(operand, steps):
                yield TestChange(kind, f"{operator} {what}", {**test, operator: changed})


def _shorter(test: Test) -> Iterator[tuple[str, list[str]]]:
    """Yield each value of a list of several with the list that lacks it."""
    if isinstance(test, list) and len(test) > 1:
        for place, value in enumerate(test):
            yield value, [*test[:place], *test[place + 1 :]]


def _steps(knowledge: Knowledge, subject: str) -> tuple[str, ...]:
    found = knowledge.subjects.get(subject)
    assert found is not None, subject
    return found.values


def _moved(bound: str, steps: tuple[str, ...]) -> list[str]:
    """Return the steps next to a bound; for an amount, one less and one more."""
    if not steps:
        return [str(int(bound) - 1), str(int(bound) + 1)]
    place = steps.index(bound)
    return [steps[near] for near in (place - 1, place + 1) if 0 <= near < len(steps)]


def try_mutant(mutant: Mutant) -> Outcome:
    """Write the mutated pack to a temporary folder and ask the gate."""
    with TemporaryDirectory() as folder:
        pack = Path(folder) / "pack"
        shutil.copytree(rules_folder(), pack)
        (pack / mutant.file).write_text(mutant.text, encoding="utf-8")
        return Outcome(mutant, _stage(pack))


def _stage(pack: Path) -> str | None:
    """Return where a pack is found to be wrong first; None when the gate lets it pass."""
    try:
        knowledge = load_knowledge(pack)
    except InputError:
        return "load"
    if check_problems(knowledge):
        return "check"
    return "advice" if advice_problems(knowledge) else None


def unchanged(pack: Path) -> tuple[Mutant, ...]:
    """Return, for every rule file, the pack with the file written anew and nothing changed."""
    documents = _documents(pack).items()
    return tuple(Mutant("unchanged", file, file, _dump(document, document["rules"])) for file, document in documents)


def print_table(outcomes: list[Outcome]) -> None:
    """Print the mutants by class, and those that survived."""
    tried = Counter(outcome.mutant.kind for outcome in outcomes)
    stages = Counter((outcome.mutant.kind, outcome.stage) for outcome in outcomes)
    print(f"{'class':32}{'mutants':>8}{'detected':>10}{'percent':>9}   first by" + "".join(f"{s:>8}" for s in STAGES))
    for kind in sorted(tried, key=lambda kind: kind not in REQUIRED):
        detected = tried[kind] - stages[kind, None]
        by_stage = "".join(f"{stages[kind, stage]:8}" for stage in STAGES)
        print(f"{kind:32}{tried[kind]:8}{detected:10}{100 * detected / tried[kind]:9.1f}{'':11}{by_stage}")
    print(f"required: {', '.join(REQUIRED)}")
    for mutant in (outcome.mutant for outcome in outcomes if outcome.stage is None):
        print(f"survived: {mutant.kind}: {mutant.what} ({mutant.file})")


def all_required_detected(outcomes: list[Outcome]) -> bool:
    """Say whether there were mutants of every required class, and all of them were detected."""
    survived = {outcome.mutant.kind for outcome in outcomes if outcome.stage is None}
    return survived.isdisjoint(REQUIRED) and {outcome.mutant.kind for outcome in outcomes}.issuperset(REQUIRED)


def main() -> int:
    """Try every mutant, print what came out, and return the exit status."""
    pack = rules_folder()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for outcome in pool.map(try_mutant, unchanged(pack)):
            if outcome.stage is not None:
                print(f"the gate refuses {outcome.mutant.file} unchanged, by {outcome.stage}; mutants tell nothing")
                return 1
        outcomes = list(pool.map(try_mutant, mutants(pack), chunksize=8))
    print_table(outcomes)
    return int(not all_required_detected(outcomes))


if __name__ == "__main__":
    sys.exit(main())
