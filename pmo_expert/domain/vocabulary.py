"""The vocabulary: the sections and attributes in which cases are stated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from pmo_expert.domain.attribute import Attribute, Value, plain_scalar
from pmo_expert.domain.case import AnyCase, PlainCase, StatedCase
from pmo_expert.domain.text import is_unknown, readable
from pmo_expert.faults import NOWHERE, Fault, InputError, Position, fault_at


@frozen
class Vocabulary:
    """Sections and attributes in their order.

    `sections` has the words for each section, `asks` those for whom to ask, `attributes` is by `section.attribute`.
    `weighed_last` are the sections that only verdicts and guidance read, such as what else one could do.
    """

    sections: Mapping[str, str]
    asks: Mapping[str, str]
    attributes: Mapping[str, Attribute] = field(repr=False)
    weighed_last: tuple[str, ...] = ()

    def of_section(self, section: str) -> tuple[Attribute, ...]:
        """Return the attributes of a section."""
        return tuple(attribute for attribute in self.attributes.values() if attribute.section == section)

    def is_weighed_last(self, name: str) -> bool:
        """Say whether an attribute is in a section that is weighed last; no for what is none."""
        return name in self.attributes and self.attributes[name].section in self.weighed_last

    def name_faults(self, name: str, position: Position = NOWHERE) -> list[Fault]:
        """Return what is wrong with the name of an attribute."""
        if name in self.attributes:
            return []
        section, _, attribute = name.partition(".")
        if section not in self.sections:
            return [fault_at(position, "there is no section", found=section, allowed=self.sections)]
        known = [part.field for part in self.of_section(section)]
        return [fault_at(position, "there is no attribute", place=section, found=attribute, allowed=known)]

    def case(self, stated: AnyCase | Mapping[str, Any], *, title: str | None = None) -> PlainCase:
        """Return the case that facts by `section.attribute`, or another case, state.

        Values may be Python values or text as a case file has it; None means unknown. Raises InputError with every
        fault, TypeError when it is neither a mapping nor a case.
        """
        if isinstance(stated, PlainCase) and stated.vocabulary is self and title is None:
            return stated
        if isinstance(stated, Mapping):
            facts, named = stated, title or ""
        elif isinstance(stated, PlainCase | StatedCase):
            facts, named = stated.facts, stated.title if title is None else title
        else:
            raise TypeError(
                f"expected a case, or facts such as {{'section.attribute': value}}, found: {type(stated).__name__}"
            )
        if not isinstance(named, str):
            raise TypeError(f"the title of a case is a text, found: {type(named).__name__}")
        values: dict[str, Value] = {}
        faults: list[Fault] = []
        for name, value in facts.items():
            values[name], wrong = self._fact(name, value)
            faults += wrong
        if faults:
            raise InputError(faults)
        return self.checked_case(values, named)

    def checked_case(self, values: Mapping[str, Value], title: str) -> PlainCase:
        """Return the case with values that were checked; None among them means unknown."""
        known = {name: values[name] for name in self.attributes if values.get(name) is not None}
        return PlainCase(title, known, self)

    def _fact(self, name: object, value: Any) -> tuple[Value, list[Fault]]:
        if not isinstance(name, str):
            return None, [fault_at(NOWHERE, "expected the name of an attribute, found", found=readable(name))]
        faults = self.name_faults(name)
        if faults or value is None or (isinstance(value, str) and is_unknown(value)):
            return None, faults
        attribute = self.attributes[name]
        meant = attribute.convert(plain_scalar(value))
        return meant, attribute.check(meant)
