"""The proofs of `pmo-expert check`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from textwrap import indent
from typing import TYPE_CHECKING

import click
from attrs import frozen

from pmo_expert.doors.cli.progress import progress
from pmo_expert.doors.cli.shared import tell
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.proofs.proof import Proof

if TYPE_CHECKING:
    from pmo_expert.proofs.all_cases import AllCases


@frozen
class Proved:
    """The proofs that could be made, and a line that sums them up or says why there are none."""

    proofs: tuple[Proof, ...]
    summary: str

    @property
    def still_open(self) -> int:
        return sum(1 for proof in self.proofs if proof.still_open)

    @property
    def failed(self) -> int:
        return sum(len(proof.failures) for proof in self.proofs)


def proved(knowledge: Knowledge, seconds: float | None) -> Proved:
    """Return the proofs for a knowledge base, each in `seconds` at the most; none where the diagram cannot be made."""
    from pmo_expert.logic.diagram import DiagramTooLargeError
    from pmo_expert.proofs.all_cases import all_cases
    from pmo_expert.proofs.prove import claims_of, prove_all

    try:
        cases = all_cases(knowledge, seconds)
    except ImportError as error:
        return Proved((), f"nothing proved, as OxiDD cannot be imported: {error}")
    except DiagramTooLargeError as error:
        return Proved((), f"nothing proved: {error}")
    proofs = []
    with progress(len(claims_of(knowledge)), "Proving") as done:
        for proof in prove_all(cases):
            proofs.append(proof)
            done(1)
    return Proved(tuple(proofs), _summary(cases, proofs))


def _summary(cases: AllCases, proofs: Sequence[Proof]) -> str:
    from pmo_expert.logic.diagram import DiagramTooLargeError
    from pmo_expert.proofs.verdict_proofs import census

    try:
        over = f"all {census(cases).cases:,} cases"
    except DiagramTooLargeError:
        over = "all cases, too many to be counted"
    results = Counter(proof.result for proof in proofs)
    still_open = f", {results['open']} still open" if results["open"] else ""
    return f"proofs over {over}: {results['proved']} of {len(proofs)} claims hold{still_open}"


def tell_failures(proofs: tuple[Proof, ...]) -> None:
    """Print what is still open, and what failed with case files that show it, to be run with `pmo-expert advise -`."""
    from pmo_expert.render.case_file import known_case_file
    from pmo_expert.render.pages.proofs_page import failure_text

    for proof in proofs:
        if proof.still_open:
            tell("open:", "yellow", f"{proof.id}: {proof.still_open}")
        for failure in proof.failures:
            tell("problem:", "yellow", failure_text(proof, failure))
            for case in failure.cases:
                click.echo(f"{failure.text}; to run with pmo-expert advise -:" if case is failure.cases[0] else "then:")
                click.echo(indent(known_case_file(case), "  "), nl=False)
