"""What the classes rest on that are written for the vocabulary of a pack, so that editors and type checkers know it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar, cast

import attrs
from attrs import frozen

from pmo_expert.domain.attribute import Attribute, Value, plain_scalar
from pmo_expert.domain.case import StatedCase
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.choice import Choice
from pmo_expert.domain.kinds.set_of import SetOf, SetPhrases
from pmo_expert.domain.kinds.words import Words
from pmo_expert.domain.kinds.yes_no import YesNo
from pmo_expert.domain.text import is_unknown
from pmo_expert.faults import InputError

KIND = "pmo_expert"
WORDLESS: dict[str, Any] = {"name": "", "question": "", "ask": "", "unknown": ""}
M = TypeVar("M", bound=str)


def yes_no() -> Any:
    """Declare a field that is True, False or None."""
    return _field(YesNo(phrases={"yes": "", "no": ""}, **WORDLESS))


def choice(*values: str, **names: str) -> Any:
    """Declare a field with one of some values, or None; `yes` and `no` are the values that True and False mean."""
    return _field(Choice(phrases=dict.fromkeys(values, ""), names=names, **WORDLESS))


def amount(lowest: float, highest: float, *, unit: str, words: Mapping[str, float] | None = None) -> Any:
    """Declare a field that is a number within bounds, or None; `words` stand for some numbers."""
    stated = Words(words or {}, dict.fromkeys(words or {}, ""))
    return _field(Amount(lowest=lowest, highest=highest, unit=unit, phrase="", words=stated, **WORDLESS))


def set_of(*members: str) -> SetOf:
    """Return the kind of a field that is a set of some members, or None."""
    phrases = SetPhrases(all="", none="", included="", excluded="")
    return SetOf(members=dict.fromkeys(members, ""), phrases=phrases, **WORDLESS)


def members(kind: SetOf, value: Iterable[M] | None) -> frozenset[M] | None:
    """Return any collection of members as a set; what is none is left for the check."""
    stated = list(value) if isinstance(value, Iterator) else value
    return cast("frozenset[M] | None", _converted(kind, stated))


def _converted(kind: Attribute, value: Any) -> Any:
    """Return the value that is meant, None for unknown."""
    return None if isinstance(value, str) and is_unknown(value) else kind.convert(plain_scalar(value))


def _field(attribute: Attribute) -> Any:
    return attrs.field(default=None, converter=partial(_converted, attribute), metadata={KIND: attribute})


@frozen(kw_only=True)
class Section:
    """Base of the classes for sections. Raises InputError, with a fault for each wrong value."""

    def __attrs_post_init__(self) -> None:
        faults = []
        for field in attrs.fields(type(self)):
            attribute = attrs.evolve(field.metadata[KIND], name=f"{type(self).__name__}.{field.name}")
            faults += attribute.check(getattr(self, field.name))
        if faults:
            raise InputError(faults)


def section(section_type: type[Section]) -> Any:
    """Declare a section of a case; without a value, everything in it is unknown."""

    def check(_: object, field: attrs.Attribute[Any], value: object) -> None:
        if not isinstance(value, section_type):
            name = section_type.__name__
            problem = f"{field.name} takes a section, {field.name}={name}(…), found: {type(value).__name__}"
            raise TypeError(f"{problem}; case_from({{'{field.name}.attribute': value}}) takes plain values")

    return attrs.field(factory=section_type, validator=check)


@frozen(kw_only=True)
class TypedCase(StatedCase):
    """Base of the classes for cases; `title` names the case to the reader, and no rule reads it."""

    title: str = attrs.field(default="", validator=attrs.validators.instance_of(str))

    @property
    def facts(self) -> dict[str, Value]:
        """The facts that are known, by `section.attribute`."""
        return dict(self._known())

    def value(self, name: str) -> Value:
        """Return the value of an attribute; None means unknown. Raises AttributeError when there is none."""
        section_name, _, field = name.partition(".")
        value: Value = getattr(getattr(self, section_name), field)
        return value

    def _known(self) -> Iterator[tuple[str, Value]]:
        for part in attrs.fields(type(self)):
            stated = getattr(self, part.name)
            if isinstance(stated, Section):
                for field in attrs.fields(type(stated)):
                    if (value := getattr(stated, field.name)) is not None:
                        yield f"{part.name}.{field.name}", value
