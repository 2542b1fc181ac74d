"""The rows of a data frame ranked as cases, the best first, each with the reason in a phrase."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pmo_expert.advice.comparing.order import rank
from pmo_expert.domain.case import AnyCase
from pmo_expert.knowledge.compiling.atoms import SERVES
from pmo_expert.knowledge.diagrams import verdict_atoms
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.subjects import SEVERITY, WORST, Conclusion, flag
from pmo_expert.knowledge.load import knowledge_or_shipped
from pmo_expert.logic.columns.expression import Expression, joined, joined_known, sum_of, value, when
from pmo_expert.logic.keys import Atom, Variable
from pmo_expert.logic.table import Derived
from pmo_expert.surveys.frames.rows import Rows, either, read_rows
from pmo_expert.surveys.survey import ERROR, WHY, advice_columns, rule_clauses, shown_conclusions

REASON = "reason"


def ranking(
    frame: Any,
    knowledge: Knowledge | None = None,
    *,
    case: AnyCase | Mapping[str, Any] | None = None,
    rules: bool = False,
    strict: bool = False,
) -> Any:
    """Return a data frame with its rows sorted, the best first, and the advice on each and the reason added.

    `frame`, `knowledge`, `case`, `rules` and `strict` are those of `survey`, and so is the result, with one more column
    of text: `reason` has what the rule says that decided, and names the worst of the open concerns. Rows are compared
    as `compare` does it: by verdict, then by the number of open concerns of severities that count, then by the number
    of goals that are served. Rows that `strict` refuses come last, without a reason.

    Rows that tie stay in the order in which they were. Where rows have no order, as in DuckDB and Spark, the columns of
    the frame settle it, the leftmost first, as far as they hold text, numbers, dates, or yes and no.

    Raises what `survey` raises.
    """
    base = knowledge_or_shipped(knowledge)
    shown = shown_conclusions(base)
    rows = read_rows(frame, case, base, [*shown, *(WHY if rules else ()), ERROR, REASON], strict=strict)
    served, deciding = _served(base), _deciding(base)
    numbers = rule_clauses(base) if rules else {}
    wanted = [*shown.values(), base.subjects.conclusions[WORST], *served.values()]
    derived = rows.derive(wanted, [*deciding, *numbers.values()])
    reason = rows.text(_reason(derived, deciding, base))
    by = rank(_place(derived, rows), _counted(derived, base), _goals_served(derived, rows, served))
    return rows.opened.close(derived.view, {**advice_columns(rows, derived, shown, numbers), REASON: reason}, by)


def _deciding(knowledge: Knowledge) -> dict[int, str]:
    """Return the clauses that give a verdict, by number, with what their rules say."""
    compiled, verdicts = knowledge.compiled, verdict_atoms(knowledge.decision)
    clauses = enumerate(compiled.program.clauses)
    return {number: compiled.origins[one.label].because for number, one in clauses if one.head in verdicts}


def _served(knowledge: Knowledge) -> dict[str, Conclusion]:
    """Return, by goal, the conclusions that something serves it."""
    name = knowledge.decision.goals
    goals = () if name is None else knowledge.vocabulary.attributes[name].values
    return {goal: flag(SERVES, goal) for goal in goals}


def _reason(derived: Derived, deciding: Mapping[int, str], knowledge: Knowledge) -> Expression:
    nothing = value(None)
    said, concerns = nothing, nothing
    for number, because in deciding.items():
        said = either(derived.clause(number), value(because), said)
    for severity in knowledge.decision.severity_names:
        is_worst = derived.conclusion(Atom(WORST, "", severity))
        concerns = either(is_worst, _named(derived, severity, knowledge), concerns)
    return joined_known([said, concerns], " ")


def _named(derived: Derived, severity: str, knowledge: Knowledge) -> Expression:
    """Return the titles of the open concerns that are as severe as that."""
    nothing = value(None)
    titles = [
        either(derived.conclusion(Atom(SEVERITY, concern, severity)), value(title), nothing)
        for concern, title in knowledge.concerns.items()
    ]
    listed = joined_known(titles, "; ")
    return joined([value(f"Open and {knowledge.decision.words(severity)}: "), listed, value(".")])


def _place(derived: Derived, rows: Rows) -> Expression:
    """Return the place of a verdict among all, after which refused rows come."""
    verdicts = verdict_atoms(rows.knowledge.decision)
    place = value(len(verdicts))
    for number, atom in enumerate(verdicts):
        place = either(derived.conclusion(atom), value(number), place)
    if rows.refused is None:
        return place
    return when(~rows.refused, place, value(len(verdicts)))


def _counted(derived: Derived, knowledge: Knowledge) -> Expression:
    return _count(
        derived.conclusion(Atom(SEVERITY, concern, severity))
        for concern in knowledge.concerns
        for severity in knowledge.decision.counting
    )


def _goals_served(derived: Derived, rows: Rows, served: Mapping[str, Conclusion]) -> Expression:
    """Return how many goals of a row are served."""
    return _count(
        _both(
            derived.conclusion(Atom(SERVES, goal)), rows.has(Variable(rows.knowledge.decision.goals or "", goal), "yes")
        )
        for goal in served
    )


def _both(one: Expression | bool, other: Expression | bool) -> Expression | bool:
    if isinstance(one, bool):
        return one and other
    return (other and one) if isinstance(other, bool) else one & other


def _count(tests: Iterable[Expression | bool]) -> Expression:
    return sum_of([value(0), *(either(test, value(1), value(0)) for test in tests)])
