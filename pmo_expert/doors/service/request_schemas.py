"""The JSON Schemas of requests, made from their classes and from the words of the rules that the service has."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin, get_type_hints

import attrs

from pmo_expert.advice.explaining.names import conclusion_names
from pmo_expert.doors.service.answers import Packs
from pmo_expert.doors.service.operations import OPERATIONS
from pmo_expert.doors.service.reading import CASES
from pmo_expert.doors.service.requests import ComparedRequest
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.render.schema import Schema, case_schema

RULES = "rules"


def request_schemas(packs: Packs, reference: str) -> dict[str, Schema]:
    """Return the schemas of all requests by name; `reference` is how one refers to another.

    Of several packs each request has a form for each, as their facts differ; the first needs not be named.
    """
    found: dict[str, Schema] = {}
    for number, (name, knowledge) in enumerate(packs.items(), 1):
        forms = _Forms(name, knowledge, reference, is_first=number == 1)
        found[forms.facts_name] = forms.facts_schema()
        for operation in OPERATIONS:
            kind = operation.request
            form = f"{kind.__name__}-{name}"
            found[form] = forms.object_schema(kind)
            union = found.setdefault(kind.__name__, {"description": kind.__doc__ or "", "anyOf": []})
            union["anyOf"].append({"$ref": reference.format(name=form)})
    return found


@attrs.frozen
class _Forms:
    """The forms of requests by one pack."""

    pack: str
    knowledge: Knowledge
    reference: str
    is_first: bool

    @property
    def facts_name(self) -> str:
        return f"Facts-{self.pack}"

    def facts_schema(self) -> Schema:
        """Return the schema of facts by `section.attribute`, part of that of case files."""
        stated = case_schema(self.knowledge)["properties"]
        names = self.knowledge.vocabulary.attributes
        properties = {name: stated[name] for name in names}
        return {"type": "object", "properties": properties, "additionalProperties": False}

    def object_schema(self, kind: type[Any]) -> Schema:
        """Return the schema of a request, or of a part of one."""
        hints = get_type_hints(kind)
        fields = attrs.fields(kind)
        required = [one.name for one in fields if one.default is attrs.NOTHING]
        names_rules = not self.is_first and RULES in hints
        return {
            "type": "object",
            "description": kind.__doc__ or "",
            "properties": {one.name: self._field(one.name, hints[one.name]) for one in fields},
            "required": [*required, RULES] if names_rules else required,
            "additionalProperties": False,
        }

    def _field(self, name: str, hint: Any) -> Schema:
        named = self._named(name)
        if named is not None:
            return named
        if hint == get_type_hints(ComparedRequest)["facts"]:
            return {"$ref": self.reference.format(name=self.facts_name)}
        if get_origin(hint) is Literal:
            return {"enum": list(get_args(hint))}
        if get_origin(hint) is tuple:
            item = get_args(hint)[0]
            if item is ComparedRequest:
                return {
                    "type": "array",
                    "items": self.object_schema(item),
                    "minItems": CASES[0],
                    "maxItems": CASES[1],
                }
            return {"type": "array", "items": {"enum": list(self.knowledge.vocabulary.attributes)}}
        return {"type": "boolean"} if hint is bool else {"type": "string"}

    def _named(self, name: str) -> Schema | None:
        """Return the schema of a field that names something of the rules; None of another field."""
        names = {
            RULES: (self.pack, *(("",) if self.is_first else ())),
            "about": conclusion_names(self.knowledge),
            "verdict": ("", *self.knowledge.decision.verdict_names),
        }
        return {"enum": list(names[name])} if name in names else None
