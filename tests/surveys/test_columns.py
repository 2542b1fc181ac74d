"""Columns by name: which attribute each states, and what is refused."""

from __future__ import annotations

import pytest

from pmo_expert import InputError
from pmo_expert.surveys.frames.columns import members_of, stated_attributes
from pmo_expert.surveys.frames.near_names import WHOLE, is_stating, nearest_attribute
from tests.advice.examples import article
from tests.surveys.own import own

VOCABULARY = article().vocabulary
GOALS = VOCABULARY.attributes["candidate.goals"].values
MEMBERS = [f"candidate.goals.{goal}" for goal in GOALS]


def refused(*columns: str, shared: tuple[str, ...] = ()) -> list[str]:
    """Return what is wrong with columns, a sentence each, without what is allowed."""
    with pytest.raises(InputError) as caught:
        stated_attributes(columns, shared, VOCABULARY)
    return [str(fault).partition(" allowed:")[0].rstrip(";") for fault in caught.value.faults]


def test_columns_state_the_attributes_that_they_are_named_after() -> None:
    """Attributes come in the order of the vocabulary, sets by one column or one for each member; the rest is left."""
    columns = ["id", *reversed(MEMBERS), "pmo.level", "organization.health", "pmo", "a.b", "PMO levels", "", 1, None]
    assert stated_attributes(columns, ["pmo.standing"], VOCABULARY) == {
        "organization.health": {WHOLE: "organization.health"},
        "pmo.level": {WHOLE: "pmo.level"},
        "candidate.goals": {goal: f"candidate.goals.{goal}" for goal in reversed(GOALS)},
    }
    assert stated_attributes(["candidate.goals"], [], VOCABULARY) == {"candidate.goals": {WHOLE: "candidate.goals"}}


def test_columns_of_a_section_that_name_no_attribute_are_refused() -> None:
    """Each is refused with the nearest name, all at once, also when the section is in other case or has spaces."""
    assert refused("pmo.levle", "candidate.goal", "pmo.", "PMO.levle", "pmo.level.x") == [
        "pmo: there is no attribute “levle”; did you mean “level”?",
        "candidate: there is no attribute “goal”; did you mean “goals”?",
        "pmo: there is no attribute “”",
        "there is no section “PMO”; did you mean “pmo”?",
        "pmo: there is no attribute “level.x”; did you mean “level”?",
    ]


@pytest.mark.parametrize(
    "column",
    ["PMO.level", " pmo.level", "pmo level", "PMO Level", "pmo_level", "pmo-level ", "level", "Level", "pmo.level."],
)
def test_names_that_are_nearly_those_of_attributes_are_taken(column: str) -> None:
    """Case and what parts the words make no difference, and the section may be left out."""
    assert stated_attributes(["id", column], [], VOCABULARY) == {"pmo.level": {WHOLE: column}}
    assert members_of(["id", column], [], VOCABULARY) == {column: ()}


def test_columns_of_members_may_have_near_names() -> None:
    """Columns for all members of a set are taken so, too; for some of them, or beside the whole, none is."""
    columns = [f"Goals: {goal}".replace(":", "").replace("_", " ").title() for goal in GOALS]
    assert stated_attributes(columns, [], VOCABULARY) == {"candidate.goals": dict(zip(GOALS, columns, strict=True))}
    assert refused(*columns[1:]) == ["no column states an attribute"]
    assert refused(*columns, "goals") == ["no column states an attribute"]


def test_columns_of_near_names_are_taken_only_beyond_doubt() -> None:
    """Where the exact name is there too, all rows share the fact, two columns may mean it, or a field is of two
    sections, a column is carried along."""
    assert stated_attributes(["level", "pmo.level"], [], VOCABULARY) == {"pmo.level": {WHOLE: "pmo.level"}}
    assert refused("level", shared=("pmo.level",)) == ["no column states an attribute"]
    assert refused("level", "Level") == ["no column states an attribute"]
    fields = [name.partition(".")[2] for name in VOCABULARY.attributes]
    doubled = {field for field in fields if fields.count(field) > 1}
    assert all(refused(field) == ["no column states an attribute"] for field in doubled)


def test_columns_that_are_much_like_an_attribute_have_a_nearest() -> None:
    """The nearest attribute of a column that states none is told, with and without its section."""
    names = ("experience_yeers", "candidate experience yeers", "id", "name")
    assert [nearest_attribute(name, VOCABULARY) for name in names] == ["candidate.experience_years"] * 2 + [None] * 2


def test_members_that_do_not_exist_are_refused() -> None:
    """A column for a member that a set does not have is refused with the nearest."""
    assert refused(*MEMBERS, "candidate.goals.promotoin") == [
        "candidate.goals: there is no member “promotoin”; did you mean “promotion”?",
    ]


def test_every_member_must_have_a_column() -> None:
    """A set with columns for some of its members lacks those of the others; each is named."""
    problem = "this column is missing; a set takes one for each member"
    assert refused(*MEMBERS[2:]) == [f"{column}: {problem}" for column in MEMBERS[:2]]


def test_a_set_is_stated_once() -> None:
    """A column for the whole of a set leaves no room for columns of its members."""
    assert refused("candidate.goals", MEMBERS[0], "pmo.level") == [
        f"{MEMBERS[0]}: the column candidate.goals says this already"
    ]


def test_an_attribute_is_stated_by_a_column_or_for_all_rows() -> None:
    """An attribute with a column and a value for all rows is refused; so is a set with columns for its members."""
    problem = "this attribute has a column and a value for all rows; leave one of them out"
    assert refused("pmo.level", *MEMBERS, shared=("candidate.goals", "pmo.level", "pmo.standing")) == [
        f"candidate.goals: {problem}",
        f"pmo.level: {problem}",
    ]


def test_some_column_must_state_an_attribute() -> None:
    """Where no column states anything there is nothing to advise on, whatever all rows share."""
    assert refused("id", "name", shared=("pmo.level",)) == ["no column states an attribute"]
    assert refused() == ["no column states an attribute"]


def test_columns_of_members_are_named_after_the_set_and_the_member() -> None:
    """A column for a member is named after the set, a dot, and the member as it is, be that a digit."""
    vocabulary = own().vocabulary
    tools = vocabulary.attributes["candidate.tools"].values
    columns = [f"candidate.tools.{tool}" for tool in tools]
    assert {"candidate.tools.ms_project", "candidate.tools.1"} < set(columns)
    assert stated_attributes(columns, [], vocabulary) == {"candidate.tools": dict(zip(tools, columns, strict=True))}


def test_further_dots_belong_to_the_member() -> None:
    """What follows the name of a set is all one member, dots and all, and there is none of such a name."""
    assert refused(*MEMBERS, "candidate.goals.leadership.fame") == [
        "candidate.goals: there is no member “leadership.fame”; did you mean “leadership”?"
    ]


def test_only_columns_of_a_whole_set_hold_members() -> None:
    """What a column may hold: the members of a set, nothing for other attributes, and nothing is read of the rest."""
    names = ["candidate.goals", "pmo.level", "Pmo.levle", "id"]
    assert members_of(names, [], VOCABULARY) == {"candidate.goals": GOALS, "pmo.level": (), "Pmo.levle": ()}
    assert members_of(MEMBERS, [], VOCABULARY) == dict.fromkeys(MEMBERS, ())
    assert [is_stating(name, VOCABULARY) for name in ("pmo.x", "Pmo.x", " pmo .x", "pmo", "x.pmo", "pmos.x")] == [
        *[True] * 3,
        *[False] * 3,
    ]
