"""The command `serve`."""

from __future__ import annotations

import logging

import click

from pmo_expert.doors.cli.record_files import journal_from, journal_option
from pmo_expert.doors.cli.shared import OFFERED, check_extras, door, knowledge_from, rules_option


@click.command(short_help="Serve the page and a JSON API over HTTP.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any that is free.")
@click.option("--allow-host", "allowed", metavar="NAME", multiple=True, help="A further name to be called by.")
@click.option("--log", is_flag=True, help="Log every request to standard error, without facts.")
@journal_option
@rules_option
@door
def serve(
    host: str, port: int, *, allowed: tuple[str, ...], log: bool, record: str | None, packs: tuple[str, ...]
) -> None:
    """Serve the page, and below /v1 a JSON API, until it is ended by Ctrl+C or SIGTERM.

    Nothing is kept unless you ask for it with --record, and no facts are logged. It listens to this machine only unless
    --host says otherwise, and answers only where it is called localhost or by a name of --allow-host. Without --rules a
    request may name article or practice.
    """
    check_extras(["serve"])
    from pmo_expert.doors.service.app import service
    from pmo_expert.doors.service.hosts import hosts_of
    from pmo_expert.doors.service.run import listen, run

    journal = journal_from(record)
    named = knowledge_from(packs) if packs else None
    rules = {named.name: named} if named else {pack: knowledge_from((pack,)) for pack in OFFERED}
    listening = listen(host, port)
    with listening:
        bound = listening.getsockname()[1]
        app = service(rules, hosts_of(bound, allowed, host), journal=journal)
        logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
        if log:
            logging.getLogger("pmo_expert.doors.service").setLevel(logging.INFO)
        shown = f"[{host}]" if ":" in host else host
        run(app, listening, lambda: click.echo(f"Serving on http://{shown}:{bound}/ until Ctrl+C."))
    click.echo("Ended.")
