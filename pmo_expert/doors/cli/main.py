"""The command `pmo-expert`."""

from __future__ import annotations

import os
import sys

import click

from pmo_expert.doors.cli.commands.case_commands import advise, what_if, why, why_not
from pmo_expert.doors.cli.commands.compare_command import compare
from pmo_expert.doors.cli.commands.knowledge_commands import check, classes, new, rules, schema
from pmo_expert.doors.cli.commands.mcp_command import mcp
from pmo_expert.doors.cli.commands.outlook_commands import changes, grounds, questions
from pmo_expert.doors.cli.commands.page_command import page
from pmo_expert.doors.cli.commands.replay_command import replay
from pmo_expert.doors.cli.commands.serve_command import serve
from pmo_expert.doors.cli.commands.survey_command import survey
from pmo_expert.doors.cli.interview import interview
from pmo_expert.doors.cli.prompt import agrees, on_terminal
from pmo_expert.doors.cli.shared import BAD_INPUT, NearestGroup, fail
from pmo_expert.doors.cli.signals import end_by_signals


class Entry(NearestGroup):
    """The commands; without any, somebody at a terminal is asked whether to begin with the interview."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Return the arguments that are left, those of the command."""
        return super().parse_args(ctx, args or _welcome())


def _welcome() -> list[str]:
    """Return the arguments for what somebody wants who gave none; none where there is nobody to ask."""
    if not on_terminal():
        return []
    click.echo("This gives advice on a decision, and says why. Begin an interview? [Y/n]")
    return ["interview"] if agrees(otherwise=True) else ["--help"]


@click.group(cls=Entry, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(package_name="pmo-expert", message="pmo-expert %(version)s")
def cli() -> None:
    """Advise on a decision by rules, and show why. Without --rules, the rules are those of the shipped pack.

    Start with `pmo-expert interview`, which asks you what matters. Or run `pmo-expert new my-case.yaml`, fill in what
    you know, and run `pmo-expert advise my-case.yaml`.

    Exit status: 0 done, 1 `check`, `survey` or `replay` found something wrong, 2 bad input, 3 an internal error.
    """


for command in (
    advise,
    interview,
    why,
    why_not,
    what_if,
    compare,
    survey,
    page,
    mcp,
    serve,
    replay,
    questions,
    changes,
    grounds,
    new,
    rules,
    check,
    schema,
    classes,
):
    cli.add_command(command)


def _told_once(ignored: sys.UnraisableHookArgs) -> None:
    """Say nothing of a signal that comes while all ends: Polars hands on what Python raises by itself too."""
    if not issubclass(ignored.exc_type, (KeyboardInterrupt, SystemExit)):
        sys.__unraisablehook__(ignored)


def main() -> None:
    """Run the command line."""
    sys.unraisablehook = _told_once
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # it was closed before the start
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    end_by_signals()
    try:
        cli(prog_name="pmo-expert")
    except OSError as error:  # input that cannot be read is an InputError: this is the output
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        fail([f"the output cannot be written: {error.strerror or error}"], BAD_INPUT)
