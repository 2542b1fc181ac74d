"""Hypothesis strategies: values of attributes, and cases."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pmo_expert.domain.attribute import Attribute, Value
from pmo_expert.domain.case import Case
from pmo_expert.domain.vocabulary import case_from, vocabulary_of


def known_values(attribute: Attribute) -> SearchStrategy[Any]:
    """Draw a known value of an attribute; amounts have at most two decimals."""
    if attribute.kind == "yes_no":
        return st.booleans()
    if attribute.kind == "set":
        return st.frozensets(st.sampled_from(attribute.values))
    if attribute.kind == "amount":
        low, high = int(attribute.lowest), int(attribute.highest)
        return st.integers(low, high) | st.integers(low * 4, high * 4).map(lambda quarters: quarters / 4)
    return st.sampled_from(attribute.values)


def values(attribute: Attribute) -> SearchStrategy[Value]:
    """Draw a value of an attribute, known or not."""
    return st.none() | known_values(attribute)


def cases(case_type: type[Case] = Case) -> SearchStrategy[Case]:
    """Draw a case with any facts known."""
    attributes = vocabulary_of(case_type).attributes
    known = st.fixed_dictionaries({}, optional={name: values(part) for name, part in attributes.items()})
    titles = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=10)
    made = known.map(lambda facts: case_from(facts, case_type))
    return st.tuples(made, titles).map(lambda parts: attrs.evolve(parts[0], title=parts[1]))
