"""The vocabulary: every attribute of a case class, and cases made from plain values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import attrs
from attrs import frozen

from pmo_expert.domain.attribute import Attribute, plain
from pmo_expert.domain.case import SECTION_KEY, Case
from pmo_expert.domain.section import Section, attributes_of, readable, value_faults
from pmo_expert.faults import NOWHERE, Fault, InputError, Position, fault_at

GOALS = "candidate.goals"
"""The attribute that growth serves."""


@frozen
class Vocabulary:
    """The sections and attributes of a case class, in their order."""

    case_type: type[Case]
    sections: Mapping[str, type[Section]]
    attributes: Mapping[str, Attribute]


def vocabulary_of(case_type: type[Case]) -> Vocabulary:
    """Return the vocabulary that a case class declares."""
    return _vocabulary_of(case_type)  # type: ignore[arg-type]  # mypy takes the class for one of its instances


@cache
def _vocabulary_of(case_type: type[Case]) -> Vocabulary:
    sections = {
        field.name: field.metadata[SECTION_KEY]
        for field in sorted(attrs.fields(case_type), key=lambda field: _place(field.name))
        if SECTION_KEY in field.metadata
    }
    attributes = {
        attribute.name: attribute
        for name, section_type in sections.items()
        for attribute in attributes_of(section_type, name)
    }
    return Vocabulary(case_type, sections, attributes)


def _place(section: str) -> int:
    """Return the place of a section among those of Case; redeclared sections would come last else."""
    names = [field.name for field in attrs.fields(Case)]
    return names.index(section) if section in names else len(names)


def name_faults(vocabulary: Vocabulary, name: str, position: Position = NOWHERE) -> list[Fault]:
    """Return what is wrong with the name of an attribute."""
    if name in vocabulary.attributes:
        return []
    section, _, field = name.partition(".")
    if section not in vocabulary.sections:
        return [fault_at(position, "there is no section", found=section, allowed=vocabulary.sections)]
    known = [attribute.field for attribute in attributes_of(vocabulary.sections[section], section)]
    return [fault_at(position, "there is no attribute", place=section, found=field, allowed=known)]


def case_from(facts: Mapping[str, Any], case_type: type[Case] = Case, *, title: str = "") -> Case:
    """Make a case from a flat mapping of `section.attribute` to ordinary Python values.

    Missing attributes and None are unknown. Raises InputError with every fault.
    """
    vocabulary = vocabulary_of(case_type)
    faults = [fault for name, value in facts.items() for fault in _fact_faults(vocabulary, name, value)]
    if faults:
        raise InputError(faults)
    sections: dict[str, dict[str, Any]] = {name: {} for name in vocabulary.sections}
    for name, value in facts.items():
        section, _, field = name.partition(".")
        sections[section][field] = value
    built = {name: vocabulary.sections[name](**values) for name, values in sections.items()}
    return case_type(title=title, **built)  # type: ignore[arg-type]


def known_facts(case: Case) -> dict[str, Any]:
    """Return the facts of a case that are known, in the order of the vocabulary."""
    values = ((name, case.value(name)) for name in vocabulary_of(type(case)).attributes)
    return {name: value for name, value in values if value is not None}


def _fact_faults(vocabulary: Vocabulary, name: str, value: Any) -> list[Fault]:
    if not isinstance(name, str):
        return [fault_at(NOWHERE, "expected the name of an attribute, found", found=readable(name))]
    faults = name_faults(vocabulary, name)
    if faults:
        return faults
    value = plain(value)
    return value_faults(vocabulary.attributes[name], value)
