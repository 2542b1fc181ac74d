"""Text as people type it: what it means, and that it means the same wherever it is typed."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from pmo_expert import InputError, Interview, WhatIf, case_from, consult, from_json, parse_case
from pmo_expert.domain.attribute import Attribute, Value
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.named import Named
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.kinds.yes_no import YesNo
from pmo_expert.domain.text import (
    decimal_text,
    folded,
    is_unknown,
    number_in,
    number_text,
    numbered,
    readable,
    spellings,
)
from pmo_expert.doors.cli.commands.case_commands import _read_changes
from pmo_expert.interview.interview import _State
from tests.advice.examples import article
from tests.doors.run import FIRST, run

ATTRIBUTES = article().vocabulary.attributes
SHARE, YEARS = "percent of working time", "years"
UNKNOWN_WORDS = (
    "unknown",
    "don't know",
    "dont know",
    "do not know",
    "not known",
    "?",
    "n/a",
    "NA",
    "not available",
    "-",
    "–",
)


@pytest.mark.parametrize(
    "text",
    [
        "broader_skills",
        "Broader Skills",
        "BROADER-SKILLS",
        " broader  skills\n",
        "broader _- skills",
        "_broader-skills",
    ],
)
def test_names_are_compared_without_case_blanks_and_hyphens(text: str) -> None:
    """Case, and which of blanks, hyphens and underscores part the words of a name, make no difference."""
    assert folded(text) == "broader_skills"


def test_words_of_a_name_stay_apart() -> None:
    """Words that are written together are another name."""
    assert folded("broaderskills") != folded("broader skills")


@pytest.mark.parametrize("text", [*UNKNOWN_WORDS, "Unknown", " UNKNOWN ", "Don’t know", "do  not\tknow", "DON'T KNOW"])
def test_unknown_may_be_said_in_several_ways(text: str) -> None:
    """Unknown may be said in several ways, in any case, with either apostrophe."""
    assert is_unknown(text)


@pytest.mark.parametrize("text", ["", "??", "unknow", "none", "no", "null", "don't", "I don't know", "_", "not"])
def test_other_words_are_not_unknown(text: str) -> None:
    """Nothing else means unknown; an empty text says nothing."""
    assert not is_unknown(text)


def test_spellings_are_those_of_values_and_of_other_names() -> None:
    """A value is spelled by its own name and by its other names; its own name wins."""
    found = spellings(("part_staff", "staff"), {"Both kinds": "part_staff", "Staff": "part_staff"})
    assert found == {"part_staff": "part_staff", "staff": "staff", "both_kinds": "part_staff"}


@pytest.mark.parametrize(
    ("text", "value"), [("1", "a"), (" 2 ", "b"), ("02", "b"), ("3", None), ("0", None), ("", None)]
)
def test_numbers_stand_for_values_from_one_on(text: str, value: str | None) -> None:
    """The number of a value, from 1 on, stands for it; another number stands for none."""
    assert numbered(text, ("a", "b")) == value


@pytest.mark.parametrize("text", ["-1", "+1", "1.0", "one", "1 2", "²", "٢", "1" * 10])
def test_only_plain_digits_number_a_value(text: str) -> None:
    """What is not a few plain digits is no number of a value."""
    assert numbered(text, ("a", "b")) is None


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        *(("30", SHARE, 30), ("+7", SHARE, 7), ("-3", SHARE, -3), ("007", SHARE, 7), (" 30 ", SHARE, 30)),
        *(("2.5", SHARE, 2.5), ("2.50", SHARE, 2.5), ("7,5", YEARS, 7.5), ("7,25", YEARS, 7.25), ("1e1", SHARE, 10.0)),
        *(("30 %", SHARE, 30), ("30%", SHARE, 30), ("2,5 %", SHARE, 2.5), ("30  %", SHARE, 30)),
        *(("30 percent", SHARE, 30), ("30 Percent of working time", SHARE, 30)),
        *(("12 years", YEARS, 12), ("1 year", YEARS, 1), ("12years", YEARS, 12), ("7,5 YEARS", YEARS, 7.5)),
        *(("3 days", "days a week", 3), ("1 day", "days a week", 1), ("3 days a week", "days a week", 3)),
        *(("3", "", 3), ("0.1", "", 0.1), ("5.", "", 5.0), (".5", "", 0.5), ("9" * 40, "", int("9" * 40))),
    ],
)
def test_numbers_are_read_with_and_without_their_unit(text: str, unit: str, number: float) -> None:
    """A number has a point or a comma, and may be followed by its unit, by one of it, or by the sign for percent."""
    found = number_in(text, unit)
    assert (found, type(found)) == (number, type(number))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        *(("", SHARE), ("%", SHARE), ("percent", SHARE), ("30 %%", SHARE), ("30 % %", SHARE), ("30 years", SHARE)),
        *(("30 %", YEARS), ("12 months", YEARS), ("years", YEARS), ("12 years years", YEARS), ("years 12", YEARS)),
        *(("1,5,", SHARE), (".", SHARE), ("1,000", SHARE), ("1.000,5", SHARE), ("1 000", SHARE), ("1_0", SHARE)),
        *(("nan", SHARE), ("inf", SHARE), ("0x10", SHARE), ("1e999", SHARE), ("٣", SHARE), ("9" * 41, SHARE)),
        *(("3 euros", ""), ("3 %", "")),
    ],
)
def test_other_text_is_no_number(text: str, unit: str) -> None:
    """Another unit, signs that part thousands, and what other programs take for numbers, are none here."""
    assert number_in(text, unit) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [(3, "3"), (3.0, "3"), (2.5, "2.5"), (1e-7, "0.0000001"), (1e22, "1" + "0" * 22), (-0.25, "-0.25")],
)
def test_numbers_are_written_in_decimals(value: float, text: str) -> None:
    """A number is written in plain decimals, without needless zeros."""
    assert decimal_text(value) == text


@given(st.integers(-(10**15) + 1, 10**15 - 1) | st.floats(-1e9, 1e9))
def test_written_numbers_are_read_back(value: float) -> None:
    """A number that is written is read back, with as many digits as are read."""
    found = number_in(decimal_text(value), "")
    assert found is not None
    assert abs(Decimal(found) - Decimal(value)) <= Decimal("1e-15") + abs(Decimal(value)) * Decimal("1e-15")


def test_numbers_are_shown_without_a_needless_fraction() -> None:
    """A whole number is shown as one, whatever its type."""
    assert [number_text(value) for value in (3, 3.0, 2.5)] == ["3", "3", "2.5"]


def test_anything_is_readable() -> None:
    """Anything can be shown, also a number that Python refuses to write out."""
    assert [readable(value) for value in (None, [1], 10**5000)] == ["None", "[1]", "int too large to show"]


# The same text everywhere


class Asking(Interview):
    """An interview that asks for one attribute, without looking for what to ask."""

    def __init__(self, attribute: Attribute) -> None:
        self.wanted = attribute
        self._states = [_State(consult({}, engine="compiled"))]

    def _asked(self) -> Attribute:
        return self.wanted

    def _look(self) -> None:
        pass


def by_case_file(name: str, text: str) -> Value:
    """Return what a text means in a case file, as JSON and as YAML."""
    section, _, field = name.partition(".")
    first, second = parse_case(json.dumps({name: text})), parse_case(yaml.safe_dump({section: {field: text}}))
    assert first == second
    return first.value(name)


def by_option(name: str, text: str) -> Value:
    """Return what a text means as an option of what-if."""
    value: Value = _read_changes(case_from({}), (f"{name}={text}",))[name]
    return value


def by_answer(name: str, text: str) -> Value:
    """Return what a text means as an answer of the interview."""
    interview = Asking(ATTRIBUTES[name])
    interview.answer(text)
    return interview.case.value(name)


def by_python(name: str, text: str) -> Value:
    """Return what a text means to case_from."""
    return case_from({name: text}).value(name)


DOORS = {"case file": by_case_file, "option": by_option, "answer": by_answer, "case_from": by_python}
every_door = pytest.mark.parametrize("door", DOORS)


def names_of(attribute: Attribute) -> dict[str, Value]:
    """Return the values of an attribute by all their names."""
    if isinstance(attribute, YesNo):
        said = {True: ("yes", "y", "true"), False: ("no", "n", "false")}
        return {name: value for value, names in said.items() for name in names} | attribute_names(attribute)
    return attribute_names(attribute)


def attribute_names(attribute: Attribute) -> dict[str, Any]:
    """Return the values of an attribute by the names that the vocabulary gives them."""
    assert isinstance(attribute, Named | SetOf)
    others = attribute.names.items()
    if isinstance(attribute, YesNo):
        return {name: value == "yes" for name, value in others}
    return {value: value for value in attribute.values} | dict(others)


def spelled(name: str) -> SearchStrategy[str]:
    """Draw a spelling of a name: other case, other signs between its words, blanks around it."""
    between = st.sampled_from(["_", " ", "-", "  ", " - "])
    case = st.sampled_from([str, str.upper, str.title, str.swapcase, str.capitalize])
    around = st.sampled_from(["", " "])
    return st.builds(
        lambda sign, change, before, after: before + change(name.replace("_", sign)) + after,
        between,
        case,
        around,
        around,
    )


@st.composite
def amounts(draw: DrawFn, attribute: Amount) -> tuple[str, Value]:
    """Draw a text about an amount, and what it means."""
    number = draw(st.integers(int(attribute.lowest), int(attribute.highest) - 1))
    fraction = draw(st.sampled_from(["", ".5", ",5", ".25", ",75", ".0"]))
    first = attribute.unit.partition(" ")[0]
    units = ["", f" {attribute.unit}", f" {first}", f" {first.removesuffix('s')}", first.upper()]
    unit = draw(st.sampled_from([*units, *(["%", " %"] if first == "percent" else [])]))
    return f"{number}{fraction}{unit}", number + float(f"0{fraction.replace(',', '.')}")


@st.composite
def sets(draw: DrawFn, attribute: SetOf) -> tuple[str, Value]:
    """Draw a text about a set, and what it means."""
    names = names_of(attribute)
    chosen = draw(st.lists(st.sampled_from(sorted(names)), max_size=4))
    if not chosen:
        return draw(spelled("none")), frozenset()
    sign = draw(st.sampled_from([",", ", ", ";", " ; "]))
    text = sign.join(draw(spelled(name)) for name in chosen)
    return text, frozenset(str(names[name]) for name in chosen)


@st.composite
def texts(draw: DrawFn) -> tuple[str, str, Value]:
    """Draw an attribute, a text about it, and what it means."""
    attribute = draw(st.sampled_from(list(ATTRIBUTES.values())))
    if draw(st.integers(0, 5)) == 0:
        word = draw(st.sampled_from([word for word in UNKNOWN_WORDS if word != "?"]))
        return attribute.name, draw(st.sampled_from([word, word.upper(), word.replace("'", "’"), f" {word} "])), None
    if isinstance(attribute, Amount):
        return (attribute.name, *draw(amounts(attribute)))
    if isinstance(attribute, SetOf):
        return (attribute.name, *draw(sets(attribute)))
    names = names_of(attribute)
    name = draw(st.sampled_from(sorted(names)))
    return attribute.name, draw(spelled(name)), names[name]


@settings(max_examples=400)
@given(texts())
def test_a_text_means_the_same_everywhere(drawn: tuple[str, str, Value]) -> None:
    """However it is spelled, a text means the same in a case file, as an option, as an answer and in Python."""
    name, text, value = drawn
    assert {door: read(name, text) for door, read in DOORS.items()} == dict.fromkeys(DOORS, value)


@every_door
@pytest.mark.parametrize("name", ["pmo.level", "pmo.spare_capacity", "opening.administrative_share", "candidate.goals"])
def test_a_question_mark_is_unknown_everywhere(door: str, name: str) -> None:
    """A question mark means unknown; the command interview shows its help instead."""
    assert DOORS[door](name, "?") is None


@every_door
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pmo.level", "programmm"),
        ("pmo.spare_capacity", "maybe"),
        ("opening.administrative_share", "enough"),
        ("opening.administrative_share", "101 %"),
        ("candidate.goals", "leadership, fame"),
        ("candidate.goals", "unknown, leadership"),
    ],
)
def test_nonsense_is_refused_everywhere(door: str, name: str, text: str) -> None:
    """What means no value is refused everywhere, with a fault about the attribute."""
    with pytest.raises(InputError) as caught:
        DOORS[door](name, text)
    assert {fault.place for fault in caught.value.faults} == {name}


@every_door
@pytest.mark.parametrize("text", ["none", "None", "[]", "[ ]"])
def test_a_set_may_be_known_to_hold_nothing(door: str, text: str) -> None:
    """None and empty brackets say that a set holds nothing."""
    assert DOORS[door]("candidate.goals", text) == frozenset()


@every_door
@pytest.mark.parametrize("text", ['""', "' '", "','"])
def test_no_text_is_no_known_set(door: str, text: str) -> None:
    """A text without any name does not say that a set is known to hold nothing: it is unknown or refused."""
    typed = text if door == "option" else text[1:-1]
    try:
        assert DOORS[door]("candidate.goals", typed) is None
    except InputError as error:
        assert {fault.place for fault in error.faults} == {"candidate.goals"}  # noqa: PT017


def test_the_command_what_if_reads_text_alike() -> None:
    """The command what-if reads its options so, several at once."""
    options = (
        "pmo.level=Programme",
        "candidate.goals=Leadership; broader skills",
        "candidate.experience_years=12 years",
    )
    told = from_json(run("what-if", FIRST, *options, "pmo.spare_capacity=Y", "--format", "json").out, WhatIf)
    facts = {fact.attribute: fact.after for fact in told.facts}
    assert facts["pmo.level"] == "program"
    assert facts["candidate.goals"] == ("leadership", "broader_skills")
    assert facts["candidate.experience_years"] == 12
    assert facts["pmo.spare_capacity"] is True


def test_an_interview_reads_text_alike() -> None:
    """An interview reads its answers so: the first is about goals, the next about what tells most."""
    interview = Interview(engine="compiled")
    interview.answer(" Broader skills; INFLUENCE ")
    assert interview.case.value("candidate.goals") == frozenset({"broader_skills", "influence"})
    name = interview.attribute.name if interview.attribute else ""
    interview.answer("Don’t know")
    assert name in interview.asked_in_vain
