"""Surveys planned once for the same rules and columns: nearly all that a survey of few rows takes is planning."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import TYPE_CHECKING

from attrs import define, field

from pmo_expert.surveys.frames.source import Source, collected

if TYPE_CHECKING:
    import polars as pl

MOST = 8
"""How many plans are kept for some rules; those that were not used for longest go first."""


@define
class Plan:
    """What is made of the rows of a frame; one frame at a time is put into it."""

    _source: Source
    _made: pl.LazyFrame
    _lock: Lock = field(factory=Lock)

    def run(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return what is made of a frame that has the columns for which this was planned."""
        with self._lock:
            self._source.part = frame
            try:
                return collected(self._made)
            finally:
                self._source.part = frame.clear()


@define
class Plans:
    """The plans that were used last."""

    _plans: dict[Hashable, Plan] = field(factory=dict)
    _lock: Lock = field(factory=Lock)

    def get(self, key: Hashable, make: Callable[[], Plan]) -> Plan:
        """Return the plan of a key, which says all that it depends on."""
        with self._lock:
            plan = self._plans.pop(key, None) or make()
            self._plans[key] = plan
            if len(self._plans) > MOST:
                del self._plans[next(iter(self._plans))]
            return plan
