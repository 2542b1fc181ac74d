"""The smallest changes to another verdict, against trying every change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import pytest
from hypothesis import given

from pmo_expert import Change, Changes, InputError, advise, changes, consult, from_json, to_json
from pmo_expert.advice.changes import MOST, SCOPES, Scope
from tests.advice.examples import article, every_example, example_case
from tests.advice.test_what_if import changed
from tests.advice.tiny import GOALS, LEADS, NEGOTIABLE, SHARE, STEP_UP, VALUES, partial_facts, tiny, tiny_case, tried
from tests.test_examples import both_packs, remote_case

pytest.importorskip("oxidd", exc_type=ImportError)

Facts = Mapping[str, Any]
VERDICTS = tiny().decision.verdict_names


def cell(name: str, value: Any) -> Any:
    """Return a value, an amount as the number that stands for it and all that rules do not tell from it."""
    if name != SHARE:
        return value
    number = tiny().vocabulary.attributes[SHARE].convert(value)
    return 0 if number < 50 else 60 if number < 90 else 95


def cost(facts: Facts, other: Facts) -> int:
    """Return how many changes lead from a case to another; each goal that comes or goes is one."""
    goals = len(facts[GOALS] ^ other[GOALS]) if GOALS in facts else 0
    return goals + len([name for name in facts if name != GOALS and facts[name] != other[name]])


def others(facts: Facts, free: set[str]) -> Iterator[dict[str, Any]]:
    """Yield the cases in which some known facts have other values."""
    for values in product(*(VALUES[name] if name in free else (value,) for name, value in facts.items())):
        yield dict(zip(facts, values, strict=True))


def given_now(facts: Facts, wanted: str) -> str:
    """Return the verdict of a case, or what follows as far as is known where it asks and another is wanted."""
    advice = tried(facts)
    return advice.lean if advice.verdict == "find_out_more" != wanted else advice.verdict


def after(facts: Facts, other: Facts, wanted: str) -> str:
    """Return what a changed case gives, of the verdict or of the lean as the unchanged one is asked for."""
    asks = tried(facts).verdict == "find_out_more" != wanted
    return tried(other).lean if asks else tried(other).verdict


def tried_changes(facts: Facts, verdict: str, scope: Scope) -> list[dict[str, Any]]:
    """Return the cases with that verdict that take the fewest changes."""
    free = NEGOTIABLE if scope == "negotiable" else set(VALUES)
    reached = [other for other in others(facts, free) if after(facts, other, verdict) == verdict]
    fewest = min((cost(facts, other) for other in reached), default=0)
    return [other for other in reached if cost(facts, other) == fewest]


def applied(facts: Facts, change: Change) -> dict[str, Any]:
    """Return the facts after a change."""
    new = {fact.attribute: plain(fact.after) for fact in change.facts}
    return {name: cell(name, new.get(name, value)) for name, value in facts.items()}


def plain(value: Any) -> Any:
    return frozenset(value) if isinstance(value, tuple) else value


def in_order(cases: list[dict[str, Any]]) -> list[str]:
    return sorted(
        str([(name, sorted(v) if isinstance(v, frozenset) else v) for name, v in one.items()]) for one in cases
    )


@given(partial_facts())
def test_changes_are_all_smallest_ones(facts: dict[str, Any]) -> None:
    """In either scope, the changes to a verdict are just those that trying finds, and no smaller ones do."""
    facts = {name: cell(name, value) for name, value in facts.items()}
    for verdict, scope in product(VERDICTS, SCOPES):
        found = changes(tiny_case(facts), verdict, tiny(), scope=scope)
        if verdict == given_now(facts, verdict):
            assert found.sets == ()
        else:
            assert len(found) < MOST
            assert {change.scope for change in found} <= {scope}
            assert in_order([applied(facts, change) for change in found]) == in_order(
                tried_changes(facts, verdict, scope)
            )


@given(partial_facts())
def test_negotiable_facts_come_first(facts: dict[str, Any]) -> None:
    """Without a scope, all facts may change only where those that can be negotiated do not lead to the verdict."""
    case = tiny_case(facts)
    for verdict in VERDICTS:
        negotiated = changes(case, verdict, tiny(), scope="negotiable")
        either = negotiated.sets or changes(case, verdict, tiny(), scope="all").sets
        assert changes(case, verdict, tiny()).sets == either


@given(partial_facts())
def test_without_a_verdict_all_others_are_told(facts: dict[str, Any]) -> None:
    """Without a verdict the changes to every other one are told, in the order of the verdicts."""
    case = tiny_case(facts)
    asks = tried(facts).verdict == "find_out_more"
    wanted = [verdict for verdict in VERDICTS if not (asks and verdict == "find_out_more")]
    assert changes(case, knowledge=tiny()).sets == tuple(
        change for verdict in wanted for change in changes(case, verdict, tiny())
    )


@given(partial_facts())
def test_changes_say_from_where_to_where(facts: dict[str, Any]) -> None:
    """Changes tell the verdict now, as far as is known where it asks, and the one that was asked for, if one was."""
    case, advice = tiny_case(facts), tried(facts)
    about, now = ("lean", advice.lean) if advice.verdict == "find_out_more" else ("verdict", advice.verdict)
    for target in ("accept", None):
        found = changes(case, target, tiny())
        assert (found.about, found.verdict, found.target) == (about, now, target)
        assert {change.about for change in found} <= {about}
    asked = changes(case, "find_out_more", tiny())
    assert (asked.about, asked.verdict) == ("verdict", advice.verdict)


def test_changes_can_be_looped_over() -> None:
    """Changes have a length, are looped over and taken by their place, as the sets are that they hold."""
    found = changes(example_case("star-asked-backstage"), knowledge=article())
    assert len(found) == len(found.sets) > 1
    assert tuple(found) == found.sets
    assert (found[0], found[-1]) == (found.sets[0], found.sets[-1])


@every_example
def test_changes_do_what_they_promise(example: str) -> None:
    """After each change the rules give the promised verdict, from facts that were known or presumed."""
    case = example_case(example)
    expected = set(case.facts) | set(consult(case, article(), engine="compiled").presumed)
    for change in changes(case, knowledge=article()):
        facts = {fact.attribute: fact.after for fact in change.facts}
        assert facts.keys() <= expected
        assert None not in facts.values()
        after = consult(changed(case, facts), article(), engine="compiled")
        because = article().rules[after.deciding(change.about).label.rule].because
        assert (after.value(change.about), because) == (change.verdict, change.reason)


@every_example
def test_no_part_of_a_change_is_to_spare(example: str) -> None:
    """Leaving out any changed fact leads to another verdict."""
    case = example_case(example)
    for change in changes(case, knowledge=article()):
        for spared in change.facts:
            facts = {fact.attribute: fact.after for fact in change.facts if fact != spared}
            less = consult(changed(case, facts), article(), engine="compiled")
            assert less.value(change.about) != change.verdict


@every_example
def test_only_negotiable_facts_are_negotiated(example: str) -> None:
    """Changes in the scope of what can be negotiated touch nothing else."""
    attributes = article().vocabulary.attributes
    for change in changes(example_case(example), knowledge=article(), scope="negotiable"):
        assert all(attributes[fact.attribute].negotiable for fact in change.facts)


def test_an_amount_changes_to_a_number() -> None:
    """An amount changes to the nearest whole number beyond what the rules test, with words for all that would do."""
    facts = {SHARE: 70, LEADS: False, STEP_UP: True, GOALS: ["promotion"]}
    by_share = [c.facts for c in changes(tiny_case(facts), "accept", tiny()) if c.facts[0].attribute == SHARE]
    ((fact,),) = by_share
    assert (fact.before, fact.after) == (70, 49)
    assert ("70" in fact.text_before, "less than 50" in fact.text_after) == (True, True)


def test_a_set_changes_by_members() -> None:
    """A set changes by the members that come or go; the others stay."""
    facts = {SHARE: 0, LEADS: True, STEP_UP: True, GOALS: ["promotion"]}
    (change,) = (c for c in changes(tiny_case(facts), "decline", tiny(), scope="all") if c.facts[0].attribute == GOALS)
    assert [(fact.before, fact.after) for fact in change.facts] == [(("promotion",), ())]


def test_what_is_presumed_changes() -> None:
    """A fact that is not stated but usual changes from its usual value, which the change says."""
    case = article().case({"candidate.goals": ["broader_skills"], "candidate.wants_daily_excitement": True})
    changed_facts = [fact for change in changes(case, "accept", article()) for fact in change.facts]
    assert {(fact.attribute, fact.before, fact.presumed_before) for fact in changed_facts} == {
        ("opening.manages_projects", "none", True)
    }


def test_unknown_facts_stay_unknown() -> None:
    """With nothing known nothing can change."""
    assert changes(tiny_case({}), knowledge=tiny()).sets == ()


@pytest.mark.parametrize(("verdict", "nearest"), [("maybe", None), ("", None), ("acept", "accept")])
def test_a_verdict_that_does_not_exist_is_refused(verdict: str, nearest: str | None) -> None:
    """Another word than a verdict is an InputError, which is a ValueError, and lists the verdicts."""
    with pytest.raises(InputError, match=f"no verdict “{verdict}”; .*allowed: accept, .*decline") as caught:
        changes(tiny_case({}), verdict, tiny())
    (fault,) = caught.value.faults
    assert (fault.found, fault.nearest, fault.allowed) == (verdict, nearest, VERDICTS)


@pytest.mark.parametrize(
    "verdict", ["ACCEPT", "Accept", " accept ", "accept_with_conditions", "Accept with conditions"]
)
def test_a_verdict_may_be_written_otherwise(verdict: str) -> None:
    """A verdict is taken in any case, with blanks or hyphens for the lines between its words."""
    name = verdict.strip().lower().replace(" ", "_")
    case = example_case("keeper-of-the-calendar")
    assert changes(case, verdict, article()) == changes(case, name, article())


@pytest.mark.parametrize("scope", ["bogus", ""])
def test_a_scope_that_does_not_exist_is_refused(scope: Scope) -> None:
    """Another word than a scope is an InputError that lists the scopes."""
    with pytest.raises(InputError, match=f"no scope “{scope}”; allowed: negotiable, all"):
        changes(tiny_case({}), "accept", tiny(), scope=scope)


def test_rules_and_attributes_of_others_can_change() -> None:
    """Attributes that an embedding tool adds are among what can change, to values of their own."""
    case = remote_case(remote_days=1)
    found = changes(case, "accept", both_packs())
    assert found
    assert {change.scope for change in found} == {"negotiable"}
    assert any(fact.attribute == "opening.remote_days" for change in found for fact in change.facts)
    for change in found:
        after = case.with_facts({fact.attribute: fact.after for fact in change.facts})
        assert advise(after, both_packs(), engine="compiled").verdict == "accept"


def test_changes_survive_json() -> None:
    """Changes come back from JSON as they were, together and one by one."""
    found = changes(example_case("star-asked-backstage"), knowledge=article())
    assert from_json(to_json(found), Changes) == found
    for change in found:
        assert from_json(to_json(change), Change) == change
