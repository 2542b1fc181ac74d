"""Writes the transcript in docs/assistants.md: what the server for assistants answers to some calls.

`python tools/mcp_transcript.py` writes it; with `--check` it writes nothing and exits with 1 when it is not current.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen
from mcp import Client
from mcp_types import TextContent

from pmo_expert import load_knowledge
from pmo_expert.doors.mcp.server import make_server

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "assistants.md"
BEGIN = "<!-- The transcript is written by tools/mcp_transcript.py; change the calls there, not the answers here. -->\n"
END = "<!-- End of the transcript. -->\n"
FACTS = {
    "candidate.plans_return_to_delivery": True,
    "opening.manages_projects": "none",
    "opening.return_to_delivery": False,
}


@frozen
class Call:
    """A call of a tool, and what leads to it."""

    before: str
    tool: str
    arguments: dict[str, Any]


CALLS = (
    Call(
        "“They want me for the PMO. I would not run projects any more, and I want to go back to that one day. "
        "Nobody has said how.” The assistant states what was said, and asks what to ask next:",
        "next_question",
        {"facts": FACTS, "unknown": ["candidate.goals"]},
    ),
    Call(
        "“Rather broader skills, I guess. So, should I?”",
        "advise",
        {"facts": {**FACTS, "candidate.goals": ["broader_skills"]}},
    ),
    Call(
        "“Why can't I simply accept?”",
        "explain",
        {"facts": {**FACTS, "candidate.goals": ["broader_skills"]}, "about": "accept", "kind": "why-not"},
    ),
    Call(
        "What is wrong is told all at once, so that the assistant can mend it:",
        "advise",
        {"facts": {"opening.manages_projects": "loads", "candidate.goal": ["broader_skills"]}, "detial": "full"},
    ),
)


def main() -> int:
    """Write the transcript, or check it; return the exit status."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    current = f"{before}{BEGIN}\n{asyncio.run(transcript())}\n{END}{after}"
    if "--check" in sys.argv[1:]:
        if current != page:
            print(f"{PAGE.relative_to(ROOT)} is not current; run tools/mcp_transcript.py")
        return 0 if current == page else 1
    PAGE.write_text(current, encoding="utf-8", newline="\n")
    return 0


async def transcript() -> str:
    """Return the calls and what the server answers, as Markdown."""
    parts: list[str] = []
    async with Client(make_server(load_knowledge())) as client:
        for call in CALLS:
            result = await client.call_tool(call.tool, call.arguments)
            texts = [content.text for content in result.content if isinstance(content, TextContent)]
            parts += _told(call, texts, is_error=result.is_error)
    return "\n".join(parts)


def _told(call: Call, texts: list[str], *, is_error: bool) -> Iterator[str]:
    yield f"{call.before}\n"
    yield _fenced("json", _shown({"name": call.tool, "arguments": call.arguments}))
    yield from (
        _fenced("text" if is_error else "json", text if is_error else _shown(json.loads(text))) for text in texts
    )


def _shown(data: Any) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)


def _fenced(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```\n"


if __name__ == "__main__":
    sys.exit(main())
