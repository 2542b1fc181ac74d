"""Every engine derives what the program means."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_expert.logic.keys import Atom, Variable
from pmo_expert.logic.program import Absent, Clause, FactIn, Holds, make_program
from tests.logic.engines import ENGINES, engine_of
from tests.logic.strategies import Sample, samples
from tests.naive import meaning

A, B = map(Variable, "ab")
P, Q, R, S, T = map(Atom, "pqrst")
CHAIN = make_program(
    {A: ("yes", "no", "unknown"), B: ("yes", "no", "unknown")},
    [
        Clause(P, (FactIn(A, ("yes",)),)),
        Clause(Q, (Holds(P), FactIn(B, ("yes", "unknown")))),
        Clause(R, (Absent(Q),)),
        Clause(S, (Absent(R), Holds(P))),
        Clause(T, ()),
    ],
)
BOTH = {A: "yes", B: "unknown"}
ALL_BUT_R = {P, Q, S, T}


class BreaksOff(Mapping[Variable, str]):
    """Facts whose reading fails when some of them have been read."""

    def __getitem__(self, name: Variable) -> str:
        if name == B:
            raise OSError(str(name))
        return "yes"

    def __iter__(self) -> Iterator[Variable]:
        return iter((A, B))

    def __len__(self) -> int:
        return 2


@pytest.mark.parametrize("name", ENGINES)
@given(sample=samples())
def test_engine_derives_the_meaning(name: str, sample: Sample) -> None:
    """An engine fires the clauses, and reaches the conclusions, that the definition of the meaning gives."""
    engine = engine_of(name, sample.program)
    for facts in sample.facts:
        derivation = engine.derive(facts)
        assert (derivation.fired, derivation.conclusions) == meaning(sample.program, facts)


@pytest.mark.parametrize("name", ENGINES)
@given(sample=samples(), data=st.data())
def test_order_of_facts_changes_nothing(name: str, sample: Sample, data: st.DataObject) -> None:
    """The order in which facts are given changes nothing."""
    engine = engine_of(name, sample.program)
    facts = sample.facts[0]
    shuffled = dict(data.draw(st.permutations(list(facts.items()))))
    assert engine.derive(shuffled) == engine.derive(facts)


@pytest.mark.parametrize("name", ENGINES)
@given(sample=samples(), data=st.data())
def test_order_of_domains_changes_nothing(name: str, sample: Sample, data: st.DataObject) -> None:
    """The order in which the facts of a program are declared changes nothing."""
    program = sample.program
    shuffled = make_program(dict(data.draw(st.permutations(list(program.domains.items())))), program.clauses)
    facts = sample.facts[0]
    assert engine_of(name, shuffled).derive(facts) == engine_of(name, program).derive(facts)


@pytest.mark.parametrize("name", ENGINES)
@given(sample=samples())
def test_cases_leave_nothing_behind(name: str, sample: Sample) -> None:
    """A case derives the same after other cases as before them."""
    engine = engine_of(name, sample.program)
    first = [engine.derive(facts) for facts in sample.facts]
    again = [engine.derive(facts) for facts in reversed(sample.facts)]
    assert again == first[::-1]


@pytest.mark.slow
@pytest.mark.parametrize("name", ENGINES)
@settings(max_examples=10)
@given(several=st.lists(samples(), min_size=2, max_size=4))
def test_engines_do_not_disturb_each_other(name: str, several: list[Sample]) -> None:
    """Several engines at once derive, in turns, what each derives alone, and so when some are gone."""
    engines = [engine_of(name, sample.program) for sample in several]
    for turn in range(4):
        for engine, sample in zip(engines, several, strict=True):
            facts = sample.facts[turn % len(sample.facts)]
            assert engine.derive(facts).fired == meaning(sample.program, facts).fired
    last, facts = engines[-1], several[-1].facts[0]
    engines.clear()
    del engine
    gc.collect()
    assert last.derive(facts).fired == meaning(several[-1].program, facts).fired


@pytest.mark.parametrize("name", ENGINES)
def test_engine_recovers_after_an_exception(name: str) -> None:
    """A case that breaks off in the middle leaves no trace in the next."""
    engine = engine_of(name, CHAIN)
    with pytest.raises(OSError, match="b"):
        engine.derive(BreaksOff())
    assert engine.derive({A: "no", B: "yes"}).conclusions == {R, T}
    assert engine.derive(BOTH).conclusions == ALL_BUT_R


@pytest.mark.parametrize("name", ENGINES)
def test_facts_that_no_clause_reads_are_ignored(name: str) -> None:
    """Facts that the program does not declare change nothing."""
    assert engine_of(name, CHAIN).derive(BOTH | {Variable("elsewhere"): "yes"}).conclusions == ALL_BUT_R


@pytest.mark.parametrize("name", ENGINES)
def test_program_without_clauses_derives_nothing(name: str) -> None:
    """Without clauses nothing fires."""
    assert engine_of(name, make_program({A: ("yes", "no")}, [])).derive({A: "yes"}).fired == ()


@pytest.mark.parametrize("name", ENGINES)
def test_fact_and_conclusion_of_one_name_are_two_things(name: str) -> None:
    """A conclusion named like a fact does not stand in its way."""
    a, b = map(Atom, "ab")
    program = make_program({A: ("yes", "no")}, [Clause(a, (FactIn(A, ("yes",)),)), Clause(b, (Holds(a),))])
    engine = engine_of(name, program)
    assert [engine.derive({A: value}).fired for value in ("yes", "no")] == [(0, 1), ()]


@pytest.mark.parametrize("name", ENGINES)
def test_keys_that_read_alike_are_two_things(name: str) -> None:
    """Facts, and conclusions, that read alike and differ in their parts do not stand in each other's way."""
    whole, member = Variable("a:x"), Variable("a", "x")
    one, other, only_one = Atom("p.x"), Atom("p", "x"), Atom("q")
    clauses = [
        Clause(one, (FactIn(whole, ("yes",)),)),
        Clause(other, (FactIn(member, ("yes",)),)),
        Clause(only_one, (Holds(one), Absent(other))),
    ]
    engine = engine_of(name, make_program(dict.fromkeys((whole, member), ("yes", "no")), clauses))
    assert engine.derive({whole: "yes", member: "no"}).conclusions == {one, only_one}
    assert engine.derive({whole: "no", member: "yes"}).conclusions == {other}


@pytest.mark.parametrize("name", ENGINES)
def test_firings_stand_in_canonical_order(name: str) -> None:
    """Firings come by stratum, then in the order of the rules."""
    a, also_a, b, c = Atom("a"), Atom("a2"), Atom("b"), Atom("c")
    program = make_program({}, [Clause(c, (Holds(b),)), Clause(b, (Holds(a),)), Clause(a, ()), Clause(also_a, ())])
    engine = engine_of(name, program)
    assert [program.clauses[number].head for number in engine.derive({}).fired] == [a, also_a, b, c]


@pytest.mark.parametrize("name", ENGINES)
def test_engine_names_itself(name: str) -> None:
    """An engine says which engines took part and which program it runs."""
    engine = engine_of(name, CHAIN)
    assert (engine.names, engine.program) == ((name,), CHAIN)
