"""Whether the oracles would notice: each mistake that is planted here makes one of them disagree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from attrs import evolve

from pmo_expert import Knowledge
from pmo_expert.knowledge.compiling.compiler import STANDS
from pmo_expert.knowledge.language.rule import Decides
from pmo_expert.logic.columns.expression import Expression, Operation, any_of, column
from pmo_expert.logic.columns.native import Native
from pmo_expert.logic.columns.reader import Reader
from pmo_expert.logic.columns.sql import Sql
from pmo_expert.logic.compiled import CompiledEngine
from pmo_expert.logic.diagram import Diagram
from pmo_expert.logic.outcomes import Outcomes
from pmo_expert.logic.program import Absent, Clause, FactIn, Program, make_program
from tests.advice.examples import article, lead_or_build
from tests.advice.tiny import tiny
from tests.logic.strategies import Sample

Patch = pytest.MonkeyPatch


def count(knowledge: Knowledge) -> None:
    """Count the cases of each conclusion with Ganak."""
    pytest.importorskip("pyganak", reason="Ganak is not installed")
    from tests.oracles.test_counts import check_counts

    check_counts(Sample(knowledge.compiled.program, []))


def test_a_negation_that_is_lost_in_diagrams_is_noticed(monkeypatch: Patch) -> None:
    """A diagram that takes “not reached” for “reached” counts other cases than Ganak."""
    literal = Diagram._literal
    monkeypatch.setattr(
        Diagram,
        "_literal",
        lambda self, part, changed: (
            ~literal(self, part, changed) if isinstance(part, Absent) else literal(self, part, changed)
        ),
    )
    noticed(lambda: count(tiny()))


def test_a_value_that_is_overlooked_in_diagrams_is_noticed(monkeypatch: Patch) -> None:
    """A diagram that overlooks the last of several accepted values counts other cases."""
    fact_in = Diagram.fact_in

    def overlooking(self: Diagram, fact: Any, values: Iterable[str]) -> Any:
        accepted = tuple(values)
        return fact_in(self, fact, accepted[:-1] or accepted)

    monkeypatch.setattr(Diagram, "fact_in", overlooking)
    noticed(lambda: count(tiny()))


def test_a_condition_that_is_dropped_in_diagrams_is_noticed(monkeypatch: Patch) -> None:
    """A diagram that drops the last condition of long bodies counts other cases."""
    body = Diagram._body
    monkeypatch.setattr(Diagram, "_body", lambda self, parts, changed: body(self, tuple(parts)[:3], changed))
    noticed(lambda: count(lead_or_build()))


def changes_of_the_article() -> None:
    """Look for the smallest changes with RC2."""
    pytest.importorskip("pysat", reason="PySAT is not installed")
    from tests.oracles.test_smallest_changes import test_smallest_changes_of_the_article

    test_smallest_changes_of_the_article()


def test_changes_that_are_not_all_found_are_noticed(monkeypatch: Patch) -> None:
    """Where one of several smallest sets is left out, RC2 has one more."""
    smallest = Outcomes.smallest_changes
    monkeypatch.setattr(Outcomes, "smallest_changes", lambda *given: smallest(*given)[:1])
    noticed(changes_of_the_article)


def test_changes_that_are_not_the_smallest_are_noticed(monkeypatch: Patch) -> None:
    """Where a fact that may change is never tried, RC2 finds smaller sets."""
    smallest = Outcomes.smallest_changes

    def narrowed(self: Outcomes, facts: Any, free: dict[Any, Any], outcome: int, most: int) -> Any:
        return smallest(self, facts, dict(list(free.items())[:-2]), outcome, most)

    monkeypatch.setattr(Outcomes, "smallest_changes", narrowed)
    noticed(changes_of_the_article)


def stand(knowledge: Knowledge) -> None:
    """Ask clingo which arguments stand in cases of some rules, by the attacks that the article's rules make."""
    pytest.importorskip("clingo", reason="clingo is not installed")
    from tests.oracles.test_grounded import attacks_of, check_standing
    from tools.random_cases import random_facts

    for facts in random_facts(article(), 40, seed=5):
        check_standing(knowledge, facts, attacks_of(article()))


def test_an_attack_that_is_lost_when_compiling_is_noticed() -> None:
    """Where one argument stands though another answers it, clingo says that it is out."""
    program = article().compiled.program
    attacked = [clause for clause in program.clauses if clause.label.stage == STANDS and len(clause.body) > 1]
    lost = _changed(program, lambda clause: evolve(clause, body=clause.body[:1]) if clause in attacked[:10] else clause)
    noticed(lambda: stand(_with_program(article(), lost)))


def test_negation_that_always_holds_is_noticed(monkeypatch: Patch) -> None:
    """Where “not reached” is never tested, all that holds stands."""
    program = article().compiled.program
    careless = _changed(
        program, lambda clause: evolve(clause, body=tuple(part for part in clause.body if not isinstance(part, Absent)))
    )
    derive = CompiledEngine.derive
    monkeypatch.setattr(CompiledEngine, "derive", lambda _, facts: derive(CompiledEngine(careless), facts))
    noticed(lambda: stand(article()))


def test_verdict_rules_in_another_order_are_noticed() -> None:
    """Where two verdict rules change places, zen-engine decides by another row."""
    pytest.importorskip("zen", reason="zen-engine is not installed")
    from tests.oracles.test_first_hit import check_pack

    rules = list(article().rules.items())
    deciding = [place for place, (_, rule) in enumerate(rules) if isinstance(rule.effect, Decides)]
    rules[deciding[-1]], rules[deciding[-2]] = rules[deciding[-2]], rules[deciding[-1]]
    noticed(lambda: check_pack(evolve(article(), parts=evolve(article().parts, rules=dict(rules))), 40))


@pytest.mark.parametrize(("writer", "kind"), [(Native, "polars"), (Sql, "duckdb")])
def test_one_test_instead_of_any_is_noticed(writer: type[Any], kind: str, monkeypatch: Patch) -> None:
    """A table that wants all of several tests where one would do says something else than SQL by hand."""
    from tests.oracles.test_by_sql import check_by_hand

    write = writer.write

    def mistaken(self: Any, expression: Expression) -> Any:
        is_any = expression.operation is Operation.ANY_OF
        return write(self, evolve(expression, operation=Operation.ALL_OF) if is_any else expression)

    monkeypatch.setattr(writer, "write", mistaken)
    noticed(lambda: check_by_hand(kind))


def test_a_complement_that_is_not_taken_is_noticed(monkeypatch: Patch) -> None:
    """A table that takes the values that a fact must not have for those that it must have is found out."""
    from tests.oracles.test_by_sql import check_by_hand

    def mistaken(self: Reader, literal: FactIn) -> Expression:
        columns, values = self.tests[literal.variable], self.domains[literal.variable]
        others = [value for value in values if value not in literal.values]
        fewest = literal.values if len(literal.values) <= len(others) else others
        return any_of(column(columns[value]) for value in fewest)

    monkeypatch.setattr(Reader, "_fact", mistaken)
    noticed(lambda: check_by_hand("polars"))


def noticed(check: Callable[[], None]) -> None:
    """Fail unless a check does."""
    with pytest.raises(AssertionError):
        check()


def _changed(program: Program, change: Callable[[Clause], Clause]) -> Program:
    return make_program(program.domains, [change(clause) for clause in program.clauses])


def _with_program(knowledge: Knowledge, program: Program) -> Knowledge:
    return evolve(knowledge, compiled=evolve(knowledge.compiled, program=program))
