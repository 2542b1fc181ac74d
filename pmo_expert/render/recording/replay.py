"""Records derived again: whether the same comes out, and what differs under other rules."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version

from attrs import frozen

from pmo_expert.advice.advice_result import Advice
from pmo_expert.advice.advise import advise
from pmo_expert.advice.consultation import Consultation, consult
from pmo_expert.advice.differences import ABSENT, ConcernChange
from pmo_expert.advice.explaining.explanation_result import Explanation
from pmo_expert.advice.explaining.why import why
from pmo_expert.advice.explaining.why_not import why_not
from pmo_expert.advice.shown import Shown
from pmo_expert.advice.words import Words
from pmo_expert.faults import InputError, fault_sentences
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.identity import KnowledgeIdentity
from pmo_expert.logic.choice import EngineName
from pmo_expert.render.recording.finding import recorded_knowledge
from pmo_expert.render.recording.making import record_of
from pmo_expert.render.recording.record import Record, RecordedQuestion, RecordedResult
from pmo_expert.render.recording.replayed_rules import ReplayedRule, compared_rules


@frozen(kw_only=True, repr=False, slots=False)
class Replay(Shown):
    """A record beside what comes out today.

    `same_rules` says whether the rules are the very same files, `same_result` whether every byte of the result is.
    `after` is None where the question cannot be answered by these rules; `refused` then says why. `rules` tells of the
    rules that either result speaks of; of others a record knows nothing. `unnamed` is how many rules of the recorded
    result are gone or say something else and cannot be named, because the rules of then are not at hand. `words` are
    those of the rules of today.
    """

    title: str
    question: RecordedQuestion
    same_rules: bool
    same_result: bool
    rules_before: KnowledgeIdentity
    rules_after: KnowledgeIdentity
    made_by: str
    replayed_by: str
    before: RecordedResult
    after: RecordedResult | None
    refused: str
    rules: tuple[ReplayedRule, ...]
    unnamed: int
    concerns: tuple[ConcernChange, ...]
    words: Words


def replay(record: Record, knowledge: Knowledge | None = None, *, engine: EngineName = "auto") -> Replay:
    """Ask again what a record tells, and compare.

    Without `knowledge` it is asked of the shipped pack that the record names. Raises what `consult` raises, InputError
    also when no shipped pack has that name or the facts cannot be stated in the words of the rules.
    """
    known = recorded_knowledge(record) if knowledge is None else knowledge
    facts = {f"{section}.{name}": fact for section, part in record.facts.items() for name, fact in part.items()}
    given = consult(known.case(facts, title=record.title), known, engine=engine)
    new, refused = _asked_again(record, given)
    rules = compared_rules(record, new, known)
    return Replay(
        title=record.title,
        question=record.question,
        same_rules=record.rules == known.identity,
        same_result=new is not None and (new.sha256, new.result) == (record.sha256, record.result),
        rules_before=record.rules,
        rules_after=known.identity,
        made_by=record.made_by,
        replayed_by=version("pmo-expert"),
        before=record.result,
        after=None if new is None else new.result,
        refused=refused,
        rules=rules.named,
        unnamed=rules.unnamed,
        concerns=tuple(_concerns(record, new, known)),
        words=given.words,
    )


def _asked_again(record: Record, given: Consultation) -> tuple[Record | None, str]:
    """Return the record of what comes out today; None, and why, where what was asked has no answer any more."""
    try:
        return record_of(_result(record.question, given), given, about=record.question.about or ""), ""
    except InputError as error:
        return None, "\n".join(fault_sentences(error.faults))


def _result(question: RecordedQuestion, given: Consultation) -> Advice | Explanation:
    if question.ask == "advice":
        return advise(given)
    explain = why if question.ask == "why" else why_not
    return explain(given, question.about or "")


def _concerns(record: Record, new: Record | None, knowledge: Knowledge) -> Iterable[ConcernChange]:
    old = record.result.concerns or {}
    now = (new.result.concerns if new else None) or {}
    for name in {**old, **now}:
        before, after = old.get(name, ABSENT), now.get(name, ABSENT)
        if before != after:
            yield ConcernChange(id=name, title=knowledge.concerns.get(name, name), before=before, after=after)
