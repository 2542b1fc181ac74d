"""The option --record: a result in short, to be kept and derived again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmo_expert.faults import InputError, Position, fault_at

if TYPE_CHECKING:
    from pmo_expert.doors.journal import Journal

JSON, JSONL = ".json", ".jsonl"

record_option = click.option("--record", metavar="FILE", help="Write a record of it too, for replay: a .json file.")
journal_option = click.option(
    "--record", metavar="FILE", help="Append a record of each advice and explanation, for replay: a .jsonl file."
)
force_option = click.option("--force", is_flag=True, help="Overwrite files that exist.")


def check_record(path: str | None, inputs: Iterable[str]) -> None:
    """Raise InputError when a record that is wanted is not named like one, or is one of the files to read."""
    from pmo_expert.doors.cli.files import check_not_read

    if path is None:
        return
    if Path(path).suffix.lower() != JSON:
        raise InputError([fault_at(Position(path), f"a record is JSON; its name must end with {JSON}")])
    check_not_read([path], inputs)


def journal_from(path: str | None) -> Journal | None:
    """Return the journal that is wanted. Raises InputError when it cannot be had."""
    from pmo_expert.doors.journal import open_journal

    if path is None:
        return None
    if Path(path).suffix.lower() != JSONL:
        problem = f"records of many results stand one in each line; the name must end with {JSONL}"
        raise InputError([fault_at(Position(path), problem)])
    return open_journal(path)
