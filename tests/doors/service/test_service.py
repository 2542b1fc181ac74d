"""The service answers what the library says."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from pmo_expert import Interview, Knowledge, advise, changes, compare, to_json, what_if, why, why_not
from pmo_expert.doors.web.page import page_html
from pmo_expert.render.pages.rule_page import rule_records
from tests.advice.examples import ROOT, article, example_case, practice
from tests.doors.service.calling import app, ask, tell

FACTS: dict[str, Any] = {
    "opening.manages_projects": "none",
    "candidate.goals": ["recognition"],
    "organization.recognition": "delivery",
    "candidate.experience_years": 6,
    "opening.leads_people": None,
}
OTHER: dict[str, Any] = {"opening.leads_people": True, "candidate.goals": ["leadership"]}
ASKED: dict[str, tuple[dict[str, Any], Callable[[Knowledge], Any]]] = {
    "advice": (
        {"facts": FACTS, "title": "Ada"},
        lambda rules: advise(rules.case(FACTS, title="Ada"), rules, engine="compiled"),
    ),
    "why": ({"facts": FACTS}, lambda rules: why(FACTS, "verdict", rules, engine="compiled")),
    "why-not": ({"facts": FACTS, "about": "accept"}, lambda rules: why_not(FACTS, "accept", rules, engine="compiled")),
    "what-if": (
        {"facts": FACTS, "changes": OTHER},
        lambda rules: what_if(FACTS, OTHER, rules, engine="compiled"),
    ),
    "changes": (
        {"facts": FACTS, "verdict": "decline", "scope": "all"},
        lambda rules: changes(FACTS, "decline", rules, scope="all", engine="compiled"),
    ),
    "compare": (
        {"cases": [{"facts": FACTS, "title": "Ada"}, {"facts": OTHER}]},
        lambda rules: compare([rules.case(FACTS, title="Ada"), OTHER], rules, engine="compiled"),
    ),
}


@pytest.mark.parametrize("pack", ["", "article", "practice"])
@pytest.mark.parametrize("name", ASKED)
def test_every_answer_is_the_result_of_the_library(name: str, pack: str) -> None:
    """Each question has the bytes of the library's result, by the rules that it names or else the first."""
    fields, own = ASKED[name]
    response = asyncio.run(tell(name, **fields, rules=pack))
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json")
    assert response.text == to_json(own(practice() if pack == "practice" else article()))


def test_an_interview_goes_as_that_of_the_library() -> None:
    """A client that keeps the answers is asked what the library asks, question by question, to the end."""
    interview = Interview(engine="compiled")
    facts: dict[str, Any] = {}
    unknown: list[str] = []
    asked: list[str] = []
    for answer in ["1", "unknown", "2", "1", "unknown", "1", "2", "1"]:
        response = asyncio.run(tell("next", facts=facts, unknown=unknown, asked=asked))
        assert response.text == to_json(interview.standing)
        if interview.attribute is None:
            break
        name = interview.attribute.name
        interview.answer(answer)
        asked.append(name)
        if interview.case.value(name) is None:
            unknown.append(name)
        else:
            facts[name] = _plain(interview, name)
    assert asked


def _plain(interview: Interview, name: str) -> Any:
    attribute = interview.knowledge.vocabulary.attributes[name]
    return attribute.plain(interview.case.value(name))


def test_the_page_is_served_with_its_policy() -> None:
    """At / there is the page with both packs, and the policy that it states, which allows no frame around it."""
    response = asyncio.run(ask("GET", "/"))
    assert response.text == page_html([article(), practice()])
    policy = response.headers["content-security-policy"]
    assert f'content="{policy.removesuffix("; frame-ancestors " + chr(39) + "none" + chr(39))}"' in response.text
    assert "frame-ancestors 'none'" in policy


def test_lists_tell_the_rules_and_the_questions() -> None:
    """The rules are those of the command, and there is a question for every attribute."""
    response = asyncio.run(ask("GET", "/v1/rules?rules=practice"))
    assert response.text == to_json(rule_records(practice(), list(practice().rules.values())))
    questions = asyncio.run(ask("GET", "/v1/questions")).json()
    assert [one["attribute"] for one in questions] == list(article().vocabulary.attributes)


def test_health_tells_the_rules() -> None:
    """Health names the packs with their digests."""
    health = asyncio.run(ask("GET", "/v1/health")).json()
    assert health["status"] == "ok"
    assert [(one["pack"], one["sha256"]) for one in health["rules"]] == [
        ("article", article().sha256),
        ("practice", practice().sha256),
    ]


def test_two_hundred_requests_at_once_are_all_answered() -> None:
    """Of two hundred requests at once none is lost, and each has its own answer."""
    case = example_case("first-coffee")
    titles = [f"{case.title} {number}" for number in range(200)]

    async def all_at_once() -> list[str]:
        plain = {name: case.vocabulary.attributes[name].plain(value) for name, value in case.facts.items()}
        responses = await asyncio.gather(*(tell("advice", facts=plain, title=title) for title in titles))
        return [response.json()["title"] for response in responses]

    assert asyncio.run(all_at_once()) == titles


def test_the_description_is_made_once_and_has_every_path() -> None:
    """The description has all paths, those of questions with the docstrings of their requests."""
    described = json.loads(asyncio.run(ask("GET", "/v1/openapi.json")).text)
    assert described["openapi"] == "3.1.0"
    assert set(described["paths"]) == {path for path in app().paths if path != "/"}
    assert "smallest changes" in described["paths"]["/v1/changes"]["post"]["description"]


def test_the_transcript_of_the_page_is_true() -> None:
    """What docs/service.md shows of curl is what the service answers."""
    page = (ROOT / "docs" / "service.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\$ curl -s localhost:8000(\S+) .* -d '(.*)'\n(.*)$", page, re.MULTILINE)
    assert shown
    for path, body, answer in shown:
        response = asyncio.run(ask("POST", path, content=body.encode(), headers={"content-type": "application/json"}))
        assert response.text == answer
