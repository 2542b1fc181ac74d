"""The summary of a population as data: how many rows got which advice, and what is most often unknown."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from pmo_expert.advice.model import Wiifm
from pmo_expert.domain.attribute import Ask
from pmo_expert.knowledge.language.rule import Severity, VerdictName


@frozen(kw_only=True)
class OpenConcern:
    """A concern and the number of rows in which it is open: all of them, and by how severe it is there."""

    id: str
    title: str
    rows: int
    severities: Mapping[Severity, int]


@frozen(kw_only=True)
class VerdictCount:
    """A verdict, the number of rows that got it, and of those which lean where and in how many each concern is open."""

    verdict: VerdictName
    rows: int
    leans: Mapping[VerdictName, int]
    concerns: tuple[OpenConcern, ...]


@frozen(kw_only=True)
class UnknownCount:
    """An attribute that rules read, who can answer its question, and the number of rows in which it is unknown."""

    attribute: str
    question: str
    ask: Ask
    rows: int


@frozen(kw_only=True)
class Summary:
    """Counts of the advice on the rows of a population.

    `rows` are all rows; `wrong_rows` of them have values that do not exist, hence no advice, and count nowhere else.
    `verdicts` has every verdict in order, `wiifm` every answer to what is in it for the candidate. `unknown` has the
    attributes that rules read and that some row lacks, the one that most rows lack first.
    """

    rows: int
    wrong_rows: int
    verdicts: tuple[VerdictCount, ...]
    wiifm: Mapping[Wiifm, int]
    unknown: tuple[UnknownCount, ...]

    @property
    def advised(self) -> int:
        """The number of rows that got advice."""
        return self.rows - self.wrong_rows
