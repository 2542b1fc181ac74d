"""What the rows of a frame mean, cell by cell, and the advice on them by the engine `compiled`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from pmo_expert import Knowledge, PlainCase
from pmo_expert.domain.attribute import Attribute, Value
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.named import Named
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.kinds.yes_no import YesNo
from pmo_expert.domain.text import NO, YES

Row = dict[str, Any]
INFINITE = float("inf")
YES_NO = YesNo(name="", question="", ask="yourself", unknown="", phrases={"yes": "", "no": ""})


class WrongError(Exception):
    """A cell says what does not exist."""


def is_missing(cell: Any) -> bool:
    """Say whether a cell holds nothing: None, NaN, or what pandas has in their place."""
    return cell is None or (cell == cell) is not True  # noqa: PLR0124


def meant(attribute: Attribute, cell: Any) -> Value:
    """Return what a cell says of an attribute; raise WrongError when it says what does not exist."""
    if is_missing(cell) or (isinstance(cell, str) and cell in ("", "unknown")):
        return None
    if isinstance(attribute, SetOf):
        return frozenset(_members(attribute, cell))
    if isinstance(attribute, Amount):
        word = attribute.words.numbers.get(cell) if isinstance(cell, str) else None
        return _within(attribute, _number(cell)) if word is None else word
    if isinstance(attribute, YesNo):
        return _truth(cell)
    if isinstance(cell, bool):
        cell = "yes" if cell else "no"
    named = str(int(cell)) if _is_number(cell) and cell == cell // 1 else cell
    if isinstance(named, str) and named in attribute.values:
        return named
    if isinstance(attribute, Named) and isinstance(named, str) and named.lower() in (*YES, *NO):
        meant_by = attribute.names.get("yes" if named.lower() in YES else "no")
        if meant_by is not None:
            return meant_by
    raise WrongError(attribute.name)


def _members(attribute: Attribute, cell: Any) -> Iterable[str]:
    if isinstance(cell, str):
        listed = re.split("[;,]", cell.removesuffix(";"))
        named = [] if cell in ("none", "[]") else [name.strip(" ") for name in listed]
    elif isinstance(cell, (list, tuple, set, frozenset)):
        named = list(cell)
    else:
        raise WrongError(attribute.name)
    if not all(isinstance(name, str) and name in attribute.values for name in named):
        raise WrongError(attribute.name)
    return named


def _truth(cell: Any) -> bool:
    said = cell.lower() if isinstance(cell, str) else {1: "1", 0: "0"}.get(cell) if _is_number(cell) else cell
    for value, words in ((True, ("yes", "y", "true", "1")), (False, ("no", "n", "false", "0"))):
        if said is value or said in words:
            return value
    raise WrongError


def _number(cell: Any) -> float:
    if isinstance(cell, str) and re.fullmatch(r"[+-]?[0-9]{1,15}(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?", cell):
        return float(cell)
    if _is_number(cell) and abs(cell) < 10**300:
        return float(cell)
    raise WrongError


def _within(attribute: Amount, number: float) -> float:
    if attribute.lowest <= number <= attribute.highest:
        return number
    raise WrongError


def _is_number(cell: Any) -> bool:
    return isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool) and -INFINITE < cell < INFINITE


def facts_of(row: Row, knowledge: Knowledge) -> dict[str, Value]:
    """Return what a row says of all attributes that it has columns for; raise WrongError as `meant` does."""
    facts = {}
    for name, attribute in knowledge.vocabulary.attributes.items():
        if name in row:
            facts[name] = meant(attribute, row[name])
        elif isinstance(attribute, SetOf) and any(f"{name}.{member}" in row for member in attribute.values):
            facts[name] = _from_members(attribute, row)
    return facts


def _from_members(attribute: Attribute, row: Row) -> Value:
    said = {member: meant(YES_NO, row[f"{attribute.name}.{member}"]) for member in attribute.values}
    if all(value is None for value in said.values()):
        return None
    if None in said.values():
        raise WrongError(attribute.name)
    return frozenset(member for member, value in said.items() if value)


def advice_columns(knowledge: Knowledge) -> list[str]:
    """Return the columns with advice that a survey adds, in their order."""
    concerns = [f"{part}.{concern}" for concern in knowledge.concerns for part in ("concern", "severity")]
    return ["verdict", "lean", *concerns, "wiifm"]


def advice_on(case: PlainCase, knowledge: Knowledge) -> Row:
    """Return what the engine `compiled` concludes on a case, as a row of a survey with rules."""
    derivation = knowledge.engine("compiled").derive(knowledge.compiled.encoding.facts(case))
    row: Row = {}
    for name in advice_columns(knowledge):
        conclusion = knowledge.subjects.conclusions[name]
        reached = [value for value in conclusion.values if conclusion.atom(value) in derivation.conclusions]
        (row[name],) = reached or (conclusion.default,)
    labels = (derivation.program.clauses[number].label for number in derivation.fired)
    fired = dict.fromkeys(label.rule for label in labels if not label.stage and label.rule in knowledge.rules)
    return {**row, "rules": " ".join(fired)}


def expected(rows: Iterable[Row], knowledge: Knowledge, shared: PlainCase | None = None) -> list[Row | None]:
    """Return the advice on each row, None for rows with values that do not exist."""
    given = {} if shared is None else shared.facts
    found: list[Row | None] = []
    for row in rows:
        try:
            facts = facts_of(row, knowledge)
        except WrongError:
            found.append(None)
            continue
        found.append(advice_on(knowledge.case({**given, **facts}), knowledge))
    return found
