"""What could still happen, by random packs: just what trying every value of what is unknown says."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_expert import Knowledge, PlainCase
from pmo_expert.logic import ways
from tests.knowledge.random_packs import GOALS, Pack, packs, partial_cases
from tools.by_definition import by_definition, derived
from tools.completions import completions
from tools.rule_book import RuleBook

RAISED = ("open", "mitigated")


def values_of(case: PlainCase, knowledge: Knowledge) -> Mapping[str, str | None]:
    """Return the value of every conclusion, as the engine compiled derives it."""
    derivation = knowledge.engine("compiled").derive(knowledge.compiled.encoding.facts(case))
    return derived(derivation, knowledge).values


@given(pack=packs(), data=st.data())
def test_what_nothing_raises_is_not_known_while_something_unknown_could_raise_it(
    pack: Pack, data: st.DataObject
) -> None:
    """A concern that nothing raises is not known if some completion of the case raises it, and not raised if none does.

    What is presumed is unknown too, and may turn out otherwise.
    """
    knowledge = pack.load()
    case = data.draw(partial_cases(knowledge))
    now = values_of(case, knowledge)
    later = [values_of(full, knowledge) for full in completions(case, knowledge)]
    for name in (f"concern.{concern}" for concern in knowledge.concerns):
        could = any(values[name] in RAISED for values in later)
        assert now[name] in (*RAISED, "not_known" if could else "not_raised")


@given(pack=packs(), data=st.data())
def test_it_fails_once_nothing_unknown_could_serve_a_goal(pack: Pack, data: st.DataObject) -> None:
    """With goals known and none served, WII-FM fails if no completion of the case passes, and is not known if one does.

    That one does is what still open says. While goals are unknown it is not known, and nothing is told to be open.
    """
    knowledge = pack.load()
    case = data.draw(partial_cases(knowledge))
    now = values_of(case, knowledge)
    could = any(values_of(full, knowledge)["wiifm"] == "passes" for full in completions(case, knowledge))
    if case.value(GOALS) is None:
        assert (now["wiifm"], now["wiifm.still_open"]) == ("not_known", "no")
    elif now["wiifm"] == "passes":
        assert now["wiifm.still_open"] == "no"
    else:
        expected = ("not_known", "yes") if could else ("fails", "no")
        assert (now["wiifm"], now["wiifm.still_open"]) == expected


@given(pack=packs(), data=st.data())
def test_nothing_is_not_known_of_a_case_in_which_all_is_known(pack: Pack, data: st.DataObject) -> None:
    """Where all facts are known, no concern is not known, and it is known what is in it for you."""
    knowledge = pack.load()
    full = next(completions(data.draw(partial_cases(knowledge)), knowledge))
    values = values_of(full, knowledge)
    assert "not_known" not in values.values()
    assert (values["wiifm.still_open"], values["case.empty"]) == ("no", "no")


@settings(max_examples=100)
@given(pack=packs(), data=st.data())
def test_engines_derive_what_rules_mean(pack: Pack, data: st.DataObject) -> None:
    """Every conclusion, the rules that apply and the guidance are those that the definition of rules leads to."""
    knowledge = pack.load()
    book = RuleBook(knowledge)
    for case in data.draw(st.lists(partial_cases(knowledge), min_size=1, max_size=4)):
        derivation = knowledge.engine("compiled").derive(knowledge.compiled.encoding.facts(case))
        assert derived(derivation, knowledge) == by_definition(case, book)


@given(pack=packs(), data=st.data())
def test_with_too_many_ways_nothing_possible_is_ruled_out(pack: Pack, data: st.DataObject) -> None:
    """Where ways are too many to list, that something could still happen is told too often, never too seldom."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ways, "MOST_WAYS", 1)
        short = pack.load()
    exact = pack.load()
    case = data.draw(partial_cases(exact))
    told, true = values_of(case, short), values_of(case, exact)
    for name in (f"concern.{concern}" for concern in exact.concerns):
        assert told[name] == true[name] or (told[name], true[name]) == ("not_known", "not_raised")
