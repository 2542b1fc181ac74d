"""Advice on a whole population: the rows of a data frame, worked out by Polars in memory, else by their database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Any

from pmo_expert.domain.case import AnyCase
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.rule import Presumes
from pmo_expert.knowledge.language.subjects import CONCERN, LEAN, SEVERITY, VERDICT, WIIFM, Conclusion
from pmo_expert.knowledge.load import knowledge_or_shipped
from pmo_expert.logic.columns.expression import Expression, joined_known, value, when
from pmo_expert.logic.keys import Atom
from pmo_expert.logic.table import Derived
from pmo_expert.surveys.frames.rows import Rows, either, reading_of
from pmo_expert.surveys.plans import Plan, Plans, plan_of

ERROR = "error"
RULES = "rules"
PRESUMED = "presumed"
WHY = (RULES, PRESUMED)
"""The columns that tell why, where that is wanted."""


def survey(
    frame: Any,
    knowledge: Knowledge | None = None,
    *,
    case: AnyCase | Mapping[str, Any] | None = None,
    rules: bool = False,
    strict: bool = False,
) -> Any:
    """Return a data frame with the advice on each of its rows added.

    `frame` is one of pandas, Polars (eager or lazy), PyArrow, DuckDB or Spark; the result is of the same kind, and lazy
    when the frame is: nothing is computed here then. A column states the attribute whose name it has, as
    section.attribute, and a set has one column with lists, or one of yes and no for each member, as
    section.attribute.member. Case, and what parts the words of a name, make no difference where no other column states
    the same, and the section may be left out where that is clear; the logger `pmo_expert.surveys` says at level INFO
    what such columns are read as.
    Missing columns and cells are unknown. Columns without the name of a section in front are carried along. `case` has
    what is known of all rows.

    The columns added are `verdict`, `lean`, for every concern a `concern.…` with its status and a `severity.…`,
    `wiifm`, and `error`; they hold text, in Polars as an Enum where the values are few. `error` says which cells hold
    what does not exist; what such a cell is about is taken as unknown, or with `strict` the row gets no advice. Rows
    stay where they were. `rules` adds two columns of names between spaces: `rules` has the rules whose conditions hold,
    `presumed` the attributes that the row does not state and that count as what is usual; it is null where there are
    none.

    Raises ImportError without Narwhals, TypeError when `frame` is no data frame, and InputError, with a fault for each,
    when `case` has facts that the rules do not know, or columns belong to a section and name no attribute of it, state
    what is stated elsewhere too, or have the name of a column to add, or when no column states an attribute.
    """
    base = knowledge_or_shipped(knowledge)
    shown = shown_conclusions(base)
    numbers = rule_clauses(base) if rules else {}
    why = WHY if rules else ()
    reading = reading_of(frame, case, base, [*shown, *why, ERROR])
    opened = reading.opened

    def planned() -> Plan:
        rows = reading.rows(strict=strict)
        derived = rows.derive(shown.values(), numbers.values())
        return plan_of(opened.frame, opened.steps(derived.view, advice_columns(rows, derived, shown, numbers)))

    plan = base.kept("surveys", Plans).get((reading.key, rules, strict), planned)
    return opened.closed(plan.run(opened.frame), [*shown, *why, ERROR])


def shown_conclusions(knowledge: Knowledge) -> dict[str, Conclusion]:
    """Return the conclusions that a survey shows, by the names of their columns."""
    concerns = [Atom(kind, concern).subject for concern in knowledge.concerns for kind in (CONCERN, SEVERITY)]
    return {name: knowledge.subjects.conclusions[name] for name in (VERDICT, LEAN, *concerns, WIIFM)}


def advice_columns(
    rows: Rows, derived: Derived, shown: Mapping[str, Conclusion], numbers: Mapping[str, int]
) -> dict[str, Expression]:
    """Return what is added to each row: the values of conclusions, why if that is wanted, and what is wrong with it.

    `numbers` are those of `rule_clauses`, and none when nobody wants to know why.
    """
    values = {name: rows.value(derived, conclusion) for name, conclusion in shown.items()}
    why = {RULES: _fired(derived, numbers), PRESUMED: _presumed(rows, derived, numbers)} if numbers else {}
    error = when(rows.wrong, rows.population.complaint, value(None))
    return {**values, **{name: rows.text(text) for name, text in why.items()}, ERROR: error}


def rule_clauses(knowledge: Knowledge) -> dict[str, int]:
    """Return for each rule the number of a clause that says that its conditions hold."""
    numbers: dict[str, int] = {}
    for number, clause in enumerate(knowledge.compiled.program.clauses):
        if not clause.label.stage and clause.label.rule in knowledge.rules:
            numbers.setdefault(clause.label.rule, number)
    return numbers


def _fired(derived: Derived, numbers: Mapping[str, int]) -> Expression:
    return _listed((rule, [derived.clause(number)]) for rule, number in numbers.items())


def _presumed(rows: Rows, derived: Derived, numbers: Mapping[str, int]) -> Expression:
    """Return the attributes of which something is presumed in a row, in the order of the vocabulary."""
    knowledge = rows.knowledge
    presuming: dict[str, list[Expression | bool]] = {name: [] for name in knowledge.vocabulary.attributes}
    for rule in knowledge.rules.values():
        if isinstance(rule.effect, Presumes):
            presuming[rule.effect.attribute].append(derived.clause(numbers[rule.id]))
    listed = _listed((name, tests) for name, tests in presuming.items() if tests)
    return when(listed.equals(""), value(None), listed)


def _listed(names: Iterable[tuple[str, Iterable[Expression | bool]]]) -> Expression:
    """Return the names of which some test is true, between spaces."""
    nothing = value(None)
    texts = [reduce(lambda text, test: either(test, value(name), text), tests, nothing) for name, tests in names]
    return joined_known([*texts, nothing], " ")
