"""Mutates the shipped rules, or others, one place at a time and asks the gate whether it notices.

A mutant is detected when it does not load or the gate has something against it: what `check` finds, where advice is not
as expected, and, for packs that are not shipped, which claims over all cases are false. Exit status 1 when a
mutant of a required class survives, or there is none. Run `python tools/mutate_rules.py [--rules PACK] [--every N]`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, TypeAlias

import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))

from pmo_expert import InputError, Knowledge, load_knowledge
from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.knowledge.language.subjects import Conclusion
from pmo_expert.knowledge.reading.finding_packs import named_folder
from pmo_expert.knowledge.reading.pack_reader import PACK_FILE
from pmo_expert.proofs.all_cases import all_cases
from pmo_expert.proofs.property_proofs import property_claim
from pmo_expert.proofs.prove import prove_all
from tools.gate import advice_problems, check_problems, expected_file
from tools.packs import add_rules_option, is_shipped

Rule: TypeAlias = dict[str, Any]
Test: TypeAlias = Any
"""A test of a condition as the file holds it: a text, a list of texts, or a mapping of operators to operands."""
Subject: TypeAlias = Attribute | Conclusion

REQUIRED = ("rule removed", "condition removed", "severity changed")
OF_PRESUMPTIONS = ("presumption removed", "presumed value changed")
"""Required of packs that presume something."""
BOUNDS = ("at_least", "at_most")
LISTED_EFFECTS = {"mitigates": "target removed", "defeats": "target removed", "serves": "served goal removed"}
DECIDES, PRESUMES, BRINGS = "verdict", "presumes", "brings"
LOAD = "load"
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Change(NamedTuple):
    """One change of one rule; `rule` is None when it is removed."""

    kind: str
    what: str
    rule: Rule | None


class Mutant(NamedTuple):
    """A pack that differs in one file from the one in a folder."""

    kind: str
    what: str
    pack: Path
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
        rules = _rules(document)
        for place, rule in enumerate(rules):
            for kind, what, changed in _changes(rule, knowledge):
                kept = [changed] if changed is not None else []
                text = _dump(document, [*rules[:place], *kept, *rules[place + 1 :]])
                yield Mutant(kind, f"{rule['id']}: {what}", pack, file, text)
        for place, (first, second) in enumerate(pairwise(rules)):
            if DECIDES in first and DECIDES in second:
                swapped = _dump(document, [*rules[:place], second, first, *rules[place + 2 :]])
                what = f"{first['id']}: after {second['id']}"
                yield Mutant("neighbouring verdicts swapped", what, pack, file, swapped)


def _documents(pack: Path) -> dict[str, dict[str, Any]]:
    """Return the rule files of a pack by name, every scalar a text."""
    files = _parse(pack / PACK_FILE).get("files", ())
    return {file: _parse(pack / file) for file in files}


def _rules(document: dict[str, Any]) -> list[Rule]:
    return list(document.get("rules") or ())


def _extended(pack: Path) -> list[Path]:
    """Return the folders of the packs that a pack extends; a copy of it would look for them elsewhere."""
    stated = _parse(pack / PACK_FILE).get("extends", [])
    names = [stated] if isinstance(stated, str) else stated
    return [folder for name in names if (folder := named_folder(name, [pack])) is not None]


def _parse(path: Path) -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return parsed


def _dump(document: dict[str, Any], rules: list[Rule]) -> str:
    """Return a rule file with other rules; texts such as "no" come out quoted, which pmo_expert reads alike."""
    text: str = yaml.dump({**document, "rules": rules}, Dumper=DUMPER, sort_keys=False, allow_unicode=True)
    return text


def _changes(rule: Rule, knowledge: Knowledge) -> Iterator[Change]:
    owner = "presumption" if PRESUMES in rule else "rule"
    yield Change(f"{owner} removed", "the whole rule", None)
    for severity in knowledge.decision.severity_names:
        if rule.get("raises", severity) != severity:
            yield Change("severity changed", f"{rule['raises']} to {severity}", {**rule, "raises": severity})
    when: dict[str, Test] = rule["when"]
    for subject, test in when.items():
        others = {name: other for name, other in when.items() if name != subject}
        kind = "presumption's condition removed" if PRESUMES in rule else "condition removed"
        yield Change(kind, subject, {**rule, "when": others})
        for kind, what, changed in _test_changes(test, _subject(knowledge, subject)):
            yield Change(kind, f"{subject} {what}", {**rule, "when": {**when, subject: changed}})
    for name, value in rule.get(PRESUMES, {}).items():
        for other in _others(value, _subject(knowledge, name)):
            yield Change("presumed value changed", f"{name} to {other}", {**rule, PRESUMES: {name: other}})
    for name in rule.get(BRINGS, {}):
        left = {other: value for other, value in rule[BRINGS].items() if other != name}
        fewer = {**rule, BRINGS: left} if left else {key: part for key, part in rule.items() if key != BRINGS}
        yield Change("brought fact removed", name, fewer)
    for effect, kind in LISTED_EFFECTS.items():
        for removed, shorter in _shorter(rule.get(effect)):
            yield Change(kind, removed, {**rule, effect: shorter})


def _others(value: str, subject: Subject) -> list[str]:
    """Return the other values of what is presumed; of an amount, the ends of its range."""
    if isinstance(subject, Amount):
        return [subject.written(end) for end in (subject.lowest, subject.highest)]
    return [other for other in subject.values if other != value]


class TestChange(NamedTuple):
    """One change of one test."""

    kind: str
    what: str
    test: Test


def _test_changes(test: Test, subject: Subject) -> Iterator[TestChange]:
    """Yield the changes inside a test of a subject."""
    for removed, shorter in _shorter(test):
        yield TestChange("value removed", f"without {removed}", shorter)
    if isinstance(test, dict):
        for operator, operand in test.items():
            moves = _moved(operand, subject) if operator in BOUNDS else ()
            for moved in moves:
                yield TestChange("bound moved", f"{operator} {operand} to {moved}", {**test, operator: moved})
            for kind, what, changed in _test_changes(operand, subject):
                yield TestChange(kind, f"{operator} {what}", {**test, operator: changed})


def _shorter(test: Test) -> Iterator[tuple[str, list[str]]]:
    """Yield each value of a list of several with the list that lacks it."""
    if isinstance(test, list) and len(test) > 1:
        for place, value in enumerate(test):
            yield value, [*test[:place], *test[place + 1 :]]


def _subject(knowledge: Knowledge, name: str) -> Subject:
    found = knowledge.subjects.get(name)
    assert found is not None, name
    return found


def _moved(bound: str, subject: Subject) -> list[str]:
    """Return the values next to a bound; for an amount, one less and one more."""
    if isinstance(subject, Amount):
        number = subject.read_text(bound)
        return [subject.written(number - 1), subject.written(number + 1)]
    place = subject.values.index(subject.read_text(bound) if isinstance(subject, Attribute) else bound)
    return [subject.values[near] for near in (place - 1, place + 1) if 0 <= near < len(subject.values)]


def try_mutant(mutant: Mutant) -> Outcome:
    """Write the mutated pack to a temporary folder and ask the gate."""
    with TemporaryDirectory() as folder:
        pack = Path(folder) / "pack"
        shutil.copytree(mutant.pack, pack)
        (pack / mutant.file).write_text(mutant.text, encoding="utf-8")
        try:
            knowledge = load_knowledge(*_extended(mutant.pack), pack)
        except InputError:
            return Outcome(mutant, LOAD)
        stages = (stage for stage, problems in gate(mutant.pack).items() if any(problems(knowledge)))
        return Outcome(mutant, next(stages, None))


def gate(pack: Path) -> dict[str, Callable[[Knowledge], Iterable[object]]]:
    """Return what finds the problems of a pack, by stage; each stage relies on those before it."""
    stages: dict[str, Callable[[Knowledge], Iterable[object]]] = {"check": check_problems}
    if expected_file(pack).exists():
        stages["advice"] = partial(advice_problems, pack=pack)
    return stages if is_shipped(pack) else {**stages, "properties": broken_properties, "proofs": broken_claims}


def broken_properties(knowledge: Knowledge) -> Iterator[str]:
    """Yield the properties of the pack's own that do not hold."""
    cases = all_cases(knowledge)
    return (stated.id for stated in knowledge.properties if not property_claim(stated).prove(cases).holds)


def broken_claims(knowledge: Knowledge) -> Iterator[str]:
    """Yield the claims that do not hold, those that are made of every pack among them."""
    return (proof.id for proof in prove_all(all_cases(knowledge)) if not proof.holds)


def unchanged(pack: Path) -> tuple[Mutant, ...]:
    """Return, for every rule file, the pack with the file written anew and nothing changed."""
    documents = _documents(pack).items()
    return tuple(
        Mutant("unchanged", file, pack, file, _dump(document, _rules(document))) for file, document in documents
    )


def print_table(outcomes: list[Outcome], stages: Iterable[str]) -> None:
    """Print the mutants by class, with the stages of the gate, and those that survived."""
    tried = Counter(outcome.mutant.kind for outcome in outcomes)
    found = Counter((outcome.mutant.kind, outcome.stage) for outcome in outcomes)
    heads = "".join(f"{stage:>11}" for stage in stages)
    print(f"{'class':32}{'mutants':>8}{'detected':>10}{'percent':>9}   first by{heads}")
    required = (*REQUIRED, *OF_PRESUMPTIONS)
    for kind in sorted(tried, key=lambda kind: kind not in required):
        detected = tried[kind] - found[kind, None]
        by_stage = "".join(f"{found[kind, stage]:11}" for stage in stages)
        print(f"{kind:32}{tried[kind]:8}{detected:10}{100 * detected / tried[kind]:9.1f}{'':11}{by_stage}")
    print(f"required: {', '.join(kind for kind in required if kind in tried)}")
    for mutant in (outcome.mutant for outcome in outcomes if outcome.stage is None):
        print(f"survived: {mutant.kind}: {mutant.what} ({mutant.file})")


def all_required_detected(outcomes: list[Outcome]) -> bool:
    """Say whether there were mutants of every required class, and all of them were detected."""
    survived = {outcome.mutant.kind for outcome in outcomes if outcome.stage is None}
    tried = {outcome.mutant.kind for outcome in outcomes}
    return survived.isdisjoint((*REQUIRED, *OF_PRESUMPTIONS)) and tried.issuperset(REQUIRED)


def main() -> int:
    """Try every mutant, print what came out, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_rules_option(parser)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try one mutant in N")
    arguments = parser.parse_args()
    pack: Path = arguments.rules
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for outcome in pool.map(try_mutant, unchanged(pack)):
            if outcome.stage is not None:
                print(f"the gate refuses {outcome.mutant.file} unchanged, by {outcome.stage}; mutants tell nothing")
                return 1
        outcomes = list(pool.map(try_mutant, islice(mutants(pack), 0, None, arguments.every), chunksize=8))
    print_table(outcomes, (LOAD, *gate(pack)))
    return int(not all_required_detected(outcomes))


if __name__ == "__main__":
    sys.exit(main())
