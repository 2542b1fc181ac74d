"""Rows of a data frame counted by what is true of them, in one pass of the frame's own engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import narwhals.stable.v2 as nw

from pmo_expert.domain.attribute import UNKNOWN
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.decision import WIIFM_VALUES
from pmo_expert.knowledge.language.subjects import CONCERN, LEAN, SEVERITY, VERDICT, WIIFM
from pmo_expert.logic.columns.expression import Expression, all_of, column, value
from pmo_expert.logic.columns.view import View
from pmo_expert.logic.keys import Atom

Part: TypeAlias = tuple[str, str]
"""A conclusion or an attribute, and a value of it."""

Key: TypeAlias = tuple[Part, ...]
"""What rows are counted by: the parts that are all true of them. No part counts the rows that get advice."""

Tests: TypeAlias = Mapping[Part, Expression | bool]
"""For each part where it is true, in one word for all rows where it is settled."""

RIGHT: Key = ()
ALL: Key = (("rows", "all"),)
WRONG: Key = (("rows", "wrong"),)
NOT_KNOWN = "not_known"
"""The status of a concern that something unknown could still raise."""


def counted_values(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Return the conclusions that rows are counted by, each with the values that are counted."""
    names = (VERDICT, LEAN, WIIFM, *map(severity_of, knowledge.concerns))
    counted = {name: knowledge.subjects.conclusions[name].values for name in names}
    return counted | {status_of(concern): (NOT_KNOWN,) for concern in knowledge.concerns}


def status_of(concern: str) -> str:
    """Return the conclusion that says what is known of a concern."""
    return Atom(CONCERN, concern).subject


def severity_of(concern: str) -> str:
    """Return the conclusion that says how severe a concern is."""
    return Atom(SEVERITY, concern).subject


def count(  # noqa: PLR0917
    view: View, tests: Tests, wrong: Expression, refused: Expression | None, knowledge: Knowledge, start: str
) -> Counter[Key]:
    """Return how many rows there are, how many are wrong, and of how many that are not refused each key is true.

    `start` is what no column of the view begins with.
    """
    keys = [key for key in _keys(knowledge, tests) if all(tests[part] is not False for part in key)]
    right = column(f"{start}right")
    names = {part: f"{start}is{place}" for place, part in enumerate(tests)}
    flags = {names[part]: right & test for part, test in tests.items() if not isinstance(test, bool)}
    flagged = view.adding({f"{start}right": value(plain=True) if refused is None else ~refused, **flags})
    columns = {part: right if isinstance(test, bool) else column(names[part]) for part, test in tests.items()}
    true = {f"{start}key{place}": all_of([right, *(columns[part] for part in key)]) for place, key in enumerate(keys)}
    told = {f"{start}wrong": wrong, **true}
    sums = (nw.col(name).cast(nw.Int64).sum() for name in told)
    found = flagged.select(told).select(nw.len().alias(f"{start}rows"), *sums)
    numbers = (found.collect() if isinstance(found, nw.LazyFrame) else found).row(0)
    return Counter(dict(zip((ALL, WRONG, *keys), (int(number or 0) for number in numbers), strict=True)))


def _keys(knowledge: Knowledge, tests: Iterable[Part]) -> Iterator[Key]:
    conclusions, decision = counted_values(knowledge), knowledge.decision
    yield RIGHT
    yield from (((WIIFM, one),) for one in WIIFM_VALUES)
    yield from ((part,) for part in tests if part[0] not in conclusions)
    for verdict in ((VERDICT, name) for name in decision.verdict_names):
        yield (verdict,)
        yield from ((verdict, (LEAN, lean)) for lean in decision.leans)
        for concern in map(severity_of, knowledge.concerns):
            yield from ((verdict, (concern, severity)) for severity in decision.severity_names)
        yield from ((verdict, (status_of(concern), NOT_KNOWN)) for concern in knowledge.concerns)


def unknown(attribute: str) -> Part:
    """Return the part that an attribute is unknown."""
    return attribute, UNKNOWN


def turning(attribute: str) -> Part:
    """Return the part that an attribute is unknown and could turn the verdict."""
    return "turning", attribute
