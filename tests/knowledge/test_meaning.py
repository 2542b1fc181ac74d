"""What rules mean together: arguments, concerns, what is in it for you, and the verdict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pmo_expert import InputError, Knowledge, advise, case_from, load_knowledge
from tests.knowledge.packs import DECIDES, write_pack

GOALS = "candidate.goals"


def rule(name: str, effect: str, when: str = "{}") -> str:
    """Return a rule in a line."""
    return f"- {{id: {name}, {effect}, when: {when}, because: B, source: s 1}}\n"


def switched(name: str, effect: str, attribute: str) -> str:
    """Return a rule that fires when a yes/no attribute is yes."""
    return rule(name, effect, f"{{{attribute}: yes}}")


def outcome(knowledge: Knowledge, **facts: Any) -> dict[str, str | None]:
    """Return the value of every conclusion; facts have a dash of underscores for their dot."""
    case = case_from({name.replace("__", "."): value for name, value in facts.items()})
    reached = knowledge.engine("compiled").derive(knowledge.compiled.encoding.facts(case)).conclusions
    values: dict[str, str | None] = {}
    for name, conclusion in knowledge.subjects.conclusions.items():
        held = [value for value in conclusion.values if conclusion.atom(value) in reached]
        assert len(held) <= 1, (name, held)
        values[name] = held[0] if held else conclusion.default
    return values


def of_concern(knowledge: Knowledge, **facts: Any) -> tuple[str | None, str | None]:
    """Return status and severity of the concern `c`."""
    values = outcome(knowledge, **facts)
    return values["concern.c"], values["severity.c"]


YES_NO = (
    "opening.step_up",
    "opening.leads_people",
    "opening.works_with_business",
    "opening.works_with_executives",
)
"""All attributes that the rules of a chain read."""


def all_known(*yes: str) -> dict[str, bool]:
    """Return facts by which each of the attributes is known: yes for some, no for the others."""
    return {name.replace(".", "__"): name in yes for name in YES_NO}


CHAIN = (
    switched("raising", "raises: serious", "opening.step_up")
    + switched("answer", "mitigates: raising", "opening.leads_people")
    + switched("caveat", "defeats: answer", "opening.works_with_executives")
    + switched("but-then", "defeats: caveat", "opening.works_with_business")
)


@pytest.mark.parametrize(
    ("fired", "expected"),
    [
        ((), ("not_raised", "none")),
        (("step_up",), ("open", "serious")),
        (("step_up", "leads_people"), ("mitigated", "none")),
        (("step_up", "leads_people", "works_with_executives"), ("open", "serious")),
        (("step_up", "leads_people", "works_with_executives", "works_with_business"), ("mitigated", "none")),
        (("step_up", "works_with_executives"), ("open", "serious")),
        (("leads_people",), ("not_raised", "none")),
        (("leads_people", "works_with_executives", "works_with_business"), ("not_raised", "none")),
    ],
)
def test_chain_of_arguments(tmp_path: Path, fired: tuple[str, ...], expected: tuple[str, str]) -> None:
    """An answer defeats, a caveat to it reinstates, an answer to the caveat defeats again.

    What nothing raises is not raised once nothing unknown could raise it, and not known before.
    """
    knowledge = load_knowledge(write_pack(tmp_path, CHAIN))
    assert of_concern(knowledge, **all_known(*(f"opening.{name}" for name in fired))) == expected
    in_part = of_concern(knowledge, **{f"opening__{name}": True for name in fired})
    assert in_part == (expected if "step_up" in fired else ("not_known", "none"))


def test_unknown_fires_nothing(tmp_path: Path) -> None:
    """A rule whose facts are unknown is no argument, and neither is one whose facts are against it."""
    knowledge = load_knowledge(write_pack(tmp_path, CHAIN))
    assert of_concern(knowledge, opening__step_up=True, opening__leads_people=None) == ("open", "serious")
    assert of_concern(knowledge, opening__step_up=True, opening__leads_people=False) == ("open", "serious")
    assert of_concern(knowledge, opening__step_up=None) == ("not_known", "none")
    assert of_concern(knowledge, opening__step_up=False) == ("not_raised", "none")


def test_one_standing_answer_is_enough(tmp_path: Path) -> None:
    """An argument with two answers falls when one of them is defeated and the other stands."""
    rules = CHAIN + switched("second", "mitigates: [raising]", "opening.facilities_duties")
    knowledge = load_knowledge(write_pack(tmp_path, rules))
    facts = {"opening__step_up": True, "opening__leads_people": True, "opening__works_with_executives": True}
    assert of_concern(knowledge, **facts) == ("open", "serious")
    assert of_concern(knowledge, **facts, opening__facilities_duties=True) == ("mitigated", "none")


def test_mitigating_all_does_not_reach_a_prohibitive_argument(tmp_path: Path) -> None:
    """A rule that mitigates all answers every argument of its concern but the prohibitive ones."""
    rules = (
        rule("light", "raises: minor")
        + switched("heavy", "raises: serious", "opening.step_up")
        + switched("veto", "raises: prohibitive", "opening.leads_people")
        + switched("calm", "mitigates: all", "opening.manages_projects")
    )
    knowledge = load_knowledge(write_pack(tmp_path, rules))
    assert of_concern(knowledge, opening__step_up=True, opening__manages_projects=True) == ("mitigated", "none")
    assert of_concern(knowledge, opening__leads_people=True, opening__manages_projects=True) == ("open", "prohibitive")


def test_mitigating_all_leaves_other_concerns_alone(tmp_path: Path) -> None:
    """A rule that mitigates all answers its own concern only."""
    folder = write_pack(tmp_path, rule("a", "raises: minor"), DECIDES + rule("calm", "mitigates: all"))
    values = outcome(load_knowledge(folder))
    assert (values["concern.c"], values["concern.d"]) == ("open", "not_raised")


def test_caveat_to_mitigating_all_reinstates(tmp_path: Path) -> None:
    """What was mitigated as a whole is open again when the mitigation is defeated."""
    rules = (
        rule("a", "raises: minor")
        + rule("calm", "mitigates: all")
        + switched("but", "defeats: calm", "opening.step_up")
    )
    knowledge = load_knowledge(write_pack(tmp_path, rules))
    assert of_concern(knowledge) == ("mitigated", "none")
    assert of_concern(knowledge, opening__step_up=True) == ("open", "minor")


def test_severity_is_the_highest_that_stands(tmp_path: Path) -> None:
    """A concern is as severe as the most severe of its standing arguments; defeated ones do not count."""
    rules = (
        rule("light", "raises: minor")
        + switched("heavy", "raises: serious", "opening.step_up")
        + switched("veto", "raises: prohibitive", "opening.leads_people")
        + switched("calm", "mitigates: heavy", "opening.manages_projects")
    )
    knowledge = load_knowledge(write_pack(tmp_path, rules))
    assert of_concern(knowledge) == ("open", "minor")
    assert of_concern(knowledge, opening__step_up=True) == ("open", "serious")
    assert of_concern(knowledge, opening__step_up=True, opening__leads_people=True) == ("open", "prohibitive")
    assert of_concern(knowledge, opening__step_up=True, opening__manages_projects=True) == ("open", "minor")


def test_worst_is_the_most_severe_of_all_concerns(tmp_path: Path) -> None:
    """The worst concern is the most severe that is open, in whichever concern, and none when none is."""
    first = switched("light", "raises: minor", "opening.step_up")
    second = switched("heavy", "raises: serious", "opening.leads_people") + switched(
        "calm", "mitigates: all", "opening.manages_projects"
    )
    knowledge = load_knowledge(write_pack(tmp_path, first, DECIDES + second))

    def worst(*fired: str) -> str | None:
        return outcome(knowledge, **{f"opening__{name}": True for name in fired})["concerns.worst"]

    assert worst() == "none"
    assert worst("step_up") == "minor"
    assert worst("step_up", "leads_people") == "serious"
    assert worst("step_up", "leads_people", "manages_projects") == "minor"


OFFERS = switched("growing", "offers: g, serves: [promotion, influence]", "opening.step_up")


@pytest.mark.parametrize(
    ("goals", "step_up", "expected", "still_open"),
    [
        (None, True, "not_known", "no"),
        (None, None, "not_known", "no"),
        ([], True, "fails", "no"),
        (["promotion"], True, "passes", "no"),
        (["leadership", "influence"], True, "passes", "no"),
        (["leadership"], True, "fails", "no"),
        (["promotion"], False, "fails", "no"),
        (["promotion"], None, "not_known", "yes"),
        (["leadership"], None, "fails", "no"),
    ],
)
def test_what_is_in_it_for_you(
    tmp_path: Path, goals: list[str] | None, step_up: bool | None, expected: str, still_open: str
) -> None:
    """It passes when growth serves a goal, and fails when goals are known and nothing that is unknown could serve one.

    Else it is not known.
    """
    values = outcome(load_knowledge(write_pack(tmp_path, OFFERS)), candidate__goals=goals, opening__step_up=step_up)
    assert (values["wiifm"], values["wiifm.still_open"]) == (expected, still_open)
    assert values["growth.g"] == ("yes" if step_up else "no")


def test_defeated_growth_serves_nothing(tmp_path: Path) -> None:
    """Growth that a standing argument defeats is not offered."""
    rules = OFFERS + switched("in-name-only", "defeats: growing", "opening.leads_people")
    knowledge = load_knowledge(write_pack(tmp_path, rules))
    facts = {"candidate__goals": ["promotion"], "opening__step_up": True}
    assert outcome(knowledge, **facts)["wiifm"] == "passes"
    defeated = outcome(knowledge, **facts, opening__leads_people=True)
    assert (defeated["wiifm"], defeated["growth.g"], defeated["wiifm.still_open"]) == ("fails", "no", "no")


def test_growth_for_other_goals_is_not_still_open(tmp_path: Path) -> None:
    """Known goals that an offer does not accept rule the growth out, whatever else is unknown."""
    when = "{opening.step_up: yes, candidate.goals: {includes: [influence, leadership]}}"
    knowledge = load_knowledge(write_pack(tmp_path, rule("grow", "offers: g, serves: [promotion]", when)))
    assert outcome(knowledge, candidate__goals=["promotion"])["wiifm.still_open"] == "no"
    assert outcome(knowledge, candidate__goals=["promotion", "influence"])["wiifm.still_open"] == "yes"


def test_a_pack_that_leaves_a_case_without_verdict_is_refused(tmp_path: Path) -> None:
    """The last verdict rule must hold always and say more than to find out more."""
    for verdicts in (
        "- {id: a, raises: minor, when: {}, because: B, source: s 1}\n",
        "- {id: a, verdict: accept, when: {opening.step_up: yes}, because: B, source: s 1}\n",
        "- {id: a, verdict: find_out_more, when: {}, because: B, source: s 1}\n",
    ):
        with pytest.raises(InputError, match="some case may get no verdict"):
            load_knowledge(write_pack(tmp_path, rule("light", "raises: minor"), verdicts))


def test_growth_by_one_of_several_goals(tmp_path: Path) -> None:
    """A test for several members of a set is met by any one of them."""
    when = "{candidate.goals: {includes: [promotion, influence]}}"
    knowledge = load_knowledge(write_pack(tmp_path, rule("a", "raises: minor", when)))
    assert of_concern(knowledge, candidate__goals=["influence", "leadership"]) == ("open", "minor")
    assert of_concern(knowledge, candidate__goals=["promotion"]) == ("open", "minor")
    assert of_concern(knowledge, candidate__goals=["leadership"]) == ("not_raised", "none")
    assert of_concern(knowledge) == ("not_known", "none")


def test_findings_feed_rules(tmp_path: Path) -> None:
    """A finding holds when a rule finds it; its absence can be tested too."""
    rules = (
        switched("finding", "finds: known", "opening.step_up")
        + rule("if-known", "raises: serious", "{finding.known: yes}")
        + rule("if-not", "raises: minor", "{finding.known: no}")
    )
    knowledge = load_knowledge(write_pack(tmp_path, rules))
    assert of_concern(knowledge, opening__step_up=True) == ("open", "serious")
    assert of_concern(knowledge) == ("open", "minor")


def test_a_finding_that_no_rule_concludes_is_absent(tmp_path: Path) -> None:
    """A rule may test a finding, or growth, that nothing concludes: it is not so, and the trace says that."""
    rules = rule("plain", "raises: minor", "{finding.known: no, growth.g: no}")
    advice = advise(case_from({}), load_knowledge(write_pack(tmp_path, rules)), engine="compiled")
    firing = next(firing for firing in advice.trace if firing.rule == "plain")
    assert [(premise.conclusion, premise.holds, premise.text) for premise in firing.premises] == [
        ("finding.known", False, "it is not known"),
        ("growth.g", False, "the post is not known to offer: Growth of yours"),
    ]


VERDICTS = (
    rule("veto", "verdict: decline", "{concerns.worst: prohibitive}")
    + rule("ask", "verdict: find_out_more", "{opening.step_up: unknown}")
    + rule("serious", "verdict: accept_with_conditions", "{concerns.worst: {at_least: serious}}")
    + rule("again", "verdict: find_out_more", "{opening.leads_people: unknown}")
    + rule("fine", "verdict: accept")
)
RAISING = switched("heavy", "raises: serious", "opening.manages_projects") + switched(
    "worst", "raises: prohibitive", "opening.facilities_duties"
)


@pytest.mark.parametrize(
    ("facts", "verdict", "lean"),
    [
        ({}, "find_out_more", "accept"),
        ({"manages_projects": True}, "find_out_more", "accept_with_conditions"),
        ({"facilities_duties": True}, "decline", "decline"),
        ({"step_up": True}, "find_out_more", "accept"),
        ({"step_up": True, "manages_projects": True}, "accept_with_conditions", "accept_with_conditions"),
        ({"step_up": False, "leads_people": False}, "accept", "accept"),
    ],
)
def test_first_verdict_that_holds_decides(tmp_path: Path, facts: dict[str, bool], verdict: str, lean: str) -> None:
    """The first verdict rule that holds decides; the lean leaves out the rules that say to find out more."""
    knowledge = load_knowledge(write_pack(tmp_path, RAISING, VERDICTS))
    values = outcome(knowledge, **{f"opening__{name}": value for name, value in facts.items()})
    assert (values["verdict"], values["lean"]) == (verdict, lean)


def test_defeated_verdict_rule_does_not_decide(tmp_path: Path) -> None:
    """A caveat to a verdict rule lets the next one decide."""
    caveat = switched("not-so", "defeats: veto", "opening.step_up")
    knowledge = load_knowledge(write_pack(tmp_path, RAISING + caveat, VERDICTS))
    facts = {"opening__facilities_duties": True, "opening__step_up": True, "opening__leads_people": True}
    values = outcome(knowledge, **facts)
    assert (values["verdict"], values["lean"]) == ("accept_with_conditions", "accept_with_conditions")


def test_every_concern_has_exactly_one_status(tmp_path: Path) -> None:
    """Also in a pack whose concerns nothing raises, statuses, WII-FM and verdict each have one value."""
    values = outcome(load_knowledge(write_pack(tmp_path, rule("a", "finds: known"))))
    assert values == {
        "finding.known": "yes",
        "growth.g": "no",
        "concern.c": "not_raised",
        "severity.c": "none",
        "concern.d": "not_raised",
        "severity.d": "none",
        "concerns.worst": "none",
        "wiifm": "not_known",
        "wiifm.still_open": "no",
        "case.empty": "yes",
        **dict.fromkeys((f"case.empty.{section}" for section in load_knowledge().vocabulary.sections), "yes"),
        "verdict": "accept",
        "lean": "accept",
    }
