"""A program for many rows at once, each a bit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmo_expert.logic.bits import bit_engine
from pmo_expert.logic.keys import Atom, Variable
from pmo_expert.logic.program import Absent, Clause, FactIn, Holds, make_program
from tests.logic.strategies import CONCLUSIONS, Sample, samples
from tests.naive import meaning


@given(sample=samples(), data=st.data())
def test_each_bit_is_what_the_program_means_for_its_row(sample: Sample, data: st.DataObject) -> None:
    """The bit of a row is set in a conclusion just when its facts lead there, whichever common facts are settled."""
    program, first = sample.program, sample.facts[0]
    common = [name for name in first if len({facts[name] for facts in sample.facts}) == 1]
    settled = {name: first[name] for name in common if data.draw(st.booleans())}
    asked = data.draw(st.lists(st.sampled_from(CONCLUSIONS), unique=True))
    engine = bit_engine(program, settled, asked)
    assert settled.keys().isdisjoint(literal.variable for literal in engine.literals)
    truths = {
        literal: sum((facts[literal.variable] in literal.values) << row for row, facts in enumerate(sample.facts))
        for literal in engine.literals
    }
    derived = engine.derive(truths, (1 << len(sample.facts)) - 1)
    for name in asked:
        reached = [derived.conclusion(name) >> row & 1 for row in range(len(sample.facts))]
        assert reached == [name in meaning(program, facts).conclusions for facts in sample.facts]


@given(sample=samples(), data=st.data())
def test_what_is_derived_again_is_what_is_derived_anew(sample: Sample, data: st.DataObject) -> None:
    """Once literals are true of other rows, all that follows is what follows when it is derived from the start."""
    rows = (1 << len(sample.facts)) - 1
    engine = bit_engine(sample.program, {}, CONCLUSIONS)
    some = st.integers(0, rows)
    before = {literal: data.draw(some) for literal in engine.literals}
    changed = {literal: data.draw(some) for literal in engine.literals if data.draw(st.booleans())}
    anew = engine.derive({**before, **changed}, rows)
    assert engine.derive_again(engine.derive(before, rows), changed) == anew
    assert engine.derive_again(anew, before) == engine.derive(before, rows)


def test_what_rests_on_a_conclusion_is_derived_again_with_it() -> None:
    """A change goes on through what holds and what does not, as far as something becomes another."""
    a, b = (FactIn(Variable(name), ("yes",)) for name in "ab")
    p, q, r = map(Atom, "pqr")
    clauses = [Clause(p, (a,)), Clause(q, (Holds(p), b)), Clause(r, (Absent(q),))]
    engine = bit_engine(make_program({part.variable: ("yes", "no") for part in (a, b)}, clauses), {}, [p, q, r])
    before = engine.derive({a: 0b0011, b: 0b0110}, 0b1111)
    after = engine.derive_again(before, {a: 0b1100})
    assert [before.conclusion(name) for name in (p, q, r)] == [0b0011, 0b0010, 0b1101]
    assert [after.conclusion(name) for name in (p, q, r)] == [0b1100, 0b0100, 0b1011]


def test_only_what_the_conclusions_rest_on_is_asked_for() -> None:
    """Literals that make no difference to the conclusions asked for need not be told."""
    domains = dict.fromkeys(map(Variable, "abc"), ("yes", "no"))
    a, b, c = (FactIn(fact, ("yes",)) for fact in domains)
    p, q, r = map(Atom, "pqr")
    program = make_program(domains, [Clause(p, (a,)), Clause(q, (b, c)), Clause(r, (Holds(p),))])
    assert bit_engine(program, {}, [r]).literals == (a,)
    assert bit_engine(program, {c.variable: "no"}, [q, r]).literals == (a,)


def test_no_rows_reach_nothing() -> None:
    """A population without rows is one, too."""
    p, q = map(Atom, "pq")
    engine = bit_engine(make_program({Variable("a"): ("yes", "no")}, [Clause(p, ())]), {}, [p, q])
    derived = engine.derive({}, 0)
    assert (derived.conclusion(p), derived.conclusion(q)) == (0, 0)
