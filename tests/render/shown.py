"""The cases whose pages are looked at: examples, situations that were told, and one in which nothing is said."""

from __future__ import annotations

import re
from functools import cache

import pytest

from pmo_expert import Advice, Knowledge, PlainCase, advise
from tests.advice.examples import CASE_FILES, REMOTE_PACK, ROOT, article, practice
from tests.surveys.own import lead_or_build, remote_work

PACKS = {"article": article, "practice": practice, "remote-work": remote_work, "lead-or-build": lead_or_build}
FILES = {
    "article": [*CASE_FILES.values(), *sorted((ROOT / "tests" / "told" / "article").glob("*.yaml"))],
    "practice": sorted((ROOT / "tests" / "told" / "practice").glob("*.yaml")),
    "remote-work": sorted((REMOTE_PACK / "cases").glob("*")),
    "lead-or-build": sorted((REMOTE_PACK.parent / "lead-or-build" / "cases").glob("*")),
}
NOTHING_SAID = "nothing said"
SHOWN = {f"{pack}: {path.stem}": (pack, path) for pack, paths in FILES.items() for path in paths}
NAMES = (*SHOWN, *(f"{pack}: {NOTHING_SAID}" for pack in PACKS))
every_shown = pytest.mark.parametrize("name", NAMES)
some_shown = pytest.mark.parametrize("name", NAMES[::5])
IDS = re.compile(r"\w_\w|\b[a-z]+\.[a-z]|[\[\]#{}=]|[0-9a-f]{8}")
INNER_WORDS = re.compile(
    r"\b(firings?|engines?|leans?|settled|unsettled|intervals?|mitigated|durable|compiled)\b", re.IGNORECASE
)


def pack_of(name: str) -> Knowledge:
    """Return the rules that a case is advised on by."""
    return PACKS[name.partition(": ")[0]]()


@cache
def shown_case(name: str) -> PlainCase:
    knowledge = pack_of(name)
    return knowledge.read_case(SHOWN[name][1]) if name in SHOWN else knowledge.case({})


@cache
def shown_advice(name: str) -> Advice:
    return advise(shown_case(name), pack_of(name), engine="compiled")


def flat(text: str) -> str:
    """Return text on one line, as if it had never been wrapped."""
    return " ".join(text.split())


def ids_in(text: str, knowledge: Knowledge) -> list[str]:
    """Return the ids of rules, concerns, offers and attributes in a text, and whatever else looks like one."""
    ids = {
        *knowledge.rules,
        *knowledge.concerns,
        *knowledge.vocabulary.attributes,
        *map(str, knowledge.subjects.conclusions),
    }
    words = set(re.findall(r"[\w.-]*[\w]", text))
    return sorted(words & {one for one in ids if re.search("[-._]", one)}) + IDS.findall(text)
