"""What a verdict rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from pmo_expert import (
    Grounds,
    Knowledge,
    PlainCase,
    advise,
    consult,
    from_json,
    grounds,
    load_knowledge,
    outlook,
    to_json,
)
from pmo_expert.advice.consultation import words_of
from tests.advice.examples import article, every_example, example_case
from tests.advice.tiny import completions, partial_facts, tiny, tiny_case, tried
from tests.knowledge.packs import DECIDES, write_pack
from tests.test_examples import both_packs, remote_case

pytest.importorskip("oxidd", exc_type=ImportError)

Facts = Mapping[str, Any]
Suffices = Callable[[Facts], bool]


def kept(case: PlainCase, found: Grounds) -> dict[str, Any]:
    """Return the facts of a case that are among its grounds."""
    names = {fact.attribute for fact in found.facts}
    return {name: value for name, value in case.facts.items() if name in names}


def check_needed(facts: Facts, suffices: Suffices) -> None:
    """Check that facts suffice, and not without any one of them."""
    assert suffices(facts)
    for name in facts:
        assert not suffices({other: value for other, value in facts.items() if other != name})


@given(partial_facts())
def test_settled_grounds_suffice_for_every_completion(facts: dict[str, Any]) -> None:
    """Grounds of a settled verdict give it whatever else is so; without any one of them something else could follow."""
    found = grounds(tiny_case(facts), tiny())
    assert found.settled == (len({tried(full).verdict for full in completions(facts)}) == 1)
    if found.settled:
        check_needed(
            kept(tiny_case(facts), found),
            lambda few: {tried(full).verdict for full in completions(few)} == {found.verdict},
        )


@given(partial_facts())
def test_other_grounds_suffice_by_the_rules(facts: dict[str, Any]) -> None:
    """Grounds of a verdict that is not settled give it while all else is unknown; without any one they do not."""
    found = grounds(tiny_case(facts), tiny())
    if not found.settled:
        asks = tried(facts).verdict == "find_out_more"
        assert found.about == ("lean" if asks else "verdict")
        assert found.verdict == getattr(tried(facts), found.about)
        check_needed(kept(tiny_case(facts), found), lambda few: getattr(tried(few), found.about) == found.verdict)


def suffices_for(found: Grounds, knowledge: Knowledge) -> Suffices:
    def suffices(facts: Facts) -> bool:
        if found.settled:
            return set(outlook(facts, knowledge).possible) == {found.verdict}
        return consult(facts, knowledge, engine="compiled").value(found.about) == found.verdict

    return suffices


@every_example
def test_grounds_of_the_examples(example: str) -> None:
    """The grounds of every example suffice, and none can be left out."""
    case = example_case(example)
    found = grounds(case, article())
    check_needed(kept(case, found), suffices_for(found, article()))


@every_example
def test_grounds_are_known_facts_in_words(example: str) -> None:
    """Grounds are among the facts of the advice, as that tells them and in its order."""
    case = example_case(example)
    found = set(grounds(case, article()).facts)
    told = advise(case, article(), engine="compiled", with_outlook=False).facts
    assert found <= set(told)
    assert grounds(case, article()).facts == tuple(fact for fact in told if fact in found)


def test_a_fact_that_another_made_needed_is_left_out(tmp_path: Path) -> None:
    """A fact that was needed only because of one that was left out later is left out too."""
    verdicts = (
        "- {id: a, verdict: decline, when: {opening.step_up: yes}, because: B, source: s 1}\n"
        "- {id: b, verdict: decline, when: {pmo.critical_to_portfolio: unknown, opening.leads_people: yes}, "
        "because: B, source: s 1}\n"
    )
    rule = "- {id: light, raises: minor, when: {}, because: B, source: s 1}"
    knowledge = load_knowledge(write_pack(tmp_path / "pack", rule, verdicts + DECIDES))
    case = {"pmo.critical_to_portfolio": True, "opening.leads_people": True}
    nothing = Grounds(about="verdict", verdict="accept", settled=False, facts=(), words=words_of(knowledge))
    assert grounds(case, knowledge) == nothing


def test_settled_verdict_may_differ_from_the_one_given() -> None:
    """Grounds of a settled case tell the verdict to which all answers lead."""
    for facts in ({}, {"opening.step_up": False}):
        found, ahead = grounds(tiny_case(facts), tiny()), outlook(tiny_case(facts), tiny())
        assert found.settled == ahead.settled
        assert found.verdict in ahead.possible or not ahead.settled


def test_grounds_with_attributes_of_others() -> None:
    """Grounds can be facts that an embedding tool adds."""
    case = remote_case(remote_days=1)
    found = grounds(case, both_packs())
    assert "opening.remote_days" in {fact.attribute for fact in found.facts}
    check_needed(kept(case, found), suffices_for(found, both_packs()))


def test_grounds_survive_json() -> None:
    """Grounds come back from JSON as they were."""
    found = grounds(example_case("star-asked-backstage"), article())
    assert from_json(to_json(found), Grounds) == found
