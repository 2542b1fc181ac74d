"""The answer to why something holds, or does not, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_expert.advice.explaining.explanation_result import Explanation, Reason, TestedCondition
from pmo_expert.domain.sentences import clause_of, listed, sentence

MOST_FACTS = 2


def answer_of(explanation: Explanation) -> str:
    """Return what holds, the main reason and the one or two facts that matter most."""
    main = next(_answers(explanation) if explanation.conclusion.endswith("=mitigated") else _rules(explanation), None)
    said = clause_of(explanation.text)
    if main is not None and not explanation.about_a_rule:
        said += f": {clause_of(main.because)}"
    facts = listed([fact_text(fact) for fact in _first_facts(explanation, main)])
    return sentence(f"{said} ({facts})" if facts else said)


def fact_text(fact: TestedCondition) -> str:
    """Return what was found, marked where it is not stated but usual."""
    return f"usually, {fact.text}" if fact.usual else fact.text


def _rules(explanation: Explanation) -> Iterator[Reason]:
    """Yield the reasons that are rules' own and that hold, from the top."""
    for reason in _below(explanation):
        if not reason.principle:
            yield reason


def _answers(explanation: Explanation) -> Iterator[Reason]:
    """Yield the reasons of rules that answer others, anywhere in a tree."""
    for reason in explanation.reasons:
        for premise in reason.premises:
            if premise.attack and premise.explanation.holds:
                yield from _rules(premise.explanation)
            yield from _answers(premise.explanation)


def _first_facts(explanation: Explanation, main: Reason | None) -> tuple[TestedCondition, ...]:
    """Return the first facts that the main reason tests, or else the first reason that tests some."""
    own = [main] if main is not None else []
    tested = (reason.conditions for reason in (*own, *_below(explanation)) if reason.conditions)
    return next(tested, ())[:MOST_FACTS]


def _below(explanation: Explanation) -> Iterator[Reason]:
    for reason in explanation.gravest_first:
        yield reason
        for premise in reason.premises:
            if premise.wanted and premise.met:
                yield from _below(premise.explanation)
