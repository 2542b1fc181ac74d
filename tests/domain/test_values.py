"""Values: as files write them, and as Python gives them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_expert import (
    Candidate,
    Case,
    Fault,
    InputError,
    Opening,
    Organization,
    PlainCase,
    advise,
    case_from,
    from_json,
    to_json,
)
from pmo_expert.documents import parse
from pmo_expert.domain.attribute import Attribute, Value
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.kinds.yes_no import YesNo
from pmo_expert.domain.text import is_unknown
from tests.advice.examples import article

ATTRIBUTES = article().vocabulary.attributes
GOALS = ATTRIBUTES["candidate.goals"]
LEVELS = ("project", "program", "department", "organization", "executive", "unknown")
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(GOALS.values),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=2) | st.tuples(inner)
    ),
    max_leaves=4,
)


def read(name: str, text: str) -> tuple[Value, list[str]]:
    """Return the value that a YAML text states for an attribute, and what is wrong with it."""
    root = parse(f"- {text}\n", None)
    value, faults = ATTRIBUTES[name].read(root.nodes[0])  # type: ignore[union-attr]
    return value, [f"{fault.problem} {fault.found}" if fault.found else fault.problem for fault in faults]


@pytest.mark.parametrize(
    ("spellings", "value"),
    [
        (("yes", "Yes", "YES", "yEs", "true", "True", "TRUE", "'yes'", '"true"', "y", "Y", "' yes '"), True),
        (("no", "No", "NO", "false", "False", "'no'", "n", "N"), False),
        (("unknown", "'unknown'", "Unknown", "don't know", "'?'", "~", "null", "Null", ""), None),
    ],
)
def test_spellings_of_yes_and_no(spellings: tuple[str, ...], value: bool | None) -> None:
    """Yes, no and unknown may be spelled in several ways, quoted or not."""
    assert [read("pmo.spare_capacity", text) for text in spellings] == [(value, [])] * len(spellings)


@pytest.mark.parametrize("text", ["on", "off", "yn", "1", "0", "'null'", "''", "unknow"])
def test_other_spellings_are_refused(text: str) -> None:
    """What YAML might take for a truth elsewhere is no yes or no here."""
    assert read("pmo.spare_capacity", text)[1] == [f"expected yes or no, found {text.strip(chr(39))}".strip()]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("0", 0), ("100", 100), ("+7", 7), ("007", 7), ("2.50", 2.5), ("-0", 0), ("'12'", 12), ("1e1", 10)),
        *(("10 %", 10), ("10%", 10), ("10 percent", 10), ("10 Percent of working time", 10), ("2,5", 2.5)),
        *((".5", 0.5), ("1.", 1)),
    ],
)
def test_amounts(text: str, value: float) -> None:
    """Amounts are plain decimal numbers, with a point or a comma, and may be followed by their unit."""
    assert read("opening.administrative_share", text) == (value, [])


@pytest.mark.parametrize(
    "text",
    [
        ".nan",
        "nan",
        ".inf",
        "-.inf",
        "inf",
        "1e",
        "1e999",
        "0x10",
        "1_0",
        "10 years",
        "10 % %",
        "x %",
        "1,000",
        "ten",
        "yes",
        "1:30",
    ],
)
def test_no_amounts(text: str) -> None:
    """What is no plain decimal number is no amount, not even where YAML has a number for it."""
    assert read("opening.administrative_share", text)[1] == [
        f"expected a number (percent of working time), found {text}"
    ]


@pytest.mark.parametrize("text", ["-1", "101", "100.01", "999999999999999", "9" * 16])
def test_amounts_out_of_range(text: str) -> None:
    """An amount outside its range is refused with the range."""
    assert read("opening.administrative_share", text)[1] == [f"expected 0 to 100 percent of working time, found {text}"]


def test_sets() -> None:
    """A set is a list of its members, in any order, doubled or not; an empty list is known to hold none."""
    goals = frozenset({"influence", "promotion"})
    assert read("candidate.goals", "[promotion, influence, promotion]") == (goals, [])
    assert read("candidate.goals", "[]") == (frozenset(), [])
    assert read("candidate.goals", "unknown") == (None, [])


@pytest.mark.parametrize("text", ["promotion, influence", "'Influence; promotion'", "'[promotion,influence]'"])
def test_a_set_may_be_a_text(text: str) -> None:
    """A set may be a text with its members between commas or semicolons; none says that there is no member."""
    assert read("candidate.goals", text) == (frozenset({"influence", "promotion"}), [])
    assert read("candidate.goals", "promotion") == (frozenset({"promotion"}), [])
    assert read("candidate.goals", "none") == (frozenset(), [])


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("promotion and fame", ["there is no member promotion and fame"]),
        ("[promoton, fame]", ["there is no member promoton", "there is no member fame"]),
        ("[unknown]", ["there is no member unknown"]),
        ("[[promotion], influence]", ["expected a name, found a list"]),
        ("{promotion: yes}", [f"expected a list of {', '.join(GOALS.values)}, found a mapping"]),
    ],
)
def test_no_sets(text: str, wrong: list[str]) -> None:
    """A wrong set has a fault for every wrong member."""
    assert read("candidate.goals", text)[1] == wrong


@pytest.mark.parametrize("name", ["pmo.level", "pmo.spare_capacity", "opening.administrative_share"])
@pytest.mark.parametrize(("text", "kind"), [("[program]", "a list"), ("{a: b}", "a mapping"), ("[]", "a list")])
def test_a_list_or_mapping_is_no_single_value(name: str, text: str, kind: str) -> None:
    """Where one value belongs, a list or a mapping is refused with what would do."""
    assert read(name, text) == (None, [f"expected {ATTRIBUTES[name].expected}, found {kind}"])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("pmo.level", "one of project, program, department, organization, executive"),
        ("pmo.spare_capacity", "one of yes, no"),
        ("opening.administrative_share", "a number (percent of working time)"),
    ],
)
def test_what_an_attribute_takes(name: str, words: str) -> None:
    """What an attribute takes can be said in words."""
    assert ATTRIBUTES[name].expected == words


def test_section_refuses_wrong_values_with_every_fault() -> None:
    """A section built from Python refuses every wrong value at once, in the order of its attributes."""
    with pytest.raises(InputError) as caught:
        Organization(health="fine", recognition="delivry")  # type: ignore[arg-type]  # the class has another order
    assert caught.value.faults == (
        Fault(
            problem="there is no value",
            place="Organization.recognition",
            found="delivry",
            allowed=("delivery", "both", "staff", "unknown"),
            nearest="delivery",
        ),
        Fault(
            problem="there is no value",
            place="Organization.health",
            found="fine",
            allowed=("failing", "struggling", "steady", "healthy", "unknown"),
        ),
    )


@pytest.mark.parametrize("value", [1, 0, "maybe", "", 1.0, [], {}])
def test_only_true_and_false_are_yes_and_no(value: object) -> None:
    """In Python a yes/no attribute takes True, False and None, and nothing that merely equals them."""
    with pytest.raises(InputError, match="expected yes or no, found"):
        Opening(leads_people=value)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="expected yes or no, found"):
        case_from({"opening.leads_people": value})


@pytest.mark.parametrize(("text", "value"), [("yes", True), ("Y", True), ("true", True), ("no", False), ("N", False)])
def test_yes_and_no_may_be_texts(text: str, value: bool) -> None:
    """In Python a yes/no attribute takes the texts that a case file may have."""
    assert Opening(leads_people=text).leads_people is value  # type: ignore[arg-type]
    assert case_from({"opening.leads_people": text}).value("opening.leads_people") is value


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), float("-inf"), True, "a", -0.5, 60.5, 10**400, 10**5000, 1j, Fraction(1, 2), [3]],
    ids=lambda value: type(value).__name__,
)
def test_wrong_amounts_are_refused(value: object) -> None:
    """In Python an amount takes finite numbers in its range, and no truth values or texts that are none."""
    with pytest.raises(InputError, match=r"Candidate.experience_years: expected (a number|0 to 60)"):
        Candidate(experience_years=value)  # type: ignore[arg-type]
    with pytest.raises(InputError, match=r"candidate.experience_years: expected (a number|0 to 60)"):
        case_from({"candidate.experience_years": value})


@pytest.mark.parametrize(("text", "value"), [("3", 3), ("2.5", 2.5), ("7,5", 7.5), ("12 years", 12), ("1 year", 1)])
def test_amounts_may_be_texts(text: str, value: float) -> None:
    """In Python an amount takes the texts that a case file may have."""
    assert Candidate(experience_years=text).experience_years == value  # type: ignore[arg-type]
    assert case_from({"candidate.experience_years": text}).facts == {"candidate.experience_years": value}


@pytest.mark.parametrize("value", [0, 60, 2.5, 60.0])
def test_amounts_at_the_bounds_are_taken(value: float) -> None:
    """The bounds of an amount belong to it."""
    assert Candidate(experience_years=value).experience_years == value


@pytest.mark.parametrize("given_as", [list, tuple, set, frozenset])
def test_any_collection_makes_a_set(given_as: type) -> None:
    """A set attribute takes any collection of its members."""
    names = ["promotion", "influence"]
    assert Candidate(goals=given_as(names)).goals == frozenset(names)
    assert case_from({"candidate.goals": given_as(names)}).facts == {"candidate.goals": frozenset(names)}


NO_SETS: dict[str, Any] = {
    "no member": "fame",
    "bytes": b"promotion",
    "a mapping": {"promotion": 1},
    "a number in a list": [1, "promotion"],
    "a list in a list": [[]],
    "a number in a set": frozenset({1, "fame"}),
    "none in a set": frozenset({None}),
    "a number": 3,
}


@pytest.mark.parametrize("value", NO_SETS.values(), ids=NO_SETS)
def test_wrong_sets_are_refused(value: Any) -> None:
    """What is no collection of members is refused, whatever it holds."""
    with pytest.raises(InputError, match="goals: "):
        Candidate(goals=value)
    with pytest.raises(InputError, match="goals: "):
        case_from({"candidate.goals": value})


@given(name=st.sampled_from(list(ATTRIBUTES)), value=ANYTHING)
def test_any_python_value_is_taken_or_refused(name: str, value: Any) -> None:
    """Whatever Python value an attribute is given, it is taken as it is, or as what a text says, or refused."""
    try:
        case = case_from({name: value})
    except InputError as error:
        assert {fault.place for fault in error.faults} == {name}  # noqa: PT017
    else:
        held = case.value(name)
        assert held == meant(ATTRIBUTES[name], value)
        assert case.facts == ({} if held is None else {name: held})


def meant(attribute: Attribute, value: Any) -> Value:
    """Return what a value that an attribute takes means."""
    if isinstance(value, str):
        return None if is_unknown(value) else attribute.read_text(value)
    return frozenset(value) if isinstance(attribute, SetOf) and value is not None else value


@given(st.dictionaries(st.text(max_size=8) | st.sampled_from(list(ATTRIBUTES)) | st.integers() | st.none(), ANYTHING))
def test_any_flat_mapping_is_a_case_or_refused(facts: dict[Any, Any]) -> None:
    """Whatever a flat mapping holds, it makes a case or raises InputError."""
    try:
        case = case_from(facts)
    except InputError as error:
        assert error.faults  # noqa: PT017
    else:
        assert isinstance(case, PlainCase)


def test_case_from_reports_every_fault() -> None:
    """A case made from a flat mapping reports every wrong name and value, in their order."""
    with pytest.raises(InputError) as caught:
        case_from({"pmo.levl": "x", "pmo.level": "programm", "pmoo.level": "x", "pmo": "x"})
    assert [(fault.problem, fault.found, fault.nearest) for fault in caught.value.faults] == [
        ("there is no attribute", "levl", "level"),
        ("there is no value", "programm", "program"),
        ("there is no section", "pmoo", "pmo"),
        ("there is no attribute", "", None),
    ]
    assert caught.value.faults[1] == Fault(
        problem="there is no value", place="pmo.level", found="programm", allowed=LEVELS, nearest="program"
    )


def test_unknown_is_none() -> None:
    """None is unknown for every attribute, and no known fact."""
    case = case_from(dict.fromkeys(ATTRIBUTES))
    assert case == case_from({}) == article().case(Case())
    assert case.facts == {}


@pytest.mark.parametrize("attribute", ATTRIBUTES.values(), ids=ATTRIBUTES.keys())
def test_every_value_has_a_phrase(attribute: Attribute) -> None:
    """Every attribute is stated in words for each of its values and for unknown, and no two read the same."""
    values: list[Value] = [*attribute.values, None]
    if isinstance(attribute, YesNo):
        values = [True, False, None]
    if isinstance(attribute, SetOf):
        values = [frozenset(), frozenset(attribute.values), *(frozenset({name}) for name in attribute.values), None]
    if isinstance(attribute, Amount):
        values = [attribute.lowest, 2.5, attribute.highest, None]
    phrases = [attribute.state(value) for value in values]
    assert len(set(phrases)) == len(phrases)
    assert all(phrase and not phrase.endswith(".") for phrase in phrases)
    assert not any(attribute.check(value) for value in values)


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        ("opening.administrative_share", np.int64(20), 20),
        ("opening.administrative_share", np.float32(12.5), 12.5),
        ("opening.administrative_share", np.array(20), 20),
        ("opening.leads_people", np.bool_(True), True),
        ("pmo.level", np.str_("program"), "program"),
    ],
)
def test_values_of_numpy_are_taken_as_pythons(name: str, value: Any, meant: Any) -> None:
    """They become Python's own, so that results that hold them can be written as JSON."""
    case = case_from({name: value})
    assert case.value(name) == meant
    assert type(case.value(name)) is type(meant)
    assert from_json(to_json(advise(case, engine="compiled"))).facts == advise(case, engine="compiled").facts
