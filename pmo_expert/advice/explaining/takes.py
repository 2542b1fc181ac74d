"""What it would take for a conclusion that does not hold: the smallest sets of changes that would make it so."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_expert.advice.changes import changes, facts_changed
from pmo_expert.advice.consultation import Consultation
from pmo_expert.advice.explaining.explanation_result import Explanation
from pmo_expert.advice.unknowns.turning_points import others_of
from pmo_expert.advice.what_if import FactChange
from pmo_expert.knowledge.language.subjects import VERDICT
from pmo_expert.logic.diagram import DiagramTooLargeError
from pmo_expert.logic.keys import Atom
from pmo_expert.logic.program import Clause, Program, make_program
from pmo_expert.logic.variants import Change, VariantEngine, smallest_sets

Sets = tuple[tuple[FactChange, ...], ...]
MOST_CHANGES = 3
MOST_TRIED = 30_000
MOST_SETS = 20
ASKED = Atom("asked")


def takes_for_conclusion(given: Consultation, conclusion: Atom, explanation: Explanation) -> Sets:
    """Return the smallest sets of changes after which a conclusion is reached; none where no few changes do.

    For a verdict they are those that `changes` finds, where it finds any. Else stated, presumed and unknown facts may
    change that the explanation of why it is not reached tests.
    """
    if conclusion.kind == VERDICT and (known := _changes(given, conclusion.value)):
        return known
    return _smallest(given, given.knowledge.compiled.program, conclusion, explanation)


def takes_for_clause(given: Consultation, clause: Clause, explanation: Explanation) -> Sets:
    """Return the smallest sets of changes after which a clause holds; none where no few changes do."""
    program = given.knowledge.compiled.program
    asked = make_program(program.domains, (*program.clauses, Clause(ASKED, clause.body, clause.label)))
    return _smallest(given, asked, ASKED, explanation)


def _changes(given: Consultation, verdict: str) -> Sets:
    try:
        found = changes(given, verdict)
    except (ImportError, DiagramTooLargeError):
        return ()
    return tuple(change.facts for change in found) if found.about == "verdict" else ()


def _smallest(given: Consultation, program: Program, conclusion: Atom, explanation: Explanation) -> Sets:
    found = smallest_sets(
        VariantEngine(program, (conclusion,)),
        given.facts,
        _settings(given, dict.fromkeys(_tested(explanation))),
        conclusion,
        most_changes=MOST_CHANGES,
        most_tried=MOST_TRIED,
    )
    return tuple(facts_changed(given, change) for change in found[:MOST_SETS])


def _settings(given: Consultation, names: Iterable[str]) -> Iterable[list[Change]]:
    """Yield what each of some attributes could be that it is not, as far as is known or usual; sets with one member."""
    read = given.knowledge.compiled.encoding.read
    for name in filter(read.__contains__, names):
        others = others_of(read[name], given, given.facts)
        yield [change for change in others if sum(value == "yes" for fact, value in change.items() if fact.member) <= 1]


def _tested(explanation: Explanation) -> Iterable[str]:
    for reason in explanation.reasons:
        yield from (condition.attribute for condition in reason.conditions)
        for premise in reason.premises:
            yield from _tested(premise.explanation)
