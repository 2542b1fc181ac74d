"""The command `replay`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmo_expert.doors.cli.shared import door, engine_option, format_option, knowledge_from, rules_option, show

if TYPE_CHECKING:
    from pmo_expert.logic.choice import EngineName


@click.command(short_help="Derive again what a RECORD tells, and compare.")
@click.argument("record")
@format_option("text", "markdown", "json")
@rules_option
@engine_option
@door
def replay(record: str, *, style: str, packs: tuple[str, ...], engine: EngineName) -> None:
    """Derive again what a RECORD of advise, why or why-not tells (- for standard input), and compare byte by byte.

    Without --rules, it is asked of the shipped pack that the record names. Under other rules you see what differs.
    Exit status: 0 the same, 1 different, 2 bad input.
    """
    from pmo_expert.documents import read_bytes, read_stream
    from pmo_expert.render.recording.reading import read_record
    from pmo_expert.render.recording.replay import replay as derive_again

    if record == "-":
        shown = "<standard input>"
        text = read_stream(sys.stdin.buffer, shown)
    else:
        shown, text = record, read_bytes(Path(record), record)
    read = read_record(text, shown=shown)
    result = derive_again(read, knowledge_from(packs) if packs else None, engine=engine)
    show(result, style)
    sys.exit(0 if result.same_result else 1)
