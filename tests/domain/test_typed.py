"""The classes for cases: what they take and refuse, that they state the same cases, and that they can be written."""

from __future__ import annotations

import importlib.util
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml
from attrs.exceptions import FrozenInstanceError
from hypothesis import given

from pmo_expert import (
    Candidate,
    Case,
    Fault,
    InputError,
    Interview,
    Knowledge,
    Opening,
    Organization,
    PlainCase,
    Pmo,
    advise,
    article,
    case_from,
    changes,
    compare,
    grounds,
    load_knowledge,
    outlook,
    what_if,
    why,
    why_not,
)
from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.typed import Section
from pmo_expert.render.classes import classes_source
from tests.advice.examples import REMOTE_PACK, ROOT, every_example, example_case
from tests.advice.examples import article as rules
from tests.doors.run import run
from tests.knowledge.packs import SOURCES, pack_yaml, write_files
from tests.strategies import cases

SECTIONS: dict[str, type[Section]] = {
    "organization": Organization,
    "pmo": Pmo,
    "opening": Opening,
    "candidate": Candidate,
}
ATTRIBUTES = rules().vocabulary.attributes
GOALS = ATTRIBUTES["candidate.goals"].values
every_attribute = pytest.mark.parametrize("attribute", ATTRIBUTES.values(), ids=ATTRIBUTES.keys())


def section_with(attribute: Attribute, value: Any) -> Section:
    """Return a section with one value."""
    return SECTIONS[attribute.section](**{attribute.field: value})


def typed(case: PlainCase) -> Case:
    """Return a case built of the classes."""
    parts = {
        name: kind(
            **{part.partition(".")[2]: value for part, value in case.facts.items() if part.startswith(f"{name}.")}
        )
        for name, kind in SECTIONS.items()
    }
    return Case(title=case.title, **parts)  # type: ignore[arg-type]


def faults_of(make: Callable[[], object]) -> tuple[Fault, ...]:
    """Return the faults of a value that must be refused."""
    with pytest.raises(InputError) as caught:
        make()
    return caught.value.faults


# What they take


@pytest.mark.parametrize("collect", [list, tuple, set, frozenset, iter, lambda names: dict.fromkeys(names).keys()])
def test_any_collection_of_goals_becomes_a_set(collect: Callable[[Iterable[str]], Any]) -> None:
    """Any collection of goals becomes a set of them, in any order, doubled or not."""
    names = ["promotion", "leadership", "promotion"]
    assert Candidate(goals=collect(names)).goals == frozenset({"leadership", "promotion"})
    assert isinstance(Candidate(goals=collect(names)).goals, frozenset)


def test_no_goals_are_known_and_unknown_ones_are_none() -> None:
    """An empty collection is known to hold no goal; None, like nothing at all, is unknown."""
    assert Case(candidate=Candidate(goals=[])).facts == {"candidate.goals": frozenset()}
    assert Case(candidate=Candidate(goals=None)).facts == Case(candidate=Candidate()).facts == {}


@every_attribute
def test_every_value_is_taken(attribute: Attribute) -> None:
    """Each value of the vocabulary is taken as it is, and None leaves the fact unknown."""
    values: list[Any] = [attribute.read_text(value) for value in attribute.values] or [0, 2.5]
    for value in [*values, None]:
        assert getattr(section_with(attribute, value), attribute.field) == value
    assert getattr(SECTIONS[attribute.section](), attribute.field) is None


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("opening.leads_people", "Yes", True),
        ("opening.manages_projects", "Yes", "many"),
        ("opening.manages_projects", False, "none"),
        ("candidate.experience_years", "Novice", 0.5),
        ("opening.authority", "Decides", "decides"),
        ("opening.administrative_share", "30 %", 30),
        ("candidate.experience_years", "7,5 years", 7.5),
        ("pmo.processes", "need repair", "need_repair"),
        ("pmo.level", "unknown", None),
        ("opening.manages_projects", "don't know", None),
        ("opening.administrative_share", "unknown", None),
        ("candidate.goals", "unknown", None),
    ],
)
def test_text_is_read_as_in_case_files(name: str, text: Any, value: object) -> None:
    """A text means what it means in a case file; only the names in a set are taken as they are."""
    section = section_with(ATTRIBUTES[name], text)
    assert getattr(section, ATTRIBUTES[name].field) == value == case_from({name: text}).value(name)


# What they refuse


@every_attribute
def test_wrong_values_are_refused(attribute: Attribute) -> None:
    """A wrong value is refused with its class and field, whatever it is."""
    name = f"{SECTIONS[attribute.section].__name__}.{attribute.field}"
    for value in ("nonsense", object(), {"a": 1}, ["nonsense"], [[]], 10**400):
        faults = faults_of(lambda value=value: section_with(attribute, value))  # type: ignore[misc]
        assert {fault.place for fault in faults} == {name}


@pytest.mark.parametrize(
    ("make", "place", "found", "near"),
    [
        (lambda: Candidate(goals={"leadershp"}), "Candidate.goals", "leadershp", "leadership"),  # type: ignore[arg-type]
        (lambda: Candidate(goals=["promotion", "influense"]), "Candidate.goals", "influense", "influence"),  # type: ignore[list-item]
        (lambda: Opening(authority="decide"), "Opening.authority", "decide", "decides"),  # type: ignore[arg-type]
        (lambda: Pmo(program_health="strugling"), "Pmo.program_health", "strugling", "struggling"),  # type: ignore[arg-type]
        (lambda: Organization(health="fine"), "Organization.health", "fine", None),  # type: ignore[arg-type]
    ],
)
def test_wrong_names_have_the_nearest(make: Callable[[], object], place: str, found: str, near: str | None) -> None:
    """A wrong name is refused with what is allowed and with the nearest name."""
    (fault,) = faults_of(make)
    assert (fault.place, fault.found, fault.nearest) == (place, found, near)
    assert set(fault.allowed) >= ({near} if near else {"failing", "struggling", "steady", "healthy"})


def test_all_faults_come_at_once_in_the_order_of_the_class() -> None:
    """Every wrong value is told at once, in the order of the class."""
    faults = faults_of(lambda: Candidate(background="mix", goals={"fame"}, experience_years=61))  # type: ignore[arg-type]
    assert [fault.place for fault in faults] == [
        "Candidate.goals",
        "Candidate.experience_years",
        "Candidate.background",
    ]


@pytest.mark.parametrize("value", [Pmo(), {"kind": "staff"}, "staff", None, Opening])
def test_wrong_sections_are_type_errors(value: Any) -> None:
    """A case takes a section of its class only; the message names the class, and what takes plain values."""
    with pytest.raises(TypeError, match=r"opening takes a section, opening=Opening\(…\), found: .*case_from"):
        Case(opening=value)


def test_other_names_are_type_errors() -> None:
    """A section takes no name but those of its attributes, a case none but those of its sections, and all by name."""
    for make in (
        lambda: Opening(knid="staff"),  # type: ignore[call-arg]
        lambda: Opening("staff"),  # type: ignore[call-arg]
        lambda: Case(house=Opening()),  # type: ignore[call-arg]
        lambda: Case("title"),  # type: ignore[call-arg]
        lambda: Case(title=3),  # type: ignore[arg-type]
    ):
        with pytest.raises(TypeError):
            make()


# What they are


def test_cases_are_equal_by_their_values() -> None:
    """Cases are equal when their titles and values are, and can stand in sets."""
    first = Case(title="T", opening=Opening(kind="staff"), candidate=Candidate(goals=["influence", "promotion"]))
    second = Case(title="T", opening=Opening(kind="staff"), candidate=Candidate(goals={"promotion", "influence"}))
    assert first == second
    assert len({first, second, Case(), Case(pmo=Pmo())}) == 2
    assert first != attrs.evolve(first, title="U")
    assert first != attrs.evolve(first, opening=Opening(kind="mixed"))


def test_cases_cannot_be_changed() -> None:
    """A case and its sections are frozen; attrs.evolve makes another."""
    case = Case(opening=Opening(kind="staff"))
    with pytest.raises(FrozenInstanceError):
        case.title = "T"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        case.opening.kind = "mixed"  # type: ignore[misc]
    assert attrs.evolve(case, opening=attrs.evolve(case.opening, step_up=True)).facts == {
        "opening.kind": "staff",
        "opening.step_up": True,
    }


def test_facts_are_those_that_are_known() -> None:
    """The facts of a case are those that are known, by section and attribute, in the order of the vocabulary."""
    case = Case(
        candidate=Candidate(experience_years=0, goals=()),
        opening=Opening(step_up=False, kind="staff"),
        pmo=Pmo(spare_capacity=None),
    )
    assert list(case.facts.items()) == [
        ("opening.kind", "staff"),
        ("opening.step_up", False),
        ("candidate.goals", frozenset()),
        ("candidate.experience_years", 0),
    ]
    assert (case.value("opening.kind"), case.value("pmo.spare_capacity")) == ("staff", None)


@pytest.mark.parametrize("name", ["opening.knid", "house.kind", "opening", "kind"])
def test_the_value_of_no_attribute_is_refused(name: str) -> None:
    """Asking for the value of what is no attribute raises AttributeError."""
    with pytest.raises(AttributeError):
        Case().value(name)


def test_cases_survive_pickling() -> None:
    """A case survives pickling."""
    case = Case(title="T", candidate=Candidate(goals={"influence"}))
    assert pickle.loads(pickle.dumps(case)) == case


# That they state the same cases


@given(cases(rules()))
def test_a_case_of_the_classes_is_the_same_case(case: PlainCase) -> None:
    """A case built of the classes has the same facts, and gives the same case."""
    built = typed(case)
    assert (built.title, built.facts) == (case.title, case.facts)
    assert rules().case(built) == case
    assert all(built.value(name) == case.value(name) for name in ATTRIBUTES)


@every_example
def test_a_case_of_the_classes_gets_the_same_advice(example: str) -> None:
    """An example case, built of the classes, gets the advice that it gets from its file."""
    case = example_case(example)
    assert advise(typed(case), engine="compiled") == advise(case, engine="compiled")


def test_every_function_takes_a_case_of_the_classes() -> None:
    """Whatever takes a case takes one that is built of the classes."""
    plain = example_case("star-asked-backstage")
    case, change = typed(plain), {"opening.leads_people": None}
    assert outlook(case) == outlook(plain)
    assert changes(case) == changes(plain)
    assert grounds(case) == grounds(plain)
    assert what_if(case, change) == what_if(plain, change)
    assert why(case) == why(plain)
    assert why_not(case, "accept") == why_not(plain, "accept")
    assert compare([case, Case(title="Empty")]) == compare([plain, case_from({}, title="Empty")])
    assert Interview(case).standing == Interview(plain).standing


def test_rules_that_add_attributes_take_the_article_s_classes() -> None:
    """Rules with more attributes take a case of the article's classes, and know nothing of their own attributes."""
    knowledge = load_knowledge(REMOTE_PACK)
    assert knowledge.case(Case(opening=Opening(kind="staff"))) == case_from({"opening.kind": "staff"}, knowledge)


def test_a_new_title_makes_another_case() -> None:
    """A case may get another title when it is put in the terms of some rules."""
    case = Case(title="T", opening=Opening(kind="staff"))
    assert rules().case(case, title="U") == case_from(case.facts, title="U")
    assert rules().case(case).title == "T"


# That they can be written


def test_the_shipped_classes_are_as_the_command_writes_them() -> None:
    """The module with the article's classes is what the command classes writes."""
    assert run("classes", "article").out == Path(article.__file__).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "pack", [REMOTE_PACK, ROOT / "examples" / "packs" / "lead-or-build"], ids=lambda path: path.name
)
def test_classes_of_a_pack_state_its_cases(pack: Path, tmp_path: Path) -> None:
    """The classes that are written for a pack have its sections and attributes, and state its cases."""
    knowledge = load_knowledge(pack)
    module = classes_of(knowledge, tmp_path)
    case = module.Case(title="T")
    assert [field.name for field in attrs.fields(module.Case)] == ["title", *knowledge.vocabulary.sections]
    for section in knowledge.vocabulary.sections:
        fields = attrs.fields(type(getattr(case, section)))
        assert [field.name for field in fields] == [part.field for part in knowledge.vocabulary.of_section(section)]
    for path in sorted((pack / "cases").glob("*.yaml")):
        plain = knowledge.read_case(path)
        parts: dict[str, dict[str, object]] = {}
        for name, value in plain.facts.items():
            parts.setdefault(name.partition(".")[0], {})[name.partition(".")[2]] = value
        built = {name: type(getattr(case, name))(**values) for name, values in parts.items()}
        assert knowledge.case(module.Case(title=plain.title, **built)) == plain


def classes_of(knowledge: Knowledge, folder: Path) -> Any:
    """Return a module with the classes that are written for some rules."""
    path = folder / "written_classes.py"
    path.write_text(classes_source(knowledge), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("written_classes", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["written_classes"] = module
    try:
        spec.loader.exec_module(module)
    finally:
        del sys.modules["written_classes"]
    return module


YES_NO: dict[str, Any] = {"kind": "yes_no", "values": {"yes": "Y", "no": "N"}}
CHOICE: dict[str, Any] = {"kind": "choice", "values": {"a": "A", "1": "one"}}
ODD: dict[str, tuple[str, dict[str, Any]]] = {
    "digits": ("s1.a_1", CHOICE),
    "keyword as attribute": ("s.from", YES_NO),
    "keyword as section": ("class.a", YES_NO),
    "name of a kind": ("s.yes_no", YES_NO),
    "facts": ("facts.a", YES_NO),
    "value": ("value.a", YES_NO),
    "case": ("case.a", YES_NO),
    "base class": ("typed_case.a", YES_NO),
    "imported type": ("literal.a", CHOICE),
    "quotes in the question": ("s.a", {**YES_NO, "question": 'Is it "x", \'y\' or \\z\\?"""'}),
    "quotes in the unit": ("s.a", {"kind": "amount", "unit": 'it\'s "m" (or so)', "highest": 9, "phrase": "{value}"}),
}
DECISION = "subject: it\nverdicts: {bad: {words: B}, good: {words: G, favourable: yes}}\nseverities: {s: {words: S}}\n"


@pytest.mark.parametrize("odd", ODD)
def test_classes_can_be_written_for_every_vocabulary(odd: str, tmp_path: Path) -> None:
    """Whatever names and words a vocabulary has that loads, its classes can be imported and state its facts."""
    name, stated = ODD[odd]
    asked = {"question": "Q?", "ask": "you", "unknown": "U"}
    words = {"asks": {"you": "ask"}, "sections": {name.partition(".")[0]: "S"}, "attributes": {name: asked | stated}}
    rule = "rules: [{id: otherwise, verdict: good, when: {}, because: B, source: s 1}]\n"
    texts = {"pack": pack_yaml("rules.yaml"), "sources": SOURCES, "rules": rule, "decision": DECISION}
    try:
        knowledge = load_knowledge(write_files(tmp_path, vocabulary=yaml.safe_dump(words), **texts))
    except InputError as error:
        assert error.faults  # noqa: PT017
        return
    module = classes_of(knowledge, tmp_path)
    section, _, field = name.partition(".")
    attribute = knowledge.vocabulary.attributes[name]
    value = attribute.read_text(attribute.values[0]) if attribute.values else 3
    kind = type(getattr(module.Case(), section))
    case = module.Case(**{section: kind(**{field: value})})
    assert (knowledge.case(case).facts, case.facts, case.value(name)) == ({name: value}, {name: value}, value)


# What type checkers say of them

TAKEN = """
from pmo_expert import Candidate, Case, Opening, Pmo, advise, case_from

advice = advise(Case(candidate=Candidate(goals={"leadership"}), opening=Opening(administrative_share=30)))
others = [Candidate(goals=["influence", "promotion"]), Candidate(goals=("influence",)), Candidate(goals=None)]
goals = Candidate().goals
if goals is not None and "leadership" in goals:
    print(advice.verdict, sorted(goals))
pmo = Pmo(level="program", spare_capacity=True, standing=None)
advise(case_from({"pmo.level": "program"}))
advise({"pmo.level": "program"})
"""
REFUSED = {
    'Candidate(goals={"leadershp"})': "arg-type",
    'Candidate(goals=["leadership", "fame"])': "list-item",
    "Candidate(goals=3)": "arg-type",
    'Opening(authority="decide")': "arg-type",
    'Opening(leads_people="yes")': "arg-type",
    'Opening(administrative_share="30 %")': "arg-type",
    'Opening(knid="staff")': "call-arg",
    "Case(opening=Pmo())": "arg-type",
    "Case(title=3)": "arg-type",
}


def checked(folder: Path, **programs: str) -> list[str]:
    """Return the lines that mypy says about programs, by their names."""
    pytest.importorskip("mypy")
    paths = [folder / f"{name}.py" for name in programs]
    for path, text in zip(paths, programs.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    options = [
        "--strict",
        "--no-error-summary",
        "--no-pretty",
        "--hide-error-context",
        "--cache-dir",
        str(folder / "cache"),
    ]
    command = [sys.executable, "-m", "mypy", *options, "--config-file", "", *map(str, paths)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, cwd=ROOT)
    assert result.stderr == ""
    return [line for line in result.stdout.splitlines() if ": error: " in line]


@pytest.mark.slow
def test_type_checkers_know_the_values(tmp_path: Path) -> None:
    """Mypy takes a program with right names and types, and classes written for packs, and refuses what is wrong."""
    start = "from pmo_expert import Candidate, Case, Opening, Pmo\n"
    lead = ROOT / "examples" / "packs" / "lead-or-build"
    packs: dict[str, str | Path] = {"article": "article", "remote": REMOTE_PACK, "lead": lead}
    written = {name: classes_source(load_knowledge(pack)) for name, pack in packs.items()}
    told = checked(tmp_path, taken=TAKEN, refused=start + "\n".join(REFUSED) + "\n", **written)
    assert all("refused.py:" in line for line in told)
    found = {int(line.split(":")[1]): line.rpartition("[")[2].rstrip("]") for line in told}
    assert found == dict(enumerate(REFUSED.values(), start=2))
