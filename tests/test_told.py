"""The situations told in public: what the advice on them is like."""

from __future__ import annotations

from collections import Counter
from functools import cache

from pmo_expert import load_knowledge
from tools.told import PAGE, TOLD, Told, page, told_situations


@cache
def told() -> tuple[Told, ...]:
    return tuple(told_situations(load_knowledge()))


def test_every_situation_has_an_outcome_and_a_case() -> None:
    """There are 24 situations, each with a case file and what became of it."""
    assert {path.stem for path in TOLD.glob("*.yaml")} == {one.name for one in told()}
    assert len(told()) == 24


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
    assert PAGE.read_text(encoding="utf-8") == page(load_knowledge())
