"""A population summed up: the advice on its rows, counted by the engine that its frame brings along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, get_args

import narwhals.stable.v2 as nw
from attrs import frozen

from pmo_expert.advice.advice_result import Wiifm
from pmo_expert.advice.consultation import words_of
from pmo_expert.domain.attribute import UNKNOWN
from pmo_expert.domain.case import AnyCase
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.subjects import LEAN, VERDICT, WIIFM
from pmo_expert.knowledge.load import knowledge_or_shipped
from pmo_expert.logic.columns.expression import Expression, column
from pmo_expert.logic.columns.view import View
from pmo_expert.logic.keys import Variable
from pmo_expert.surveys.aggregate import keys
from pmo_expert.surveys.counts import (
    ALL,
    NOT_KNOWN,
    RIGHT,
    WRONG,
    Key,
    Tests,
    count,
    counted_values,
    severity_of,
    status_of,
    turning,
    unknown,
)
from pmo_expert.surveys.frames.rows import Rows, read_rows
from pmo_expert.surveys.summary_result import ConcernCount, Summary, UnknownCount, VerdictCount
from pmo_expert.surveys.survey import ERROR, WHY, advice_columns, rule_clauses, shown_conclusions
from pmo_expert.surveys.turning import Turning, turning_of


def summarize(
    frame: Any,
    knowledge: Knowledge | None = None,
    *,
    case: AnyCase | Mapping[str, Any] | None = None,
    strict: bool = False,
) -> Summary:
    """Return how many rows of a data frame get which advice, and what is most often unknown.

    `frame`, `knowledge`, `case` and `strict` are those of `survey`. This computes, also when the frame is lazy:
    the frame's engine counts, and nothing is fetched but the counts and one row of those that are alike to the rules.
    Raises what `survey` raises.
    """
    base = knowledge_or_shipped(knowledge)
    rows = read_rows(frame, case, base, strict=strict)
    conclusions, counted = base.subjects.conclusions, counted_values(base)
    derived = rows.derive([conclusions[name] for name in counted])
    named = ((name, value, conclusions[name].atom(value)) for name, values in counted.items() for value in values)
    tests = {(name, value): derived.conclusion(atom) for name, value, atom in named if atom is not None}
    counts = count(derived.view, {**tests, **_unknown(rows)}, rows.wrong, rows.refused, base, rows.opened.start)
    turns = turning_of(rows)
    counts.update(turns.count(rows.view.select(keys(rows, turns.literals))))
    return summary_of(counts, base)


@frozen
class CountableSurvey:
    """A survey whose rows can be counted in parts.

    `frame` is the frame that `survey` returns, with further columns for `count_rows`. `added` are the names of those
    that `survey` adds. `wrong_cells` names, for each attribute whose cells may be wrong, the column that says in which
    rows they are.
    """

    frame: Any
    added: tuple[str, ...]
    wrong_cells: Mapping[str, str]
    knowledge: Knowledge
    _start: str
    _unknown: Mapping[str, str | bool]
    _strict: bool
    _turning: Turning

    def count_rows(self, part: Any) -> Counter[Key]:
        """Return the counts for an eager native frame with some of the rows of this one."""
        tests: dict[tuple[str, str], Expression | bool] = {
            (name, value): column(name).equals(value)
            for name, values in counted_values(self.knowledge).items()
            for value in values
        }
        for attribute, where in self._unknown.items():
            tests[unknown(attribute)] = column(where) if isinstance(where, str) else where
        wrong = ~column(ERROR).is_null()
        frame = nw.from_native(part)
        counts = count(
            View(frame, start=self._start), tests, wrong, wrong if self._strict else None, self.knowledge, self._start
        )
        counts.update(self._turning.count(frame))
        return counts


def countable_survey(
    frame: Any,
    case: AnyCase | Mapping[str, Any] | None,
    knowledge: Knowledge,
    *,
    rules: bool = False,
    strict: bool = False,
) -> CountableSurvey:
    """Return a survey whose rows can be counted in parts; raises what `survey` raises."""
    shown = shown_conclusions(knowledge)
    rows = read_rows(frame, case, knowledge, [*shown, *(WHY if rules else ()), ERROR], strict=strict)
    numbers = rule_clauses(knowledge) if rules else {}
    derived = rows.derive(shown.values(), numbers.values())
    results = advice_columns(rows, derived, shown, numbers)
    tests = {attribute: test for (attribute, _), test in _unknown(rows).items()}
    columns = {attribute: f"{rows.opened.start}unknown{place}" for place, attribute in enumerate(tests)}
    flags = {columns[attribute]: test for attribute, test in tests.items() if not isinstance(test, bool)}
    where = {attribute: test if isinstance(test, bool) else columns[attribute] for attribute, test in tests.items()}
    wrong = {name: f"{rows.opened.start}cell{place}" for place, name in enumerate(rows.population.wrong_cells)}
    flags |= {flag: column(rows.population.wrong_cells[name]) for name, flag in wrong.items()}
    turns = turning_of(rows)
    closed = rows.opened.close(derived.view, {**results, **flags, **keys(rows, turns.literals)})
    return CountableSurvey(closed, tuple(results), wrong, knowledge, rows.opened.start, where, strict, turns)


def summary_of(counts: Counter[Key], knowledge: Knowledge) -> Summary:
    """Return counts, of a population or added up from its parts, as a summary."""
    return Summary(
        rows=counts[ALL],
        wrong_rows=counts[WRONG],
        left_out=counts[ALL] - counts[RIGHT],
        verdicts=tuple(_verdict(verdict, counts, knowledge) for verdict in knowledge.decision.verdict_names),
        wiifm={value: counts[(WIIFM, value),] for value in get_args(Wiifm)},
        unknown=tuple(sorted(_unknown_counts(counts, knowledge), key=lambda part: (-part.turning, -part.rows))),
        words=words_of(knowledge),
    )


def _unknown(rows: Rows) -> Tests:
    """Return where each attribute that rules read is unknown."""
    names = rows.knowledge.compiled.encoding.read
    return {unknown(name): rows.has(Variable(name), UNKNOWN) for name in names}


def _verdict(verdict: str, counts: Counter[Key], knowledge: Knowledge) -> VerdictCount:
    given = (VERDICT, verdict)
    concerns = []
    for concern, title in knowledge.concerns.items():
        severities = {
            severity: counts[given, (severity_of(concern), severity)] for severity in knowledge.decision.severity_names
        }
        rows, not_known = sum(severities.values()), counts[given, (status_of(concern), NOT_KNOWN)]
        concerns.append(ConcernCount(id=concern, title=title, rows=rows, severities=severities, not_known=not_known))
    leans = {lean: counts[given, (LEAN, lean)] for lean in knowledge.decision.leans}
    return VerdictCount(verdict=verdict, rows=counts[given,], leans=leans, concerns=tuple(concerns))


def _unknown_counts(counts: Counter[Key], knowledge: Knowledge) -> Iterator[UnknownCount]:
    for name, attribute in knowledge.vocabulary.attributes.items():
        if rows := counts[unknown(name),]:
            yield UnknownCount(
                attribute=name,
                question=attribute.question,
                ask=attribute.ask,
                rows=rows,
                turning=counts[turning(name),],
            )
