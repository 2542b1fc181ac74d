"""Whether a pack, and the advice that it gives, are balanced and dated.

The twelve items are an adaptation of the minimum standards for patient decision aids of IPDAS (Joseph-Williams and
others, "Toward minimum standards for certifying patient decision aids", Medical Decision Making, 2014): checked
against them, not certified. IPDAS aids recommend nothing; ours labels its verdict as its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from statistics import mean

from attrs import frozen

from pmo_expert.advice.advice_result import Advice
from pmo_expert.advice.advise import advise
from pmo_expert.advice.conditions_result import Conditions
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.rule import Decides, Defeats, Mitigates, Offers, Raises, Rule
from pmo_expert.render.text import to_text
from pmo_expert.render.words import CLOSING, listed

MOST_RATIO = 2.0
"""How many times as long, or as many, the reasons of one side may be as those of the other."""


@frozen(kw_only=True, slots=False)
class BalanceItem:
    """One of the twelve items: what it asks, what was found, and what is missing, which is nothing where it is met."""

    id: str
    asks: str
    found: str
    missing: tuple[str, ...]

    @property
    def met(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def balance(knowledge: Knowledge) -> tuple[BalanceItem, ...]:
    """Return the twelve items for a knowledge base and for the advice on the examples of its verdict rules."""
    examples = tuple(_examples(knowledge))
    return tuple(
        BalanceItem(id=name, asks=asks, found=found, missing=tuple(missing))
        for name, asks, look in ITEMS
        for found, missing in [look(knowledge, examples)]
    )


@frozen
class _Example:
    """The advice on an example of a verdict rule, and all that it tells as one reads it."""

    rule: str
    advice: Advice
    text: str

    def lacks(self, texts: Iterable[str]) -> Iterator[str]:
        """Yield a line for each text that it does not tell."""
        return (f"the advice {self.rule} does not tell: {text}" for text in texts if text.lower() not in self.text)


def _examples(knowledge: Knowledge) -> Iterator[_Example]:
    for rule in _rules(knowledge, Decides):
        for example in rule.examples:
            if example.fires:
                advice = advise(knowledge.case(example.facts, title=rule.id), knowledge, engine="compiled")
                yield _Example(rule.id, advice, " ".join(to_text(advice, full=True).lower().split()))


def _rules(knowledge: Knowledge, *effects: type) -> list[Rule]:
    return [rule for rule in knowledge.rules.values() if isinstance(rule.effect, effects)]


Found = tuple[str, Iterable[str]]
Look = Callable[[Knowledge, Sequence[_Example]], Found]


def _situation(_: Knowledge, examples: Sequence[_Example]) -> Found:
    missing = (line for one in examples for line in one.lacks(fact.text for fact in one.advice.facts))
    return f"{len(examples)} advices, each with the facts that were stated", missing


def _decision(knowledge: Knowledge, _: Sequence[_Example]) -> Found:
    missing = [f"the pack {pack.name} has no title" for pack in knowledge.packs if not pack.title]
    return f"“{knowledge.title}”, about {knowledge.decision.subject}", missing


def _options(knowledge: Knowledge, _: Sequence[_Example]) -> Found:
    given = {rule.effect.verdict for rule in _rules(knowledge, Decides) if isinstance(rule.effect, Decides)}
    words = knowledge.decision.words
    missing = [f"no rule says when: {words(name)}" for name in knowledge.decision.verdict_names if name not in given]
    return listed([words(name) for name in knowledge.decision.verdict_names]), missing


def _good(knowledge: Knowledge, examples: Sequence[_Example]) -> Found:
    missing = (
        line for one in examples for line in one.lacks(part.because for part in one.advice.growth if part.stands)
    )
    return f"{len(_rules(knowledge, Offers))} rules for what is on offer", missing


def _bad(knowledge: Knowledge, examples: Sequence[_Example]) -> Found:
    raised = {rule.effect.concern for rule in _rules(knowledge, Raises) if isinstance(rule.effect, Raises)}
    silent = [f"nothing raises the concern: {name}" for name in knowledge.concerns if name not in raised]
    untold = [line for one in examples for line in one.lacks(_standing(one.advice))]
    return f"{len(_rules(knowledge, Raises))} rules for {len(knowledge.concerns)} concerns", [*silent, *untold]


def _standing(advice: Advice) -> Iterator[str]:
    arguments = (argument for concern in advice.concerns for argument in concern.arguments)
    return (argument.because for argument in arguments if argument.stands)


def _living(knowledge: Knowledge, examples: Sequence[_Example]) -> Found:
    best, worst = knowledge.decision.verdict_names[0], knowledge.decision.worst
    silent = [
        f"the advice {one.rule} names no condition"
        for one in examples
        if one.advice.conditions is not None and one.advice.verdict != best and not _any(one.advice.conditions)
    ]
    left = [
        f"the advice {one.rule} names no step after: {knowledge.decision.words(worst)}"
        for one in examples
        if one.advice.verdict == worst and not any(part.kind == "step" for part in one.advice.guidance)
    ]
    return "conditions for a yes, among them what to live with, and steps for a no", [*silent, *left]


def _any(conditions: Conditions) -> bool:
    return bool(conditions.agree or conditions.make_sure or conditions.live_with)


def _equal(knowledge: Knowledge, _: Sequence[_Example]) -> Found:
    sides = _rules(knowledge, Offers, Mitigates), _rules(knowledge, Raises, Defeats)
    good, bad = ([len(rule.because) for rule in side] for side in sides)
    means = [mean(side) if side else 0.0 for side in (good, bad)]
    found = (
        f"{len(good)} reasons for and {len(bad)} against, of {means[0]:.0f} and {means[1]:.0f} characters on average"
    )
    pairs = {"many reasons": (len(good), len(bad)), "long reasons": means}
    uneven = [what for what, pair in pairs.items() if max(pair) > MOST_RATIO * min(pair)]
    return found, [f"one side has more than {MOST_RATIO:g} times as {what}" for what in uneven]


def _citations(knowledge: Knowledge, _: Sequence[_Example]) -> Found:
    missing = [f"the rule {rule.id} cites nothing" for rule in knowledge.rules.values() if not rule.sources]
    return f"{len(knowledge.claims)} claims of {len(knowledge.sources)} sources", missing


def _dates(knowledge: Knowledge, _: Sequence[_Example]) -> Found:
    dates = [f"{pack.name} {pack.version}: {pack.updated or pack.published}" for pack in knowledge.packs]
    return listed(dates), [f"the pack {pack.name} has no date" for pack in knowledge.packs if not pack.published]


def _policy(knowledge: Knowledge, _: Sequence[_Example]) -> Found:
    policies = " ".join(pack.policy for pack in knowledge.packs)
    return policies, [f"the pack {pack.name} has no policy" for pack in knowledge.packs if not pack.policy]


def _uncertainty(knowledge: Knowledge, examples: Sequence[_Example]) -> Found:
    weak = [f"the source {source.id} has no strength" for source in knowledge.sources.values() if not source.strength]
    closing = [line for one in examples for line in one.lacks([CLOSING])]
    return f"the strength of every source; each advice ends: {CLOSING}", [*weak, *closing]


def _paid(knowledge: Knowledge, _: Sequence[_Example]) -> Found:
    paid = " ".join(pack.paid_by for pack in knowledge.packs)
    return paid, [f"the pack {pack.name} does not say who paid" for pack in knowledge.packs if not pack.paid_by]


ITEMS: tuple[tuple[str, str, Look], ...] = (
    ("situation", "It states the situation.", _situation),
    ("decision", "It states the decision.", _decision),
    ("options", "It describes every option.", _options),
    ("good-sides", "It tells the good sides.", _good),
    ("bad-sides", "It tells the bad sides.", _bad),
    ("living-with-it", "It tells what it is like to live with the choice.", _living),
    ("equal-detail", "It tells good and bad in equal detail.", _equal),
    ("citations", "It cites what it rests on.", _citations),
    ("date", "It has a date.", _dates),
    ("update-policy", "It says when it is looked through again.", _policy),
    ("uncertainty", "It says how sure it is.", _uncertainty),
    ("who-paid", "It says who paid.", _paid),
)
