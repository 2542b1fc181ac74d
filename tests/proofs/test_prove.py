"""Proofs over all cases: every claim can fail, counterexamples are real, and brute force agrees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from math import prod
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from pmo_expert import Advice, Knowledge, PlainCase, Proof, advise, case_from, load_knowledge, parse_case, prove
from pmo_expert.logic.diagram import DiagramTooLargeError
from pmo_expert.logic.keys import Label
from pmo_expert.logic.program import make_program
from pmo_expert.proofs.all_cases import AllCases, all_cases
from pmo_expert.proofs.verdict_proofs import VERDICT_CLAIMS, census
from pmo_expert.render.case_file import known_case_file
from tests.advice.examples import article
from tests.knowledge.packs import DECIDES, GROWTH, SOURCES, pack_yaml, write_files, write_pack

RULES = """
- {id: known, finds: known, when: {opening.leads_people: yes}, because: B, source: s 1}
- {id: idle, raises: minor, when: {pmo.standing: {at_most: neutral}}, because: B, source: s 1}
- {id: against, raises: serious, when: {candidate.goals: {includes: promotion}, opening.step_up: no}, because: B,
   source: s 1}
- {id: worse, raises: prohibitive, when: {pmo.standing: inhibitor, finding.known: no}, because: B, source: s 1}
- {id: answer, mitigates: all, when: {pmo.standing: contributor}, because: B, source: s 1}
"""
VERDICTS = """
- {id: leads, offers: g, serves: [leadership, promotion], when: {opening.leads_people: yes}, because: B, source: s 1}
- {id: veto, verdict: decline, when: {concerns.worst: prohibitive}, because: B, source: s 1}
- {id: ask, verdict: find_out_more, when: {opening.step_up: unknown, wiifm: passes}, because: B, source: s 1}
- {id: fails, verdict: decline, when: {wiifm: fails, pmo.standing: {not: unknown}}, because: B, source: s 1}
- {id: some, verdict: accept_with_conditions, when: {concerns.worst: serious}, because: B, source: s 1}
- {id: otherwise, verdict: accept, when: {}, because: B, source: s 1}
"""
PROPERTIES = """
properties:
  - {id: a1, says: S, when: {concerns.worst: prohibitive}, always: {verdict: decline}}
  - {id: a2, says: S, when: {wiifm: fails}, always: {verdict: decline, lean: decline}}
  - {id: n1, says: S, never: {wiifm: passes, verdict: decline}}
  - {id: n2, says: S, when: {candidate.goals: {includes: [leadership, promotion]}}, never: {wiifm: not_known}}
  - {id: n3, says: S, never: {severity.c: none, verdict: [accept_with_conditions]}}
  - {id: n4, says: S, never: {candidate.goals: {excludes: promotion}, severity.c: serious}}
  - {id: n5, says: S, never: {candidate.goals: {excludes: promotion}, verdict: accept, pmo.standing: unknown}}
  - {id: r1, says: S, change: {raise: pmo.standing}, never_worse: [verdict, lean]}
  - {id: r2, says: S, change: {raise: opening.leads_people}, never_worse: verdict}
  - {id: r3, says: S, change: {raise: opening.leads_people}, never_worse: lean}
  - {id: r4, says: S, change: {lower: opening.step_up}, never_worse: lean}
  - {id: r5, says: S, change: {lower: opening.step_up}, never_worse: lean, when: {pmo.standing: contributor}}
  - {id: s1, says: S, change: {serve: candidate.goals}, never_worse: verdict}
  - {id: s2, says: S, change: {serve: candidate.goals}, never_worse: [lean, verdict], when: {opening.step_up: yes}}
  - {id: l1, says: S, change: {learn: any}, never_leads: {from: accept, to: decline}}
  - {id: l2, says: S, change: {learn: opening.step_up}, never_leads: {from: accept, to: decline}}
  - {id: l3, says: S, change: {learn: candidate.goals}, never_worse: lean}
  - {id: l4, says: S, change: {learn: candidate.goals}, never_leads: {from: [find_out_more], to: decline}}
  - {id: l5, says: S, change: {learn: any}, never_leads: {from: decline, to: [accept, find_out_more]}}
"""
GOALS = "candidate.goals"
WORST_FIRST = ("decline", "find_out_more", "accept_with_conditions", "accept")
"""The verdicts of the pack, which has the article's decision model."""
USED = ("leadership", "promotion")
VALUES: dict[str, tuple[Any, ...]] = {
    "opening.leads_people": (None, False, True),
    "opening.step_up": (None, False, True),
    "pmo.standing": (None, "inhibitor", "neutral", "contributor"),
    GOALS: (None, *(frozenset(some) for size in range(3) for some in combinations(USED, size))),
}
"""Each attribute that the rules read, with values in an order in which raising goes up; other goals serve nothing."""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    folder = write_pack(tmp_path_factory.mktemp("pack"), RULES, VERDICTS)
    return load_knowledge(write_files(folder, properties=PROPERTIES))


def proof_of(knowledge: Knowledge, name: str) -> Proof:
    return next(proof for proof in prove(knowledge) if proof.id == name)


def texts(knowledge: Knowledge, name: str) -> list[str]:
    return [failure.text for failure in proof_of(knowledge, name).failures]


def judge(knowledge: Knowledge, case: PlainCase) -> Advice:
    return advise(case, knowledge, engine="compiled", with_outlook=False)


Facts = dict[str, Any]
Table = Mapping[tuple[Any, ...], Mapping[str, Any]]


def brute_force(knowledge: Knowledge) -> Table:
    """Return the conclusions of every case, by the values of its attributes."""
    return {
        values: conclusions(judge(knowledge, case_from(dict(zip(VALUES, values, strict=True)))))
        for values in product(*VALUES.values())
    }


def conclusions(advice: Advice) -> dict[str, Any]:
    concern = advice.concerns[0]
    ranks = ("none", "minor", "serious", "prohibitive")
    severities = [concern.severity or "none" for concern in advice.concerns]
    return {
        "verdict": advice.verdict,
        "lean": advice.lean,
        "wiifm": advice.wiifm,
        "severity.c": concern.severity or "none",
        "concerns.worst": max(severities, key=ranks.index),
        "served": {goal for growth in advice.growth for goal in growth.serves},
    }


def changes(table: Table, kind: str, attribute: str) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    """Yield the cases before and after a change."""
    places = range(len(VALUES)) if attribute == "any" else [list(VALUES).index(attribute)]
    for before in table:
        for place in places:
            values = list(VALUES.values())[place]
            for value in values:
                after = (*before[:place], value, *before[place + 1 :])
                if fits(kind, values, before[place], value, table[after]["served"]):
                    yield before, after


def fits(kind: str, values: tuple[Any, ...], old: Any, new: Any, served: set[str]) -> bool:
    """Say whether a change of a value is of a kind."""
    if kind == "learn" or None in (old, new):
        return kind == "learn" and old is None and new is not None
    if kind == "serve":
        return len(new - old) == 1 and old < new and new - old <= served
    return bool(values.index(new) - values.index(old) == (1 if kind == "raise" else -1))


def expected(table: Table) -> dict[str, bool]:
    """Return which of the properties hold, from their words and every case."""

    def never(test: Any) -> bool:
        return not any(test(dict(zip(VALUES, values, strict=True)), found) for values, found in table.items())

    def no_worse(kind: str, attribute: str, *of: str, when: Any = lambda facts: True) -> bool:
        ranks = WORST_FIRST.index
        return all(
            ranks(table[after][judged]) >= ranks(table[before][judged])
            for before, after in changes(table, kind, attribute)
            for judged in of
            if when(dict(zip(VALUES, before, strict=True))) and when(dict(zip(VALUES, after, strict=True)))
        )

    def no_way(attribute: str, start: str, *ends: str) -> bool:
        pairs = changes(table, "learn", attribute)
        return not any(table[one]["verdict"] == start and table[two]["verdict"] in ends for one, two in pairs)

    leads, step = "opening.leads_people", "opening.step_up"
    return {
        "a1": never(lambda facts, found: found["concerns.worst"] == "prohibitive" and found["verdict"] != "decline"),
        "a2": never(lambda facts, found: found["wiifm"] == "fails" and found["verdict"] != "decline"),
        "n1": never(lambda facts, found: found["wiifm"] == "passes" and found["verdict"] == "decline"),
        "n2": never(lambda facts, found: facts[GOALS] and found["wiifm"] == "not_known"),
        "n3": never(lambda facts, found: found["severity.c"] == "none" and found["verdict"] == WORST_FIRST[2]),
        "n4": never(
            lambda facts, found: "promotion" not in (facts[GOALS] or USED) and found["severity.c"] == "serious"
        ),
        "n5": never(
            lambda facts, found: (
                facts[GOALS] is not None
                and "promotion" not in facts[GOALS]
                and found["verdict"] == "accept"
                and facts["pmo.standing"] is None
            )
        ),
        "r1": no_worse("raise", "pmo.standing", "verdict", "lean"),
        "r2": no_worse("raise", leads, "verdict"),
        "r3": no_worse("raise", leads, "lean"),
        "r4": no_worse("lower", step, "lean"),
        "r5": no_worse("lower", step, "lean", when=lambda facts: facts["pmo.standing"] == "contributor"),
        "s1": no_worse("serve", GOALS, "verdict"),
        "s2": no_worse("serve", GOALS, "verdict", "lean", when=lambda facts: facts["opening.step_up"] is True),
        "l1": no_way("any", "accept", "decline"),
        "l2": no_way("opening.step_up", "accept", "decline"),
        "l3": no_worse("learn", GOALS, "lean"),
        "l4": no_way(GOALS, "find_out_more", "decline"),
        "l5": no_way("any", "decline", "accept", "find_out_more"),
    }


def test_proofs_agree_with_brute_force(tiny: Knowledge) -> None:
    table = brute_force(tiny)
    found = {proof.id: proof.holds for proof in prove(tiny) if proof.is_property}
    assert found == expected(table)
    assert set(found.values()) == {True, False}


def test_census_agrees_with_brute_force(tiny: Knowledge) -> None:
    """Each value of goals stands for all choices of the goals that rules never serve."""
    members = len(tiny.vocabulary.attributes[GOALS].values)
    counted = census(all_cases(tiny))
    weights = {values: 1 if values[3] is None else 2 ** (members - len(USED)) for values in brute_force(tiny)}
    assert counted.cases == sum(weights.values()) == prod((3, 3, 4, 2**members + 1))
    for judged, numbers in (("verdict", counted.verdicts), ("lean", counted.leans)):
        for name, number in numbers.items():
            found = brute_force(tiny).items()
            assert number == sum(weights[values] for values, part in found if part[judged] == name)


def test_counterexamples_are_cases_in_which_the_claim_is_false(tiny: Knowledge) -> None:
    """The case files read back as the cases, and the advice on them is as the property forbids."""
    proofs = {proof.id: proof for proof in prove(tiny)}
    for proof in proofs.values():
        for case in (case for failure in proof.failures for case in failure.cases):
            assert parse_case(known_case_file(case)) == case
    (single,) = proofs["a2"].failures
    assert len(single.cases) == 1
    assert judge(tiny, single.cases[0]).wiifm == "fails"
    assert judge(tiny, single.cases[0]).verdict != "decline"
    for name in ("r2", "s1", "l1", "l4"):
        for failure in proofs[name].failures:
            before, after = (judge(tiny, case).verdict for case in failure.cases)
            assert WORST_FIRST.index(after) < WORST_FIRST.index(before), name
    (learned,) = proofs["l1"].failures
    first, then = (case.facts for case in learned.cases)
    assert first.items() < then.items()
    assert len(then) == len(first) + 1


def test_one_verdict_fails_without_the_last_rule(tiny: Knowledge) -> None:
    """Such rules cannot be loaded, so the clause is taken out of the program."""
    program = tiny.compiled.program
    clauses = [clause for clause in program.clauses if clause.label != Label("otherwise", "decides")]
    broken = evolve(tiny, compiled=evolve(tiny.compiled, program=make_program(program.domains, clauses)))
    (failure,) = VERDICT_CLAIMS[0].prove(all_cases(broken)).failures
    assert failure.text == "a case without a verdict"
    assert judge(tiny, failure.cases[0]).decided_by[0] == "otherwise"
    assert proof_of(tiny, "one-verdict").holds


def structure(folder: Path, rules: str, name: str, verdicts: str = DECIDES) -> list[str]:
    return texts(load_knowledge(write_pack(folder, rules, verdicts)), name)


def one_rule(name: str, effect: str, when: str) -> str:
    return f"- {{id: {name}, {effect}, when: {when}, because: B, source: s 1}}\n"


STEP_UP, LEADS = "{opening.step_up: yes}", "{opening.leads_people: yes}"
BOTH = "{opening.step_up: yes, opening.leads_people: yes}"
RAISING = one_rule("raising", "raises: serious", STEP_UP)
NEVER_IN_FORCE = "{candidate.goals: unknown, wiifm: fails}"


def test_rules_that_never_fire_are_found(tmp_path: Path) -> None:
    rules = RAISING + one_rule("never", "raises: minor", NEVER_IN_FORCE)
    assert structure(tmp_path, rules, "rules-fire") == ["the rule never applies and stands in no case"]


def test_rules_without_effect_are_found(tmp_path: Path) -> None:
    rules = RAISING + one_rule("unread", "finds: known", LEADS)
    found = ["without the rule unread every case has the same conclusions"]
    assert structure(tmp_path, rules, "rules-matter") == found


def test_growth_that_only_could_be_offered_matters(tmp_path: Path) -> None:
    """A rule for growth bears on what is still open too; without it the verdict is another."""
    files = {"sources": SOURCES, "pack": pack_yaml("rules.yaml")}
    verdicts = one_rule("ask", "verdict: find_out_more", "{wiifm.still_open: yes}") + DECIDES
    growth = one_rule("leads", "offers: g, serves: [leadership]", LEADS)
    rules = f"{GROWTH}rules:\n{growth}{verdicts}"
    knowledge = load_knowledge(write_files(tmp_path, **files, rules=rules))
    assert proof_of(knowledge, "rules-matter").notes == ("3 of 3 rules can change the verdict or the lean",)


def test_verdict_rules_never_reached_are_found(tmp_path: Path) -> None:
    verdicts = one_rule("first", "verdict: decline", STEP_UP) + one_rule("second", "verdict: find_out_more", BOTH)
    found = ["the verdict rule second never decides: rules before it decide all its cases"]
    assert structure(tmp_path, RAISING, "verdict-rules-reached", verdicts + DECIDES) == found


def test_values_without_effect_are_found(tmp_path: Path) -> None:
    """Where a rule accepts any known value, no value differs from another."""
    known = "{pmo.level: {not: unknown}, opening.authority: decides}"
    found = structure(tmp_path, one_rule("raising", "raises: minor", known), "values-matter")
    assert "no rule reads the attribute pmo.standing" in found
    assert [text for text in found if text.startswith(("pmo.level", "opening.authority"))] == [
        f"pmo.level: {level} makes no difference to any other known value"
        for level in ("project", "program", "department", "organization", "executive")
    ]


def test_values_never_told_apart_are_noted(tmp_path: Path) -> None:
    knowledge = load_knowledge(write_pack(tmp_path, one_rule("raising", "raises: minor", "{pmo.level: program}")))
    noted = proof_of(knowledge, "values-matter").notes
    others = combinations(("project", "department", "organization", "executive"), 2)
    assert noted == tuple(f"pmo.level: the rules do not tell {one} from {other}" for one, other in others)


@pytest.mark.parametrize(
    ("rules", "implied"),
    [
        (RAISING + one_rule("narrow", "raises: serious", BOTH), ["narrow"]),
        (RAISING + one_rule("narrow", "raises: minor", BOTH), []),
        (RAISING + one_rule("other", "raises: serious", LEADS), []),
        (RAISING + one_rule("narrow", "raises: serious", BOTH) + one_rule("but", "defeats: raising", LEADS), []),
        (
            RAISING + one_rule("one", "mitigates: all", LEADS) + one_rule("two", "defeats: raising", LEADS),
            ["one", "two"],
        ),
    ],
)
def test_implied_rules_are_found(rules: str, implied: list[str], tmp_path: Path) -> None:
    """A rule that does more, less or something else, or that other rules answer, implies nothing."""
    found = structure(tmp_path, rules, "rules-not-implied")
    assert [text.split("the rule ")[1].split()[0] for text in found] == implied


def test_attacks_in_vain_are_found(tmp_path: Path) -> None:
    """An attack by name that never meets its target is a failure, one on a whole concern a note."""
    apart = "{opening.step_up: no, opening.leads_people: yes}"
    rules = RAISING + one_rule("other", "raises: minor", LEADS)
    named = rules + one_rule("answer", "mitigates: raising", apart)
    assert structure(tmp_path / "a", named, "attacks-meet") == ["the rule answer never meets raising, which it answers"]
    whole = load_knowledge(write_pack(tmp_path / "b", rules + one_rule("answer", "mitigates: all", apart)))
    proof = proof_of(whole, "attacks-meet")
    assert proof.holds
    assert proof.notes == ("the rule answer, which answers its whole concern, never meets raising",)


def test_contradictions_are_found(tmp_path: Path) -> None:
    rules = RAISING + one_rule("answer", "mitigates: raising", STEP_UP)
    verdicts = one_rule("first", "verdict: decline", LEADS) + one_rule("second", "verdict: find_out_more", LEADS)
    assert structure(tmp_path, rules, "no-contradictions", verdicts + DECIDES) == [
        "the rules answer and raising have the same conditions, and one answers the other",
        "the rules first and second have the same conditions and give other verdicts",
    ]
    knowledge = load_knowledge(tmp_path)
    assert texts(knowledge, "rules-fire") == ["the rule raising applies and stands in no case"]


def test_every_claim_holds_of_the_shipped_rules() -> None:
    assert [proof.id for proof in prove(article()) if not proof.holds] == []


def test_a_claim_that_takes_too_long_stays_open_and_the_rest_is_proved() -> None:
    """With hardly any time, what takes many steps is open, with the reason; what takes one is proved; none is lost."""
    hurried, proofs = prove(article(), seconds=1e-9), prove(article())
    assert [proof.id for proof in hurried] == [proof.id for proof in proofs]
    results = {proof.id: proof.result for proof in hurried}
    assert set(results.values()) == {"open", "proved"}
    assert results["values-matter"] == "open"
    for proof in hurried:
        assert proof.holds is (proof.result == "proved")
        assert proof.still_open in ("", "it takes longer than 1e-09 seconds")


def test_a_claim_that_takes_too_much_memory_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a diagram outgrows its limit within a claim, that claim is open, and the others are tried."""

    def outgrown(*_: object) -> None:
        raise DiagramTooLargeError("these rules need a diagram of more than 7 nodes")

    monkeypatch.setattr(AllCases, "meets", outgrown)
    results = {proof.id: (proof.result, proof.still_open) for proof in prove(article())}
    assert results["prohibitive-means-decline"] == ("open", "these rules need a diagram of more than 7 nodes")
    assert results["one-verdict"] == ("proved", "")
