"""What is wrong with an input: where, what was found, what is allowed, and the nearest name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from attrs import frozen

SHOWN_CHOICES = 12
SHOWN_CHARACTERS = 60
SHOWN_NAME, SHOWN_FILE, SHOWN_PROBLEM = 300, 1000, 1000
SHOWN_FAULTS = 100


@frozen(kw_only=True, slots=False)
class Fault:
    """One thing wrong with an input.

    `line` and `column` count from 1 and are None where the input is no file;
    `allowed` lists the values that would do, `nearest` the one most like what was found.
    """

    problem: str
    place: str = ""
    file: str | None = None
    line: int | None = None
    column: int | None = None
    found: str | None = None
    allowed: tuple[str, ...] = ()
    nearest: str | None = None

    def __str__(self) -> str:
        return fault_sentence(self)


class InputError(ValueError):
    """An input was refused; `faults` says everything that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault_sentences(self.faults)))


@frozen
class Position:
    """A place in a file; line and column count from 1."""

    file: str | None = None
    line: int | None = None
    column: int | None = None


NOWHERE = Position()


def fault_at(
    position: Position,
    problem: str,
    *,
    place: str = "",
    found: object = None,
    allowed: Iterable[str] = (),
) -> Fault:
    """Make a fault; the nearest allowed name is looked up here, so that every door suggests alike."""
    choices = tuple(allowed)
    shown = None if found is None else shorten(str(found))
    return Fault(
        problem=problem,
        place=place,
        file=position.file,
        line=position.line,
        column=position.column,
        found=shown,
        allowed=choices,
        nearest=None if found is None or found in choices else nearest(str(found), choices),
    )


def nearest(name: str, choices: Sequence[str]) -> str | None:
    """Return the choice that is most like the name, or None when none is alike."""
    folded = {choice.casefold(): choice for choice in choices}
    close = get_close_matches(name[:SHOWN_CHARACTERS].casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def printable(text: str) -> str:
    """Return a text in which every control character is replaced."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)


def shorten(text: str) -> str:
    """Make a text safe and short enough to stand in a message."""
    return _cut(printable(text), SHOWN_CHARACTERS)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def fault_sentences(faults: Sequence[Fault]) -> list[str]:
    """Return faults as lines of text; of very many, the first and how many more there are."""
    lines = list(map(fault_sentence, faults[:SHOWN_FAULTS]))
    more = len(faults) - len(lines)
    return [*lines, f"and {more} more faults"] if more else lines


def fault_sentence(fault: Fault) -> str:
    """Return the fault as one line of text: place first, then problem, choices and suggestion."""
    file = None if fault.file is None else _cut(printable(fault.file), SHOWN_FILE) or "a file without a name"
    where = ":".join(str(part) for part in (file, fault.line, fault.column) if part is not None)
    start = ": ".join(part for part in (where, _cut(printable(fault.place), SHOWN_NAME)) if part)
    found = "" if fault.found is None else f" “{fault.found}”"
    problem = f"{_cut(printable(fault.problem), SHOWN_PROBLEM)}{found}"
    sentence = f"{start}: {problem}" if start else problem
    if fault.nearest is not None:
        sentence += f"; did you mean “{_cut(printable(fault.nearest), SHOWN_NAME)}”?"
    if fault.allowed:
        sentence += ("" if fault.nearest else ";") + f" allowed: {_choices(fault.allowed)}"
    return sentence


def _choices(allowed: tuple[str, ...]) -> str:
    shown = ", ".join(map(shorten, allowed[:SHOWN_CHOICES]))
    more = len(allowed) - SHOWN_CHOICES
    return f"{shown} and {more} more" if more > 0 else shown
