"""Cases made from plain values, or read from files, in the vocabulary of some rules."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from typing import Any

from pmo_expert.domain.case import PlainCase
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.load import knowledge_or_shipped


def case_from(facts: Mapping[str, Any], knowledge: Knowledge | None = None, *, title: str = "") -> PlainCase:
    """Make a case from a flat mapping of `section.attribute` to values.

    Values may be Python values or text as a case file has it; missing attributes and None are unknown. `knowledge` says
    in which vocabulary; without it, it is that of the shipped rules. Raises InputError with every fault.
    """
    return knowledge_or_shipped(knowledge).case(facts, title=title)


def read_case(path: str | PathLike[str], knowledge: Knowledge | None = None) -> PlainCase:
    """Read a case from a YAML or JSON file, in the vocabulary of `knowledge`, or else of the shipped rules.

    Raises InputError, with one fault for each thing that is wrong and its line and column.
    """
    return knowledge_or_shipped(knowledge).read_case(path)


def parse_case(text: bytes | str, knowledge: Knowledge | None = None, *, shown: str | None = None) -> PlainCase:
    """Read a case from YAML or JSON text; `shown` names it in faults. Raises as `read_case` does."""
    return knowledge_or_shipped(knowledge).parse_case(text, shown=shown)
