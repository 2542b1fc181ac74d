"""The shipped pack with some of its files mutilated, as a slip of the hand might do it."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from difflib import unified_diff
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from pmo_expert import InputError, Knowledge, load_knowledge, rules_folder

SHIPPED = {path.name: path.read_text(encoding="utf-8") for path in sorted(rules_folder().glob("*.yaml"))}
"""The texts of the shipped pack by the names of its files."""


class Texts(dict[str, str]):
    """The texts of the shipped pack, some of them changed; shown by what is changed."""

    def __repr__(self) -> str:
        lines = (
            line
            for name, text in self.items()
            for line in unified_diff(SHIPPED[name].splitlines(), text.splitlines(), name, name, n=0, lineterm="")
        )
        return "\n".join(lines)


def load_changed(texts: Mapping[str, str]) -> Knowledge | None:
    """Load the shipped pack with changed texts; None when it is refused with faults, as it should be."""
    folder = Path(tempfile.mkdtemp())
    try:
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        return load_knowledge(folder)
    except InputError as error:
        return None if error.faults else pytest.fail("refused without a fault")
    finally:
        shutil.rmtree(folder)


@st.composite
def mutilations(draw: DrawFn, *names: str) -> Texts:
    """Draw the shipped files with one of them mutilated: one of those that are named, or any."""
    name = draw(st.sampled_from(names or sorted(SHIPPED)))
    chance, text = random.Random(draw(st.integers(0, 2**32))), SHIPPED[name]
    for _ in range(draw(st.integers(1, 4))):
        text = draw(st.sampled_from([cut_out, drop_line, swap_words, insert_text]))(text, chance)
    return Texts(SHIPPED | {name: text})


def cut_out(text: str, chance: random.Random) -> str:
    """Delete some characters."""
    start = chance.randrange(len(text))
    return text[:start] + text[start + chance.randrange(1, 30) :]


def drop_line(text: str, chance: random.Random) -> str:
    """Delete a line."""
    lines = text.splitlines(keepends=True)
    lines.pop(chance.randrange(len(lines)))
    return "".join(lines)


def swap_words(text: str, chance: random.Random) -> str:
    """Put one word of the text in the place of another."""
    words = text.split()
    return text.replace(chance.choice(words), chance.choice(words), 1)


def insert_text(text: str, chance: random.Random) -> str:
    """Insert something that means much to YAML or to rules."""
    odd: Iterable[str] = (
        "[",
        "]",
        "{",
        "}",
        ":",
        "- ",
        "\n",
        "&a ",
        "*a",
        "!x ",
        "'",
        '"',
        "~",
        "unknown",
        "{}",
        "\0",
        "|",
        "no",
    )
    place = chance.randrange(len(text))
    return text[:place] + chance.choice(tuple(odd)) + text[place:]
