"""The file `decision.yaml`: what it states, its faults, and that nothing in it can do worse than be refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from pmo_expert import Interview, advise, case_from, check, load_knowledge, prove, to_text
from tests.knowledge.mutilations import load_changed, mutilations
from tests.knowledge.own_words import MODEL, RULES, Brief, brief, faults_of, load_own, write_own

FILE = "decision.yaml"
KEYS = ("subject", "verdicts", "severities", "goals", "wiifm")
NAME = "expected a name of small letters, digits and underscores, found"
LAST = "they stand from worst to best, so the last must be favourable; found"
FIRST = "they stand from worst to best, so the first must neither ask nor be favourable; found"
SETS = ("home.goals",)
TWO = "needs two verdicts at the least that do not ask"
ASKING = "  ask_first: {words: ask first, asks: yes}\n"
VERDICTS = MODEL.partition("verdicts:\n")[2].partition("severities:")[0]
SEVERITIES = MODEL.partition("severities:\n")[2].partition("goals:")[0]


def changed(*changes: tuple[str, str]) -> str:
    """Return the decision model with some texts in the place of others, each of which must stand in it."""
    text = MODEL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


# What it states


def test_a_decision_model_is_read(tmp_path: Path) -> None:
    """A decision model states verdicts from worst to best, severities from mildest to gravest, and all in words."""
    decision = load_own(tmp_path).decision
    assert decision.subject == "the flat"
    assert decision.verdict_names == ("move", "ask_first", "stay")
    assert (decision.asking, decision.leans, decision.favourable) == ("ask_first", ("move", "stay"), ("move",))
    assert decision.worst == "stay"
    assert [decision.words(name) for name in ("stay", "ask_first", "move", "grave")] == [
        "stay",
        "ask first",
        "move in",
        "grave indeed",
    ]
    assert [decision.tone(name) for name in ("stay", "ask_first", "move")] == ["bad", "mixed", "good"]
    assert decision.severity_names == ("slight", "grave")
    assert (decision.counting, decision.final) == (("grave",), frozenset({"grave"}))
    assert (decision.goals, decision.wiifm) == ("home.goals", {"passes": "P", "fails": "F", "not_known": "U"})


def test_what_is_in_it_has_words_of_its_own(tmp_path: Path) -> None:
    """What is in it for you is said in sentences about the subject, unless the model has others."""
    first, second = (
        load_own(tmp_path / name, decision=changed(("wiifm: {passes: P, fails: F, not_known: U}\n", other)))
        for name, other in (("a", ""), ("b", "wiifm: {fails: F}\n"))
    )
    assert first.decision.wiifm["passes"] == "Yes: what the flat offers serves at least one of your goals."
    assert first.decision.wiifm["fails"] == "Nothing that is known of the flat serves one of your goals."
    assert second.decision.wiifm == first.decision.wiifm | {"fails": "F"}


def test_results_speak_in_its_words(tmp_path: Path) -> None:
    """An advice speaks in the words of the model, and gives its verdicts."""
    advice = advise({}, load_own(tmp_path))
    assert (advice.verdict, advice.lean) == ("move", "move")
    assert list(advice.words.verdicts.items()) == [("move", "move in"), ("ask_first", "ask first"), ("stay", "stay")]
    assert (advice.words.subject, advice.words.severities["grave"]) == ("the flat", "grave indeed")
    assert to_text(advice).startswith("Move in: B\n")
    assert "The flat is not known to offer anything" in to_text(advice, full=True)


def test_a_model_may_do_without_a_verdict_that_asks(tmp_path: Path) -> None:
    """No verdict needs to ask for more facts; lean and verdict are the same then."""
    knowledge = load_own(tmp_path, decision=changed((ASKING, "")))
    assert (knowledge.decision.asking, knowledge.decision.leans) == (None, ("move", "stay"))
    assert {proof.id: proof.holds for proof in prove(knowledge)}["one-verdict"]
    assert Interview({}, knowledge).standing.end == "settled"


OFFER = """\
growth: {garden: a garden}
rules:
  - {id: green, offers: garden, when: {home.quiet: yes}, because: B, source: s 1}
  - {id: nothing, verdict: stay, when: {wiifm: fails}, because: B, source: s 1}
  - {id: otherwise, verdict: move, when: {}, because: B, source: s 1}
"""


def test_a_model_may_do_without_goals(tmp_path: Path) -> None:
    """Without goals growth serves none, and what is in it for you is never known."""
    knowledge = load_own(tmp_path, decision=changed(("goals: home.goals\n", "")), rules=OFFER)
    for facts in ({}, {"home.quiet": True}, {"home.quiet": True, "home.goals": ["rest"]}):
        advice = advise(case_from(facts, knowledge), knowledge)
        assert (advice.wiifm, advice.verdict) == ("not_known", "move")
        assert [growth.serves for growth in advice.growth] == ([()] if facts else [])
    assert knowledge.decision.goals is None
    assert all(proof.holds for proof in prove(knowledge) if proof.id == "one-verdict")


def test_without_goals_growth_can_serve_none(tmp_path: Path) -> None:
    """Without goals in the model a rule that says which goals growth serves is refused; with them it must say so."""
    serving = OFFER.replace("offers: garden,", "offers: garden, serves: rest,")
    (fault,) = faults_of(write_own(tmp_path / "a", decision=changed(("goals: home.goals\n", "")), rules=serving))
    assert (fault.problem, fault.line, fault.found) == ("there is no goal", 3, "rest")
    (fault,) = faults_of(write_own(tmp_path / "b", rules=OFFER))
    assert (fault.problem, fault.line) == ("lacks serves, the goals that the growth serves", 3)


def test_only_final_severities_cannot_be_answered(tmp_path: Path) -> None:
    """Nothing answers an argument of a final severity; where none is final, every argument may be answered."""
    rules = """\
concern: c
title: C
rules:
  - {id: against, raises: grave, when: {home.quiet: no}, because: B, source: s 1}
  - {id: answer, mitigates: against, when: {}, because: B, source: s 1}
  - {id: otherwise, verdict: move, when: {}, because: B, source: s 1}
"""
    (fault,) = faults_of(write_own(tmp_path / "a", rules=rules))
    assert (fault.problem, fault.found) == ("answers a grave argument, which nothing may:", "against")
    knowledge = load_own(tmp_path / "b", rules=rules, decision=changed((", final: yes", "")))
    (concern,) = advise({"home.quiet": "no"}, knowledge).concerns
    assert (concern.status, concern.severity) == ("mitigated", None)


def test_severities_are_worse_from_first_to_last(tmp_path: Path) -> None:
    """The worst of several concerns is the one whose severity stands last."""
    rules = """\
concern: c
title: C
rules:
  - {id: little, raises: slight, when: {home.quiet: unknown}, because: B, source: s 1}
  - {id: much, raises: grave, when: {home.goals: {not: unknown}}, because: B, source: s 1}
  - {id: no-way, verdict: stay, when: {concerns.worst: {at_least: grave}}, because: B, source: s 1}
  - {id: otherwise, verdict: move, when: {}, because: B, source: s 1}
"""
    knowledge = load_own(tmp_path, rules=rules)
    assert [advise(facts, knowledge).verdict for facts in ({}, {"home.goals": ["rest"]})] == ["move", "stay"]
    assert advise({"home.goals": ["rest"]}, knowledge).concerns[0].severity == "grave"


def test_the_last_verdict_rule_must_not_ask(tmp_path: Path) -> None:
    """The last verdict rule must hold always, and give no verdict that asks, which is named in its words."""
    (fault,) = faults_of(write_own(tmp_path, rules=RULES.replace("verdict: move", "verdict: ask_first")))
    assert fault.problem.endswith("the last verdict rule needs an empty when, and must not ask first")
    assert Path(fault.file or "").name == "rules.yaml"


# What is wrong with it

MISTAKES: dict[str, tuple[str, Brief]] = {
    "no subject": (changed(("subject: the flat\n", "")), Brief("lacks subject", 1, 1, FILE)),
    "empty subject": (
        changed(("subject: the flat", "subject:")),
        Brief("expected a text under subject, found nothing", 1, 9, FILE),
    ),
    "unknown key": (changed(("goals:", "goal:")), Brief("there is no key", 9, 1, FILE, "goal", "goals", KEYS)),
    "nothing": ("# nothing\n", Brief("is empty", None, None)),
    "an alias": (
        changed(("subject: the flat", "subject: *a")),
        Brief("aliases are not allowed here, found", 1, 10, "", "*a"),
    ),
    "one verdict": (changed(("  stay: {words: stay, tone: bad}\n", "")), Brief(TWO, 1, 1, "verdicts")),
    "unknown key of a verdict": (
        changed(("tone: bad", "tne: bad")),
        Brief("there is no key", 3, 23, "stay", "tne", "tone", ("words", "tone", "asks", "favourable")),
    ),
    "verdict without words": (changed(("words: stay, ", "")), Brief("lacks words", 3, 9, "stay")),
    "unknown tone": (
        changed(("tone: bad", "tone: bda")),
        Brief("there is no tone", 3, 29, "stay", "bda", "bad", ("good", "mixed", "bad")),
    ),
    "asks neither yes nor no": (
        changed(("asks: yes", "asks: maybe")),
        Brief("expected yes or no under asks, found “maybe”", 4, 39, "ask_first"),
    ),
    "hyphen in a verdict": (changed(("  ask_first:", "  ask-first:")), Brief(NAME, 4, 3, "", "ask-first")),
    "two verdicts that ask": (
        changed((ASKING, ASKING + "  wait: {words: wait, asks: yes}\n")),
        Brief("one verdict may ask for more facts, and ask_first does; found", 5, 3, "verdicts", "wait"),
    ),
    "asking verdict that is favourable": (
        changed(("asks: yes", "asks: yes, favourable: yes")),
        Brief(
            "a verdict that asks for more facts says neither yes nor no, and cannot be favourable:",
            4,
            3,
            "verdicts",
            "ask_first",
        ),
    ),
    "best that is not favourable": (changed(("favourable: yes, ", "")), Brief(LAST, 5, 3, "verdicts", "move")),
    "best that asks": (
        changed((ASKING, ""), ("severities:", f"{ASKING}severities:")),
        Brief(LAST, 5, 3, "verdicts", "ask_first"),
    ),
    "worst that is favourable": (
        changed(("tone: bad", "favourable: yes")),
        Brief(FIRST, 3, 3, "verdicts", "stay"),
    ),
    "worst that asks": (
        changed((ASKING, "  wait: {words: wait}\n"), ("verdicts:\n", f"verdicts:\n{ASKING}")),
        Brief(FIRST, 3, 3, "verdicts", "ask_first"),
    ),
    "empty severities": (
        changed((f"severities:\n{SEVERITIES}", "severities: {}\n")),
        Brief("needs one severity at the least", 1, 1, "severities"),
    ),
    "unknown key of a severity": (
        changed(("counts: yes", "count: yes")),
        Brief("there is no key", 8, 32, "grave", "count", "counts", ("words", "counts", "final")),
    ),
    "severity without words": (changed(("words: slight", "")), Brief("lacks words", 7, 11, "slight")),
    "counts neither yes nor no": (
        changed(("counts: yes", "counts: much")),
        Brief("expected yes or no under counts, found “much”", 8, 40, "grave"),
    ),
    "capital in a severity": (changed(("  slight:", "  Slight:")), Brief(NAME, 7, 3, "", "Slight")),
    "final before the last": (
        changed(("words: slight", "words: slight, final: yes")),
        Brief("only the gravest, which stands last, may be final; found", 7, 3, "severities", "slight"),
    ),
    "severity called none": (
        changed(("  slight:", "  none:")),
        Brief("this name means that nothing is open; choose another:", 7, 3, "severities", "none"),
    ),
    "severity called as a verdict": (
        changed(("  slight:", "  stay:")),
        Brief("a verdict and a severity have the same name:", 7, 3, "", "stay"),
    ),
    "unknown goals": (
        changed(("goals: home.goals", "goals: home.gaols")),
        Brief(
            "goals must name an attribute that is a set; there is no set", 9, 8, "", "home.gaols", "home.goals", SETS
        ),
    ),
    "goals that are no set": (
        changed(("goals: home.goals", "goals: home.quiet")),
        Brief("goals must name an attribute that is a set; there is no set", 9, 8, "", "home.quiet", None, SETS),
    ),
    "goals are a list": (
        changed(("goals: home.goals", "goals: [home.goals]")),
        Brief("expected a text under goals, found a list", 9, 8, FILE),
    ),
    "unknown answer": (
        changed(("passes: P", "pass: P")),
        Brief("there is no key", 10, 9, "wiifm", "pass", "passes", ("passes", "fails", "not_known")),
    ),
    "answers are a list": (
        changed(("{passes: P, fails: F, not_known: U}", "[P]")),
        Brief("expected a mapping, found a list", 10, 8, "wiifm"),
    ),
    "answer is a list": (
        changed(("passes: P", "passes: [P]")),
        Brief("expected a text under passes, found a list", 10, 17, "wiifm"),
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake_has_one_fault(tmp_path: Path, mistake: str) -> None:
    """A mistake has one fault: what is wrong, where, what was found, what is allowed and what is nearest."""
    decision, expected = MISTAKES[mistake]
    faults = faults_of(write_own(tmp_path, decision=decision))
    assert [brief(fault) for fault in faults] == [expected]
    assert {fault.file for fault in faults} == {str(tmp_path / FILE)}


def test_a_tone_that_is_no_name_is_refused(tmp_path: Path) -> None:
    """A tone that is a list is refused at its place, not taken for none."""
    faults = faults_of(write_own(tmp_path, decision=changed(("tone: bad", "tone: [bad]"))))
    assert [(fault.line, fault.column, fault.place) for fault in faults] == [(3, 29, "stay")]


FOLLOWING: dict[str, tuple[str, Brief]] = {
    "a list": ("[a]\n", Brief("expected a mapping, found a list", 1, 1, FILE)),
    "a text": ("a\n", Brief("expected a mapping, found “a”", 1, 1, FILE)),
    "no verdicts": (changed((f"verdicts:\n{VERDICTS}", "")), Brief("lacks verdicts", 1, 1, FILE)),
    "verdicts are a list": (
        changed((f"verdicts:\n{VERDICTS}", "verdicts: [stay, move]\n")),
        Brief("expected a mapping, found a list", 2, 11, "verdicts"),
    ),
    "verdict is a text": (
        changed(("{words: stay, tone: bad}", "stay")),
        Brief("expected a mapping, found “stay”", 3, 9, "stay"),
    ),
    "favourable is a list": (
        changed(("favourable: yes", "favourable: [yes]")),
        Brief("expected yes or no under favourable, found a list", 5, 38, "move"),
    ),
    "capital in one of two verdicts": (changed(("  stay:", "  Stay:")), Brief(NAME, 3, 3, "", "Stay")),
    "no severities": (changed((f"severities:\n{SEVERITIES}", "")), Brief("lacks severities", 1, 1, FILE)),
}


@pytest.mark.parametrize("mistake", FOLLOWING)
def test_what_follows_from_a_mistake_is_no_second_fault(tmp_path: Path, mistake: str) -> None:
    """A mistake has one fault, without those that follow from it."""
    decision, expected = FOLLOWING[mistake]
    assert [brief(fault) for fault in faults_of(write_own(tmp_path, decision=decision))] == [expected]


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    """Every fault of the model is told at once, in the order of its parts, with those of the vocabulary."""
    text = changed(("words: stay, tone: bad", "tone: bda"), ("counts: yes", "counts: much"), ("asks: yes", "ask: yes"))
    folder = write_own(tmp_path, decision=text)
    words = (folder / "vocabulary.yaml").read_text(encoding="utf-8").replace("kind: yes_no", "kind: yesno")
    (folder / "vocabulary.yaml").write_text(words, encoding="utf-8")
    assert [(Path(fault.file or "").name, fault.line, fault.found) for fault in faults_of(folder)] == [
        ("vocabulary.yaml", 4, "yesno"),
        (FILE, 3, "bda"),
        (FILE, 3, None),
        (FILE, 4, "ask"),
        (FILE, 8, None),
    ]


def test_a_pack_needs_a_decision_model(tmp_path: Path) -> None:
    """A pack without a decision model that extends none with one is refused at its `pack.yaml`."""
    folder = write_own(tmp_path)
    (folder / FILE).unlink()
    (fault,) = faults_of(folder)
    assert fault.problem == "has no decision.yaml, and extends no pack that has one"
    assert (fault.file, fault.line) == (str(folder / "pack.yaml"), 1)


# Whatever it says


@pytest.mark.slow
@settings(max_examples=40)
@given(mutilations("decision.yaml"))
def test_mutilated_decisions_load_or_are_refused(texts: dict[str, str]) -> None:
    """However the shipped model is mutilated, it loads or is refused with InputError; what loads can be used."""
    knowledge = load_changed(texts)
    if knowledge is not None:
        advice = advise({"candidate.goals": ["leadership"], "opening.leads_people": True}, knowledge, engine="compiled")
        assert advice.verdict in knowledge.decision.verdict_names
        assert advice.lean in knowledge.decision.leans
        assert to_text(advice)
        assert all(str(fault) for fault in check(knowledge))


def test_the_shipped_model_loads_unchanged() -> None:
    """The shipped model, which is mutilated, has all there is to one but sentences of its own."""
    decision = load_knowledge().decision
    assert decision.verdict_names == ("accept", "accept_with_conditions", "find_out_more", "decline")
    assert (decision.asking, decision.favourable) == ("find_out_more", ("accept", "accept_with_conditions"))
    assert decision.severity_names == ("minor", "serious", "prohibitive")
    assert (decision.counting, decision.final) == (("serious", "prohibitive"), frozenset({"prohibitive"}))
    assert decision.goals == "candidate.goals"
