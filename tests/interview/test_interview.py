"""The interview: which question comes next, what an answer means, and when it ends."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_expert import InputError, Interview, PlainCase, Question, advise, case_from, outlook
from pmo_expert.advice.unknowns import outlook as module
from pmo_expert.domain.attribute import Attribute, Value
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.knowledge.language.rule import Defeats, Finds, Mitigates, Offers, Raises
from tests.advice.examples import article
from tests.strategies import cases

ATTRIBUTES = article().vocabulary.attributes
GOALS = "candidate.goals"
PROSPECTS = "pmo.rescue_prospects"
WISHES = ["broader_skills", "business_insight"]
"""With these goals the health of the organization tells most."""
NOTHING = {GOALS: [], "organization.health": "steady", "pmo.level": "program", "opening.kind": "staff"}
"""Who wants nothing has the worst verdict, whatever else is so; with these facts every section was asked about."""
STEADY = {
    GOALS: ["leadership"],
    "opening.leads_people": "yes",
    "organization.health": "steady",
    "pmo.program_health": "failing",
    "pmo.rescue_prospects": "doubtful",
}
"""No answer alone turns the verdict on this, though several together may."""
HEALTH = ("organization.health", "pmo.program_health")
"""Only where one of these is in trouble does it make sense to ask for the prospects of a rescue."""


def interview(facts: dict[str, Any] | None = None, **options: Any) -> Interview:
    """Start an interview from some facts, by the shipped rules."""
    return Interview(case_from(facts or {}), article(), engine="compiled", **options)


def asked(begun: Interview) -> str | None:
    """Return the attribute that is asked for."""
    return begun.standing.question.attribute if begun.standing.question else None


def read_answer(name: str, text: str) -> Value:
    """Return what becomes of an unknown fact when an answer is typed to the question for it."""
    begun = interview()
    question = Question(attribute=name, question="Q?", ask="yourself", reduction=0.0, turns=False, outcomes=())
    begun.standing = evolve(begun.standing, question=question)
    begun.answer(text)
    assert (begun.answered, name in begun.asked_in_vain) == (1, begun.case.value(name) is None)
    return begun.case.value(name)


def short_answers(attribute: Attribute) -> tuple[str, ...]:
    """Return some answers to a question: every value, and of an amount its ends."""
    if isinstance(attribute, Amount):
        return (str(int(attribute.lowest)), str(int(attribute.highest)))
    return attribute.values


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("organization.recognition", "1", "delivery"),
        ("organization.recognition", "BOTH", "both"),
        ("organization.recognition", " staff ", "staff"),
        ("pmo.processes", "need repair", "need_repair"),
        ("pmo.processes", "Need-Repair", "need_repair"),
        ("opening.leads_people", "1", True),
        ("opening.leads_people", "no", False),
        ("opening.leads_people", "Y", True),
        ("opening.leads_people", "n", False),
        ("candidate.experience_years", "4", 4),
        ("opening.leads_people", "true", True),
        ("opening.kind", "Part staff", "mixed"),
        ("candidate.experience_years", "2.5 years", 2.5),
        ("candidate.experience_years", "7,5", 7.5),
        ("candidate.experience_years", "1 year", 1),
        ("candidate.experience_years", "1e1", 10),
        ("opening.administrative_share", "40 %", 40),
        (GOALS, "2", frozenset({"promotion"})),
        (GOALS, "2, 3", frozenset({"promotion", "leadership"})),
        (GOALS, "2 leadership,broader skills", frozenset({"promotion", "leadership", "broader_skills"})),
        (GOALS, "[promotion, leadership]", frozenset({"promotion", "leadership"})),
        (GOALS, "Broader Skills; 2", frozenset({"promotion", "broader_skills"})),
        (GOALS, "none", frozenset()),
        (GOALS, "unknown", None),
        ("candidate.experience_years", "Unknown", None),
        ("organization.recognition", "don't know", None),
        ("opening.leads_people", "Don’t  know", None),
        (GOALS, "?", None),
    ],
)
def test_typed_answers(name: str, text: str, value: Value) -> None:
    """An answer may be a number, a name in any case, an amount, several members, none or unknown."""
    assert read_answer(name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "near"),
    [
        ("organization.recognition", "delivry", "delivery"),
        ("organization.recognition", "4", None),
        ("organization.recognition", "0", None),
        ("organization.recognition", "-1", None),
        ("organization.recognition", "1 2", None),
        ("organization.recognition", "unknwn", "unknown"),
        ("opening.leads_people", "yess", "yes"),
        (GOALS, "promtion", "promotion"),
        (GOALS, "13", None),
        (GOALS, ",", None),
        (GOALS, "", None),
    ],
)
def test_wrong_answers_name_the_nearest(name: str, text: str, near: str | None) -> None:
    """An answer that is none is refused, with the nearest name and all that is allowed."""
    with pytest.raises(InputError) as caught:
        read_answer(name, text)
    (fault,) = caught.value.faults
    assert (fault.place, fault.found, fault.nearest) == (name, text, near)
    assert set(ATTRIBUTES[name].values) | {"unknown"} <= set(fault.allowed)


@pytest.mark.parametrize("text", ["61", "-1", "x", "1e3", "", "years", "nan", "9" * 5000])
def test_wrong_amounts_are_refused(text: str) -> None:
    """A number out of range, or no number, is refused."""
    with pytest.raises(InputError):
        read_answer("candidate.experience_years", text)


def test_every_wrong_member_is_told() -> None:
    """Of several members, each wrong one has its fault."""
    with pytest.raises(InputError) as caught:
        read_answer(GOALS, "promtion, leadership, 99")
    assert [fault.found for fault in caught.value.faults] == ["promtion", "99"]


@given(st.text(max_size=20), st.sampled_from(sorted(ATTRIBUTES)))
def test_any_text_is_an_answer_or_refused(text: str, name: str) -> None:
    """Whatever is typed is a value of the attribute or an InputError."""
    try:
        value = read_answer(name, text)
    except InputError:
        return
    assert case_from({name: value}).value(name) == value


def test_goals_are_asked_first() -> None:
    """While your goals are unknown they are asked for first."""
    assert asked(interview()) == GOALS


def test_a_settled_case_is_asked_about_each_section_once() -> None:
    """Where the verdict is settled there comes one question about each section of which nothing was asked yet."""
    begun = interview({"pmo.program_health": "failing", PROSPECTS: "hopeless", "opening.kind": "staff"})
    assert begun.standing.ahead is not None
    assert (begun.standing.ahead.settled, begun.standing.advice.verdict) == (True, "decline")
    sections = []
    while (name := asked(begun)) is not None:
        sections.append(name.partition(".")[0])
        begun.answer("unknown")
    assert sorted(sections) == ["candidate", "organization"]
    assert begun.standing.end == "settled"


def makes_sense(name: str, case: PlainCase, questions: list[str]) -> bool:
    """Say whether what a question needs is so, or is unknown and nothing that will be asked for."""
    ways = article().needs.get(name, ())
    if not ways or any(all(part.holds(case.value(part.subject)) for part in way) for way in ways):
        return True
    unknown = {part.subject for way in ways for part in way if case.value(part.subject) is None}
    return bool(unknown) and not unknown & set(questions)


def is_worth_asking(question: Question, case: PlainCase) -> bool:
    """Say whether an answer turns the verdict, or nothing is known of the section that a question is about."""
    return question.turns or question.attribute.partition(".")[0] not in {name.partition(".")[0] for name in case.facts}


@settings(max_examples=15)
@given(cases(article()))
def test_turning_points_come_first_and_then_other_sections(case: PlainCase) -> None:
    """Your goals come first, then what turns the verdict alone, then what tells most about other sections.

    Only questions that make sense now, and that are worth asking, come.
    """
    begun = Interview(case, article(), engine="compiled")
    questions = outlook(case, article()).questions
    names = [question.attribute for question in questions]
    ready = [question for question in questions if makes_sense(question.attribute, case, names)]
    worth = [question.attribute for question in ready if is_worth_asking(question, case)]
    if worth:
        assert asked(begun) == (GOALS if GOALS in worth else worth[0])
    elif asked(begun) is not None:
        assert begun.standing.question in begun.standing.more
        assert begun.standing.question is not None
        assert is_worth_asking(begun.standing.question, case)
    assert asked(begun) is None or case.value(str(asked(begun))) is None


@settings(max_examples=20)
@given(cases(article()))
def test_what_turns_the_verdict_stands_before_what_does_not(case: PlainCase) -> None:
    """Among the questions that matter, those whose answer alone turns the verdict and what these need come first."""
    begun = Interview(case, article(), engine="compiled")
    turning = {point.attribute for point in begun.standing.advice.turning_points}
    standing = [question for question in begun.standing.open if question.attribute != GOALS]
    waiting = {name for name in turning if not makes_sense(name, case, [*ATTRIBUTES])}
    assert {question.attribute for question in standing if question.turns} | waiting == turning - {GOALS}
    last = max((place for place, question in enumerate(standing) if question.turns), default=-1)
    needed = {part.subject for name in turning for way in article().needs.get(name, ()) for part in way}
    assert {question.attribute for question in standing[: last + 1] if not question.turns} <= needed


def test_a_question_waits_for_the_answer_that_it_needs() -> None:
    """A question is not asked for until the answer without which it makes no sense is known."""
    begun = interview({GOALS: WISHES})
    assert PROSPECTS not in [question.attribute for question in begun.standing.open]
    assert asked(begun) == HEALTH[0]
    begun.answer("failing")
    assert asked(begun) == PROSPECTS


def test_a_question_that_makes_no_sense_is_never_asked() -> None:
    """When the answers that a question needs are known to be others, it does not come, however thorough one is."""
    begun = interview({GOALS: WISHES}, thorough=True)
    while (name := asked(begun)) is not None:
        assert name != PROSPECTS
        begun.answer("steady" if name in HEALTH else "unknown")
    assert begun.case.facts.keys() == {GOALS, *HEALTH}


def test_what_it_needs_may_stay_unknown() -> None:
    """A question whose needs were answered with unknown comes all the same where one is thorough."""
    begun = interview({GOALS: WISHES}, thorough=True)
    order = []
    while (name := asked(begun)) is not None:
        order.append(name)
        begun.answer("unknown")
    assert order.index(PROSPECTS) > max(map(order.index, HEALTH))


def test_an_answer_becomes_a_fact() -> None:
    """An answer becomes a fact of the case; its title and its other facts stay."""
    start = case_from({"pmo.level": "program"}, title="Mine")
    begun = Interview(start, article(), engine="compiled")
    begun.answer("2, 3")
    facts = {"pmo.level": "program", GOALS: {"promotion", "leadership"}}
    assert begun.case == case_from(facts, title="Mine")


def test_a_wrong_answer_changes_nothing() -> None:
    """After a wrong answer the same question waits."""
    begun = interview()
    with pytest.raises(InputError):
        begun.answer("fame")
    assert (asked(begun), begun.case, begun.answered) == (GOALS, article().case({}), 0)


def test_unknown_is_not_asked_again() -> None:
    """A question answered with unknown does not come again, and the fact stays unknown."""
    begun = interview()
    begun.answer("unknown")
    assert (asked(begun), begun.case) == ("organization.health", article().case({}))
    assert begun.asked_in_vain == {GOALS}


def test_answered_in_vain_comes_last_in_a_later_sitting() -> None:
    """What an earlier sitting asked in vain comes after everything else."""
    begun = interview(later=frozenset({GOALS, HEALTH[0]}))
    order = []
    while (name := asked(begun)) is not None:
        order.append(name)
        begun.answer("unknown")
    assert order[-2:] == [GOALS, HEALTH[0]]
    assert begun.standing.end == "exhausted"


def test_answered_in_vain_and_then_known() -> None:
    """What was asked in vain and is known now is no longer listed as asked in vain."""
    assert interview({PROSPECTS: "realistic"}, later=frozenset({GOALS, PROSPECTS})).asked_in_vain == {GOALS}


@pytest.mark.parametrize("text", ["3", "unknown"])
def test_back_takes_back_the_last_answer(text: str) -> None:
    """After back all is as before the last answer, be it a value or unknown."""
    begun = interview()
    begun.answer("4, 5")
    before = begun.standing, begun.case, begun.asked_in_vain
    begun.answer(text)
    assert begun.back()
    assert (begun.standing, begun.case, begun.asked_in_vain) == before


def test_back_at_the_start_does_nothing() -> None:
    """Before any answer there is nothing to take back."""
    assert not interview().back()


def test_among_questions_of_about_equal_weight_it_stays_with_the_theme() -> None:
    """Of questions that tell about as much, one of the section of the last question comes next."""
    begun = interview({GOALS: WISHES})
    assert asked(begun) == HEALTH[0]
    begun.reopen("pmo.level")
    begun.answer("unknown")
    weights = {question.attribute: question.reduction for question in begun.standing.open}
    assert weights[HEALTH[1]] >= weights[HEALTH[0]] / 2
    assert asked(begun) == HEALTH[1]


@settings(max_examples=20)
@given(cases(article()), st.sampled_from(sorted(ATTRIBUTES)))
def test_the_theme_never_beats_weight(case: PlainCase, name: str) -> None:
    """What comes next tells half as much as what tells most, or hardly less, whatever was asked before."""
    begun = Interview(case, article(), engine="compiled")
    begun.reopen(name)
    begun.answer("unknown")
    question = begun.standing.question
    fresh = Interview(begun.case, article(), later=[name], engine="compiled").standing.question
    if question is not None and fresh is not None and fresh.attribute != name:
        assert question.reduction >= min(fresh.reduction / 2, fresh.reduction - 0.02)


def test_a_reopened_question_keeps_all_answers() -> None:
    """A question that is asked again leaves every answer as it is until the new answer comes."""
    begun = interview({"opening.kind": "staff"})
    begun.answer("4, 5")
    begun.answer("unknown")
    skipped, before = begun.asked_in_vain, begun.case
    begun.reopen("opening.kind")
    assert (asked(begun), begun.reopened, begun.case) == ("opening.kind", True, before)
    begun.answer("delivery")
    assert begun.case == before.with_facts({"opening.kind": "delivery"})
    assert (begun.reopened, begun.asked_in_vain) == (False, skipped)


def test_a_reopened_question_may_become_unknown() -> None:
    """An answer may be changed to unknown, and back to a value."""
    begun = interview({GOALS: WISHES})
    begun.reopen(GOALS)
    begun.answer("unknown")
    assert (begun.case, sorted(begun.asked_in_vain)) == (case_from({}), [GOALS])
    begun.reopen(GOALS)
    begun.answer("leadership")
    assert (begun.case, begun.asked_in_vain) == (case_from({GOALS: ["leadership"]}), frozenset())


def test_back_leaves_a_reopened_question() -> None:
    """Back from a reopened question takes nothing back; the question before it comes again."""
    begun = interview()
    begun.answer("4, 5")
    before = begun.standing, begun.case
    begun.reopen(GOALS)
    assert begun.back()
    assert (begun.standing, begun.case, begun.reopened) == (*before, False)


def test_back_takes_back_a_change() -> None:
    """Back after a changed answer brings the old answer back, with its question."""
    begun = interview({GOALS: WISHES})
    begun.reopen(GOALS)
    begun.answer("leadership")
    assert begun.back()
    assert (begun.case, asked(begun)) == (case_from({GOALS: WISHES}), GOALS)


def test_only_attributes_are_reopened() -> None:
    """There is no question for a fact that is none; the nearest name is told."""
    with pytest.raises(InputError) as caught:
        interview().reopen("opening.kinds")
    assert caught.value.faults[0].nearest == "kind"


def test_answers_stand_in_the_order_in_which_they_were_given() -> None:
    """What was known from the start comes first, then what was asked for, unknown or not; a change moves nothing."""
    begun = interview({"opening.kind": "staff", "organization.health": "steady"})
    order = ["organization.health", "opening.kind"]
    for text in ("4, 5", "unknown", "1"):
        order.append(str(asked(begun)))
        begun.answer(text)
    begun.reopen("opening.kind")
    begun.answer("delivery")
    assert begun.answers == tuple(order)


def test_a_settled_interview_with_few_facts_is_thin() -> None:
    """Where the verdict is settled by few facts it says so, and what could be asked for."""
    begun = interview(NOTHING)
    assert (begun.standing.end, begun.standing.thin) == ("settled", True)
    assert begun.standing.more


def test_it_ends_steady_when_no_answer_alone_turns_the_verdict() -> None:
    """It ends when no answer alone turns the verdict and every section was asked about, though several together may."""
    begun = interview(STEADY)
    ahead = begun.standing.ahead
    assert ahead is not None
    assert (begun.standing.end, ahead.settled, ahead.turning_points) == ("steady", False, ())
    assert begun.standing.open


def test_it_ends_exhausted_when_what_turns_the_verdict_is_not_known() -> None:
    """When one of the answers with unknown could turn the verdict alone, that is why it ends, whatever else is open."""
    begun = interview({GOALS: WISHES})
    while begun.attribute is not None:
        begun.answer("unknown")
    ahead = begun.standing.ahead
    assert ahead is not None
    assert (begun.standing.end, ahead.settled) == ("exhausted", False)
    assert ahead.turning_points
    assert {point.attribute for point in ahead.turning_points} <= begun.asked_in_vain


def test_a_steady_interview_goes_on_when_one_is_thorough() -> None:
    """After a steady end it goes on with what several answers together may turn."""
    begun = interview(STEADY)
    begun.go_on()
    assert begun.standing.question in begun.standing.open


def test_it_goes_on_to_see_the_concerns() -> None:
    """When it goes on, it asks what rules about concerns and offers wait for, and ends when no such fact is left."""
    begun = interview(NOTHING)
    begun.go_on()
    while (name := asked(begun)) is not None:
        waiting = {fact.attribute: fact.rules for fact in begun.standing.advice.unknown}
        effects = {type(article().rules[rule].effect) for rule in waiting[name]}
        assert effects & {Raises, Mitigates, Defeats, Offers, Finds}
        begun.answer("unknown")
    assert (begun.standing.end, begun.standing.more, begun.standing.thin) == ("settled", (), False)


def test_thorough_from_the_start_is_going_on() -> None:
    """An interview that is thorough from the start does not end where one that is not would be asked to go on."""
    assert asked(interview(NOTHING, thorough=True)) == interview(NOTHING).standing.more[0].attribute


def test_enough_facts_of_every_theme_are_not_thin() -> None:
    """With enough facts, and some of every section that could be asked about, the picture is not thin."""
    begun = interview(NOTHING)
    begun.go_on()
    while begun.standing.thin:
        assert begun.attribute is not None
        begun.answer(short_answers(begun.attribute)[0])
    sections = {name.partition(".")[0] for name in begun.case.facts}
    assert len(begun.case.facts) >= 6
    assert {question.attribute.partition(".")[0] for question in begun.standing.more} <= sections


@settings(max_examples=15)
@given(cases(article()), st.data())
def test_left_is_the_most_that_may_come_to_the_thorough(case: PlainCase, data: st.DataObject) -> None:
    """To those who are thorough never more questions come than were announced."""
    begun = Interview(case, article(), engine="compiled", thorough=True)
    most, count = begun.standing.left, 0
    while begun.attribute is not None:
        begun.answer(data.draw(st.sampled_from([*short_answers(begun.attribute), "unknown"])))
        count += 1
    assert count <= most


@settings(max_examples=15)
@given(cases(article()))
def test_left_counts_what_is_worth_asking_now(case: PlainCase) -> None:
    """As things stand as many questions are left as turn the verdict, and one for each section not asked about."""
    begun = Interview(case, article(), engine="compiled")
    turning = {question.attribute for question in begun.standing.open if question.turns}
    asked_about = {name.partition(".")[0] for name in (*case.facts, *turning)}
    others = {question.attribute.partition(".")[0] for question in (*begun.standing.open, *begun.standing.more)}
    assert len(turning) - 1 <= begun.standing.left <= len(turning) + len(others - asked_about)
    assert (begun.standing.left == 0) <= (begun.attribute is None)


def test_why_names_the_rules_that_wait() -> None:
    """Why tells the rules that wait for the fact, with their reasons."""
    begun = interview({GOALS: WISHES})
    waiting = next(fact.rules for fact in advise(begun.case, article()).unknown if fact.attribute == asked(begun))
    why = begun.why()
    assert tuple(rule.rule for rule in why.rules) == waiting
    assert all(article().rules[rule.rule].because == rule.because for rule in why.rules)


def test_why_tells_where_each_answer_leads() -> None:
    """Why tells for each answer the verdicts that are possible after it, in the shares of the outlook."""
    begun = interview({GOALS: WISHES})
    why = begun.why()
    assert why.question == begun.standing.question
    assert [answer.value for answer in why.outcomes] == list(ATTRIBUTES[HEALTH[0]].values)
    for answer in why.outcomes:
        after = outlook(case_from({GOALS: WISHES, HEALTH[0]: answer.value}), article())
        assert answer.possible == pytest.approx(after.possible)


def test_it_ends_when_settled() -> None:
    """When no answer can change the verdict any more there is no question, and answering is a mistake."""
    begun = interview(NOTHING)
    assert begun.standing.end == "settled"
    with pytest.raises(ValueError, match="ended"):
        begun.answer("1")


def test_it_asks_what_finding_out_more_rests_on() -> None:
    """Where all answers lead to one verdict but the advice is to find out more, the fact it rests on is asked for."""
    facts = {
        GOALS: ["leadership", "hands_on_delivery"],
        "opening.leads_people": True,
        "opening.manages_projects": "none",
        "opening.project_variety": "narrow",
        "organization.health": "struggling",
        "pmo.program_health": "struggling",
    }
    begun = interview(facts)
    assert begun.standing.ahead is not None
    assert (begun.standing.advice.verdict, begun.standing.ahead.settled) == ("find_out_more", True)
    (verdict,) = begun.standing.ahead.possible
    assert asked(begun) == PROSPECTS
    begun.answer("1")
    assert begun.standing.advice.verdict == verdict


@settings(max_examples=25)
@given(cases(article()), st.data())
def test_without_unknown_it_ends_at_the_only_possible_verdict(case: PlainCase, data: st.DataObject) -> None:
    """When every question is answered thoroughly the advice is the one verdict still possible."""
    begun = Interview(case, article(), engine="compiled", thorough=True)
    while begun.attribute is not None:
        begun.answer(data.draw(st.sampled_from(short_answers(begun.attribute))))
    assert begun.standing.end == "settled"
    assert begun.standing.ahead is not None
    assert set(begun.standing.ahead.possible) == {begun.standing.advice.verdict}


@settings(max_examples=25)
@given(cases(article()), st.data())
def test_without_unknown_it_ends_where_no_answer_that_makes_sense_turns_the_verdict(
    case: PlainCase, data: st.DataObject
) -> None:
    """When every question is answered, no open question that makes sense turns the verdict alone."""
    begun = Interview(case, article(), engine="compiled")
    while begun.attribute is not None:
        begun.answer(data.draw(st.sampled_from(short_answers(begun.attribute))))
    assert begun.standing.end in ("settled", "steady", "pointless")
    names = [question.attribute for question in begun.standing.open]
    turning = [question.attribute for question in begun.standing.open if question.turns]
    assert not [name for name in turning if makes_sense(name, begun.case, names)]


@settings(max_examples=15)
@given(cases(article()), st.data())
def test_it_goes_on_from_its_case(case: PlainCase, data: st.DataObject) -> None:
    """An interview that is started from the case of another one stands where that one stood, but for the theme."""
    begun = Interview(case, article(), engine="compiled")
    for _ in range(data.draw(st.integers(0, 4))):
        if begun.attribute is not None:
            begun.answer(data.draw(st.sampled_from(short_answers(begun.attribute))))
    again = Interview(begun.case, article(), engine="compiled")
    assert evolve(again.standing, question=begun.standing.question) == begun.standing


def test_without_diagrams_it_asks_what_turns_the_verdict_and_what_rules_wait_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where the outlook cannot be computed, your goals, turning points and then what most rules wait for are asked."""

    def fail(*arguments: object) -> None:
        raise ImportError

    monkeypatch.setattr(module, "outlook_with", fail)
    begun = interview()
    assert (asked(begun), begun.standing.ahead, begun.why().outcomes) == (GOALS, None, ())
    begun.answer("3")
    while begun.attribute is not None:
        advice = advise(begun.case, article(), engine="compiled")
        turning = [point.attribute for point in advice.turning_points]
        assert {question.attribute for question in begun.standing.open if question.turns} == set(turning)
        assert [question.attribute for question in begun.standing.open][: len(turning)] == turning
        begun.answer(short_answers(begun.attribute)[0])
    assert begun.standing.end == "steady"
    assert not any(question.turns for question in begun.standing.open)


def test_the_advice_at_the_end_is_the_advice_on_the_case() -> None:
    """The advice of an interview is what advise says about its case."""
    begun = interview()
    begun.answer("leadership")
    assert begun.advice() == advise(begun.case, article(), engine="compiled")
