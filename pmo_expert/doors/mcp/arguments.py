"""What a tool takes, and what is wrong with what it is given: everything at once, as in every other door."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import frozen

from pmo_expert.domain.text import readable
from pmo_expert.domain.vocabulary import Vocabulary
from pmo_expert.faults import NOWHERE, Fault, InputError, fault_at
from pmo_expert.render.schema import Schema

Check = Callable[[Any], list[Fault]]


@frozen
class Parameter:
    """One argument of a tool: its name and its JSON Schema; `faults` returns what is wrong with a value."""

    name: str
    schema: Schema
    faults: Check
    required: bool = False


def input_schema(parameters: Iterable[Parameter]) -> Schema:
    """Return the JSON Schema of the arguments of a tool."""
    listed = list(parameters)
    return {
        "type": "object",
        "properties": {parameter.name: parameter.schema for parameter in listed},
        "required": [parameter.name for parameter in listed if parameter.required],
        "additionalProperties": False,
    }


def check_arguments(given: Mapping[str, Any], parameters: Iterable[Parameter]) -> None:
    """Raise InputError with everything that is wrong with the arguments that a tool is given."""
    known = {parameter.name: parameter for parameter in parameters}
    faults = [
        fault_at(NOWHERE, "there is no argument", found=name, allowed=known) for name in given if name not in known
    ]
    for parameter in known.values():
        if parameter.name in given:
            faults += parameter.faults(given[parameter.name])
        elif parameter.required:
            faults.append(fault_at(NOWHERE, "is missing", place=parameter.name))
    if faults:
        raise InputError(faults)


def text(name: str, description: str, *, required: bool = False) -> Parameter:
    """Return an argument that is a text."""
    schema: Schema = {"type": "string", "description": description}
    if not required:
        schema["default"] = ""

    def faults(value: Any) -> list[Fault]:
        return [] if isinstance(value, str) else [_expected("a text", name, value)]

    return Parameter(name, schema, faults, required=required)


def choice(name: str, description: str, values: tuple[str, ...]) -> Parameter:
    """Return an argument that is one of some words; the first is the default."""
    schema: Schema = {"enum": list(values), "default": values[0], "description": description}

    def faults(value: Any) -> list[Fault]:
        problem = "there is no choice"
        if value in values:
            return []
        return [fault_at(NOWHERE, problem, place=name, found=readable(value), allowed=values)]

    return Parameter(name, schema, faults)


def names(name: str, description: str, vocabulary: Vocabulary) -> Parameter:
    """Return an argument that is a list of names of facts."""
    items: Schema = {"type": "string"}
    schema: Schema = {"type": "array", "items": items, "default": [], "description": description}

    def faults(value: Any) -> list[Fault]:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            return [_expected("a list of names of facts", name, value)]
        return [fault for one in value for fault in vocabulary.name_faults(one)]

    return Parameter(name, schema, faults)


def facts(name: str, schema: Schema, vocabulary: Vocabulary, *, required: bool) -> Parameter:
    """Return an argument that is facts by `section.attribute`."""

    def faults(value: Any) -> list[Fault]:
        if not isinstance(value, dict):
            return [_expected("an object of facts by section.attribute", name, value)]
        try:
            vocabulary.case(value)
        except InputError as error:
            return list(error.faults)
        return []

    return Parameter(name, schema, faults, required=required)


def _expected(what: str, name: str, found: Any) -> Fault:
    return fault_at(NOWHERE, f"expected {what}, found", place=name, found=readable(found))
