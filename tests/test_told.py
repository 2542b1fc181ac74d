"""The situations told in public: what the advice on them is like."""

from __future__ import annotations

from collections import Counter
from functools import cache

from pmo_expert import load_knowledge
from tools.told import AGAIN, MEANT, PAGE, TOLD, Told, page, told_situations


@cache
def told(pack: str = "article", coding: str = "") -> tuple[Told, ...]:
    return tuple(told_situations(load_knowledge(pack), coding or pack))


def test_every_situation_has_an_outcome_and_a_case() -> None:
    """There are 24 situations, each with a case file and what became of it."""
    for pack in ("article", "practice"):
        assert {path.stem for path in (TOLD / pack).glob("*.yaml")} == {one.name for one in told(pack)}
        assert len(told(pack)) == 24


def test_few_situations_get_the_advice_to_find_out_more() -> None:
    """At most a quarter of the situations end in find out more, though five facts are known of each."""
    verdicts = Counter(one.advice.verdict for one in told())
    assert 4 * verdicts["find_out_more"] <= len(told())


def test_every_acceptance_with_conditions_names_one() -> None:
    """Whatever is accepted with conditions has something to agree on, to make sure of, or to live with."""
    conditions = [one.advice.conditions for one in told() if one.advice.verdict == "accept_with_conditions"]
    assert conditions
    assert all(part and (part.agree or part.make_sure or part.live_with) for part in conditions)


def test_the_page_on_them_is_current() -> None:
    """docs/told.md says what the rules say now."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_practice_agrees_with_what_became_of_most() -> None:
    """Averaged over the outcomes, the advice with practice is what became of it in seven of ten situations or more."""
    graded = [one for one in told("practice") if one.meant is not None]
    classes = {verdict: [one.agrees for one in graded if one.meant == verdict] for verdict in MEANT.values()}
    assert sum(sum(map(bool, agrees)) / len(agrees) for agrees in classes.values()) / len(classes) >= 0.7


def test_practice_speaks_of_something_that_decided() -> None:
    """In four of five situations or more the advice with practice speaks of what decided beyond the article."""
    decided = [one for one in told("practice") if one.beyond]
    assert sum(bool(one.heard) for one in decided) >= 0.8 * len(decided)


def test_every_attribute_that_a_story_is_mapped_to_exists() -> None:
    """What decided in the stories is mapped to attributes that the packs have."""
    attributes = load_knowledge("practice").vocabulary.attributes
    named = {name for one in told("practice") for names in one.beyond.values() for name in names}
    assert named
    assert named <= set(attributes)


def test_a_second_reader_mostly_comes_to_the_same_verdict() -> None:
    """Of the situations that were coded twice, at most one got another verdict."""
    first = {one.name: one.advice.verdict for one in told("practice")}
    again = told("practice", AGAIN)
    assert len(again) == 6
    assert sum(first[one.name] != one.advice.verdict for one in again) <= 1
