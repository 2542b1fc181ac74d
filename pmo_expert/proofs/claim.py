"""Claims about every possible case, each with what looks for where it is false."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from pmo_expert.logic.diagram import DiagramTooLargeError
from pmo_expert.proofs.all_cases import AllCases
from pmo_expert.proofs.patience import OutOfTimeError
from pmo_expert.proofs.proof import Failure, Proof


@frozen
class Found:
    """What came of looking: the ways in which a claim is false, and what is worth knowing."""

    failures: tuple[Failure, ...] = ()
    notes: tuple[str, ...] = ()


@frozen(kw_only=True)
class Claim:
    """A claim; `look` returns what it finds over all cases."""

    id: str
    says: str
    is_property: bool = False
    look: Callable[[AllCases], Found]

    def prove(self, cases: AllCases) -> Proof:
        """Return the proof; an open one when it takes longer, or more memory, than it may."""
        cases.patience.begin()
        found, still_open = Found(), ""
        try:
            with cases.diagram.bounded():
                found = self.look(cases)
        except OutOfTimeError:
            still_open = f"it takes longer than {cases.patience.seconds:g} seconds"
        except DiagramTooLargeError as error:
            still_open = str(error)
        return Proof(
            id=self.id,
            says=self.says,
            is_property=self.is_property,
            failures=found.failures,
            notes=found.notes,
            still_open=still_open,
        )
