"""Hypothesis strategies: values of attributes, and cases."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pmo_expert import Knowledge, PlainCase
from pmo_expert.domain.attribute import Attribute, Value
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.kinds.yes_no import YesNo


def known_values(attribute: Attribute) -> SearchStrategy[Any]:
    """Draw a known value of an attribute; amounts have at most two decimals."""
    if isinstance(attribute, YesNo):
        return st.booleans()
    if isinstance(attribute, SetOf):
        return st.frozensets(st.sampled_from(attribute.values))
    if isinstance(attribute, Amount):
        low, high = int(attribute.lowest), int(attribute.highest)
        return st.integers(low, high) | st.integers(low * 4, high * 4).map(lambda quarters: quarters / 4)
    return st.sampled_from(attribute.values)


def values(attribute: Attribute) -> SearchStrategy[Value]:
    """Draw a value of an attribute, known or not."""
    return st.none() | known_values(attribute)


def cases(knowledge: Knowledge) -> SearchStrategy[PlainCase]:
    """Draw a case with any facts known."""
    attributes = knowledge.vocabulary.attributes
    known = st.fixed_dictionaries({}, optional={name: values(part) for name, part in attributes.items()})
    titles = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=10)
    return st.builds(lambda facts, title: knowledge.case(facts, title=title), known, titles)
