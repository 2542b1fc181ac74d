"""Programs: strata, canonical order, and what is refused."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given

from pmo_expert.logic.keys import Atom, Label, Variable
from pmo_expert.logic.program import (
    Absent,
    Clause,
    CyclicProgramError,
    Derivation,
    FactIn,
    Holds,
    Program,
    ProgramError,
    make_program,
)
from tests.logic.strategies import Sample, samples

F, G, NOWHERE = map(Variable, ("f", "g", "nowhere"))
A, B, C, X, Z = map(Atom, "abcxz")
DOMAINS = {F: ("a", "b", "unknown"), G: ("a", "unknown")}
CYCLE = """
from pmo_expert.logic.keys import Atom
from pmo_expert.logic.program import Clause, CyclicProgramError, Holds, make_program
rests_on = {"a": "bxy", "b": "cxy", "c": "axy"}
try:
    make_program({}, [Clause(Atom(head), tuple(Holds(Atom(name)) for name in body)) for head, body in rests_on.items()])
except CyclicProgramError as error:
    print(error.cycle)
"""


def body_of(*literals: FactIn | Holds | Absent) -> tuple[FactIn | Holds | Absent, ...]:
    """Return the body that a program makes of literals."""
    return make_program(DOMAINS, [Clause(C, literals)]).clauses[0].body


def test_stratum_is_one_above_the_highest_below() -> None:
    """A conclusion stands one stratum above the highest that it rests on, negated or not, and at 0 on facts alone."""
    top, middle, low, nowhere = map(Atom, ("top", "middle", "low", "nowhere"))
    program = make_program(
        DOMAINS,
        [
            Clause(top, (Holds(low), Absent(middle))),
            Clause(middle, (Absent(low),)),
            Clause(low, (FactIn(F, ("a",)),)),
            Clause(low, (Holds(nowhere),)),
        ],
    )
    assert program.strata == {nowhere: 0, low: 1, middle: 2, top: 3}


def test_clauses_stand_by_stratum_then_as_given() -> None:
    """The whole program: clauses by stratum, those of one stratum as they were given."""
    second = Clause(B, (Holds(A),), Label("two"))
    first, also_first = Clause(A, (), Label("one")), Clause(Z, (), Label("three"))
    program = make_program(DOMAINS, [second, first, also_first])
    assert program == Program(DOMAINS, (first, also_first, second), {A: 0, Z: 0, B: 1})


@given(samples())
def test_canonical_order_is_stable(sample: Sample) -> None:
    """A program made of a program's clauses is the same program."""
    assert make_program(sample.program.domains, sample.program.clauses) == sample.program


@given(samples())
def test_every_clause_rests_on_finished_strata(sample: Sample) -> None:
    """Whatever a clause reads stands in a lower stratum."""
    strata = sample.program.strata
    for clause in sample.program.clauses:
        read = [literal.conclusion for literal in clause.body if not isinstance(literal, FactIn)]
        assert all(strata[name] < strata[clause.head] for name in read)


@pytest.mark.parametrize("negated", [Holds, Absent])
def test_cycle_is_refused_and_named(negated: type[Holds | Absent]) -> None:
    """Conclusions that rest on themselves are refused, each before what it rests on, the first again at the end."""
    with pytest.raises(CyclicProgramError) as caught:
        make_program({}, [Clause(A, (Holds(B),)), Clause(B, (negated(C),)), Clause(C, (Holds(A),))])
    cycle = caught.value.cycle
    turns = [(A, B, C, A), (B, C, A, B), (C, A, B, C)]
    assert cycle in turns
    assert str(caught.value) == "conclusions that rest on themselves: " + " ← ".join(map(str, cycle))


def test_conclusion_that_rests_on_itself_is_refused() -> None:
    """A clause that reads its own head is a cycle of one."""
    with pytest.raises(CyclicProgramError) as caught:
        make_program({}, [Clause(A, (Absent(A),))])
    assert caught.value.cycle == (A, A)


def test_the_same_cycle_is_named_in_every_process() -> None:
    """Which cycle is named does not hang on the hash seed of the process."""
    said = {
        subprocess.run(
            [sys.executable, "-c", CYCLE],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "3", "4")
    }
    assert len(said) == 1


@pytest.mark.parametrize(
    ("literals", "said"),
    [
        ((FactIn(NOWHERE, ("a",)),), "c: no value ['a'] of fact 'nowhere'"),
        ((FactIn(NOWHERE, ()),), "c: no value [] of fact 'nowhere'"),
        ((FactIn(F, ("a", "z")),), "c: no value ['z'] of fact 'f'"),
        ((FactIn(F, ("a",)), FactIn(F, ("z",))), "c: no value ['z'] of fact 'f'"),
        ((FactIn(F, ("z",)), FactIn(F, ("a",))), "c: no value ['z'] of fact 'f'"),
    ],
)
def test_unknown_fact_or_value_is_refused(literals: tuple[FactIn, ...], said: str) -> None:
    """A fact or value that the domains lack is refused by name, though another literal on the fact rules it out."""
    with pytest.raises(ProgramError) as caught:
        make_program(DOMAINS, [Clause(C, literals)])
    assert str(caught.value) == said


def test_literals_on_one_fact_become_one() -> None:
    """Several literals on one fact become one that accepts what all accept, where the first stood."""
    literals = (FactIn(F, ("a", "b")), Holds(X), FactIn(F, ("b", "unknown")))
    assert body_of(*literals) == (FactIn(F, ("b",)), Holds(X))


def test_contradictory_tests_accept_nothing() -> None:
    """Tests of one fact that nothing meets together leave a literal without values."""
    assert body_of(FactIn(F, ("a",)), FactIn(F, ("b",))) == (FactIn(F, ()),)


def test_doubled_literals_become_one() -> None:
    """The same literal twice is once; reached and not reached are two literals."""
    assert body_of(Holds(X), Absent(X), Holds(X), Absent(X)) == (Holds(X), Absent(X))


def test_derivation_gives_the_heads_of_its_firings() -> None:
    """The conclusions of a derivation are the heads of the clauses that fired."""
    program = make_program({}, [Clause(A, ()), Clause(B, ()), Clause(A, (Absent(Z),))])
    assert Derivation(program, (1, 2)).conclusions == {A}
