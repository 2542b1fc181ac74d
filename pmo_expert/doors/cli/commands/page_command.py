"""The command `page`."""

from __future__ import annotations

from pathlib import Path

import click

from pmo_expert.doors.cli.shared import OFFERED, door, knowledge_from, rules_option

READABLE = 0o644
NAME = "index.html"


@click.command(short_help="Write a page that advises in the browser.")
@click.option("--out", "path", metavar="FILE", required=True, help="Where to write it: a file, or a folder.")
@click.option("--force", is_flag=True, help="Overwrite the file when it exists.")
@rules_option
@door
def page(path: str, *, force: bool, packs: tuple[str, ...]) -> None:
    """Write one HTML file for people who have no Python: interview, advice, reasons, what if, comparing.

    Everything is worked out in the browser, and the page asks nothing of any server. It can be opened as a file, sent
    to somebody, or put on any web server; for that, name a folder, which gets an index.html. Without --rules the
    reader chooses between the article and practice.
    """
    from pmo_expert.doors.cli.files import whole_file
    from pmo_expert.doors.web.page import page_html

    knowledge = [knowledge_from((pack,)) for pack in OFFERED] if not packs else [knowledge_from(packs)]
    target = str(Path(path, NAME)) if Path(path).is_dir() else path
    html = page_html(knowledge)
    with whole_file(target, overwrite=force) as temporary:
        temporary.write_text(html, encoding="utf-8", newline="\n")
        temporary.chmod(READABLE)  # it holds nothing private, and servers are to read it
    click.echo(f"Written to {target}: open it in a browser.")
