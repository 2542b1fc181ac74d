"""The gate: everything that the project's data tests say against a pack.

Expected advice is kept for the cases of a pack: those in its folder `cases`, for the shipped packs the example cases
and the told situations; and for a few facts that show what no whole case does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from pmo_expert import Advice, Knowledge, PlainCase, advise, check
from pmo_expert.advice.advice_result import Argument, ConcernAdvice, GrowthAdvice
from pmo_expert.advice.conditions_result import Conditions
from tools.packs import ROOT, is_shipped

CASES = {"article": ROOT / "examples" / "cases", "practice": ROOT / "tests" / "told" / "practice"}
"""The folders with the cases of the shipped packs."""
EXPECTED = ROOT / "tests" / "expected"
NOTHING = "nothing"

Record: TypeAlias = dict[str, Any]


def problems(knowledge: Knowledge, pack: Path) -> list[str]:
    """Return what speaks against the rules of a pack, one line each; nothing when it may be shipped.

    Advice is compared once the check is clean: rules that it refuses may give a case no verdict at all.
    """
    return check_problems(knowledge) or advice_problems(knowledge, pack)


def check_problems(knowledge: Knowledge) -> list[str]:
    """Return what `pmo_expert.check` finds."""
    return [str(fault) for fault in check(knowledge)]


def advice_problems(knowledge: Knowledge, pack: Path) -> list[str]:
    """Return where the advice on the cases of a pack differs from the expected advice."""
    expected: Record = json.loads(expected_file(pack).read_text(encoding="utf-8"))
    return list(differences(expected, records(knowledge, pack)))


def expected_file(pack: Path) -> Path:
    """Return the file with the expected advice on the cases of a pack."""
    return EXPECTED / f"{pack.name}.json"


def records(knowledge: Knowledge, pack: Path) -> Record:
    """Return, for every case of a pack, what is expected of the advice on it."""
    return {
        name: record(advise(case, knowledge, engine="compiled", with_outlook=False))
        for name, case in cases(knowledge, pack).items()
    }


def record_text(found: Record) -> str:
    """Return records as the file of expected advice holds them."""
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def cases(knowledge: Knowledge, pack: Path) -> dict[str, PlainCase]:
    """Return the cases of a pack by name."""
    folder = CASES[pack.name] if is_shipped(pack) else pack / "cases"
    whole = {path.stem: knowledge.read_case(path) for path in sorted(folder.glob("*.yaml"))}
    facts = EXPECTED / f"{pack.name}-facts.yaml"
    few = yaml.load(facts.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) if facts.is_file() else {}
    return whole | {name: knowledge.case(facts) for name, facts in few.items()}


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
        "presumed": {usual.attribute: f"{usual.value}, by {usual.rule}" for usual in advice.presumptions},
        "conditions": None if advice.conditions is None else _conditions(advice.conditions),
    }


def _conditions(conditions: Conditions) -> Record:
    return {
        "agree": [
            {**{term.attribute: term.value for term in agreement.terms}, "verdict": agreement.verdict}
            for agreement in conditions.agree
        ],
        "make_sure": [point.attribute for point in conditions.make_sure],
        "live_with": [burden.rule for burden in conditions.live_with],
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
