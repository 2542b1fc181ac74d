"""Levers as data: changes of negotiable facts, and how many verdicts of a population they turn."""

from __future__ import annotations

from attrs import field, frozen

from pmo_expert.advice.shown import Shown
from pmo_expert.advice.words import Words
from pmo_expert.domain.attribute import Plain


@frozen(kw_only=True, slots=False)
class Setting:
    """A value that a negotiable attribute gets, how case files write it, and the phrase that states it.

    Of an amount, `interval` says between which bounds rules take every number for the same, and the phrase tells all
    of them; the value is one of them.
    """

    attribute: str
    value: Plain
    written: str
    text: str
    interval: str | None = None


@frozen(kw_only=True, slots=False)
class Lever:
    """One change for all rows, or two together, and the number of rows whose verdict it changes.

    `turned` had the worst verdict and get a favourable one; `settled` had the one that asks for facts and get a
    favourable one; `opened` had the worst and get the one that asks; `lost` had a favourable verdict and get the worst.
    """

    changes: tuple[Setting, ...]
    turned: int
    settled: int
    opened: int
    lost: int


@frozen(kw_only=True, repr=False, slots=False)
class Levers(Shown):
    """The levers of a population: the most turned or settled first, of those the fewest lost, then by the vocabulary.

    `rows` are all rows, of which `wrong_rows` have values that do not exist, `left_out` get no advice for it and count
    for nothing else, `refused` have the worst verdict as things are, and `asking` the one that asks for facts. At most
    20 levers of a kind are told, out of `single_count` changes that turn or settle a row, and `pair_count` pairs of
    changes that do so with more rows than either change alone (None: pairs were not tried).
    """

    rows: int
    wrong_rows: int
    left_out: int
    refused: int
    asking: int
    singles: tuple[Lever, ...]
    single_count: int
    pairs: tuple[Lever, ...]
    pair_count: int | None
    words: Words = field(repr=False)
