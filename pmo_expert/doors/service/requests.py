"""What can be asked of the service, as data; the API's description is made from these classes and their docstrings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from attrs import field, frozen

Facts: TypeAlias = Mapping[str, Any]
"""Facts by `section.attribute`; null means unknown."""


@frozen(kw_only=True)
class AdviceRequest:
    """Advice on a case.

    `facts` are those that are known, `title` names the case, `rules` are those of a pack that the service has.
    """

    facts: Facts = field(hash=False)
    title: str = ""
    rules: str = ""


@frozen(kw_only=True)
class NextRequest(AdviceRequest):
    """Where an interview stands, and its next question. The service keeps nothing, so you say how it went so far.

    `unknown` are the facts that were answered with unknown, `asked` those that were asked for, the last one last.
    `thorough` goes on when no answer would change the verdict.
    """

    unknown: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    thorough: bool = False


@frozen(kw_only=True)
class WhyRequest(AdviceRequest):
    """Why a conclusion holds. `about` is what is asked for, by its id or title; without it, the verdict."""

    about: str = ""


@frozen(kw_only=True)
class WhyNotRequest(AdviceRequest):
    """Why a conclusion does not hold, and what it would take. `about` is what is asked for, by its id or title."""

    about: str


@frozen(kw_only=True)
class WhatIfRequest(AdviceRequest):
    """What changes in the advice when facts change. `changes` are the new facts; null makes one unknown."""

    changes: Facts = field(hash=False)


@frozen(kw_only=True)
class ChangesRequest(AdviceRequest):
    """The smallest changes that lead to another verdict.

    `verdict` is the one that is wanted; without it, every other one is tried. `scope` says which facts may change;
    without it, those that can be negotiated come first.
    """

    verdict: str = ""
    scope: Literal["", "negotiable", "all"] = ""


@frozen(kw_only=True)
class ComparedRequest:
    """One of the cases to compare: its `facts`, and a `title` to call it by."""

    facts: Facts = field(hash=False)
    title: str = ""


@frozen(kw_only=True)
class CompareRequest:
    """Two to ten cases side by side: what differs, which is best, what the others would need."""

    cases: tuple[ComparedRequest, ...]
    rules: str = ""
