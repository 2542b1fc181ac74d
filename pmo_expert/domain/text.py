"""Text as people type it, the same in case files, options, answers and the cells of tables.

What is said here of single texts, `domain.cells` says of whole columns in the words of their engines. So the tables
below hold all that engines might see differently: upper and lower case, and what is a blank.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from math import isfinite

BLANKS = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B)))
BLANKS += "\u2028\u2029\u202f\u205f\u3000"
APART = f"[{BLANKS}_-]+"
"""What parts the words of a name."""
BEFORE_LOWER = (("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}", "i"),)
AFTER_LOWER = (("ς", "σ"), ("ß", "ss"), ("’", "'"))
"""Signs that mean the same, where engines make different things of upper and lower case or do not tell at all."""
UNKNOWN_WORDS = frozenset(
    {"unknown", "don't_know", "dont_know", "do_not_know", "not_known", "?", "n/a", "na", "not_available", "–", "—"}
)
"""The words for what is not known, folded."""
YES = ("yes", "y", "true")
NO = ("no", "n", "false")
NUMBER = r"[+-]?(?:[0-9]{1,40}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][+-]?[0-9]{1,3})?"
PLACE = re.compile("[0-9]{1,9}")
LONGEST_FRACTION = 15
"""How many digits after the point case files have when they are written."""
DECIMAL_COMMA = "[+-]?[0-9]{1,40},[0-9]{1,2}"
BETWEEN = re.compile("[,;]")
"""What parts the members of a set."""
QUOTES = "\"'‘’“”"
AROUND = f"{BLANKS}_{QUOTES}-"
"""What may stand around the name of a member."""


def lowered(text: str) -> str:
    """Return a text without upper case."""
    for old, new in BEFORE_LOWER:
        text = text.replace(old, new)
    text = text.lower()
    for old, new in AFTER_LOWER:
        text = text.replace(old, new)
    return text


def folded(text: str) -> str:
    """Return a text as names are compared: without case, with one underscore for blanks, hyphens and underscores."""
    return re.sub(APART, "_", lowered(text)).strip("_")


def is_unknown(text: str) -> bool:
    """Say whether a text says that something is not known; one that says nothing does not."""
    said = folded(text)
    return said in UNKNOWN_WORDS or (not said and "-" in text)


def spellings(values: Iterable[str], names: Mapping[str, str]) -> dict[str, str]:
    """Return the values by every text that means them, folded; `names` has the value for each other name."""
    return {folded(name): value for name, value in names.items()} | {folded(value): value for value in values}


def listed(text: str) -> list[str]:
    """Return the names in a list, parted by commas or semicolons; quotes around them and brackets may be there."""
    said = text.strip(BLANKS).removeprefix("[").removesuffix("]")
    return [part for one in BETWEEN.split(said) if (part := one.strip(AROUND))]


def is_empty_list(text: str) -> bool:
    """Say whether a text is a pair of brackets with nothing between."""
    said = text.strip(BLANKS)
    return said[:1] + said[-1:] == "[]" and not said[1:-1].strip(BLANKS)


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
    said = re.sub(unit_pattern(unit), "", lowered(text).strip(BLANKS))
    said = said.replace(",", ".") if re.fullmatch(DECIMAL_COMMA, said) else said
    if not re.fullmatch(NUMBER, said):
        return None
    number = int(said) if said.lstrip("+-").isdigit() else float(said)
    return number if isfinite(number) else None


@lru_cache
def unit_pattern(unit: str) -> str:
    """Return a pattern for what may follow a number: blanks, and one of the words for its unit."""
    whole = lowered(unit)
    first = whole.partition(" ")[0]
    words = {whole, first, first.removesuffix("s")} | ({"%"} if first == "percent" else set())
    longest_first = sorted(filter(None, words), key=lambda word: (-len(word), word))
    return f"[{BLANKS}]*(?:{'|'.join(map(re.escape, longest_first))})$" if longest_first else f"[{BLANKS}]+$"


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
