"""Levers as data: changes of negotiable facts, and how many verdicts of a population they turn."""

from __future__ import annotations

from attrs import frozen

from pmo_expert.advice.model import Plain


@frozen(kw_only=True)
class Setting:
    """A value that a negotiable attribute gets, and the phrase that states it.

    `interval` says, for an amount, between which bounds rules take every number for the same.
    """

    attribute: str
    value: Plain
    text: str
    interval: str | None = None


@frozen(kw_only=True)
class Lever:
    """One change for all rows, or two together, and the number of rows whose verdict it changes.

    `turned` were declined and are accepted, with or without conditions; `opened` were declined and are told to find out
    more; `lost` were accepted, with or without conditions, and are declined.
    """

    changes: tuple[Setting, ...]
    turned: int
    opened: int
    lost: int


@frozen(kw_only=True)
class Levers:
    """The levers of a population: the most turned first, of those the fewest lost, then in the order of the vocabulary.

    `rows` are all rows, of which `wrong_rows` have values that do not exist and count for nothing else, and `declined`
    are declined as things are. At most 20 levers of a kind are told, out of `single_count` changes that turn a row, and
    `pair_count` pairs of changes that turn more rows than either change alone (None: pairs were not tried).
    """

    rows: int
    wrong_rows: int
    declined: int
    singles: tuple[Lever, ...]
    single_count: int
    pairs: tuple[Lever, ...]
    pair_count: int | None
