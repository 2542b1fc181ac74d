"""The JSON Schemas of case files, rule files and advices."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from jsonschema import Draft202012Validator

from pmo_expert import PlainCase, advise, load_knowledge, rules_folder, to_json
from pmo_expert.render.schema import advice_schema, case_schema, rules_schema
from tests.advice.examples import CASE_FILES, REMOTE_PACK, article, every_example, example_advice
from tests.strategies import cases
from tests.surveys.own import lead_or_build, remote_work

NO_RULES = ("pack", "sources", "properties", "vocabulary", "decision")
RULE_FILES = sorted(path for path in rules_folder().glob("*.yaml") if path.stem not in NO_RULES)


class TextLoader(yaml.SafeLoader):
    """Reads yes and no as text, as YAML 1.2 has it."""


TextLoader.yaml_implicit_resolvers = {
    start: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for start, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
LOADERS = pytest.mark.parametrize("loader", [yaml.SafeLoader, TextLoader], ids=["booleans", "strings"])


@cache
def validator(kind: str) -> Draft202012Validator:
    make = {"case": lambda: case_schema(article()), "rules": lambda: rules_schema(article()), "advice": advice_schema}
    return Draft202012Validator(json.loads(to_json(make[kind]())))


def read(path: Path, loader: type[yaml.SafeLoader]) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)


def errors(kind: str, document: Any) -> list[str]:
    return [error.message for error in validator(kind).iter_errors(document)]


def test_loaders_differ() -> None:
    """The two loaders read yes as true and as text."""
    assert [yaml.load("yes", Loader=loader) for loader in (yaml.SafeLoader, TextLoader)] == [True, "yes"]


@pytest.mark.parametrize("kind", ["case", "rules", "advice"])
def test_schemas_are_schemas(kind: str) -> None:
    """Every schema is a valid schema of the dialect that it names."""
    schema = validator(kind).schema
    assert isinstance(schema, dict)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(schema)


@LOADERS
@every_example
def test_example_cases_are_valid(example: str, loader: type[yaml.SafeLoader]) -> None:
    """Every example case is valid, however a reader takes yes and no."""
    assert errors("case", read(CASE_FILES[example], loader)) == []


@LOADERS
@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: path.stem)
def test_rule_files_are_valid(path: Path, loader: type[yaml.SafeLoader]) -> None:
    """Every shipped rule file is valid, however a reader takes yes and no."""
    assert errors("rules", read(path, loader)) == []


@pytest.mark.parametrize(
    "case",
    [
        {"pmoo": {}},
        {"pmo": {"levle": "program"}},
        {"pmo": {"level": "galaxy"}},
        {"pmo": {"level": ["program"]}},
        {"pmo.levle": "program"},
        {"pmo": []},
        {"candidate": {"goals": "leadership"}},
        {"candidate": {"goals": ["fame"]}},
        {"candidate": {"experience_years": 61}},
        {"candidate": {"experience_years": "3"}},
        {"title": 1},
        {"format": 2},
        [],
        "text",
    ],
    ids=str,
)
def test_wrong_cases_are_invalid(case: Any) -> None:
    """A case file with a wrong name, value or type is invalid."""
    assert errors("case", case)


@pytest.mark.parametrize(
    "case",
    [
        {},
        {"pmo": None},
        {"pmo": {"level": None}},
        {"pmo": {"level": "unknown"}},
        {"pmo.level": "program"},
        {"candidate": {"goals": []}},
        {"candidate": {"goals": "unknown"}},
        {"opening": {"manages_projects": True}},
        {"format": 1},
        {"format": "1", "title": "A post"},
    ],
    ids=str,
)
def test_other_ways_to_write_a_case_are_valid(case: Any) -> None:
    """Empty sections, unknown values, dotted names and empty sets are valid, as they are to the library."""
    assert errors("case", case) == []


RULE: dict[str, Any] = {
    "id": "a-rule",
    "raises": "minor",
    "when": {"pmo.level": "program"},
    "because": "So.",
    "source": "article 1.1",
    "examples": [{"fires": {"pmo.level": "program"}}, {"near_miss": {"pmo.level": "executive"}}],
}


def rule_file(**changes: Any) -> dict[str, Any]:
    rule = {name: value for name, value in {**RULE, **changes}.items() if value is not None}
    return {"concern": "staff-function", "rules": [rule]}


@pytest.mark.parametrize(
    "changes",
    [
        {"id": None},
        {"id": "A Rule"},
        {"when": None},
        {"because": None},
        {"raises": None},
        {"raises": "huge"},
        {"defeats": "other"},
        {"becase": "So."},
        {"when": {"pmo.levle": "program"}},
        {"when": {"pmo.level": "galaxy"}},
        {"when": {"pmo.level": {"at_leest": "program"}}},
        {"when": {"pmo.level": {}}},
        {"when": {"pmo.level": []}},
        {"when": {"verdict": "maybe"}},
        {"when": []},
        {"examples": [{"fires": {}, "silent": {}}]},
        {"examples": [{"fires": {"pmo.levle": "program"}}]},
        {"examples": [{}]},
        {"raises": None, "guides": {"steps": "Go."}},
        {"raises": None, "verdict": "maybe"},
    ],
    ids=str,
)
def test_wrong_rules_are_invalid(changes: dict[str, Any]) -> None:
    """A rule that lacks something, has too much or says what does not exist is invalid."""
    assert errors("rules", rule_file()) == []
    assert errors("rules", rule_file(**changes))


def test_rule_files_need_rules() -> None:
    """A rule file without rules, and one with an unknown key, are invalid."""
    assert errors("rules", {"concern": "x"})
    assert errors("rules", {"rules": [], "ruls": []})


@LOADERS
@pytest.mark.parametrize("name", ["remote-work", "lead-or-build"])
def test_schemas_know_attributes_of_ones_own(name: str, loader: type[yaml.SafeLoader]) -> None:
    """The schemas of a pack know its attributes, verdicts and severities: its files and cases are valid by them."""
    knowledge = {"remote-work": remote_work, "lead-or-build": lead_or_build}[name]()
    folder = REMOTE_PACK.parent / name
    rules, case = (Draft202012Validator(json.loads(to_json(make(knowledge)))) for make in (rules_schema, case_schema))
    files = [path for path in sorted(folder.glob("*.yaml")) if path.stem not in NO_RULES]
    documents = [read(path, loader) for path in files]
    assert [error.message for one in documents for error in rules.iter_errors(one)] == []
    examples = [read(path, loader) for path in sorted(folder.glob("cases/*.yaml"))]
    assert examples
    assert [error.message for one in examples for error in case.iter_errors(one)] == []
    assert any(errors("rules", one) for one in documents)
    assert any(errors("case", one) for one in examples)


@every_example
def test_advice_on_examples_is_valid(example: str) -> None:
    """The JSON of the advice on every example is valid."""
    assert errors("advice", json.loads(to_json(example_advice(example)))) == []


@given(case=cases(article()))
def test_advice_on_any_case_is_valid(case: PlainCase) -> None:
    """The JSON of any advice is valid."""
    assert errors("advice", json.loads(to_json(advise(case, article(), engine="compiled")))) == []


@given(case=cases(lead_or_build()))
def test_advice_by_any_pack_is_valid(case: PlainCase) -> None:
    """The JSON of an advice by rules with other verdicts and severities is valid, too."""
    assert errors("advice", json.loads(to_json(advise(case, lead_or_build(), engine="compiled")))) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"verdict": None},
        {"concerns": None},
        {"trace": [{}]},
        {"wiifm": True},
        {"wiifm": "maybe"},
        {"engines": "compiled"},
        {"words": {}},
        {"words": None},
    ],
    ids=str,
)
def test_wrong_advice_is_invalid(changes: dict[str, Any]) -> None:
    """JSON that is like an advice and is none is invalid."""
    document = json.loads(to_json(example_advice("first-coffee")))
    assert errors("advice", {**document, **changes})


def test_every_part_of_an_advice_is_required() -> None:
    """An advice without one of its parts is invalid."""
    document = json.loads(to_json(example_advice("first-coffee")))
    missing = [name for name in document if not errors("advice", {k: v for k, v in document.items() if k != name})]
    assert missing == []


@pytest.mark.parametrize("pack", ["article", "practice"])
def test_the_schema_takes_the_truths_that_a_case_takes(pack: str) -> None:
    """True and false fit the schema of an attribute exactly where a case takes them, also where only “no” is a name."""
    knowledge = load_knowledge(pack)
    taken = {}
    for attribute in knowledge.vocabulary.attributes.values():
        schema = attribute.schema()
        for truth in (True, False):
            fits = any(one is truth for one in schema.get("enum", ()))
            taken[attribute.name, truth] = not attribute.faults(attribute.convert(truth))
            assert fits == taken[attribute.name, truth], (attribute.name, truth)
    assert pack == "article" or taken["opening.authority", False] > taken["opening.authority", True]
