"""The command `mcp`."""

from __future__ import annotations

import sys

import click

from pmo_expert.doors.cli.record_files import journal_from, journal_option
from pmo_expert.doors.cli.shared import check_extras, door, knowledge_from, rules_option
from pmo_expert.faults import NOWHERE, InputError, fault_at

HOST, PORT = "127.0.0.1", 8001
WAITING = "This speaks with an assistant over standard input and output; see docs/assistants.md. Ctrl-C ends it."


@click.command(short_help="Serve assistants, by the Model Context Protocol.")
@click.option("--http", is_flag=True, help="Serve over HTTP instead of standard input and output.")
@click.option(
    "--host", metavar="ADDRESS", help=f"With --http: where to listen; {HOST}, this machine alone, unless named."
)
@click.option("--port", type=click.IntRange(0, 65535), help=f"With --http: the port, {PORT} unless named; 0 for any.")
@click.option(
    "--allow-host", "names", metavar="NAME", multiple=True, help="With --http: a name by which it is reached."
)
@journal_option
@rules_option
@door
def mcp(
    *,
    http: bool,
    host: str | None,
    port: int | None,
    names: tuple[str, ...],
    record: str | None,
    packs: tuple[str, ...],
) -> None:
    """Serve assistants, by the Model Context Protocol: advice, reasons, questions, and the rules.

    An assistant starts this itself and speaks with it over standard input and output. With --http it serves many, at
    the path /mcp; it answers only requests to this machine by its own names, to --host and to each --allow-host.
    Nothing is remembered or logged, unless you ask for it with --record.
    """
    check_extras(["mcp"])
    if not http:
        _check_no_http(host, port, names)
    from pmo_expert.doors.mcp.server import make_server
    from pmo_expert.doors.mcp.serving import address, listening, serve_http, serve_stdio

    server = make_server(knowledge_from(packs), journal_from(record))
    if not http:
        if sys.stdin.isatty():
            click.echo(WAITING, err=True)
        serve_stdio(server)
        return
    at = host or HOST
    with listening(at, PORT if port is None else port) as listener:
        click.echo(f"Assistants reach it at {address(at, listener.getsockname()[1])}; Ctrl-C ends it.", err=True)
        serve_http(server, listener, [at, *names])


def _check_no_http(host: str | None, port: int | None, names: tuple[str, ...]) -> None:
    """Raise InputError when options are given that only --http has."""
    given = {"--host": host is not None, "--port": port is not None, "--allow-host": bool(names)}
    faults = [fault_at(NOWHERE, "means something only with --http", place=name) for name in given if given[name]]
    if faults:
        raise InputError(faults)
