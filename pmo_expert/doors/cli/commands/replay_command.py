"""The command `replay`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmo_expert.doors.cli.record_files import JSONL
from pmo_expert.doors.cli.shared import door, engine_option, format_option, knowledge_from, rules_option, show

if TYPE_CHECKING:
    from pmo_expert.knowledge.knowledge import Knowledge
    from pmo_expert.logic.choice import EngineName


@click.command(short_help="Derive again what a RECORD tells, and compare.")
@click.argument("record")
@format_option("text", "markdown", "json")
@rules_option
@engine_option
@door
def replay(record: str, *, style: str, packs: tuple[str, ...], engine: EngineName) -> None:
    """Derive again what a RECORD of advise, why or why-not tells (- for standard input), and compare byte by byte.

    A .jsonl file is what serve and mcp record, and is taken line by line. Without --rules, a record is asked of the
    shipped pack that it names. Under other rules you see what differs. Exit status: 0 the same, 1 different, 2 bad
    input.
    """
    knowledge = knowledge_from(packs) if packs else None
    again = _replay_lines if Path(record).suffix.lower() == JSONL else _replay_one
    sys.exit(again(record, style, knowledge, engine))


def _replay_one(record: str, style: str, knowledge: Knowledge | None, engine: EngineName) -> int:
    """Show what comes out of one record today, and return the exit status."""
    from pmo_expert.documents import read_bytes, read_stream
    from pmo_expert.render.recording.reading import read_record
    from pmo_expert.render.recording.replay import replay as derive_again

    if record == "-":
        shown = "<standard input>"
        text = read_stream(sys.stdin.buffer, shown)
    else:
        shown, text = record, read_bytes(Path(record), record)
    result = derive_again(read_record(text, shown=shown), knowledge, engine=engine)
    show(result, style)
    return 0 if result.same_result else 1


def _replay_lines(path: str, style: str, knowledge: Knowledge | None, engine: EngineName) -> int:
    """Show what comes out of a journal today, and return the exit status."""
    from pmo_expert.documents import open_to_read, read_lines
    from pmo_expert.render.recording.replays import replay_lines

    with open_to_read(Path(path), path) as stream:
        result = replay_lines(read_lines(stream, path), knowledge, shown=path, engine=engine)
    show(result, style)
    return 2 if result.faults else 1 if result.others else 0
