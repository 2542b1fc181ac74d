"""No word of a domain stands in the code: it is in the packs alone."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmo_expert import Knowledge, load_knowledge

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "pmo_expert"
GENERATED = PACKAGE / "article.py"
FILES = [path for path in sorted(PACKAGE.rglob("*.py")) if path != GENERATED]
PACKS = {"article": ROOT / "rules" / "article", "lead-or-build": ROOT / "examples" / "packs" / "lead-or-build"}
NOUNS = {
    "article": ("PMO", "post", "employer", "candidate", "project managers", "resume", "clerical"),
    "lead-or-build": ("engineer", "engineers", "manager", "managers", "engineering", "team"),
}
"""What a domain is about, in the words of its texts."""


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the strings, docstrings and comments of a file, each with its line."""
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type in (tokenize.STRING, tokenize.COMMENT):
            yield token.start[0], token.string


def names(knowledge: Knowledge) -> set[str]:
    """Return the names that a pack gives to what it is about; words of the language itself are none of them."""
    goals = knowledge.decision.goals
    found = {
        *knowledge.vocabulary.attributes,
        *(knowledge.vocabulary.attributes[goals].values if goals else ()),
        *knowledge.concerns,
        *knowledge.growth,
        *knowledge.findings,
        *knowledge.rules,
        *knowledge.decision.verdict_names,
        *knowledge.decision.severity_names,
    }
    return {name for name in found if re.search("[._-]", name)}


def quoted(knowledge: Knowledge) -> set[str]:
    """Return the names of one word that would stand alone in a string if code knew them."""
    decision = knowledge.decision
    single = {
        *knowledge.vocabulary.sections,
        *knowledge.vocabulary.asks,
        *decision.verdict_names,
        *decision.severity_names,
    }
    return {*single, *knowledge.concerns, *knowledge.growth}


@pytest.mark.parametrize("pack", PACKS)
def test_no_text_of_the_package_names_anything_of_a_pack(pack: str) -> None:
    """No string, docstring or comment of the package has an attribute, goal, concern, rule or verdict of a pack."""
    knowledge = load_knowledge(PACKS[pack])
    wanted = re.compile("|".join(rf"(?<![\w.-]){re.escape(name)}(?![\w-])" for name in sorted(names(knowledge))))
    assert [
        f"{path.name}:{line} {found[0]}"
        for path in FILES
        for line, text in texts(path)
        for found in wanted.finditer(text)
    ] == []


@pytest.mark.parametrize("pack", PACKS)
def test_no_string_of_the_package_is_a_name_of_a_pack(pack: str) -> None:
    """No string of the package is a section, a verdict, a severity, or whom to ask, of a pack."""
    wanted = {f'"{name}"' for name in quoted(load_knowledge(PACKS[pack]))}
    assert [f"{path.name}:{line} {text}" for path in FILES for line, text in texts(path) if text in wanted] == []


@pytest.mark.parametrize("pack", PACKS)
def test_no_text_of_the_package_speaks_of_a_domain(pack: str) -> None:
    """No string, docstring or comment of the package has the nouns that a pack's texts are about."""
    wanted = re.compile("|".join(rf"(?<![\w-]){re.escape(noun)}(?![\w-])" for noun in NOUNS[pack]))
    assert [f"{path.name}:{line} {text}" for path in FILES for line, text in texts(path) if wanted.search(text)] == []


@pytest.mark.parametrize("pack", PACKS)
def test_texts_of_a_pack_are_about_its_domain(pack: str) -> None:
    """The nouns that are looked for are those of the pack: its own texts have each of them."""
    said = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PACKS[pack].glob("*.yaml")))
    assert [noun for noun in NOUNS[pack] if not re.search(rf"\b{noun}\b", said)] == []


def test_the_second_pack_has_no_word_of_the_first() -> None:
    """A pack about another decision says nothing of a PMO, a post or an opening."""
    said = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PACKS["lead-or-build"].rglob("*.yaml")))
    assert re.findall(r"\b(?:PMO|pmo|post|opening|candidate|project management)\b", said) == []
