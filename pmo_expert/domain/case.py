"""The case: everything that is known about one opening and one candidate."""

from __future__ import annotations

from typing import Any

import attrs
from attrs import frozen

from pmo_expert.domain.attribute import Value
from pmo_expert.domain.candidate import Candidate
from pmo_expert.domain.opening import Opening
from pmo_expert.domain.organization import Organization
from pmo_expert.domain.pmo import Pmo
from pmo_expert.domain.section import Section

SECTION_KEY = "pmo_expert_section"


def section(section_type: type[Section]) -> Any:
    """Declare a section of a case; without a value, everything in it is unknown."""
    return attrs.field(
        factory=section_type,
        validator=attrs.validators.instance_of(section_type),
        metadata={SECTION_KEY: section_type},
    )


@frozen(kw_only=True)
class Case:
    """What is known about one organization, its PMO, one opening in it and one candidate.

    To add attributes, subclass a section and redeclare it in a subclass of Case with `section`.
    `title` names the case to the reader; no rule reads it.
    """

    title: str = attrs.field(default="", validator=attrs.validators.instance_of(str))
    organization: Organization = section(Organization)
    pmo: Pmo = section(Pmo)
    opening: Opening = section(Opening)
    candidate: Candidate = section(Candidate)

    def value(self, name: str) -> Value:
        """Return the value of the attribute called `section.attribute`; None means unknown."""
        section_name, _, field = name.partition(".")
        value: Value = getattr(getattr(self, section_name), field)
        return value
