"""Answers tried one at a time: what each does to the verdict, by putting the changed case to the rules."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pmo_expert import Consultation, Knowledge, PlainCase, consult
from pmo_expert.domain.attribute import Value
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.knowledge.language.conditions import value_name
from tests.advice.examples import article, lead_or_build
from tests.strategies import cases, known_values
from tools.completions import worth_trying
from tools.random_cases import case_maker


class Trial(NamedTuple):
    """A case with the rules that advise on it."""

    case: PlainCase
    knowledge: Knowledge


def trials() -> SearchStrategy[Trial]:
    """Draw a case of the article or of another pack, of which much is known or little."""
    packs = st.sampled_from([article(), lead_or_build()])
    return packs.flatmap(
        lambda knowledge: st.builds(Trial, cases(knowledge) | short_cases(knowledge), st.just(knowledge))
    )


def short_cases(knowledge: Knowledge) -> SearchStrategy[PlainCase]:
    """Draw a case of which up to ten facts are known."""
    attributes = knowledge.vocabulary.attributes
    names = st.lists(st.sampled_from(sorted(attributes)), max_size=10, unique=True)
    facts = names.flatmap(
        lambda chosen: st.fixed_dictionaries({name: known_values(attributes[name]) for name in chosen})
    )
    return facts.map(knowledge.case)


def trials_with_conditions() -> SearchStrategy[Trial]:
    """Draw a case whose verdict has conditions: favourable, and not the best."""
    return st.builds(_with_conditions, st.sampled_from([article(), lead_or_build()]), st.integers(0, 2**32))


def _with_conditions(knowledge: Knowledge, seed: int) -> Trial:
    """Return the first of some random cases whose verdict has conditions."""
    random, maker = Random(seed), case_maker(knowledge)
    while True:
        facts = maker.facts(random)
        chosen = random.sample(sorted(facts), random.randint(0, len(facts)))
        trial = Trial(knowledge.case({name: facts[name] for name in chosen}), knowledge)
        if put(trial).verdict in knowledge.decision.favourable[1:]:
            return trial


def put(trial: Trial) -> Consultation:
    """Put a case to the rules."""
    return consult(trial.case, trial.knowledge, engine="compiled")


def answers(name: str, knowledge: Knowledge) -> list[Value]:
    """Return the answers to a question that are worth trying: of a set none, each member alone, and all."""
    attribute = knowledge.vocabulary.attributes[name]
    if isinstance(attribute, SetOf):
        members = attribute.values
        return [frozenset(), *(frozenset([member]) for member in members), frozenset(members)]
    return list(worth_trying(name, knowledge))


def shown(name: str, value: Value, knowledge: Knowledge) -> str:
    """Return an answer as a turning point names it: a number by its interval."""
    attribute = knowledge.vocabulary.attributes[name]
    if isinstance(attribute, SetOf):
        return attribute.written(value)
    facts = attribute.encode(value, knowledge.compiled.encoding.cuts_of(name))
    return facts[attribute.variable] if attribute.kind == "amount" else value_name(value)


def unknown(given: Consultation) -> Iterator[str]:
    """Yield the attributes that rules read and the case does not state."""
    return (name for name in given.knowledge.compiled.encoding.read if given.case.value(name) is None)


def verdicts_by_answer(given: Consultation, name: str) -> dict[str, str]:
    """Return the verdict after each answer to one question, all else left as it is."""
    return {
        shown(name, value, given.knowledge): given.with_facts({name: value}).verdict
        for value in answers(name, given.knowledge)
    }
