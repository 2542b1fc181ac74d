"""Case files, empty or filled in: with every attribute explained, or with the known facts alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from textwrap import wrap

from pmo_expert.documents import CONTROLS
from pmo_expert.domain.attribute import UNKNOWN, Attribute, Value
from pmo_expert.domain.case import PlainCase
from pmo_expert.domain.case_file import FORMATS
from pmo_expert.domain.vocabulary import Vocabulary
from pmo_expert.faults import printable

WIDTH = 100
HEAD = """\
# Fill in what you know and leave the rest unknown; unknown is never taken for no.
# A line may also be deleted. Then run: pmo-expert advise THIS-FILE{rules}
"""
IN_VAIN = "  # you answered: unknown"
IN_VAIN_LINE = re.compile(rf"  (\w+): {UNKNOWN}{IN_VAIN}")
SECTION_LINE = re.compile(r"(\w+):")


def case_file(
    vocabulary: Vocabulary, case: PlainCase | None = None, in_vain: Collection[str] = (), *, rules: str = ""
) -> str:
    """Return a case file that reads back as the case, with comments that explain each attribute.

    Without a case everything is unknown. `in_vain` are facts that were asked for and answered with unknown; they are
    marked, and `asked_in_vain` finds them again. `rules` are the options that name the rules.

    Amounts keep 15 digits after the point, as many as are read.
    """
    known = case or vocabulary.case({})
    lines = [HEAD.format(rules=printable(rules)), f"format: {FORMATS[-1]}", f"title: {_quoted(known.title)}"]
    for section in vocabulary.sections:
        lines += ["", f"{section}:"]
        for attribute in vocabulary.of_section(section):
            lines += _explained(attribute, known.value(attribute.name), vocabulary, attribute.name in in_vain)
    return "\n".join(lines) + "\n"


def known_case_file(case: PlainCase) -> str:
    """Return a case file with the title and the known facts of a case; it reads back as the same case."""
    lines = [f"title: {_quoted(case.title)}"] if case.title else []
    attributes = case.vocabulary.attributes
    lines += [f"{name}: {attributes[name].written(value)}" for name, value in case.facts.items()]
    return "\n".join(lines or ["{}"]) + "\n"


def asked_in_vain(text: str) -> frozenset[str]:
    """Return the facts that a case file marks as asked for and answered with unknown."""
    section, found = "", set()
    for line in text.splitlines():
        if start := SECTION_LINE.fullmatch(line):
            section = start[1]
        elif marked := IN_VAIN_LINE.fullmatch(line):
            found.add(f"{section}.{marked[1]}")
    return frozenset(found)


def _explained(attribute: Attribute, value: Value, vocabulary: Vocabulary, in_vain: bool) -> Iterable[str]:
    negotiable = "; can be negotiated" if attribute.negotiable else ""
    yield from _comment(f"{attribute.question} ({vocabulary.asks[attribute.ask]}{negotiable})", "")
    for line in (*([attribute.help] if attribute.help else []), *attribute.explained()):
        yield from _comment(line, "  ")
    line = f"  {attribute.field}: {attribute.written(value)}"
    yield from [line + IN_VAIN] if in_vain and value is None else wrap(line, WIDTH, subsequent_indent="    ")
    yield ""


def _quoted(text: str) -> str:
    """Return a text in double quotes, on one line."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    if CONTROLS.match(character):
        return "\N{REPLACEMENT CHARACTER}"
    return f"\\U{ord(character):08x}"


def _comment(text: str, indent: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=f"  # {indent}", subsequent_indent=f"  # {indent}  ")
