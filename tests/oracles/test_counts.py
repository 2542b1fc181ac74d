"""How many cases there are, against Ganak, an exact counter of models (Sharma, Roy, Soos and Meel, IJCAI 2019)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from pmo_expert import Knowledge
from pmo_expert.domain.attribute import UNKNOWN
from pmo_expert.knowledge.language.subjects import VERDICT
from pmo_expert.logic.diagram import Diagram
from pmo_expert.logic.keys import Atom, Variable
from pmo_expert.proofs.all_cases import all_cases
from pmo_expert.proofs.verdict_proofs import census
from tests.advice.examples import article, lead_or_build
from tests.advice.tiny import tiny
from tests.logic.strategies import Sample, samples
from tests.oracles.cnf import Cnf

PROGRAMS = 40
pyganak = pytest.importorskip("pyganak", reason="Ganak is not installed")


def models(clauses: list[list[int]], variables: int) -> int:
    """Return how many models clauses have over variables from 1 on."""
    counter = pyganak.Counter()
    counter.new_vars(variables)
    for clause in clauses:
        counter.add_clause(clause)
    found: int = counter.count()
    return found


def check_counts(sample: Sample) -> None:
    """Compare for each conclusion of a program in how many cases it is reached."""
    cnf = Cnf(sample.program)
    variables = max(abs(number) for clause in cnf.clauses for number in clause)
    diagram = Diagram(sample.program, tuple(sample.program.strata))
    for atom in sample.program.strata:
        assert diagram.cases(diagram.function(atom)) == models(cnf.also([cnf.atoms[atom]]), variables), atom


@settings(max_examples=PROGRAMS)
@given(samples())
def test_conclusions_are_reached_in_as_many_cases(sample: Sample) -> None:
    """For random programs both count the cases in which each conclusion is reached alike."""
    check_counts(sample)


@pytest.mark.parametrize("pack", [tiny, lead_or_build, article], ids=["tiny", "lead-or-build", "article"])
def test_the_census_of_a_pack_is_right(pack: Any) -> None:
    """All cases of a pack that can occur, and those of each verdict, are as many as Ganak counts."""
    knowledge: Knowledge = pack()
    program = knowledge.compiled.program
    cnf = Cnf(program)
    variables = max(abs(number) for clause in cnf.clauses for number in clause)
    can_be = [clause for fact in program.domains if fact.member for clause in _unknown_with_its_set(cnf, fact)]
    counted = census(all_cases(knowledge))
    assert counted.cases == models(cnf.also(*can_be), variables)
    for verdict, number in counted.verdicts.items():
        reached = [cnf.atoms[Atom(VERDICT, "", verdict)]]
        assert number == models(cnf.also(*can_be, reached), variables), verdict


def _unknown_with_its_set(cnf: Cnf, fact: Variable) -> tuple[list[int], list[int]]:
    """Return clauses that say that a member of a set is unknown exactly where the set is."""
    member, whole = cnf.facts[fact, UNKNOWN], cnf.facts[Variable(fact.attribute), UNKNOWN]
    return [-member, whole], [member, -whole]
