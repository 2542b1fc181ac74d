"""Turning points are just the facts that turn the verdict when every answer is tried."""

from __future__ import annotations

from hypothesis import given, settings

from pmo_expert import advise, consult
from pmo_expert.advice.unknowns.turning_points import turning_points
from tests.advice.examples import article
from tests.advice.trying import Trial, put, trials, unknown, verdicts_by_answer


@settings(max_examples=60)
@given(trials())
def test_turning_points_are_the_facts_of_which_some_answer_turns_the_verdict(trial: Trial) -> None:
    """A fact that is not stated is a turning point if and only if some answer to it alone leads to another verdict.

    Each answer is told with the verdict after it, and whether that is worse.
    """
    case = put(trial)
    order = trial.knowledge.decision.verdict_names
    found = {point.attribute: point for point in turning_points(case)}
    for name in unknown(case):
        after = verdicts_by_answer(case, name)
        assert (name in found) == any(verdict != case.verdict for verdict in after.values())
        if name in found:
            told = {turn.value: (turn.verdict, turn.worse) for turn in found[name].turns}
            assert told == {
                value: (verdict, order.index(verdict) > order.index(case.verdict)) for value, verdict in after.items()
            }
    assert set(found) <= set(unknown(case))


@given(trials())
def test_the_worst_turn_comes_first(trial: Trial) -> None:
    """Turning points that can lead to the worst verdict come first, each with the question that asks for it."""
    case, order = put(trial), trial.knowledge.decision.verdict_names
    points = turning_points(case)
    worst = [max(order.index(turn.verdict) for turn in point.turns) for point in points]
    assert worst == sorted(worst, reverse=True)
    attributes = trial.knowledge.vocabulary.attributes
    assert [(point.question, point.ask) for point in points] == [
        (attributes[point.attribute].question, attributes[point.attribute].ask) for point in points
    ]


@given(trials())
def test_what_is_usual_is_told_of_a_turning_point(trial: Trial) -> None:
    """A turning point of which something is presumed tells what, and no other does."""
    case = put(trial)
    for point in turning_points(case):
        attribute = trial.knowledge.vocabulary.attributes[point.attribute]
        usual = case.presumed.get(point.attribute)
        assert point.usual == (None if usual is None else attribute.state(case.expected(point.attribute)))


def test_advice_has_the_turning_points_with_outlook_or_without() -> None:
    """The turning points of an advice are those of the consultation, whether it has an outlook or none."""
    case = consult({"pmo.level": "program"}, article())
    points = turning_points(case)
    assert points
    assert advise(case).turning_points == advise(case, with_outlook=False).turning_points == points
