"""Cases side by side."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_expert import (
    Comparison,
    InputError,
    PlainCase,
    advise,
    case_from,
    changes,
    compare,
    consult,
    from_json,
    load_knowledge,
    to_json,
)
from pmo_expert.advice.comparing.precedence import Precedence
from pmo_expert.knowledge import diagrams
from tests.advice.examples import CASE_FILES, article, example_advice, example_case
from tests.advice.tiny import CRITICAL, GOALS, LEADS, SHARE, STEP_UP, partial_facts, tiny, tiny_case
from tests.strategies import cases
from tests.test_examples import both_packs, remote_case

Facts = Mapping[str, Any]
GOOD: Facts = {CRITICAL: True, SHARE: 0, LEADS: True, STEP_UP: True, GOALS: ["promotion", "influence"]}
FEWER_GOALS: Facts = {**GOOD, GOALS: ["promotion"]}
CONDITIONS: Facts = {**GOOD, SHARE: 60, LEADS: False}
ASKING: Facts = {name: value for name, value in GOOD.items() if name != LEADS}
DECLINED: Facts = {**GOOD, STEP_UP: False}
IN_ORDER = (GOOD, CONDITIONS, ASKING, DECLINED)
pairs_of_examples = st.lists(st.sampled_from(sorted(CASE_FILES)), min_size=2, max_size=4)


def side_by_side(*facts: Facts) -> Comparison:
    return compare([tiny_case(one) for one in facts], tiny(), engine="compiled")


@given(pairs_of_examples)
def test_each_case_has_its_advice(examples: list[str]) -> None:
    """Every case, numbered from 1 in the order given, shows what its advice says."""
    result = compare([example_case(name) for name in examples], article(), engine="compiled")
    assert [case.number for case in result.cases] == list(range(1, len(examples) + 1))
    for name, case in zip(examples, result.cases, strict=True):
        advice = example_advice(name)
        assert (case.title, case.verdict, case.lean) == (advice.title, advice.verdict, advice.lean)
        assert (case.reason, case.turning_points) == (advice.reason, advice.turning_points)
        assert case.conditions == advice.conditions
        assert (case.settled, case.possible, case.wiifm) == (advice.settled, advice.possible, advice.wiifm)
        assert (case.concerns, case.growth) == (advice.concerns, advice.growth)


@given(pairs_of_examples)
def test_facts_that_differ_are_told(examples: list[str]) -> None:
    """Just the facts that are not the same in all cases, as stated or usual, are told, with value and phrase."""
    cases = [consult(example_case(name), article(), engine="compiled") for name in examples]
    result = compare(cases, article(), engine="compiled")
    attributes = article().vocabulary.attributes
    differing = [name for name in attributes if len({case.expected(name) for case in cases}) > 1]
    assert [fact.attribute for fact in result.facts] == differing
    for fact in result.facts:
        assert fact.texts == tuple(attributes[fact.attribute].state(case.expected(fact.attribute)) for case in cases)
        assert fact.presumed == tuple(fact.attribute in case.presumed for case in cases)
    assert set(result.differing_sections) == {name.partition(".")[0] for name in differing}


@given(pairs_of_examples)
def test_concerns_that_differ_are_told(examples: list[str]) -> None:
    """Just the concerns whose status or severity is not the same in all cases are told."""
    result = compare([example_case(name) for name in examples], article(), engine="compiled")
    seen: dict[str, set[Any]] = {}
    for case in result.cases:
        for concern in case.concerns:
            seen.setdefault(concern.id, set()).add((concern.status, concern.severity))
    assert result.differing_concerns == tuple(name for name, states in seen.items() if len(states) > 1)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_best_verdict_is_best(order: tuple[int, ...]) -> None:
    """Accept is better than accept with conditions, that than find out more, that than decline, in any order."""
    facts = [IN_ORDER[place] for place in order]
    while len(facts) > 1:
        result = side_by_side(*facts)
        best = min(facts, key=IN_ORDER.index)
        assert result.best == (facts.index(best) + 1,)
        assert {way.number for way in result.ways} == set(range(1, len(facts) + 1)) - set(result.best)
        assert {way.behind_by for way in result.ways} == {"verdict"}
        facts.remove(best)


def test_fewer_serious_concerns_are_better() -> None:
    """Of cases with one verdict, the one with fewer open serious or prohibitive concerns is better."""
    declined = {**DECLINED, SHARE: 60, LEADS: False}
    result = side_by_side(declined, DECLINED)
    assert {case.verdict for case in result.cases} == {"decline"}
    assert [case.counted_concerns for case in result.cases] == [("c",), ()]
    assert (result.best, [way.behind_by for way in result.ways]) == ((2,), ["counted_concerns"])


def test_more_goals_served_are_better() -> None:
    """Of cases alike in verdict and serious concerns, the one that serves more goals is better."""
    result = side_by_side(FEWER_GOALS, GOOD)
    assert [case.goals_served for case in result.cases] == [("promotion",), ("promotion", "influence")]
    assert (result.best, [way.behind_by for way in result.ways]) == ((2,), ["goals_served"])
    assert result.ways[0].changes == ()


def test_a_tie_is_a_tie() -> None:
    """Cases that are alike in all that they are compared by are all best, even where their facts differ."""
    result = side_by_side(GOOD, {**GOOD, CRITICAL: False}, CONDITIONS)
    assert (result.best, [way.number for way in result.ways]) == ((1, 2), [3])
    assert side_by_side(GOOD, GOOD).ways == ()


@given(partial_facts(), st.data())
def test_knowing_less_is_never_better(facts: dict[str, Any], data: st.DataObject) -> None:
    """No case is worse than the same case with some of its facts unknown."""
    kept = data.draw(st.sets(st.sampled_from(sorted(facts)))) if facts else set()
    fewer = {name: value for name, value in facts.items() if name in kept}
    result = side_by_side(facts, fewer)
    assert 1 in result.best
    assert all(less.number == 2 for less in result.less_known)


@given(cases(article()), st.data())
def test_knowing_less_is_never_better_by_the_article(case: PlainCase, data: st.DataObject) -> None:
    """By the shipped rules too, where much is presumed, no case is worse than itself with facts unknown."""
    forgotten = data.draw(st.sets(st.sampled_from(sorted(case.facts)))) if case.facts else set()
    whole = consult(case, article(), engine="compiled")
    assert 0 in Precedence([whole, whole.with_facts(dict.fromkeys(forgotten))]).best


def test_a_tie_for_what_is_not_known_is_told() -> None:
    """A case that ranks before another only for a fact that is known of the other ties with it, which is said."""
    known = {**GOOD, SHARE: 60, LEADS: False}
    result = side_by_side({name: value for name, value in known.items() if name != SHARE}, known)
    assert (result.best, [case.verdict for case in result.cases]) == ((1, 2), ["accept", "accept_with_conditions"])
    (less,) = result.less_known
    assert (less.number, less.other, [fact.attribute for fact in less.facts]) == (1, 2, [SHARE])


def test_names_are_titles_or_what_cases_are_called() -> None:
    """A case is called by its title, else by the name given; where that is missing or taken, by its number."""
    titled = tiny().case(GOOD, title="A post")
    names = [case.name for case in compare([titled, GOOD, GOOD, titled], tiny(), names=["a", "b", ""]).cases]
    assert names == ["A post (1)", "b", "Case 3", "A post (4)"]


@given(st.lists(partial_facts(), min_size=2, max_size=3))
def test_the_order_of_the_cases_does_not_matter(facts: list[dict[str, Any]]) -> None:
    """The same cases are best, whatever the order in which they are compared."""
    forward, backward = side_by_side(*facts), side_by_side(*reversed(facts))
    assert set(forward.best) == {len(facts) + 1 - number for number in backward.best}


@given(st.lists(partial_facts(), min_size=2, max_size=3))
def test_ways_are_the_smallest_changes(facts: list[dict[str, Any]]) -> None:
    """What would get a case to the best verdict is what the smallest changes say."""
    pytest.importorskip("oxidd", exc_type=ImportError)
    result = side_by_side(*facts)
    for way in result.ways:
        assert way.changes == changes(tiny_case(facts[way.number - 1]), result.best_verdict, tiny()).sets


def test_questions_that_can_lead_there_are_told() -> None:
    """Where answers can lead to the best verdict the open questions are told, else none."""
    pytest.importorskip("oxidd", exc_type=ImportError)
    asking, declined = side_by_side(ASKING, GOOD, DECLINED).ways
    assert [question.attribute for question in asking.questions] == [LEADS]  # settled: any answer leads to accept
    assert declined.questions == ()
    (partly,) = side_by_side({**ASKING, SHARE: 60}, GOOD).ways
    assert [question.attribute for question in partly.questions] == [LEADS]


def test_without_a_diagram_no_changes_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the smallest changes cannot be computed they are None; the rest of the comparison is there."""
    monkeypatch.setattr(diagrams, "ROOMS", (20,))
    cases = [example_case("star-asked-backstage"), example_case("quiet-backbone")]
    result = compare(cases, load_knowledge(), engine="compiled")
    assert (result.best, [way.changes for way in result.ways]) == ((2,), [None])
    assert {case.settled for case in result.cases} == {None}


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_cases_are_refused(count: int) -> None:
    """Fewer than two cases are an InputError that says how many there were."""
    with pytest.raises(InputError, match=f"at least two cases, found “{count}”"):
        compare([tiny_case(GOOD)] * count, tiny())


def test_cases_without_the_attributes_do_not_know_them() -> None:
    """A case that lacks attributes of the rules is compared as one that does not know them, as for an advice."""
    result = compare([remote_case(), case_from({"opening.kind": "mixed"})], both_packs())
    told = {fact.attribute: fact.values for fact in result.facts}
    assert told["opening.remote_days"] == (4, None)


def test_cases_with_other_attributes_are_refused() -> None:
    """A case with attributes that the rules lack is an InputError that names them, as for an advice."""
    with pytest.raises(InputError, match="there is no attribute “remote_days”"):
        compare([example_case("quiet-backbone"), remote_case()], article())


def test_cases_with_attributes_of_others_are_compared() -> None:
    """Attributes and concerns that an embedding tool adds are compared like all others."""
    result = compare([remote_case(remote_days=1), remote_case()], both_packs())
    assert [fact.attribute for fact in result.facts] == ["opening.remote_days"]
    assert (result.best, result.differing_concerns) == ((2,), ("remote-work",))
    assert result.differing_sections == ("opening",)
    assert advise(remote_case(), both_packs()).verdict == result.best_verdict


def test_a_comparison_survives_json() -> None:
    """A comparison comes back from JSON as it was."""
    result = compare([example_case("star-asked-backstage"), example_case("first-coffee")], article())
    assert from_json(to_json(result), Comparison) == result
