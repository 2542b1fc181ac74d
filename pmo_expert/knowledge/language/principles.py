"""Principles: what the reasoning itself concludes, and the words for it unless a pack has its own."""

from __future__ import annotations

from attrs import frozen


@frozen
class Principle:
    """Why the reasoning itself concludes something, and on whose authority."""

    because: str
    sources: tuple[str, ...] = ()


CONCERN_STATUS = "concern-status"
CONCERN_SEVERITY = "concern-severity"
WORST_CONCERN = "worst-concern"
SOMETHING_IN_IT = "wiifm"
POSSIBLE_GROWTH = "wiifm-still-open"
POSSIBLE_CONCERN = "concern-still-open"
NOTHING_STATED = "nothing-stated"
ONE_OF_SEVERAL = "any-of"
STATED_OR_USUAL = "stated-or-usual"
PRINCIPLES = {
    CONCERN_STATUS: Principle(
        "A concern is open while an argument that raises it stands, and answered when all that raised it is answered. "
        "It is not known while nothing raises it and something unknown still could."
    ),
    CONCERN_SEVERITY: Principle("An open concern is as severe as the most severe argument that stands for it."),
    WORST_CONCERN: Principle("The worst concern is the most severe of those that are open."),
    SOMETHING_IN_IT: Principle("There is something in it for you when what is offered serves one of your goals."),
    POSSIBLE_GROWTH: Principle("An unknown fact could still bring what serves one of your goals."),
    POSSIBLE_CONCERN: Principle("An unknown fact could still raise this concern."),
    NOTHING_STATED: Principle("Nothing is stated yet."),
    ONE_OF_SEVERAL: Principle("One of several is enough."),
    STATED_OR_USUAL: Principle("A fact that is not stated counts as what is usual, until it is stated."),
}
