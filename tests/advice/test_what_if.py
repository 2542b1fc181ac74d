"""What changes in an advice when some facts change."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from pmo_expert import (
    Case,
    ConcernChange,
    FactChange,
    InputError,
    PlainCase,
    RuleChange,
    WhatIf,
    advise,
    case_from,
    consult,
    from_json,
    to_json,
    what_if,
)
from tests.advice.examples import article, engine_here, example_case
from tests.advice.test_advise import quiet_facts, quiet_rules
from tests.strategies import cases, values

ATTRIBUTES = article().vocabulary.attributes
CHANGES = st.fixed_dictionaries({}, optional={name: values(part) for name, part in ATTRIBUTES.items()})


def changed(case: PlainCase, changes: Mapping[str, Any]) -> PlainCase:
    return article().case({**case.facts, **changes}, title=case.title)


def compare(case: PlainCase, changes: Mapping[str, Any]) -> WhatIf:
    return what_if(case, changes, article(), engine="compiled")


@given(case=cases(article()), changes=CHANGES)
def test_before_and_after_are_the_advices(case: PlainCase, changes: dict[str, Any]) -> None:
    """A what-if holds the advice on the case as it is, and on the case as changed."""
    result = compare(case, changes)
    after = advise(changed(case, changes), article(), engine="compiled")
    assert (result.before, result.after) == (advise(case, article(), engine="compiled"), after)


@given(case=cases(article()), changes=CHANGES)
def test_facts_that_changed_are_told(case: PlainCase, changes: dict[str, Any]) -> None:
    """Just the facts that differ are told, in the order of the vocabulary and in words."""
    new = changed(case, changes)
    old, usual = consult(case, article(), engine="compiled"), consult(new, article(), engine="compiled")
    differ = [name for name in ATTRIBUTES if case.value(name) != new.value(name)]
    facts = compare(case, changes).facts
    assert [(fact.attribute, fact.text_before, fact.text_after) for fact in facts] == [
        (name, ATTRIBUTES[name].state(old.expected(name)), ATTRIBUTES[name].state(usual.expected(name)))
        for name in differ
    ]
    assert [fact.presumed_before for fact in facts] == [name in old.presumed for name in differ]
    assert [fact.presumed_after for fact in facts] == [name in usual.presumed for name in differ]


@given(case=cases(article()), changes=CHANGES)
def test_concerns_that_changed_are_told(case: PlainCase, changes: dict[str, Any]) -> None:
    """Just the concerns whose status or severity differs are told."""
    result = compare(case, changes)
    pairs = zip(result.before.concerns, result.after.concerns, strict=True)
    assert [concern.id for concern in result.concerns] == [
        old.id for old, new in pairs if (old.status, old.severity) != (new.status, new.severity)
    ]


@given(case=cases(article()), changes=CHANGES)
def test_rules_that_changed_are_told(case: PlainCase, changes: dict[str, Any]) -> None:
    """Just the arguments, growth and guidance that came, went, or changed between standing and answered are told."""
    result = compare(case, changes)
    before, after = states(result.before), states(result.after)
    told = {change.rule: (change.before, change.after) for change in result.rules}
    pairs = {rule: (before.get(rule, "absent"), after.get(rule, "absent")) for rule in before.keys() | after.keys()}
    assert told == {rule: pair for rule, pair in pairs.items() if pair[0] != pair[1]}
    assert len(told) == len(result.rules)


def states(advice: Any) -> dict[str, str]:
    parts = [*(argument for concern in advice.concerns for argument in concern.arguments), *advice.growth]
    stand = {part.rule: "stands" if part.stands else "answered" for part in parts}
    return {**stand, **{part.rule: "stands" for part in advice.guidance}}


@given(case=cases(article()))
def test_no_change_makes_no_difference(case: PlainCase) -> None:
    """Changing facts to what they are changes nothing."""
    result = compare(case, case.facts)
    assert result == WhatIf(before=result.before, after=result.before, facts=(), concerns=(), rules=())


@given(case=cases(article()), changes=CHANGES)
def test_changing_back_mirrors_the_difference(case: PlainCase, changes: dict[str, Any]) -> None:
    """Changing the facts back gives the same differences with before and after exchanged."""
    there = compare(case, changes)
    back = compare(changed(case, changes), {name: case.value(name) for name in changes})
    assert (back.before, back.after) == (there.after, there.before)
    assert back.facts == tuple(map(mirrored_fact, there.facts))
    assert back.concerns == tuple(evolve(part, before=part.after, after=part.before) for part in there.concerns)
    assert set(back.rules) == {evolve(part, before=part.after, after=part.before) for part in there.rules}


def mirrored_fact(fact: FactChange) -> FactChange:
    return evolve(
        fact,
        before=fact.after,
        after=fact.before,
        text_before=fact.text_after,
        text_after=fact.text_before,
        presumed_before=fact.presumed_after,
        presumed_after=fact.presumed_before,
    )


def test_hopeless_rescue_made_doubtful() -> None:
    """When a rescue is doubtful and no longer hopeless, the veto falls, and what it hid comes to light."""
    result = compare(case_from({"pmo.program_health": "failing", "pmo.rescue_prospects": "hopeless"}), {
        "pmo.rescue_prospects": "doubtful",
    })  # fmt: skip
    title = article().concerns["troubled-program"]
    assert (result.before.verdict, result.after.verdict) == ("decline", "accept_with_conditions")
    assert result.concerns == (
        ConcernChange(id="troubled-program", title=title, before="open, prohibitive", after="open, serious"),
    )
    lost = RuleChange(
        rule="program-past-rescue",
        about=f"raises: {title}",
        before="stands",
        after="absent",
        because=article().rules["program-past-rescue"].because,
        authority=(),
    )
    assert lost in result.rules


def test_none_makes_a_fact_unknown() -> None:
    """A fact changed to None is unknown afterwards."""
    result = compare(case_from({"pmo.level": "program"}), {"pmo.level": None})
    assert [(fact.attribute, fact.before, fact.after) for fact in result.facts] == [("pmo.level", "program", None)]
    assert result.after.facts == ()


def test_case_itself_stays() -> None:
    """The case that was asked about is not changed."""
    case = case_from({"pmo.level": "program"})
    compare(case, {"pmo.level": "executive"})
    assert case == case_from({"pmo.level": "program"})


def test_attributes_of_ones_own_are_kept_and_can_change(tmp_path: Path) -> None:
    """A case of a pack that adds an attribute keeps it when others change, and it can be changed."""
    knowledge = quiet_rules(tmp_path)
    case = knowledge.case(quiet_facts(quiet=True))
    other, own = (what_if(case, facts, knowledge) for facts in ({"pmo.level": "program"}, {"opening.quiet": False}))
    assert "it is quiet" in [fact.text for fact in other.after.facts]
    assert [(fact.attribute, fact.before, fact.after) for fact in own.facts] == [("opening.quiet", True, False)]
    assert case.value("opening.quiet") is True
    assert knowledge.vocabulary.attributes.keys() - ATTRIBUTES.keys() == {"opening.quiet"}


@pytest.mark.parametrize(
    ("change", "after"),
    [
        ({"pmo.critical_to_portfolio": "yes"}, True),
        ({"candidate.goals": "leadership"}, ("leadership",)),
        ({"candidate.goals": ["Leadership", "broader skills"]}, ("leadership", "broader_skills")),
        ({"candidate.experience_years": "12 years"}, 12),
        ({"pmo.level": "Program"}, "program"),
    ],
)
def test_changes_may_be_text(change: dict[str, Any], after: Any) -> None:
    """A fact may be changed to a text that a case file could have for it."""
    assert [fact.after for fact in what_if(Case(), change).facts] == [after]


def test_text_can_make_a_fact_unknown() -> None:
    """A fact changed to the word unknown is unknown afterwards."""
    assert what_if({"pmo.level": "program"}, {"pmo.level": "unknown"}).after.facts == ()


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"pmo.levle": "program"}, ["levle"]),
        ({"pmoo.level": "program"}, ["pmoo"]),
        ({"level": "program"}, ["level"]),
        ({"pmo.level": "galaxy"}, ["galaxy"]),
        ({"pmo.critical_to_portfolio": "maybe"}, ["maybe"]),
        ({"pmo.critical_to_portfolio": 1}, ["1"]),
        ({"candidate.experience_years": 61}, ["61"]),
        ({"candidate.experience_years": float("nan")}, ["nan"]),
        ({"candidate.goals": ["fame", "leadership"]}, ["fame"]),
        ({"candidate.goals": "fame, leadership"}, ["fame"]),
        ({"candidate.goals": 3}, ["3"]),
        ({"pmo.level": 1, "pmo.x": 2}, ["1", "x"]),
    ],
)
def test_wrong_changes_are_refused(changes: dict[str, Any], found: list[str]) -> None:
    """An attribute or value that does not exist is refused with InputError, with all faults at once."""
    with pytest.raises(InputError) as caught:
        what_if(Case(), changes)
    assert [fault.found for fault in caught.value.faults] == found


def test_engine_can_be_chosen() -> None:
    """Both advices of a what-if come from the engine that was asked for."""
    engine = engine_here("durable")
    result = what_if(example_case("first-coffee"), {}, engine=engine)
    assert (result.before.engines, result.after.engines) == (("durable", "compiled"), ("durable", "compiled"))


@given(case=cases(article()), changes=CHANGES)
def test_json_round_trip(case: PlainCase, changes: dict[str, Any]) -> None:
    """A what-if written as JSON and read back is equal to itself."""
    result = compare(case, changes)
    assert from_json(to_json(result), WhatIf) == result
