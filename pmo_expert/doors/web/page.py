"""The page: one HTML file that advises by some rules in the browser, and asks nothing of anybody.

Its modules are plain ES modules, which tests and other programs import as they are. In the page they stand one after
the other in one script, so that it works from a file and a Content-Security-Policy can name it by its hash.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from pmo_expert.doors.web.pack_data import pack_data
from pmo_expert.knowledge.knowledge import Knowledge

STATIC = Path(__file__).with_name("static")
MAIN = STATIC / "ui" / "main.js"
IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (async function|function|class|const) (\w+)", re.MULTILINE)
COMMENT = re.compile(r"^ *(//[^\n]*|/\*\*.*?\*/)\n", re.MULTILINE | re.DOTALL)
SLOT = re.compile(r"\{\{(\w+)\}\}")
POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; base-uri 'none'; form-action 'none'"
)


def page_html(packs: Sequence[Knowledge]) -> str:
    """Return the page that advises by some rules, as one HTML document; of several packs the reader chooses one.

    Nothing that a pack says can be more than text in it: the page runs one script and one style sheet, both its own.
    """
    script, style = one_script(MAIN), (STATIC / "page.css").read_text(encoding="utf-8")
    blocks = (f'<script type="application/json" class="pack">{embedded(pack_data(pack))}</script>' for pack in packs)
    filled = {
        "csp": _policy(script, style),
        "style": style,
        "script": script,
        "texts": embedded(page_texts()),
        "packs": "\n".join(blocks),
    }
    template = (STATIC / "index.html").read_text(encoding="utf-8")
    return SLOT.sub(lambda slot: filled[slot[1]], template)


def page_policy() -> str:
    """Return the Content-Security-Policy that the page states, for a server that states it too."""
    return _policy(one_script(MAIN), (STATIC / "page.css").read_text(encoding="utf-8"))


def _policy(script: str, style: str) -> str:
    return POLICY.format(script=_digest(script), style=_digest(style))


def page_texts() -> dict[str, Any]:
    """Return all words of the page that no pack has, those of sentences under `sentences`."""
    texts: dict[str, Any] = json.loads((STATIC / "texts.json").read_text(encoding="utf-8"))
    return {**texts, "sentences": json.loads((STATIC / "sentences.json").read_text(encoding="utf-8"))}


def one_script(main: Path) -> str:
    """Return a module and all that it imports as one script: each is a function that returns what it exports.

    Comments are left out. Modules import by name, on one line, and not in circles.
    """
    numbers = {path: number for number, path in enumerate(_in_order(main, {}))}
    return "".join(_as_function(path, numbers) for path in numbers)


def _in_order(module: Path, placed: dict[Path, None]) -> dict[Path, None]:
    """Place the modules that a module imports, each after those that it imports, and then itself."""
    for _, imported in IMPORT.findall(module.read_text(encoding="utf-8")):
        path = (module.parent / imported).resolve()
        if path not in placed:
            _in_order(path, placed)
    placed[module] = None
    return placed


def _as_function(module: Path, numbers: Mapping[Path, int]) -> str:
    source = COMMENT.sub("", module.read_text(encoding="utf-8"))
    imported = IMPORT.sub(lambda one: f"const {{{one[1]}}} = m{numbers[(module.parent / one[2]).resolve()]};\n", source)
    names = ", ".join(name for _, name in EXPORT.findall(imported))
    body = EXPORT.sub(r"\1 \2", imported)
    return f"const m{numbers[module]} = (() => {{\n{body}return {{ {names} }};\n}})();\n"


def embedded(data: Any) -> str:
    """Return data as JSON to stand in a script element, which no text in it can end: without the sign of a tag."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
