"""Settings: what facts that can be negotiated could be made to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from pmo_expert.surveys.levers_model import Setting
from pmo_expert.advice.trace import plain
from pmo_expert.domain.attribute import UNKNOWN, Attribute
from pmo_expert.domain.case import Case
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.compiling.encoding import KNOWN, member_fact


@frozen
class Possible:
    """A setting that is possible, with the facts of a program that it changes."""

    setting: Setting
    facts: Mapping[str, str] = field(hash=False)


def possible_settings(knowledge: Knowledge, read: Iterable[str], near: Case | None = None) -> Iterable[Possible]:
    """Yield the settings of the negotiable attributes to which some facts belong, in the order of the vocabulary.

    There is one for each value, for amounts one for each interval between the numbers that rules test: the number in
    it that is nearest to what a case says. A set gets no member, each alone, and all.
    """
    attributes = {fact.partition(":")[0] for fact in read}
    for attribute in knowledge.subjects.vocabulary.attributes.values():
        if attribute.negotiable and attribute.name in attributes:
            for facts in _ways(attribute, knowledge):
                yield Possible(_setting(attribute, facts, knowledge, near), facts)


def _ways(attribute: Attribute, knowledge: Knowledge) -> Iterable[dict[str, str]]:
    """Return the values that the facts of an attribute can have when it is known."""
    if attribute.kind != "set":
        known = (value for value in knowledge.compiled.space.domains[attribute.name] if value != UNKNOWN)
        return ({attribute.name: value} for value in known)
    choices = dict.fromkeys(((), *((member,) for member in attribute.values), attribute.values))
    return (_set_facts(attribute, chosen) for chosen in choices)


def _set_facts(attribute: Attribute, chosen: tuple[str, ...]) -> dict[str, str]:
    members = {member_fact(attribute.name, part): "yes" if part in chosen else "no" for part in attribute.values}
    return {attribute.name: KNOWN, **members}


def _setting(attribute: Attribute, facts: Mapping[str, str], knowledge: Knowledge, near: Case | None) -> Setting:
    (value,) = knowledge.compiled.space.values(facts, near).values()
    return Setting(
        attribute=attribute.name,
        value=plain(attribute, value),
        text=attribute.state(value),
        interval=facts[attribute.name] if attribute.kind == "amount" else None,
    )
