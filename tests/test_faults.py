"""Faults as text."""

from __future__ import annotations

import pytest
from attrs import evolve

from pmo_expert.faults import Fault, InputError, Position, fault_at, fault_sentence, fault_sentences, shorten


def test_a_fault_reads_place_problem_suggestion_and_choices() -> None:
    """The sentence of a fault names the file, line, column, place, what was found, the nearest name and all choices."""
    fault = fault_at(
        Position("a.yaml", 3, 7), "there is no value", place="pmo.level", found="progam", allowed=("program", "x")
    )
    expected = "a.yaml:3:7: pmo.level: there is no value “progam”; did you mean “program”? allowed: program, x"
    assert str(fault) == expected


def test_of_very_many_faults_the_first_are_told_and_the_rest_counted() -> None:
    """A message tells 100 faults and how many more there are; the error holds all of them."""
    error = InputError(Fault(problem=f"fault {number}") for number in range(250))
    assert len(error.faults) == 250
    assert str(error).splitlines() == fault_sentences(error.faults)
    assert str(error).splitlines()[99:] == ["fault 99", "and 150 more faults"]


def test_text_from_outside_is_shown_without_control_characters() -> None:
    """What was found is shown short and printable, whatever it holds."""
    fault = fault_at(Position(), "found", found="\x1b[31m" + "x" * 500)
    assert fault.found is not None
    assert fault.found.isprintable()
    assert len(fault.found) == 60


@pytest.mark.parametrize("sign", ["\x1b[2J", "\x07", "\x9b", "\u202e", "\n", "\ufeff", "\xa0"])
def test_no_part_of_a_fault_brings_control_characters_into_its_sentence(sign: str) -> None:
    """Whatever stands in a place, a problem, what was found, is near or allowed, the sentence is one line of text."""
    text = f"a{sign}b"
    fault = Fault(problem=text, place=text, file=text, found=shorten(text), allowed=(text, "c"), nearest=text)
    clean = "a\N{REPLACEMENT CHARACTER}"
    sentence = fault_sentence(fault)
    assert sentence.isprintable()
    assert sentence.count(clean) == 6


def test_no_part_of_a_fault_makes_its_sentence_long() -> None:
    """Long names of files, places, problems and choices are cut."""
    text = "x" * 100_000
    fault = evolve(fault_at(Position(text, 1, 1), text, place=text, found=text, allowed=[text] * 20), nearest=text)
    assert len(fault_sentence(fault)) < 4000
