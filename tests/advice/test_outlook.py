"""Where unknown facts can lead, against trying every completion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from math import log2
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from pmo_expert import (
    DiagramTooLargeError,
    InputError,
    Outlook,
    PlainCase,
    Question,
    advise,
    case_from,
    changes,
    from_json,
    grounds,
    load_knowledge,
    outlook,
    to_json,
)
from pmo_expert.knowledge import diagrams
from pmo_expert.knowledge.language.subjects import STATUSES
from tests.advice.examples import article, every_example, example_case
from tests.advice.tiny import GOALS, SHARE, VALUES, completions, partial_facts, tiny, tiny_case, tried
from tests.test_examples import both_packs, remote_case
from tools.random_cases import case_maker

pytest.importorskip("oxidd", exc_type=ImportError)

Facts = Mapping[str, Any]
CELLS = {0: "[0, 50)", 60: "[50, 90)", 95: "[90, 100]"}
COMPLETIONS = 30
VERDICTS = tiny().decision.verdict_names


def splits(name: str) -> list[dict[str, set[Any]]]:
    """Return the ways in which a question tells values apart: one, or one for each member of a set."""
    if name == GOALS:
        return [
            {goal: {goals for goals in VALUES[GOALS] if goal in goals}}
            | {f"not {goal}": {goals for goals in VALUES[GOALS] if goal not in goals}}
            for goal in ("promotion", "influence")
        ]
    named = {True: "yes", False: "no", **CELLS} if name == SHARE else {True: "yes", False: "no"}
    return [{named[value]: {value} for value in VALUES[name]}]


def shares(verdicts: Counter[str]) -> dict[str, float]:
    return {name: float(Fraction(verdicts[name], verdicts.total())) for name in VERDICTS if verdicts[name]}


def entropy(verdicts: Counter[str]) -> float:
    return -sum(share * log2(share) for share in shares(verdicts).values())


def tried_verdicts(facts: Facts) -> Counter[str]:
    return Counter(tried(full).verdict for full in completions(facts))


def tried_reduction(facts: Facts, name: str, split: dict[str, set[Any]]) -> float:
    """Return by how much knowing the part of a split reduces the entropy of the verdict on average."""
    everything = list(completions(facts))
    parts = [Counter(tried(full).verdict for full in everything if full[name] in values) for values in split.values()]
    after = sum(part.total() / len(everything) * entropy(part) for part in parts)
    return entropy(tried_verdicts(facts)) - after


def turning(facts: Facts) -> set[str]:
    """Return the unknown facts that turn the verdict by themselves, all else that is unknown left so."""
    now = tried(facts).verdict
    unknown = (name for name in VALUES if name not in facts)
    return {name for name in unknown if any(tried({**facts, name: value}).verdict != now for value in VALUES[name])}


def matters(facts: Facts, name: str) -> bool:
    """Return whether an unknown fact alone can change the verdict of some completion."""
    return any(len({tried(full | {name: value}).verdict for value in VALUES[name]}) > 1 for full in completions(facts))


@given(partial_facts())
def test_possible_verdicts_are_those_of_all_completions(facts: dict[str, Any]) -> None:
    """The possible verdicts have the shares that they have of all completions; one alone means settled."""
    found = outlook(tiny_case(facts), tiny())
    verdicts = tried_verdicts(facts)
    assert found.possible == shares(verdicts)
    assert found.settled == (len(verdicts) == 1)


@given(partial_facts())
def test_concerns_that_cannot_be_told(facts: dict[str, Any]) -> None:
    """A concern cannot be told when completions give it different statuses; those are listed in their order."""
    seen: dict[str, set[str]] = {}
    for full in completions(facts):
        for concern in tried(full).concerns:
            seen.setdefault(concern.id, set()).add(concern.status)
    assert [
        (concern.id, concern.title, concern.possible) for concern in outlook(tiny_case(facts), tiny()).cannot_tell
    ] == [
        (name, tiny().concerns[name], tuple(status for status in STATUSES if status in statuses))
        for name, statuses in seen.items()
        if len(statuses) > 1
    ]


@given(partial_facts())
def test_questions_are_those_that_can_change_the_verdict(facts: dict[str, Any]) -> None:
    """The questions of an unsettled case are the unknown facts that alone can change the verdict of a completion.

    Those that turn the verdict as it is now are asked as well.
    """
    ahead = outlook(tiny_case(facts), tiny())
    assert len({question.attribute for question in ahead.questions}) == len(ahead.questions)
    mattering = {name for name in VALUES if name not in facts and matters(facts, name)}
    assert ahead.settled == (not mattering)
    if mattering:
        assert {question.attribute for question in ahead.questions} == mattering | turning(facts)


@given(partial_facts())
def test_questions_of_a_settled_case_end_the_waiting(facts: dict[str, Any]) -> None:
    """A settled case that says to find out more all the same has questions; any answers to them end that reason.

    Another one asks only for what turns the verdict as it is now.
    """
    ahead, advice = outlook(tiny_case(facts), tiny()), tried(facts)
    if ahead.settled:
        asks = advice.verdict == "find_out_more"
        if not asks:
            assert {question.attribute for question in ahead.questions} == turning(facts)
            return
        assert ahead.questions
        for answers in product(*(VALUES[question.attribute] for question in ahead.questions)):
            asked = (question.attribute for question in ahead.questions)
            answered = tried(facts | dict(zip(asked, answers, strict=True)))
            assert answered.decided_by[0] != advice.decided_by[0]


@given(partial_facts())
def test_questions_tell_what_they_tell(facts: dict[str, Any]) -> None:
    """Each question reduces the entropy as trying tells, of a set by its best member.

    What turns the verdict as it is now comes first, the worst turn before others; then comes what tells most.
    """
    ahead = outlook(tiny_case(facts), tiny())
    questions = ahead.questions
    for question in questions:
        best = max(tried_reduction(facts, question.attribute, split) for split in splits(question.attribute))
        assert question.reduction == pytest.approx(best, abs=1e-8)
    points = [point.attribute for point in ahead.turning_points]
    assert set(points) == turning(facts)
    assert [question.attribute for question in questions][: len(points)] == points
    assert [question.turns for question in questions] == [question.attribute in points for question in questions]
    rest = [question.reduction for question in questions if not question.turns]
    assert rest == sorted(rest, reverse=True)


@given(partial_facts())
def test_answers_lead_where_they_lead(facts: dict[str, Any]) -> None:
    """Each answer has the shares of the verdicts of all completions with that answer."""
    for question in outlook(tiny_case(facts), tiny()).questions:
        if not question.outcomes:
            assert len(tried_verdicts(facts)) == 1 or not matters(facts, question.attribute)
            continue
        (split,) = (split for split in splits(question.attribute) if set(split) == values_of(question))
        for answer in question.outcomes:
            verdicts = Counter(
                tried(full).verdict for full in completions(facts) if full[question.attribute] in split[answer.value]
            )
            assert answer.possible == shares(verdicts)
            assert answer.text


def values_of(question: Question) -> set[str]:
    return {answer.value for answer in question.outcomes}


@given(partial_facts())
def test_advice_holds_the_outlook(facts: dict[str, Any]) -> None:
    """Advice has the outlook in its fields, and none where it was not asked for."""
    case = tiny_case(facts)
    advice, ahead = advise(case, tiny(), engine="compiled"), outlook(case, tiny())
    assert (advice.settled, advice.possible) == (ahead.settled, ahead.possible)
    assert (advice.cannot_tell, advice.questions) == (ahead.cannot_tell, ahead.questions)
    without = advise(case, tiny(), engine="compiled", with_outlook=False)
    assert without == evolve(advice, settled=None, possible=None, cannot_tell=(), questions=())


def test_nothing_unknown_is_settled() -> None:
    """With nothing unknown the verdict given is the only one possible, and there is nothing to ask."""
    for facts in completions({}):
        ahead = outlook(tiny_case(facts), tiny())
        assert (ahead.settled, ahead.possible) == (True, {tried(facts).verdict: 1.0})
        assert (ahead.cannot_tell, ahead.questions) == ((), ())


def random_case(random: Random, known: Facts) -> PlainCase:
    """Return a case of the shipped rules with every unknown fact made known."""
    return case_from(case_maker(article()).full(random) | dict(known))


@every_example
def test_no_completion_leaves_what_is_possible(example: str) -> None:
    """Random completions of an example get one of the verdicts that are possible, a settled one that verdict."""
    case = example_case(example)
    ahead, random = outlook(case, article()), Random(example)
    verdicts = {
        advise(random_case(random, case.facts), article(), engine="compiled", with_outlook=False).verdict
        for _ in range(COMPLETIONS)
    }
    assert verdicts <= ahead.possible.keys()
    assert ahead.settled == (len(ahead.possible) == 1)


@pytest.mark.parametrize("seed", range(15))
def test_settled_random_cases_keep_their_verdict(seed: int) -> None:
    """A random case that is settled keeps its verdict whatever becomes known."""
    random = Random(seed)
    facts = dict(random_case(random, {}).facts)
    while outlook(case_from(facts), article()).settled:
        (verdict,) = outlook(case_from(facts), article()).possible
        for _ in range(3):
            full = random_case(random, facts)
            assert advise(full, article(), engine="compiled", with_outlook=False).verdict == verdict
        if not facts:
            return
        for name in random.sample(sorted(facts), min(4, len(facts))):
            del facts[name]


@every_example
def test_facts_not_asked_for_do_not_change_the_verdict(example: str) -> None:
    """Once the questions are answered, the other unknown facts do not change the verdict."""
    case, random = example_case(example), Random(example)
    asked = {question.attribute for question in outlook(case, article()).questions}
    for _ in range(5):
        first, second = (random_case(random, case.facts) for _ in range(2))
        shared = {name: value for name, value in first.facts.items() if name in asked}
        mixed = second.with_facts(shared)
        answers = [advise(one, article(), engine="compiled", with_outlook=False).verdict for one in (first, mixed)]
        assert answers[0] == answers[1]


def test_rules_and_attributes_of_others_get_an_outlook() -> None:
    """A case with attributes of its own, on a pack of its own, gets an outlook that asks for them."""
    ahead = outlook(remote_case().with_facts({"opening.remote_days": None}), both_packs())
    assert not ahead.settled
    assert "opening.remote_days" in {question.attribute for question in ahead.questions}
    assert "remote-work" in {concern.id for concern in ahead.cannot_tell}


@pytest.mark.parametrize("ask", [outlook, changes, grounds, advise])
def test_a_case_without_the_attributes_does_not_know_them(ask: Any) -> None:
    """A case that lacks attributes of the rules is asked about as one of theirs in which these are unknown."""
    facts = {"opening.kind": "mixed"}
    assert ask(case_from(facts), knowledge=both_packs()) == ask(both_packs().case(facts), knowledge=both_packs())


@pytest.mark.parametrize("ask", [outlook, changes, grounds, advise])
def test_a_case_with_other_attributes_is_refused(ask: Any) -> None:
    """A case with attributes that the rules lack is an InputError that names each of them."""
    with pytest.raises(InputError) as caught:
        ask(remote_case(), knowledge=article())
    assert [fault.found for fault in caught.value.faults] == ["remote_days", "travel", "remote_wish"]


def test_advice_does_without_a_diagram_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules too many for a diagram still give advice, without an outlook; what needs the diagram says so."""
    monkeypatch.setattr(diagrams, "ROOMS", (20,))
    knowledge = load_knowledge()
    case = example_case("first-coffee")
    advice = advise(case, knowledge, engine="compiled")
    assert advice == advise(case, article(), engine="compiled", with_outlook=False)
    assert (advice.settled, advice.possible, advice.cannot_tell, advice.questions) == (None, None, (), ())
    for ask in (outlook, changes, grounds):
        with pytest.raises(DiagramTooLargeError, match="more than 20 nodes"):
            ask(case, knowledge=knowledge)


def test_the_outlook_is_the_same_every_time() -> None:
    """The same case and rules give the same outlook, by diagrams made anew too."""
    case = example_case("first-coffee")
    assert outlook(case, load_knowledge()) == outlook(case, article())


def test_an_outlook_survives_json() -> None:
    """An outlook comes back from JSON as it was."""
    ahead = outlook(example_case("first-coffee"), article())
    assert from_json(to_json(ahead), Outlook) == ahead
