"""Advice as data: frozen, comparable, and the same for the same facts and rules."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from pmo_expert.advice.cited_result import CitedSource
from pmo_expert.advice.conditions_result import Conditions
from pmo_expert.advice.shown import Shown
from pmo_expert.advice.unknowns.unknowns_result import OpenConcern, Question, Shares, TurningPoint, UnknownFact
from pmo_expert.advice.words import Words
from pmo_expert.domain.attribute import Plain
from pmo_expert.knowledge.language.identity import KnowledgeIdentity
from pmo_expert.knowledge.language.rule import SwitchedOff
from pmo_expert.knowledge.language.subjects import Status

Wiifm = Literal["passes", "fails", "not_known"]
Role = Literal["raises", "mitigates", "defeats"]


@frozen(kw_only=True, slots=False)
class Fact:
    """A known fact, with the phrase that states it."""

    attribute: str
    value: Plain
    text: str


@frozen(kw_only=True, slots=False)
class MetCondition:
    """A condition of a rule that held: the test, and the value that met it (None: unknown).

    `presumed` says that the value is not stated but usual.
    """

    attribute: str
    test: str
    found: Plain
    text: str
    presumed: bool


@frozen(kw_only=True, slots=False)
class Premise:
    """A conclusion that a firing rests on: reached in `steps`, or, when `holds` is false, not reached.

    An `auxiliary` one only tests for one of several values, which a condition says already.
    """

    conclusion: str
    holds: bool
    auxiliary: bool
    text: str
    steps: tuple[int, ...]


@frozen(kw_only=True, slots=False)
class Firing:
    """One clause that held.

    `rule` is a rule of a pack, or, when `principle` is true, a principle of the reasoning.
    `step` numbers the firings of a trace from 1, in the order of strata and rules. `presumed` says that it would not
    hold without what is presumed.
    """

    step: int
    rule: str
    principle: bool
    concludes: str
    text: str
    because: str
    conditions: tuple[MetCondition, ...]
    premises: tuple[Premise, ...]
    sources: tuple[str, ...]
    presumed: bool


@frozen(kw_only=True, slots=False)
class Argument:
    """A rule that fired for or against something, and whether it stands.

    `answers` are the fired rules that it argues against, `answered_by` the standing ones that defeat it;
    `severity` is that of an argument that raises a concern. `presumed` says that it would not have fired without what
    is presumed.
    """

    rule: str
    role: Role
    severity: str | None
    stands: bool
    because: str
    sources: tuple[str, ...]
    authority: tuple[str, ...]
    answers: tuple[str, ...]
    answered_by: tuple[str, ...]
    presumed: bool


@frozen(kw_only=True, slots=False)
class ConcernAdvice:
    """What there is to one concern; `severity` is None unless it is open.

    `presumed` says that its status or severity would be another without what is presumed.
    """

    id: str
    title: str
    status: Status
    severity: str | None
    presumed: bool
    arguments: tuple[Argument, ...]


@frozen(kw_only=True, slots=False)
class GrowthAdvice:
    """Something that is on offer: the goals that it serves, and which of them are yours."""

    id: str
    title: str
    rule: str
    stands: bool
    serves: tuple[str, ...]
    serves_your_goals: tuple[str, ...]
    because: str
    sources: tuple[str, ...]
    authority: tuple[str, ...]
    answered_by: tuple[str, ...]
    presumed: bool


@frozen(kw_only=True, slots=False)
class Presumption:
    """What is presumed of an attribute that is not stated: the value, and the rule that says that it is usual."""

    attribute: str
    value: Plain
    text: str
    rule: str
    because: str
    sources: tuple[str, ...]
    authority: tuple[str, ...]


@frozen(kw_only=True, slots=False)
class Guidance:
    """A next step, or a question and whom to ask."""

    rule: str
    kind: Literal["step", "question"]
    text: str
    ask: str | None
    because: str
    sources: tuple[str, ...]
    authority: tuple[str, ...]


@frozen(kw_only=True, repr=False, slots=False)
class Advice(Shown):
    """The advice on one case.

    `lean` is what the verdict would be without the rules that ask for facts. `decided_by` names the rule
    that gave the verdict and, when it is another, the one that gave the lean; `reason` is the verdict rule's own.
    `verdict_apart` is what the verdict would be without the facts that are weighed last, such as other offers; None
    where none is stated.
    Concerns stand in the order of the rule files. `settled`, `possible`, `cannot_tell` and `questions` are those of
    Outlook; the first two are None, the others empty, where the outlook was not asked for or cannot be computed.
    `turning_points` are the unknown or presumed facts whose answer alone can turn the verdict, `conditions` those of a
    favourable verdict, None of another. `presumptions` tell what is presumed, and `presumed` whether the verdict or the
    lean would be another without that.
    `cited` are the sources that all this rests on, each with the claims that are cited. `switched_off` are rules of
    extended packs that are not used, with the pack that says so and why. `engines` are those that derived all this and
    agreed. `words` are those in which the advice speaks.
    """

    title: str
    verdict: str
    lean: str
    decided_by: tuple[str, ...]
    reason: str
    verdict_apart: str | None
    concerns: tuple[ConcernAdvice, ...]
    growth: tuple[GrowthAdvice, ...]
    wiifm: Wiifm
    guidance: tuple[Guidance, ...]
    unknown: tuple[UnknownFact, ...]
    settled: bool | None
    possible: Shares | None = field(hash=False)
    cannot_tell: tuple[OpenConcern, ...]
    questions: tuple[Question, ...]
    turning_points: tuple[TurningPoint, ...]
    conditions: Conditions | None
    facts: tuple[Fact, ...]
    presumptions: tuple[Presumption, ...]
    presumed: bool
    trace: tuple[Firing, ...]
    cited: tuple[CitedSource, ...]
    knowledge: KnowledgeIdentity
    switched_off: tuple[SwitchedOff, ...]
    engines: tuple[str, ...]
    words: Words

    @property
    def shown_lean(self) -> str | None:
        """The lean of a verdict that waits for facts, None where it rests on nothing.

        That is so while nothing is stated, or while it is not known whether there is something in it for you.
        """
        waits = self.verdict == self.words.asking
        return self.lean if waits and self.facts and self.wiifm != "not_known" else None

    def __repr__(self) -> str:
        concerns = ", ".join(f"{concern.id}: {concern.status}" for concern in self.concerns)
        return (
            f"<Advice {self.title[:60]!r}\n verdict: {self.verdict}, lean: {self.lean}, wiifm: {self.wiifm}\n"
            f" concerns: {concerns}\n {len(self.facts)} facts, {len(self.trace)} firings, "
            f"{len(self.questions)} questions; to_text(advice) shows it>"
        )
