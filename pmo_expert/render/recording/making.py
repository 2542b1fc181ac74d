"""Records made of results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from pmo_expert.advice.advice_result import Advice
from pmo_expert.advice.consultation import Consultation
from pmo_expert.advice.differences import status_of
from pmo_expert.advice.explaining.explanation_result import Explanation
from pmo_expert.domain.case import AnyCase, PlainCase
from pmo_expert.faults import NOWHERE, InputError, fault_at
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.rule import Guides, Rule
from pmo_expert.knowledge.language.subjects import VERDICT
from pmo_expert.knowledge.load import knowledge_or_shipped
from pmo_expert.render.json import to_json
from pmo_expert.render.pages.rule_page import effect_text
from pmo_expert.render.recording.record import Record, RecordedQuestion, RecordedResult, Sections

START = 6
"""How many digits of a rule's digest a record keeps: enough to tell the rules of a pack and their versions apart."""
ENGINES = "engines"
"""The field of a result that depends on the installation."""


def record_of(
    result: Advice | Explanation,
    case: AnyCase | Mapping[str, Any] | Consultation,
    knowledge: Knowledge | None = None,
    *,
    about: str = VERDICT,
) -> Record:
    """Return the record of a result of `advise`, `why` or `why_not`.

    `case` and `knowledge` are those that it was asked with, `about` is the conclusion that was asked for; an advice has
    none. Raises InputError when other rules gave an advice or it is of other facts, TypeError when it is another
    result.
    """
    if not isinstance(result, Advice | Explanation):
        raise TypeError(f"a record is made of an Advice or an Explanation, found: {type(result).__name__}")
    known = case.knowledge if isinstance(case, Consultation) else knowledge_or_shipped(knowledge)
    stated = case.case if isinstance(case, Consultation) else known.case(case)
    if isinstance(result, Advice):
        _check_origin(result, stated, known)
    return Record(
        made_by=version("pmo-expert"),
        rules=known.identity,
        switched_off=tuple(off.rule for off in known.switched_off),
        title=stated.title,
        facts=_by_section(stated),
        question=_question(result, about),
        result=short_result(result),
        used=tuple(rule_print(known, known.rules[rule]) for rule in used_rules(result)),
        sha256=result_digest(result),
    )


def _check_origin(advice: Advice, case: PlainCase, knowledge: Knowledge) -> None:
    if advice.knowledge != knowledge.identity:
        found = f"{advice.knowledge.name} {advice.knowledge.version}"
        raise InputError([fault_at(NOWHERE, "the advice was given by other rules than these:", found=found)])
    attributes = knowledge.vocabulary.attributes
    stated = [(name, attributes[name].plain(value)) for name, value in case.facts.items()]
    if advice.title != case.title or [(fact.attribute, fact.value) for fact in advice.facts] != stated:
        raise InputError([fault_at(NOWHERE, "the advice is on another case than this:", found=advice.title)])


def _by_section(case: PlainCase) -> Sections:
    sections: dict[str, dict[str, Any]] = {}
    for name, value in case.facts.items():
        attribute = case.vocabulary.attributes[name]
        sections.setdefault(attribute.section, {})[attribute.field] = attribute.plain(value)
    return sections


def _question(result: Advice | Explanation, about: str) -> RecordedQuestion:
    if isinstance(result, Advice):
        return RecordedQuestion(ask="advice")
    return RecordedQuestion(ask="why" if result.holds else "why-not", about=about)


def short_result(result: Advice | Explanation) -> RecordedResult:
    """Return a result in short."""
    if isinstance(result, Advice):
        concerns = {concern.id: status_of(concern) for concern in result.concerns}
        return RecordedResult(verdict=result.verdict, lean=result.lean, concerns=concerns)
    return RecordedResult(answer=result.answer)


def result_digest(result: Advice | Explanation) -> str:
    """Return the SHA-256 of the compact JSON of a result, without the engines that derived it."""
    import msgspec

    fields = msgspec.json.decode(to_json(result))
    fields.pop(ENGINES, None)
    return sha256(msgspec.json.encode(fields)).hexdigest()


def rule_print(knowledge: Knowledge, rule: Rule) -> str:
    """Return the start of a digest of a rule: its id, what it does, when, why, and on whose authority."""
    import msgspec

    attributes = knowledge.vocabulary.attributes
    brings = rule.effect.brings if isinstance(rule.effect, Guides) else {}
    said = (
        rule.id,
        effect_text(rule.effect, knowledge),
        [(condition.subject, condition.text) for condition in rule.when],
        rule.because,
        rule.sources,
        rule.before,
        {name: attributes[name].written(value) for name, value in brings.items()},
    )
    return sha256(msgspec.json.encode(said)).hexdigest()[:START]


def used_rules(result: Advice | Explanation) -> tuple[str, ...]:
    """Return the rules that a result speaks of, each once, in their order there."""
    if isinstance(result, Advice):
        return tuple(dict.fromkeys(firing.rule for firing in result.trace if not firing.principle))
    return tuple(dict.fromkeys(_rules_in(result)))


def _rules_in(explanation: Explanation) -> Iterator[str]:
    for reason in explanation.reasons:
        if not reason.principle:
            yield reason.rule
        for premise in reason.premises:
            yield from _rules_in(premise.explanation)
