"""Journals: files to which a door that runs for long appends a record of each result that it gives."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

from attrs import define, field

from pmo_expert.advice.advice_result import Advice
from pmo_expert.advice.explaining.explanation_result import Explanation
from pmo_expert.domain.case import AnyCase
from pmo_expert.faults import InputError, Position, fault_at
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.subjects import VERDICT

END = b"\n"
WITHOUT_WAITING, AS_IT_IS = getattr(os, "O_NONBLOCK", 0), getattr(os, "O_BINARY", 0)


class JournalError(Exception):
    """A result could not be recorded, so it must not be given; the message tells no facts."""


@define
class Journal:
    """A file of records, one in each line; many threads may add to it, and it is never read or shortened."""

    _file: int
    _is_whole: bool
    """Whether the last line has an end; a process that was killed, or a full disk, can leave one without."""
    _lock: Lock = field(factory=Lock)

    def add(
        self,
        result: Advice | Explanation,
        case: AnyCase | Mapping[str, Any],
        knowledge: Knowledge,
        *,
        about: str = VERDICT,
    ) -> None:
        """Append the record of a result. Raises JournalError when it cannot be written."""
        from pmo_expert.render.recording.making import record_of
        from pmo_expert.render.recording.text import record_text

        self._append(record_text(record_of(result, case, knowledge, about=about)).encode())

    def _append(self, line: bytes) -> None:
        with self._lock:
            rest = line if self._is_whole else END + line
            self._is_whole = False
            try:
                while rest:
                    rest = rest[os.write(self._file, rest) :]
            except OSError as error:
                raise JournalError(f"the record cannot be written: {error.strerror}") from None
            self._is_whole = True


def open_journal(path: str) -> Journal:
    """Return the journal in a file, which is made, for its owner only, unless it is there.

    Raises InputError when it cannot be written.
    """
    position = Position(path)
    try:
        number = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | WITHOUT_WAITING | AS_IT_IS, 0o600)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError([fault_at(position, f"cannot be written: {reason}")]) from None
    if not Path(path).is_file():
        os.close(number)
        raise InputError([fault_at(position, "cannot be written: it is no ordinary file")])
    return Journal(number, _ends_whole(number))


def _ends_whole(number: int) -> bool:
    if os.fstat(number).st_size == 0:
        return True
    os.lseek(number, -len(END), os.SEEK_END)
    return os.read(number, len(END)) == END
