"""The engine `diagram`: its functions against the definition of a program, case by case."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partialmethod
from itertools import product

import pytest
from hypothesis import given, settings

from pmo_expert.logic.diagram import Diagram, DiagramTooLargeError, _Reader
from pmo_expert.logic.fact_order import fact_orders
from pmo_expert.logic.keys import Atom, Variable
from pmo_expert.logic.program import Absent, Clause, FactIn, Holds, Program, make_program, without_value
from tests.logic.strategies import CONCLUSIONS, NEVER, UNKNOWN, Sample, samples
from tests.naive import meaning

pytest.importorskip("oxidd", exc_type=ImportError)

SPARE, F, G = Variable("spare"), Variable("f"), Variable("g")
X, Y = Atom("x"), Atom("y")
SIMPLE = make_program(
    {SPARE: ("yes",), F: ("a", "b", "c"), G: ("a", "b")},
    [Clause(X, (FactIn(G, ("a",)), FactIn(F, ("a", "c")))), Clause(Y, (Absent(X), FactIn(F, ("c",))))],
)


def assignments(program: Program) -> Iterator[dict[Variable, str]]:
    """Yield every way to give all facts a value."""
    for values in product(*program.domains.values()):
        yield dict(zip(program.domains, values, strict=True))


def parity(facts: int) -> Program:
    """Return a program that concludes whether an odd number of facts is yes."""
    clauses = []
    for number in range(facts):
        before, yes, no = odd(number - 1), FactIn(fact(number), ("yes",)), FactIn(fact(number), ("no",))
        clauses += [Clause(odd(number), (yes, Absent(before))), Clause(odd(number), (no, Holds(before)))]
    return make_program({fact(number): ("yes", "no") for number in range(facts)}, clauses)


def fact(number: int) -> Variable:
    """Return a fact by its number."""
    return Variable(f"f{number}")


def odd(number: int) -> Atom:
    """Return the conclusion that an odd number of the facts up to one is yes."""
    return Atom(f"odd{number}")


@given(samples())
def test_every_conclusion_is_reached_where_the_program_says(sample: Sample) -> None:
    """The function of every conclusion, and of one never concluded, is true for the facts that lead to it."""
    diagram = Diagram(sample.program, CONCLUSIONS[-1:])
    outcomes = {name: diagram.outcomes((name, None)) for name in (*CONCLUSIONS, NEVER)}
    for facts in assignments(sample.program):
        reached = meaning(sample.program, facts).conclusions
        assert {name for name, one in outcomes.items() if one.outcome(facts) == 0} == reached


@given(samples())
def test_cases_are_counted(sample: Sample) -> None:
    """As many cases are counted for a conclusion as reach it."""
    diagram = Diagram(sample.program, (Y,))
    every = [meaning(sample.program, facts).conclusions for facts in assignments(sample.program)]
    for name in CONCLUSIONS:
        assert diagram.cases(diagram.function(name)) == sum(name in reached for reached in every)


@given(samples())
def test_without_a_value_the_other_cases_mean_the_same(sample: Sample) -> None:
    """The program without unknown values has the cases without them, which lead to the same conclusions."""
    known = without_value(sample.program.domains, sample.program.clauses, UNKNOWN)
    assert known.domains == {
        fact: tuple(value for value in values if value != UNKNOWN) for fact, values in sample.program.domains.items()
    }
    for facts in assignments(known):
        assert meaning(known, facts).conclusions == meaning(sample.program, facts).conclusions


@given(samples())
def test_facts_are_ordered_each_once(sample: Sample) -> None:
    """The order holds every fact of the program once, whichever conclusions matter most."""
    for roots in ((), CONCLUSIONS, (NEVER,)):
        assert {tuple(sorted(order)) for order in fact_orders(sample.program, roots)} == {
            tuple(sorted(sample.program.domains))
        }


def test_facts_that_are_read_together_stand_together() -> None:
    """Where two groups of facts are read, each group stands together, however the program lists them."""
    a, b, c, d = (Variable(name) for name in "acbd")
    both = [Clause(X, (FactIn(a, ("1",)), FactIn(c, ("1",)))), Clause(Y, (FactIn(b, ("1",)), FactIn(d, ("1",))))]
    program = make_program(dict.fromkeys((a, b, c, d), ("1", "2")), both)
    order = next(fact_orders(program, (X, Y)))
    assert {frozenset(order[:2]), frozenset(order[2:])} == {frozenset({a, c}), frozenset({b, d})}


def test_a_function_for_the_values_of_a_fact() -> None:
    """A fact has one of its values in every case, and one of none of them in no case."""
    diagram = Diagram(SIMPLE, ())
    assert diagram.cases(diagram.fact_in(F, ("a", "b", "c"))) == 6
    assert diagram.cases(diagram.fact_in(F, ("b",))) == 2
    assert diagram.cases(diagram.fact_in(SPARE, ("yes",))) == 6
    assert diagram.cases(diagram.fact_in(F, ())) == 0


def test_the_rest_is_one_more_outcome() -> None:
    """None stands for the cases in which no other outcome is reached, wherever it stands in the list."""
    diagram = Diagram(SIMPLE, (Y,))
    assert diagram.outcomes((X, None, Y)).counts() == (2, 3, 1)
    assert diagram.outcomes((None, X)).counts() == (4, 2)


@pytest.mark.parametrize("most", [*range(2, 60, 3), 100, 200])
def test_too_few_nodes_are_one_kind_of_error(most: int) -> None:
    """With however few nodes, all answers are right or DiagramTooLargeError names the limit."""
    program = parity(12)
    try:
        diagram = Diagram(program, (odd(11),), most)
        assert diagram.outcomes((odd(11), None)).counts() == (2048, 2048)
        assert diagram.cases(diagram.function(odd(11))) == 2048
        assert diagram.cases(diagram.fact_in(fact(3), ("yes", "no"))) == 4096
    except DiagramTooLargeError as error:
        limits = [f"these rules need a diagram of more than {limit} nodes" for limit in (most, most // 4)]
        assert str(error) in limits  # noqa: PT017
        assert most < 200
    else:
        assert most > 12


def test_too_large_when_the_functions_are_combined() -> None:
    """Also what is asked of a diagram that was made may need more nodes than it may hold."""
    domains = {fact(number): ("yes", "no") for number in range(12)}
    yes = [FactIn(one, ("yes",)) for one in domains]
    clauses = [Clause(Atom(f"c{number}"), (yes[number], yes[number + 6])) for number in range(6)]
    diagram = Diagram(make_program(domains, clauses), (), 64)
    with pytest.raises(DiagramTooLargeError, match="more than 64 nodes"):
        diagram.outcomes((*(clause.head for clause in clauses), None))


@settings(max_examples=20)
@given(samples())
def test_the_same_program_gives_the_same_diagram(sample: Sample) -> None:
    """Two diagrams of one program read the same, node by node."""
    first, second = (Diagram(sample.program, (Y,)).outcomes((Y, None)) for _ in range(2))
    assert first == second


def test_many_facts_in_a_row() -> None:
    """A conclusion that rests on 1000 facts is read without running out of stack."""
    outcomes = Diagram(parity(1000), (odd(999),)).outcomes((odd(999), None))
    assert outcomes.counts() == (2**999, 2**999)
    assert outcomes.restrict({fact(0): "yes"}).counts() == (2**998, 2**998)


def test_conclusions_that_leave_no_room_to_work_are_too_large() -> None:
    """Conclusions may take a quarter of the room for nodes, since more of it would take far too long to fill."""
    assert Diagram(parity(40), (odd(39),), 4000).nodes < 1000
    with pytest.raises(DiagramTooLargeError, match="more than 200 nodes"):
        Diagram(parity(300), (odd(299),), 800)


def test_a_combination_of_small_functions_may_be_too_large_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each function may be small, and all that they tell apart together not."""
    monkeypatch.setattr(_Reader, "__init__", partialmethod(_Reader.__init__, most=20))
    diagram = Diagram(parity(12), (odd(11),))
    with pytest.raises(DiagramTooLargeError, match="more than 20 nodes"):
        diagram.outcomes((odd(11), None))
