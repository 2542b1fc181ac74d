"""The page: one HTML file that advises by some rules in the browser, and asks nothing of anybody.

Its modules are plain ES modules, which tests and other programs import as they are. In the page they stand one after
the other in one script, so that it works from a file and a Content-Security-Policy can name it by its hash.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from pmo_expert.doors.web.pack_data import pack_data
from pmo_expert.knowledge.knowledge import Knowledge

STATIC = Path(__file__).with_name("static")
MAIN = STATIC / "ui" / "main.js"
IMPORT = re.compile(r'^import \{[^}]*\} from "(\.[^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=async function|function|class|const)", re.MULTILINE)
SLOT = re.compile(r"\{\{(\w+)\}\}")
POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; base-uri 'none'; form-action 'none'"
)


def page_html(packs: Sequence[Knowledge]) -> str:
    """Return the page that advises by some rules, as one HTML document; of several packs the reader chooses one.

    Nothing that a pack says can be more than text in it: the page runs one script and one style sheet, both its own.
    """
    script, style = one_script(MAIN), (STATIC / "page.css").read_text(encoding="utf-8")
    blocks = (f'<script type="application/json" class="pack">{_json(pack_data(pack))}</script>' for pack in packs)
    filled = {
        "csp": POLICY.format(script=_digest(script), style=_digest(style)),
        "style": style,
        "script": script,
        "texts": _json(page_texts()),
        "packs": "\n".join(blocks),
    }
    template = (STATIC / "index.html").read_text(encoding="utf-8")
    return SLOT.sub(lambda slot: filled[slot[1]], template)


def page_texts() -> dict[str, Any]:
    """Return all words of the page that no pack has, those of sentences under `sentences`."""
    texts: dict[str, Any] = json.loads((STATIC / "texts.json").read_text(encoding="utf-8"))
    return {**texts, "sentences": json.loads((STATIC / "sentences.json").read_text(encoding="utf-8"))}


def one_script(module: Path) -> str:
    """Return a module and all that it imports as one script, each module once and after those that it imports."""
    return "\n".join(_body(path) for path in _in_order(module, {}))


def _in_order(module: Path, placed: dict[Path, None]) -> Iterable[Path]:
    """Place the modules that a module imports, then itself; return all that are placed."""
    for imported in IMPORT.findall(module.read_text(encoding="utf-8")):
        path = (module.parent / imported).resolve()
        if path not in placed:
            _in_order(path, placed)
    placed[module] = None
    return placed


def _body(module: Path) -> str:
    return EXPORT.sub("", IMPORT.sub("", module.read_text(encoding="utf-8")))


def _json(data: Any) -> str:
    """Return data as JSON that no text in it can end: without the sign that begins a tag."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
