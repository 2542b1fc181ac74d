"""What is presumed, by random packs: every engine knows it, a stated fact replaces it, and it is told apart."""

from __future__ import annotations

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pmo_expert import Knowledge, PlainCase, advise, consult
from pmo_expert.knowledge.diagrams import roots
from pmo_expert.logic.bits import bit_engine
from pmo_expert.logic.columns.expression import value
from pmo_expert.logic.columns.view import View
from pmo_expert.logic.diagram import Diagram
from pmo_expert.logic.keys import Atom, Facts
from pmo_expert.logic.program import Program
from pmo_expert.logic.table import TableEngine
from tests.knowledge.random_packs import USUAL, Pack, packs, partial_cases
from tests.logic.engines import engine_of
from tests.naive import meaning
from tools.by_definition import derived
from tools.completions import completed, presumed

pytest.importorskip("oxidd", exc_type=ImportError)

CASES = 3


def facts_of(case: PlainCase, knowledge: Knowledge) -> Facts:
    return knowledge.compiled.encoding.facts(case)


def by_bits(program: Program, rows: list[Facts]) -> list[frozenset[Atom]]:
    """Return what the engine bits concludes on some rows."""
    engine = bit_engine(program, {}, program.strata)
    truths = {
        literal: sum((facts[literal.variable] in literal.values) << row for row, facts in enumerate(rows))
        for literal in engine.literals
    }
    bits = engine.derive(truths, (1 << len(rows)) - 1)
    return [frozenset(name for name in program.strata if bits.conclusion(name) >> row & 1) for row in range(len(rows))]


def by_table(program: Program, rows: list[Facts]) -> list[frozenset[Atom]]:
    """Return what the engine table concludes on some rows."""
    cells = [(fact, value) for fact, values in program.domains.items() for value in values]
    columns = {f"{fact} is {value}": [row[fact] == value for row in rows] for fact, value in cells}
    view = View(nw.from_native(pl.DataFrame({"row": list(range(len(rows))), **columns})))
    tests = {fact: {value: f"{fact} is {value}" for value in values} for fact, values in program.domains.items()}
    found = TableEngine(program).derive(view, tests, {}, conclusions=program.strata)
    said = {str(name): found.conclusion(name) for name in program.strata}
    shown = {name: value(test) if isinstance(test, bool) else test for name, test in said.items()}
    told = found.view.select(shown, kept=["row"])
    reached = told.to_native().to_dicts()
    return [frozenset(name for name in program.strata if row[str(name)]) for row in reached]


def by_diagram(program: Program, knowledge: Knowledge, rows: list[Facts]) -> list[frozenset[Atom]]:
    """Return what the engine diagram concludes on some rows."""
    diagram = Diagram(program, roots(knowledge.decision))
    outcomes = {name: diagram.outcomes((name, None)) for name in program.strata}
    return [frozenset(name for name, each in outcomes.items() if each.outcome(facts) == 0) for facts in rows]


@given(pack=packs(), data=st.data())
def test_every_engine_knows_what_is_presumed(pack: Pack, data: st.DataObject) -> None:
    """Compiled, durable, bits, table and diagram conclude what the program means, presumptions among it."""
    knowledge = pack.load()
    program = knowledge.compiled.program
    cases = data.draw(st.lists(partial_cases(knowledge), min_size=CASES, max_size=CASES))
    rows = [facts_of(case, knowledge) for case in cases]
    expected = [meaning(program, facts) for facts in rows]
    for name in ("compiled", "durable"):
        engine = engine_of(name, program)
        assert [engine.derive(facts).fired for facts in rows] == [one.fired for one in expected]
    conclusions = [one.conclusions for one in expected]
    assert by_bits(program, rows) == conclusions
    assert by_table(program, rows) == conclusions
    assert by_diagram(program, knowledge, rows) == conclusions


@given(pack=packs(), data=st.data())
def test_what_is_presumed_is_told(pack: Pack, data: st.DataObject) -> None:
    """An advice tells each presumption that applies: the first on an unknown attribute that holds on stated facts."""
    knowledge = pack.load()
    case = data.draw(partial_cases(knowledge))
    advice = advise(case, knowledge, engine="compiled", with_outlook=False)
    told = {usual.attribute: (usual.rule, usual.value) for usual in advice.presumptions}
    assert told == presumed(case, knowledge)
    assert told.keys().isdisjoint(fact.attribute for fact in advice.facts)


@given(pack=packs(), data=st.data())
def test_a_stated_fact_replaces_what_is_presumed(pack: Pack, data: st.DataObject) -> None:
    """Once an attribute is stated, nothing is presumed of it, and rules go by what is stated."""
    knowledge = pack.load()
    case = data.draw(partial_cases(knowledge))
    name = data.draw(st.sampled_from(sorted(USUAL)))
    value = data.draw(st.sampled_from(USUAL[name]))
    stated = consult(case.with_facts({name: value}), knowledge, engine="compiled")
    assert name not in stated.presumed
    assert stated.expected(name) == stated.case.value(name) is not None


@given(pack=packs(on_unknown=False), data=st.data())
def test_what_is_presumed_counts_as_if_it_were_stated(pack: Pack, data: st.DataObject) -> None:
    """The same rules apply as to the case in which what is presumed is stated and nothing is presumed beyond.

    Only what tells how much is still unknown is another: not known, not raised, whether something is still open.
    """
    knowledge, without = pack.load(), pack.without_presumptions().load()
    case = data.draw(partial_cases(knowledge))
    given_case = consult(case, knowledge, engine="compiled")
    full = consult(completed(case, knowledge), without, engine="compiled")
    rules = [rule for rule in knowledge.rules if rule in without.rules]
    assert [rule for rule in rules if given_case.fired(rule)] == [rule for rule in rules if full.fired(rule)]
    assert [rule for rule in rules if given_case.stands(rule)] == [rule for rule in rules if full.stands(rule)]
    assert (given_case.verdict, given_case.lean) == (full.verdict, full.lean)


@given(pack=packs(), data=st.data())
def test_what_holds_without_presumptions_is_what_the_pack_says_without_them(pack: Pack, data: st.DataObject) -> None:
    """What is established is what the pack concludes from which all presumptions are taken."""
    knowledge, without = pack.load(), pack.without_presumptions().load()
    assume(knowledge.compiled.encoding.read.keys() == without.compiled.encoding.read.keys())
    case = data.draw(partial_cases(knowledge))
    found = consult(case, knowledge, engine="compiled")
    other = derived(without.engine("compiled").derive(facts_of(case, without)), without)
    assert {name: found.established_value(name) for name in other.values} == other.values
    assert {rule for rule in without.rules if found.fires_established(rule)} == other.fired


@given(pack=packs(), data=st.data())
def test_what_rests_on_a_presumption_says_so(pack: Pack, data: st.DataObject) -> None:
    """An argument, a growth, a concern, the verdict and a firing say whether they would be so without presumptions."""
    knowledge, without = pack.load(), pack.without_presumptions().load()
    assume(knowledge.compiled.encoding.read.keys() == without.compiled.encoding.read.keys())
    case = data.draw(partial_cases(knowledge))
    advice, other = (advise(case, base, engine="compiled", with_outlook=False) for base in (knowledge, without))
    fired = {firing.rule for firing in other.trace}
    arguments = [argument for concern in advice.concerns for argument in concern.arguments]
    told = [(part.rule, part.presumed) for part in arguments] + [(part.rule, part.presumed) for part in advice.growth]
    assert told == [(rule, rule not in fired) for rule, _ in told]
    for concern, twin in zip(advice.concerns, other.concerns, strict=True):
        assert concern.presumed == ((concern.status, concern.severity) != (twin.status, twin.severity))
    assert advice.presumed == ((advice.verdict, advice.lean) != (other.verdict, other.lean))
    now = [firing for firing in advice.trace if not firing.principle]
    certain = {(firing.rule, firing.concludes) for firing in now if not firing.presumed}
    there = {(firing.rule, firing.concludes) for firing in other.trace}
    assert certain == there & {(firing.rule, firing.concludes) for firing in now}


def test_the_first_presumption_that_holds_counts() -> None:
    """Of several presumptions on one attribute the first that holds on stated facts counts, whatever the others say."""
    usual = [("one", "yes", {"home.b": "yes"}), ("two", "no", {}), ("three", "yes", {})]
    tail = {"because": "B", "source": "s 1"}
    rules = [{"id": name, "presumes": {"home.a": value}, "when": when, **tail} for name, value, when in usual]
    verdicts = [
        {"id": "if-a", "verdict": "stay", "when": {"home.a": "yes"}, **tail},
        {"id": "else", "verdict": "move", "when": {}, **tail},
    ]
    knowledge = Pack({"common": [*rules, *verdicts]}).load()
    told = {}
    for b in (True, False, None):
        given_case = consult({"home.b": b}, knowledge)
        told[b] = (given_case.presumed["home.a"].id, given_case.verdict)
    assert told == {True: ("one", "stay"), False: ("two", "move"), None: ("two", "move")}
