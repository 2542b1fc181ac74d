"""What the unknown facts can still lead to: which verdicts, and which questions tell most.

Shares are shares of all ways to answer the open questions: each known value of a choice or a scale, each part of an
amount between the numbers that rules test, and each set of goals counts once. They are counted exactly on a decision
diagram, and they are no probabilities.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import log2

from pmo_expert.advice.decision import check_case, decide, unknown_grounds
from pmo_expert.advice.model import Answer, OpenConcern, Outlook, Question, Shares
from pmo_expert.domain.attribute import UNKNOWN, Attribute
from pmo_expert.domain.case import Case
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.load import shipped_knowledge
from pmo_expert.knowledge.language.rule import FIND_OUT_MORE, VERDICTS, VerdictName
from pmo_expert.knowledge.language.subjects import STATUSES
from pmo_expert.logic.diagram import DiagramTooLargeError
from pmo_expert.logic.outcomes import Counts, Outcomes


def outlook(case: Case, knowledge: Knowledge | None = None) -> Outlook:
    """Return where the answers to the open questions can lead.

    Raises TypeError as `advise` does, ImportError where OxiDD cannot be imported, and DiagramTooLargeError when the
    rules are too many for a diagram.
    """
    base = knowledge or shipped_knowledge()
    given = _given(case, base)
    charts = base.charts()
    verdict = charts.verdict.restrict(given)
    counts = verdict.counts()
    settled = len(verdict.possible()) == 1
    return Outlook(
        settled=settled,
        possible=_shares(counts),
        cannot_tell=tuple(_open_concerns(base, charts.statuses, given)),
        questions=_awaited(case, base, _shares(counts)) if settled else _questions(base, verdict, counts),
    )


def outlook_if_any(case: Case, knowledge: Knowledge) -> Outlook | None:
    """Return the outlook, None where the diagram for it cannot be made."""
    try:
        return outlook(case, knowledge)
    except (ImportError, DiagramTooLargeError):
        return None


def possible_verdicts(case: Case, knowledge: Knowledge) -> frozenset[VerdictName]:
    """Return the verdicts to which the answers to the open questions can lead; raises as `outlook` does."""
    given = _given(case, knowledge)
    return frozenset(VERDICTS[number] for number in knowledge.charts().verdict.restrict(given).possible())


def _given(case: Case, knowledge: Knowledge) -> dict[str, str]:
    """Return the facts that have known values."""
    check_case(case, knowledge)
    facts = knowledge.compiled.space.facts(case)
    return {name: value for name, value in facts.items() if value != UNKNOWN}


def _shares(counts: Counts) -> Shares:
    total = sum(counts)
    return {name: float(Fraction(count, total)) for name, count in zip(VERDICTS, counts, strict=True) if count}


def _open_concerns(
    knowledge: Knowledge, charts: Mapping[str, Outcomes], given: Mapping[str, str]
) -> Iterable[OpenConcern]:
    for concern, chart in charts.items():
        possible = sorted(chart.restrict(given).possible())
        if len(possible) > 1:
            yield OpenConcern(
                id=concern, title=knowledge.concerns[concern], possible=tuple(STATUSES[number] for number in possible)
            )


def _awaited(case: Case, knowledge: Knowledge, possible: Shares) -> tuple[Question, ...]:
    """Return what a verdict to find out more waits for, though no answer can change where it ends."""
    if decide(case, knowledge).verdict != FIND_OUT_MORE:
        return ()
    attributes = knowledge.subjects.vocabulary.attributes
    return tuple(
        Question(
            attribute=name,
            question=attributes[name].question,
            ask=attributes[name].ask,
            reduction=0.0,
            outcomes=tuple(
                Answer(value=value, text=attributes[name].phrases[value], possible=possible)
                for value in attributes[name].values
                if attributes[name].kind != "set"
            ),
        )
        for name in unknown_grounds(case, knowledge)
    )


def _questions(knowledge: Knowledge, verdict: Outcomes, counts: Counts) -> tuple[Question, ...]:
    """Return the questions that matter; of a set, what its most telling member tells."""
    best: dict[str, Question] = {}
    before = _entropy(counts)
    attributes = knowledge.subjects.vocabulary.attributes
    for fact, parts in verdict.joint().items():
        name, _, member = fact.partition(":")
        question = _question(attributes[name], member, verdict.values[verdict.facts.index(fact)], parts, before)
        if name not in best or question.reduction > best[name].reduction:
            best[name] = question
    order = list(attributes)
    return tuple(sorted(best.values(), key=lambda question: (-question.reduction, order.index(question.attribute))))


def _question(
    attribute: Attribute, member: str, values: tuple[str, ...], parts: tuple[Counts, ...], before: float
) -> Question:
    total = sum(map(sum, parts))
    after = sum(float(Fraction(sum(part), total)) * _entropy(part) for part in parts)
    return Question(
        attribute=attribute.name,
        question=attribute.question,
        ask=attribute.ask,
        reduction=round(max(before - after, 0.0), 9),
        outcomes=tuple(_answer(attribute, member, value, part) for value, part in zip(values, parts, strict=True)),
    )


def _answer(attribute: Attribute, member: str, value: str, part: Counts) -> Answer:
    if member:
        text = attribute.state_member(member, included=value == "yes")
        return Answer(value=f"{'' if value == 'yes' else 'not '}{member}", text=text, possible=_shares(part))
    text = attribute.phrases["value"].format(value=value) if attribute.kind == "amount" else attribute.phrases[value]
    return Answer(value=value, text=text, possible=_shares(part))


def _entropy(counts: Counts) -> float:
    total = sum(counts)
    shares = [float(Fraction(count, total)) for count in counts if count]
    return -sum(share * log2(share) for share in shares)
