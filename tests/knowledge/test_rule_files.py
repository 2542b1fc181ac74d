"""Rule files: each kind of mistake has one clear fault, and all faults of a pack come at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from pmo_expert import Fault, InputError, load_knowledge
from tests.knowledge.mutilations import SHIPPED, load_changed, mutilations
from tests.knowledge.packs import DECIDES, SOURCES, pack_yaml, write_files, write_pack

VERDICTS = f"rules:\n  {DECIDES}"
"""A rule file with a verdict for every case."""
GOOD = "- {id: good, raises: minor, when: {}, because: B, source: s 1}\n"
VETO = "- {id: veto, raises: prohibitive, when: {}, because: B, source: s 1}\n"
TAIL = "when: {}, because: B, source: s 1"
Brief = tuple[str, int | None, str, str | None, str | None]


def faults_of(*packs: Path) -> tuple[Fault, ...]:
    """Return the faults of packs that must be refused."""
    with pytest.raises(InputError) as caught:
        load_knowledge(*packs)
    return caught.value.faults


def briefly(fault: Fault) -> Brief:
    """Return what a fault says: problem, line, place, what was found, what is nearest."""
    return (fault.problem, fault.line, fault.place, fault.found, fault.nearest)


EFFECTS = "finds, presumes, raises, mitigates, defeats, offers, verdict, guides"
ID = "expected an id of small letters, digits and hyphens, found"
PACK_NAME = "expected a name of small letters, digits and hyphens, found"
DATE = "expected a date such as 2026-11-24 under"
MISTAKES: list[tuple[str, str, Brief]] = [
    ("no effect", f"- {{id: a, {TAIL}}}", (f"does nothing; it needs one of {EFFECTS}", 5, "a", None, None)),
    (
        "two effects",
        f"- {{id: a, raises: minor, finds: known, {TAIL}}}",
        (f"does more than one thing; it may do one of {EFFECTS}", 5, "a", None, None),
    ),
    ("unknown key", f"- {{id: a, raises: minor, sorce: x, {TAIL}}}", ("there is no key", 5, "a", "sorce", "source")),
    (
        "unknown severity",
        f"- {{id: a, raises: seriuos, {TAIL}}}",
        ("there is no severity", 5, "a", "seriuos", "serious"),
    ),
    (
        "severity is no name",
        f"- {{id: a, raises: [minor], {TAIL}}}",
        ("expected a name, found a list", 5, "a", None, None),
    ),
    ("no severity", f"- {{id: a, raises: , {TAIL}}}", ("expected a name, found nothing", 5, "a", None, None)),
    ("unknown finding", f"- {{id: a, finds: knwon, {TAIL}}}", ("there is no finding", 5, "a", "knwon", "known")),
    (
        "unknown growth",
        f"- {{id: a, offers: gg, serves: promotion, {TAIL}}}",
        ("there is no growth", 5, "a", "gg", "g"),
    ),
    (
        "unknown goal",
        f"- {{id: a, offers: g, serves: promotoin, {TAIL}}}",
        ("there is no goal", 5, "a", "promotoin", "promotion"),
    ),
    (
        "no goal",
        f"- {{id: a, offers: g, {TAIL}}}",
        ("lacks serves, the goals that the growth serves", 5, "a", None, None),
    ),
    (
        "serves without offers",
        f"- {{id: a, raises: minor, serves: promotion, {TAIL}}}",
        ("serves goes with offers only", 5, "a", None, None),
    ),
    ("unknown verdict", f"- {{id: a, verdict: acept, {TAIL}}}", ("there is no verdict", 5, "a", "acept", "accept")),
    (
        "guides nothing",
        f"- {{id: a, guides: {{}}, {TAIL}}}",
        ("guides takes one of step, question", 5, "a", None, None),
    ),
    ("guides otherwise", f"- {{id: a, guides: {{stp: x}}, {TAIL}}}", ("there is no key", 5, "a", "stp", "step")),
    (
        "ask inside of guides",
        f"- {{id: a, guides: {{step: x, ask: insiders}}, {TAIL}}}",
        ("ask stands beside guides, not inside it", 5, "a", None, None),
    ),
    (
        "before without a verdict",
        f"- {{id: a, raises: minor, before: otherwise, {TAIL}}}",
        ("before goes with verdict only", 5, "a", None, None),
    ),
    (
        "unknown to ask",
        f"- {{id: a, guides: {{step: x}}, ask: insider, {TAIL}}}",
        ("there is no one to ask", 5, "a", "insider", "insiders"),
    ),
    (
        "ask without guides",
        f"- {{id: a, raises: minor, ask: insiders, {TAIL}}}",
        ("ask goes with guides only", 5, "a", None, None),
    ),
    (
        "unknown claim",
        "- {id: a, raises: minor, when: {}, because: B, source: s 2}",
        ("there is no claim", 5, "a", "s 2", "s 1"),
    ),
    (
        "claims in a text",
        "- {id: a, raises: minor, when: {}, because: B, source: 's 1, s 2'}",
        ("several claims stand in a list, [a 1, b 2]; found", 5, "a", "s 1, s 2", None),
    ),
    ("missing because", "- {id: a, raises: minor, when: {}, source: s 1}", ("lacks because", 5, "a", None, None)),
    (
        "empty because",
        "- {id: a, raises: minor, when: {}, because: '', source: s 1}",
        ("expected a text under because, found “”", 5, "a", None, None),
    ),
    ("missing when", "- {id: a, raises: minor, because: B, source: s 1}", ("lacks when", 5, "a", None, None)),
    (
        "when is a list",
        "- {id: a, raises: minor, when: [], because: B, source: s 1}",
        ("expected conditions as NAME: TEST, without dashes, found a list", 5, "a", None, None),
    ),
    (
        "when is a text",
        "- {id: a, raises: minor, when: always, because: B, source: s 1}",
        ("expected a mapping, found “always”", 5, "a", None, None),
    ),
    ("missing id", f"- {{raises: minor, {TAIL}}}", ("lacks id", 5, "rule", None, None)),
    ("capital in the id", f"- {{id: Abc, raises: minor, {TAIL}}}", (ID, 5, "", "Abc", None)),
    ("path as id", f"- {{id: ../a, raises: minor, {TAIL}}}", (ID, 5, "", "../a", None)),
    ("duplicate id", GOOD + GOOD, ("another rule has the same id:", 6, "", "good", None)),
    ("rule is a text", "- good", ("expected a mapping, found “good”", 5, "rules", None, None)),
    (
        "unknown attribute",
        "- {id: a, raises: minor, when: {pmo.levle: program}, because: B, source: s 1}",
        ("there is no attribute or conclusion", 5, "", "pmo.levle", "pmo.level"),
    ),
    (
        "unknown value",
        "- id: a\n  raises: minor\n  when:\n    pmo.level: programm\n  because: B\n  source: s 1",
        ("there is no value", 8, "pmo.level", "programm", "program"),
    ),
    (
        "near miss of nothing",
        f"- {{id: a, raises: minor, {TAIL}, examples: [{{near_miss: {{}}}}, {{fires: {{}}}}]}}",
        ("a near miss needs an example that fires before it", 5, "a", None, None),
    ),
    (
        "wrong example",
        f"- {{id: a, raises: minor, {TAIL}, examples: [{{fire: {{}}}}]}}",
        ("there is no key", 5, "a", "fire", "fires"),
    ),
    (
        "wrong fact in an example",
        f"- {{id: a, raises: minor, {TAIL}, examples: [{{fires: {{pmo.level: programm}}}}]}}",
        ("there is no value", 5, "pmo.level", "programm", "program"),
    ),
    ("mitigates no rule", f"- {{id: a, mitigates: [], {TAIL}}}", ("names no rule under mitigates", 5, "a", None, None)),
    ("defeats no rule", f"- {{id: a, defeats: [], {TAIL}}}", ("names no rule under defeats", 5, "a", None, None)),
    (
        "mitigates an unknown rule",
        GOOD + f"- {{id: a, mitigates: godo, {TAIL}}}",
        ("there is no rule", 6, "a", "godo", "good"),
    ),
    (
        "defeats an unknown rule",
        GOOD + f"- {{id: a, defeats: [godo], {TAIL}}}",
        ("there is no rule", 6, "a", "godo", "good"),
    ),
    (
        "mitigates a veto",
        VETO + f"- {{id: a, mitigates: veto, {TAIL}}}",
        ("answers a prohibitive argument, which nothing may:", 6, "a", "veto", None),
    ),
    (
        "defeats a veto",
        VETO + f"- {{id: a, defeats: veto, {TAIL}}}",
        ("answers a prohibitive argument, which nothing may:", 6, "a", "veto", None),
    ),
    (
        "presumes no attribute",
        f"- {{id: a, presumes: {{}}, {TAIL}}}",
        ("presumes takes one attribute with its value", 5, "a", None, None),
    ),
    (
        "presumes a text",
        f"- {{id: a, presumes: staff, {TAIL}}}",
        ("presumes takes one attribute with its value", 5, "a", None, None),
    ),
    (
        "presumes a list",
        f"- {{id: a, presumes: [opening.kind], {TAIL}}}",
        ("presumes takes one attribute with its value", 5, "a", None, None),
    ),
    (
        "presumes nothing at all",
        f"- {{id: a, presumes: , {TAIL}}}",
        ("presumes takes one attribute with its value", 5, "a", None, None),
    ),
    (
        "presumes two attributes",
        f"- {{id: a, presumes: {{opening.kind: staff, opening.step_up: yes}}, {TAIL}}}",
        ("presumes takes one attribute with its value", 5, "a", None, None),
    ),
    (
        "presumes one attribute twice",
        f"- {{id: a, presumes: {{opening.kind: staff, opening.kind: mixed}}, {TAIL}}}",
        ("the same key stands here twice:", 5, "", "opening.kind", None),
    ),
    (
        "presumes an unknown attribute",
        f"- {{id: a, presumes: {{opening.knid: staff}}, {TAIL}}}",
        ("there is no attribute", 5, "opening", "knid", "kind"),
    ),
    (
        "presumes an unknown value",
        f"- {{id: a, presumes: {{opening.kind: stafff}}, {TAIL}}}",
        ("there is no value", 5, "opening.kind", "stafff", "staff"),
    ),
    (
        "presumes one of several values",
        f"- {{id: a, presumes: {{opening.kind: [staff, mixed]}}, {TAIL}}}",
        ("expected one of staff, mixed, delivery, found a list", 5, "opening.kind", None, None),
    ),
    (
        "presumes a number out of bounds",
        f"- {{id: a, presumes: {{opening.administrative_share: 101}}, {TAIL}}}",
        ("expected 0 to 100 percent of working time, found", 5, "opening.administrative_share", "101", None),
    ),
    (
        "presumes that it is unknown",
        f"- {{id: a, presumes: {{opening.kind: unknown}}, {TAIL}}}",
        ("presumes nothing; name a value other than unknown", 5, "opening.kind", None, None),
    ),
    (
        "presumes a set",
        f"- {{id: a, presumes: {{candidate.goals: [promotion]}}, {TAIL}}}",
        ("is a set, of which nothing can be presumed:", 5, "a", "candidate.goals", None),
    ),
    (
        "presumes an unknown member of a set",
        f"- {{id: a, presumes: {{candidate.goals: fame}}, {TAIL}}}",
        ("is a set, of which nothing can be presumed:", 5, "a", "candidate.goals", None),
    ),
    (
        "presumes a conclusion",
        f"- {{id: a, presumes: {{verdict: accept}}, {TAIL}}}",
        ("there is no section", 5, "", "verdict", None),
    ),
    (
        "presumes by a conclusion",
        "- {id: a, presumes: {opening.kind: staff}, when: {finding.known: yes}, because: B, source: s 1}",
        ("a presumption reads stated facts only, and this is a conclusion:", 5, "a", "finding.known", None),
    ),
    (
        "presumes by that it is unknown",
        "- {id: a, presumes: {opening.kind: staff}, when: {opening.kind: unknown}, because: B, source: s 1}",
        ("presumes what it reads:", 5, "a", "opening.kind", None),
    ),
    (
        "presumes and raises",
        f"- {{id: a, presumes: {{opening.kind: staff}}, raises: minor, {TAIL}}}",
        (f"does more than one thing; it may do one of {EFFECTS}", 5, "a", None, None),
    ),
    (
        "presumption that asks",
        f"- {{id: a, presumes: {{opening.kind: staff}}, ask: insiders, {TAIL}}}",
        ("ask goes with guides only", 5, "a", None, None),
    ),
    (
        "presumption that brings",
        f"- {{id: a, presumes: {{opening.kind: staff}}, brings: {{opening.step_up: yes}}, {TAIL}}}",
        ("brings goes with guides only", 5, "a", None, None),
    ),
    (
        "presumption before a verdict rule",
        f"- {{id: a, presumes: {{opening.kind: staff}}, before: otherwise, {TAIL}}}",
        ("before goes with verdict only", 5, "a", None, None),
    ),
    (
        "defeats a presumption",
        f"- {{id: b, presumes: {{opening.kind: staff}}, {TAIL}}}\n- {{id: a, defeats: b, {TAIL}}}",
        ("answers what is presumed, which only a stated fact replaces:", 6, "a", "b", None),
    ),
    (
        "mitigates a presumption",
        f"- {{id: b, presumes: {{opening.kind: staff}}, {TAIL}}}\n- {{id: a, mitigates: b, {TAIL}}}",
        ("mitigates what does not raise its concern:", 6, "a", "b", None),
    ),
    (
        "brings without guides",
        f"- {{id: a, raises: minor, brings: {{opening.step_up: yes}}, {TAIL}}}",
        ("brings goes with guides only", 5, "a", None, None),
    ),
    (
        "brings by a question",
        f"- {{id: a, guides: {{question: x}}, brings: {{opening.step_up: yes}}, {TAIL}}}",
        ("brings goes with a step only", 5, "a", None, None),
    ),
    (
        "brings no fact",
        f"- {{id: a, guides: {{step: x}}, brings: {{}}, {TAIL}}}",
        ("names no fact under brings", 5, "a", None, None),
    ),
    (
        "brings a text",
        f"- {{id: a, guides: {{step: x}}, brings: more, {TAIL}}}",
        ("expected a mapping, found “more”", 5, "a", None, None),
    ),
    (
        "brings nothing at all",
        f"- {{id: a, guides: {{step: x}}, brings: , {TAIL}}}",
        ("expected a mapping, found nothing", 5, "a", None, None),
    ),
    (
        "brings an unknown attribute",
        f"- {{id: a, guides: {{step: x}}, brings: {{opening.stepup: yes}}, {TAIL}}}",
        ("there is no attribute", 5, "opening", "stepup", "step_up"),
    ),
    (
        "brings an unknown value",
        f"- {{id: a, guides: {{step: x}}, brings: {{opening.step_up: yse}}, {TAIL}}}",
        ("expected yes or no, found", 5, "opening.step_up", "yse", "yes"),
    ),
    (
        "brings that it is unknown",
        f"- {{id: a, guides: {{step: x}}, brings: {{opening.step_up: unknown}}, {TAIL}}}",
        ("brings nothing; name a value other than unknown", 5, "opening.step_up", None, None),
    ),
    (
        "brings a conclusion",
        f"- {{id: a, guides: {{step: x}}, brings: {{verdict: accept}}, {TAIL}}}",
        ("there is no section", 5, "", "verdict", None),
    ),
    (
        "brings one fact twice",
        f"- {{id: a, guides: {{step: x}}, brings: {{opening.step_up: yes, opening.step_up: no}}, {TAIL}}}",
        ("the same key stands here twice:", 5, "", "opening.step_up", None),
    ),
    (
        "mitigates what raises nothing",
        f"- {{id: b, finds: known, {TAIL}}}\n- {{id: a, mitigates: b, {TAIL}}}",
        ("mitigates what does not raise its concern:", 6, "a", "b", None),
    ),
]


@pytest.mark.parametrize(
    ("rules", "expected"), [mistake[1:] for mistake in MISTAKES], ids=[mistake[0] for mistake in MISTAKES]
)
def test_mistake_in_a_rule_has_one_fault(tmp_path: Path, rules: str, expected: Brief) -> None:
    """A mistake in a rule file has one fault: what is wrong, where, what was found and what is nearest."""
    faults = faults_of(write_pack(tmp_path, rules))
    assert [briefly(fault) for fault in faults] == [expected]
    assert faults[0].file == str(tmp_path / "rules.yaml")


def test_good_pack_loads(tmp_path: Path) -> None:
    """The pack in which the mistakes are made is good without them."""
    knowledge = load_knowledge(write_pack(tmp_path, GOOD))
    assert (knowledge.name, knowledge.version, knowledge.title) == ("tiny", "1", "Tiny")
    assert (list(knowledge.rules), dict(knowledge.concerns)) == (["good", "otherwise"], {"c": "C", "d": "D"})


def test_rule_of_another_concern_is_not_mitigated(tmp_path: Path) -> None:
    """A rule mitigates arguments of its own concern only."""
    folder = write_pack(tmp_path, GOOD, f"{DECIDES}- {{id: a, mitigates: good, {TAIL}}}\n")
    assert [briefly(fault) for fault in faults_of(folder)] == [
        ("mitigates what does not raise its concern:", 6, "a", "good", None)
    ]


@pytest.mark.parametrize("effect", ["raises: minor", "mitigates: all"])
def test_file_without_a_concern_raises_nothing(tmp_path: Path, effect: str) -> None:
    """In a file that names no concern, no rule raises or mitigates one."""
    rules = f"rules:\n  - {{id: a, {effect}, {TAIL}}}\n"
    texts = {"pack": pack_yaml("rules.yaml", "verdicts.yaml"), "sources": SOURCES, "verdicts": VERDICTS}
    (fault,) = faults_of(write_files(tmp_path, **texts, rules=rules))
    assert briefly(fault) == ("stands in a file that names no concern", 2, "a", None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rules: {a: b}", ("expected a list, found a mapping", 1, "rules", None, None)),
        ("- a", ("expected a mapping with rules, found a list", 1, "", None, None)),
        ("ruls: []", ("there is no key", 1, "", "ruls", "rules")),
        (
            "concern: C 1\ntitle: C",
            ("expected a concern of small letters, digits and hyphens, found", 1, "", "C 1", None),
        ),
        ("concern: c", ("lacks title, as no other file has one for the concern", 1, "", "c", None)),
        (
            f"concern: c\nrules:\n  {GOOD}",
            ("lacks title, as no other file has one for the concern", 1, "", "c", None),
        ),
        ("findings: {f: {holds: it holds}}", ("lacks absent", 1, "f", None, None)),
        ("growth: {g: []}", ("expected a text under g, found a list", 1, "growth", None, None)),
        ("title: a\ntitle: b", ("the same key stands here twice:", 2, "", "title", None)),
        ("a: &x 1", ("anchors are not allowed here, found", 1, "", "&x", None)),
        ("", ("is empty", None, "", None, None)),
    ],
)
def test_mistake_in_a_file_has_one_fault(tmp_path: Path, text: str, expected: Brief) -> None:
    """A mistake in the shape of a rule file has one fault."""
    texts = {"pack": pack_yaml("rules.yaml", "verdicts.yaml"), "sources": SOURCES, "verdicts": VERDICTS}
    assert [briefly(fault) for fault in faults_of(write_files(tmp_path, **texts, rules=text))] == [expected]


@pytest.mark.parametrize(
    ("pack", "expected"),
    [
        (
            pack_yaml("verdicts.yaml", "nowhere.yaml"),
            ("cannot be read: No such file or directory", None, "", None, None),
        ),
        (pack_yaml("verdicts.yaml").replace("version: '1'\n", ""), ("lacks version", 1, "pack.yaml", None, None)),
        (pack_yaml("verdicts.yaml").replace("tiny", "Tiny 1"), (PACK_NAME, 1, "pack.yaml", "Tiny 1", None)),
        (pack_yaml("verdicts.yaml") + "fils: []\n", ("there is no key", 5, "pack.yaml", "fils", "files")),
        (pack_yaml("verdicts.yaml") + "format: 2\n", ("this library does not know the format", 5, "format", "2", None)),
        (pack_yaml("verdicts.yaml") + "updated: Monday\n", (f"{DATE} updated, found", 5, "", "Monday", None)),
        (
            pack_yaml("verdicts.yaml") + "published: 2026-13-01\n",
            (f"{DATE} published, found", 5, "", "2026-13-01", None),
        ),
        (
            pack_yaml("verdicts.yaml") + "principles: {wifm: {because: B}}\n",
            ("there is no principle", 5, "", "wifm", "wiifm"),
        ),
        *(
            (pack_yaml("verdicts.yaml", name), ("expected the name of a file in this folder, found", 4, "", name, None))
            for name in ("../rules.yaml", "/etc/passwd", "sub/rules.yaml", "./rules.yaml", ".", "..")
        ),
    ],
)
def test_mistake_in_pack_yaml_has_one_fault(tmp_path: Path, pack: str, expected: Brief) -> None:
    """A mistake in `pack.yaml` has one fault; files outside of the folder are not read."""
    write_files(tmp_path, rules="rules: []\n")
    texts = {"pack": pack, "sources": SOURCES, "verdicts": VERDICTS}
    assert [briefly(fault) for fault in faults_of(write_files(tmp_path / "pack", **texts))] == [expected]


def test_rule_file_that_is_not_named_is_refused(tmp_path: Path) -> None:
    """A rule file that `pack.yaml` does not name is refused, as its rules would not count; other files may stand by."""
    folder = write_pack(tmp_path, GOOD)
    (folder / "notes.txt").write_text("rules: []\n", encoding="utf-8")
    (folder / "cases").mkdir()
    (folder / "cases" / "case.yaml").write_text("title: T\n", encoding="utf-8")
    assert load_knowledge(folder).name == "tiny"
    (folder / "more.yaml").write_text("rules: []\n", encoding="utf-8")
    assert [briefly(fault) for fault in faults_of(folder)] == [
        ("is not named under files, so its rules would not count:", 1, "pack.yaml", "more.yaml", None)
    ]


@pytest.mark.parametrize(
    ("files", "verdicts", "expected"),
    [
        ((), None, ("lacks files, the rule files in their order", 1, "pack.yaml", None, None)),
        (("nowhere.yaml",), None, ("cannot be read: No such file or directory", None, "", None, None)),
        (("verdicts.yaml",), "rules: {a: b}\n", ("expected a list, found a mapping", 1, "rules", None, None)),
        (
            ("verdicts.yaml",),
            VERDICTS.replace("accept", "acept"),
            ("there is no verdict", 2, "otherwise", "acept", "accept"),
        ),
        (
            ("verdicts.yaml",),
            f"{VERDICTS}  {DECIDES.replace('otherwise', 'last').replace('because: B, ', '')}",
            ("lacks because", 3, "last", None, None),
        ),
    ],
)
def test_verdict_rules_that_cannot_be_read_are_not_missed_too(
    tmp_path: Path, files: tuple[str, ...], verdicts: str | None, expected: Brief
) -> None:
    """Where verdict rules cannot be read, that some case may get no verdict is no second fault."""
    texts = {} if verdicts is None else {"verdicts": verdicts}
    folder = write_files(tmp_path, pack=pack_yaml(*files), sources=SOURCES, **texts)
    assert [briefly(fault) for fault in faults_of(folder)] == [expected]


def test_folder_without_a_pack_is_refused(tmp_path: Path) -> None:
    """A folder without `pack.yaml` is no pack."""
    (fault,) = faults_of(tmp_path)
    assert (fault.problem, fault.file) == ("cannot be read: No such file or directory", str(tmp_path / "pack.yaml"))


def test_faults_of_several_files_come_at_once(tmp_path: Path) -> None:
    """Every fault of every file is told at once, whatever else is wrong."""
    folder = write_pack(
        tmp_path,
        f"- {{id: a, raises: seriuos, {TAIL}}}\n- {{id: b, when: {{pmo.levl: program}}, because: B}}",
        f"- {{id: c, verdict: acept, {TAIL}}}\n- {{id: e, verdict: accept, when: {{}}, because: B, source: s 9}}",
    )
    (folder / "pack.yaml").write_text(pack_yaml("rules.yaml", "nowhere.yaml", "other.yaml"), encoding="utf-8")
    assert [(Path(fault.file or "").name, fault.line, fault.found) for fault in faults_of(folder)] == [
        ("nowhere.yaml", None, None),
        ("rules.yaml", 5, "seriuos"),
        ("rules.yaml", 6, None),
        ("rules.yaml", 6, "pmo.levl"),
        ("other.yaml", 5, "acept"),
        ("other.yaml", 6, "s 9"),
    ]


def test_faulty_rule_is_still_known_to_others(tmp_path: Path) -> None:
    """A rule with a fault exists: that another answers it is no second fault."""
    folder = write_pack(tmp_path, f"- {{id: a, raises: seriuos, {TAIL}}}\n- {{id: b, mitigates: a, {TAIL}}}")
    assert [fault.found for fault in faults_of(folder)] == ["seriuos"]


def test_two_packs_declare_a_name_once(tmp_path: Path) -> None:
    """A name that two packs declare is refused, and so is a rule id that both use."""
    first, second = write_pack(tmp_path / "1", GOOD), write_pack(tmp_path / "2", GOOD)
    renamed = (second / "pack.yaml").read_text(encoding="utf-8").replace("tiny", "other")
    (second / "pack.yaml").write_text(renamed, encoding="utf-8")
    for words in ("vocabulary.yaml", "decision.yaml"):
        (second / words).unlink()
    faults = faults_of(first, second)
    assert [fault.found for fault in faults] == ["known", "g", "good", "otherwise"]
    assert all(fault.file is not None and fault.file.startswith(str(second)) for fault in faults)


def test_a_pack_given_twice_is_refused_once(tmp_path: Path) -> None:
    """A pack that is given twice is one fault, not one for each of its rules."""
    pack = write_pack(tmp_path / "1", GOOD)
    (fault,) = faults_of(pack, pack)
    assert (fault.problem, fault.found, fault.file) == ("this pack is given twice:", "tiny", str(pack / "pack.yaml"))


def finding_pack(folder: Path, *links: tuple[str, str]) -> Path:
    """Write a pack in which findings rest on findings."""
    names = sorted({name for link in links for name in link})
    declared = ", ".join(f"{name}: {{holds: it holds, absent: it does not}}" for name in names)
    rules = "".join(
        f"  - {{id: rule-{n}, finds: {head}, when: {{finding.{read}: yes}}, because: B, source: s 1}}\n"
        for n, (head, read) in enumerate(links)
    )
    text = f"findings: {{{declared}}}\nrules:\n{rules}"
    texts = {"pack": pack_yaml("rules.yaml", "verdicts.yaml"), "sources": SOURCES, "verdicts": VERDICTS}
    return write_files(folder, **texts, rules=text)


def test_findings_that_feed_themselves_are_named(tmp_path: Path) -> None:
    """Findings that rest on themselves are refused with the cycle named, at the first rule that takes part."""
    (fault,) = faults_of(finding_pack(tmp_path, ("z", "u"), ("u", "v"), ("v", "w"), ("w", "u")))
    turns = ["u ← v ← w ← u", "v ← w ← u ← v", "w ← u ← v ← w"]
    assert fault.problem.replace("finding.", "").removeprefix("rules feed themselves: ") in turns
    assert (fault.file, fault.line) == (str(tmp_path / "rules.yaml"), 4)


@pytest.mark.parametrize("length", [1, 2, 3])
def test_attacks_in_a_circle_are_refused(tmp_path: Path, length: int) -> None:
    """Arguments that defeat each other in a circle are refused with the circle named, at the first of them."""
    rules = [f"- {{id: r{n}, defeats: r{(n + 1) % length}, {TAIL}}}" for n in range(length)]
    (fault,) = faults_of(write_pack(tmp_path, "\n".join([GOOD.strip(), *rules])))
    assert fault.problem.startswith("rules feed themselves: ")
    assert {f"defeated.r{n}" for n in range(length)} <= set(fault.problem.split(": ")[1].split(" ← "))
    assert (fault.file, fault.line) == (str(tmp_path / "rules.yaml"), 6)


def test_concern_that_feeds_itself_is_refused(tmp_path: Path) -> None:
    """A rule that raises a concern because it is open is refused at its place."""
    rules = GOOD + "- {id: a, raises: serious, when: {concern.c: open}, because: B, source: s 1}"
    (fault,) = faults_of(write_pack(tmp_path, rules))
    assert fault.problem.startswith("rules feed themselves: ")
    assert fault.line == 6


@pytest.mark.slow
@settings(max_examples=40)
@given(mutilations())
def test_mutilated_rules_load_or_are_refused(texts: dict[str, str]) -> None:
    """However the shipped rules are mutilated, they load or are refused with InputError; what loads can run."""
    knowledge = load_changed(texts)
    if knowledge is not None:
        program = knowledge.compiled.program
        facts = {fact: values[-1] for fact, values in program.domains.items()}
        assert knowledge.engine("compiled").derive(facts).program is program


def test_shipped_rules_load_unchanged() -> None:
    """The shipped rules load when nothing is changed."""
    assert load_changed(SHIPPED) is not None
