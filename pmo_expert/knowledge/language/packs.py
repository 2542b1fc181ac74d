"""What packs say of themselves."""

from __future__ import annotations

from attrs import frozen


@frozen
class Evidence:
    """What the sources of a rule must be for it to weigh more than `lightest`, the severity that any source may raise.

    One of them is of this `strength` at least, and of the year `since` or later. It is asked of rules that raise a
    graver severity or answer one, of those that offer something, and of those that give a verdict.
    """

    lightest: str
    strength: str
    since: int


@frozen(kw_only=True)
class PackDescription:
    """What a pack says of itself.

    `published` and `updated` are dates such as 2026-11-24, `policy` says when it is looked through again, `paid_by` who
    paid for it; each is empty where the pack does not say. `extends` are the names of the packs that it adds to.
    """

    name: str
    version: str
    title: str
    published: str
    updated: str
    policy: str
    paid_by: str
    extends: tuple[str, ...] = ()
    evidence: Evidence | None = None
