"""What an advice cites, as data."""

from __future__ import annotations

from attrs import frozen


@frozen(kw_only=True, slots=False)
class CitedSource:
    """A source that an advice cites, and which claims of it.

    `year` is None where it is not known; `strength` says in words how much the source can bear, and is empty where its
    pack does not say.
    """

    id: str
    title: str
    author: str
    year: int | None
    strength: str
    claims: tuple[str, ...]
