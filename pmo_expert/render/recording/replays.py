"""Journals derived again: many records, one in each line of a file."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from pmo_expert.advice.shown import Shown
from pmo_expert.faults import Fault, InputError
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.logic.choice import EngineName
from pmo_expert.render.recording.finding import recorded_knowledge
from pmo_expert.render.recording.reading import read_record
from pmo_expert.render.recording.record import Record
from pmo_expert.render.recording.replay import Replay, replay


@frozen
class OtherLine:
    """A line of a journal of which something else comes out today."""

    line: int
    replay: Replay


@frozen(kw_only=True, repr=False, slots=False)
class Replays(Shown):
    """A journal beside what comes out today.

    `same` is how many records have the same result, byte by byte; `others` are those that have not. `faults` say which
    lines are no records, or of no rules that are at hand.
    """

    same: int
    others: tuple[OtherLine, ...]
    faults: tuple[Fault, ...]


def replay_lines(
    lines: Iterable[bytes], knowledge: Knowledge | None = None, *, shown: str | None = None, engine: EngineName = "auto"
) -> Replays:
    """Ask again what each line of a journal tells; lines that are empty are left out.

    A line that cannot be used is told in the result, as one may have been cut off when a process was killed. Raises
    what `replay` raises beside InputError.
    """
    same = 0
    others: list[OtherLine] = []
    faults: list[Fault] = []
    known: dict[str, Knowledge] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = read_record(line, shown=shown, line=number)
            result = replay(record, knowledge or _shipped(record, known), engine=engine)
        except InputError as error:
            faults += [evolve(fault, file=shown, line=number) for fault in error.faults]
            continue
        if result.same_result:
            same += 1
        else:
            others.append(OtherLine(number, result))
    return Replays(same=same, others=tuple(others), faults=tuple(faults))


def _shipped(record: Record, known: dict[str, Knowledge]) -> Knowledge:
    """Return the shipped rules that a record names, loaded once."""
    name = record.rules.name
    if name not in known:
        known[name] = recorded_knowledge(record)
    return known[name]
