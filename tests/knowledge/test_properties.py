"""The file `properties.yaml`: what it states, and its faults."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

import pytest

from pmo_expert import InputError, Knowledge, load_knowledge
from pmo_expert.knowledge.language.properties import Always, CaseChange, Never, NeverLeads, NeverWorse
from tests.knowledge.packs import write_files, write_pack

RULES = """
- {id: raising, raises: serious, when: {opening.step_up: no}, because: B, source: s 1}
- {id: years, raises: minor, when: {candidate.experience_years: {at_most: 4}}, because: B, source: s 1}
"""


def load(folder: Path, properties: str) -> Knowledge:
    """Return a tiny pack with properties."""
    write_pack(folder, RULES)
    text = "properties:\n" + indent(dedent(properties).strip(), "  ") + "\n"
    return load_knowledge(write_files(folder, properties=text))


def faults(folder: Path, properties: str) -> list[str]:
    """Return what is wrong with properties, each after line and column."""
    with pytest.raises(InputError) as caught:
        load(folder, properties)
    assert {fault.file for fault in caught.value.faults} == {str(folder / "properties.yaml")}
    return [f"{fault.line}:{fault.column} {fault.problem} {fault.found}" for fault in caught.value.faults]


def test_properties_are_read(tmp_path: Path) -> None:
    knowledge = load(
        tmp_path,
        """
        - {id: one, says: S, when: {concerns.worst: serious}, always: {verdict: decline, lean: decline}}
        - {id: two, says: S, never: {candidate.experience_years: {at_least: 0, at_most: 4}, verdict: accept}}
        - {id: three, says: S, change: {lower: opening.step_up}, never_worse: [verdict, lean]}
        - {id: four, says: S, change: {serve: candidate.goals}, never_worse: lean}
        - {id: five, says: S, change: {learn: any}, never_leads: {from: accept, to: [decline, find_out_more]}}
        """,
    )
    one, two, three, four, five = knowledge.properties
    assert isinstance(one.demand, Always)
    assert [condition.subject for condition in one.conditions] == ["concerns.worst", "verdict", "lean"]
    assert isinstance(two.demand, Never)
    assert three.demand == NeverWorse(CaseChange("lower", "opening.step_up"), ("verdict", "lean"))
    assert four.demand == NeverWorse(CaseChange("serve", "candidate.goals"), ("lean",))
    assert five.demand == NeverLeads(CaseChange("learn", "any"), ("accept",), ("decline", "find_out_more"))


def test_a_pack_without_properties_has_none(tmp_path: Path) -> None:
    assert load_knowledge(write_pack(tmp_path, RULES)).properties == ()


@pytest.mark.parametrize(
    ("property_text", "expected"),
    [
        ("{says: S, never: {verdict: accept}}", "2:5 lacks id None"),
        ("{id: a, never: {verdict: accept}}", "2:5 lacks says None"),
        ("{id: A b, says: S, never: {verdict: accept}}", "2:5 expected an id of small letters"),
        ("{id: a, says: S}", "2:5 demands nothing; it needs one of always, never, never_worse, never_leads"),
        ("{id: a, says: S, never: {verdict: accept}, always: {lean: accept}}", "2:5 demands more than one thing"),
        ("{id: a, says: S, alway: {verdict: accept}}", "2:22 there is no key alway"),
        ("{id: a, says: S, never: {}}", "2:29 names no condition under never"),
        ("{id: a, says: S, never: {verdict: maybe}}", "2:39 there is no value maybe"),
        ("{id: a, says: S, never: {verdikt: accept}}", "2:30 there is no attribute or conclusion verdikt"),
        ("{id: a, says: S, never: {verdict: accept}, change: {learn: any}}", "change goes with never_worse"),
        ("{id: a, says: S, never_worse: verdict}", "2:5 lacks change"),
        ("{id: a, says: S, change: {turn: x}, never_worse: verdict}", "2:31 there is no key turn"),
        ("{id: a, says: S, change: {learn: any, raise: pmo.standing}, never_worse: lean}", "change takes one of"),
        ("{id: a, says: S, change: {raise: pmo.level}, never_worse: lean}", "2:30 raise does not take pmo.level"),
        ("{id: a, says: S, change: {serve: pmo.level}, never_worse: lean}", "2:30 serve does not take pmo.level"),
        ("{id: a, says: S, change: {learn: pmo}, never_worse: lean}", "2:30 learn does not take pmo"),
        ("{id: a, says: S, change: {learn: any}, never_worse: wiifm}", "there is no conclusion to compare wiifm"),
        ("{id: a, says: S, change: {learn: any}, never_leads: {from: accept}}", "lacks a verdict"),
        ("{id: a, says: S, change: {learn: any}, never_leads: {from: yes, to: decline}}", "there is no verdict yes"),
        ("{id: a, says: S, change: {raise: pmo.standing}, never_worse: lean}", "no rule reads the attribute"),
        ("{id: a, says: S, never: {pmo.standing: neutral}}", "no rule reads the attribute pmo.standing"),
        ("{id: a, says: S, never: {candidate.experience_years: 7}}", "no rule tells these amounts apart"),
        ("3", "2:5 expected a mapping, found “3”"),
    ],
)
def test_faults_are_told_with_their_place(property_text: str, expected: str, tmp_path: Path) -> None:
    told = faults(tmp_path, f"- {property_text}")
    assert any(expected in fault for fault in told), told


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    told = faults(tmp_path, "- {id: a, says: S}\n- {id: b, never: {verdict: accept}}\n- {id: c, says: S, always: 3}")
    assert [fault[:3] for fault in told] == ["2:5", "3:5", "4:3", "4:3"]


def test_ids_stand_once(tmp_path: Path) -> None:
    stated = "- {id: a, says: S, never: {verdict: accept}}\n"
    assert faults(tmp_path, stated * 2) == ["3:5 another property has the same id: a"]
