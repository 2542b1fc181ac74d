"""What the rows of a frame mean, cell by cell, and the advice on them by the engine `compiled`."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from pmo_expert import Knowledge, PlainCase, consult
from pmo_expert.domain.attribute import Attribute, Value
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.kinds.yes_no import YesNo
from pmo_expert.domain.text import folded, is_unknown

Row = dict[str, Any]
WRONG = "wrong"
WHY = ("rules", "presumed")
"""The columns that tell why."""
INFINITE = float("inf")
YES_NO = YesNo(name="", question="", ask="yourself", unknown="", phrases={"yes": "", "no": ""})


class WrongError(Exception):
    """A cell says what does not exist."""


def is_missing(cell: Any) -> bool:
    """Say whether a cell holds nothing: None, NaN, or what pandas has in their place."""
    return cell is None or (cell == cell) is not True  # noqa: PLR0124


def meant(attribute: Attribute, cell: Any) -> Value:
    """Return what a cell says of an attribute; raise WrongError when it says what does not exist.

    Text says what it says in a case file, but that yes and no may be 1 and 0, and that blank text says nothing.
    """
    if is_missing(cell) or (isinstance(cell, str) and (is_unknown(cell) or not folded(cell))):
        return None
    if isinstance(attribute, SetOf):
        return frozenset(_members(attribute, cell))
    if isinstance(attribute, Amount):
        return _within(attribute, _number(attribute, cell))
    if isinstance(attribute, YesNo):
        return _truth(attribute, cell)
    if isinstance(cell, bool):
        cell = "yes" if cell else "no"
    named = str(int(cell)) if _is_number(cell) and cell == cell // 1 else cell
    value: Value = _read(attribute, named)
    return value


def _read(attribute: Attribute, cell: Any) -> Any:
    """Return what a text says in a case file."""
    if not isinstance(cell, str) or attribute.faults(value := attribute.read_text(cell)):
        raise WrongError(attribute.name)
    return value


def _members(attribute: SetOf, cell: Any) -> Iterable[str]:
    if isinstance(cell, str):
        members: Iterable[str] = _read(attribute, cell)
        return members
    if not isinstance(cell, (list, tuple, set, frozenset)):
        raise WrongError(attribute.name)
    if not all(isinstance(name, str) and name in attribute.values for name in cell):
        raise WrongError(attribute.name)
    return cell


def _truth(attribute: YesNo, cell: Any) -> bool:
    if isinstance(cell, bool):
        return cell
    said = {1: "1", 0: "0"}.get(cell) if _is_number(cell) else cell
    truth: bool = (
        folded(said) == "1" if isinstance(said, str) and folded(said) in ("0", "1") else _read(attribute, said)
    )
    return truth


def _number(attribute: Amount, cell: Any) -> float:
    if isinstance(cell, str):
        number: float = _read(attribute, cell)
        return number
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
    """Return what a row says of all attributes that it has columns for; what a wrong cell is about is unknown."""
    return _facts_and_wrong(row, knowledge)[0]


def _facts_and_wrong(row: Row, knowledge: Knowledge) -> tuple[dict[str, Value], set[str]]:
    """Return what a row says, and the attributes of which it says what does not exist."""
    facts: dict[str, Value] = {}
    wrong = set()
    for name, attribute in knowledge.vocabulary.attributes.items():
        try:
            if name in row:
                facts[name] = meant(attribute, row[name])
            elif isinstance(attribute, SetOf) and any(f"{name}.{member}" in row for member in attribute.values):
                facts[name] = _from_members(attribute, row)
        except WrongError:
            facts[name] = None
            wrong.add(name)
    return facts, wrong


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
    """Return what the engine `compiled` concludes on a case, as a row of a survey that tells why."""
    given = consult(case, knowledge, engine="compiled")
    derivation = given.derivation
    row: Row = {}
    for name in advice_columns(knowledge):
        conclusion = knowledge.subjects.conclusions[name]
        reached = [value for value in conclusion.values if conclusion.atom(value) in derivation.conclusions]
        (row[name],) = reached or (conclusion.default,)
    labels = (derivation.program.clauses[number].label for number in derivation.fired)
    fired = dict.fromkeys(label.rule for label in labels if not label.stage and label.rule in knowledge.rules)
    presumed = [name for name in knowledge.vocabulary.attributes if name in given.presumed]
    return {**row, "rules": " ".join(fired), "presumed": " ".join(presumed) or None}


def expected(rows: Iterable[Row], knowledge: Knowledge, shared: PlainCase | None = None) -> list[Row]:
    """Return the advice on each row, and whether it says what does not exist; that is taken as unknown."""
    given = {} if shared is None else shared.facts
    found: list[Row] = []
    for row in rows:
        facts, wrong = _facts_and_wrong(row, knowledge)
        found.append({**advice_on(knowledge.case({**given, **facts}), knowledge), WRONG: bool(wrong)})
    return found
