"""Engines checked against each other, and which engine runs."""

from __future__ import annotations

import json
import sys
from itertools import chain, combinations
from typing import Any, TypeVar

import pytest
from attrs import frozen
from hypothesis import given, settings

from pmo_expert.logic.checked import CheckedEngine, DisagreementError
from pmo_expert.logic.choice import EngineUnavailableError, make_engine
from pmo_expert.logic.compiled import CompiledEngine
from pmo_expert.logic.durable import DurableEngine, EngineLimitError
from pmo_expert.logic.keys import Atom, Facts, Variable
from pmo_expert.logic.program import Absent, Clause, Derivation, FactIn, Holds, Literal, Program, make_program
from tests.logic.strategies import Sample, samples
from tests.naive import meaning

T = TypeVar("T")
F = Variable("f")
C, D, E, G = map(Atom, "cdeg")
SMALL = make_program(
    {F: ("a", "ä", "unknown")},
    [Clause(C, (FactIn(F, ("ä",)),)), Clause(D, (Holds(C), Absent(E))), Clause(G, (Absent(C),))],
)


@frozen
class Liar:
    """An engine that fires whatever it was told to."""

    program: Program
    lie: tuple[int, ...]
    names: tuple[str, ...] = ("liar",)

    def derive(self, facts: Facts) -> Derivation:
        return Derivation(self.program, self.lie)


def literal_of(kind: str, plain: Any) -> Literal:
    """Rebuild a literal from a report; what reads as a key is one, undivided."""
    match kind:
        case "FactIn":
            return FactIn(Variable(plain["fact"]), tuple(plain["values"]))
        case "Holds":
            return Holds(Atom(plain))
        case "Absent":
            return Absent(Atom(plain))
    raise AssertionError(kind)


def program_of(record: dict[str, Any]) -> Program:
    """Rebuild the program of a report."""
    clauses = [
        Clause(Atom(clause["head"]), tuple(literal_of(*pair) for part in clause["body"] for pair in part.items()))
        for clause in record["clauses"]
    ]
    return make_program(facts_of(record["domains"]), clauses)


def facts_of(plain: dict[str, T]) -> dict[Variable, T]:
    """Rebuild what a report says of facts."""
    return {Variable(name): part for name, part in plain.items()}


def test_agreement_is_the_answer() -> None:
    """Engines that agree answer together, the first named first."""
    engine = CheckedEngine(Liar(SMALL, (2,)), CompiledEngine(SMALL))
    assert engine.derive({F: "a"}) == Derivation(SMALL, (2,))
    assert (engine.names, engine.program) == (("liar", "compiled"), SMALL)


@pytest.mark.parametrize("lie", [(), (0,), (0, 2), (0, 1, 2), (1, 0)])
def test_a_lie_is_an_error(lie: tuple[int, ...]) -> None:
    """An answer on which the engines disagree is not given; the report holds the facts and both answers."""
    with pytest.raises(DisagreementError, match="two engines disagree") as caught:
        CheckedEngine(Liar(SMALL, lie), CompiledEngine(SMALL)).derive({F: "ä"})
    record = json.loads(caught.value.report)
    assert record["facts"] == {"f": "ä"}
    assert record["fired"] == {"liar": list(lie), "compiled": [0, 1]}


@given(samples())
def test_report_can_be_replayed(sample: Sample) -> None:
    """The report alone is enough to derive again what the honest engine derived."""
    facts = sample.facts[0]
    with pytest.raises(DisagreementError) as caught:
        CheckedEngine(CompiledEngine(sample.program), Liar(sample.program, (-1,))).derive(facts)
    record = json.loads(caught.value.report)
    replayed = CompiledEngine(program_of(record)).derive(facts_of(record["facts"]))
    assert list(replayed.fired) == record["fired"]["compiled"] == list(meaning(sample.program, facts).fired)


def test_report_shows_keys_as_they_read() -> None:
    """The report shows facts and conclusions by the texts that they read as."""
    goal, verdict, concern = Variable("goals", "x"), Atom("verdict", value="accept"), Atom("concern", "a", "open")
    program = make_program({goal: ("yes", "no")}, [Clause(verdict, (FactIn(goal, ("yes",)), Absent(concern)))])
    with pytest.raises(DisagreementError) as caught:
        CheckedEngine(CompiledEngine(program), Liar(program, ())).derive({goal: "yes"})
    record = json.loads(caught.value.report)
    assert (record["facts"], record["domains"]) == ({"goals:x": "yes"}, {"goals:x": ["yes", "no"]})
    body = [{"FactIn": {"fact": "goals:x", "values": ["yes"]}}, {"Absent": "concern.a=open"}]
    assert record["clauses"] == [{"head": "verdict=accept", "body": body}]


def test_auto_is_durable_checked_against_compiled() -> None:
    """Where durable_rules can be imported, auto and durable mean both engines."""
    pytest.importorskip("durable_rules_engine", exc_type=ImportError)
    assert make_engine(SMALL).names == make_engine(SMALL, "durable").names == ("durable", "compiled")


def test_compiled_runs_alone() -> None:
    """The engine compiled, asked for by name, runs alone."""
    assert make_engine(SMALL, "compiled").names == ("compiled",)


def test_auto_does_without_durable_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where durable_rules cannot be imported, auto means compiled alone."""
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    engine = make_engine(SMALL, "auto")
    assert (engine.names, engine.derive({F: "ä"}).fired) == (("compiled",), (0, 1))


def test_durable_by_name_needs_durable_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where durable_rules cannot be imported, durable by name is an error that says so."""
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    with pytest.raises(EngineUnavailableError, match=r"the engine durable cannot run here: .*durable_rules_engine"):
        make_engine(SMALL, "durable")


def singles(tests: list[FactIn], domains: dict[Variable, tuple[str, ...]]) -> Program:
    """Return a program with a clause for each test."""
    return make_program(domains, [Clause(Atom(f"c{number}"), (test,)) for number, test in enumerate(tests)])


def numbered(count: int) -> list[Variable]:
    """Return so many facts."""
    return [Variable(f"f{number}") for number in range(count)]


def long_clause(length: int) -> Program:
    """Return a program with a clause of so many conditions."""
    facts = numbered(length)
    return make_program(dict.fromkeys(facts, ("y", "n")), [Clause(C, tuple(FactIn(fact, ("y",)) for fact in facts))])


def shared_condition(count: int) -> Program:
    """Return a program with a condition that so many clauses share."""
    shared, *facts = Variable("shared"), *numbered(count)
    domains = dict.fromkeys([shared, *facts], ("y", "n"))
    bodies = [(FactIn(shared, ("y",)), FactIn(fact, ("y",))) for fact in facts]
    return make_program(domains, [Clause(Atom(f"f{number}"), body) for number, body in enumerate(bodies)])


def conditions_on_one_value(count: int) -> Program:
    """Return a program with so many conditions on one value of a fact."""
    others = [f"v{number}" for number in range(7)]
    subsets = list(chain.from_iterable(combinations(others, size) for size in range(8)))[:count]
    return singles([FactIn(F, ("v", *subset)) for subset in subsets], {F: ("v", *others)})


def conditions_on_few_facts(count: int) -> Program:
    """Return a program with so many conditions on its first 32 facts."""
    subsets = list(chain.from_iterable(combinations("abcde", size) for size in range(1, 6)))[:16]
    facts = numbered(32)
    tests = [FactIn(fact, subset) for subset in subsets for fact in facts]
    return singles(tests[:count], dict.fromkeys(facts, tuple("abcde")))


def many_clauses(count: int) -> Program:
    """Return a program with so many different bodies."""
    domains = dict.fromkeys(numbered(92), ("y", "n"))
    pairs = list(combinations(domains, 2))[:count]
    bodies = [tuple(FactIn(fact, ("y",)) for fact in pair) for pair in pairs]
    return make_program(domains, [Clause(Atom(f"c{place}"), body) for place, body in enumerate(bodies)])


def many_facts(count: int) -> Program:
    """Return a program with so many facts."""
    return make_program(dict.fromkeys(numbered(count), ("y", "n")), [])


LIMITS = [
    (long_clause, 16, "at most 16 conditions in one clause; these rules need 17"),
    (shared_condition, 255, "at most 255 clauses with the same condition; these rules need 256"),
    (conditions_on_one_value, 60, "at most 60 conditions on one value of a fact; these rules need 61"),
    (conditions_on_few_facts, 500, "at most 500 conditions on the same few facts; these rules need 501"),
    (many_clauses, 4095, "at most 4096 clauses; these rules need 4097"),
    (many_facts, 16000, "at most 16000 facts and conclusions; these rules need 16001"),
]


@pytest.mark.parametrize(("make", "most", "said"), LIMITS)
def test_limit_of_durable_is_named(make: object, most: int, said: str) -> None:
    """A program past a limit of durable_rules is refused before the C module sees it, with the limit named."""
    pytest.importorskip("durable_rules_engine", exc_type=ImportError)
    with pytest.raises(EngineLimitError) as caught:
        DurableEngine(make(most + 1))  # type: ignore[operator]
    assert str(caught.value) == f"durable_rules bears {said}"


@pytest.mark.parametrize(("make", "most", "said"), LIMITS)
def test_program_at_a_limit_runs(make: object, most: int, said: str) -> None:
    """A program that just keeps a limit runs, and derives what it means."""
    pytest.importorskip("durable_rules_engine", exc_type=ImportError)
    program: Program = make(most)  # type: ignore[operator]
    facts = {fact: values[0] for fact, values in program.domains.items()}
    assert DurableEngine(program).derive(facts) == CompiledEngine(program).derive(facts)


def test_auto_does_without_durable_when_the_program_is_too_large() -> None:
    """A program past a limit runs on compiled alone, and is refused when durable is asked for by name."""
    pytest.importorskip("durable_rules_engine", exc_type=ImportError)
    program = long_clause(17)
    assert make_engine(program).names == ("compiled",)
    with pytest.raises(EngineUnavailableError, match="at most 16 conditions in one clause"):
        make_engine(program, "durable")


@given(samples())
@settings(max_examples=40)
def test_engines_agree(sample: Sample) -> None:
    """On random programs the checked engine answers, and answers as compiled does."""
    pytest.importorskip("durable_rules_engine", exc_type=ImportError)
    engine = make_engine(sample.program, "durable")
    for facts in sample.facts:
        assert engine.derive(facts) == CompiledEngine(sample.program).derive(facts)


def test_an_engine_that_does_not_exist_is_refused() -> None:
    """A name that no engine has is an error that lists the names."""
    with pytest.raises(ValueError, match="auto, durable, compiled"):
        make_engine(make_program({}, []), "bogus")  # type: ignore[arg-type]
