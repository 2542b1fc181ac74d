"""How long a proof may take."""

from __future__ import annotations

from time import monotonic

from attrs import define


class OutOfTimeError(Exception):
    """A claim takes longer to prove than it may."""


@define
class Patience:
    """A time limit for each of several claims, in seconds; None is none, and then no clock is read."""

    seconds: float | None = None
    _until: float | None = None

    def begin(self) -> None:
        """Give the next claim its time."""
        self._until = None if self.seconds is None else monotonic() + self.seconds

    def check(self) -> None:
        """Raise OutOfTimeError when the claim has had its time."""
        if self._until is not None and monotonic() > self._until:
            raise OutOfTimeError
