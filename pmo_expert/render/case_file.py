"""Case files to fill in: every attribute with its question, its values and who can answer."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap

from pmo_expert.facts.attribute import UNKNOWN, Attribute, number_text
from pmo_expert.facts.vocabulary import Vocabulary
from pmo_expert.render.words import ASKS

WIDTH = 100
HEAD = """\
# Fill in what you know and leave the rest unknown; unknown is never taken for no.
# A line may also be deleted. Then run: pmo-expert advise THIS-FILE
"""


def case_file(vocabulary: Vocabulary) -> str:
    """Return a case file in which everything is unknown, with comments that explain each attribute."""
    lines = [HEAD, 'title: ""']
    for section in vocabulary.sections:
        lines += ["", f"{section}:"]
        for attribute in vocabulary.attributes.values():
            if attribute.name.startswith(f"{section}."):
                lines += _attribute(attribute)
    return "\n".join(lines) + "\n"


def _attribute(attribute: Attribute) -> Iterable[str]:
    negotiable = "; can be negotiated" if attribute.negotiable else ""
    yield from _comment(f"{attribute.question} ({ASKS[attribute.ask]}{negotiable})", "")
    for line in _values(attribute):
        yield from _comment(line, "  ")
    yield f"  {attribute.field}: {UNKNOWN}"
    yield ""


def _values(attribute: Attribute) -> Iterable[str]:
    if attribute.kind == "amount":
        bounds = f"{number_text(attribute.lowest)} to {number_text(attribute.highest)}"
        return [f"a number, {bounds} {attribute.unit}"]
    if attribute.kind == "set":
        return [f"a list of any of these, as in [{', '.join(attribute.values[:2])}]:", ", ".join(attribute.values)]
    return [f"{value}: {phrase}" for value, phrase in attribute.phrases.items()]


def _comment(text: str, indent: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=f"  # {indent}", subsequent_indent=f"  # {indent}  ")
