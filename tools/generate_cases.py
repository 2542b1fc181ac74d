"""Writes tests/generated/mcdc.json: for every condition of every rule two cases that differ only there.

The rule applies in one of the two and not in the other, every other condition of it holds in both, and the advice
differs: modified condition/decision coverage, as DO-178C asks of the software of aircraft. A condition on a conclusion
differs by as few facts as can be. `python tools/generate_cases.py` writes the file; with `--check` it writes nothing
and exits with 1 when the file is not current. Run it after a change of rules.

With `--rules PACK` the pairs are those of another pack: they are printed, or with `--check` counted, and no file is
written. Exit status 1 when a condition has no pair.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

sys.path.insert(0, str(Path(__file__).parents[1]))

from pmo_expert import Knowledge, load_knowledge, rules_folder
from pmo_expert.knowledge.compiling.atoms import PRESUMED
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.knowledge.language.rule import Presumes, Rule
from pmo_expert.logic.keys import Atom, Variable
from pmo_expert.logic.program import FactIn
from pmo_expert.proofs.all_cases import AllCases, Facts, Move, all_cases
from pmo_expert.proofs.effect_proofs import SHOWN
from tools.packs import add_rules_option

ROOT = Path(__file__).resolve().parent.parent
GENERATED = ROOT / "tests" / "generated" / "mcdc.json"
Pair: TypeAlias = tuple[Facts, Facts]


def generated_text(knowledge: Knowledge) -> str:
    """Return the file: one line for each condition, in the order of the rules."""
    cases = all_cases(knowledge)
    conditions = [(rule, condition) for rule in knowledge.rules.values() for condition in rule.when]
    lines = [json.dumps(_record(cases, rule, condition), ensure_ascii=False) for rule, condition in conditions]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _record(cases: AllCases, rule: Rule, condition: Condition) -> dict[str, Any]:
    pair = _pair(cases, rule, condition)
    if pair is None:
        raise SystemExit(f"no pair of cases shows that {condition.subject}: {condition.text} matters to {rule.id}")
    fires, silent = map(cases.knowledge.compiled.encoding.values, pair)
    changed = {name: silent.get(name) for name in {**fires, **silent} if fires.get(name) != silent.get(name)}
    return {
        "rule": rule.id,
        "condition": f"{condition.subject}: {condition.text}",
        "fires": _plain(fires),
        "silent": _plain(changed),
    }


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in values.items()}


def _pair(cases: AllCases, rule: Rule, condition: Condition) -> Pair | None:
    """Return cases with and without a condition that differ in what the advice concludes, else in its arguments."""
    met = _meets(cases, rule, condition)
    others = cases.diagram.always()
    for other in rule.when:
        if other != condition:
            others &= _meets(cases, rule, other)
    counts = cases.diagram.function(Atom(PRESUMED, rule.id)) if isinstance(rule.effect, Presumes) else others
    moves = [Move(free, others & met & counts, others & ~met) for free in _free(cases, condition)]
    feasible = (move for move in moves if _is_possible(cases, move))
    for move in feasible:
        shown = chain.from_iterable(_telling(cases, move, name) for name in _shown_after(cases, rule))
        for telling in chain(shown, (move,)):
            if _is_possible(cases, telling):
                return cases.pair(telling)
    return None


def _meets(cases: AllCases, rule: Rule, condition: Condition) -> Any:
    """Return where a condition of a rule holds: of what is stated, else presumed; a presumption reads the first."""
    stated = cases.meets([condition])
    if isinstance(rule.effect, Presumes):
        return stated
    usual = nothing = ~cases.diagram.always()
    for other in cases.knowledge.parts.presumptions.get(condition.subject, ()):
        applies = cases.diagram.function(Atom(PRESUMED, other.id))
        assert isinstance(other.effect, Presumes)
        usual |= applies if condition.holds(other.effect.value) else nothing
        stated &= ~applies
    return stated | usual


def _free(cases: AllCases, condition: Condition) -> Iterator[tuple[Variable, ...]]:
    """Yield what may change: the facts of the condition's attribute, or of one attribute that its conclusion reads."""
    attributes = cases.knowledge.vocabulary.attributes
    if condition.subject in attributes:
        yield cases.facts_of(condition.subject)
        return
    yield from filter(None, map(cases.facts_of, attributes))
    yield tuple(cases.domains)


def _is_possible(cases: AllCases, move: Move) -> bool:
    after = cases.diagram.reachable(move.after & cases.possible, move.free)
    return bool((move.before & cases.possible & after).satisfiable())


def _telling(cases: AllCases, move: Move, conclusion: Atom) -> Iterator[Move]:
    """Yield the move with a conclusion that it loses or gains."""
    function = cases.diagram.function(conclusion)
    yield Move(move.free, move.before & function, move.after & ~function)
    yield Move(move.free, move.before & ~function, move.after & function)


def _shown_after(cases: AllCases, rule: Rule) -> Iterable[Atom]:
    """Return the conclusions shown in an advice that a rule can bear on, those that follow most directly first."""
    program = cases.diagram.program
    reached = {clause.head: None for clause in program.clauses if clause.label.rule == rule.id}
    for clause in program.clauses:
        if any(not isinstance(part, FactIn) and part.conclusion in reached for part in clause.body):
            reached.setdefault(clause.head)
    return sorted((atom for atom in reached if atom.kind in SHOWN), key=lambda atom: program.strata[atom])


def main() -> int:
    """Write the file, or with --check compare it; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    add_rules_option(parser)
    options = parser.parse_args()
    text = generated_text(load_knowledge(options.rules))
    if options.rules != rules_folder():
        print(_count(text) if options.check else text.rstrip())
        return 0
    current = GENERATED.exists() and GENERATED.read_text(encoding="utf-8") == text
    shown = GENERATED.relative_to(ROOT)
    if options.check:
        print(f"{shown} is {'current' if current else 'not current; run python tools/generate_cases.py'}")
        return 0 if current else 1
    if not current:
        GENERATED.parent.mkdir(exist_ok=True)
        GENERATED.write_text(text, encoding="utf-8")
    print(_count(text))
    return 0


def _count(text: str) -> str:
    return f"{len(json.loads(text))} pairs of cases"


if __name__ == "__main__":
    sys.exit(main())
