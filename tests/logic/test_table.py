"""The engine table derives on all rows of a frame what the engine compiled derives row by row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import narwhals.stable.v2 as nw
import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from pmo_expert.logic.columns.expression import Expression, value
from pmo_expert.logic.columns.view import View
from pmo_expert.logic.compiled import CompiledEngine
from pmo_expert.logic.keys import Atom, Facts, Variable
from pmo_expert.logic.program import Absent, Clause, FactIn, Holds, Literal, Program, make_program
from pmo_expert.logic.specialize import needed, specialize
from pmo_expert.logic.table import Derived, TableEngine
from tests.logic.strategies import CONCLUSIONS, NEVER, Sample, samples

ASKED = (*CONCLUSIONS, NEVER)


class Split(NamedTuple):
    """A program with facts for several rows, some of which all rows share."""

    program: Program
    rows: list[dict[Variable, str]]
    shared: dict[Variable, str]


@st.composite
def splits(draw: DrawFn) -> Split:
    """Draw a program with rows of facts, and which of the facts are given once for all of them."""
    sample: Sample = draw(samples())
    names = sorted(sample.program.domains)
    once = draw(st.sets(st.sampled_from(names)))
    shared = {name: sample.facts[0][name] for name in names if name in once}
    return Split(sample.program, [facts | shared for facts in sample.facts], shared)


def derive(split: Split, *, start: str = "_", lazy: bool = False) -> Derived:
    """Derive everything about a program on a Polars frame with a column for each value of each fact by row."""
    program, rows, shared = split
    values = [(fact, value) for fact in program.domains if fact not in shared for value in program.domains[fact]]
    cells = {f"{fact} is {value}": [row[fact] == value for row in rows] for fact, value in values}
    frame = pl.DataFrame({"row": list(range(len(rows))), **cells}, schema_overrides=dict.fromkeys(cells, pl.Boolean))
    tests: dict[Variable, dict[str, str]] = {}
    for fact, name in values:
        tests.setdefault(fact, {})[name] = f"{fact} is {name}"
    view = View(nw.from_native(frame.lazy() if lazy else frame))
    engine = TableEngine(program)
    return engine.derive(view, tests, shared, conclusions=ASKED, clauses=range(len(program.clauses)), start=start)


def where(derived: Derived, tests: Iterable[Expression | bool]) -> list[list[bool]]:
    """Return for each test that the engine gave the rows in which it is true."""
    columns = {f"test {place}": value(test) if isinstance(test, bool) else test for place, test in enumerate(tests)}
    kept = derived.view.frame.collect_schema().names()[:1]
    marked = derived.view.select(columns, kept=kept).lazy().collect("polars")
    return [marked[name].to_list() for name in columns]


@given(splits())
def test_table_derives_what_compiled_derives(split: Split) -> None:
    """Clause by clause and conclusion by conclusion, table says of each row what compiled says of its facts."""
    derived, numbers = derive(split), range(len(split.program.clauses))
    single = [CompiledEngine(split.program).derive(facts) for facts in split.rows]
    assert where(derived, map(derived.clause, numbers)) == [
        [number in each.fired for each in single] for number in numbers
    ]
    assert where(derived, map(derived.conclusion, ASKED)) == [
        [name in each.conclusions for each in single] for name in ASKED
    ]


@given(splits())
def test_the_first_choice_that_fits_is_the_first_that_is_reached(split: Split) -> None:
    """In each row the first test that is true is that of the first conclusion that compiled reaches, in their order."""
    derived = derive(split)
    choice = derived.choice(CONCLUSIONS)
    single = [CompiledEngine(split.program).derive(facts).conclusions for facts in split.rows]
    for row, truths in enumerate(zip(*where(derived, [test for _, test in choice]), strict=True)):
        chosen = next((name for (name, _), true in zip(choice, truths, strict=True) if true), None)
        assert chosen == next((name for name, _ in choice if name in single[row]), None)
    assert choice or not any(reached & {*CONCLUSIONS} for reached in single)


@given(splits())
def test_lazy_frames_stay_lazy(split: Split) -> None:
    """On a lazy frame the engine derives the same, and leaves the frame lazy."""
    eager, lazy = derive(split), derive(split, lazy=True)
    assert isinstance(lazy.view.select({}, kept=["row"]), nw.LazyFrame)
    assert where(lazy, map(lazy.conclusion, ASKED)) == where(eager, map(eager.conclusion, ASKED))


@given(splits())
def test_columns_have_the_names_that_were_asked_for(split: Split) -> None:
    """What the engine adds begins with what it was told to begin names with."""
    assert all(name.startswith("§") for name in derive(split, start="§").view.columns)


def test_only_what_is_asked_for_is_added() -> None:
    """Conclusions on which nothing rests that was asked for are not worked out."""
    a, (x, y, z) = Variable("a"), map(Atom, "xyz")
    yes = (FactIn(a, ("yes",)),)
    program = make_program({a: ("yes", "no")}, [Clause(x, yes), Clause(y, (Holds(x),)), Clause(z, yes)])
    view = View(nw.from_native(pl.DataFrame({"a": [True, False]})))
    tests = {a: {"yes": "a"}}
    asked = TableEngine(program).derive(view, tests, {}, conclusions=[y])
    assert len(asked.view.columns) == 2
    assert where(asked, [asked.conclusion(y)]) == [[True, False]]
    assert not TableEngine(program).derive(view, tests, {}).view.columns


def holds(literal: Literal, facts: Facts, reached: frozenset[Atom]) -> bool:
    """Return whether a literal is true, by its definition."""
    if isinstance(literal, FactIn):
        return facts[literal.variable] in literal.values
    return (literal.conclusion in reached) is isinstance(literal, Holds)


@given(splits())
def test_what_is_left_of_a_program_means_the_same(split: Split) -> None:
    """With the facts given that were still open, the residue fires and concludes what the whole program does."""
    program, rows, shared = split
    residue = specialize(program, shared)
    for facts in rows:
        derivation = CompiledEngine(program).derive(facts)
        fired = [
            number
            for number, body in residue.bodies.items()
            if all(holds(literal, facts, derivation.conclusions) for literal in body)
        ]
        assert tuple(fired) == derivation.fired
        assert {name: name in derivation.conclusions for name in residue.settled} == residue.settled


@given(splits())
def test_what_is_left_reads_only_what_is_open(split: Split) -> None:
    """The residue reads no fact that was given, no conclusion that is settled, and nothing that always holds."""
    residue = specialize(split.program, split.shared)
    for body in residue.bodies.values():
        for literal in body:
            if isinstance(literal, FactIn):
                assert literal.variable not in split.shared
                assert 0 < len(literal.values) < len(split.program.domains[literal.variable])
            else:
                assert literal.conclusion not in residue.settled


@given(splits())
def test_with_all_facts_given_everything_is_settled(split: Split) -> None:
    """With every fact given, each clause holds or not for good, and each conclusion is settled."""
    facts = split.rows[0]
    residue = specialize(split.program, facts)
    derivation = CompiledEngine(split.program).derive(facts)
    assert tuple(residue.bodies) == derivation.fired
    assert set(residue.bodies.values()) <= {()}
    assert residue.settled == {name: name in derivation.conclusions for name in split.program.strata}


@given(splits(), st.sampled_from(ASKED))
def test_needed_is_closed_and_no_more(split: Split, asked: Atom) -> None:
    """What is needed for a conclusion is what its open clauses read, and what theirs read, and nothing else."""
    residue = specialize(split.program, split.shared)
    reads: dict[Atom, set[Atom]] = {}
    for number, body in residue.bodies.items():
        read = {literal.conclusion for literal in body if isinstance(literal, (Holds, Absent))}
        reads.setdefault(split.program.clauses[number].head, set()).update(read)
    found = needed(split.program, residue, [asked])
    open_ones = set(reads) - set(residue.settled)
    assert found == {asked} & open_ones | {name for other in found for name in reads[other]}
