"""The file `decision.yaml` of a pack: what is decided, and in which words."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, TypeVar

from pmo_expert.documents import Node, Table
from pmo_expert.domain.record import Reader
from pmo_expert.faults import Position
from pmo_expert.knowledge.language.decision import TONES, WIIFM_VALUES, Decision, Severity, Verdict
from pmo_expert.knowledge.language.subjects import NONE

DECISION_FILE = "decision.yaml"
KEYS = ("subject", "verdicts", "severities", "goals", "wiifm")
VERDICT_KEYS = ("words", "tone", "asks", "favourable")
SEVERITY_KEYS = ("words", "counts", "final")
FEWEST_VERDICTS = 2
T = TypeVar("T")


def read_decision(reader: Reader, root: Node) -> Decision:
    """Return the decision model that a file states; what is wrong with it is noted."""
    table = reader.table(root, DECISION_FILE, root.position)
    reader.keys(table, KEYS, DECISION_FILE)
    subject = reader.text(table, "subject", DECISION_FILE)
    before = len(reader.faults)
    verdicts = _records(reader, table, "verdicts", _verdict)
    severities = _records(reader, table, "severities", _severity)
    if len(reader.faults) == before and table.entries:
        _check_verdicts(reader, table, verdicts)
        _check_severities(reader, table, severities)
        _check_words(reader, [*verdicts, *severities])
    goals = table.get("goals")
    return Decision(
        subject=subject,
        verdicts=tuple(verdict for _, verdict in reversed(verdicts)),
        severities=tuple(severity for _, severity in severities),
        goals=reader.text(table, "goals", DECISION_FILE, required=False) or None,
        wiifm=_wiifm(reader, table, subject),
        position=table.position if goals is None else goals.position,
    )


def check_goals(reader: Reader, decision: Decision, sets: Collection[str]) -> None:
    """Note goals that are no set of the vocabulary, whose sets are named."""
    if decision.goals is not None and decision.goals not in sets:
        problem = "goals must name an attribute that is a set; there is no set"
        reader.fault(decision.position, problem, found=decision.goals, allowed=tuple(sets))


def _records(
    reader: Reader, table: Table, part: str, read: Callable[[Reader, str, Table], T]
) -> list[tuple[Position, T]]:
    """Return the records of a part, each with where it stands."""
    node = table.get(part)
    if node is None:
        reader.lacks(table, part, place=DECISION_FILE)
    found = []
    for key, record in reader.table(node, part, table.position).entries:
        if reader.named(key):
            found.append((key.position, read(reader, key.text, reader.table(record, key.text, key.position))))
    return found


def _verdict(reader: Reader, name: str, record: Table) -> Verdict:
    reader.keys(record, VERDICT_KEYS, name)
    named = reader.choice(record, "tone", TONES, "tone", name) or "mixed"
    return Verdict(
        name=name,
        words=reader.text(record, "words", name),
        tone=named,  # type: ignore[arg-type]
        asks=reader.flag(record, "asks", name),
        favourable=reader.flag(record, "favourable", name),
    )


def _severity(reader: Reader, name: str, record: Table) -> Severity:
    reader.keys(record, SEVERITY_KEYS, name)
    return Severity(
        name=name,
        words=reader.text(record, "words", name),
        counts=reader.flag(record, "counts", name),
        final=reader.flag(record, "final", name),
    )


def _check_verdicts(reader: Reader, table: Table, verdicts: list[tuple[Position, Verdict]]) -> None:
    asking = [(position, verdict) for position, verdict in verdicts if verdict.asks]
    for position, verdict in asking[1:]:
        problem = f"one verdict may ask for more facts, and {asking[0][1].name} does; found"
        reader.fault(position, problem, place="verdicts", found=verdict.name)
    for position, verdict in asking:
        if verdict.favourable:
            problem = "a verdict that asks for more facts says neither yes nor no, and cannot be favourable:"
            reader.fault(position, problem, place="verdicts", found=verdict.name)
    if len(verdicts) - len(asking) < FEWEST_VERDICTS:
        reader.fault(table.position, "needs two verdicts at the least that do not ask", place="verdicts")
        return
    (first, worst), (last, best) = verdicts[0], verdicts[-1]
    if not best.favourable:
        problem = "they stand from worst to best, so the last must be favourable; found"
        reader.fault(last, problem, place="verdicts", found=best.name)
    if worst.favourable or worst.asks:
        problem = "they stand from worst to best, so the first must neither ask nor be favourable; found"
        reader.fault(first, problem, place="verdicts", found=worst.name)


def _check_words(reader: Reader, named: list[tuple[Position, Verdict | Severity]]) -> None:
    """Note names, and words, that stand for two things."""
    names: set[str] = set()
    words: set[str] = set()
    for position, part in named:
        if part.name in names:
            reader.fault(position, "a verdict and a severity have the same name:", found=part.name)
        if part.words and part.words in words:
            reader.fault(position, "these words stand for another verdict or severity already:", found=part.words)
        names.add(part.name)
        words.add(part.words)


def _check_severities(reader: Reader, table: Table, severities: list[tuple[Position, Severity]]) -> None:
    if not severities:
        reader.fault(table.position, "needs one severity at the least", place="severities")
    for position, severity in severities:
        if severity.name == NONE:
            problem = "this name means that nothing is open; choose another:"
            reader.fault(position, problem, place="severities", found=severity.name)
    for position, severity in severities[:-1]:
        if severity.final:
            problem = "only the gravest, which stands last, may be final; found"
            reader.fault(position, problem, place="severities", found=severity.name)


def _wiifm(reader: Reader, table: Table, subject: str) -> dict[str, str]:
    """Return a sentence for each answer to what is in it for you: what a pack says, or else what always does."""
    said: dict[str, Any] = {
        "passes": f"Yes: what {subject} offers serves at least one of your goals.",
        "fails": f"Nothing that is known of {subject} serves one of your goals.",
        "not_known": "That is not known yet.",
    }
    node = table.get("wiifm")
    record = reader.table(node, "wiifm", table.position)
    reader.keys(record, WIIFM_VALUES, "wiifm")
    return {value: reader.text(record, value, "wiifm", required=False) or said[value] for value in WIIFM_VALUES}
