"""Packs that extend others: how those are found, and what a pack adds, switches off, replaces and reorders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pmo_expert import (
    Fault,
    InputError,
    Knowledge,
    SwitchedOff,
    advise,
    case_from,
    check,
    from_json,
    load_knowledge,
    prove,
    rules_folder,
    to_json,
    to_markdown,
    to_text,
    why,
)
from tests.advice.examples import REMOTE_PACK
from tests.advice.examples import write_pack as write_more
from tests.doors.run import run
from tests.knowledge.own_words import MODEL, WORDS, faults_of
from tests.knowledge.packs import pack_yaml

BASE = """\
concern: noise
title: It is loud
rules:
  - {id: loud, raises: slight, when: {home.quiet: no}, because: It is loud., source: base 1,
     examples: [{fires: {home.quiet: no}}, {near_miss: {home.quiet: yes}}]}
  - {id: windows, mitigates: [loud], when: {home.goals: {includes: rest}}, because: Windows., source: base 1,
     examples: [{fires: {home.goals: [rest]}}, {near_miss: {home.goals: []}}]}
  - {id: open-windows, defeats: [windows], when: {home.goals: {includes: green_view}}, because: Open., source: base 2,
     examples: [{fires: {home.goals: [green_view]}}, {near_miss: {home.goals: []}}]}
  - {id: ask-it, verdict: ask_first, when: {home.quiet: unknown}, because: Ask., source: base 1,
     examples: [{fires: {}}, {near_miss: {home.quiet: yes}}]}
  - {id: too-loud, verdict: stay, when: {concerns.worst: {at_least: slight}}, because: No., source: base 1,
     examples: [{fires: {home.quiet: no}}, {near_miss: {home.quiet: yes}}]}
  - {id: otherwise, verdict: move, when: {}, because: Yes., source: base 1, examples: [{fires: {}}]}
"""
EVERY_RULE = ("loud", "windows", "open-windows", "ask-it", "too-loud", "otherwise")
LOUD: dict[str, Any] = {"home.quiet": False}
RESTLESS = {**LOUD, "home.goals": ["rest"]}
NOTHING = "rules: []\n"


def write(folder: Path, rules: str = NOTHING, *, extends: str = "", **texts: str) -> Path:
    """Write a pack with the name of its folder; its rules may cite the claims 1 and 2 of a source of that name."""
    folder.mkdir(parents=True, exist_ok=True)
    name, more = folder.name, texts.pop("pack", "")
    head = pack_yaml("rules.yaml").replace("tiny", name).replace("Tiny", f"About {name}")
    claims = "{'1': {place: P, kind: raises, says: S}, '2': {place: P, kind: caveat, says: S}}"
    sources = f"sources: {{{name}: {{title: T, author: A, claims: {claims}}}}}\n"
    extending = f"extends: {extends}\n" if extends else ""
    for file, text in {"pack": head + extending + more, "rules": rules, "sources": sources, **texts}.items():
        (folder / f"{file}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A pack that others extend."""
    return write(tmp_path / "base", BASE, vocabulary=WORDS, decision=MODEL)


@pytest.fixture
def more(tmp_path: Path, base: Path) -> Path:
    """The folder for a pack beside the one that it extends."""
    return base.parent / "more"


def rule(text: str, because: str = "More.") -> str:
    """Return a rule file with one rule, which states what it does and may state when."""
    when = "" if "when:" in text else ", when: {}"
    return f"concern: noise\nrules:\n  - {{{text}{when}, because: {because}, source: more 1}}\n"


def only(folder: Path, file: str = "rules.yaml") -> Fault:
    """Return the one fault of a pack, which must be in one of its files."""
    (fault,) = faults_of(folder)
    assert fault.file == str(folder / file)
    return fault


def briefly(fault: Fault) -> tuple[int | None, int | None, str, str | None, str | None]:
    """Return where a fault stands, what it is about, what was found and what is nearest."""
    return (fault.line, fault.column, fault.place, fault.found, fault.nearest)


# How an extended pack is found


def test_a_folder_beside_the_pack_is_found(base: Path, more: Path) -> None:
    """A pack may extend one whose folder stands beside its own; the extended one comes first."""
    knowledge = load_knowledge(write(more, extends="base"))
    assert (knowledge.name, knowledge.version, knowledge.title) == ("base+more", "1+1", "About more")
    assert tuple(knowledge.rules) == EVERY_RULE
    assert {one.pack for one in knowledge.rules.values()} == {"base"}


def test_the_shipped_pack_is_found(tmp_path: Path) -> None:
    """A pack may extend a shipped one by its name, wherever it stands."""
    knowledge = load_knowledge(write(tmp_path / "anywhere", extends="article"))
    assert knowledge.name == "article+anywhere"
    assert list(knowledge.rules) == list(load_knowledge().rules)


def test_a_folder_beside_the_pack_goes_before_the_shipped_one(base: Path, more: Path) -> None:
    """Where a folder beside the pack has the name of a shipped one, it is the one that is meant."""
    write(base.parent / "article", BASE.replace("base", "article"), vocabulary=WORDS, decision=MODEL)
    assert tuple(load_knowledge(write(more, extends="article")).rules) == EVERY_RULE


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, **packs: str) -> Path:
    """Put a distribution on the path, whose entry points bring packs along; return where it stands."""
    info = folder / "brought_along-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: brought-along\nVersion: 1.0\n", encoding="utf-8")
    points = "".join(f"{name} = {value}\n" for name, value in packs.items())
    (info / "entry_points.txt").write_text(f"[pmo_expert.packs]\n{points}", encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    return folder


def package(folder: Path) -> Path:
    """Make a Python package of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "__init__.py").write_text("", encoding="utf-8")
    return folder


def test_an_installed_pack_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pack may extend one that another package brings along by an entry point; that may be loaded by name, too."""
    site = install(tmp_path / "site", monkeypatch, brought="pack_of_brought_along")
    write(package(site / "pack_of_brought_along"), BASE.replace("base", "pack_of_brought_along"))
    folder = site / "pack_of_brought_along"
    for name, text in {"vocabulary": WORDS, "decision": MODEL}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    head = (folder / "pack.yaml").read_text(encoding="utf-8").replace("pack_of_brought_along", "brought")
    (folder / "pack.yaml").write_text(head, encoding="utf-8")
    more = write(tmp_path / "elsewhere" / "more", extends="brought")
    assert load_knowledge(more).name == "brought+more"
    assert tuple(load_knowledge("brought").rules) == EVERY_RULE
    assert run("advise", "-", "--rules", "brought", stdin=b"home.quiet: yes").status == 0


@pytest.mark.parametrize("value", ["holdera", "holderb.inner", "holderc:inner", "holderd:inner.deep"])
def test_an_entry_point_names_a_module_or_a_folder_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    """An entry point names a module in whose folder the pack stands, or, after a colon, a folder in that."""
    site = install(tmp_path / "site", monkeypatch, brought=value)
    package(package(site / value[: len("holdera")]) / "inner")
    folder = site / value.replace(":", "/").replace(".", "/")
    write(folder, BASE.replace("base", folder.name), vocabulary=WORDS, decision=MODEL)
    assert tuple(load_knowledge("brought").rules) == EVERY_RULE


@pytest.mark.parametrize("value", ["nowhere", "nowhere.at.all", "json.nowhere"])
def test_an_entry_point_that_leads_nowhere_is_no_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    """An entry point whose module is not there brings no pack, and does no other harm."""
    install(tmp_path / "site", monkeypatch, brought=value)
    (fault,) = faults_of(write(tmp_path / "more", extends="brought"))
    assert (fault.line, fault.column, fault.found) == (5, 10, "brought")


def test_extended_packs_may_be_given_too(base: Path, more: Path, tmp_path: Path) -> None:
    """A pack that is extended may be given, in any order, from anywhere; it is read once."""
    far = write(tmp_path / "far" / "base", BASE, vocabulary=WORDS, decision=MODEL)
    lone = write(tmp_path / "lone" / "more", extends="base")
    for packs in ((far, lone), (lone, far), (base, write(more, extends="base"))):
        assert load_knowledge(*packs).name == "base+more"


def test_packs_that_extend_packs_that_extend(base: Path, more: Path) -> None:
    """Packs build on each other over several levels, each after those that it extends."""
    write(base.parent / "middle", extends="base")
    write(base.parent / "other", extends="[base]")
    knowledge = load_knowledge(write(more, extends="[middle, other, base]"))
    assert (knowledge.name, knowledge.title) == ("base+middle+other+more", "About more")
    assert tuple(knowledge.rules) == EVERY_RULE


def test_packs_in_a_circle_are_refused(base: Path, more: Path) -> None:
    """Packs that extend each other in a circle are refused where it closes, and so is one that extends itself."""
    write(base, BASE, extends="middle", vocabulary=WORDS, decision=MODEL)
    write(base.parent / "middle", extends="more")
    (fault,) = faults_of(write(more, extends="base"))
    assert (fault.problem, fault.file) == (
        "packs extend each other in a circle:",
        str(base.parent / "middle" / "pack.yaml"),
    )
    assert briefly(fault) == (5, 10, "middle", "more", None)
    own = write(base.parent / "own", BASE.replace("base", "own"), extends="own", vocabulary=WORDS, decision=MODEL)
    assert briefly(only(own, "pack.yaml")) == (5, 10, "own", "own", None)


def test_an_unknown_pack_is_refused_with_those_there_are(
    base: Path, more: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pack that is not found is refused with the names beside it, of the shipped ones and of the installed ones."""
    install(base.parent / "site", monkeypatch, brought="nowhere")
    (fault,) = faults_of(
        write(more, extends="[bsae]", vocabulary=WORDS, decision=MODEL, rules=BASE.replace("base", "more"))
    )
    assert fault.problem == "extends a pack that is not beside it, shipped or installed:"
    assert (fault.file, *briefly(fault)) == (str(more / "pack.yaml"), 5, 11, "", "bsae", "base")
    assert {"article", "base", "more", "brought"} <= set(fault.allowed)


@pytest.mark.parametrize("name", ["../base", "/base", ".", "..", "sub/base"])
def test_a_path_is_no_name_of_a_pack(more: Path, name: str) -> None:
    """An extended pack is named, not given by a path."""
    (fault,) = faults_of(
        write(more, extends=name, vocabulary=WORDS, decision=MODEL, rules=BASE.replace("base", "more"))
    )
    assert (fault.line, fault.found) == (5, name)


def test_a_pack_that_is_not_there_is_refused_with_the_nearest(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pack that is given and not there is refused with the nearest name of a known one or of a folder with one."""
    monkeypatch.chdir(base.parent)
    for given, near in (("artcle", "article"), ("baes", "base"), (Path("baes"), "base"), ("./baes", "base")):
        with pytest.raises(InputError) as caught:
            load_knowledge(given)
        (fault,) = caught.value.faults
        assert (fault.problem, fault.found, fault.nearest) == ("there is no pack", str(given), near)
        assert {"article", "base"} <= set(fault.allowed)


def test_a_pack_may_be_given_by_its_file(base: Path) -> None:
    """A pack may be given by its `pack.yaml`, as a path or as text."""
    for given in (base / "pack.yaml", str(base / "pack.yaml"), str(base)):
        assert load_knowledge(given).name == "base"
    assert load_knowledge("article").sha256 == load_knowledge(rules_folder()).sha256


# What a pack adds


def test_a_pack_adds_to_the_vocabulary(more: Path) -> None:
    """A pack adds whom to ask, sections and attributes, each after those of the packs that it extends."""
    words = """\
asks: {landlord: ask the landlord}
sections: {yard: yard}
attributes:
  yard.trees: {kind: yes_no, question: Q?, ask: landlord, unknown: U, values: {yes: Y, no: N}, needs: {home.quiet: yes}}
  home.garden: {kind: yes_no, question: Q?, ask: you, unknown: U, values: {yes: Y, no: N}}
"""
    rules = rule("id: green, raises: grave, when: {yard.trees: no, home.garden: no}")
    knowledge = load_knowledge(write(more, rules, extends="base", vocabulary=words))
    vocabulary = knowledge.vocabulary
    assert list(vocabulary.sections) == ["home", "work", "yard"]
    assert list(vocabulary.asks) == ["you", "them", "landlord"]
    assert list(vocabulary.attributes) == ["home.quiet", "home.goals", "home.garden", "yard.trees"]
    assert set(knowledge.needs) == {"yard.trees"}
    advice = advise({"yard.trees": "no", "home.garden": "n", "home.quiet": "yes"}, knowledge)
    assert [(concern.id, concern.severity) for concern in advice.concerns] == [("noise", "grave")]
    assert advice.verdict == "stay"


def test_a_pack_adds_values(tmp_path: Path) -> None:
    """A pack adds values to an attribute, last or before another, with other names; rules of both packs know them."""
    words = WORDS.replace(
        "  home.goals:",
        "  home.size: {kind: scale, question: Q?, ask: you, unknown: U, values: {small: S, large: L}}\n  home.goals:",
    )
    rules = BASE.replace("when: {home.quiet: no}", "when: {home.size: {at_least: large}}", 1)
    write(tmp_path / "base", rules, vocabulary=words, decision=MODEL)
    added = """\
attributes:
  home.size:
    values: {tiny: {phrase: T, before: small}, medium: {phrase: M, names: [so so], before: large}, huge: H}
  home.goals:
    values: {company: company}
"""
    raising = rule("id: small, raises: grave, when: {home.size: {at_most: medium}, home.goals: {includes: company}}")
    knowledge = load_knowledge(write(tmp_path / "more", raising, extends="base", vocabulary=added))
    size, goals = (knowledge.vocabulary.attributes[name] for name in ("home.size", "home.goals"))
    assert size.values == ("tiny", "small", "medium", "large", "huge")
    assert (size.read_text("So-so"), size.state("tiny")) == ("medium", "T")
    assert goals.values == ("rest", "green_view", "company")

    def severity(**facts: Any) -> str | None:
        named = {f"home.{name}": value for name, value in facts.items()}
        return advise(named, knowledge).concerns[0].severity

    assert severity(size="huge") == "slight"
    assert severity(size="so so", goals="company") == "grave"
    assert severity(size="medium") is None


def test_a_pack_adds_concerns_growth_and_findings(more: Path) -> None:
    """A pack adds concerns, growth and findings, and argues for and against concerns that are there."""
    rules = """\
concern: dark
title: It is dark
findings: {north: {holds: it looks north, absent: it does not look north}}
growth: {calm: calm}
rules:
  - {id: looks-north, finds: north, when: {home.quiet: yes}, because: B, source: more 1}
  - {id: dark, raises: grave, when: {finding.north: yes}, because: B, source: more 1}
  - {id: calm-down, offers: calm, serves: [rest], when: {home.quiet: yes}, because: B, source: more 1}
  - {id: still, defeats: [windows], when: {home.quiet: no}, because: B, source: base 1}
"""
    knowledge = load_knowledge(write(more, rules, extends="base"))
    assert dict(knowledge.concerns) == {"noise": "It is loud", "dark": "It is dark"}
    quiet = advise({"home.quiet": True, "home.goals": ["rest"]}, knowledge)
    assert ({concern.id: concern.status for concern in quiet.concerns}, quiet.wiifm) == (
        {"noise": "not_raised", "dark": "open"},
        "passes",
    )
    loud = advise(RESTLESS, knowledge)
    assert {concern.id: concern.status for concern in loud.concerns} == {"noise": "open", "dark": "not_raised"}


@pytest.mark.parametrize(
    ("words", "problem", "expected"),
    [
        ("sections: {home: H}\n", "an earlier pack declares this too:", (1, 12, "sections", "home", None)),
        ("asks: {you: Y}\n", "an earlier pack declares this too:", (1, 8, "asks", "you", None)),
        (
            "attributes:\n  home.goals: {question: Q?, values: {company: C}}\n",
            "an extended pack declares this attribute; only values and another help can be added, not",
            (2, 16, "home.goals", "question", None),
        ),
        (
            "attributes:\n  home.goals: {values: {rest: R}}\n",
            "is there already: the value",
            (2, 25, "home.goals", "rest", None),
        ),
        (
            "attributes:\n  home.goals: {values: {company: {phrase: C, before: rst}}}\n",
            "there is no value",
            (2, 54, "home.goals", "rst", "rest"),
        ),
        (
            "attributes:\n  home.goals: {values: {company: {phrase: C, names: [Rest]}}}\n",
            "another name of company means rest as well:",
            (2, 15, "home.goals", "Rest", None),
        ),
        (
            "attributes:\n  hoem.x: {values: {a: A}}\n",
            "there is no section",
            (2, 3, "hoem.x", "hoem", "home"),
        ),
        ("attributes:\n  home.golas: {values: {a: A}}\n", "lacks kind", (2, 3, "home.golas", None, None)),
    ],
)
def test_what_cannot_be_added_is_refused(
    more: Path, words: str, problem: str, expected: tuple[int | None, int | None, str, str | None, str | None]
) -> None:
    """What is there already, or would change what an extended pack says, is refused at its place."""
    fault = only(write(more, extends="base", vocabulary=words), "vocabulary.yaml")
    assert (fault.problem, briefly(fault)) == (problem, expected)


def test_no_values_are_added_to_yes_and_no_or_to_amounts(tmp_path: Path) -> None:
    """An attribute that is yes or no takes no further value, and an amount takes none."""
    size = "  home.size: {kind: amount, question: Q?, ask: you, unknown: U, unit: m, highest: 9, phrase: '{value}'}\n"
    base = write(
        tmp_path / "base", BASE, vocabulary=WORDS.replace("attributes:\n", f"attributes:\n{size}"), decision=MODEL
    )
    for name in ("home.size", "home.quiet"):
        words = f"attributes:\n  {name}: {{values: {{perhaps: P}}}}\n"
        fault = only(write(base.parent / "more", extends="base", vocabulary=words), "vocabulary.yaml")
        assert (fault.line, fault.place) == (2, name)


def test_a_second_decision_model_is_refused(more: Path) -> None:
    """A pack that extends one with a decision model has none of its own."""
    fault = only(write(more, extends="base", decision=MODEL), "decision.yaml")
    assert (fault.line, fault.column) == (1, 1)
    assert fault.problem == "the pack base has a decision model already; packs that extend it use that"


def test_names_that_both_packs_declare_are_refused(more: Path) -> None:
    """The id of a rule, a finding and growth are declared once."""
    rules = rule("id: loud, raises: slight")
    assert briefly(only(write(more, rules, extends="base"))) == (3, 5, "", "loud", None)


# What a pack switches off


def switched_off(knowledge: Knowledge) -> dict[str, tuple[str, str, str | None]]:
    """Return pack, reason and replacement of the rules that are switched off."""
    return {off.rule: (off.pack, off.reason, off.instead) for off in knowledge.switched_off}


def without(**reasons: str) -> str:
    """Return the lines that switch rules off."""
    return "without:\n" + "".join(f"  {name.replace('_', '-')}: {reason}\n" for name, reason in reasons.items())


def test_a_rule_is_switched_off_with_a_reason(more: Path) -> None:
    """A rule that is switched off is no rule any more; which pack did so and why stays with the rules."""
    knowledge = load_knowledge(write(more, extends="base", pack=without(open_windows="We have no\n    windows.")))
    assert tuple(knowledge.rules) == tuple(name for name in EVERY_RULE if name != "open-windows")
    assert knowledge.switched_off == (
        SwitchedOff(rule="open-windows", sources=("base 2",), pack="more", reason="We have no windows.", instead=None),
    )
    assert knowledge.attackers["windows"] == ()
    facts = {**LOUD, "home.goals": ["rest", "green_view"]}
    assert [advise(facts, rules).concerns[0].status for rules in (knowledge, load_knowledge(more.parent / "base"))] == [
        "mitigated",
        "open",
    ]


def test_every_result_tells_what_is_switched_off(more: Path) -> None:
    """An advice, its JSON and its pages tell what was switched off, by which pack and why."""
    knowledge = load_knowledge(write(more, extends="base", pack=without(open_windows="no windows here")))
    advice = advise(LOUD, knowledge)
    assert advice.switched_off == knowledge.switched_off
    assert from_json(to_json(advice)).switched_off == knowledge.switched_off
    expected = "Not used: open-windows, switched off by the pack more. No windows here."
    assert expected in " ".join(to_text(advice, full=True).split())
    assert expected in " ".join(to_markdown(advice, full=True).replace("\\", "").split())
    assert advise(LOUD, load_knowledge(more.parent / "base")).switched_off == ()
    assert "Not used" not in to_text(advise(LOUD, load_knowledge(more.parent / "base")))


def test_a_rule_that_is_switched_off_is_neither_proved_nor_missed(more: Path) -> None:
    """Proofs know nothing of a rule that is switched off, and its claims need no other rule."""
    knowledge = load_knowledge(write(more, extends="base", pack=without(open_windows="R")))
    told = [failure.text for proof in prove(knowledge) for failure in proof.failures]
    told += [note for proof in prove(knowledge) for note in proof.notes]
    assert not [text for text in told if "open-windows" in text]
    found = [fault.found for fault in check(knowledge)]
    assert "base 2" not in found
    assert {"more 1", "more 2"} <= set(found)


def test_a_rule_that_is_switched_off_can_still_be_asked_for(more: Path) -> None:
    """Whoever asks for a rule that is switched off is told so, with the pack and the reason."""
    pack = str(write(more, extends="base", pack=without(open_windows="no windows here")))
    with pytest.raises(InputError, match=r"switched off by the pack more \(no windows here\): “open-windows”"):
        why(LOUD, "open-windows", load_knowledge(pack))
    told = run("rules", "open-windows", "--rules", pack)
    assert (told.status, told.out) == (2, "")
    assert "switched off by the pack more" in told.err


def test_rules_that_only_answer_it_go_too(more: Path) -> None:
    """A rule that answers nothing but rules that are switched off goes with them, and so on."""
    knowledge = load_knowledge(write(more, extends="base", pack=without(loud="R")))
    assert tuple(knowledge.rules) == ("ask-it", "too-loud", "otherwise")
    reason = "Every rule that it answers is switched off."
    assert switched_off(knowledge) == {
        "loud": ("more", "R", None),
        "windows": ("more", reason, None),
        "open-windows": ("more", reason, None),
    }


def test_rules_that_answer_others_too_stay(tmp_path: Path) -> None:
    """A rule that also answers a rule that stays answers that alone from then on."""
    louder = BASE.replace("mitigates: [loud]", "mitigates: [loud, louder]").replace(
        "  - {id: windows",
        "  - {id: louder, raises: slight, when: {home.quiet: no}, because: B, source: base 1}\n  - {id: windows",
    )
    write(tmp_path / "base", louder, vocabulary=WORDS, decision=MODEL)
    knowledge = load_knowledge(write(tmp_path / "more", extends="base", pack=without(loud="R")))
    assert list(switched_off(knowledge)) == ["loud"]
    assert knowledge.attacked["windows"] == ("louder",)


def test_rules_that_answer_a_whole_concern_stay(tmp_path: Path) -> None:
    """A rule that answers all that raises a concern stays, whatever is switched off."""
    whole = BASE.replace("mitigates: [loud]", "mitigates: all")
    write(tmp_path / "base", whole, vocabulary=WORDS, decision=MODEL)
    knowledge = load_knowledge(write(tmp_path / "more", extends="base", pack=without(loud="R")))
    assert list(switched_off(knowledge)) == ["loud"]
    assert "windows" in knowledge.rules


def test_a_rule_of_the_same_name_may_take_over(more: Path) -> None:
    """A pack may switch a rule off and state another of its name; what the pack says against that counts."""
    rules = """\
concern: noise
rules:
  - {id: loud, raises: grave, when: {home.quiet: no}, because: B, source: more 1}
  - {id: hush, mitigates: [loud], when: {home.quiet: no}, because: B, source: more 2}
"""
    text = MODEL.replace(", final: yes", "")
    (more.parent / "base" / "decision.yaml").write_text(text, encoding="utf-8")
    knowledge = load_knowledge(write(more, rules, extends="base", pack=without(loud="R")))
    assert knowledge.rules["loud"].pack == "more"
    assert "hush" in knowledge.rules
    assert advise(LOUD, knowledge).concerns[0].status == "mitigated"


def test_a_pack_switches_off_over_several_levels(more: Path) -> None:
    """A pack switches off rules of any pack below it; its own it cannot."""
    write(more.parent / "middle", rule("id: middling, raises: slight").replace("more 1", "middle 1"), extends="base")
    knowledge = load_knowledge(write(more, extends="middle", pack=without(open_windows="A", middling="B")))
    assert {name: found[0] for name, found in switched_off(knowledge).items()} == {
        "open-windows": "more",
        "middling": "more",
    }
    fault = only(write(more, rule("id: mine, raises: slight"), extends="base", pack=without(mine="A")), "pack.yaml")
    assert (fault.problem, fault.found) == ("switches off a rule that no extended pack has:", "mine")


def test_without_its_last_verdict_a_pack_needs_another(more: Path) -> None:
    """Where the last verdict rule is switched off, some case may get none, unless the pack has another last one."""
    (fault,) = faults_of(write(more, extends="base", pack=without(otherwise="R")))
    assert fault.problem.startswith("some case may get no verdict")
    rules = rule("id: else-then, verdict: stay")
    knowledge = load_knowledge(write(more, rules, extends="base", pack=without(otherwise="R")))
    assert advise({"home.quiet": True}, knowledge).verdict == "stay"


@pytest.mark.parametrize(
    ("pack", "problem", "expected"),
    [
        (
            "without: {louder: R}\n",
            "switches off a rule that no extended pack has:",
            (6, 11, "more", "louder", "loud"),
        ),
        (
            "without: {loud: }\n",
            "expected the reason for switching the rule off, found nothing",
            (6, 17, "loud", None, None),
        ),
        (
            "without: {loud: [R]}\n",
            "expected the reason for switching the rule off, found a list",
            (6, 17, "loud", None, None),
        ),
        ("without: [loud]\n", "expected {RULE: reason} for each rule, found a list", (6, 10, "without", None, None)),
        ("without: loud\n", "expected a mapping, found “loud”", (6, 10, "without", None, None)),
        ("withot: {loud: R}\n", "there is no key", (6, 1, "pack.yaml", "withot", "without")),
    ],
)
def test_what_cannot_be_switched_off_is_refused(
    more: Path, pack: str, problem: str, expected: tuple[int | None, int | None, str, str | None, str | None]
) -> None:
    """A rule that there is not, a missing reason and a wrong shape are refused at their place."""
    fault = only(write(more, extends="base", pack=pack), "pack.yaml")
    assert (fault.problem, briefly(fault)) == (problem, expected)
    if "louder" in pack:
        assert fault.allowed == EVERY_RULE


# What a pack replaces


def test_a_rule_is_replaced_in_its_place(more: Path) -> None:
    """A rule stands in the place of another, which is listed with its reason; what answered that one answers it."""
    rules = rule("id: very-loud, instead_of: loud, raises: slight, when: {home.quiet: no}", "It is very loud.")
    knowledge = load_knowledge(write(more, rules, extends="base"))
    assert tuple(knowledge.rules) == ("very-loud", *EVERY_RULE[1:])
    assert knowledge.switched_off == (
        SwitchedOff(rule="loud", sources=("base 1",), pack="more", reason="It is very loud.", instead="very-loud"),
    )
    assert (knowledge.attackers["very-loud"], knowledge.attacked["windows"]) == (("windows",), ("very-loud",))
    advice = advise(RESTLESS, knowledge)
    assert advice.concerns[0].status == "mitigated"
    assert [argument.rule for argument in advice.concerns[0].arguments] == ["very-loud", "windows"]
    expected = "Not used: loud, switched off by the pack more; very-loud stands in its place. It is very loud."
    assert expected in " ".join(to_text(advice, full=True).split())


def test_a_verdict_rule_is_replaced_in_its_place(more: Path) -> None:
    """A verdict rule in the place of another decides where that did, before those after it."""
    rules = rule("id: ask-anyway, instead_of: ask-it, verdict: ask_first, when: {home.goals: unknown}")
    knowledge = load_knowledge(write(more, rules, extends="base"))
    assert tuple(knowledge.rules)[3:] == ("ask-anyway", "too-loud", "otherwise")
    assert advise(LOUD, knowledge).verdict == "ask_first"
    assert advise(RESTLESS, knowledge).decided_by == ("otherwise",)


def test_a_rule_may_replace_another_of_its_name(more: Path) -> None:
    """A rule may stand in the place of another of the same id."""
    rules = rule("id: loud, instead_of: loud, raises: slight, when: {home.quiet: unknown}")
    knowledge = load_knowledge(write(more, rules, extends="base"))
    assert tuple(knowledge.rules) == EVERY_RULE
    assert (knowledge.rules["loud"].pack, knowledge.attackers["loud"]) == ("more", ("windows",))
    assert switched_off(knowledge) == {"loud": ("more", "More.", "loud")}


def test_rules_that_answer_each_other_are_replaced_together(more: Path) -> None:
    """A pack may replace a rule and one that answers it; the new answer may name the old rule or the new one."""
    for target in ("loud", "very-loud"):
        rules = f"""\
concern: noise
rules:
  - {{id: very-loud, instead_of: loud, raises: slight, when: {{home.quiet: no}}, because: B, source: more 1}}
  - {{id: shutters, instead_of: windows, mitigates: [{target}], when: {{}}, because: B, source: more 2}}
"""
        knowledge = load_knowledge(write(more, rules, extends="base"))
        assert tuple(knowledge.rules)[:3] == ("very-loud", "shutters", "open-windows")
        assert knowledge.attacked["shutters"] == ("very-loud",)
        assert knowledge.attackers["shutters"] == ("open-windows",)


def test_a_replaced_rule_may_be_replaced_again(more: Path) -> None:
    """A pack may replace a rule with which another pack replaced one."""
    first = rule("id: middling, instead_of: loud, raises: slight").replace("more 1", "middle 1")
    write(more.parent / "middle", first, extends="base")
    knowledge = load_knowledge(write(more, rule("id: last, instead_of: middling, raises: slight"), extends="middle"))
    assert next(iter(knowledge.rules)) == "last"
    assert knowledge.attackers["last"] == ("windows",)
    assert {name: (found[0], found[2]) for name, found in switched_off(knowledge).items()} == {
        "loud": ("middle", "middling"),
        "middling": ("more", "last"),
    }


# What a pack puts before others


def test_a_verdict_rule_is_put_before_another(more: Path) -> None:
    """A verdict rule stands before another where it says so, several in their own order."""
    rules = """\
rules:
  - {id: first, before: too-loud, verdict: move, when: {home.goals: {includes: rest}}, because: B, source: more 1}
  - {id: second, before: too-loud, verdict: ask_first, when: {home.goals: unknown}, because: B, source: more 2}
  - {id: third, before: first, verdict: stay, when: {home.goals: {includes: green_view}}, because: B, source: more 2}
"""
    knowledge = load_knowledge(write(more, rules, extends="base"))
    assert tuple(knowledge.rules)[3:] == ("ask-it", "third", "first", "second", "too-loud", "otherwise")
    told = [advise({**LOUD, "home.goals": goals}, knowledge) for goals in (["rest"], None, ["rest", "green_view"], [])]
    assert [advice.decided_by[0] for advice in told] == ["first", "second", "third", "too-loud"]


def test_a_verdict_rule_that_is_put_nowhere_comes_last(more: Path) -> None:
    """A verdict rule that is put before none comes last, where it is never reached, and is refused."""
    rules = rule("id: late, verdict: stay, when: {home.quiet: yes}")
    fault = only(write(more, rules, extends="base"))
    assert fault.problem.endswith("write before: RULE in the verdict rules that a pack adds")


@pytest.mark.parametrize(
    ("text", "problem", "found", "near"),
    [
        ("instead_of: lod, raises: slight", "stands instead of a rule that no extended pack has:", "lod", "loud"),
        ("instead_of: new, raises: slight", "stands instead of a rule that no extended pack has:", "new", None),
        ("before: othewise, verdict: stay", "stands before a verdict rule that there is not:", "othewise", "otherwise"),
        ("before: loud, verdict: stay", "stands before a verdict rule that there is not:", "loud", "too-loud"),
        (
            "before: othewise, verdict: stay, when: {home.quiet: yes}",
            "stands before a verdict rule that there is not:",
            "othewise",
            "otherwise",
        ),
        ("before: new, verdict: stay", "stands before a verdict rule that there is not:", "new", None),
        ("mitigates: [windwos]", "there is no rule", "windwos", "windows"),
        ("defeats: [windwos]", "there is no rule", "windwos", "windows"),
    ],
)
def test_unknown_rules_are_refused_with_the_nearest(
    more: Path, text: str, problem: str, found: str, near: str | None
) -> None:
    """A rule that there is not, or not there, is refused with its place, what is allowed and the nearest."""
    fault = only(write(more, rule(f"id: new, {text}"), extends="base"))
    assert (fault.problem, briefly(fault)) == (problem, (3, 5, "new", found, near))
    assert fault.allowed == (("ask-it", "too-loud", "otherwise") if "before" in text else fault.allowed)
    assert set(fault.allowed) <= {*EVERY_RULE, "new"}


def test_faults_of_all_packs_come_at_once(more: Path) -> None:
    """Faults of what a pack adds, switches off, replaces and puts before others are told together."""
    rules = """\
concern: noise
rules:
  - {id: a, instead_of: lod, raises: slight, when: {}, because: B, source: more 1}
  - {id: b, before: othewise, verdict: stay, when: {}, because: B, source: more 1}
  - {id: c, before: otherwise, verdict: stay, when: {home.qiet: no}, because: B, source: more 1}
"""
    folder = write(more, rules, extends="base", pack="without: {windws: R}\n", vocabulary="sections: {home: H}\n")
    assert {(Path(fault.file or "").name, fault.line, fault.found) for fault in faults_of(folder)} == {
        ("vocabulary.yaml", 1, "home"),
        ("pack.yaml", 6, "windws"),
        ("rules.yaml", 3, "lod"),
        ("rules.yaml", 4, "othewise"),
        ("rules.yaml", 5, "home.qiet"),
    }


# With the shipped rules


def test_a_pack_may_change_the_shipped_rules(tmp_path: Path) -> None:
    """A pack may add rules to the article's, and switch off one of them."""
    text = """\
concern: staff-function
rules:
  - id: program-is-staff
    raises: serious
    when: {pmo.level: program}
    because: It is.
    source: more 1
"""
    folder = write_more(tmp_path / "more", text)
    first = next(name for name, one in load_knowledge().rules.items() if one.effect.__class__.__name__ == "Raises")
    head = f"extends: article\nwithout: {{{first}: It does not matter to us.}}\n"
    (folder / "pack.yaml").write_text((folder / "pack.yaml").read_text(encoding="utf-8") + head, encoding="utf-8")
    knowledge = load_knowledge(folder)
    assert first not in knowledge.rules
    assert first in {off.rule for off in knowledge.switched_off}
    assert advise({"pmo.level": "program"}, knowledge).concerns[0].status == "open"


def test_a_pack_and_what_it_adds_are_identified(more: Path) -> None:
    """Names and versions of all packs identify the rules, and so does a digest of all their files."""
    first = load_knowledge(write(more, extends="base"))
    second = load_knowledge(write(more, extends="base", pack=without(open_windows="R")))
    assert first.sha256 != second.sha256 != load_knowledge(more.parent / "base").sha256
    assert advise(LOUD, second).knowledge.name == "base+more"
    assert case_from({"opening.travel": "a lot"}, load_knowledge(REMOTE_PACK)).facts == {"opening.travel": "heavy"}
