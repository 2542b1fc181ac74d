"""JSON Schemas of case files, rule files and advices, made from the vocabulary and the result classes."""

from __future__ import annotations

from typing import Any

from pmo_expert.domain.attribute import UNKNOWN, Attribute
from pmo_expert.domain.vocabulary import Vocabulary
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.subjects import Conclusion
from pmo_expert.knowledge.reading.condition_reader import OPERATORS
from pmo_expert.render.json import FORMAT

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def advice_schema() -> Schema:
    """Return the JSON Schema of an advice as `to_json` writes it."""
    import msgspec

    from pmo_expert.advice.advice_result import Advice

    schema = {"$schema": DIALECT, **msgspec.json.schema(Advice)}
    stated = schema["$defs"][Advice.__name__]
    stated["properties"] = {"format": {"const": FORMAT}, **stated["properties"]}
    stated["required"] = ["format", *stated["required"]]
    return schema


def case_schema(knowledge: Knowledge) -> Schema:
    """Return the JSON Schema of case files."""
    vocabulary = knowledge.vocabulary
    sections = {name: _section(vocabulary, name) for name in vocabulary.sections}
    dotted = {name: _value(attribute) for name, attribute in vocabulary.attributes.items()}
    return {
        "$schema": DIALECT,
        "title": "A case for pmo-expert",
        **_closed({"format": {"enum": [1, "1"]}, "title": {"type": "string"}, **sections, **dotted}),
    }


def facts_schema(vocabulary: Vocabulary) -> Schema:
    """Return the JSON Schema of facts as a flat object of `section.attribute`, each described by its question."""
    return _facts(vocabulary)


def rules_schema(knowledge: Knowledge) -> Schema:
    """Return the JSON Schema of rule files."""
    concern = {"type": "string", "examples": list(knowledge.concerns)}
    phrases = _closed({"holds": {"type": "string"}, "absent": {"type": "string"}}, required=("holds", "absent"))
    return {
        "$schema": DIALECT,
        "title": "A rule file of pmo-expert",
        **_closed(
            {
                "concern": concern,
                "title": {"type": "string"},
                "findings": {"type": "object", "additionalProperties": phrases},
                "growth": {"type": "object", "additionalProperties": {"type": "string"}},
                "rules": {"type": "array", "items": _rule(knowledge)},
            },
            required=("rules",),
        ),
    }


def _rule(knowledge: Knowledge) -> Schema:
    names = _one_or_many({"type": "string"})
    goals = () if knowledge.decision.goals is None else knowledge.vocabulary.attributes[knowledge.decision.goals].values
    stated = _facts(knowledge.vocabulary)
    effects: Schema = {
        "finds": {"type": "string"},
        "presumes": {**stated, "minProperties": 1, "maxProperties": 1},
        "raises": {"enum": list(knowledge.decision.severity_names)},
        "mitigates": names,
        "defeats": names,
        "offers": {"type": "string"},
        "verdict": {"enum": list(knowledge.decision.verdict_names)},
        "guides": _closed({"step": {"type": "string"}, "question": {"type": "string"}}),
    }
    properties = {
        "id": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        **effects,
        "serves": _one_or_many({"enum": list(goals)}),
        "ask": {"enum": list(knowledge.vocabulary.asks)},
        "brings": stated,
        "instead_of": {"type": "string"},
        "before": {"type": "string"},
        "when": _when(knowledge),
        "because": {"type": "string"},
        "source": names,
        "examples": {"type": "array", "items": _example(knowledge.vocabulary)},
    }
    one_effect = [{"required": [effect]} for effect in effects]
    return {**_closed(properties, required=("id", "when", "because")), "oneOf": one_effect}


def _when(knowledge: Knowledge) -> Schema:
    subjects = knowledge.subjects
    tests = {name: _test(attribute) for name, attribute in subjects.vocabulary.attributes.items()}
    known = {name: _test(conclusion) for name, conclusion in subjects.conclusions.items()}
    own = {"^(finding|growth)\\.": {"enum": ["yes", "no", True, False]}, "^(concern|severity)\\.": {}}
    return {**_closed({**tests, **known}), "patternProperties": own}


def _test(subject: Attribute | Conclusion) -> Schema:
    if isinstance(subject, Conclusion):
        value: Schema = {"enum": _with_truth(subject.values)}
    else:
        value = {"anyOf": [subject.operand_schema(), {"const": UNKNOWN}]}
    operand = _one_or_many(value)
    operators = dict.fromkeys(OPERATORS, operand)
    operators["not"] = {"anyOf": [*operand["anyOf"], {"type": "object"}]}
    return {"anyOf": [*operand["anyOf"], {**_closed(operators), "minProperties": 1}]}


def _example(vocabulary: Vocabulary) -> Schema:
    facts = _facts(vocabulary)
    return {**_closed({"fires": facts, "silent": facts, "near_miss": facts}), "minProperties": 1, "maxProperties": 1}


def _facts(vocabulary: Vocabulary) -> Schema:
    return _closed({name: _value(attribute) for name, attribute in vocabulary.attributes.items()})


def _section(vocabulary: Vocabulary, section: str) -> Schema:
    fields = {attribute.field: _value(attribute) for attribute in vocabulary.of_section(section)}
    return {**_closed(fields), "type": ["object", "null"]}


def _value(attribute: Attribute) -> Schema:
    said = f"{attribute.question} {attribute.help}".rstrip()
    return {"description": said, "anyOf": [attribute.schema(), {"enum": [UNKNOWN, None]}]}


def _with_truth(values: tuple[str, ...]) -> list[str | bool]:
    """Return values as YAML readers see them: yes and no are true and false to some."""
    return [*values, True, False] if set(values) == {"yes", "no"} else list(values)


def _closed(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": list(required)} if required else schema


def _one_or_many(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "array", "items": schema, "minItems": 1}]}
