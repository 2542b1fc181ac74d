"""The ways in which a conclusion can follow."""

from __future__ import annotations

from pmo_expert.logic.keys import Atom, Variable
from pmo_expert.logic.program import Clause, FactIn, make_program
from pmo_expert.logic.ways import Ways

MOOD, PAY = Variable("mood"), Variable("pay")
PROGRAM = make_program(
    {MOOD: ("good", "fair", "bad"), PAY: ("high", "low")}, [Clause(Atom("happy"), (FactIn(PAY, ("high",)),))]
)


def test_a_value_that_the_program_lacks_counts_for_nothing() -> None:
    """A literal with as many values as a fact has, one of them not its own, still asks for the others."""
    literals = [FactIn(MOOD, ("good", "fair", "unknown"))]
    assert Ways(PROGRAM).of_all(literals) == ((FactIn(MOOD, ("good", "fair")),),)
    assert Ways(PROGRAM).of_all([FactIn(MOOD, ("unknown",))]) == ()


def test_a_literal_with_all_values_needs_nothing() -> None:
    """What every value of a fact meets needs nothing."""
    assert Ways(PROGRAM).of_all([FactIn(MOOD, ("good", "fair", "bad", "unknown"))]) == ((),)
