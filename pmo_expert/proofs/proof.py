"""What a proof over all cases says: the claim, whether it holds, and where it does not."""

from __future__ import annotations

from attrs import frozen

from pmo_expert.advice.shown import Shown
from pmo_expert.domain.case import PlainCase


@frozen(slots=False)
class Failure:
    """One way in which a claim is false, with cases that show it: one, or one before and one after a change.

    There are none where the claim was that some case exists.
    """

    text: str
    cases: tuple[PlainCase, ...] = ()


@frozen(kw_only=True, repr=False, slots=False)
class Proof(Shown):
    """A claim about every possible case, and the result of its proof.

    `is_property` tells what a pack states in `properties.yaml` from what is asked of every pack. `failures` are the
    ways in which the claim is false, none when it holds; `notes` are worth knowing, yet no failures. `still_open` says
    why it is neither proved nor false, where that would have taken more time or memory than there was; else it is "".
    """

    id: str
    says: str
    is_property: bool
    failures: tuple[Failure, ...] = ()
    notes: tuple[str, ...] = ()
    still_open: str = ""

    @property
    def holds(self) -> bool:
        return not self.failures and not self.still_open

    @property
    def result(self) -> str:
        """One word: proved, false or open."""
        return "open" if self.still_open else "false" if self.failures else "proved"
