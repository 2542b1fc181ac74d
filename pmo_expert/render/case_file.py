"""Case files, empty or filled in: every attribute with its question, its values and who can answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from decimal import Decimal
from textwrap import wrap

from pmo_expert.domain.attribute import UNKNOWN, Attribute, Value, number_text
from pmo_expert.domain.case import Case
from pmo_expert.domain.vocabulary import Vocabulary
from pmo_expert.render.words import ASKS

WIDTH = 100
HEAD = """\
# Fill in what you know and leave the rest unknown; unknown is never taken for no.
# A line may also be deleted. Then run: pmo-expert advise THIS-FILE
"""


IN_VAIN = "  # you answered: unknown"
IN_VAIN_LINE = re.compile(rf"  (\w+): {UNKNOWN}{IN_VAIN}")
SECTION_LINE = re.compile(r"(\w+):")
LONGEST_FRACTION = 15


def case_file(vocabulary: Vocabulary, case: Case | None = None, in_vain: Collection[str] = ()) -> str:
    """Return a case file that reads back as the case, with comments that explain each attribute.

    Without a case everything is unknown. `in_vain` are facts that were asked for and answered with unknown; they are
    marked, and `asked_in_vain` finds them again. Amounts keep 15 digits after the point, as many as are read.
    """
    known = case or vocabulary.case_type()
    lines = [HEAD, f"title: {_quoted(known.title)}"]
    for section in vocabulary.sections:
        lines += ["", f"{section}:"]
        for attribute in vocabulary.attributes.values():
            if attribute.name.startswith(f"{section}."):
                lines += _attribute(attribute, known.value(attribute.name), attribute.name in in_vain)
    return "\n".join(lines) + "\n"


def asked_in_vain(text: str) -> frozenset[str]:
    """Return the facts that a case file marks as asked for and answered with unknown."""
    section, found = "", set()
    for line in text.splitlines():
        if start := SECTION_LINE.fullmatch(line):
            section = start[1]
        elif marked := IN_VAIN_LINE.fullmatch(line):
            found.add(f"{section}.{marked[1]}")
    return frozenset(found)


def _attribute(attribute: Attribute, value: Value, in_vain: bool) -> Iterable[str]:
    negotiable = "; can be negotiated" if attribute.negotiable else ""
    yield from _comment(f"{attribute.question} ({ASKS[attribute.ask]}{negotiable})", "")
    for line in _values(attribute):
        yield from _comment(line, "  ")
    line = f"  {attribute.field}: {_written(attribute, value)}"
    yield from [line + IN_VAIN] if in_vain and value is None else wrap(line, WIDTH, subsequent_indent="    ")
    yield ""


def _written(attribute: Attribute, value: Value) -> str:
    """Return a value as a case file holds it."""
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset):
        return f"[{', '.join(member for member in attribute.values if member in value)}]"
    return value if isinstance(value, str) else _number(value)


def _number(value: float) -> str:
    exact = f"{Decimal(repr(value)):f}"
    whole, _, fraction = exact.partition(".")
    fraction = fraction[:LONGEST_FRACTION].rstrip("0")
    return f"{whole}.{fraction}" if fraction else whole


def _quoted(text: str) -> str:
    """Return a text in double quotes, on one line."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    return f"\\U{ord(character):08x}"


def _values(attribute: Attribute) -> Iterable[str]:
    if attribute.kind == "amount":
        bounds = f"{number_text(attribute.lowest)} to {number_text(attribute.highest)}"
        return [f"a number, {bounds} {attribute.unit}"]
    if attribute.kind == "set":
        return [f"a list of any of these, as in [{', '.join(attribute.values[:2])}]:", ", ".join(attribute.values)]
    return [f"{value}: {phrase}" for value, phrase in attribute.phrases.items()]


def _comment(text: str, indent: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=f"  # {indent}", subsequent_indent=f"  # {indent}  ")
