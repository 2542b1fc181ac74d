"""The gate: everything that the project's data tests say against a knowledge base."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from pmo_expert import Advice, Knowledge, PlainCase, advise, check, read_case
from pmo_expert.advice.advice_result import Argument, ConcernAdvice, GrowthAdvice

TESTS = Path(__file__).parent
CASES = TESTS.parent / "examples" / "cases"
EXPECTED = TESTS / "expected" / "advice.json"
NOTHING = "nothing"

Record: TypeAlias = dict[str, Any]


def problems(knowledge: Knowledge) -> list[str]:
    """Return what speaks against a knowledge base, one line each; nothing when it may be shipped.

    Advice is compared once the check is clean: rules that it refuses may give a case no verdict at all.
    """
    return check_problems(knowledge) or advice_problems(knowledge)


def check_problems(knowledge: Knowledge) -> list[str]:
    """Return what `pmo_expert.check` finds."""
    return [str(fault) for fault in check(knowledge)]


def advice_problems(knowledge: Knowledge) -> list[str]:
    """Return where the advice on the example cases differs from the expected advice."""
    expected: Record = json.loads(EXPECTED.read_text(encoding="utf-8"))
    return list(differences(expected, records(knowledge)))


def records(knowledge: Knowledge) -> Record:
    """Return, for every example case, what is expected of the advice on it."""
    return {name: record(advise(case, knowledge, engine="compiled")) for name, case in cases().items()}


def record_text(found: Record) -> str:
    """Return records as the file of expected advice holds them."""
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


@cache
def cases() -> dict[str, PlainCase]:
    """Return the example cases by name."""
    return {path.stem: read_case(path) for path in sorted(CASES.glob("*.yaml"))}


def record(advice: Advice) -> Record:
    """Return the parts of an advice that rules decide, without any text of theirs."""
    return {
        "verdict": advice.verdict,
        "lean": advice.lean,
        "decided_by": list(advice.decided_by),
        "wiifm": advice.wiifm,
        "concerns": {concern.id: _concern(concern) for concern in advice.concerns},
        "growth": {growth.rule: _growth(growth) for growth in advice.growth},
        "guidance": [guidance.rule for guidance in advice.guidance],
    }


def _concern(concern: ConcernAdvice) -> Record:
    return {
        "status": concern.status,
        "severity": concern.severity,
        "arguments": {argument.rule: _argument(argument) for argument in concern.arguments},
    }


def _argument(argument: Argument) -> str:
    return f"{_words([argument.role, argument.severity])}, {_standing(argument)}"


def _growth(growth: GrowthAdvice) -> str:
    yours = _words(growth.serves_your_goals) or NOTHING
    return f"{_standing(growth)}, serves {_words(growth.serves)}, of yours {yours}"


def _standing(argument: Argument | GrowthAdvice) -> str:
    stands = "stands" if argument.stands else "answered"
    return _words([stands, *(["by"] if argument.answered_by else []), *argument.answered_by])


def _words(parts: Iterable[str | None]) -> str:
    return " ".join(part for part in parts if part is not None)


def differences(expected: Any, found: Any, place: str = "") -> Iterator[str]:
    """Yield one line for each part in which two records differ, their order included."""
    if not (isinstance(expected, dict) and isinstance(found, dict)):
        if expected != found:
            yield f"{place}: expected {expected}, found {found}"
        return
    for key in {**expected, **found}:
        inner = f"{place}: {key}" if place else key
        yield from differences(expected.get(key, NOTHING), found.get(key, NOTHING), inner)
    if expected.keys() == found.keys() and list(expected) != list(found):
        yield f"{place}: expected the order {', '.join(expected)}, found {', '.join(found)}"
