"""Why something was not concluded: what failed, what is unknown, what would do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from pmo_expert import Advice, Explanation, InputError, Reason, consult, from_json, to_json, what_if, why_not
from pmo_expert.domain.attribute import Attribute, Value
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.kinds.yes_no import YesNo
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.knowledge.language.rule import Presumes, Rule
from tests.advice.examples import (
    article,
    every_example,
    example_advice,
    example_case,
    fired_rules,
    reached,
    some_examples,
)

if TYPE_CHECKING:
    from pmo_expert.advice.explaining.explanation_result import TestedCondition  # pytest takes its name for a test

VERDICTS = article().decision.verdict_names
ATTRIBUTES = article().vocabulary.attributes


def lacks_something(reason: Reason) -> bool:
    return any(condition.outcome != "met" for condition in reason.conditions) or any(
        not premise.met for premise in reason.premises
    )


def failing(explanation: Explanation) -> Iterator[Reason]:
    """Yield the reasons that did not come about, all the way down through premises that are not met."""
    for reason in explanation.reasons:
        if not reason.holds:
            yield reason
        for premise in reason.premises:
            if not premise.met and premise.wanted:
                yield from failing(premise.explanation)


def asked_rules(advice: Advice) -> set[str]:
    """Return the rules that do not stand; what a presumption rests on beyond its conditions is tested elsewhere."""
    others = {rule.id for rule in article().rules.values() if not isinstance(rule.effect, Presumes)}
    return others - standing_rules(advice)


def standing_rules(advice: Advice) -> set[str]:
    """Return the rules of which the last clause holds."""
    parts: list[Any] = [*(argument for concern in advice.concerns for argument in concern.arguments), *advice.growth]
    answered = {part.rule for part in parts if not part.stands}
    return fired_rules(advice) - answered


@some_examples
def test_every_conclusion_that_fails_lacks_something(example: str) -> None:
    """Every clause for a conclusion that does not hold fails in a condition or a premise, all the way down."""
    advice, compiled = example_advice(example), article().compiled
    heads = {str(clause.head) for clause in compiled.program.clauses}
    for conclusion in set(map(str, compiled.statements)) - set(reached(advice)):
        explanation = why_not(advice, conclusion, article())
        assert (explanation.conclusion, explanation.holds) == (conclusion, False)
        assert bool(explanation.reasons) == (conclusion in heads)
        assert all(lacks_something(reason) for reason in failing(explanation))
        assert not any(reason.holds for reason in explanation.reasons)


@some_examples
def test_every_rule_that_fails_lacks_something(example: str) -> None:
    """Every rule that does not hold fails in one of its conditions, or is answered."""
    advice = example_advice(example)
    for rule in asked_rules(advice):
        explanation = why_not(advice, rule, article())
        (reason,) = explanation.reasons
        assert (explanation.holds, reason.rule, reason.holds) == (False, rule, False)
        assert lacks_something(reason)


@some_examples
def test_conditions_fail_by_what_is_found(example: str) -> None:
    """A condition is met, failed or unknown by the value found, and says what would do unless it is met."""
    given, advice = consult(example_case(example), article(), engine="compiled"), example_advice(example)
    for rule in asked_rules(advice):
        (reason,) = why_not(advice, rule, article()).reasons
        tests = [condition for condition in article().rules[rule].when if condition.subject in ATTRIBUTES]
        assert len(reason.conditions) == len(tests)
        for told, condition in zip(reason.conditions, tests, strict=True):
            value = given.expected(condition.subject)
            outcome = "met" if condition.holds(value) else "unknown" if value is None else "failed"
            assert (told.attribute, told.test, told.outcome) == (condition.subject, condition.text, outcome)
            assert bool(told.needed) == (outcome != "met")


def possible(attribute: Attribute) -> Iterable[Value]:
    """Return values of an attribute among which every satisfiable test of a rule finds one."""
    if isinstance(attribute, YesNo):
        return (True, False, None)
    if isinstance(attribute, Amount):
        return (*range(int(attribute.lowest), int(attribute.highest) + 1), None)
    if isinstance(attribute, SetOf):
        return (*(frozenset(pair) for size in (1, 2) for pair in combinations(attribute.values, size)), None)
    return (*attribute.values, None)


def satisfied(rule: Rule, conditions: Iterable[TestedCondition]) -> dict[str, Value]:
    """Return a value that would do for the attribute of each condition that is not met."""
    changes: dict[str, Value] = {}
    for name in {condition.attribute for condition in conditions if condition.outcome != "met"}:
        tests = [condition for condition in rule.when if condition.subject == name]
        changes[name] = next(value for value in possible(ATTRIBUTES[name]) if meets(value, tests))
    return changes


def meets(value: Value, tests: Iterable[Condition]) -> bool:
    return all(test.holds(value) for test in tests)


@some_examples
def test_changing_what_failed_makes_the_rule_fire(example: str) -> None:
    """A rule on facts alone fires when exactly the facts that failed it are changed to values that would do."""
    case, advice = example_case(example), example_advice(example)
    on_facts = {rule.id for rule in article().rules.values() if all(test.subject in ATTRIBUTES for test in rule.when)}
    for rule in (on_facts & asked_rules(advice)) - fired_rules(advice):
        (reason,) = why_not(advice, rule, article()).reasons
        changes = satisfied(article().rules[rule], reason.conditions)
        assert changes
        assert rule in fired_rules(what_if(case, changes, article(), engine="compiled").after)


@every_example
def test_other_verdicts_are_explained(example: str) -> None:
    """Every verdict but the one given can be asked for, by its name and by verdict=name."""
    advice = example_advice(example)
    for verdict in VERDICTS:
        if verdict != advice.verdict:
            explanation = why_not(advice, verdict)
            assert explanation.conclusion == f"verdict={verdict}"
            assert explanation == why_not(advice, f"verdict={verdict}")


@every_example
def test_what_holds_is_refused(example: str) -> None:
    """Why-not refuses what does hold, naming it."""
    advice = example_advice(example)
    statuses = [f"{concern.id}={concern.status}" for concern in advice.concerns]
    arguments = [argument.rule for concern in advice.concerns for argument in concern.arguments if argument.stands]
    for name in (advice.verdict, f"lean={advice.lean}", *statuses, *arguments, *reached(advice)):
        with pytest.raises(InputError, match="does hold") as caught:
            why_not(advice, name)
        assert len(caught.value.faults) == 1


@every_example
def test_concern_is_asked_why_not_open_or_not_mitigated(example: str) -> None:
    """A concern is explained as not open, or, when it is open, as not mitigated."""
    advice = example_advice(example)
    asked = {concern.id: why_not(advice, concern.id).conclusion for concern in advice.concerns}
    assert asked == {
        concern.id: f"concern.{concern.id}={'mitigated' if concern.status == 'open' else 'open'}"
        for concern in advice.concerns
    }


@every_example
def test_wiifm_asks_why_it_does_not_pass(example: str) -> None:
    """Asked about WII-FM, why-not says why it does not pass, and refuses where it does."""
    advice = example_advice(example)
    if advice.wiifm == "passes":
        with pytest.raises(InputError, match="does hold"):
            why_not(advice, "wiifm")
    else:
        assert why_not(advice, "wiifm").conclusion == "wiifm=passes"


@pytest.mark.parametrize("name", ["verdict", "lean"])
def test_verdict_needs_a_value(name: str) -> None:
    """Verdict and lean have several values that do not hold; one must be named."""
    with pytest.raises(InputError, match="name one"):
        why_not(example_advice("first-coffee"), name)


@pytest.mark.parametrize(("name", "nearest"), [("staff-functon", "staff-function"), ("declin", "decline"), ("?", None)])
def test_unknown_names_get_the_nearest(name: str, nearest: str | None) -> None:
    """A name that means nothing is refused with the nearest name that does."""
    with pytest.raises(InputError) as caught:
        why_not(example_advice("first-coffee"), name)
    assert [(fault.found, fault.nearest) for fault in caught.value.faults] == [(name, nearest)]


def test_advice_by_other_rules_is_refused() -> None:
    """An advice that other rules gave is refused with ValueError."""
    advice = example_advice("first-coffee")
    with pytest.raises(ValueError, match="other rules"):
        why_not(evolve(advice, knowledge=evolve(advice.knowledge, sha256="0" * 64)), "accept")


@every_example
def test_a_case_is_explained_as_its_advice(example: str) -> None:
    """Why-not takes a case as well, and explains it as it explains the advice on it."""
    case, advice = example_case(example), example_advice(example)
    for verdict in VERDICTS:
        if verdict != advice.verdict:
            assert why_not(case, verdict, article(), engine="compiled") == why_not(advice, verdict, article())


@every_example
def test_what_it_takes_makes_it_so(example: str) -> None:
    """After any of the sets of changes that it would take, the verdict or the concern is what was asked for."""
    advice = example_advice(example)
    for name in (*VERDICTS, *(concern.id for concern in advice.concerns)):
        if name != advice.verdict:
            explanation = why_not(advice, name)
            for facts in explanation.takes[:3]:
                changes = {fact.attribute: fact.after for fact in facts}
                after = consult(example_case(example), article(), engine="compiled").with_facts(changes)
                assert explanation.conclusion in set(map(str, after.reached))


def test_what_it_takes_is_as_few_changes_as_do() -> None:
    """All sets have the same size, and where one fact would do, each is of one."""
    takes = why_not(example_advice("star-asked-backstage"), "accept").takes
    assert {len(facts) for facts in takes} == {1}
    assert {facts[0].attribute for facts in takes} == {"opening.manages_projects"}


def test_what_it_takes_for_a_rule() -> None:
    """For a rule it takes that its own conditions hold, not that another rule concludes the same."""
    explanation = why_not({"pmo.program_health": "failing"}, "past-rescue", engine="compiled")
    assert {fact.attribute: fact.after for facts in explanation.takes for fact in facts} == {
        "pmo.rescue_prospects": "hopeless"
    }


def test_explanation_json_round_trip() -> None:
    """An explanation of why not, written as JSON and read back, is equal to itself."""
    explanation = why_not(example_advice("first-coffee"), "accept")
    assert from_json(to_json(explanation), Explanation) == explanation
