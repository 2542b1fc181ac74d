"""Why something was concluded: the tree of reasons down to facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from pmo_expert import (
    Explanation,
    InputError,
    Reason,
    advise,
    case_from,
    consult,
    from_json,
    load_knowledge,
    rules_folder,
    to_json,
    why,
)
from tests.advice.examples import (
    REMOTE_PACK,
    article,
    every_example,
    example_advice,
    example_case,
    fired_rules,
    reached,
    reasons_of,
    write_pack,
)

VERDICTS = article().decision.verdict_names


def holding(explanation: Explanation) -> list[Reason]:
    """Return the reasons by which an explanation that holds does so, all the way down."""
    reasons = []
    for reason in explanation.reasons if explanation.holds else ():
        reasons.append(reason)
        for premise in reason.premises:
            reasons += holding(premise.explanation)
    return reasons


def rests_on_nothing(reason: Reason) -> bool:
    """Say whether it is a rule that always holds, or the principle that nothing is stated, which a text says."""
    return reason.rule == "nothing-stated" or article().rules[reason.rule].when == ()


@every_example
def test_every_conclusion_rests_on_facts(example: str) -> None:
    """Every branch of the tree for a conclusion ends at met conditions, absent conclusions, or a rule without any."""
    advice = example_advice(example)
    for conclusion in reached(advice):
        explanation = why(advice, conclusion, article())
        assert (explanation.conclusion, explanation.holds) == (conclusion, True)
        for reason in holding(explanation):
            assert reason.holds
            assert all(condition.outcome == "met" for condition in reason.conditions)
            assert all(premise.met for premise in reason.premises)
            assert all(premise.explanation.holds == premise.wanted for premise in reason.premises)
            assert reason.conditions or reason.premises or rests_on_nothing(reason)


@every_example
def test_what_holds_has_a_reason(example: str) -> None:
    """In the tree for a conclusion, whatever holds has at least one reason, but that nothing is stated."""
    advice = example_advice(example)
    for conclusion in reached(advice):
        explanation = why(advice, conclusion, article())
        wanted = [premise for reason in holding(explanation) for premise in reason.premises if premise.wanted]
        assert explanation.reasons
        assert all(part.explanation.reasons or part.explanation.conclusion.startswith("blank") for part in wanted)


@every_example
def test_every_rule_in_a_tree_fired(example: str) -> None:
    """Every rule by which a conclusion holds has fired, and says what its firing says."""
    advice = example_advice(example)
    told = {(firing.rule, firing.because, firing.sources) for firing in advice.trace}
    for conclusion in reached(advice):
        reasons = holding(why(advice, conclusion, article()))
        assert {(reason.rule, reason.because, reason.sources) for reason in reasons} <= told


@every_example
def test_all_firings_for_a_conclusion_are_its_reasons(example: str) -> None:
    """The reasons for a conclusion are the rules of the firings that conclude it."""
    advice = example_advice(example)
    for conclusion in reached(advice):
        firings = [firing.rule for firing in advice.trace if firing.concludes == conclusion]
        assert [reason.rule for reason in why(advice, conclusion, article()).reasons] == firings


@every_example
def test_conditions_show_the_facts(example: str) -> None:
    """A condition in the tree shows the value that the case has, or that is usual, with the reason why it is."""
    given = consult(example_case(example), article(), engine="compiled")
    for reason in reasons_of(why(example_advice(example), "verdict", article())):
        for condition in reason.conditions:
            found = frozenset(condition.found) if isinstance(condition.found, tuple) else condition.found
            usual = given.presumed.get(condition.attribute)
            assert found == (given.expected if condition.usual else given.case.value)(condition.attribute)
            assert condition.usual in ("", usual.because if usual else None)


@every_example
def test_rules_that_stand_can_be_asked_for(example: str) -> None:
    """Every argument, growth and guidance that stands is explained by its own rule, with all that it needs met."""
    advice = example_advice(example)
    parts: list[Any] = [*(argument for concern in advice.concerns for argument in concern.arguments), *advice.growth]
    standing = [part.rule for part in parts if part.stands]
    for rule in (*standing, *(part.rule for part in advice.guidance)):
        explanation = why(advice, rule, article())
        assert explanation.text == article().rules[rule].because
        assert [reason.rule for reason in explanation.reasons] == [rule]
        tests = [(condition.attribute, condition.test) for condition in explanation.reasons[0].conditions]
        when = [(condition.subject, condition.text) for condition in article().rules[rule].when]
        assert tests == [test for test in when if test[0] in article().vocabulary.attributes]


@every_example
def test_verdict_is_the_default(example: str) -> None:
    """Without a conclusion, why explains the verdict."""
    advice = example_advice(example)
    names = ("verdict", advice.verdict, f"verdict={advice.verdict}")
    assert [why(advice, name) for name in names] == [why(advice)] * 3


@every_example
def test_names_mean_conclusions(example: str) -> None:
    """Lean, WII-FM, concerns, their statuses and growth can be asked for by their names."""
    advice = example_advice(example)
    expected = {"lean": f"lean={advice.lean}", "wiifm": f"wiifm={advice.wiifm}"}
    for concern in advice.concerns:
        full = f"concern.{concern.id}={concern.status}"
        expected |= {concern.id: full, f"{concern.id}={concern.status}": full}
    expected |= {growth.id: f"growth.{growth.id}" for growth in advice.growth if growth.stands}
    assert {name: why(advice, name, article()).conclusion for name in expected} == expected


def test_findings_can_be_asked_for() -> None:
    """A finding can be asked for by its name, and reads as its phrase says."""
    advice = advise(case_from({"pmo.level": "program"}), article())
    explanation = why(advice, "veto-not-ruled-out", article())
    expected = ("finding.veto-not-ruled-out", article().findings["veto-not-ruled-out"].holds)
    assert (explanation.conclusion, explanation.text) == expected


@every_example
def test_other_verdicts_do_not_hold(example: str) -> None:
    """Why refuses every verdict but the one that was given, naming it."""
    advice = example_advice(example)
    for verdict in VERDICTS:
        if verdict != advice.verdict:
            with pytest.raises(InputError) as caught:
                why(advice, verdict)
            assert [fault.found for fault in caught.value.faults] == [verdict]
            assert "why not" in str(caught.value)


def test_rule_that_is_answered_does_not_hold() -> None:
    """Why refuses a rule that fired and is answered."""
    with pytest.raises(InputError, match="does not hold"):
        why(example_advice("star-asked-backstage"), "critical-to-the-portfolio")


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("staff-functon", "staff-function"),
        ("loss of deliver skills", "Loss of delivery skills"),
        ("skill-loss=answerd", "skill-loss=answered"),
        ("acept", "accept"),
        ("past-rescu", "past-rescue"),
        ("qqqqqqqq", None),
        ("staff-function=opn", "staff-function=open"),
        ("", None),
    ],
)
def test_unknown_names_get_the_nearest(name: str, nearest: str | None) -> None:
    """A name that means nothing is refused with the nearest name that does."""
    with pytest.raises(InputError) as caught:
        why(example_advice("first-coffee"), name)
    assert [(fault.found, fault.nearest) for fault in caught.value.faults] == [(name, nearest)]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("loss of delivery skills", "skill-loss"),
        ("“Loss of Delivery-Skills.”", "skill-loss"),
        ("SKILL_LOSS", "skill-loss"),
        ("accept with conditions", "accept_with_conditions"),
        ("Verdict", "verdict"),
        ("skill-loss=open", "concern.skill-loss=open"),
        ("Loss of delivery skills=open", "skill-loss=open"),
        ("the PMO is part of a troubled program=not raised", "troubled-program=not_raised"),
        ("A say in delivery and in portfolio management", "growth.portfolio-influence"),
        ("serious concern open", "serious-concern-open"),
    ],
)
def test_titles_mean_what_they_name(name: str, meant: str) -> None:
    """Titles, the words of verdicts and statuses, and ids mean the same, whatever their case and punctuation."""
    advice = example_advice("star-asked-backstage")
    assert why(advice, name, article()) == why(advice, meant, article())


def test_a_title_of_two_things_is_refused(tmp_path: Path) -> None:
    """A title that two things have is refused with the ids of both."""
    rules = (
        "growth: {first: A view, second: A view}\nrules:\n"
        "- {id: one, offers: first, serves: [promotion], when: {pmo.level: program}, because: B, source: more 1}\n"
        "- {id: two, offers: second, serves: [promotion], when: {pmo.level: program}, because: B, source: more 1}\n"
    )
    knowledge = load_knowledge(rules_folder(), write_pack(tmp_path / "more", rules))
    with pytest.raises(InputError, match="several things have the title") as caught:
        why({}, "a view", knowledge)
    assert [fault.allowed for fault in caught.value.faults] == [("first", "second")]


@every_example
def test_the_answer_tells_the_reason_of_the_rule_that_decided(example: str) -> None:
    """The answer is one sentence: the verdict, the reason of the rule that decided, and at most two facts."""
    advice = example_advice(example)
    answer = why(advice).answer
    assert answer.startswith(f"The verdict is {advice.words.verdicts[advice.verdict]}: ")
    assert advice.reason[1:].removesuffix(".") in answer
    assert answer.endswith(".")


def test_what_is_presumed_is_marked_in_the_answer() -> None:
    """A fact that is not stated but usual is told as such."""
    explanation = why({"candidate.wants_daily_excitement": True, "candidate.goals": ["recognition"]}, "staff-function")
    assert "(usually, you would manage no projects of your own and you want the daily" in explanation.answer


@every_example
def test_no_alternative_is_told_as_a_requirement(example: str) -> None:
    """What several rules can conclude, one of them being enough, is never shown as if all of them were needed."""
    advice = example_advice(example)
    for reason in holding(why(advice, "verdict", article())):
        if reason.rule == "worst-concern":
            wanted = [premise.explanation.conclusion for premise in reason.premises if premise.wanted]
            assert len(wanted) == 1


def test_advice_by_other_rules_is_refused() -> None:
    """An advice that other rules gave is refused with ValueError."""
    advice = example_advice("first-coffee")
    with pytest.raises(ValueError, match="other rules"):
        why(evolve(advice, knowledge=evolve(advice.knowledge, sha256="0" * 64)), "verdict", article())


def test_rules_with_more_than_gave_the_advice_do_not_explain_it() -> None:
    """Rules that extend those that gave an advice do not explain it, and say which ones would."""
    with pytest.raises(InputError, match=r"knowledge article [0-9.]+, not .*article\+remote-work"):
        why(example_advice("first-coffee"), "verdict", load_knowledge(REMOTE_PACK))


@every_example
def test_a_case_is_explained_as_its_advice(example: str) -> None:
    """Why takes a case as well, and explains it as it explains the advice on it."""
    case, advice = example_case(example), example_advice(example)
    for conclusion in ("verdict", "lean", *(concern.id for concern in advice.concerns)):
        assert why(case, conclusion, article(), engine="compiled") == why(advice, conclusion, article())


@every_example
def test_explanation_json_round_trip(example: str) -> None:
    """An explanation written as JSON and read back is equal to itself."""
    explanation = why(example_advice(example))
    assert from_json(to_json(explanation), Explanation) == explanation


@every_example
def test_advice_read_back_is_explained_alike(example: str) -> None:
    """An advice read back from JSON is explained as the advice itself."""
    advice = example_advice(example)
    assert why(from_json(to_json(advice))) == why(advice)


def test_fired_rules_are_not_all_of_the_rules() -> None:
    """The examples leave room for why-not: in each of them some rule did not fire."""
    assert fired_rules(example_advice("star-asked-backstage")) < set(article().rules)
