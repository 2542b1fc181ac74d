"""The conditions of a favourable verdict hold what they promise when they are put to the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, combinations, product
from typing import Any

from hypothesis import given, settings

from pmo_expert import Advice, Agreement, Conditions, Consultation, TurningPoint, advise, consult
from pmo_expert.knowledge.language.rule import Raises
from tests.advice.examples import lead_or_build
from tests.advice.tiny import NEGOTIABLE, VALUES, completions, tiny, tiny_case
from tests.advice.trying import Trial, answers, put, trials, trials_with_conditions, unknown, verdicts_by_answer


def advised(case: Consultation) -> Advice:
    return advise(case, with_outlook=False)


def conditions_of(case: Consultation) -> Conditions:
    """Return the conditions of a favourable verdict."""
    found = advised(case).conditions
    assert found is not None
    return found


def answered_well(case: Consultation, points: Iterable[TurningPoint]) -> Consultation:
    """Return the case with each point answered, one after another, by what leads to the best verdict.

    Of answers that are equally good, what is presumed comes first.
    """
    order, first = case.knowledge.decision.verdict_names, case
    for point in points:
        usual = first.expected(point.attribute)
        values = sorted(answers(point.attribute, case.knowledge), key=lambda value: value != usual)
        after = [case.with_facts({point.attribute: value}) for value in values]
        case = min(after, key=lambda one: order.index(one.verdict))
    return case


def agreed(case: Consultation, agreement: Agreement) -> Consultation:
    """Return the case once the terms of an agreement are granted."""
    return case.with_facts({term.attribute: term.value for term in agreement.terms})


def serious(case: Consultation) -> Iterator[str]:
    """Yield the standing arguments whose severities count."""
    counting = case.knowledge.decision.counting
    for rule in case.knowledge.rules.values():
        if isinstance(rule.effect, Raises) and rule.effect.severity in counting and case.stands(rule.id):
            yield rule.id


@given(trials())
def test_a_favourable_verdict_has_conditions_and_no_other_has(trial: Trial) -> None:
    """A verdict that says yes has conditions; where it is not the best one, at least one line stands under them."""
    advice, decision = advised(put(trial)), trial.knowledge.decision
    assert (advice.conditions is not None) == (advice.verdict in decision.favourable)
    if advice.conditions is not None and advice.verdict != decision.verdict_names[0]:
        assert advice.conditions.agree or advice.conditions.make_sure or advice.conditions.live_with


@settings(max_examples=60)
@given(trials_with_conditions())
def test_agreements_lead_where_they_say(trial: Trial) -> None:
    """Once all is answered well that is to be made sure of, granting any agreement leads to the verdict that it names.

    That is the best verdict, unless something stays to live with.
    """
    case = put(trial)
    conditions = conditions_of(case)
    best = case.knowledge.decision.verdict_names[0]
    start = answered_well(case, conditions.make_sure)
    for agreement in conditions.agree:
        assert agreed(start, agreement).verdict == agreement.verdict
        assert (agreement.verdict == best) != bool(conditions.live_with)
    if not conditions.agree and not conditions.live_with:
        assert start.verdict == best


@settings(max_examples=60)
@given(trials_with_conditions())
def test_what_to_make_sure_of_is_all_that_alone_makes_the_verdict_worse(trial: Trial) -> None:
    """No answer to any one question leads to a worse verdict, unless the question is among those to make sure of."""
    case = put(trial)
    conditions = conditions_of(case)
    order = case.knowledge.decision.verdict_names
    worse = {
        name
        for name in unknown(case)
        if any(order.index(verdict) > order.index(case.verdict) for verdict in verdicts_by_answer(case, name).values())
    }
    assert {point.attribute for point in conditions.make_sure} == worse


@settings(max_examples=60)
@given(trials_with_conditions())
def test_what_is_to_be_agreed_on_can_be_negotiated(trial: Trial) -> None:
    """Terms are about facts that can be negotiated, and make each another than it is, stated or usual."""
    case = put(trial)
    conditions = conditions_of(case)
    start = answered_well(case, conditions.make_sure)
    attributes = case.knowledge.vocabulary.attributes
    for agreement in conditions.agree:
        names = [term.attribute for term in agreement.terms]
        assert len(set(names)) == len(names) > 0
        assert all(attributes[name].negotiable for name in names)
        after = agreed(start, agreement)
        for term in agreement.terms:
            assert term.text_before == attributes[term.attribute].state(case.expected(term.attribute))
            assert after.expected(term.attribute) != case.expected(term.attribute)


@settings(max_examples=60)
@given(trials_with_conditions())
def test_one_change_is_enough_where_one_is(trial: Trial) -> None:
    """Agreements of several terms are told only where no single negotiable change leads to the best verdict."""
    case = put(trial)
    conditions = conditions_of(case)
    best = case.knowledge.decision.verdict_names[0]
    start = answered_well(case, conditions.make_sure)
    if start.verdict == best:
        assert (conditions.agree, conditions.live_with) == ((), ())
        return
    negotiable = [one.name for one in case.knowledge.compiled.encoding.read.values() if one.negotiable]
    single = any(best in verdicts_by_answer(start, name).values() for name in negotiable)
    sizes = {len(agreement.terms) for agreement in conditions.agree if agreement.verdict == best}
    assert single == (1 in sizes)
    assert len(sizes) <= 1


@settings(max_examples=60)
@given(trials_with_conditions())
def test_what_to_live_with_stays(trial: Trial) -> None:
    """What is to be lived with are the serious arguments that stand once all else is well.

    Where none does, it is the reason of the verdict.
    """
    case = put(trial)
    conditions = conditions_of(case)
    if not conditions.live_with:
        assert {agreement.verdict for agreement in conditions.agree} <= {case.knowledge.decision.verdict_names[0]}
        return
    after = answered_well(case, conditions.make_sure)
    for agreement in conditions.agree:
        after = agreed(after, agreement)
    assert after.verdict != case.knowledge.decision.verdict_names[0]
    standing, told = list(serious(after)), [burden.rule for burden in conditions.live_with]
    assert told == (standing or [advised(after).decided_by[0]])
    assert [burden.concern is None for burden in conditions.live_with] == [not standing for _ in told]


MANY_TERMS: Mapping[str, Any] = {
    "company.health": "shrinking",
    "role.authority": "none",
    "role.hiring_say": True,
    "role.coding_share": 48,
    "team.origin": "new",
    "team.state": "sound",
    "engineer.goals": ["mastery", "impact", "direction"],
    "engineer.people_work": "enjoy",
    "engineer.hard_talks": "dread",
    "engineer.has_led": True,
}


def test_more_terms_than_are_tried_at_once_may_leave_nothing_to_live_with() -> None:
    """Where four terms are needed, each concern is looked at by itself, which may lead to the best verdict as well."""
    case = consult(MANY_TERMS, lead_or_build(), engine="compiled")
    conditions = conditions_of(case)
    (agreement,) = conditions.agree
    assert (len(agreement.terms), agreement.verdict, conditions.live_with) == (4, "lead", ())


# Every set of changes of a small pack.


def test_agreements_are_the_smallest_sets_that_do() -> None:
    """Of all sets of negotiable changes that lead to the best verdict, those told are the smallest, in a small pack.

    Where none does, something is left to live with.
    """
    sizes = set()
    for facts in ({name: full[name] for name in names} for names in subsets(VALUES) for full in completions({})):
        case = consult(tiny_case(facts), tiny(), engine="compiled")
        if case.verdict not in tiny().decision.favourable:
            continue
        conditions = conditions_of(case)
        start = answered_well(case, conditions.make_sure)
        doing = (
            []
            if start.verdict == "accept"
            else [option for option in options(start) if start.with_facts(option).verdict == "accept"]
        )
        smallest = {min(map(len, doing))} if doing else set()
        told = {len(agreement.terms) for agreement in conditions.agree if agreement.verdict == "accept"}
        assert told == smallest
        assert bool(conditions.live_with) == (start.verdict != "accept" and not doing)
        sizes |= told
    assert sizes == {1}


def subsets(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield every choice of some names."""
    every = list(names)
    return chain.from_iterable(combinations(every, size) for size in range(len(every) + 1))


def options(case: Consultation) -> Iterator[dict[str, object]]:
    """Yield every set of changes of what can be negotiated in the small pack."""
    for names in subsets(sorted(NEGOTIABLE)):
        for values in product(*(VALUES[name] for name in names)):
            change = dict(zip(names, values, strict=True))
            if change and all(case.expected(name) != value for name, value in change.items()):
                yield change
