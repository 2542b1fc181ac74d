"""Words for numbers, and yes and no where these are other names of values."""

from __future__ import annotations

from typing import Any

import pytest

from pmo_expert import Candidate, InputError, Opening, advise, case_from, parse_case
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.render.case_file import known_case_file
from tests.advice.examples import article

YEARS = article().vocabulary.attributes["candidate.experience_years"]
OWN = "opening.manages_projects"


@pytest.mark.parametrize("text", ["experienced", "Experienced", "senior", "many-years", "9.5"])
def test_a_word_or_another_name_of_it_stands_for_a_number(text: str) -> None:
    """A word stands for its number, in any case and by its other names."""
    assert YEARS.read_text(text) == 9.5


def test_a_word_is_stated_and_written_as_a_word() -> None:
    """Who answered with a word is shown its phrase and never the number; the case file has the word."""
    case = case_from({"candidate.experience_years": "veteran"})
    assert [fact.text for fact in advise(case).facts] == ["you are a veteran of managing projects"]
    assert known_case_file(case) == "candidate.experience_years: veteran\n"
    assert parse_case(known_case_file(case)) == case


def test_numbers_without_a_word_are_stated_as_numbers() -> None:
    """Who answered with a number is shown the number."""
    assert YEARS.state(10) == "you have managed projects for 10 years"
    assert YEARS.written(10) == "10"


@pytest.mark.parametrize(("word", "newcomer"), [("novice", True), ("experienced", False), ("veteran", False)])
def test_rules_read_the_number_of_a_word(word: str, newcomer: bool) -> None:
    """Rules test the number that a word stands for."""
    trouble = {"pmo.program_health": "failing", "pmo.rescue_prospects": "realistic", "candidate.goals": "leadership"}
    case = case_from({**trouble, "opening.authority": "decides", "candidate.experience_years": word})
    arguments = [part.rule for concern in advise(case).concerns for part in concern.arguments]
    assert ("failing-program-for-a-newcomer" in arguments) is newcomer


def test_typed_classes_take_words() -> None:
    """The classes for a vocabulary take the words as well, and hold the number."""
    assert Candidate(experience_years="novice").experience_years == 0.5
    with pytest.raises(InputError, match="expected a number"):
        Candidate(experience_years="novise")  # type: ignore[arg-type]


def test_words_of_every_amount_lie_within_its_bounds() -> None:
    """Each word of the shipped vocabulary has a number that the amount takes, and a phrase without digits."""
    amounts = [part for part in article().vocabulary.attributes.values() if isinstance(part, Amount)]
    words = [(part, word, number) for part in amounts for word, number in part.words.numbers.items()]
    assert words
    for part, word, number in words:
        assert not part.check(number)
        assert not any(sign.isdigit() for sign in part.words.phrases[word])


@pytest.mark.parametrize(
    ("said", "value"),
    [
        (True, "many"),
        (False, "none"),
        ("yes", "many"),
        ("No", "none"),
        ("y", "many"),
        ("false", "none"),
        ("few", "few"),
    ],
)
def test_yes_and_no_mean_the_values_that_have_them_as_other_names(said: Any, value: str) -> None:
    """Where yes and no are other names of values, truth values and every spelling of yes and no mean these."""
    assert case_from({OWN: said}).value(OWN) == value
    assert Opening(manages_projects=said).manages_projects == value
    text = {True: "true", False: "false"}.get(said, said)
    assert parse_case(f"{OWN}: {text}").value(OWN) == value


@pytest.mark.parametrize("name", ["pmo.level", "opening.authority", "candidate.experience_years"])
def test_truth_values_mean_nothing_elsewhere(name: str) -> None:
    """Truth values are refused where yes and no are not both other names of values."""
    with pytest.raises(InputError, match=name):
        case_from({name: True})


def test_intervals_are_told_in_words() -> None:
    """What rules do not tell apart of an amount is told in words: at least, more than, at most, less than, or any."""
    share = article().vocabulary.attributes["opening.administrative_share"]
    told = {
        "[0, 50)": "less than 50",
        "[50, 100]": "at least 50",
        "(50, 100]": "more than 50",
        "[0, 50]": "at most 50",
        "(20, 50)": "more than 20 and less than 50",
        "[0, 100]": "any",
    }
    for interval, words in told.items():
        assert share.state_fact(share.variable, interval) == f"administration takes {words} % of the working time"
