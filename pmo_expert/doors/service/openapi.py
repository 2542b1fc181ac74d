"""The description of the service in OpenAPI 3.1, made from its requests, its results and the rules that it has."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from pmo_expert.doors.service.answers import Packs
from pmo_expert.doors.service.operations import LISTS, OPERATIONS, PREFIX, Listing, Operation
from pmo_expert.doors.service.problems import PROBLEM_JSON, Problem
from pmo_expert.doors.service.request_schemas import request_schemas
from pmo_expert.render.json import FORMAT
from pmo_expert.render.schema import DIALECT, Schema

COMPONENTS = "#/components/schemas/{name}"
JSON = "application/json"
REFUSED = {
    "400": "The body is no JSON object, or the address says too much.",
    "403": "A page of another site asks.",
    "405": "The path takes another method.",
    "408": "The request takes too long to come.",
    "413": "The request is too long.",
    "415": "The request is not sent as JSON.",
    "421": "The service is not called so.",
    "422": "Fields or facts are wrong; `faults` tell each.",
    "500": "A mistake of the service.",
    "503": "Too many ask at once, or the answer takes too long; try again after `Retry-After` seconds.",
}
CONFLICT = "It is otherwise in this case."
EXPLAINING = ("why", "why-not")
TOO_MANY = "The rules are too many for it."
CHANGING = "changes"
OF_BODIES = ("408", "413", "415")


def openapi(packs: Packs) -> Schema:
    """Return the description of the service that has some rules."""
    results, components = _result_schemas()
    components |= request_schemas(packs, COMPONENTS)
    paths: Schema = {one.path: {"POST".lower(): _operation(one, results[one.result.__name__])} for one in OPERATIONS}
    paths |= {one.path: {"get": _listing(one, packs)} for one in LISTS}
    paths[f"{PREFIX}/health"] = {"get": _plain("health", "Whether the service works, and by which rules.", "object")}
    paths[f"{PREFIX}/openapi.json"] = {"get": _plain("openapi", "This description.", "object")}
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": DIALECT,
        "info": {
            "title": "pmo-expert",
            "version": version("pmo-expert"),
            "description": "Advice on a decision by rules, with the reasons for it. Nothing is kept.",
        },
        "paths": paths,
        "components": {"schemas": components},
    }


def _result_schemas() -> tuple[dict[str, Schema], dict[str, Schema]]:
    """Return the schemas of results as `to_json` writes them, by name, and those of their parts."""
    import msgspec

    kinds = list(dict.fromkeys(one.result for one in OPERATIONS))
    _, components = msgspec.json.schema_components([*kinds, Problem], ref_template=COMPONENTS)
    written = {}
    for kind in kinds:
        own = components[kind.__name__]
        properties = {"format": {"const": FORMAT}, **own["properties"]}
        written[kind.__name__] = {**own, "properties": properties, "required": ["format", *own["required"]]}
    return written, components


def _operation(operation: Operation, result: Schema) -> Schema:
    request = operation.request
    conflict = {"409": _problem(CONFLICT)} if operation.name in EXPLAINING else {}
    too_many = {"501": _problem(TOO_MANY)} if operation.name == CHANGING else {}
    return {
        "operationId": operation.name,
        "summary": _summary(request),
        "description": request.__doc__ or "",
        "requestBody": {
            "required": True,
            "content": {JSON: {"schema": {"$ref": COMPONENTS.format(name=request.__name__)}}},
        },
        "responses": {"200": _json("The answer.", result), **conflict, **too_many, **_refusals(tuple(REFUSED))},
    }


def _listing(listing: Listing, packs: Packs) -> Schema:
    rules = {
        "name": "rules",
        "in": "query",
        "required": False,
        "description": "The rules that are meant; without it, the first.",
        "schema": {"enum": list(packs)},
    }
    plain = _plain(listing.name, listing.says, "array")
    return {**plain, "parameters": [rules]}


def _plain(name: str, says: str, kind: str) -> Schema:
    refused = _refusals(tuple(status for status in REFUSED if status not in OF_BODIES))
    return {"operationId": name, "summary": says, "responses": {"200": _json(says, {"type": kind}), **refused}}


def _summary(request: type[Any]) -> str:
    return (request.__doc__ or "").partition("\n")[0].partition(". ")[0].rstrip(".")


def _json(says: str, schema: Schema) -> Schema:
    return {"description": says, "content": {JSON: {"schema": schema}}}


def _problem(says: str) -> Schema:
    return {
        "description": says,
        "content": {PROBLEM_JSON: {"schema": {"$ref": COMPONENTS.format(name=Problem.__name__)}}},
    }


def _refusals(statuses: tuple[str, ...]) -> Schema:
    return {status: _problem(REFUSED[status]) for status in statuses}
