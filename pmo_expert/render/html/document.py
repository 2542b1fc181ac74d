"""A page that stands alone: one file without scripts and requests, which works wherever it lies."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pkgutil import get_data

from pmo_expert.render.html.tags import Node, Style, tag, written

STYLE_SHEET = "report.css"


def document(title: str, nodes: Iterable[Node]) -> str:
    """Return nodes as a whole HTML document; its policy allows its own style sheet and nothing else."""
    sheet = (get_data(__package__, STYLE_SHEET) or b"").decode()
    digest = b64encode(sha256(sheet.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("style", Style(sheet)),
    )
    body = tag("body", tag("main", *nodes))
    return f"<!DOCTYPE html>\n{written([tag('html', head, body, lang='en')])}\n"
