"""What is made when it is first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from logging import getLogger
from threading import Lock
from typing import Any, TypeVar, cast

from attrs import define, field

from pmo_expert.logic.diagram import DiagramTooLargeError

LOG = getLogger(__name__)
T = TypeVar("T")


@define(eq=False)
class Kept:
    """What was made, by name; that a diagram is too large is kept as well.

    A copy, or what is read back from a pickle, keeps nothing and makes all of it anew.
    """

    _made: dict[Hashable, Any] = field(factory=dict, init=False)
    _lock: Lock = field(factory=Lock, init=False)

    def get(self, name: Hashable, make: Callable[[], T]) -> T:
        """Return what has a name. Raises DiagramTooLargeError, and what making it raises."""
        with self._lock:
            if name not in self._made:
                try:
                    self._made[name] = make()
                except DiagramTooLargeError as error:
                    problem = str(error)  # and no more of it, as its traceback holds the diagram
                    LOG.warning("left out, as a diagram is too large: %s", problem)
                    self._made[name] = DiagramTooLargeError(problem)
            found = self._made[name]
        if isinstance(found, DiagramTooLargeError):
            raise DiagramTooLargeError(str(found))
        return cast("T", found)

    def __reduce__(self) -> tuple[type[Kept], tuple[()]]:
        return Kept, ()
