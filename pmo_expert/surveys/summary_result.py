"""The summary of a population as data: how many rows got which advice, and what is most often unknown."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from pmo_expert.advice.advice_result import Wiifm
from pmo_expert.advice.shown import Shown
from pmo_expert.advice.words import Words


@frozen(kw_only=True, slots=False)
class ConcernCount:
    """A concern and the number of rows in which it is open: all of them, and by how severe it is there.

    `not_known` counts those in which nothing raises it yet and something unknown still could.
    """

    id: str
    title: str
    rows: int
    severities: Mapping[str, int]
    not_known: int


@frozen(kw_only=True, slots=False)
class VerdictCount:
    """A verdict, the number of rows that got it, and of those which lean where and in how many each concern is open."""

    verdict: str
    rows: int
    leans: Mapping[str, int]
    concerns: tuple[ConcernCount, ...]


@frozen(kw_only=True, slots=False)
class UnknownCount:
    """An attribute that rules read, who can answer its question, and the number of rows in which it is unknown.

    `turning` of them would get another verdict under some value of it, everything else being as it is.
    """

    attribute: str
    question: str
    ask: str
    rows: int
    turning: int


@frozen(kw_only=True, repr=False, slots=False)
class Summary(Shown):
    """Counts of the advice on the rows of a population.

    `rows` are all rows; `wrong_rows` of them have values that do not exist, which are taken as unknown, and `left_out`
    got no advice for it, because that was wanted, and count nowhere else. `verdicts` has every verdict in order,
    `wiifm` every answer to what is in it for you. `unknown` has the attributes that rules read and that some row lacks,
    the one that could turn most verdicts first, of those the one that most rows lack.
    """

    rows: int
    wrong_rows: int
    left_out: int
    verdicts: tuple[VerdictCount, ...]
    wiifm: Mapping[Wiifm, int]
    unknown: tuple[UnknownCount, ...]
    words: Words = field(repr=False)

    @property
    def advised(self) -> int:
        """The number of rows that got advice."""
        return self.rows - self.left_out
