"""Advice on a case: determinism, the trace, arguments, concerns, growth, verdict, unknown facts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from pmo_expert import (
    Advice,
    Argument,
    Case,
    Firing,
    InputError,
    Knowledge,
    PlainCase,
    SwitchedOff,
    advise,
    case_from,
    from_json,
    load_knowledge,
    parse_case,
    rules_folder,
    to_json,
)
from pmo_expert.knowledge.compiling.arguments import rules_about
from pmo_expert.knowledge.language.conditions import Condition
from pmo_expert.knowledge.language.rule import Decides, Defeats, Guides, Mitigates, Offers, Presumes, Raises
from pmo_expert.logic.durable import DurableEngine
from pmo_expert.logic.keys import Facts
from pmo_expert.logic.program import Derivation
from tests.advice.examples import (
    article,
    engine_here,
    every_example,
    example_advice,
    example_case,
    fired_rules,
    write_pack,
)
from tests.naive import meaning
from tests.strategies import cases
from tools.by_definition import by_definition
from tools.completions import completed
from tools.rule_book import RuleBook

ATTRIBUTES = article().vocabulary.attributes
BOOK = RuleBook(article())


def advised(case: PlainCase) -> Advice:
    return advise(case, article(), engine="compiled", with_outlook=False)


def without_engines(advice: Advice) -> Advice:
    return evolve(advice, engines=())


def arguments_of(advice: Advice) -> dict[str, Argument]:
    return {argument.rule: argument for concern in advice.concerns for argument in concern.arguments}


def stands(rule: str, fired: set[str], knowledge: Knowledge) -> bool:
    """Say by the definition whether an argument stands: it fired, and nothing that stands attacks it."""
    return rule in fired and not any(stands(attacker, fired, knowledge) for attacker in knowledge.attackers[rule])


def as_yaml(facts: Mapping[str, Any]) -> str:
    """Write facts one a line, in their order."""
    plain = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in facts.items()}
    return "".join(f"{name}: {json.dumps(value)}\n" for name, value in plain.items())


# The same facts give the same advice.


@given(case=cases(article()), data=st.data())
def test_order_of_facts_changes_nothing(case: PlainCase, data: st.DataObject) -> None:
    """A case file gives byte for byte the same advice in whatever order it states the facts."""
    facts = case.facts or {"pmo.level": "program"}
    shuffled = dict(data.draw(st.permutations(list(facts.items()))))
    first, second = (advised(parse_case(as_yaml(part))) for part in (facts, shuffled))
    assert to_json(first) == to_json(second)


@every_example
def test_engines_agree_on_examples(example: str) -> None:
    """Durable, checked against compiled, gives the advice that compiled gives alone, but for the engines."""
    engine = engine_here("durable")
    assert without_engines(advise(example_case(example), article(), engine=engine)) == without_engines(
        example_advice(example)
    )


@given(case=cases(article()))
def test_engines_agree_on_any_case(case: PlainCase) -> None:
    """Durable and compiled give the same advice on any case."""
    engine = engine_here("durable")
    other = advise(case, article(), engine=engine, with_outlook=False)
    assert without_engines(other) == without_engines(advised(case))


def test_engines_that_agreed_are_named() -> None:
    """An advice names the engines that derived it."""
    engine = engine_here("durable")
    alone, both = advise(Case(), engine="compiled"), advise(Case(), engine=engine)
    assert (alone.engines, both.engines) == (("compiled",), ("durable", "compiled"))


def test_durable_derives_once_for_one_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would follow from other facts, or without presumptions, is not asked of durable, the slower engine."""
    engine = engine_here("durable")
    derived: list[Facts] = []
    derive = DurableEngine.derive

    def counted(self: DurableEngine, facts: Facts) -> Derivation:
        derived.append(facts)
        return derive(self, facts)

    monkeypatch.setattr(DurableEngine, "derive", counted)
    advice = advise(example_case("first-coffee"), article(), engine=engine)
    assert any(firing.presumed for firing in advice.trace)
    assert advice.conditions is not None
    assert advice.conditions.agree
    assert len(derived) == 1


def test_shipped_rules_are_the_default() -> None:
    """Without knowledge, the shipped rules give the advice."""
    case = example_case("star-asked-backstage")
    assert advise(case) == advise(case, article())


@given(case=cases(article()))
def test_json_round_trip(case: PlainCase) -> None:
    """An advice written as JSON and read back is equal to itself."""
    advice = advised(case)
    assert from_json(to_json(advice)) == advice


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"title": 1}', "null", '{"format": 1}', "[" * 10**5])
def test_json_of_something_else_is_refused(text: str) -> None:
    """Text that is no advice is refused with InputError."""
    with pytest.raises(InputError):
        from_json(text)


def parts_of(value: Any) -> Iterator[Any]:
    """Yield every object of an advice."""
    if attrs.has(type(value)):
        yield value
        for field in attrs.fields(type(value)):
            yield from parts_of(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from parts_of(part)


def test_advice_is_frozen_throughout() -> None:
    """No field of any part of an advice can be set."""
    for part in parts_of(example_advice("star-asked-backstage")):
        for field in attrs.fields(type(part)):
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(part, field.name, None)


def test_equal_advices_are_one_in_a_set() -> None:
    """Advices are hashable: two on equal cases are one element of a set."""
    case = example_case("star-asked-backstage")
    equal, other = (article().case(case, title=title) for title in (case.title, "other"))
    assert len({advised(one) for one in (case, equal, other)}) == 2


# The trace.


@given(case=cases(article()))
def test_trace_is_the_meaning_of_the_program(case: PlainCase) -> None:
    """The trace holds every clause that the definition of the meaning fires, in that order, and no other."""
    compiled = article().compiled
    clauses = [
        compiled.program.clauses[place] for place in meaning(compiled.program, compiled.encoding.facts(case)).fired
    ]
    told = [(firing.step, firing.rule, firing.concludes) for firing in advised(case).trace]
    assert told == [
        (step, compiled.origins[clause.label].rule, str(clause.head)) for step, clause in enumerate(clauses, start=1)
    ]


@given(case=cases(article()))
def test_premises_point_to_earlier_steps(case: PlainCase) -> None:
    """A premise that holds names every step that concludes it, all earlier; one that is absent is never concluded."""
    trace = advised(case).trace
    for firing in trace:
        for premise in firing.premises:
            steps = tuple(other.step for other in trace if other.concludes == premise.conclusion)
            assert premise.steps == steps
            assert premise.holds == bool(steps)
            assert all(step < firing.step for step in steps)


@given(case=cases(article()))
def test_conditions_of_firings_are_met_by_the_facts(case: PlainCase) -> None:
    """The first firing of a rule tells each of its conditions on facts, with the value found, which meets it.

    Found is what is stated, else what is presumed, which is marked; a presumption goes by what is stated.
    """
    usual = completed(case, article())
    for rule, firing in first_firings(advised(case)).items():
        tests = [condition for condition in article().rules[rule].when if condition.subject in ATTRIBUTES]
        found = case if isinstance(article().rules[rule].effect, Presumes) else usual
        assert all(condition.holds(found.value(condition.subject)) for condition in tests)
        assert [(met.attribute, met.test, from_plain(met.found), met.presumed) for met in firing.conditions] == [
            (
                condition.subject,
                condition.text,
                found.value(condition.subject),
                case.value(condition.subject) != found.value(condition.subject),
            )
            for condition in tests
        ]


def first_firings(advice: Advice) -> dict[str, Firing]:
    firings: dict[str, Firing] = {}
    for firing in advice.trace:
        if not firing.principle:
            firings.setdefault(firing.rule, firing)
    return firings


def from_plain(value: Any) -> Any:
    return frozenset(value) if isinstance(value, tuple) else value


@given(case=cases(article()))
def test_reasons_and_sources_are_those_of_the_rules(case: PlainCase) -> None:
    """Firings, arguments, growth and guidance give the reason and the sources of their rule."""
    advice, rules = advised(case), article().rules
    told = [firing for firing in advice.trace if not firing.principle]
    parts: list[Any] = [*told, *arguments_of(advice).values(), *advice.growth, *advice.guidance]
    for part in parts:
        rule = rules[part.rule]
        assert (part.because, part.sources) == (rule.because, rule.sources)
    assert advice.reason == rules[advice.decided_by[0]].because


@given(case=cases(article()))
def test_facts_are_those_of_the_case(case: PlainCase) -> None:
    """An advice states every known fact once, in the order of the vocabulary, in the attribute's words."""
    assert [(fact.attribute, from_plain(fact.value), fact.text) for fact in advised(case).facts] == [
        (name, value, ATTRIBUTES[name].state(value)) for name, value in case.facts.items()
    ]


# Arguments, concerns and growth, against their definitions.


@given(case=cases(article()))
def test_arguments_stand_by_the_definition(case: PlainCase) -> None:
    """An argument stands just when nothing that stands attacks it, and names what answers it and what it answers."""
    advice, knowledge = advised(case), article()
    fired = fired_rules(advice)
    for rule, argument in arguments_of(advice).items():
        attackers = knowledge.attackers[rule]
        assert argument.stands == stands(rule, fired, knowledge)
        assert argument.answered_by == tuple(name for name in attackers if stands(name, fired, knowledge))
        assert set(argument.answers) == {other for other in fired if rule in knowledge.attackers[other]}


@given(case=cases(article()))
def test_answers_and_answered_by_agree(case: PlainCase) -> None:
    """An argument is answered by another just when that one stands and says that it answers it."""
    arguments = arguments_of(advised(case))
    told = {(other, rule) for rule, argument in arguments.items() for other in argument.answered_by}
    seen = {(rule, other) for rule, argument in arguments.items() if argument.stands for other in argument.answers}
    assert told == {pair for pair in seen if pair[1] in arguments}
    assert {rule for _, rule in told} == {rule for rule, argument in arguments.items() if not argument.stands}


@given(case=cases(article()))
def test_concerns_list_every_argument_that_fired(case: PlainCase) -> None:
    """A concern lists every rule that fired about it: those that raise it, those that answer, then caveats."""
    advice, rules = advised(case), article().rules
    fired = [rule for rule in rules.values() if rule.id in fired_rules(advice)]
    for concern in advice.concerns:
        raising = [rule.id for rule in fired if isinstance(rule.effect, Raises) and rule.effect.concern == concern.id]
        answering = [rule for rule in fired if isinstance(rule.effect, Mitigates)]
        answers = [rule.id for rule in answering if getattr(rule.effect, "concern", None) == concern.id]
        about = {*raising, *answers}
        caveats = [rule.id for rule in fired if isinstance(rule.effect, Defeats) and about & set(rule.effect.targets)]
        assert [(argument.rule, argument.role) for argument in concern.arguments] == [
            *((rule, "raises") for rule in raising),
            *((rule, "mitigates") for rule in answers),
            *((rule, "defeats") for rule in caveats),
        ]


@given(case=cases(article()))
def test_status_of_concerns_by_the_definition(case: PlainCase) -> None:
    """A concern is open with the highest severity that stands, and mitigated when all that raises it is answered.

    Else it is not known or not raised, as what is unknown could raise it or not.
    """
    meant = by_definition(case, BOOK).values
    for concern in advised(case).concerns:
        raising = [argument for argument in concern.arguments if argument.role == "raises"]
        standing = [argument.severity for argument in raising if argument.stands and argument.severity is not None]
        worst = max(standing, key=article().decision.severity_names.index, default=None)
        status = "open" if standing else "mitigated" if raising else meant[f"concern.{concern.id}"]
        assert (status in ("open", "mitigated")) == bool(raising)
        assert (concern.status, concern.severity) == (status, worst)


@every_example
def test_concerns_stand_in_the_order_of_the_article(example: str) -> None:
    """The five concerns come in the article's order."""
    assert tuple(concern.id for concern in example_advice(example).concerns) == (
        "staff-function",
        "process-focus",
        "administrative-work",
        "skill-loss",
        "troubled-program",
    )


@given(case=cases(article()))
def test_growth_and_wiifm_by_the_definition(case: PlainCase) -> None:
    """Growth lists what fired and which of your goals it serves; WII-FM passes just when any is served.

    Else it fails or is not known, as what is unknown could serve one or not.
    """
    advice, knowledge = advised(case), article()
    goals, fired = case.value("candidate.goals"), fired_rules(advice)
    expected = [
        (rule.id, stands(rule.id, fired, knowledge), rule.effect.growth, rule.effect.serves)
        for rule in knowledge.rules.values()
        if isinstance(rule.effect, Offers) and rule.id in fired
    ]
    assert [(growth.rule, growth.stands, growth.id, growth.serves) for growth in advice.growth] == expected
    served = [goal for growth in advice.growth for goal in growth.serves_your_goals]
    wanted = goals if isinstance(goals, frozenset) else frozenset()
    assert served == [goal for _, standing, _, serves in expected if standing for goal in serves if goal in wanted]
    assert advice.wiifm == ("passes" if served else by_definition(case, BOOK).values["wiifm"])
    assert (advice.wiifm == "passes") == bool(served)


@given(case=cases(article()))
def test_guidance_is_what_fired(case: PlainCase) -> None:
    """Guidance lists the questions of the rules that fired, with whom to ask, and the steps that bring no less."""
    advice = advised(case)
    fired = [rule for rule in article().rules.values() if rule.id in fired_rules(advice)]
    effects = [(rule.id, rule.effect) for rule in fired if isinstance(rule.effect, Guides)]
    expected = [
        (rule, effect.kind, effect.text, effect.ask)
        for rule, effect in effects
        if not effect.brings or against(advised(case.with_facts(effect.brings))) < against(advice)
    ]
    assert [(part.rule, part.kind, part.text, part.ask) for part in advice.guidance] == expected


def against(advice: Advice) -> tuple[int, int]:
    """Return the place of the verdict from the best, and how many concerns are open in severities that count."""
    counting = article().decision.counting
    serious = sum(concern.severity in counting for concern in advice.concerns)
    return article().decision.verdict_names.index(advice.verdict), serious


# Verdict and lean.


@given(case=cases(article()))
def test_first_verdict_rule_that_applies_decides(case: PlainCase) -> None:
    """The first verdict rule that applies gives the verdict; the first but those that find out more, the lean."""
    advice = advised(case)
    applies = {firing.rule for firing in advice.trace if firing.concludes.startswith("applies.")}
    rules = [rule for rule in article().rules.values() if isinstance(rule.effect, Decides) and rule.id in applies]
    verdicts = [(rule.id, rule.effect.verdict) for rule in rules if isinstance(rule.effect, Decides)]
    first, lean = verdicts[0], next(pair for pair in verdicts if pair[1] != article().decision.asking)
    assert (advice.verdict, advice.lean) == (first[1], lean[1])
    assert advice.decided_by == tuple(dict.fromkeys((first[0], lean[0])))


@given(case=cases(article()))
def test_lean_is_the_verdict_unless_it_is_to_find_out_more(case: PlainCase) -> None:
    """The lean never says to find out more, and differs from the verdict only when that does."""
    advice = advised(case)
    assert advice.lean != "find_out_more"
    assert advice.verdict in (advice.lean, "find_out_more")


@given(case=cases(article()))
def test_one_value_of_each_outcome_is_concluded(case: PlainCase) -> None:
    """The trace concludes exactly one verdict, one lean, one outcome of WII-FM and one status per concern."""
    advice = advised(case)
    concluded = {firing.concludes for firing in advice.trace}
    expected = {f"verdict={advice.verdict}", f"lean={advice.lean}", f"wiifm={advice.wiifm}"}
    expected |= {f"concern.{concern.id}={concern.status}" for concern in advice.concerns}
    starts = ("verdict=", "lean=", "wiifm=", "concern.")
    assert {conclusion for conclusion in concluded if conclusion.startswith(starts)} == expected


# Unknown facts.


@given(case=cases(article()))
def test_unknown_facts_are_unknown_and_asked_for(case: PlainCase) -> None:
    """Unknown facts are unknown indeed, each with rules that test it, have not fired and are not ruled out.

    Presumptions are none of these rules, and what is presumed is not asked for as if nothing were known of it.
    """
    advice, usual = advised(case), completed(case, article())
    for unknown in advice.unknown:
        attribute = ATTRIBUTES[unknown.attribute]
        assert case.value(unknown.attribute) is None
        assert (unknown.question, unknown.ask, unknown.text) == (attribute.question, attribute.ask, attribute.unknown)
        assert unknown.rules
        assert not set(unknown.rules) & fired_rules(advice)
        assert usual.value(unknown.attribute) is None
        for rule in unknown.rules:
            assert not isinstance(article().rules[rule].effect, Presumes)
            tests = [condition for condition in article().rules[rule].when if condition.subject in ATTRIBUTES]
            assert any(condition.subject == unknown.attribute and not condition.unknown for condition in tests)
            assert not any(known_to_fail(condition, usual) for condition in tests)


def known_to_fail(condition: Condition, case: PlainCase) -> bool:
    value = case.value(condition.subject)
    return value is not None and not condition.holds(value)


@given(case=cases(article()))
def test_attribute_rules_that_wait_are_told(case: PlainCase) -> None:
    """A rule on facts alone that only unknown facts keep from firing waits for each of these facts.

    A fact that is presumed keeps a rule waiting for nothing.
    """
    advice, usual = advised(case), completed(case, article())
    told = {(unknown.attribute, rule) for unknown in advice.unknown for rule in unknown.rules}
    waiting = set()
    for rule in article().rules.values():
        if isinstance(rule.effect, Presumes) or not all(test.subject in ATTRIBUTES for test in rule.when):
            continue
        failing = [test for test in rule.when if not test.holds(usual.value(test.subject))]
        if not any(known_to_fail(test, usual) for test in failing):
            waiting |= {(test.subject, rule.id) for test in failing}
    assert waiting <= told


@given(case=cases(article()))
def test_unknown_facts_come_by_number_of_rules(case: PlainCase) -> None:
    """The unknown facts for which most rules wait come first, each once."""
    unknown = advised(case).unknown
    counts = [len(fact.rules) for fact in unknown]
    assert counts == sorted(counts, reverse=True)
    assert len({fact.attribute for fact in unknown}) == len(unknown)


# Attributes and rules of one's own.


QUIET = """\
attributes:
  opening.quiet:
    kind: yes_no
    question: Quiet?
    ask: insiders
    values: {yes: it is quiet, no: it is loud}
    unknown: who knows
"""
LOUD = """\
concern: staff-function
rules:
  - {id: loud, raises: minor, when: {opening.quiet: no}, because: It is loud., source: more 1}
"""
SILENT = """\
rules:
  - {id: silent, defeats: post-is-staff, when: {pmo.level: program}, because: It is silent., source: more 1}
"""


def quiet_rules(folder: Path, rules: str = LOUD) -> Knowledge:
    """Return the shipped rules with more, and with an attribute that says whether an opening is quiet."""
    write_pack(folder / "more", rules)
    (folder / "more" / "vocabulary.yaml").write_text(QUIET)
    return load_knowledge(rules_folder(), folder / "more")


def quiet_facts(*, quiet: bool | None) -> dict[str, Any]:
    return {"opening.quiet": quiet, "opening.kind": "staff"}


def test_attributes_that_no_rule_knows_change_nothing(tmp_path: Path) -> None:
    """A fact that no rule reads is told in the advice, which is else what it is without the fact."""
    knowledge = quiet_rules(tmp_path, SILENT)
    with_it, without = (advise(quiet_facts(quiet=quiet), knowledge) for quiet in (False, None))
    assert [fact.text for fact in with_it.facts if fact not in without.facts] == ["it is loud"]
    assert evolve(with_it, facts=without.facts) == without


def test_rules_read_attributes_of_ones_own(tmp_path: Path) -> None:
    """A pack that reads an added attribute argues from it, and waits for it while it is unknown."""
    knowledge = quiet_rules(tmp_path)
    known, unknown = (advise(quiet_facts(quiet=value), knowledge) for value in (False, None))
    assert arguments_of(known)["loud"] == Argument(
        rule="loud",
        role="raises",
        severity="minor",
        stands=True,
        because="It is loud.",
        sources=("more 1",),
        authority=(),
        answers=(),
        answered_by=(),
        presumed=False,
    )
    assert {fact.attribute: fact.rules for fact in unknown.unknown}["opening.quiet"] == ("loud",)
    assert "loud" not in arguments_of(unknown)


def test_case_without_the_attributes_of_the_rules_knows_nothing_of_them(tmp_path: Path) -> None:
    """Rules that read added attributes advise on a case that lacks them as on one that does not know them."""
    knowledge = quiet_rules(tmp_path)
    advice = advise(case_from({"opening.kind": "staff"}), knowledge)
    assert advice == advise(quiet_facts(quiet=None), knowledge)


def test_case_with_attributes_that_the_rules_lack_is_refused(tmp_path: Path) -> None:
    """A case that knows a fact that there is not in the vocabulary of the rules is refused, and the fact named."""
    case = quiet_rules(tmp_path).case(quiet_facts(quiet=True))
    with pytest.raises(InputError, match="there is no attribute “quiet”"):
        advise(case, article())


CAVEATS = """\
rules:
  - {id: first, defeats: critical-to-the-portfolio, when: {pmo.level: program}, because: First., source: more 1}
  - {id: second, defeats: first, when: {opening.kind: staff}, because: Second., source: more 1}
"""


def test_caveat_on_a_caveat_is_listed(tmp_path: Path) -> None:
    """What answers a caveat is listed with the concern too, and restores what the caveat had defeated."""
    knowledge = load_knowledge(rules_folder(), write_pack(tmp_path / "more", CAVEATS))
    facts = {"pmo.critical_to_portfolio": True, "pmo.level": "program", "opening.kind": "staff"}
    assert {"first", "second"} <= {rule.id for rule in rules_about(knowledge.rules.values(), "staff-function")}
    concern = advise(case_from(facts), knowledge).concerns[0]
    told = {argument.rule: (argument.stands, argument.answered_by) for argument in concern.arguments}
    assert told == {
        "post-is-staff": (False, ("critical-to-the-portfolio",)),
        "critical-to-the-portfolio": (True, ()),
        "first": (False, ("second",)),
        "second": (True, ()),
    }


def test_identity_of_the_rules() -> None:
    """An advice names the rules that gave it: name, version and digest."""
    knowledge, given_by = article(), example_advice("first-coffee").knowledge
    assert (given_by.name, given_by.version, given_by.sha256) == (knowledge.name, knowledge.version, knowledge.sha256)


def test_words_are_those_of_the_rules() -> None:
    """An advice speaks in the words of the decision and of the vocabulary: a word for each name that it can hold."""
    advice, decision, vocabulary = example_advice("first-coffee"), article().decision, article().vocabulary
    words = advice.words
    assert words.verdicts == {name: decision.words(name) for name in decision.verdict_names}
    assert words.tones == {name: decision.tone(name) for name in decision.verdict_names}
    assert words.severities == {name: decision.words(name) for name in decision.severity_names}
    assert (words.asking, words.favourable, words.counting) == (
        decision.asking,
        decision.favourable,
        decision.counting,
    )
    assert (words.asks, words.sections) == (dict(vocabulary.asks), dict(vocabulary.sections))
    assert (words.subject, words.wiifm) == (decision.subject, decision.wiifm)


def test_rules_that_are_switched_off_are_told(tmp_path: Path) -> None:
    """An advice tells which rules of the packs are not used, which pack says so and why; without any, none."""
    folder = write_pack(tmp_path / "more", "rules: []\n")
    with (folder / "pack.yaml").open("a") as file:
        file.write("without: {post-is-staff: We like staff posts.}\n")
    advice = advise({"opening.kind": "staff"}, load_knowledge(rules_folder(), folder))
    sources = article().rules["post-is-staff"].sources
    assert advice.switched_off[0] == SwitchedOff(
        rule="post-is-staff", sources=sources, pack="more", reason="We like staff posts."
    )
    assert "post-is-staff" not in arguments_of(advice)
    assert example_advice("first-coffee").switched_off == ()


def test_growth_that_is_answered_serves_nothing(tmp_path: Path) -> None:
    """Growth that a caveat answers does not stand, names the caveat, and serves no goal."""
    offer = next(rule for rule in article().rules.values() if isinstance(rule.effect, Offers) and len(rule.when) == 1)
    assert isinstance(offer.effect, Offers)
    facts = {
        **offer.examples[0].facts,
        "candidate.goals": offer.effect.serves,
        "organization.health": "steady",
        "opening.main_work": "delivery",
    }
    caveat = f"{{id: no, defeats: {offer.id}, when: {{organization.health: steady}}, because: No., source: more 1}}"
    knowledge = load_knowledge(rules_folder(), write_pack(tmp_path / "more", f"rules: [{caveat}]\n"))
    before, after = (advise(case_from(facts), base) for base in (article(), knowledge))
    pair = (before.growth[0], after.growth[0])
    told = [(growth.stands, growth.answered_by, growth.serves_your_goals) for growth in pair]
    assert told == [(True, (), offer.effect.serves), (False, ("no",), ())]
    assert (before.wiifm, after.wiifm) == ("passes", "not_known")
    assert advise(case_from(facts | {"pmo.standing": "neutral"}), knowledge).wiifm == "fails"
