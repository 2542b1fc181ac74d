"""Keys of programs: how they read, and what makes two of them one."""

from __future__ import annotations

import pickle
from typing import TypeAlias

import pytest

from pmo_expert.logic.keys import Atom, Label, Variable

Key: TypeAlias = Variable | Atom | Label

READS: list[tuple[Key, str]] = [
    (Variable("pmo.level"), "pmo.level"),
    (Variable("you.goals", "salary"), "you.goals:salary"),
    (Atom("still-open"), "still-open"),
    (Atom("finding", "busy"), "finding.busy"),
    (Atom("concern", "reward", "open"), "concern.reward=open"),
    (Atom("verdict", value="accept"), "verdict=accept"),
    (Label("R1"), "R1"),
    (Label("R1", "defeats"), "R1 defeats"),
    (Label("R1", "defeats", "R2"), "R1 defeats R2"),
    (Label("R1", about="R2"), "R1 R2"),
]
READ_ALIKE: list[tuple[Key, Key]] = [
    (Variable("goals:salary"), Variable("goals", "salary")),
    (Atom("finding.busy"), Atom("finding", "busy")),
    (Atom("verdict=accept"), Atom("verdict", value="accept")),
    (Atom("concern", "reward=open"), Atom("concern", "reward", "open")),
    (Label("R1 defeats"), Label("R1", "defeats")),
    (Label("R1", "R2"), Label("R1", about="R2")),
    (Variable("busy"), Atom("busy")),
    (Variable("busy"), Label("busy")),
]
KEYS = [key for key, _ in READS]


@pytest.mark.parametrize(("key", "text"), READS)
def test_key_reads_as_its_parts(key: Key, text: str) -> None:
    """A key reads as the parts that it has, joined by what belongs between them."""
    assert str(key) == f"{key}" == text


def test_variable_with_a_member_reads_attribute_and_member() -> None:
    """Whether a set holds a member reads attribute:member."""
    assert str(Variable("attribute", "member")) == "attribute:member"


@pytest.mark.parametrize(
    ("atom", "subject"),
    [
        (Atom("concern", "reward", "open"), "concern.reward"),
        (Atom("concern", "reward", "mitigated"), "concern.reward"),
        (Atom("verdict", value="accept"), "verdict"),
        (Atom("still-open"), "still-open"),
    ],
)
def test_subject_of_an_atom_leaves_out_its_value(atom: Atom, subject: str) -> None:
    """What has the value is named by kind and about, whichever value it is."""
    assert atom.subject == subject


@pytest.mark.parametrize(("one", "other"), READ_ALIKE)
def test_keys_that_read_alike_are_not_equal(one: Key, other: Key) -> None:
    """Keys with one text but other parts, or of facts and of conclusions, are two keys."""
    assert str(one) == str(other)
    assert len({one, other}) == 2


@pytest.mark.parametrize("key", KEYS)
def test_keys_with_the_same_parts_are_equal(key: Key) -> None:
    """A key made of the parts of another finds what is kept under that one."""
    assert {key: "found"}[type(key)(*key)] == "found"


@pytest.mark.parametrize("key", KEYS)
def test_keys_pickle(key: Key) -> None:
    """A key that went through pickle is a key of the same kind with the same parts."""
    again = pickle.loads(pickle.dumps(key))
    assert (type(again), again) == (type(key), key)


def test_keys_are_ordered_part_by_part() -> None:
    """Keys of one kind have an order, which is that of their first parts that differ."""
    first, second, third, fourth = Atom("a"), Atom("a", "b", "c"), Atom("a", "c"), Atom("b", "a")
    assert sorted([fourth, second, first, third]) == [first, second, third, fourth]
