"""What is made when it is first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from attrs import define, field

from pmo_expert.logic.diagram import DiagramTooLargeError

T = TypeVar("T")


@define
class Once(Generic[T]):
    """Something that is made when first asked for and kept; that it is too large is kept as well."""

    _make: Callable[[], T]
    _made: list[T] = field(factory=list, init=False)
    _error: DiagramTooLargeError | None = field(default=None, init=False)
    _lock: Lock = field(factory=Lock, init=False)

    def get(self) -> T:
        """Return it. Raises DiagramTooLargeError, and what making it raises."""
        with self._lock:
            if self._error is not None:
                raise self._error
            if not self._made:
                try:
                    self._made.append(self._make())
                except DiagramTooLargeError as error:
                    self._error = error
                    raise
            return self._made[0]
