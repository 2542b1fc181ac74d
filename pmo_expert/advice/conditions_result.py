"""The conditions of a favourable verdict, as data."""

from __future__ import annotations

from attrs import frozen

from pmo_expert.advice.unknowns.unknowns_result import TurningPoint
from pmo_expert.domain.attribute import Plain


@frozen(kw_only=True, slots=False)
class Term:
    """One fact to agree on: what it is now, as far as is known or usual, and what it should be."""

    attribute: str
    value: Plain
    text_before: str
    text: str


@frozen(kw_only=True, slots=False)
class Agreement:
    """A set of terms that leads to `verdict` once all is answered well that you should make sure of."""

    terms: tuple[Term, ...]
    verdict: str


@frozen(kw_only=True, slots=False)
class Burden:
    """What stays against it whatever is agreed on: an argument or a verdict rule, and the concern that it is about."""

    rule: str
    concern: str | None
    because: str
    sources: tuple[str, ...]
    authority: tuple[str, ...]


@frozen(kw_only=True, slots=False)
class Conditions:
    """The conditions of a favourable verdict.

    `agree` are the smallest sets of negotiable changes that lead to the best verdict, as alternatives; where none does,
    one set that leaves the fewest serious concerns open. `make_sure` are the turning points with an answer that makes
    the verdict worse, the worst first. `live_with` is what no negotiation answers.
    """

    agree: tuple[Agreement, ...]
    make_sure: tuple[TurningPoint, ...]
    live_with: tuple[Burden, ...]
