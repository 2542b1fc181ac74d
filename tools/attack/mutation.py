"""Texts changed as a slip, or malice, changes them."""

from __future__ import annotations

from random import Random

NUMBERS = (
    "61.0",
    "1e2",
    "1e999",
    "-0",
    "NaN",
    "-inf",
    ".5",
    "5.",
    "1_000",
    "0x1F",
    "９",
    "9" * 400,
    str(2**63),
    "1e-400",
)
WORDS = ("null", "~", "unknown", "yes", "No", "[]", "{}", "''", '""', "[[c]]", "[{a: b}]", "leadership;", ";", ",")
SIGNS = (
    "&a",
    "*a",
    "!!python/object:os.system",
    "!!binary aGk=",
    "<<: *a",
    "%YAML 1.3",
    "---",
    "...",
    "? ",
    ": ",
    "- ",
)
CONTROLS = ("\0", "\x1b[2J", "\x07", "\x9b31m", "\u202eevil", "\u2028", "\ufeff", "\ud7ff", "\t", "\r\n")
DEPTH = ("[" * 200, "{a: " * 50, '{"a":' * 300, "x" * 100_000, "=1+1", "@SUM(1)", "'; drop table rows; --", "<script>")
NAMES = (
    "candidate.goals",
    "pmo.level",
    "opening.leads_people",
    "organization",
    "verdict",
    "format",
    "extends",
    "{value}",
)
HOSTILE = (*NUMBERS, *WORDS, *SIGNS, *CONTROLS, *DEPTH, *NAMES)
"""What is put into texts: odd numbers, words and signs of YAML, control characters, depth, length, names."""


def mutated(text: str, random: Random) -> bytes:
    """Return a text with one to four changes, as bytes; some are no UTF-8."""
    for _ in range(random.randint(1, 4)):
        text = random.choice(CHANGES)(text, random)
    data = text.encode("utf-8", "surrogatepass")
    if data and random.random() < 1 / 20:
        place = random.randrange(len(data))
        data = data[:place] + bytes([random.randrange(256)]) + data[place + 1 :]
    return data


def _inserted(text: str, random: Random) -> str:
    place = random.randint(0, len(text))
    return text[:place] + random.choice(HOSTILE) + text[place:]


def _cut(text: str, random: Random) -> str:
    place = random.randint(0, len(text))
    return text[:place] + text[place + random.randint(1, 30) :]


def _word_replaced(text: str, random: Random) -> str:
    words = text.split(" ")
    words[random.randrange(len(words))] = random.choice(HOSTILE)
    return " ".join(words)


def _value_replaced(text: str, random: Random) -> str:
    """Replace what stands after a colon or a comma in a line."""
    lines = text.split("\n")
    place = random.randrange(len(lines))
    for sign in random.sample((": ", ","), 2):
        start, found, _ = lines[place].partition(sign)
        if found:
            lines[place] = start + found + random.choice(HOSTILE)
            break
    return "\n".join(lines)


def _line_moved(text: str, random: Random) -> str:
    lines = text.split("\n")
    line = lines[random.randrange(len(lines))]
    if random.random() < 1 / 2:
        lines.remove(line)
    lines.insert(random.randint(0, len(lines)), line)
    return "\n".join(lines)


CHANGES = (_inserted, _cut, _word_replaced, _value_replaced, _value_replaced, _line_moved)
