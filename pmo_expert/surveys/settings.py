"""Settings: what facts that can be negotiated could be made to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.case import PlainCase
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.logic.keys import Variable
from pmo_expert.surveys.levers_result import Setting


@frozen
class Possible:
    """A setting that is possible, with the facts of a program that it changes."""

    setting: Setting
    facts: Mapping[Variable, str] = field(hash=False)


def possible_settings(
    knowledge: Knowledge, read: Iterable[Variable], near: PlainCase | None = None
) -> Iterable[Possible]:
    """Yield the settings of the negotiable attributes to which some facts belong, in the order of the vocabulary.

    There is one for each value, for amounts one for each interval between the numbers that rules test: the number in
    it that is nearest to what a case says. A set gets no member, each alone, and all.
    """
    attributes, encoding = {variable.attribute for variable in read}, knowledge.compiled.encoding
    for attribute in knowledge.vocabulary.attributes.values():
        if attribute.negotiable and attribute.name in attributes:
            for facts in encoding.settings[attribute.name]:
                yield Possible(_setting(attribute, facts, knowledge, near), facts)


def _setting(
    attribute: Attribute, facts: Mapping[Variable, str], knowledge: Knowledge, near: PlainCase | None
) -> Setting:
    (value,) = knowledge.compiled.encoding.values(facts, near).values()
    is_amount, variable = isinstance(attribute, Amount), attribute.variable
    return Setting(
        attribute=attribute.name,
        value=attribute.plain(value),
        written=attribute.written(value),
        text=attribute.state_fact(variable, facts[variable]) if is_amount else attribute.state(value),
        interval=facts[variable] if is_amount else None,
    )
