"""Surveys planned once for the same rules and columns: nearly all that a survey of few rows takes is planning."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import narwhals.stable.v2 as nw
from attrs import define, field, frozen

from pmo_expert.logic.columns.frames import Frame, Step, done
from pmo_expert.surveys.frames.source import Source, collected

if TYPE_CHECKING:
    import polars as pl

MOST = 8
"""How many plans are kept for some rules; those that were not used for longest go first."""


class Plan(Protocol):
    """What is made of frames that have the columns for which it was planned."""

    def run(self, frame: Frame) -> Frame:
        """Return what is made of a frame."""


@frozen
class StepPlan:
    """Steps that are written once, and that the engine plans for each frame."""

    _steps: tuple[Step, ...]

    def run(self, frame: Frame) -> Frame:
        """Return what is made of a frame."""
        return done(frame, self._steps)


@define
class MemoryPlan:
    """Steps that Polars has planned once too; one frame at a time is put into its plan."""

    _source: Source
    _made: pl.LazyFrame
    _lock: Lock = field(factory=Lock)

    def run(self, frame: Frame) -> Frame:
        """Return what is made of a frame in memory."""
        rows = frame.to_native()
        with self._lock:
            self._source.part = rows
            try:
                return nw.from_native(collected(self._made))
            finally:
                self._source.part = rows.clear()


def plan_of(frame: Frame, steps: Iterable[Step]) -> Plan:
    """Return the plan of some steps for frames of the same kind and columns as one."""
    if not isinstance(frame, nw.DataFrame) or not frame.implementation.is_polars():
        return StepPlan(tuple(steps))
    source = Source(frame.to_native().clear())
    return MemoryPlan(source, done(nw.from_native(source.frame()), steps).to_native())


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
