"""A program for many rows at once, each a bit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmo_expert.logic.bits import bit_engine
from pmo_expert.logic.program import Clause, FactIn, Holds, make_program
from tests.naive import meaning
from tests.strategies import CONCLUSIONS, Sample, samples


@given(sample=samples(), data=st.data())
def test_each_bit_is_what_the_program_means_for_its_row(sample: Sample, data: st.DataObject) -> None:
    """The bit of a row is set in a conclusion just when its facts lead there, whichever common facts are settled."""
    program, first = sample.program, sample.facts[0]
    common = [name for name in first if len({facts[name] for facts in sample.facts}) == 1]
    settled = {name: first[name] for name in common if data.draw(st.booleans())}
    asked = data.draw(st.lists(st.sampled_from(CONCLUSIONS), unique=True))
    engine = bit_engine(program, settled, asked)
    assert settled.keys().isdisjoint(literal.fact for literal in engine.literals)
    truths = {
        literal: sum((facts[literal.fact] in literal.values) << row for row, facts in enumerate(sample.facts))
        for literal in engine.literals
    }
    derived = engine.derive(truths, (1 << len(sample.facts)) - 1)
    for name in asked:
        reached = [derived.conclusion(name) >> row & 1 for row in range(len(sample.facts))]
        assert reached == [name in meaning(program, facts).conclusions for facts in sample.facts]


def test_only_what_the_conclusions_rest_on_is_asked_for() -> None:
    """Literals that make no difference to the conclusions asked for need not be told."""
    yes = {name: FactIn(name, ("yes",)) for name in "abc"}
    domains = dict.fromkeys("abc", ("yes", "no"))
    clauses = [Clause("p", (yes["a"],)), Clause("q", (yes["b"], yes["c"])), Clause("r", (Holds("p"),))]
    assert bit_engine(make_program(domains, clauses), {}, ["r"]).literals == (yes["a"],)
    assert bit_engine(make_program(domains, clauses), {"c": "no"}, ["q", "r"]).literals == (yes["a"],)


def test_no_rows_reach_nothing() -> None:
    """A population without rows is one, too."""
    engine = bit_engine(make_program({"a": ("yes", "no")}, [Clause("p", ())]), {}, ["p", "q"])
    derived = engine.derive({}, 0)
    assert (derived.conclusion("p"), derived.conclusion("q")) == (0, 0)
