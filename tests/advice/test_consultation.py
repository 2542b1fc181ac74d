"""One case put to the rules once: by which engine, in which forms, and what wrong calls are told."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pytest
from attrs import define, field
from hypothesis import given, settings

from pmo_expert import (
    Candidate,
    Case,
    Consultation,
    InputError,
    Interview,
    Knowledge,
    Opening,
    Organization,
    PlainCase,
    Pmo,
    advise,
    case_from,
    changes,
    compare,
    consult,
    grounds,
    levers,
    load_knowledge,
    outlook,
    prove,
    read_case,
    summarize,
    to_markdown,
    what_if,
    why,
    why_not,
)
from pmo_expert.knowledge.compiling.encoding import Encoding
from pmo_expert.logic.engine import Engine
from pmo_expert.logic.keys import Facts
from pmo_expert.logic.program import Derivation, Program
from tests.advice.examples import CASE_FILES, article, engine_here, every_example, example_advice, example_case
from tests.advice.tiny import CRITICAL, GOALS, LEADS, SHARE, STEP_UP, tiny
from tests.strategies import cases

pytest.importorskip("oxidd", exc_type=ImportError)

GOOD: Mapping[str, Any] = {CRITICAL: True, SHARE: 0, LEADS: True, STEP_UP: True, GOALS: ["promotion", "influence"]}
ASKING = {name: value for name, value in GOOD.items() if name != LEADS}
"""A settled case that asks: whether there are people to lead cannot change where it ends, and is asked all the same."""
DECLINED = {**GOOD, STEP_UP: False}
MOST_LINES, MOST_CHARACTERS = 5, 1000

Ask = Callable[..., Any]


def ask_what_if(case: Any, knowledge: Knowledge | None = None, **options: Any) -> Any:
    return what_if(case, {"opening.leads_people": False, "opening.step_up": None}, knowledge, **options)


def ask_compare(case: Any, knowledge: Knowledge | None = None, **options: Any) -> Any:
    """Return the case beside another one; both are put to the rules in the same way."""
    other = {"opening.leads_people": True, "opening.step_up": True}
    beside = case.about(case.knowledge.case(other)) if isinstance(case, Consultation) else other
    return compare([case, beside], knowledge, **options)


def ask_interview(case: Any, knowledge: Knowledge | None = None, **options: Any) -> Any:
    """Return where an interview stands at its start and after an answer, and its advice."""
    begun = Interview(case, knowledge, **options)
    seen = [begun.standing]
    if begun.attribute is not None:
        begun.answer((begun.attribute.values or ("3",))[0])
        seen.append(begun.standing)
    return seen, begun.advice()


def ask_why_not(case: Any, knowledge: Knowledge | None = None, **options: Any) -> Any:
    return [why_not(case, name, knowledge, **options) for name in absent_verdicts(case, knowledge, **options)]


def absent_verdicts(case: Any, knowledge: Knowledge | None = None, **options: Any) -> list[str]:
    given = consult(case, knowledge, **options)
    return [name for name in given.knowledge.decision.verdict_names if name != given.verdict]


ASKS: dict[str, Ask] = {
    "advise": advise,
    "outlook": outlook,
    "changes": changes,
    "grounds": grounds,
    "what_if": ask_what_if,
    "why": why,
    "why_not": ask_why_not,
    "compare": ask_compare,
    "Interview": ask_interview,
}
every_ask = pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)


# Once for every question.


@define
class Counting:
    """An engine that notes the facts that it derives from, and the cases that were encoded."""

    engine: Engine
    derived: list[Facts] = field(factory=list)
    encoded: list[Any] = field(factory=list)

    @property
    def program(self) -> Program:
        return self.engine.program

    @property
    def names(self) -> tuple[str, ...]:
        return self.engine.names

    def derive(self, facts: Facts) -> Derivation:
        self.derived.append(facts)
        return self.engine.derive(facts)


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    """Make every consultation run on an engine that counts."""
    engine, encode = Counting(article().engine("compiled")), Encoding.facts

    def noted(encoding: Encoding, case: Any) -> Any:
        engine.encoded.append(case)
        return encode(encoding, case)

    monkeypatch.setattr(Encoding, "facts", noted)
    monkeypatch.setattr(Knowledge, "engine", lambda knowledge, name="auto": engine)
    return engine


@every_example
def test_a_case_is_encoded_and_derived_once(example: str, counting: Counting) -> None:
    """An advice derives what follows from a case; reasons, outlook and changes derive that no more.

    Each change is put to the rules; what could be agreed on is tried where the verdict has conditions.
    """
    given = consult(example_case(example), article())
    advise(given)
    assert (counting.derived[0], counting.encoded[0]) == (given.facts, given.case)
    counted = len(counting.derived)
    assert counted == 1 or given.verdict in given.knowledge.decision.favourable
    why(given)
    outlook(given)
    assert len(counting.derived) == counted
    found = changes(given)
    assert len(counting.derived) >= counted + len(found)
    assert given.facts not in counting.derived[counted:]


def test_more_questions_derive_nothing_more(counting: Counting) -> None:
    """Asked again and again, in whatever way, a consultation derives nothing of its case that it has derived."""
    given = consult({}, article())
    for ask in (advise, outlook, changes, grounds, why, ask_why_not, partial(advise, with_outlook=False)):
        assert ask(given) == ask(given)
    assert counting.derived.count(given.facts) == counting.encoded.count(given.case) == 1


def test_an_interview_derives_once_for_each_answer(counting: Counting) -> None:
    """An interview that begins from a consultation puts its case to the rules once, and then once for each answer."""
    begun = Interview(consult({}, article()))
    seen = [begun.case]
    for answer in ("4, 5", "unknown", "1"):
        begun.answer(answer)
        begun.why()
        seen.append(begun.case)
    begun.advice()
    begun.back()
    assert [len(case.facts) for case in seen] == [0, 1, 1, 2]
    for case in seen:
        facts = article().compiled.encoding.facts(case)
        assert counting.derived.count(facts) == 1


@every_example
def test_a_consultation_says_what_the_advice_says(example: str) -> None:
    """Verdict, lean, reason, engines, words and what is possible are in a consultation those of the advice."""
    given, advice = consult(example_case(example), article(), engine="compiled"), example_advice(example)
    assert (given.verdict, given.lean, given.reason) == (advice.verdict, advice.lean, advice.reason)
    assert (given.engines, given.words) == (advice.engines, advice.words)
    assert given.possible == set(advice.possible or ())
    assert given.reached == given.derivation.conclusions


@every_ask
def test_a_consultation_is_as_good_as_its_case(ask: Ask) -> None:
    """Every question about a consultation is answered as the question about its case."""
    case = example_case("rumours-in-the-canteen")
    assert ask(consult(case, article())) == ask(case, knowledge=article())


def test_a_consultation_is_taken_as_it_is() -> None:
    """To consult with a consultation, with its own rules or none, gives that consultation."""
    given = consult(ASKING, tiny())
    assert consult(given) is consult(given, tiny()) is given


def test_a_consultation_about_other_facts_leaves_the_first_alone() -> None:
    """Changed facts make another consultation, by the same rules and engine; None makes a fact unknown."""
    given = consult(GOOD, tiny(), engine="compiled")
    other = given.with_facts({LEADS: None})
    assert (given.verdict, other.verdict) == ("accept", "find_out_more")
    assert (other.knowledge, other.engines, other.case) == (tiny(), ("compiled",), tiny().case(ASKING))
    assert (other.awaited, given.awaited) == ((LEADS,), ())


# The engine that is named.


@pytest.fixture
def _durable_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make durable fail at whatever it is to derive."""
    engine_here("durable")
    from pmo_expert.logic.durable import DurableEngine

    def fail(*arguments: object) -> None:
        raise RuntimeError("durable ran")

    monkeypatch.setattr(DurableEngine, "derive", fail)


@pytest.mark.usefixtures("_durable_fails")
@pytest.mark.parametrize("facts", [ASKING, DECLINED, {}], ids=["settled, asking", "declined", "nothing known"])
@every_ask
def test_no_engine_runs_but_the_one_that_is_named(ask: Ask, facts: dict[str, Any]) -> None:
    """With compiled asked for, durable derives nothing, neither for the case nor for any case that is made of it."""
    with pytest.raises(RuntimeError, match="durable ran"):
        advise(facts, tiny())
    assert ask(facts, knowledge=tiny(), engine="compiled") == ask(consult(facts, tiny(), engine="compiled"))


@pytest.mark.usefixtures("_durable_fails")
def test_an_engine_runs_only_when_its_conclusions_are_needed() -> None:
    """What follows from the known facts alone, as the verdicts that are possible, needs no engine."""
    assert consult(DECLINED, tiny()).possible == {"decline"}


def test_the_settled_case_asks() -> None:
    """The case in which no other engine may run is settled, and its verdict asks all the same."""
    ahead = outlook(ASKING, tiny(), engine="compiled")
    assert (ahead.settled, ahead.verdict, set(ahead.possible)) == (True, "find_out_more", {"accept"})
    assert [question.attribute for question in ahead.questions] == [LEADS]


@pytest.mark.usefixtures("_durable_fails")
@pytest.mark.parametrize("explain", [why, ask_why_not])
def test_an_advice_is_explained_by_the_engine_that_gave_it(explain: Ask) -> None:
    """An advice that compiled gave alone is explained without durable."""
    case = tiny().case(ASKING)
    advice = advise(case, tiny(), engine="compiled")
    if explain is why:
        assert why(advice, "verdict", tiny()) == why(case, "verdict", tiny(), engine="compiled")
    else:
        assert why_not(advice, "accept", tiny()) == why_not(case, "accept", tiny(), engine="compiled")


@pytest.mark.parametrize("ask", [outlook, changes, grounds, why, ask_why_not, ask_compare])
def test_both_engines_answer_alike(ask: Ask) -> None:
    """Answers that do not name the engines are the same with durable as with compiled."""
    engine = engine_here("durable")
    case = example_case("star-asked-backstage")
    assert ask(case, knowledge=article(), engine=engine) == ask(case, knowledge=article(), engine="compiled")


# Other rules.


@every_ask
def test_a_consultation_with_other_rules_is_refused(ask: Ask) -> None:
    """A consultation and other rules than its own are a TypeError that says what to do."""
    with pytest.raises(TypeError, match="used other rules; leave knowledge out, or consult again"):
        ask(consult(ASKING, tiny()), knowledge=article())


def test_consultations_by_different_rules_are_not_compared() -> None:
    """Consultations that used different rules are a TypeError where the rules of one are named."""
    with pytest.raises(TypeError, match="used other rules"):
        compare([consult({}, article()), consult({}, tiny())], article())


# The forms of a case.

SECTIONS = {"organization": Organization, "pmo": Pmo, "opening": Opening, "candidate": Candidate}


def typed(case: PlainCase) -> Case:
    """Return a case as the class for it that is written for the article."""
    stated: dict[str, dict[str, Any]] = {name: {} for name in SECTIONS}
    for name, value in case.facts.items():
        section, _, attribute = name.partition(".")
        stated[section][attribute] = value
    parts: dict[str, Any] = {name: SECTIONS[name](**facts) for name, facts in stated.items()}
    return Case(title=case.title, **parts)


@given(cases(article()))
def test_typed_cases_state_the_same_facts(case: PlainCase) -> None:
    """A typed case has title and known facts of the case that it was made from, and is the same case to the rules."""
    own = typed(case)
    assert (own.title, own.facts) == (case.title, case.facts)
    assert all(own.value(name) == case.value(name) for name in article().vocabulary.attributes)
    assert article().case(own) == case
    assert consult(own, article()).facts == consult(case, article()).facts


@settings(max_examples=10)
@given(cases(article()))
def test_every_form_of_a_case_is_taken_everywhere(case: PlainCase) -> None:
    """Facts, typed cases and what case_from makes of the facts are answered alike, whatever is asked."""
    made = case_from(case.facts)
    for ask in ASKS.values():
        answers = [ask(form, knowledge=article(), engine="compiled") for form in (made, dict(case.facts), typed(made))]
        assert answers[0] == answers[1] == answers[2]


@every_example
def test_case_files_written_as_text_are_the_same_case(example: str) -> None:
    """Facts as a case file writes them, all of them texts, are the case that the file states."""
    case, attributes = read_case(CASE_FILES[example]), article().vocabulary.attributes
    texts = {name: attributes[name].written(value) for name, value in case.facts.items()}
    assert case_from(texts, title=case.title) == case


# Wrong calls.

SECTION = r"opening takes a section, opening=Opening\(…\), found: dict; case_from\({'opening.attribute': value}\)"
NO_CASE = r"expected a case, or facts such as {'section.attribute': value}, found: "
NO_LIST = r"compare takes a list of cases, as in compare\(\[one, other\]\), found: "
NO_KNOWLEDGE = "knowledge is what load_knowledge returns, found: "


def wrong(thing: Any) -> Any:
    """Return a thing that a type checker would refuse."""
    return thing


WRONG: dict[str, tuple[Callable[[], Any], type[Exception], str]] = {
    "a number": (lambda: consult(wrong(3)), TypeError, NO_CASE + "int"),
    "nothing": (lambda: consult(wrong(None)), TypeError, NO_CASE + "NoneType"),
    "a path": (lambda: consult(wrong("case.yaml")), TypeError, NO_CASE + "str"),
    "several cases": (lambda: advise(wrong([{}, {}])), TypeError, NO_CASE + "list"),
    "rules": (lambda: advise(wrong(article())), TypeError, NO_CASE + "Knowledge"),
    "a class": (lambda: advise(wrong(Case)), TypeError, NO_CASE),
    "an advice": (lambda: outlook(wrong(example_advice("first-coffee"))), TypeError, NO_CASE + "Advice"),
    "no facts": (lambda: case_from(wrong(3)), TypeError, NO_CASE + "int"),
    "a case for the rules": (lambda: advise({}, wrong({})), TypeError, NO_KNOWLEDGE + "dict"),
    "a name for the rules": (lambda: advise({}, wrong("article")), TypeError, NO_KNOWLEDGE + "str"),
    "a name for the rules of a case": (lambda: case_from({}, wrong("article")), TypeError, NO_KNOWLEDGE + "str"),
    "a name for the rules of an advice": (
        lambda: why(example_advice("first-coffee"), "verdict", wrong("article")),
        TypeError,
        NO_KNOWLEDGE + "str",
    ),
    "facts beside facts": (lambda: compare(wrong({}), wrong({})), TypeError, NO_LIST + "dict"),
    "a case beside a case": (lambda: compare(wrong(Case()), wrong(Case())), TypeError, NO_LIST + "Case"),
    "one case": (lambda: compare([{}]), InputError, "at least two cases, found “1”"),
    "facts for a section": (lambda: Case(opening=wrong({"leads_people": True})), TypeError, SECTION),
    "another section": (
        lambda: Case(opening=wrong(Candidate())),
        TypeError,
        r"opening=Opening\(…\), found: Candidate",
    ),
    "another engine": (
        lambda: advise({}, engine=wrong("fastest")),
        ValueError,
        "no engine 'fastest'; allowed: auto, durable, compiled",
    ),
    "another name": (
        lambda: what_if({}, {"opening.leeds_people": True}),
        InputError,
        "no attribute “leeds_people”; did you mean “leads_people”",
    ),
    "no name": (lambda: consult(wrong({3: True})), InputError, "expected the name of an attribute, found “3”"),
    "no conclusion": (lambda: why({}, wrong(3)), InputError, "no conclusion or rule “3”; allowed: verdict, lean"),
}


@pytest.mark.parametrize(("call", "error", "told"), WRONG.values(), ids=WRONG)
def test_wrong_calls_say_what_to_do(call: Callable[[], Any], error: type[Exception], told: str) -> None:
    """A wrong call is a TypeError, or an InputError where a value is wrong, and says what would be right."""
    with pytest.raises(error, match=told):
        call()


def test_a_scope_that_there_is_not_is_told_with_those_that_there_are() -> None:
    """Changes in a scope that does not exist are an InputError, which is a ValueError, with the scopes."""
    with pytest.raises(InputError) as caught:
        changes({}, scope=wrong("bogus"))
    assert [(fault.found, fault.allowed) for fault in caught.value.faults] == [("bogus", ("negotiable", "all"))]


def test_calls_that_are_worth_a_try_work() -> None:
    """A case is explained without an advice, text is taken as a fact, and an interview needs no case and no rules."""
    case = example_case("first-coffee")
    assert why(case, "verdict") == why(example_advice("first-coffee"), "verdict")
    assert why(case, knowledge=article(), engine="compiled").conclusion == "verdict=accept_with_conditions"
    assert case_from({"opening.leads_people": "yes"}) == case_from({"opening.leads_people": True})
    assert Interview(case, None).standing == Interview(case, article()).standing
    assert Interview().standing == Interview(None, None).standing == Interview({}).standing
    assert Opening(leads_people=wrong("yes")) == Opening(leads_people=True)


# Copies.

COPIES: dict[str, Callable[[Any], Any]] = {
    "pickle": lambda thing: pickle.loads(pickle.dumps(thing)),
    "deepcopy": copy.deepcopy,
}
every_copy = pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES)


@every_copy
def test_knowledge_is_copied(copied: Callable[[Any], Any]) -> None:
    """A copy of the rules is a knowledge base of its own that gives the same advice, also on cases of the first one."""
    knowledge = load_knowledge()
    assert advise({}, knowledge, engine="compiled").settled is False  # engine and diagrams are made before the copy
    other: Knowledge = copied(knowledge)
    assert (other is knowledge, other.sha256, other == knowledge) == (False, knowledge.sha256, True)
    for example in CASE_FILES:
        assert advise(example_case(example), other, engine="compiled") == example_advice(example)
    assert changes(example_case("last-one-out"), knowledge=other) == changes(example_case("last-one-out"))


@every_copy
@every_ask
def test_consultations_are_copied(ask: Ask, copied: Callable[[Any], Any]) -> None:
    """A copy of a consultation is answered as the first one."""
    given = consult(example_case("rumours-in-the-canteen"), article())
    other: Consultation = copied(given)
    assert other is not given
    assert ask(other) == ask(given)


@every_copy
def test_interviews_are_copied(copied: Callable[[Any], Any]) -> None:
    """A copy of an interview stands where the first one stands, and each goes on for itself."""
    begun = Interview({}, article(), engine="compiled", later=["pmo.level"])
    begun.answer("4, 5")
    begun.answer("unknown")
    other: Interview = copied(begun)
    assert (other.standing, other.asked_in_vain, other.later) == (begun.standing, begun.asked_in_vain, begun.later)
    assert other.advice() == begun.advice()
    begun.answer("1")
    assert (begun.answered, other.answered) == (3, 2)
    other.answer("1")
    assert (other.case, other.standing) == (begun.case, begun.standing)
    assert [other.back() for _ in range(4)] == [True, True, True, False]


@every_copy
def test_cases_are_copied(copied: Callable[[Any], Any]) -> None:
    """Copies of cases, plain and typed, are equal to them and get the same advice."""
    case = example_case("star-asked-backstage")
    for form in (case, typed(case)):
        assert copied(form) == form
        assert advise(copied(form), article(), engine="compiled") == example_advice("star-asked-backstage")


# In consoles and notebooks.


def population() -> Any:
    polars = pytest.importorskip("polars", exc_type=ImportError)
    return polars.DataFrame({"opening.kind": ["staff", "delivery"], "candidate.goals": ["leadership", "none"]})


RESULTS: dict[str, Callable[[], Any]] = {
    "Advice": lambda: advise(nearly_all()),
    "Outlook": lambda: outlook({}),
    "Explanation": lambda: why(nearly_all()),
    "Explanation why not": lambda: why_not(nearly_all(), "decline"),
    "WhatIf": lambda: what_if(nearly_all(), {"opening.kind": None, "pmo.level": "program"}),
    "Changes": lambda: changes(nearly_all()),
    "Change": lambda: changes(nearly_all())[0],
    "Grounds": lambda: grounds(nearly_all()),
    "Comparison": lambda: compare([nearly_all(), {}, example_case("star-asked-backstage")]),
    "Proof": lambda: prove(tiny())[0],
    "Summary": lambda: summarize(population()),
    "Levers": lambda: levers(population(), case={"pmo.level": "program"}),
}
every_result = pytest.mark.parametrize("result", RESULTS.values(), ids=RESULTS)


def nearly_all() -> PlainCase:
    """Return a case of which nearly everything is known, so that there is much to show."""
    return example_case("projects-of-her-own")


def is_short(thing: object) -> bool:
    return len(repr(thing)) <= MOST_CHARACTERS and len(repr(thing).splitlines()) <= MOST_LINES


@every_result
def test_results_are_short_in_a_console(result: Callable[[], Any]) -> None:
    """A result is shown in at most five lines and 1,000 characters, with the name of its class."""
    shown = result()
    assert is_short(shown)
    assert repr(shown).startswith(f"<{type(shown).__name__} ")


@every_result
def test_results_are_pages_in_a_notebook(result: Callable[[], Any]) -> None:
    """A notebook shows a result as its page in Markdown."""
    shown = result()
    assert shown._repr_markdown_() == to_markdown(shown)
    assert shown._repr_markdown_().strip()


def test_what_results_are_made_of_is_short_in_a_console() -> None:
    """Rules, consultations and interviews are shown as shortly as results, however much is known."""
    given = consult(nearly_all(), article())
    for thing in (article(), given, Interview(given)):
        assert is_short(thing), type(thing).__name__


@pytest.mark.parametrize("title", ["x" * 5000, "line\n" * 1000], ids=["long", "lines"])
def test_a_long_title_does_not_make_results_long(title: str) -> None:
    """However long the title of a case is, what it gives is short in a console."""
    case = case_from({"opening.kind": "staff"}, title=title)
    for result in (advise(case), what_if(case, {}), compare([case, {}])):
        assert is_short(result), type(result).__name__
