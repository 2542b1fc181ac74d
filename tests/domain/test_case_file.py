"""Case files: what they may say, and what is said about a wrong one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pmo_expert import (
    Candidate,
    Case,
    Fault,
    InputError,
    Knowledge,
    Opening,
    PlainCase,
    Pmo,
    case_from,
    load_knowledge,
    parse_case,
    read_case,
)
from tests.advice.examples import REMOTE_PACK, article
from tests.strategies import cases

FILE = "case.yaml"
SECTIONS = ("organization", "pmo", "opening", "candidate")
ATTRIBUTES = article().vocabulary.attributes
FIELDS = tuple(dict.fromkeys(attribute.field for attribute in ATTRIBUTES.values()))
WRITTEN = """\
title: Two wrongs
pmo:
  level: programm
  standng: neutral
  spare_capacity: maybe
orgnization:
  health: steady
opening.administrative_share: 101
opening.kindd: staff
candidate:
  goals: [promotion, fame]
  experience_years: .nan
  background: [mixed]
"""
KEYS = st.sampled_from((*SECTIONS, *ATTRIBUTES, *FIELDS, "title", "")) | st.text(max_size=4)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from(["yes", "no", "unknown", "high", "low", "staff", "promotion", "none"])
)
TREES: st.SearchStrategy[Any] = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


REMOTE = load_knowledge(REMOTE_PACK)
"""The article's rules with a pack that adds attributes."""


def faults_of(text: bytes | str, knowledge: Knowledge | None = None) -> tuple[Fault, ...]:
    """Return the faults of a case file that must be refused."""
    with pytest.raises(InputError) as caught:
        parse_case(text, knowledge, shown=FILE)
    return caught.value.faults


def briefly(fault: Fault) -> tuple[int | None, int | None, str, str | None, str | None]:
    """Return where a fault stands, what it is about, what was found and what is nearest."""
    return (fault.line, fault.column, fault.place, fault.found, fault.nearest)


def written(case: PlainCase, *, dotted: bool) -> dict[str, Any]:
    """Return a case as a file would hold it, in sections or with dotted keys."""
    facts = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in case.facts.items()}
    tree: dict[str, Any] = {"title": case.title}
    for name, value in facts.items():
        part, _, field = name.partition(".")
        if dotted:
            tree[name] = value
        else:
            tree.setdefault(part, {})[field] = value
    return tree


def test_all_faults_of_a_file_come_at_once_in_its_order() -> None:
    """Every fault of a file is told at once, in the order of the file, with line, column and nearest name."""
    assert [briefly(fault) for fault in faults_of(WRITTEN)] == [
        (3, 10, "pmo.level", "programm", "program"),
        (4, 3, "pmo", "standng", "standing"),
        (5, 19, "pmo.spare_capacity", "maybe", None),
        (6, 1, "", "orgnization", "organization"),
        (8, 31, "opening.administrative_share", "101", None),
        (9, 1, "opening", "kindd", "kind"),
        (11, 22, "candidate.goals", "fame", None),
        (12, 21, "candidate.experience_years", ".nan", None),
        (13, 15, "candidate.background", None, None),
    ]


def test_fault_is_whole_and_reads_well() -> None:
    """A fault carries everything as fields, and as a sentence."""
    (fault,) = faults_of("pmo:\n  levl: program\n")
    known = tuple(name.removeprefix("pmo.") for name in ATTRIBUTES if name.startswith("pmo."))
    assert fault == Fault(
        problem="there is no attribute",
        place="pmo",
        file=FILE,
        line=2,
        column=3,
        found="levl",
        allowed=known,
        nearest="level",
    )
    assert str(fault).startswith(
        "case.yaml:2:3: pmo: there is no attribute “levl”; did you mean “level”? allowed: level, "
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pmoo: {level: program}", (1, 1, "", "pmoo", "pmo")),
        ("Pmo: {level: program}", (1, 1, "", "Pmo", "pmo")),
        ("pmoo.level: program", (1, 1, "", "pmoo", "pmo")),
        ("level: program", (1, 1, "", "level", None)),
        ("pmo: program", (1, 6, "pmo", None, None)),
        ("pmo: [level]", (1, 6, "pmo", None, None)),
        ("- pmo", (1, 1, "", None, None)),
        ("pmo", (1, 1, "", None, None)),
        ("pmo.level: program\npmo: {level: program}", (2, 7, "", "pmo.level", None)),
        ("pmo: {level: program}\npmo.level: ~", (2, 1, "", "pmo.level", None)),
        ("title: [a]", (1, 8, "title", None, None)),
        ("pmo: {'a.b': 1}", (1, 7, "pmo", "a.b", None)),
        ("pmo.level.x: 1", (1, 1, "pmo", "level.x", "level")),
    ],
)
def test_wrong_shape_has_one_fault(text: str, expected: tuple[Any, ...]) -> None:
    """A wrong key or a part of the wrong kind has one fault at its place."""
    assert [briefly(fault) for fault in faults_of(text)] == [expected]


def test_fault_of_the_title_stands_in_file_order() -> None:
    """A wrong title is told where it stands, before what follows."""
    assert [fault.line for fault in faults_of("title: [a]\nfoo: 1\n")] == [1, 2]


@pytest.mark.parametrize(
    ("text", "title"),
    [("title: A b", "A b"), ("title: no", "no"), ("title:", ""), ("title: ~", ""), ("title: '~'", "~")],
)
def test_title_is_the_text_as_written(text: str, title: str) -> None:
    """A title is the text as written, and empty when it is null."""
    assert parse_case(text) == case_from({}, title=title)


def test_title_is_a_text() -> None:
    """A case built from Python takes no title but a text."""
    assert case_from({}, title="Post").title == "Post"
    with pytest.raises(TypeError):
        Case(title=3)  # type: ignore[arg-type]


def test_title_beside_facts_is_a_text() -> None:
    """So does a case made from facts."""
    with pytest.raises(TypeError):
        case_from({}, title=3)  # type: ignore[arg-type]


def test_a_file_may_name_its_format() -> None:
    """A file may name the format that it is written in; one that this library does not know is refused."""
    assert parse_case("format: 1\npmo.level: program") == case_from({"pmo.level": "program"})
    assert [briefly(fault) for fault in faults_of("format: 2")] == [(1, 9, "format", "2", None)]
    assert [briefly(fault) for fault in faults_of("format: [1]")] == [(1, 9, "format", "a list", None)]


@pytest.mark.parametrize(
    "text", ["pmo:", "pmo: ~", "pmo: {}", "pmo: {level: unknown}", "pmo: {level: }", "pmo.level: null"]
)
def test_nothing_said_is_unknown(text: str) -> None:
    """An empty section, null and unknown all leave facts unknown."""
    assert parse_case(text) == case_from({})


def test_dotted_and_nested_keys_mix() -> None:
    """A file may name attributes in sections and with dotted keys."""
    text = "pmo:\n  level: program\npmo.spare_capacity: no\nopening.administrative_share: 2.5\n"
    facts = {"pmo.level": "program", "pmo.spare_capacity": False, "opening.administrative_share": 2.5}
    assert parse_case(text) == case_from(facts)


def test_json_case_file(tmp_path: Path) -> None:
    """A case file may be JSON."""
    path = tmp_path / "case.json"
    path.write_text(json.dumps({"pmo": {"level": "program", "spare_capacity": False, "standing": None}}, indent=1))
    expected = case_from({"pmo.level": "program", "pmo.spare_capacity": False})
    assert read_case(path) == read_case(str(path)) == expected


def test_faults_name_the_file(tmp_path: Path) -> None:
    """Faults name the file as it was called, also when it is not there."""
    path = tmp_path / FILE
    with pytest.raises(InputError) as missing:
        read_case(path)
    path.write_text("pmo: {levl: x}")
    with pytest.raises(InputError) as wrong:
        read_case(str(path))
    assert [fault.file for caught in (missing, wrong) for fault in caught.value.faults] == [str(path)] * 2


def test_a_pack_adds_attributes() -> None:
    """A pack adds attributes, each in the place of its section."""
    added = [name for name in REMOTE.vocabulary.attributes if name not in ATTRIBUTES]
    assert added == ["opening.remote_days", "opening.travel", "candidate.remote_wish"]
    assert tuple(REMOTE.vocabulary.sections) == SECTIONS
    sections = [attribute.section for attribute in REMOTE.vocabulary.attributes.values()]
    assert sections == sorted(sections, key=SECTIONS.index)
    case = parse_case("opening: {travel: heavy, remote_days: 2, kind: staff}", REMOTE)
    facts = {"opening.travel": "heavy", "opening.remote_days": 2, "opening.kind": "staff"}
    assert (case.facts, case) == (facts, case_from(facts, REMOTE))


def test_added_attributes_are_checked() -> None:
    """Added attributes are checked like the others, and do not exist without the pack."""
    assert [fault.place for fault in faults_of("opening: {travel: 3, remote_days: 6}", REMOTE)] == [
        "opening.travel",
        "opening.remote_days",
    ]
    assert [briefly(fault)[2:4] for fault in faults_of("opening: {travel: some}")] == [("opening", "travel")]


def test_a_case_of_the_classes_states_the_same() -> None:
    """A case built of the article's classes has the facts that a case file has."""
    text = "title: T\npmo: {level: program}\nopening.administrative_share: 2.5\ncandidate.goals: [influence]\n"
    built = Case(
        title="T",
        pmo=Pmo(level="program"),
        opening=Opening(administrative_share=2.5),
        candidate=Candidate(goals={"influence"}),
    )
    assert article().case(built) == parse_case(text)


@given(case=cases(article()), dotted=st.booleans())
def test_written_case_reads_back(case: PlainCase, dotted: bool) -> None:
    """A case written as YAML or JSON, in sections or dotted, reads back equal."""
    tree = written(case, dotted=dotted)
    assert parse_case(yaml.safe_dump(tree)) == case
    assert parse_case(json.dumps(tree, ensure_ascii=False)) == case


@given(cases(REMOTE))
def test_case_with_added_attributes_reads_back(case: PlainCase) -> None:
    """So does a case with attributes that a pack adds."""
    assert parse_case(yaml.safe_dump(written(case, dotted=False)), REMOTE) == case


@given(cases(article()))
def test_known_facts_make_the_case_again(case: PlainCase) -> None:
    """The known facts of a case, flat, make the case again."""
    assert case_from(case.facts, title=case.title) == case


@given(TREES)
def test_any_tree_is_a_case_or_refused(tree: Any) -> None:
    """Whatever tree a file holds, it is a case, or is refused with faults that have a place in the file."""
    for text in (yaml.safe_dump(tree), json.dumps(tree)):
        try:
            case = parse_case(text, shown=FILE)
        except InputError as error:
            assert all(fault.file == FILE for fault in error.faults)  # noqa: PT017
        else:
            assert isinstance(case, PlainCase)
