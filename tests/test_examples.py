"""The examples: what the cases show between them, and that the programs run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

import pmo_expert
from pmo_expert import Advice, Argument, Knowledge, PlainCase, advise, check, load_knowledge, read_case
from pmo_expert.knowledge.language.rule import Decides
from pmo_expert.knowledge.language.subjects import Status

EXAMPLES = Path(__file__).parents[1] / "examples"
CASES = sorted((EXAMPLES / "cases").glob("*.yaml"))
TOLD = sorted((Path(__file__).parent / "told" / "article").glob("*.yaml"))
PACKS = EXAMPLES / "packs"
PACK_NAMES = sorted(path.parent.name for path in PACKS.glob("*/pack.yaml"))
PACK_CASES = sorted(PACKS.glob("*/cases/*"))
REMOTE_WORK = PACKS / "remote-work"
PROGRAMS = {
    "advise_in_a_dozen_lines.py": "What the post offers",
    "many_candidates.py": "open concerns",
    "remote_work.py": "coach 2",
    "what_to_change.py": "5 more would be advised to accept",
}
CANNOT_BE_ANSWERED = {"trouble-without-a-way-out", "hands-on-work-given-up"}
"""Raised when a rescue is hopeless, or hands-on work missing; the rules that answer their concerns ask for these."""


@cache
def article() -> Knowledge:
    return load_knowledge()


@cache
def advices() -> dict[str, Advice]:
    return {path.stem: advise(read_case(path), article()) for path in CASES}


@cache
def told() -> list[Advice]:
    """Return the advice on the situations that were told, and on a case in which nothing is said."""
    return [advise({}, article()), *(advise(read_case(path), article()) for path in TOLD)]


def fired(advice: Advice) -> set[str]:
    return {firing.rule for firing in advice.trace if not firing.principle}


def all_arguments(given: Iterable[Advice]) -> list[Argument]:
    return [argument for advice in given for concern in advice.concerns for argument in concern.arguments]


def test_there_are_between_14_and_20_cases_each_with_a_title_and_a_story() -> None:
    assert 14 <= len(CASES) <= 20
    for path in CASES:
        assert read_case(path).title
        assert path.read_text(encoding="utf-8").startswith("# ")


def test_some_cases_are_nearly_complete_and_some_know_a_third_at_most() -> None:
    shares = [len(advice.facts) / len(article().vocabulary.attributes) for advice in advices().values()]
    assert max(shares) > 0.8
    assert min(shares) < 1 / 3


def test_every_verdict_is_given() -> None:
    assert {advice.verdict for advice in advices().values()} == set(article().decision.verdict_names)


def test_every_rule_of_the_article_fires_in_some_case() -> None:
    """What the examples leave out, the situations that were told show, or the case in which nothing is said."""
    assert set(article().rules) - set().union(*map(fired, [*advices().values(), *told()])) == set()


def test_every_verdict_rule_decides_some_case() -> None:
    verdict_rules = {rule.id for rule in article().rules.values() if isinstance(rule.effect, Decides)}
    deciding = {advice.decided_by[0] for advice in advices().values()}
    assert deciding | {told()[0].decided_by[0]} == verdict_rules
    assert verdict_rules - deciding == {"nothing-said-yet"}


@pytest.mark.parametrize("status", get_args(Status))
def test_every_concern_of_the_article_has_every_status(status: str) -> None:
    seen = {concern.id for advice in advices().values() for concern in advice.concerns if concern.status == status}
    assert seen == set(article().concerns)


def test_every_argument_that_can_be_answered_is_seen_standing_and_answered() -> None:
    seen: dict[str, set[bool]] = defaultdict(set)
    for argument in all_arguments(advices().values()):
        seen[argument.rule].add(argument.stands)
    attacked = {rule for rule, attackers in article().attackers.items() if attackers}
    assert {rule for rule in attacked if seen[rule] != {True, False}} == CANNOT_BE_ANSWERED


def test_a_caveat_defeats_a_mitigation() -> None:
    arguments = all_arguments(advices().values())
    caveats = {argument.rule for argument in arguments if argument.role == "defeats"}
    defeated = [argument for argument in arguments if argument.role == "mitigates" and not argument.stands]
    assert any(caveats & set(argument.answered_by) for argument in defeated)


def test_one_case_is_declined_by_a_veto_although_the_post_serves_a_goal() -> None:
    vetoed = [advice for advice in advices().values() if any(c.severity == "prohibitive" for c in advice.concerns)]
    assert vetoed
    assert {advice.verdict for advice in vetoed} == {"decline"}
    assert "passes" in {advice.wiifm for advice in vetoed}


def test_one_case_is_declined_for_a_failed_wiifm_without_a_veto() -> None:
    declined = [advice for advice in advices().values() if advice.verdict == "decline" and advice.wiifm == "fails"]
    assert any(all(c.severity != "prohibitive" for c in advice.concerns) for advice in declined)


def test_every_level_of_pmo_occurs() -> None:
    levels = {fact.value for advice in advices().values() for fact in advice.facts if fact.attribute == "pmo.level"}
    assert levels == set(article().vocabulary.attributes["pmo.level"].values)


def test_lean_and_verdict_differ_in_some_case_for_each_favourable_lean() -> None:
    """Where the post is to be declined whatever else is so, the article does not ask for more facts first."""
    leans = {advice.lean for advice in advices().values() if advice.lean != advice.verdict}
    assert leans == set(article().decision.favourable)


def test_the_readme_shows_every_case_with_its_verdict_every_pack_and_every_program() -> None:
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    rows = {line.split("`")[1]: line for line in text.splitlines() if line.startswith("| `")}
    assert set(rows) == {*advices(), *PACK_NAMES, *PROGRAMS}
    for name, advice in advices().items():
        assert rows[name].endswith(f"| {advice.verdict.replace('_', ' ')} |")


def test_every_program_in_embedding_is_tried() -> None:
    folder = EXAMPLES / "embedding"
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.py")} == set(PROGRAMS)


@pytest.mark.parametrize(("program", "expected"), PROGRAMS.items())
def test_a_program_runs_from_anywhere_and_says_what_it_should(program: str, expected: str, tmp_path: Path) -> None:
    root = str(Path(pmo_expert.__file__).parents[1])
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
    run = subprocess.run(
        [sys.executable, str(EXAMPLES / "embedding" / program)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert expected in run.stdout
    assert max(map(len, run.stdout.splitlines())) <= 80


@cache
def pack(name: str) -> Knowledge:
    return load_knowledge(PACKS / name)


def of_pack(path: Path) -> str:
    return path.relative_to(PACKS).as_posix()


def test_every_pack_has_cases() -> None:
    assert "remote-work" in PACK_NAMES
    assert {path.parents[1].name for path in PACK_CASES} == set(PACK_NAMES)


@pytest.mark.parametrize("name", PACK_NAMES)
def test_check_finds_nothing_wrong_with_a_pack(name: str) -> None:
    assert check(pack(name)) == ()


@pytest.mark.parametrize("path", PACK_CASES, ids=of_pack)
def test_a_case_of_a_pack_is_read_and_advised_by_it(path: Path) -> None:
    knowledge = pack(path.parents[1].name)
    case = knowledge.read_case(path)
    advice = advise(case, knowledge)
    assert (advice.title, [fact.attribute for fact in advice.facts]) == (case.title, list(case.facts))
    assert advice.verdict in knowledge.decision.verdict_names
    assert advice.possible is not None
    assert advice.knowledge.sha256 == knowledge.sha256


@pytest.mark.parametrize("path", PACK_CASES, ids=of_pack)
def test_a_case_of_a_pack_has_a_title_and_a_story(path: Path) -> None:
    assert pack(path.parents[1].name).read_case(path).title
    assert path.read_text(encoding="utf-8").startswith("# ")


def both_packs() -> Knowledge:
    return pack(REMOTE_WORK.name)


def remote_case(**opening: float) -> PlainCase:
    """Return the case of the example, with some facts about the opening replaced."""
    case = both_packs().read_case(REMOTE_WORK / "cases" / "weeks-on-the-road.yaml")
    return case.with_facts({f"opening.{name}": value for name, value in opening.items()})


def test_the_embedding_pack_finds_the_article_by_itself() -> None:
    assert both_packs().name == "article+remote-work"
    assert both_packs().rules.items() >= article().rules.items()


def test_the_embedding_pack_adds_a_concern_and_keeps_those_of_the_article() -> None:
    assert list(both_packs().concerns) == [*article().concerns, "remote-work"]


def test_facts_about_remote_work_are_in_the_advice_and_met_conditions_of_its_rules() -> None:
    advice = advise(remote_case(), both_packs())
    added = {"opening.remote_days", "opening.travel", "candidate.remote_wish"}
    assert added <= {fact.attribute for fact in advice.facts}
    assert added <= {condition.attribute for firing in advice.trace for condition in firing.conditions}


def test_the_concern_about_remote_work_is_mitigated_by_days_at_home() -> None:
    advice = advise(remote_case(), both_packs())
    statuses = {concern.id: concern.status for concern in advice.concerns}
    assert statuses["remote-work"] == "mitigated"


def test_fewer_days_at_home_open_the_concern_and_change_the_verdict() -> None:
    before, after = (advise(case, both_packs()) for case in (remote_case(), remote_case(remote_days=1)))
    assert {concern.id: concern.severity for concern in after.concerns}["remote-work"] == "serious"
    assert (before.verdict, after.verdict) == ("accept", "accept_with_conditions")


def test_every_rule_of_the_embedding_pack_fires_in_its_examples_and_not_in_its_near_misses() -> None:
    added = [rule for name, rule in both_packs().rules.items() if name not in article().rules]
    assert added
    for rule in added:
        assert {example.fires for example in rule.examples} == {True, False}
        for example in rule.examples:
            assert (rule.id in fired(advise(example.facts, both_packs()))) == example.fires, (rule.id, example)
