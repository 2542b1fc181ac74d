"""Sentences put together from clauses."""

from __future__ import annotations

from collections.abc import Sequence


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


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Return the parts as an enumeration: a, b and c; `last` is the word before the last one."""
    return f" {last} ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
