"""The command `pmo-expert`."""

from __future__ import annotations

import sys

import click

from pmo_expert.cli.case_commands import advise, what_if, why, why_not
from pmo_expert.cli.doors import NearestGroup
from pmo_expert.cli.knowledge_commands import check, new, rules, schema


@click.group(cls=NearestGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(package_name="pmo-expert", message="pmo-expert %(version)s")
def cli() -> None:
    """Say whether a post in a project management office is worth taking, and why.

    Start with `pmo-expert new my-case.yaml`, fill in what you know, and run `pmo-expert advise my-case.yaml`.

    Exit status: 0 done, 1 `check` found something, 2 bad input, 3 an internal error.
    """


for command in (advise, why, why_not, what_if, new, rules, check, schema):
    cli.add_command(command)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    cli(prog_name="pmo-expert")
