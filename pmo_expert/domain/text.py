"""Text as people type it, the same in case files, options and answers; cells of tables are taken more strictly."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

UNKNOWN_WORDS = frozenset({"unknown", "don't know", "dont know", "do not know", "not known", "?"})
YES = ("yes", "y", "true")
NO = ("no", "n", "false")
NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?([eE][+-]?[0-9]{1,2})?")
PLACE = re.compile("[0-9]{1,9}")
LONGEST_FRACTION = 15
"""How many digits after the point case files may have."""
DECIMAL_COMMA = re.compile(r"([+-]?[0-9]{1,15}),([0-9]{1,2})")


def folded(text: str) -> str:
    """Return a text as names are compared: without case, with one underscore for blanks, hyphens and underscores."""
    return "_".join(text.casefold().replace("-", " ").replace("_", " ").split())


def is_unknown(text: str) -> bool:
    """Say whether a text says that something is not known."""
    return " ".join(text.casefold().replace("’", "'").split()) in UNKNOWN_WORDS


def spellings(values: Iterable[str], names: Mapping[str, str]) -> dict[str, str]:
    """Return the values by every text that means them, folded; `names` has the value for each other name."""
    return {folded(name): value for name, value in names.items()} | {folded(value): value for value in values}


def numbered(text: str, values: Sequence[str]) -> str | None:
    """Return the value whose number, from 1 on, a text gives; None when it gives none."""
    said = text.strip()
    place = int(said) if PLACE.fullmatch(said) else 0
    return values[place - 1] if 0 < place <= len(values) else None


def number_in(text: str, unit: str) -> int | float | None:
    """Return the number that a text says, with or without its unit; None when it says none.

    `unit` is as the vocabulary has it, such as `percent of working time`: its first word, with or without its plural s,
    and, for percent, the sign, may follow the number.
    """
    said = text.strip().casefold()
    for ending in _unit_words(unit):
        if said.endswith(ending):
            said = said[: -len(ending)].strip()
            break
    said = DECIMAL_COMMA.sub(r"\1.\2", said) if DECIMAL_COMMA.fullmatch(said) else said
    if not NUMBER.fullmatch(said):
        return None
    return int(said) if said.lstrip("+-").isdigit() else float(said)


def _unit_words(unit: str) -> list[str]:
    """Return what may follow a number, the longest first."""
    whole = unit.casefold()
    first = whole.partition(" ")[0]
    words = {whole, first, first.removesuffix("s")} | ({"%"} if first == "percent" else set())
    return sorted(filter(None, words), key=lambda word: (-len(word), word))


def number_text(value: float) -> str:
    """Return a number without a needless fraction: 3 for 3.0, 2.5 for 2.5."""
    return str(int(value)) if value == int(value) else str(value)


def readable(found: object) -> str:
    """Return anything as text; Python refuses to write out very large numbers."""
    try:
        return str(found)
    except ValueError:
        return f"{type(found).__name__} too large to show"


def source_text(text: str) -> str:
    """Return a text as Python source has it, in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def decimal_text(value: float) -> str:
    """Return a number in decimals, without an exponent and without needless zeros."""
    exact = f"{Decimal(repr(value)):f}"
    whole, _, fraction = exact.partition(".")
    fraction = fraction[:LONGEST_FRACTION].rstrip("0")
    return f"{whole}.{fraction}" if fraction else whole


def clause_of(text: str) -> str:
    """Return a sentence as a clause: without full stop, and with a small first letter unless it begins with a name."""
    word = text.split(" ", 1)[0]
    small = word[:1].lower() + word[1:]
    return (small if word != "I" and small == word.lower() else word) + text[len(word) :].removesuffix(".")


def sentence(text: str) -> str:
    """Return a clause as a sentence: with a capital, and a full stop where it has none."""
    if not text:
        return text
    return text[:1].upper() + text[1:] + ("" if text[-1:] in ".?!:" else ".")


def listed(parts: Sequence[str]) -> str:
    """Return the parts as an enumeration: a, b and c."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
